import type { ReactiveController, ReactiveControllerHost } from "lit";
import { serverTime } from "../core/appointments.ts";
import type { ChatState } from "../core/state.ts";
import type { Appointment } from "../core/visit-shapes.ts";
import { nextChange } from "../core/visit-times.ts";

const LONGEST_MS = 60_000;

/** Renders its host again when time changes what it shows of appointments, each minute anyway, and at waking. */
export class VisitClock implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #state: () => ChatState;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, state: () => ChatState) {
    this.#host = host;
    this.#state = state;
    host.addController(this);
  }

  /** Those that are shown now. */
  watch(shown: Iterable<Appointment>): void {
    clearTimeout(this.#timer);
    const now = serverTime(this.#state());
    const left = (nextChange(shown, now) ?? Infinity) - now;
    this.#timer = setTimeout(this.#tick, Math.min(LONGEST_MS, left + 50));
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#tick);
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#tick);
  }

  readonly #tick = (): void => this.#host.requestUpdate();
}
