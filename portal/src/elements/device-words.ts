import { msg, str } from "@lit/localize";
import type { DeviceTrouble } from "../calls/device-trouble.ts";
import type { DeviceRefusal } from "../calls/own-media.ts";
import type { DeviceKind } from "../calls/devices.ts";

type Source = "camera" | "microphone";

/** What a kind of device is called. */
export function deviceName(kind: DeviceKind): string {
  return { camera: msg("Camera"), microphone: msg("Microphone"), speaker: msg("Speaker") }[kind];
}

/** Why a device cannot be used, and what to do about it. */
export function deviceTrouble(source: Source, trouble: DeviceTrouble): { title: string; advice: string } {
  return WORDS[trouble](source === "camera" ? msg("camera") : msg("microphone"));
}

type Words = (name: string) => { title: string; advice: string };

const WORDS: Record<DeviceTrouble, Words> = {
  denied: (name) => ({
    title: msg(str`This page may not use your ${name}.`),
    advice: msg(
      str`Choose the icon beside the address of this page, allow the ${name}, and then “Try again”.`,
    ),
  }),
  "denied-by-system": (name) => ({
    title: msg(str`Your system does not let the browser use the ${name}.`),
    advice: msg(str`Allow it for this browser in the privacy settings of your device, and then “Try again”.`),
  }),
  none: (name) => ({
    title: msg(str`No ${name} was found.`),
    advice: msg(str`Plug one in or turn it on. You can also join without a ${name}.`),
  }),
  "in-use": (name) => ({
    title: msg(str`The ${name} cannot be used now.`),
    advice: msg(
      str`Another program may be using it: close other calls and camera apps, and then “Try again”. Or choose another ${name}.`,
    ),
  }),
  insecure: (name) => ({
    title: msg(str`This browser does not offer the ${name} on this page.`),
    advice: msg(
      "Open the page by its https address, in a current version of Chrome, Edge, Firefox or Safari.",
    ),
  }),
  failed: (name) => ({
    title: msg(str`The ${name} did not start.`),
    advice: msg("Unplug it and plug it in again or restart the browser, and then “Try again”."),
  }),
};

/** One sentence for a refusal in the middle of a call. */
export function refusalInWords({ device, trouble }: DeviceRefusal): string {
  if (device === "screen") return msg("The screen could not be shared. Try again, or share another window.");
  const { title, advice } = deviceTrouble(device, trouble);
  return `${title} ${advice}`;
}
