import type { DeviceChoice } from "./shapes.ts";

export type DeviceKind = "camera" | "microphone" | "speaker";

/** A device as people choose it. Names are empty until the browser was allowed to use one. */
export interface Device {
  readonly id: string;
  readonly name: string;
}

export type Devices = Readonly<Record<DeviceKind, readonly Device[]>>;

export const NO_DEVICES: Devices = { camera: [], microphone: [], speaker: [] };
export const DEFAULT_CHOICE: DeviceChoice = {
  camera: "",
  microphone: "",
  speaker: "",
  isCameraOn: true,
  isMicrophoneOn: true,
};

const KINDS: Record<MediaDeviceKind, DeviceKind> = {
  videoinput: "camera",
  audioinput: "microphone",
  audiooutput: "speaker",
};

type Info = Pick<MediaDeviceInfo, "deviceId" | "groupId" | "kind" | "label">;

/** The devices of each kind, in the browser's order; names that stand there twice are numbered. */
export function devicesIn(infos: readonly Info[]): Devices {
  const found: Record<DeviceKind, Device[]> = { camera: [], microphone: [], speaker: [] };
  for (const { kind, deviceId, label } of infos) {
    const known = found[KINDS[kind]];
    const same = known.filter(({ name }) => name.replace(/ \(\d+\)$/, "") === label).length;
    if (deviceId) known.push({ id: deviceId, name: same && label ? `${label} (${same + 1})` : label });
  }
  return found;
}

/** The choice among what is there: what is gone is left to the browser. */
export function among(choice: DeviceChoice, devices: Devices): DeviceChoice {
  const there = (kind: DeviceKind) =>
    devices[kind].some(({ id }) => id === choice[kind]) ? choice[kind] : "";
  return { ...choice, camera: there("camera"), microphone: there("microphone"), speaker: there("speaker") };
}

/** A wish, never a demand: where the device has gone another one serves. */
export function audioOf({ microphone }: DeviceChoice): MediaTrackConstraints {
  return {
    ...(microphone ? { deviceId: { ideal: microphone } } : {}),
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
  };
}

export function videoOf({ camera }: DeviceChoice): MediaTrackConstraints {
  return {
    ...(camera ? { deviceId: { ideal: camera } } : { facingMode: "user" }),
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30, max: 30 },
  };
}

const KEY = "clinic-messaging.devices";
type Storing = Pick<Storage, "getItem" | "setItem">;

/** The choice that was made last on this device. */
export function rememberedChoice(storage: Storing): DeviceChoice {
  try {
    const known: unknown = JSON.parse(storage.getItem(KEY) ?? "{}");
    const kept = Object.entries(DEFAULT_CHOICE).map(([name, usual]) => {
      const value = (known as Record<string, unknown>)[name];
      return [name, typeof value === typeof usual ? value : usual];
    });
    return Object.fromEntries(kept) as unknown as DeviceChoice;
  } catch {
    return DEFAULT_CHOICE;
  }
}

export function rememberChoice(storage: Storing, choice: DeviceChoice): void {
  try {
    storage.setItem(KEY, JSON.stringify(choice));
  } catch {
    // A full or forbidden store costs the person one more choice, nothing else.
  }
}
