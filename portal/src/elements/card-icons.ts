import { svg, type TemplateResult } from "lit";
import type { CardType } from "../core/shapes.ts";
import { icon } from "./icons.ts";

/** What stands for the things that a card can show. */
export const CARD_ICONS: Record<CardType, TemplateResult> = {
  appt: icon(
    svg`<rect x="4" y="5.5" width="16" height="14.5" rx="2" /><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4" />`,
  ),
  invoice: icon(svg`<path d="M6 3.5h12v17l-3-2-3 2-3-2-3 2zM9.5 8.5h5M9.5 12.5h5" />`),
  rx: icon(svg`<path d="M4.8 12.7a4.9 4.9 0 0 1 7-7l6.5 6.5a4.9 4.9 0 0 1-7 7zM8.3 16.2l7-7" />`),
};

export const elsewhereIcon = icon(svg`<path d="M14 5h5v5M19 5l-8 8M17 14v5H5V7h5" />`, 16);
