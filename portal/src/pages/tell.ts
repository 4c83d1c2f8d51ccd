import type { Me } from "../core/shapes.ts";
import type { Compose } from "./new-message.ts";

/** What pages tell the shell around them. */
interface PageEvents {
  readonly go: { readonly path: string };
  readonly problem: { readonly error: unknown };
  /** Opens the dialog for a new message. */
  readonly compose: Compose;
  /** What the clinic knows of the person has changed. */
  readonly me: { readonly me: Me };
  /** All that was to be saved of their preferences is. */
  readonly preferred: object;
  readonly "sign-out": { readonly everywhere: boolean };
}

export function tell<Name extends keyof PageEvents>(
  page: HTMLElement,
  name: Name,
  detail: PageEvents[Name],
): void {
  page.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
