import type { Chat } from "../core/chat.ts";
import { isUploading } from "../core/uploading.ts";

const guarded = new WeakSet<Chat>();

/** Has the browser ask before the page is left while files are on their way; not whom a sign-out or log-off leads away. */
export function guardUploads(chat: Chat): void {
  if (guarded.has(chat)) return;
  guarded.add(chat);
  addEventListener("beforeunload", (event) => {
    // The end of a session takes the shell off the page before it leaves.
    const isSignedIn = document.querySelector("app-shell") !== null;
    if (isSignedIn && isUploading(chat.store.state)) event.preventDefault();
  });
}
