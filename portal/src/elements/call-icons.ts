import { svg } from "lit";
import { icon } from "./icons.ts";

/** What stands in a call, and in the check before it. */
const microphone = svg`<rect x="9" y="3" width="6" height="11" rx="3" /><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />`;
const camera = svg`<rect x="3" y="6.5" width="12.5" height="11" rx="2.5" /><path d="M15.5 10.7 21 7.5v9l-5.5-3.2" />`;
const struck = svg`<path d="M4 3.5l16 17" />`;

export const microphoneIcon = icon(microphone, 22);
export const microphoneOffIcon = icon(svg`${microphone}${struck}`, 22);
export const mutedMarkIcon = icon(svg`${microphone}${struck}`, 15);
export const cameraIcon = icon(camera, 22);
export const cameraOffIcon = icon(svg`${camera}${struck}`, 22);
export const shareIcon = icon(
  svg`<rect x="3" y="4.5" width="18" height="12.5" rx="2.5" /><path d="M12 13.5V8M9.5 10.3 12 7.8l2.5 2.5M8.5 20.5h7" />`,
  22,
);
export const devicesIcon = icon(
  svg`<path d="M4 7h8M17 7h3M4 17h3M12 17h8" /><circle cx="14.5" cy="7" r="2.3" /><circle cx="9.5" cy="17" r="2.3" />`,
  22,
);
export const fullScreenIcon = icon(svg`<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />`, 22);
export const windowIcon = icon(svg`<path d="M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5" />`, 22);
export const hangUpIcon = icon(
  svg`<path d="M3.6 13.9c4.8-4.5 12-4.5 16.8 0 .5.5.5 1.2.1 1.7l-1.3 1.7c-.4.5-1 .6-1.6.3l-2.5-1.3a1.3 1.3 0 0 1-.7-1.2v-1.6a11 11 0 0 0-4.8 0v1.6c0 .5-.3 1-.7 1.2l-2.5 1.3c-.6.3-1.2.2-1.6-.3l-1.3-1.7c-.4-.5-.4-1.2.1-1.7z" />`,
  24,
);
export const speakerIcon = icon(
  svg`<path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11" />`,
  18,
);
