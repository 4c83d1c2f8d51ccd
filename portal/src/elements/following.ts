import type { ReactiveController, ReactiveControllerHost } from "lit";

const FOLLOW_WITHIN_PX = 70;

/**
 * Keeps the reader's place in a list that grows at both ends and may lose height: at the end it stays at the end,
 * anywhere else the same words stay under the reader's eyes.
 */
export class Following implements ReactiveController {
  readonly #scroller: () => HTMLElement | null;
  readonly #size = new ResizeObserver(() => this.#isAtEnd && this.toEnd());
  #isAtEnd = true;
  #distance = 0;

  constructor(host: ReactiveControllerHost, scroller: () => HTMLElement | null) {
    this.#scroller = scroller;
    host.addController(this);
  }

  /** Before the host renders: where the reader is now. */
  hostUpdate(): void {
    this.look();
  }

  hostUpdated(): void {
    const scroller = this.#scroller();
    // What stands in it may grow by itself: cards and pictures come later than their messages.
    for (const each of [scroller, scroller?.firstElementChild]) if (each) this.#size.observe(each);
  }

  hostDisconnected(): void {
    this.#size.disconnect();
  }

  /** Until something is asked for again: as it was before the last render. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** More than a screen away from the end. */
  get isFar(): boolean {
    const height = this.#scroller()?.clientHeight ?? 0;
    return height > 0 && this.#distance > 2 * height;
  }

  look(): void {
    const scroller = this.#scroller();
    if (!scroller) return;
    const { scrollHeight, scrollTop, clientHeight } = scroller;
    this.#distance = scrollHeight - scrollTop;
    this.#isAtEnd = this.#distance - clientHeight < FOLLOW_WITHIN_PX;
  }

  toEnd(): void {
    const scroller = this.#scroller()!;
    scroller.scrollTop = scroller.scrollHeight;
    this.look();
  }

  /** After something has been put in above: what the reader saw before is where it was. */
  keepPlace(): void {
    const scroller = this.#scroller()!;
    scroller.scrollTop = scroller.scrollHeight - this.#distance;
    this.look();
  }
}
