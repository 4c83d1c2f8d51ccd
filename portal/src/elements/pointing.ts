import type { LitElement, ReactiveController } from "lit";

/** A menu is wanted for a message: where, and what has the focus again afterwards. */
export interface MessageWish {
  readonly seq: number;
  readonly at: { readonly x: number; readonly y: number };
  readonly from: HTMLElement;
}

/** What the reader points at in a thread, with mouse, finger or keys, as events of its host: `jump`, `menu`, `unlock`. */
export class Pointing implements ReactiveController {
  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Tab reaches the last message's button alone; the arrow keys go on from there. */
  hostUpdated(): void {
    const buttons = this.#buttons();
    for (const button of buttons) button.tabIndex = button === buttons.at(-1) ? 0 : -1;
  }

  readonly clicked = (event: Event): void => {
    const target = event.target as Element;
    const button = target.closest<HTMLElement>("[data-jump], [data-menu], [data-unlock]");
    const { jump, menu, unlock } = button?.dataset ?? {};
    if (jump) this.#tell("jump", { seq: Number(jump) });
    else if (unlock) this.#tell("unlock", { seq: Number(unlock) });
    else if (menu) this.#wish(Number(menu), button!, cornerOf(button!));
    else this.#touch(target.closest("article"));
  };

  /** The right button or a long press. Selected words keep the browser's own menu, for copying. */
  readonly asked = (event: MouseEvent): void => {
    const article = (event.target as Element).closest<HTMLElement>("article[data-seq]");
    if (!article || !getSelection()?.isCollapsed) return;
    event.preventDefault();
    this.#wish(Number(article.dataset["seq"]), article, { x: event.clientX, y: event.clientY });
  };

  readonly pressed = (event: KeyboardEvent): void => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const buttons = this.#buttons();
    const at = buttons.indexOf(event.target as HTMLElement);
    if (!step || at < 0) return;
    event.preventDefault();
    buttons[at + step]?.focus();
  };

  /** Where nothing hovers, a tap shows what a pointer would find. */
  #touch(article: Element | null): void {
    for (const other of this.#all(".touched")) other.classList.remove("touched");
    article?.classList.add("touched");
  }

  #wish(seq: number, from: HTMLElement, at: MessageWish["at"]): void {
    this.#tell("menu", { seq, from, at } satisfies MessageWish);
  }

  #buttons(): HTMLElement[] {
    return this.#all("[data-menu]");
  }

  #all(selector: string): HTMLElement[] {
    return [...this.#host.renderRoot.querySelectorAll<HTMLElement>(selector)];
  }

  #tell(name: string, detail: unknown): void {
    this.#host.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function cornerOf(button: HTMLElement): MessageWish["at"] {
  const { left, bottom } = button.getBoundingClientRect();
  return { x: left, y: bottom };
}
