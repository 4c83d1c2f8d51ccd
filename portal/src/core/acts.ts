import type { Api } from "./api.ts";
import { withConversations, withReadUpTo, withUnread, withUnreadFrom } from "./changes.ts";
import { inTurn, isMine, type Chat } from "./chat.ts";
import { countUnread, reloadConversation } from "./inbox.ts";
import { moveMarker } from "./markers.ts";
import { isPassing, Problem } from "./problem.ts";
import type { Conversation, Message, Person } from "./shapes.ts";
import { threadOf, type ChatState } from "./state.ts";

/** What somebody can do to a conversation without opening it. */
export type Act = "read" | "unread" | ChangingAct;
type ChangingAct = "pin" | "unpin" | "mute" | "unmute" | "resolve" | "reopen" | "claim" | "giveBack" | "done";
type Change = Partial<Conversation>;

interface Deed {
  /** What is shown at once, before the server has answered. */
  readonly change: (conversation: Conversation, me: Person) => Change;
  readonly ask: (api: Api, id: string) => Promise<Conversation>;
}

const DEEDS: Record<ChangingAct, Deed> = {
  pin: { change: () => ({ pinned: true }), ask: (api, id) => api.mark(id, { pinned: true }) },
  unpin: { change: () => ({ pinned: false }), ask: (api, id) => api.mark(id, { pinned: false }) },
  mute: { change: () => ({ muted: true }), ask: (api, id) => api.mark(id, { muted: true }) },
  unmute: { change: () => ({ muted: false }), ask: (api, id) => api.mark(id, { muted: false }) },
  resolve: { change: () => ({ status: "resolved" }), ask: (api, id) => api.setStatus(id, "resolved") },
  reopen: { change: () => ({ status: "open" }), ask: (api, id) => api.setStatus(id, "open") },
  claim: { change: (one, me) => claimedBy(one, me), ask: (api, id) => api.claim(id) },
  giveBack: { change: (one) => claimedBy(one, null), ask: (api, id) => api.giveBack(id) },
  done: { change: () => ({ needsReply: null }), ask: (api, id) => api.done(id) },
};

function claimedBy({ needsReply }: Conversation, person: Person | null): Change {
  return { needsReply: needsReply && { ...needsReply, claimedBy: person } };
}

/** The acts that make sense now, in the order in which a menu shows them. */
export function actsFor(conversation: Conversation, me: Person): readonly Act[] {
  const { pinned, muted, status, unreadCount, needsReply } = conversation;
  const isStaff = me.role !== "patient";
  const acts: readonly (Act | false | null)[] = [
    isStaff && needsReply && (needsReply.claimedBy ? "giveBack" : "claim"),
    isStaff && needsReply && "done",
    unreadCount > 0 ? "read" : hasOthersText(conversation, me) && "unread",
    pinned ? "unpin" : "pin",
    muted ? "unmute" : "mute",
    isStaff && status === "open" && "resolve",
    isStaff && status === "resolved" && "reopen",
  ];
  return acts.filter((act) => act !== false && act !== null);
}

/** False only where it is certain: the one message there is was the reader's own. */
function hasOthersText({ lastMessage, messageCount }: Conversation, me: Person): boolean {
  return lastMessage !== null && (lastMessage.sender?.id !== me.id || messageCount > 1);
}

/** Shows the change at once and asks for it; where it is refused, shows what is true and throws. */
export async function perform(chat: Chat, id: string, act: Act): Promise<void> {
  const known = chat.store.state.conversations.get(id);
  if (!known) return;
  if (act === "read") return moveMarker(chat, id, known.lastSeq);
  if (act === "unread") return markUnread(chat, known);
  const deed = DEEDS[act];
  const change = deed.change(known, chat.me);
  chat.store.change((state) => withChange(state, id, change));
  await inTurn(chat, `act ${id}`, async () => {
    const answer = await deed.ask(chat.api, id);
    chat.store.change((state) => withConversations(state, [answer]));
  }).catch((error: unknown) => takeBack(chat, known, change, error));
}

async function takeBack(chat: Chat, before: Conversation, change: Change, error: unknown): Promise<never> {
  chat.store.change((state) => withoutChange(state, before, change));
  // A refusal tells that what is shown was out of date; whether this works too is another matter.
  if (error instanceof Problem && !isPassing(error)) {
    await reloadConversation(chat, before.id).catch(() => undefined);
  }
  throw error;
}

/** A change with the number of those that wait for a reply in step. */
export function withChange(state: ChatState, id: string, change: Change): ChatState {
  const known = state.conversations.get(id);
  if (!known) return state;
  const changed = { ...known, ...change };
  const waiting = Number(changed.needsReply !== null) - Number(known.needsReply !== null);
  const needsReply = Math.max(0, (state.unread.needsReply ?? 0) + waiting);
  const counted = withUnread(state, { ...state.unread, needsReply }, state.unreadAsOf);
  return { ...counted, conversations: new Map(state.conversations).set(id, changed) };
}

/** Takes back what still stands as `change` put it; what has been learnt since stays. */
export function withoutChange(state: ChatState, before: Conversation, change: Change): ChatState {
  const known = state.conversations.get(before.id);
  if (!known) return state;
  const names = Object.keys(change) as (keyof Conversation)[];
  const standing = names.filter((name) => known[name] === change[name]);
  return withChange(state, before.id, Object.fromEntries(standing.map((name) => [name, before[name]])));
}

async function markUnread(chat: Chat, conversation: Conversation): Promise<void> {
  const seq = await lastOfOthers(chat, conversation);
  if (seq !== null) await keepUnreadFrom(chat, conversation.id, seq);
}

/** The marker back to just before `seq`: here at once, then on the server. Where that fails it goes on again. */
export async function keepUnreadFrom(chat: Chat, id: string, seq: number): Promise<void> {
  const before = chat.store.state.conversations.get(id)?.readSeq ?? 0;
  chat.markers.delete(id);
  chat.store.change((state) => withUnreadFrom(state, id, seq, chat.me.id));
  const asking = inTurn(chat, `marker ${id}`, () => countUnread(chat, () => chat.api.unreadFrom(id, seq)));
  await asking.catch((error: unknown) => {
    chat.store.change((state) => withReadUpTo(state, id, before, chat.me.id));
    throw error;
  });
}

/** The `seq` of the last text of somebody else; null where nobody else has written. */
async function lastOfOthers(chat: Chat, { id, lastMessage }: Conversation): Promise<number | null> {
  if (lastMessage && !isMine(chat, lastMessage.sender)) return lastMessage.seq;
  const isOthers = ({ type, sender }: Message) => type === "text" && !isMine(chat, sender);
  const known = threadOf(chat.store.state, id).messages.findLast(isOthers);
  if (known) return known.seq;
  const { items } = await chat.api.messages(id, {});
  return items.findLast(isOthers)?.seq ?? null;
}
