import type { Access, AuditAsk, AuditEntry } from "./audit-shapes.ts";
import type { Http } from "./http.ts";
import type { Page } from "./shapes.ts";

const PAGE = 50;
const PAGE_OF_TABLE = 100;

/** A page of the audit as CSV, and the cursor of the next. */
export interface TablePage {
  readonly text: string;
  readonly next: string | null;
}

export type AuditApi = ReturnType<typeof auditOver>;

/** The routes by which the audit is read. */
export function auditOver(http: Http) {
  return {
    entries: async (ask: AuditAsk, cursor: string | null) =>
      (await http<Page<AuditEntry>>("/audit", { query: { ...ask, limit: PAGE, cursor } })).body,
    table: async (ask: AuditAsk, cursor: string | null): Promise<TablePage> => {
      const query = { ...ask, format: "csv", limit: PAGE_OF_TABLE, cursor };
      const read = (text: string, { headers }: Response) => ({ text, next: headers.get("X-Next-Cursor") });
      return (await http<TablePage>("/audit", { query, read })).body;
    },
    accesses: async (cursor: string | null) =>
      (await http<Page<Access>>("/me/access-log", { query: { limit: PAGE, cursor } })).body,
  };
}
