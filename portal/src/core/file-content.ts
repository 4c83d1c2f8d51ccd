import type { Api } from "./api.ts";
import { Unreachable } from "./problem.ts";
import type { Attachment } from "./shapes.ts";

export type Rendition = "original" | "preview";

const TIMEOUT_MS = 60_000;

/** The bytes of a file, over a link that is asked for anew each time: links are short-lived, and each is audited. */
export async function contentOf(
  api: Api,
  conversation: string,
  { id }: Attachment,
  rendition: Rendition,
): Promise<Blob> {
  const { url } = await api.fileLink(conversation, id, rendition);
  const answer = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    (cause: unknown) => {
      throw new Unreachable("The file store cannot be reached.", { cause });
    },
  );
  if (!answer.ok) throw new Unreachable(`The file store answered ${answer.status}.`);
  return answer.blob();
}
