import { svg } from "lit";
import { icon } from "./icons.ts";

export const videoIcon = icon(
  svg`<rect x="3" y="6.5" width="12.5" height="11" rx="2.5" /><path d="M15.5 10.8 21 7.5v9l-5.5-3.3" />`,
);
export const calendarIcon = icon(
  svg`<rect x="4" y="5.5" width="16" height="15" rx="2.5" /><path d="M4 10h16M8.5 3v4M15.5 3v4" />`,
);
export const clockIcon = icon(svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 7.5V12l3 2" />`);
export const personIcon = icon(
  svg`<circle cx="12" cy="8.5" r="3.8" /><path d="M4.5 20.5c.8-3.8 3.7-5.8 7.5-5.8s6.7 2 7.5 5.8" />`,
);
export const endIcon = icon(
  svg`<path d="M3.2 14.2c4.9-5.6 12.7-5.6 17.6 0l-2.6 2.9-3.7-1.5v-3c-1.6-.6-3.4-.6-5 0v3l-3.7 1.5z" />`,
);
export const bellIcon = icon(svg`<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4" />`);
