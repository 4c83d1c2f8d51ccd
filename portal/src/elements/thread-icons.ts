import { svg } from "lit";
import { icon } from "./icons.ts";

/** What stands in and around an open conversation: the inbox alone needs none of it. */
export const backIcon = icon(svg`<path d="M15 5l-7 7 7 7" />`, 22);
export const sendIcon = icon(svg`<path d="M21 3 10.5 13.5M21 3l-6.5 18-4-7.5L3 9.5z" />`);
export const arrowDownIcon = icon(svg`<path d="M12 5v14M6 13l6 6 6-6" />`, 16);
export const signOutIcon = icon(svg`<path d="M14 4H6v16h8M10 12h11M17.5 8.5 21 12l-3.5 3.5" />`, 18);
export const teamIcon = icon(
  svg`<circle cx="9" cy="8" r="3.2" /><path d="M3 19c.5-3.5 2.8-5.2 6-5.2s5.5 1.7 6 5.2M15.5 5.2a3.2 3.2 0 0 1 0 5.6M17.5 14.2c2 .7 3.2 2.3 3.5 4.8" />`,
);
const tick = svg`<path d="M3 12.5l4.5 4.5L16.5 7.5" />`;
export const sentIcon = icon(tick, 15);
export const deliveredIcon = icon(svg`${tick}<path d="M11 16.5l.5.5L21 7.5" />`, 15);
export const readIcon = icon(svg`<g stroke-width="2.8">${tick}<path d="M11 16.5l.5.5L21 7.5" /></g>`, 15);
export const pendingIcon = icon(svg`<circle cx="12" cy="12" r="8" /><path d="M12 7.5V12l3 1.8" />`, 13);
