import { msg, str } from "@lit/localize";
import { cardName } from "./card-words.ts";
import type { Attachment, LastMessage, Message } from "./shapes.ts";

/** What the latest message says, or what it brought without words; null where the reader may not know. */
export function lastInWords({ preview, card, attachments }: LastMessage): string | null {
  if (preview !== "") return preview;
  return card ? cardName(card) : attachments ? countInWords(attachments) : "";
}

/** A message in one line: its words, and what it brought. */
export function inWords({ text, card, attachments }: Message): string {
  const files = attachments.length > 0 && filesInWords(attachments);
  return [text, card && cardName(card.type), files].filter(Boolean).join(", ");
}

/** What stands for files where there is no room for them. */
export function filesInWords(files: readonly Attachment[]): string {
  const [one] = files;
  const isPhoto = files.length === 1 && one?.contentType.startsWith("image/");
  return isPhoto ? msg("Photo") : countInWords(files.length);
}

function countInWords(files: number): string {
  return files === 1 ? msg("File") : msg(str`${files} files`);
}
