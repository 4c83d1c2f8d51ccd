import { html } from "lit";
import { msg } from "@lit/localize";

/** Panels that only lead on, from the preferences to a page. */

export function accesses() {
  return html`<section class="panel" aria-labelledby="accesses">
    <header>
      <h2 id="accesses">${msg("Who opened my messages")}</h2>
      <a class="more" href="/access-log">${msg("Show the list")}</a>
    </header>
    <p class="lead">
      ${msg("Each time somebody of the clinic opens your messages or files it is written down.")}
    </p>
  </section>`;
}

/** Its page takes the place of the whole portal: the browser follows the link by itself. */
export function secondFactor() {
  return html`<section class="panel" aria-labelledby="second-factor">
    <header>
      <h2 id="second-factor">${msg("Second factor")}</h2>
      <a class="more" href="/second-factor" target="_self">${msg("Set up an app")}</a>
    </header>
    <p class="lead">
      ${msg("An authenticator app on your phone keeps out whoever only knows your password.")}
    </p>
  </section>`;
}
