import { svg } from "lit";
import { icon } from "./icons.ts";
import { lock } from "./sensitive-mark.ts";

/** What stands on the pages around the chat. */
export const conversationsIcon = icon(
  svg`<path d="M4.5 4.5h10a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 1.5H9L5.5 16.5v-3h-1A1.5 1.5 0 0 1 3 12V6a1.5 1.5 0 0 1 1.5-1.5z" /><path d="M19 9h.5A1.5 1.5 0 0 1 21 10.5v5.5a1.5 1.5 0 0 1-1.5 1.5h-1v3L15 17.5h-3" />`,
);
export const unreadIcon = icon(
  svg`<path d="M4 7.5A1.5 1.5 0 0 1 5.5 6H14M20 11v6.5a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5v-10l8 6 3.5-2.6" /><circle cx="19" cy="6" r="2.2" fill="currentColor" />`,
);
export const patientsIcon = icon(
  svg`<circle cx="12" cy="8" r="3.6" /><path d="M5 20c.6-4 3.2-6 7-6s6.4 2 7 6" />`,
);
export const totalIcon = icon(svg`<path d="M5 20V11M12 20V4M19 20v-6" />`);
export const okIcon = icon(svg`<circle cx="12" cy="12" r="8.5" /><path d="M8.3 12.3l2.6 2.6 4.8-5.3" />`, 18);
export const lockIcon = icon(lock);
export const caseIcon = icon(
  svg`<path d="M8 7V5.5A1.5 1.5 0 0 1 9.5 4h5A1.5 1.5 0 0 1 16 5.5V7M4.5 7h15A1.5 1.5 0 0 1 21 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5v-9A1.5 1.5 0 0 1 4.5 7zM3 12.5h18" />`,
);
export const bellIcon = icon(svg`<path d="M18 15.5V11a6 6 0 0 0-12 0v4.5L4.5 17.5h15zM10 20.5h4" />`);
export const globeIcon = icon(
  svg`<circle cx="12" cy="12" r="8.5" /><path d="M3.5 12h17M12 3.5c2.5 2.5 3.6 5.3 3.6 8.5S14.5 18 12 20.5C9.5 18 8.4 15.2 8.4 12S9.5 6 12 3.5z" />`,
);
