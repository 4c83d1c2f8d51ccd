import { backoff } from "./backoff.ts";
import type { Ticket } from "./api.ts";
import { SignedOut } from "./problem.ts";
import type { Link } from "./state.ts";

export interface RealtimeEvent {
  readonly id: string;
  readonly event: string;
  readonly time: string;
  readonly data: unknown;
}

/** What the portal may say over the socket. */
export type Frame =
  | { readonly action: "ping" }
  | { readonly action: "typing"; readonly conversationId: string; readonly on: boolean }
  | { readonly action: "call.here"; readonly appointmentId: string; readonly here: boolean }
  | { readonly action: "call.signal"; readonly appointmentId: string; readonly data: object };

export interface RealtimePorts {
  /** A new address for each connection: a ticket opens one socket. */
  readonly ticket: () => Promise<Ticket>;
  readonly onEvent: (event: RealtimeEvent) => void;
  readonly onLink: (link: Link) => void;
  readonly onSignedOut: () => void;
}

const PING_EVERY_MS = 5 * 60_000;
const ANSWER_WITHIN_MS = 4_000;
const OPEN_WITHIN_MS = 10_000;

/** One socket, kept open: back-off with jitter between tries, and a check whenever something looks wrong. */
export class Realtime {
  readonly #ports: RealtimePorts;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #ping: ReturnType<typeof setInterval> | undefined;
  #isStopped = true;
  #isConnecting = false;

  constructor(ports: RealtimePorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#isStopped = false;
    void this.#connect();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    this.#drop();
  }

  /** Asks the other end for a sign of life; a socket that stays silent is replaced within seconds. */
  check(): void {
    if (this.#isStopped || this.#deadline) return;
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.say({ action: "ping" });
      this.#expectWithin(ANSWER_WITHIN_MS);
    } else if (!this.#isConnecting) {
      this.#attempt = 0;
      void this.#connect();
    }
  }

  /** Lost where the socket is not open: nothing that matters goes this way. */
  say(frame: Frame): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  /** Says at once what the browser knows: there is no network. */
  lose(): void {
    if (!this.#isStopped) this.#reconnect();
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#retry);
    if (this.#isConnecting || this.#socket) return;
    this.#isConnecting = true;
    try {
      const { url } = await this.#ports.ticket();
      if (!this.#isStopped) this.#open(url);
    } catch (error) {
      if (error instanceof SignedOut) return this.#ports.onSignedOut();
      this.#reconnect();
    } finally {
      this.#isConnecting = false;
    }
  }

  #open(url: string): void {
    const socket = new WebSocket(url);
    this.#socket = socket;
    this.#expectWithin(OPEN_WITHIN_MS);
    socket.onopen = () => this.#opened();
    socket.onmessage = (frame) => this.#heard(frame.data);
    socket.onclose = () => this.#reconnect();
  }

  #opened(): void {
    this.#alive();
    this.#attempt = 0;
    this.#ping = setInterval(() => this.check(), PING_EVERY_MS);
    this.#ports.onLink("live");
  }

  #heard(frame: unknown): void {
    this.#alive();
    this.#ports.onEvent(JSON.parse(String(frame)) as RealtimeEvent);
  }

  #expectWithin(milliseconds: number): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#reconnect(), milliseconds);
  }

  #alive(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }

  #reconnect(): void {
    this.#drop();
    if (this.#isStopped) return;
    this.#ports.onLink("broken");
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#connect(), backoff(this.#attempt++));
  }

  #drop(): void {
    this.#alive();
    clearInterval(this.#ping);
    if (!this.#socket) return;
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    this.#socket = null;
  }
}
