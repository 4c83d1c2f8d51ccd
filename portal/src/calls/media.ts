import { troubleOf, type DeviceTrouble } from "./device-trouble.ts";
import { audioOf, devicesIn, NO_DEVICES, videoOf, type Devices } from "./devices.ts";
import type { DeviceChoice, LocalMedia } from "./shapes.ts";

/** The media that could be had, and for each device that was wanted why it could not. */
export interface OpenedMedia {
  readonly media: LocalMedia;
  readonly camera: DeviceTrouble | null;
  readonly microphone: DeviceTrouble | null;
}

/** Never fails: a person without camera or microphone still comes to the call, and is told why. */
export async function openMedia(choice: DeviceChoice): Promise<OpenedMedia> {
  const wanted = { audio: choice.isMicrophoneOn, video: choice.isCameraOn };
  if (!wanted.audio && !wanted.video) return opened(choice, [null, null]);
  // Together first, so that the browser asks once.
  if (wanted.audio && wanted.video) {
    const both = await tracksOf({ audio: audioOf(choice), video: videoOf(choice) });
    if (both instanceof MediaStream) return opened(choice, [both, null]);
  }
  const audio = wanted.audio ? await tracksOf({ audio: audioOf(choice) }) : null;
  const video = wanted.video ? await tracksOf({ video: videoOf(choice) }) : null;
  return opened(choice, [audio, video]);
}

type Outcome = MediaStream | DeviceTrouble | null;

function opened(choice: DeviceChoice, [audio, video]: readonly [Outcome, Outcome]): OpenedMedia {
  const streams = [audio, video].filter((one) => one instanceof MediaStream);
  const stream = new MediaStream(streams.flatMap((one) => one.getTracks()));
  return {
    media: mediaOf(stream, choice),
    microphone: typeof audio === "string" ? audio : null,
    camera: typeof video === "string" ? video : null,
  };
}

async function tracksOf(constraints: MediaStreamConstraints): Promise<MediaStream | DeviceTrouble> {
  try {
    return await navigator.mediaDevices.getUserMedia(constraints);
  } catch (error) {
    return troubleOf(error, hasAccess());
  }
}

/** One track of a device; null with the reason where there is none to be had. */
export async function openTrack(
  kind: "camera" | "microphone",
  choice: DeviceChoice,
): Promise<MediaStreamTrack | DeviceTrouble> {
  const got = await tracksOf(kind === "camera" ? { video: videoOf(choice) } : { audio: audioOf(choice) });
  return got instanceof MediaStream ? (got.getTracks()[0] ?? "none") : got;
}

export function mediaOf(stream: MediaStream, choice: DeviceChoice): LocalMedia {
  return { stream, choice, stop: () => stream.getTracks().forEach((track) => track.stop()) };
}

export async function devicesHere(): Promise<Devices> {
  if (!hasAccess()) return NO_DEVICES;
  return devicesIn(await navigator.mediaDevices.enumerateDevices());
}

/** Calls back whenever a device was plugged in or out. Returns the function that ends it. */
export function onDevices(changed: () => void): () => void {
  if (!hasAccess()) return () => undefined;
  navigator.mediaDevices.addEventListener("devicechange", changed);
  return () => navigator.mediaDevices.removeEventListener("devicechange", changed);
}

/** Browsers offer devices to encrypted pages alone. */
export function hasAccess(): boolean {
  return Boolean(navigator.mediaDevices?.getUserMedia);
}

/** Whether the browser is going to ask the person; where it does not say, it may. */
export async function deviceAccess(): Promise<"ask" | "known"> {
  if (!hasAccess() || !navigator.permissions) return hasAccess() ? "ask" : "known";
  const names = ["camera", "microphone"] as const;
  const asked = names.map((name) => navigator.permissions.query({ name: name as PermissionName }));
  const states = await Promise.all(asked).catch(() => []);
  return states.length && states.every(({ state }) => state !== "prompt") ? "known" : "ask";
}

export function canShareScreen(): boolean {
  return Boolean(navigator.mediaDevices?.getDisplayMedia);
}

/** Sends the sound of an element to the chosen speaker, where browsers can. */
export async function playOn(element: HTMLMediaElement, speaker: string): Promise<void> {
  if (!canChooseSpeaker() || element.sinkId === speaker) return;
  // A speaker that is gone leaves the sound where it was.
  await element.setSinkId(speaker).catch(() => undefined);
}

export function canChooseSpeaker(): boolean {
  return "setSinkId" in HTMLMediaElement.prototype;
}
