import type { ReactiveController, ReactiveControllerHost } from "lit";

const PRESSED_AFTER_MS = 480;
const STILL_WITHIN_PX = 10;

/** Calls for a menu at a right click or a long press; what the finger does on leaving the glass opens nothing. */
export class LongPress implements ReactiveController {
  readonly #call: (x: number, y: number) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #start = { x: 0, y: 0 };
  #hasCalled = false;

  constructor(host: ReactiveControllerHost & HTMLElement, call: (x: number, y: number) => void) {
    this.#call = call;
    host.addController(this);
    host.addEventListener("contextmenu", (event) => this.#clickedRight(event));
    host.addEventListener("pointerdown", (event) => this.#pressed(event));
    host.addEventListener("pointermove", (event) => this.#moved(event));
    for (const name of ["pointerup", "pointercancel"]) host.addEventListener(name, () => this.#ended());
    host.addEventListener("click", (event) => this.#clicked(event), true);
  }

  hostDisconnected(): void {
    this.#ended();
  }

  #clickedRight(event: MouseEvent): void {
    event.preventDefault();
    const isTold = this.#hasCalled;
    this.#ended();
    if (!isTold) this.#call(event.clientX, event.clientY);
  }

  #pressed({ pointerType, clientX: x, clientY: y }: PointerEvent): void {
    this.#hasCalled = false;
    if (pointerType === "mouse") return;
    this.#start = { x, y };
    this.#timer = setTimeout(() => {
      this.#hasCalled = true;
      this.#call(x, y);
    }, PRESSED_AFTER_MS);
  }

  #moved({ clientX, clientY }: PointerEvent): void {
    if (Math.hypot(clientX - this.#start.x, clientY - this.#start.y) > STILL_WITHIN_PX) this.#ended();
  }

  #ended(): void {
    clearTimeout(this.#timer);
  }

  #clicked(event: MouseEvent): void {
    // Without a pointer: the keyboard's own click.
    if (!this.#hasCalled || event.detail === 0) return;
    this.#hasCalled = false;
    event.preventDefault();
    event.stopPropagation();
  }
}
