import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Store } from "../core/store.ts";

/** Renders its host again whenever the store has changed. */
export class StoreController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #store: Store | null = null;
  #unsubscribe = (): void => {};

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  follow(store: Store): void {
    if (store === this.#store) return;
    this.#unsubscribe();
    this.#store = store;
    this.#unsubscribe = store.subscribe(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#unsubscribe();
    this.#store = null;
  }
}
