import { html, nothing, svg, type TemplateResult } from "lit";
import { msg } from "@lit/localize";
import { icon } from "./icons.ts";

export const lock = svg`<rect x="5" y="10.5" width="14" height="9.5" rx="2" /><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5" />`;
export const smallLockIcon = icon(lock, 13);

/** The mark of a sensitive message, in a picture and for those who hear the page in words. */
export function sensitiveMark(isSensitive: boolean | undefined): TemplateResult | typeof nothing {
  if (!isSensitive) return nothing;
  return html`<span class="sensitive" title=${msg("Sensitive")}
    >${smallLockIcon}<span class="unseen">${msg("Sensitive")}</span></span
  >`;
}
