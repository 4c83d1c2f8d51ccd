import { svg } from "lit";
import { icon } from "./icons.ts";

/** What stands beside files, those that are being attached and those that were sent. */
export const fileIcon = icon(
  svg`<path d="M14 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8z" /><path d="M13.5 3.5V8.5H18.5" />`,
  22,
);
export const pictureIcon = icon(
  svg`<rect x="3.5" y="4.5" width="17" height="15" rx="2" /><circle cx="9" cy="10" r="1.6" /><path d="M4 17.5l4.5-4 3 2.5 4-4.5 4.5 5" />`,
  22,
);
export const downloadIcon = icon(svg`<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14" />`);
export const retryIcon = icon(svg`<path d="M19 12a7 7 0 1 1-2.2-5.1M19 3.5V8h-4.5" />`);
export const readyIcon = icon(svg`<path d="M5 12.5l4.5 4.5L19 7.5" />`, 16);

export function iconOf(contentType: string) {
  return contentType.startsWith("image/") ? pictureIcon : fileIcon;
}
