import { html, nothing, type TemplateResult } from "lit";
import { cardName } from "../core/card-words.ts";
import type { Clock } from "../core/dates.ts";
import type { Card } from "../core/shapes.ts";

/** A card in a message. What shows it is fetched with the first one; until then its name and title stand there. */
export function shownCard(card: Card | null | undefined, clock: Clock): TemplateResult | typeof nothing {
  if (!card) return nothing;
  void load();
  return html`<message-card .card=${card} .clock=${clock}>${named(card)}</message-card>`;
}

/** What a message that is being written will show, in the composer's slot `above`. */
export function chosenCard(
  card: Card | null,
  clock: Clock,
  remove: () => void,
): TemplateResult | typeof nothing {
  if (!card) return nothing;
  void load();
  return html`<message-card slot="above" .card=${card} .clock=${clock} removable @removed=${remove}
    >${named(card)}</message-card
  >`;
}

function named({ type, title }: Card): string {
  return `${cardName(type)}: ${title}`;
}

/** Without network the words stay. */
function load(): Promise<unknown> {
  return import("./message-card.ts").catch(() => undefined);
}
