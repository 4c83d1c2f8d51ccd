import type { CallAdapter, Signalling } from "./call-adapter.ts";
import { CallView } from "./call-view.ts";
import { linkOf } from "./link-state.ts";
import { PeerLink, type Said } from "./peer-link.ts";
import { QualityMeter } from "./quality.ts";
import { NO_STATS } from "./shapes.ts";
import type { CallStats, LocalMedia, P2pSession, Session } from "./shapes.ts";
import { meaningOf, signalFor, type Bye, type Hello, type Peer, type Signal } from "./signals.ts";

const TICK_MS = 1_000;
const HELLO_EVERY_TICKS = 3;
const PROBE_MS = 700;
const AGAIN_AFTER_MS = 2_500;
const AGAIN_AT_LATEST_MS = 10_000;

/** A call from browser to browser. The other side's newest window is found by hellos, and found again after a reload. */
export class P2pCall implements CallAdapter {
  readonly view = new CallView(() => this.#ownChanged());
  readonly #signalling: Signalling;
  readonly #windowId = crypto.randomUUID();
  readonly #since = Date.now();
  readonly #meter = new QualityMeter();
  #session: P2pSession;
  #peer: Peer | null = null;
  #connection: PeerLink | null = null;
  #isFlowing = true;
  #wasConnected = false;
  #lostAt = 0;
  #triedAt = 0;
  #patience = AGAIN_AFTER_MS;
  #ticks = 0;
  #turn = Promise.resolve();
  #endings: (() => void)[] = [];

  constructor(session: P2pSession, signalling: Signalling) {
    this.#session = session;
    this.#signalling = signalling;
  }

  get events(): EventTarget {
    return this.view.events;
  }

  async start(media: LocalMedia): Promise<void> {
    const ticking = setInterval(() => void this.#tick(), TICK_MS);
    // A window that is closed or loaded anew says so; the server notices it later.
    const leaving = () => this.#say({ kind: "bye", reason: "left" });
    addEventListener("pagehide", leaving);
    this.#endings = [
      () => clearInterval(ticking),
      () => removeEventListener("pagehide", leaving),
      this.#signalling.onSignal((data) => this.#heard(data)),
    ];
    this.view.hold(media);
    this.#sayHello(true);
  }

  renew(session: Session): void {
    if (session.provider !== "p2p") return;
    this.#session = session;
    this.#connection?.configure(this.#configuration);
  }

  /** The socket may be wrong about somebody whose media still comes: a look at that decides. */
  setOtherHere(isHere: boolean): void {
    if (isHere) this.#flows(true);
    else if (this.#connection?.isConnected) void this.#probe(this.#connection);
  }

  socketBack(): void {
    this.#sayHello(false);
    this.#patience = AGAIN_AFTER_MS;
    this.#again();
  }

  async stats(): Promise<CallStats> {
    return (await this.#connection?.stats()) ?? NO_STATS;
  }

  stop(): void {
    if (this.#endings.length) this.#say({ kind: "bye", reason: "left" });
    this.#end();
  }

  #end(): void {
    for (const end of this.#endings.splice(0)) end();
    this.view.own.release();
    this.#forget();
  }

  #ownChanged(): void {
    const { own } = this.view;
    this.#connection?.send(own).catch((error: unknown) => this.view.problem(error));
    this.#connection?.tell(own.told);
  }

  /** One after the other, in the order in which they came. What goes wrong is tried again with the next hello. */
  #heard(data: object): void {
    const signal = signalFor(this.#windowId, data);
    if (!signal) return;
    this.#turn = this.#turn
      .then(() => this.#hear(signal))
      .catch((error: unknown) => this.#endings.length && this.view.problem(error))
      .then(() => undefined);
  }

  async #hear(signal: Signal): Promise<void> {
    if (!this.#endings.length) return;
    if (signal.kind === "hello") return this.#greeted(signal);
    if (signal.kind === "bye") return this.#left(signal);
    // Frames can overtake each other, a hello too.
    if (!this.#peer) this.#turnTo({ id: signal.from, since: 0 });
    if (signal.from !== this.#peer?.id) return;
    if (signal.kind === "description") await this.#connection?.hear(signal);
    else await this.#connection?.addCandidates(signal.candidates);
  }

  #greeted(hello: Hello): void {
    const meaning = meaningOf(this.#peer, hello);
    if (meaning === "elsewhere") return this.#say({ kind: "bye", reason: "elsewhere" }, hello.from);
    if (!hello.to) this.#sayHello(false, hello.from);
    if (meaning === "same") return this.#again();
    if (this.#peer) this.#say({ kind: "bye", reason: "elsewhere" }, this.#peer.id);
    this.#turnTo({ id: hello.from, since: hello.since });
  }

  #left({ from, reason }: Bye): void {
    if (reason === "left" && from === this.#peer?.id) return this.#forget();
    if (reason === "left") return;
    this.#end();
    this.view.end("elsewhere");
  }

  #turnTo(peer: Peer): void {
    this.#connection?.close();
    this.#peer = peer;
    this.#isFlowing = true;
    this.#lostAt = this.#triedAt = Date.now();
    this.#patience = AGAIN_AFTER_MS;
    const { own } = this.view;
    const isPolite = this.#session.side === "patient";
    const connection = new PeerLink(this.#configuration, isPolite, {
      say: (said) => this.#say(said, peer.id),
      onChange: () => this.#refresh(),
      onOther: (media) => this.view.showOther(media),
    });
    this.#connection = connection;
    connection.tell(own.told);
    if (isPolite) void connection.send(own);
    else connection.begin(own);
    this.#refresh();
  }

  #forget(): void {
    this.#connection?.close();
    this.#connection = this.#peer = null;
    this.#wasConnected = false;
    this.view.showOther(null);
    this.#refresh();
  }

  #refresh(): void {
    const isConnected = (this.#connection?.isConnected && this.#isFlowing) ?? false;
    if (this.view.link === "live" && !isConnected) this.#lostAt = Date.now();
    if (isConnected) this.#patience = AGAIN_AFTER_MS;
    this.#wasConnected ||= isConnected;
    const remote = this.#connection?.remote;
    this.view.showRemote(remote?.getTracks().length ? remote : null);
    const way = { hasPeer: this.#peer !== null, isConnected, wasConnected: this.#wasConnected };
    this.view.showLink(linkOf({ ...way, lostAt: this.#lostAt }, Date.now()));
  }

  #flows(isFlowing: boolean): void {
    this.#isFlowing = isFlowing;
    this.#refresh();
  }

  async #probe(connection: PeerLink): Promise<void> {
    const before = await connection.stats();
    await new Promise((done) => setTimeout(done, PROBE_MS));
    const after = await connection.stats();
    if (connection === this.#connection) this.#flows(after.packetsReceived > before.packetsReceived);
  }

  async #tick(): Promise<void> {
    this.#ticks += 1;
    if (this.view.link !== "live" && this.#ticks % HELLO_EVERY_TICKS === 0) this.#sayHello(false);
    this.#refresh();
    const connection = this.#connection;
    if (!connection?.isConnected) return;
    const stats = await connection.stats();
    if (connection !== this.#connection) return;
    this.#meter.look(connection, stats);
    this.view.showQuality(this.#meter.quality);
    if (this.#meter.isReceiving && !this.#isFlowing) this.#flows(true);
  }

  /** Not too soon, and each time later: what is on its way already may arrive, on a slow line too. */
  #again(): void {
    if (Date.now() - this.#triedAt < this.#patience) return;
    this.#triedAt = Date.now();
    this.#patience = Math.min(2 * this.#patience, AGAIN_AT_LATEST_MS);
    this.#connection?.again();
  }

  #sayHello(isNew: boolean, to?: string): void {
    this.#say({ kind: "hello", since: this.#since, isNew }, to);
  }

  #say(said: Said, to?: string): void {
    this.#signalling.say({ ...said, from: this.#windowId, ...(to ? { to } : {}) });
  }

  get #configuration(): RTCConfiguration {
    const { iceServers, iceTransportPolicy } = this.#session;
    return { iceServers: [...iceServers], iceTransportPolicy };
  }
}
