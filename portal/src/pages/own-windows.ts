import type { Chat } from "../core/chat.ts";
import { isInView } from "../core/on-screen.ts";
import { Windows } from "../core/windows.ts";

/** Stands for the portal as a whole, among what windows are asked for. */
export const PORTAL = "portal";

const known = new WeakMap<Chat, Windows>();

/** The windows of who is signed in here: asked about a conversation's id, or about `PORTAL`. */
export function windowsOf(chat: Chat): Windows {
  const there = known.get(chat);
  if (there) return there;
  const windows = new Windows(`clinic-messaging.windows ${chat.me.id}`, (what) =>
    what === PORTAL ? !document.hidden : isInView(what),
  );
  known.set(chat, windows);
  return windows;
}
