import { html, type TemplateResult } from "lit";
import { msg } from "@lit/localize";
import type { Phase } from "../core/state.ts";
import { messagesIcon } from "./icons.ts";
import "./empty-state.ts";
import "./loading-rows.ts";

/** What stands in a thread that has no messages to show: not yet, not now, or not for this reader. */
export function threadWithout(phase: Phase, reload: () => void): TemplateResult {
  if (phase === "loading") return html`<loading-rows rows="4"></loading-rows>`;
  if (phase === "missing") {
    return html`<empty-state heading=${msg("This conversation is not here")} .icon=${messagesIcon}>
      ${msg("It may have been closed to you, or the address is mistyped.")}
    </empty-state>`;
  }
  return html`<empty-state heading=${msg("The messages could not be loaded")} .icon=${messagesIcon}>
    ${msg("Check your connection.")}
    <button slot="action" class="button quiet" @click=${reload}>${msg("Try again")}</button>
  </empty-state>`;
}
