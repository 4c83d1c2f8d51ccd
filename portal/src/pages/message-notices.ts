import { msg, str } from "@lit/localize";
import type { Chat } from "../core/chat.ts";
import { loadConfig } from "../core/config.ts";
import { countOf, placeOf, type News } from "../core/news.ts";
import { isInView } from "../core/on-screen.ts";
import { Teller } from "../core/teller.ts";
import type { Windows } from "../core/windows.ts";
import { closeNotice, followClicks, mayShowNotices, showNotice, type Go } from "./notices.ts";
import { windowsOf } from "./own-windows.ts";

const TAG = "messages";

/** Tells of new messages by one notice whose count grows, until they are read, here or anywhere; and keeps the badge of the app. */
export class MessageNotices {
  readonly #chat: Chat;
  /** From the start: another window may ask at any time what is in view in this one. */
  readonly #windows: Windows;
  readonly #teller: Teller;
  readonly #go: Go;
  readonly #ends: (() => void)[];
  #badge = -1;
  #clinic: string | undefined;

  /** `wants`: whether the person wants notices at this moment. */
  constructor(chat: Chat, wants: () => boolean, go: Go) {
    this.#chat = chat;
    this.#windows = windowsOf(chat);
    this.#teller = new Teller(this.#windows, {
      isAllowed: () => wants() && mayShowNotices(),
      show: this.#show,
      close: () => closeNotice(TAG),
    });
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
    this.#teller.look(state.conversations, isInView);
    this.#count(state.unread.messages);
  };

  #count(unread: number): void {
    if (unread === this.#badge) return;
    this.#badge = unread;
    void setBadge(unread);
  }

  readonly #show = async (news: News, isLoud: boolean): Promise<boolean> => {
    const [count, path] = [countOf(news), placeOf(news, this.#chat.store.state.conversations)];
    const title = (this.#clinic ??= (await loadConfig()).clinicName);
    const words = count === 1 ? msg("New message") : msg(str`${count} new messages`);
    return showNotice({ tag: TAG, title, words, path, isQuiet: !isLoud }, this.#go);
  };
}

/** Of the app's icon, where the browser has installed the portal as one. Carries a number alone. */
async function setBadge(count: number): Promise<void> {
  await (count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.())?.catch(() => undefined);
}
