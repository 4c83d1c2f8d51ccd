import { withNews } from "./attached.ts";
import { withThread } from "./changes.ts";
import type { Attachment } from "./shapes.ts";
import type { ChatState } from "./state.ts";
import { NO_TRAY, withHeard, type Tray } from "./tray.ts";

export function trayOf(state: ChatState, id: string): Tray {
  return state.trays.get(id) ?? NO_TRAY;
}

export function withTray(state: ChatState, id: string, next: (tray: Tray) => Tray): ChatState {
  const before = trayOf(state, id);
  const after = next(before);
  return after === before ? state : { ...state, trays: new Map(state.trays).set(id, after) };
}

/** After the message has been sent, its files are the message's. */
export function withoutTray(state: ChatState, id: string): ChatState {
  if (!state.trays.has(id)) return state;
  const trays = new Map(state.trays);
  trays.delete(id);
  return { ...state, trays };
}

/** What became of a file: in the message that is being written, on its way, or in the thread. */
export function withAttachment(state: ChatState, id: string, news: Attachment): ChatState {
  const heard = withTray(state, id, (tray) => withHeard(tray, news));
  const thread = heard.threads.get(id);
  if (!thread) return heard;
  const renew = <Holder extends { readonly attachments?: readonly Attachment[] }>(holder: Holder): Holder =>
    holder.attachments?.some((one) => one.id === news.id)
      ? { ...holder, attachments: withNews(holder.attachments, [news]) }
      : holder;
  return withThread(heard, id, {
    messages: thread.messages.map(renew),
    outgoing: thread.outgoing.map(renew),
  });
}
