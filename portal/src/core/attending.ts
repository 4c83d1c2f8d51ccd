import type { Session } from "../calls/shapes.ts";
import { loadAppointment, serverTime, withAppointments } from "./appointments.ts";
import { backoff } from "./backoff.ts";
import type { Chat } from "./chat.ts";
import { isPassing, Problem } from "./problem.ts";
import { onCallNews } from "./signals.ts";
import type { Link } from "./state.ts";
import type { Admission } from "./visit-shapes.ts";
import { visitsOver } from "./visits-api.ts";

const SAID_EVERY_MS = 20_000;
const RENEWED_AT = 2 / 3;
const SOONEST_MS = 5_000;

export interface AttendingPorts {
  /** A session: the first one, or one that takes the place of the last. */
  readonly onSession: (session: Session, isFirst: boolean) => void;
  /** What nobody asked for and failed. */
  readonly onProblem: (error: unknown) => void;
}

/** A window at a visit: says that it is there, joins and starts, and keeps the right to take part alive. */
export class Attending {
  readonly #chat: Chat;
  readonly #id: string;
  readonly #ports: AttendingPorts;
  readonly #ends: (() => void)[] = [];
  #saying: ReturnType<typeof setInterval> | undefined;
  #renewing: ReturnType<typeof setTimeout> | undefined;
  #link: Link;
  #hasSession = false;
  #isRenewing = false;
  #isOver = false;
  #attempt = 0;

  constructor(chat: Chat, appointmentId: string, ports: AttendingPorts) {
    this.#chat = chat;
    this.#id = appointmentId;
    this.#ports = ports;
    this.#link = chat.store.state.link;
    this.#ends.push(
      chat.store.subscribe(() => this.#linkChanged()),
      onCallNews(chat, (news) => {
        if (news.kind === "refused" && news.code === "CALL_RIGHT_EXPIRED" && this.#hasSession)
          void this.#renew();
      }),
    );
  }

  /** This window is at the visit from now on. */
  arrive(): void {
    this.#say(true);
    this.#saying ??= setInterval(() => this.#say(true), SAID_EVERY_MS);
  }

  /** For the patient: into the waiting room, or into the call that is going on. For the provider: back into it. */
  join(): Promise<Admission["state"]> {
    return this.#enter("join");
  }

  start(): Promise<Admission["state"]> {
    return this.#enter("start");
  }

  /** Out of the call, and still at the visit. */
  drop(): void {
    clearTimeout(this.#renewing);
    this.#hasSession = false;
  }

  /** Not at the visit any more. */
  leave(): void {
    this.drop();
    if (this.#saying === undefined) return;
    clearInterval(this.#saying);
    this.#saying = undefined;
    this.#say(false);
  }

  /** For good. */
  stop(): void {
    this.#isOver = true;
    this.leave();
    for (const end of this.#ends) end();
  }

  #say(here: boolean): void {
    this.#chat.say({ action: "call.here", appointmentId: this.#id, here });
  }

  async #enter(how: "join" | "start"): Promise<Admission["state"]> {
    const admission = await this.#ask(how);
    if (this.#isOver) return admission.state;
    this.arrive();
    if (admission.state === "live") this.#take(admission.session, admission.expiresAt);
    return admission.state;
  }

  async #ask(how: "join" | "start"): Promise<Admission> {
    const admission = await visitsOver(this.#chat.api.http)[how](this.#id);
    this.#chat.store.change((state) => withAppointments(state, [admission.appointment]));
    return admission;
  }

  #take(session: Session, expiresAt: string): void {
    const isFirst = !this.#hasSession;
    this.#hasSession = true;
    this.#attempt = 0;
    const lifetime = Date.parse(expiresAt) - serverTime(this.#chat.store.state);
    this.#renewIn(Math.max(SOONEST_MS, lifetime * RENEWED_AT));
    this.#ports.onSession(session, isFirst);
  }

  #renewIn(milliseconds: number): void {
    clearTimeout(this.#renewing);
    this.#renewing = setTimeout(() => void this.#renew(), milliseconds);
  }

  /** A refusal means that the call is over in one way or another: what it says then is shown. */
  async #renew(): Promise<void> {
    if (this.#isRenewing) return;
    this.#isRenewing = true;
    try {
      const admission = await this.#ask("join");
      if (this.#hasSession && admission.state === "live") this.#take(admission.session, admission.expiresAt);
    } catch (error) {
      this.#notRenewed(error);
    } finally {
      this.#isRenewing = false;
    }
  }

  #notRenewed(error: unknown): void {
    if (!this.#hasSession) return;
    if (isPassing(error)) return this.#renewIn(SOONEST_MS + backoff(this.#attempt++));
    clearTimeout(this.#renewing);
    if (error instanceof Problem) void loadAppointment(this.#chat, this.#id).catch(this.#ports.onProblem);
    else this.#ports.onProblem(error);
  }

  /** The server has forgotten who was there with the socket; and it may have told something meanwhile. */
  #linkChanged(): void {
    const { link } = this.#chat.store.state;
    if (link === this.#link) return;
    this.#link = link;
    if (link !== "live") return;
    if (this.#saying !== undefined) this.#say(true);
    if (this.#hasSession) void this.#renew();
    else void loadAppointment(this.#chat, this.#id).catch(this.#ports.onProblem);
  }
}
