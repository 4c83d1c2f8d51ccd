import { msg } from "@lit/localize";
import type { Access, AccessKind, Actor } from "./audit-shapes.ts";
import type { Role } from "./shapes.ts";
import { roleName } from "./words.ts";

/** What somebody opened or was shown, for the patient whose it is. */
export function accessInWords({ what, words }: Access): string {
  const known: Record<AccessKind, () => string> = {
    messages: () => msg("Read messages"),
    conversation: () => msg("Opened the conversation"),
    shown_message: () => msg("Was shown a new message as it arrived"),
    shown_beginning: () => msg("Was shown the beginning of the latest message"),
    file: () => msg("Opened a file"),
    file_preview: () => msg("Saw the preview of a file"),
    file_details: () => msg("Was shown the name and state of a file"),
    conversations: () => msg("Looked through the list of your conversations"),
    profile: () => msg("Opened your profile"),
    items: () => msg("Looked at your appointments, invoices or prescriptions"),
    appointment: () => msg("Opened an appointment of yours"),
    access_log: () => msg("Looked up who opened your messages"),
    export: () => msg("Saved the conversation as a file"),
  };
  return known[what]?.() ?? words;
}

/** What somebody is to the clinic: their title, or else their role; programs are nothing else than their name. */
export function actorTitle({ title, role }: Actor): string {
  return title ?? (role === "integration" ? "" : roleName(role as Role));
}

/** The same opening by the same people within minutes is one line: a thread that is opened is read page by page. */
export function gathered(accesses: readonly Access[]): readonly Access[] {
  const latest = new Map<string, number>();
  return accesses.filter((one) => {
    const key = JSON.stringify([one.what, one.conversationId, one.readers.map(({ id }) => id)]);
    const [at, before] = [Date.parse(one.at), latest.get(key)];
    const isAgain = before !== undefined && before - at < TOGETHER_MS;
    latest.set(key, at);
    return !isAgain;
  });
}

const TOGETHER_MS = 5 * 60_000;
