import { Batch } from "./batch.ts";
import { statsIn } from "./peer-stats.ts";
import type { CallStats, OtherMedia } from "./shapes.ts";
import { StateChannel } from "./state-channel.ts";
import { mustIgnore, type Bye, type Candidates, type Description, type Hello } from "./signals.ts";

/** What goes to the other window, but for the names on the envelope. */
export type Said = Saying<Description> | Saying<Candidates> | Saying<Hello> | Saying<Bye>;
type Saying<Of> = Omit<Of, "from" | "to">;

export interface PeerPorts {
  readonly say: (said: Said) => void;
  readonly onChange: () => void;
  readonly onOther: (media: OtherMedia) => void;
}

/** The tracks to send at present. */
export interface Outgoing {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

const GATHER_MS = 50;
const AUDIO_BITS = 48_000;
const VIDEO_BITS = 1_800_000;

/**
 * One connection to one window of the other side, negotiated so that both may offer at any time ("perfect
 * negotiation"). Only the impolite side makes the first offer, with one line for sound and one for a picture: tracks then
 * come, go and change without another.
 */
export class PeerLink {
  readonly remote = new MediaStream();
  readonly #connection: RTCPeerConnection;
  readonly #ports: PeerPorts;
  readonly #isPolite: boolean;
  /** Sound and picture of one side are kept in step by standing in one stream. */
  readonly #own = new MediaStream();
  readonly #candidates: Batch<RTCIceCandidateInit>;
  readonly #channel: StateChannel;
  #early: RTCIceCandidateInit[] = [];
  #outgoing: Outgoing = { audio: null, video: null };
  #isOffering = false;
  #isAnswerPending = false;
  #isIgnoring = false;
  #isClosed = false;

  constructor(configuration: RTCConfiguration, isPolite: boolean, ports: PeerPorts) {
    this.#connection = new RTCPeerConnection(configuration);
    this.#ports = ports;
    this.#isPolite = isPolite;
    this.#channel = new StateChannel(ports.onOther);
    this.#candidates = new Batch((candidates) => ports.say({ kind: "candidates", candidates }), GATHER_MS);
    this.#listen();
  }

  get isConnected(): boolean {
    return this.#connection.connectionState === "connected";
  }

  /** Makes the first offer. */
  begin(outgoing: Outgoing): void {
    this.#outgoing = outgoing;
    for (const kind of ["audio", "video"] as const) {
      this.#connection.addTransceiver(outgoing[kind] ?? kind, {
        direction: "sendrecv",
        streams: [this.#own],
      });
    }
    this.#channel.use(this.#connection.createDataChannel("state"));
  }

  /** Sends these tracks from now on, without negotiating anew. */
  async send(outgoing: Outgoing): Promise<void> {
    this.#outgoing = outgoing;
    for (const { sender, receiver } of this.#connection.getTransceivers()) {
      await sender.replaceTrack(outgoing[receiver.track.kind as "audio" | "video"]);
    }
    await this.#setLimits();
  }

  /** Tells the other side what it is sent. */
  tell(media: OtherMedia): void {
    this.#channel.tell(media);
  }

  async hear({ description }: Pick<Description, "description">): Promise<void> {
    this.#isIgnoring = mustIgnore(description.type, {
      isPolite: this.#isPolite,
      isOffering: this.#isOffering,
      isAnswerPending: this.#isAnswerPending,
      signalingState: this.#connection.signalingState,
    });
    if (this.#isIgnoring || this.#isStale(description)) return;
    this.#isAnswerPending = description.type === "answer";
    await this.#connection.setRemoteDescription(description);
    this.#isAnswerPending = false;
    if (description.type === "offer") await this.#answer();
    await this.addCandidates(this.#early.splice(0));
  }

  /** Those that come before the description that they belong to wait for it. */
  async addCandidates(candidates: readonly RTCIceCandidateInit[]): Promise<void> {
    for (const candidate of candidates) {
      const isTaken = this.#connection.remoteDescription && (await this.#add(candidate));
      if (!isTaken && !this.#isIgnoring) this.#early.push(candidate);
    }
  }

  /** What may have been lost on the way is said again; a way that broke is looked for anew. */
  again(): void {
    if (this.isConnected || this.#isClosed) return;
    const { localDescription, signalingState, remoteDescription } = this.#connection;
    if (signalingState === "have-local-offer" && localDescription) this.#describe(localDescription);
    else if (signalingState === "stable" && remoteDescription) this.#connection.restartIce();
  }

  configure(configuration: RTCConfiguration): void {
    this.#connection.setConfiguration(configuration);
  }

  async stats(): Promise<CallStats> {
    const rows: unknown[] = [];
    (await this.#connection.getStats()).forEach((row) => rows.push(row));
    return statsIn(rows);
  }

  close(): void {
    this.#isClosed = true;
    this.#candidates.drop();
    this.#connection.close();
  }

  #listen(): void {
    const connection = this.#connection;
    connection.onnegotiationneeded = () => void this.#offer();
    connection.onicecandidate = ({ candidate }) => candidate && this.#candidates.add(candidate.toJSON());
    connection.ontrack = ({ track }) => {
      this.remote.addTrack(track);
      this.#ports.onChange();
    };
    connection.ondatachannel = ({ channel }) => this.#channel.use(channel);
    connection.onconnectionstatechange = () => {
      const { connectionState } = connection;
      if (connectionState === "disconnected" || connectionState === "failed") connection.restartIce();
      if (connectionState === "connected") void this.#setLimits();
      this.#ports.onChange();
    };
  }

  async #offer(): Promise<void> {
    try {
      this.#isOffering = true;
      await this.#connection.setLocalDescription();
      this.#describe(this.#connection.localDescription!);
    } catch (error) {
      if (!this.#isClosed) throw error;
    } finally {
      this.#isOffering = false;
    }
  }

  async #answer(): Promise<void> {
    for (const transceiver of this.#connection.getTransceivers()) {
      transceiver.direction = "sendrecv";
      transceiver.sender.setStreams(this.#own);
    }
    await this.send(this.#outgoing);
    await this.#connection.setLocalDescription();
    this.#describe(this.#connection.localDescription!);
  }

  #describe({ type, sdp }: RTCSessionDescription): void {
    this.#candidates.drop();
    // The description holds all candidates that are known by now.
    this.#ports.say({ kind: "description", description: { type, sdp } });
  }

  /** An answer to an offer that has been given up or answered already. */
  #isStale({ type }: RTCSessionDescriptionInit): boolean {
    return type === "answer" && this.#connection.signalingState !== "have-local-offer";
  }

  async #add(candidate: RTCIceCandidateInit): Promise<boolean> {
    try {
      await this.#connection.addIceCandidate(candidate);
      return true;
    } catch {
      return false;
    }
  }

  /** What a call needs, and no more: the rest of the line is for the other things at home. */
  async #setLimits(): Promise<void> {
    for (const sender of this.#connection.getSenders()) {
      const parameters = sender.getParameters();
      const [encoding] = parameters.encodings ?? [];
      if (!encoding || !sender.track) continue;
      encoding.maxBitrate = sender.track.kind === "audio" ? AUDIO_BITS : VIDEO_BITS;
      await sender.setParameters(parameters).catch(() => undefined);
    }
  }
}
