import { msg, str } from "@lit/localize";
import type { Chat } from "../core/chat.ts";
import { loadConfig } from "../core/config.ts";
import { countOf, lookAgain, NO_NEWS, placeOf, withoutSeen, type News } from "../core/news.ts";
import { isInView } from "../core/on-screen.ts";
import type { Windows } from "../core/windows.ts";
import { closeNotice, followClicks, mayShowNotices, showNotice, type Go } from "./notices.ts";
import { windowsOf } from "./own-windows.ts";

const TAG = "messages";
const QUIET_FOR_MS = 30_000;

/** Tells of new messages by one notice whose count grows, until they are read, here or anywhere; and keeps the badge of the app. */
export class MessageNotices {
  readonly #chat: Chat;
  /** From the start: another window may ask at any time what is in view in this one. */
  readonly #windows: Windows;
  readonly #wants: () => boolean;
  readonly #go: Go;
  readonly #ends: (() => void)[];
  #news: News = NO_NEWS;
  /** Of how many messages this window has told, or knows that another has. */
  #told = 0;
  #heardAt = -QUIET_FOR_MS;
  #badge = -1;
  #isAsking = false;
  #clinic: string | undefined;

  /** `wants`: whether the person wants notices at this moment. */
  constructor(chat: Chat, wants: () => boolean, go: Go) {
    this.#chat = chat;
    this.#windows = windowsOf(chat);
    this.#wants = wants;
    this.#go = go;
    addEventListener("focus", this.#look);
    this.#ends = [
      chat.store.subscribe(this.#look),
      followClicks(go),
      () => removeEventListener("focus", this.#look),
    ];
    this.#look();
  }

  /** Nobody is signed in any more: nothing is left to be seen of what was unread. */
  stop(): void {
    for (const end of this.#ends) end();
    this.#windows.stop();
    void closeNotice(TAG);
    void setBadge(0);
  }

  readonly #look = (): void => {
    const { state } = this.#chat.store;
    if (state.lists.all.phase !== "ready") return;
    // Who opens the portal sees by themselves what was pushed while it was closed.
    if (this.#news.known === null) void closeNotice(TAG);
    this.#news = lookAgain(this.#news, state.conversations, isInView);
    this.#count(state.unread.messages);
    const count = countOf(this.#news);
    if (count > this.#told) void this.#more();
    else if (count < this.#told) void this.#fewer(count);
  };

  #count(unread: number): void {
    if (unread === this.#badge) return;
    this.#badge = unread;
    void setBadge(unread);
  }

  /** In one window alone, and only of what is not before the person's eyes in another. */
  async #more(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const seen = await this.#windows.seen([...this.#news.fresh.keys()]);
    this.#isAsking = false;
    this.#news = withoutSeen(this.#news, seen);
    const count = countOf(this.#news);
    if (count <= this.#told) return;
    this.#told = count;
    if (this.#windows.isSpeaker) await this.#show(count, this.#isLoud());
  }

  async #fewer(count: number): Promise<void> {
    this.#told = count;
    if (!this.#windows.isSpeaker) return;
    if (count === 0) await closeNotice(TAG);
    else await this.#show(count, false);
  }

  async #show(count: number, isLoud: boolean): Promise<void> {
    if (!this.#wants() || !mayShowNotices()) return;
    const path = placeOf(this.#news, this.#chat.store.state.conversations);
    const title = (this.#clinic ??= (await loadConfig()).clinicName);
    if (this.#told !== count) return; // what has changed meanwhile is told already
    const words = count === 1 ? msg("New message") : msg(str`${count} new messages`);
    await showNotice({ tag: TAG, title, words, path, isQuiet: !isLoud }, this.#go);
  }

  #isLoud(): boolean {
    const now = performance.now();
    const isLoud = now - this.#heardAt >= QUIET_FOR_MS;
    if (isLoud) this.#heardAt = now;
    return isLoud;
  }
}

/** Of the app's icon, where the browser has installed the portal as one. Carries a number alone. */
async function setBadge(count: number): Promise<void> {
  await (count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.())?.catch(() => undefined);
}
