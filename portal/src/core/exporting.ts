import type { Http } from "./http.ts";
import { Unreachable } from "./problem.ts";

export type ExportFormat = "html" | "json" | "fhir";

/** A part of a thread as the server made it: its text or, where that is large, a link to it. */
interface Made {
  readonly name: string;
  readonly text?: string;
  readonly url?: string;
  readonly type: string;
  readonly nextAfter: number | null;
}

export interface ExportedFile {
  readonly name: string;
  readonly content: Blob;
}

const TIMEOUT_MS = 60_000;
const MADE_AND_LINKED = 201;

/** The whole thread, file by file: most threads are one, what takes the server too long goes on in the next. */
export async function* exportedFiles(
  http: Http,
  conversation: string,
  format: ExportFormat,
): AsyncGenerator<ExportedFile> {
  const path = `/conversations/${encodeURIComponent(conversation)}/export`;
  let after: number | null = 0;
  while (after !== null) {
    const { body }: { body: Made } = await http<Made>(path, { query: { format, after }, read: made });
    yield { name: body.name, content: await contentOf(body) };
    after = body.nextAfter;
  }
}

function made(text: string, { status, headers }: Response): Made {
  if (status === MADE_AND_LINKED) {
    const { url, fileName, contentType, nextAfter } = JSON.parse(text);
    return { url, name: fileName, type: contentType, nextAfter };
  }
  const name = /filename="([^"]+)"/.exec(headers.get("Content-Disposition") ?? "")?.[1];
  const next = headers.get("X-Next-After");
  return {
    text,
    name: name ?? "conversation",
    type: headers.get("Content-Type") ?? "",
    nextAfter: next === null ? null : Number(next),
  };
}

async function contentOf({ text, url, type }: Made): Promise<Blob> {
  if (url === undefined) return new Blob([text ?? ""], { type });
  const answer = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    (cause: unknown) => {
      throw new Unreachable("The file store cannot be reached.", { cause });
    },
  );
  if (!answer.ok) throw new Unreachable(`The file store answered ${answer.status}.`);
  return answer.blob();
}
