import type {
  AudioVideoObserver,
  DataMessage,
  MeetingSessionStatus,
  VideoTileState,
} from "amazon-chime-sdk-js";
import type { CallAdapter } from "./call-adapter.ts";
import { CallView } from "./call-view.ts";
import { ENDINGS, meetingOf, type Meeting } from "./chime-meeting.ts";
import { linkOf } from "./link-state.ts";
import { OneStream } from "./one-stream.ts";
import { OthersHere } from "./others-here.ts";
import { statsIn } from "./peer-stats.ts";
import { QualityMeter } from "./quality.ts";
import { NO_STATS } from "./shapes.ts";
import { otherMediaIn } from "./state-channel.ts";
import type { CallStats, ChimeSession, LocalMedia } from "./shapes.ts";

const TICK_MS = 1_000;
const TOPIC = "state";

/** A call over a meeting of Amazon Chime. The shared screen takes the camera's place, as it does between two browsers. */
export class ChimeCall implements CallAdapter {
  readonly view = new CallView(() => void this.#sendOwn());
  readonly #controller: Meeting["controller"];
  readonly #devices: Meeting["devices"];
  readonly #meter = new QualityMeter();
  readonly #others: OthersHere;
  readonly #stream = new OneStream();
  #sent: { audio: MediaStreamTrack | null; video: MediaStreamTrack | null } = { audio: null, video: null };
  #isConnected = false;
  #wasLive = false;
  #hasFailed = false;
  #lostAt = Date.now();
  #turn = Promise.resolve();
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(session: ChimeSession) {
    const { controller, devices, attendeeId } = meetingOf(session);
    this.#controller = controller;
    this.#devices = devices;
    this.#others = new OthersHere(attendeeId);
  }

  get events(): EventTarget {
    return this.view.events;
  }

  async start(media: LocalMedia): Promise<void> {
    const { realtimeController, audioMixController } = this.#controller;
    this.#controller.addObserver(this.#observer);
    audioMixController.addAudioMixObserver({
      meetingAudioStreamBecameActive: (stream) => this.view.showRemote(this.#stream.hear(stream)),
      meetingAudioStreamBecameInactive: () => this.view.showRemote(this.#stream.hear(null)),
    });
    realtimeController.realtimeSubscribeToAttendeeIdPresence((id, isPresent, _, isDropped) => {
      this.#others.change(id, isPresent ? "here" : isDropped ? "lost" : "gone");
      if (isPresent) this.#tellOwn();
      this.#refresh();
    });
    realtimeController.realtimeSubscribeToReceiveDataMessage(TOPIC, (message) => this.#told(message));
    this.#ticking = setInterval(() => void this.#tick(), TICK_MS);
    this.view.hold(media);
    await this.#sendOwn();
    this.#controller.start();
  }

  /** An attendee's token holds for as long as the meeting does. */
  renew(): void {}

  /** The meeting itself says who is there, and keeps a connection of its own. */
  setOtherHere(): void {}
  socketBack(): void {}

  async stats(): Promise<CallStats> {
    const report = await this.#controller.rtcPeerConnection?.getStats();
    const rows: unknown[] = [];
    report?.forEach((row) => rows.push(row));
    return report ? statsIn(rows) : NO_STATS;
  }

  stop(): void {
    if (!this.#ticking) return;
    this.#close();
    this.#controller.stop();
  }

  #close(): void {
    clearInterval(this.#ticking);
    this.#ticking = undefined;
    this.view.own.release();
    void this.#devices.destroy();
  }

  readonly #observer: AudioVideoObserver = {
    audioVideoDidStart: () => this.#connects(true),
    audioVideoDidStartConnecting: (isAgain) => isAgain && this.#connects(false),
    audioVideoDidStop: (status) => this.#stopped(status),
    videoTileDidUpdate: (tile) => this.#shows(tile),
    videoTileWasRemoved: () => this.#hasNoTile(),
  };

  #connects(isConnected: boolean): void {
    this.#isConnected = isConnected;
    this.#hasFailed = false;
    this.#refresh();
    if (isConnected) this.#tellOwn();
  }

  #stopped(status: MeetingSessionStatus): void {
    this.#isConnected = false;
    if (!this.#ticking) return;
    const code = status.statusCode();
    const reason = ENDINGS.get(code);
    this.#hasFailed = !reason;
    if (reason) this.#close();
    this.#refresh();
    if (reason) this.view.end(reason);
  }

  #shows({ localTile, boundVideoStream, active }: VideoTileState): void {
    if (!localTile && active) this.view.showRemote(this.#stream.see(boundVideoStream));
  }

  #hasNoTile(): void {
    const [left] = this.#controller.videoTileController.getAllRemoteVideoTiles();
    this.view.showRemote(this.#stream.see(left?.state().boundVideoStream ?? null));
  }

  #told(message: DataMessage): void {
    if (this.#others.isSelf(message.senderAttendeeId)) return;
    this.view.showOther(otherMediaIn(message.text()));
  }

  /** One change after the other: the library takes a device only once the last one is in place. */
  #sendOwn(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#sendNow()).catch((error: unknown) => this.view.problem(error));
    return this.#turn;
  }

  async #sendNow(): Promise<void> {
    if (!this.#ticking) return;
    const { audio, video, isMicrophoneOn } = this.view.own;
    const { realtimeController, videoTileController } = this.#controller;
    const before = this.#sent;
    this.#sent = { audio, video };
    if (audio && audio !== before.audio) await this.#devices.startAudioInput(new MediaStream([audio]));
    if (isMicrophoneOn) realtimeController.realtimeUnmuteLocalAudio();
    else realtimeController.realtimeMuteLocalAudio();
    if (video && video !== before.video) await this.#devices.startVideoInput(new MediaStream([video]));
    if (video && !before.video) videoTileController.startLocalVideoTile();
    if (!video && before.video) videoTileController.stopLocalVideoTile();
    if (!video && before.video) await this.#devices.stopVideoInput();
    this.#tellOwn();
  }

  #tellOwn(): void {
    const { realtimeController } = this.#controller;
    if (this.#isConnected) realtimeController.realtimeSendDataMessage(TOPIC, this.view.own.told);
  }

  #refresh(): void {
    const isConnected = this.#isConnected && this.#others.areHere;
    if (this.view.link === "live" && !isConnected) this.#lostAt = Date.now();
    this.#wasLive = isConnected || (this.#wasLive && !this.#others.haveLeft);
    if (this.#others.haveLeft) this.view.showOther(null);
    const way = {
      isConnected,
      wasConnected: this.#wasLive,
      hasPeer: this.#others.areHere,
      lostAt: this.#lostAt,
    };
    this.view.showLink(this.#hasFailed ? "failed" : linkOf(way, Date.now()));
  }

  async #tick(): Promise<void> {
    this.#refresh();
    if (!this.#isConnected) return;
    this.#meter.look(this, await this.stats());
    this.view.showQuality(this.#meter.quality);
  }
}
