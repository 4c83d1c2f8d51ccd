import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { LocalMedia, Session } from "../calls/shapes.ts";
import { Attending } from "../core/attending.ts";
import { backoff, pause } from "../core/backoff.ts";
import type { Chat } from "../core/chat.ts";
import { isPassing } from "../core/problem.ts";
import { forgetVisit, isMarked, markVisit } from "../core/visit-mark.ts";
import type { Appointment } from "../core/visit-shapes.ts";
import { stepOf, type Step } from "../core/visit-step.ts";
import type { Door } from "../core/visit-times.ts";
import { keepAwake } from "./keep-awake.ts";

/** The visit as its page sees it now. */
interface View {
  readonly appointment: Appointment;
  readonly door: Door;
  readonly isProvider: boolean;
}

export interface FlowPorts {
  readonly view: () => View | null;
  readonly onProblem: (error: unknown) => void;
  /** What the server says now is to be looked at again. */
  readonly reload: () => void;
}

const REFUSED_FOR_MS = 5_000;
const NEW_WAY = { hasJoined: false, hasLeft: false };
const CLOSED: ReadonlySet<Step> = new Set(["early", "over", "ended", "cancelled"]);

/** Where this window is in a visit: its devices, its session, and the way from one step to the next. */
export class VisitFlow implements ReactiveController {
  media: LocalMedia | null = null;
  session: Session | null = null;
  isBusy = false;
  /** Goes in by itself, as after a reload. */
  isReturning = false;
  /** The call went on in another window of this person. */
  isElsewhere = false;
  /** Each check of devices is a new one: the last has given its media away. */
  checks = 0;
  readonly #host: ReactiveControllerHost;
  readonly #ports: FlowPorts;
  #way = NEW_WAY;
  #chat: Chat | null = null;
  #id = "";
  #attending: Attending | null = null;
  #endAwake: (() => void) | null = null;
  #isEntering = false;

  constructor(host: ReactiveControllerHost, ports: FlowPorts) {
    this.#host = host;
    this.#ports = ports;
    host.addController(this);
  }

  begin(chat: Chat, appointmentId: string): void {
    this.#chat = chat;
    this.#id = appointmentId;
    this.isReturning = isMarked(this.#mark, sessionStorage);
    this.#attending = new Attending(chat, appointmentId, {
      onSession: (session) => this.#change({ session }),
      onProblem: this.#ports.onProblem,
    });
  }

  hostDisconnected(): void {
    this.#way = NEW_WAY;
    this.#release();
    this.#attending?.stop();
    this.#stayAwake(false);
    forgetVisit(sessionStorage);
  }

  get step(): Step | null {
    const view = this.#ports.view();
    const way = { ...this.#way, hasSession: this.session !== null };
    return view && stepOf(view.appointment, view.door, view.isProvider, way);
  }

  /** Before each look at the step: while nobody can be at the visit, all that is for it is let go of. */
  hostUpdate(): void {
    const { step } = this;
    if (step && CLOSED.has(step)) return this.#goOut(NEW_WAY);
    // Another provider has taken over, who starts anew: back into the waiting room.
    if (this.session && this.#state !== "live") this.rejoin();
  }

  hostUpdated(): void {
    const { step } = this;
    this.#stayAwake(step === "call" || step === "room");
    // The provider has started; or the connection was lost for a while, and with it the place in the waiting room.
    if (step === "room" && this.#state !== "waiting") void this.#comeIn();
  }

  /** The other side sees that this person is there. */
  arrive(): void {
    this.#attending?.arrive();
  }

  /** With devices that were checked: to the waiting room, or into the call. */
  async enter(media: LocalMedia): Promise<void> {
    this.#change({ media, isBusy: true });
    const view = this.#ports.view();
    const isStart = view?.isProvider && view.appointment.call.state !== "live";
    try {
      await this.#attending![isStart ? "start" : "join"]();
      this.#way = { hasJoined: true, hasLeft: false };
      markVisit(this.#mark, sessionStorage);
    } catch (error) {
      this.#release();
      this.#ports.onProblem(error);
      this.#ports.reload();
    }
    this.#change({ isBusy: false, isReturning: false, isElsewhere: false, checks: this.checks + 1 });
  }

  /** Out of the waiting room or the call; there is a way back. */
  leave(isElsewhere = false): void {
    this.#goOut({ hasJoined: false, hasLeft: true });
    this.#change({ isElsewhere });
    if (this.#ports.view()?.isProvider) this.arrive();
  }

  comeBack(): void {
    this.#way = NEW_WAY;
    this.#host.requestUpdate();
  }

  /** Through the check of devices once more, by itself. */
  rejoin(): void {
    this.#attending?.drop();
    this.#release();
    this.#way = NEW_WAY;
    this.#change({ session: null, isReturning: true, checks: this.checks + 1 });
  }

  /** Into the call or back into the waiting room: nobody need press anything. */
  async #comeIn(): Promise<void> {
    if (this.#isEntering) return;
    this.#isEntering = true;
    for (let attempt = 0; this.step === "room"; attempt++) {
      const error: unknown = await this.#attending!.join().then(
        () => null,
        (reason: unknown) => reason,
      );
      if (error === null) break;
      // Refused though the visit is open: what the server says next decides.
      if (!isPassing(error)) this.#ports.reload();
      await pause(isPassing(error) ? backoff(attempt) : REFUSED_FOR_MS);
    }
    this.#isEntering = false;
  }

  #goOut(way: typeof NEW_WAY): void {
    this.#attending?.leave();
    this.#release();
    this.#way = way;
    this.session = null;
    forgetVisit(sessionStorage);
  }

  #release(): void {
    this.media?.stop();
    this.media = null;
  }

  #stayAwake(isWanted: boolean): void {
    if (isWanted) this.#endAwake ??= keepAwake(this.#chat!.me.id);
    else this.#endAwake?.();
    if (!isWanted) this.#endAwake = null;
  }

  get #state() {
    return this.#ports.view()?.appointment.call.state;
  }

  get #mark() {
    return { personId: this.#chat!.me.id, appointmentId: this.#id };
  }

  #change(
    change: Partial<
      Pick<VisitFlow, "media" | "session" | "isBusy" | "isReturning" | "isElsewhere" | "checks">
    >,
  ) {
    Object.assign(this, change);
    this.#host.requestUpdate();
  }
}
