import type { Thread } from "./state.ts";

/** The ids of files that a thread may show: what is locked or was refused is none of them. */
export function showable({ messages, outgoing }: Thread): ReadonlySet<string> {
  const files = [...messages, ...outgoing].flatMap(({ attachments }) => attachments ?? []);
  return new Set(files.filter(({ state }) => state === "ready").map(({ id }) => id));
}

/** True of a file that some message brings which is marked as sensitive. */
export function isOfSensitive({ messages }: Thread, file: string): boolean {
  return messages.some(
    ({ sensitive, attachments }) => sensitive && attachments.some(({ id }) => id === file),
  );
}
