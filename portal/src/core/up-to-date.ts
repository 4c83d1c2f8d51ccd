import { backoff, pause } from "./backoff.ts";
import type { Chat } from "./chat.ts";
import { reloadInbox, reloadUnread } from "./inbox.ts";
import { confirmMarkers } from "./markers.ts";
import { loadMembers } from "./members.ts";
import { isPassing } from "./problem.ts";
import { refreshThread } from "./threads.ts";

/**
 * After any break: what was missed is fetched, whatever the socket may have brought since.
 * `openConversation` names the one on the screen. Markers go beside: they hold nothing up.
 */
export async function bringUpToDate(
  chat: Chat,
  openConversation: () => string | null,
  wait: Wait = waitAfter,
): Promise<void> {
  const fetching = whileLive(chat, () => fetchMissed(chat, openConversation()), wait);
  const confirming = whileLive(chat, () => confirmMarkers(chat), wait);
  await Promise.all([fetching, confirming.catch(() => undefined)]);
}

type Wait = (attempt: number) => Promise<void>;
const waitAfter: Wait = (attempt) => pause(backoff(attempt));

/** Again and again while only passing trouble is in the way; a link that breaks brings a new beginning anyway. */
async function whileLive(chat: Chat, work: () => Promise<void>, wait: Wait): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await wait(attempt);
      if (chat.store.state.link !== "live") throw error;
    }
  }
}

async function fetchMissed(chat: Chat, open: string | null): Promise<void> {
  const isOpen = open !== null && chat.store.state.threads.has(open);
  await Promise.all([
    reloadUnread(chat),
    reloadInbox(chat),
    isOpen && refreshThread(chat, open),
    isOpen && loadMembers(chat, open),
  ]);
}
