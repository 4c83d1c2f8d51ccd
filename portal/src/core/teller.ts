import { backoff, pause } from "./backoff.ts";
import { inTime } from "./in-time.ts";
import { countOf, isUntold, lookAgain, NO_NEWS, withoutSeen, type News } from "./news.ts";
import type { Conversation } from "./shapes.ts";
import type { Windows } from "./windows.ts";

const QUIET_FOR_MS = 30_000;
const SHOWN_WITHIN_MS = 30_000;

/** The one notice that tells of all news. */
export interface NewsNotice {
  /** Whether the person wants it, and the browser may. */
  readonly isAllowed: () => boolean;
  /** Puts it in the place of the one before. Whether it is there then. */
  readonly show: (news: News, isLoud: boolean) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/**
 * Tells of news in the one window that speaks for all. Only what has been shown counts as told, and does in every window: what
 * cannot be shown is tried again, by the next window if this one is closed.
 */
export class Teller {
  readonly #windows: Windows;
  readonly #notice: NewsNotice;
  #news: News = NO_NEWS;
  /** The notice that may be there, whoever has shown it, tells of so many. */
  #shown = 1;
  #heardAt = -QUIET_FOR_MS;
  #isTelling = false;

  constructor(windows: Windows, notice: NewsNotice) {
    this.#windows = windows;
    this.#notice = notice;
    windows.addEventListener("change", () => void this.#tell());
  }

  look(now: ReadonlyMap<string, Conversation>, isInView: (id: string) => boolean): void {
    this.#news = lookAgain(this.#news, now, isInView);
    void this.#tell();
  }

  get #isUntold(): boolean {
    return isUntold(this.#news, (id) => this.#windows.toldUpTo(id));
  }

  /** Whether this window has a notice to show, to change or to close. */
  get #isDue(): boolean {
    const count = countOf(this.#news);
    if (!this.#windows.isSpeaker || (count > 0 && !this.#notice.isAllowed())) return false;
    return count < this.#shown || this.#isUntold;
  }

  /** One step after another, each until it succeeds or is not due any more. */
  async #tell(): Promise<void> {
    if (!this.#windows.isSpeaker && !this.#isUntold) this.#shown = Math.max(1, countOf(this.#news));
    if (this.#isTelling) return;
    this.#isTelling = true;
    for (let failed = 0; this.#isDue;) {
      const isDone = await this.#step().catch(() => false);
      failed = isDone ? 0 : failed + 1;
      if (!isDone) await pause(backoff(failed));
    }
    this.#isTelling = false;
  }

  async #step(): Promise<boolean> {
    if (this.#isUntold) {
      const seen = await this.#windows.seen([...this.#news.fresh.keys()]);
      this.#news = withoutSeen(this.#news, seen);
    }
    if (!this.#isDue) return true;
    return countOf(this.#news) > 0 ? this.#show(this.#news) : this.#close();
  }

  async #show(news: News): Promise<boolean> {
    const count = countOf(news);
    const isLoud = this.#isUntold && performance.now() - this.#heardAt >= QUIET_FOR_MS;
    this.#shown = Math.max(count, this.#shown); // and stays so where nobody knows how far it came
    if (!(await inTime(this.#notice.show(news, isLoud), SHOWN_WITHIN_MS))) return false;
    // The person has signed out meanwhile: it is not for the eyes of the next one.
    if (!this.#windows.isSpeaker) return this.#close();
    this.#shown = count;
    if (isLoud) this.#heardAt = performance.now();
    this.#windows.putDown(new Map([...news.fresh].map(([id, { seq }]) => [id, seq])));
    return true;
  }

  async #close(): Promise<boolean> {
    await this.#notice.close();
    this.#shown = 0;
    return true;
  }
}
