import { withConversations, withMarker, withReadUpTo } from "./changes.ts";
import { inTurn, type Chat } from "./chat.ts";
import { countUnread } from "./inbox.ts";
import { readableUpTo } from "./messages.ts";
import { isPassing, Problem } from "./problem.ts";
import type { Conversation } from "./shapes.ts";
import { threadOf } from "./state.ts";

/** The marker forward as far as can be read, unless the thread is kept unread and shows nothing newer. */
export function markRead(chat: Chat, id: string, seenSeq: number): Promise<void> {
  const { state } = chat.store;
  if (seenSeq <= (state.keptUnread.get(id) ?? 0)) return Promise.resolve();
  return moveMarker(chat, id, Math.min(seenSeq, readableUpTo(threadOf(state, id).messages)));
}

/** Here at once, then on the server; one request at a time, the latest wins. */
export function moveMarker(chat: Chat, id: string, seq: number): Promise<void> {
  if (seq <= (chat.store.state.conversations.get(id)?.readSeq ?? 0)) return Promise.resolve();
  chat.store.change((state) => withReadUpTo(state, id, seq, chat.me.id));
  chat.markers.set(id, seq);
  return confirmMarker(chat, id);
}

/** Repeats what a broken network swallowed; one that fails does not keep the others. */
export async function confirmMarkers(chat: Chat): Promise<void> {
  const markers = [...chat.markers.keys()].map((id) => confirmMarker(chat, id));
  const failed = (await Promise.allSettled(markers)).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

function confirmMarker(chat: Chat, id: string): Promise<void> {
  return inTurn(chat, `marker ${id}`, async () => {
    const seq = chat.markers.get(id);
    if (seq === undefined) return;
    await countUnread(chat, () => chat.api.read(id, seq)).catch(unlessRefused);
    if (chat.markers.get(id) === seq) chat.markers.delete(id);
  });
}

/** What the server has refused for good need not be asked again. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof Problem) || isPassing(error)) throw error;
}

/**
 * True where a view that may be older than what is known speaks against it: of a marker that went back, or of one that
 * went on although it was put back here. Neither its order nor its time can tell who is right; the server can.
 */
export function isMarkerDoubtful(chat: Chat, { id, readSeq }: Pick<Conversation, "id" | "readSeq">): boolean {
  const known = chat.store.state.conversations.get(id);
  if (!known || chat.markers.has(id)) return false;
  return readSeq < known.readSeq || (readSeq > known.readSeq && chat.store.state.keptUnread.has(id));
}

/** Takes the marker as the server has it now, unless the reader moves it while the answer is on its way. */
export function askForMarker(chat: Chat, id: string): Promise<void> {
  return inTurn(chat, `marker ${id}`, async () => {
    const before = chat.store.state.conversations.get(id)?.readSeq;
    const answer = await chat.api.conversation(id);
    chat.store.change((state) => {
      const isUnmoved = state.conversations.get(id)?.readSeq === before && !chat.markers.has(id);
      return withConversations(isUnmoved ? withMarker(state, answer) : state, [answer]);
    });
  });
}
