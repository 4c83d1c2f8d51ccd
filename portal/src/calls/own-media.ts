import type { DeviceTrouble } from "./device-trouble.ts";
import { openTrack } from "./media.ts";
import type { DeviceChoice, LocalMedia, OtherMedia } from "./shapes.ts";

/** Why a device could not be turned on in the middle of a call. */
export class DeviceRefusal extends Error {
  readonly device: "camera" | "microphone" | "screen";
  readonly trouble: DeviceTrouble;

  constructor(device: DeviceRefusal["device"], trouble: DeviceTrouble) {
    super(`${device}: ${trouble}`);
    this.device = device;
    this.trouble = trouble;
  }
}

type Source = "camera" | "microphone";

export interface OwnMediaPorts {
  /** What is sent, or whether it is, has changed. */
  readonly onChange: () => void;
  readonly onProblem: (error: DeviceRefusal) => void;
}

/** One's own tracks during a call: they come and go, and the connection sends whatever stands here. */
export class OwnMedia {
  readonly #ports: OwnMediaPorts;
  #choice: DeviceChoice;
  #microphone: MediaStreamTrack | null = null;
  #camera: MediaStreamTrack | null = null;
  #screen: MediaStreamTrack | null = null;
  #isReleased = false;

  constructor({ stream, choice }: LocalMedia, ports: OwnMediaPorts) {
    this.#ports = ports;
    this.#choice = choice;
    this.#take("microphone", stream.getAudioTracks()[0] ?? null);
    this.#take("camera", stream.getVideoTracks()[0] ?? null);
  }

  get choice(): DeviceChoice {
    return this.#choice;
  }

  get audio(): MediaStreamTrack | null {
    return this.#microphone;
  }

  /** What is sent: the screen while it is shared, otherwise the camera. */
  get video(): MediaStreamTrack | null {
    return this.#screen ?? this.#camera;
  }

  get isMicrophoneOn(): boolean {
    return this.#microphone?.enabled ?? false;
  }

  get isCameraOn(): boolean {
    return this.#camera !== null;
  }

  get isSharing(): boolean {
    return this.#screen !== null;
  }

  /** What the other side is told of it. */
  get told(): OtherMedia {
    return { hasMicrophone: this.isMicrophoneOn, hasCamera: this.isCameraOn, isSharing: this.isSharing };
  }

  /** Mutes at once; a microphone that was not there at the beginning is asked for. */
  setMicrophone(on: boolean): void {
    this.#choice = { ...this.#choice, isMicrophoneOn: on };
    if (this.#microphone) {
      this.#microphone.enabled = on;
      this.#ports.onChange();
    } else if (on) {
      this.#open("microphone").catch((error: unknown) => this.#ports.onProblem(error as DeviceRefusal));
    }
  }

  /** Off lets go of the camera, so that its light goes out. */
  async setCamera(on: boolean): Promise<void> {
    this.#choice = { ...this.#choice, isCameraOn: on };
    if (on && !this.#camera) return this.#open("camera");
    if (!on && this.#camera) this.#put("camera", null);
  }

  /** Null from the browser's own dialog means that the person thought better of it. */
  async shareScreen(on: boolean): Promise<void> {
    if (!on) return this.#putScreen(null);
    const wanted = { video: { frameRate: { ideal: 15, max: 30 } }, audio: false };
    const stream = await navigator.mediaDevices.getDisplayMedia(wanted).catch((error: unknown) => {
      if ((error as Error).name === "NotAllowedError" && !/system/i.test((error as Error).message))
        return null;
      throw new DeviceRefusal("screen", "failed");
    });
    if (stream) this.#putScreen(stream.getVideoTracks()[0] ?? null);
  }

  /** Changes what is different; the microphone stays muted if it was. */
  async useDevices(choice: DeviceChoice): Promise<void> {
    const before = this.#choice;
    this.#choice = choice;
    if (choice.microphone !== before.microphone && this.#microphone) await this.#open("microphone");
    if (choice.camera !== before.camera && this.#camera) await this.#open("camera");
    this.#ports.onChange();
  }

  release(): void {
    this.#isReleased = true;
    for (const track of [this.#microphone, this.#camera, this.#screen]) letGo(track);
    this.#microphone = this.#camera = this.#screen = null;
  }

  async #open(source: Source): Promise<void> {
    // Phones give out one camera at a time: the old one goes first.
    if (source === "camera") letGo(this.#camera);
    const got = await openTrack(source, this.#choice);
    if (typeof got === "string") {
      if (source === "camera") this.#put("camera", null);
      throw new DeviceRefusal(source, got);
    }
    this.#put(source, got);
  }

  #put(source: Source, track: MediaStreamTrack | null): void {
    if (this.#isReleased) return letGo(track);
    const before = source === "camera" ? this.#camera : this.#microphone;
    if (before !== track) letGo(before);
    this.#take(source, track);
    this.#ports.onChange();
  }

  #take(source: Source, track: MediaStreamTrack | null): void {
    if (track) track.onended = () => this.#lost(source);
    if (track && source === "microphone") track.enabled = this.#choice.isMicrophoneOn;
    if (source === "camera") this.#camera = track;
    else this.#microphone = track;
  }

  #putScreen(track: MediaStreamTrack | null): void {
    if (this.#isReleased || !track) letGo(this.#screen);
    if (this.#isReleased) return letGo(track);
    this.#screen = track;
    if (track) {
      track.contentHint = "detail";
      // The browser's own "Stop sharing".
      track.onended = () => this.#putScreen(null);
    }
    this.#ports.onChange();
  }

  /** A device was pulled out, or its permission taken back: another one takes its place if there is one. */
  #lost(source: Source): void {
    this.#choice = { ...this.#choice, [source]: "" };
    this.#put(source, null);
    this.#open(source).catch((error: unknown) => this.#ports.onProblem(error as DeviceRefusal));
  }
}

function letGo(track: MediaStreamTrack | null): void {
  if (!track) return;
  track.onended = null;
  track.stop();
}
