import type { Http } from "./http.ts";
import type { Conversation, Page, Person } from "./shapes.ts";

const PAGE = 50;

export type ArchiveAct = "archive" | "purge";

/** A conversation that the next run of the night would archive or purge: no topic, no words. */
export interface Due {
  readonly id: string;
  readonly kind: Conversation["kind"];
  readonly patientId: string;
  readonly lastActivityAt: string;
  readonly archivedAt: string | null;
  readonly messageCount: number;
  readonly onHold: boolean;
}

/** `due`: how many there are in all, on the first page; `before`: since when, null if nothing ever is. */
export interface DuePage extends Page<Due> {
  readonly before: string | null;
  readonly due: number | null;
}

export type Ground = "litigation" | "investigation" | "records_request" | "other";

/** A legal hold on a patient. */
export interface Hold {
  readonly ground: Ground;
  readonly by: Person;
  readonly at: string;
}

/** The routes by which administrators look after what is kept. */
export function recordsOver(http: Http) {
  const at = (patientId: string) => `/patients/${encodeURIComponent(patientId)}/hold`;
  const hold = async (patientId: string, ask: Parameters<Http>[1]) =>
    (await http<{ hold: Hold | null }>(at(patientId), ask)).body.hold;
  return {
    due: async (act: ArchiveAct, cursor: string | null) =>
      (await http<DuePage>("/archive/preview", { query: { plan: act, limit: PAGE, cursor } })).body,
    hold: (patientId: string) => hold(patientId, {}),
    setHold: (patientId: string, ground: Ground) => hold(patientId, { method: "PUT", body: { ground } }),
    liftHold: (patientId: string) => hold(patientId, { method: "DELETE" }),
  };
}
