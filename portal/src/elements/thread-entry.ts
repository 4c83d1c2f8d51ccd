import { html, nothing, type TemplateResult } from "lit";
import { msg, str } from "@lit/localize";
import { quoted, type Corrected } from "../core/corrections.ts";
import { dateAndTime, dayTitle, timeOfDay } from "../core/dates.ts";
import type { Entry } from "../core/entries.ts";
import { canGoWithoutCard, type Outgoing } from "../core/outgoing.ts";
import type { Reader } from "../core/reader.ts";
import type { Delivery, Message, Person } from "../core/shapes.ts";
import { systemInWords, titleOf } from "../core/words.ts";
import { alertIcon, moreIcon } from "./icons.ts";
import { deliveredIcon, pendingIcon, readIcon, sentIcon } from "./thread-icons.ts";
import { filesIn } from "./message-files.ts";
import { sensitiveMark } from "./sensitive-mark.ts";
import { lockedWords } from "./sensitive.ts";
import { shownCard } from "./shown-card.ts";
import "./person-avatar.ts";

type Of<Kind extends Entry["kind"]> = Extract<Entry, { kind: Kind }>;

/** What a person may do with a message of theirs that could not be sent. */
export interface OutgoingActs {
  readonly retry: (clientMessageId: string) => void;
  readonly withoutCard: (clientMessageId: string) => void;
  readonly discard: (clientMessageId: string) => void;
}

/**
 * One entry of a thread. People's words are always text, never markup. A button with `data-jump` leads to the message
 * of that number, one with `data-menu` to what can be done with a message, one with `data-unlock` to a fresh sign-in.
 */
export function threadEntry(entry: Entry, reader: Reader, acts: OutgoingActs): TemplateResult {
  switch (entry.kind) {
    case "day":
      return html`<h2 class="day"><span>${dayTitle(reader.clock, entry.at)}</span></h2>`;
    case "line":
      return html`<div class="line" role="separator"><span>${msg("New messages")}</span></div>`;
    case "system":
      return systemEntry(entry, reader);
    case "message":
      return writtenMessage(entry, reader);
    case "outgoing":
      return outgoingMessage(entry, reader, acts);
  }
}

function systemEntry({ message }: Of<"system">, reader: Reader): TemplateResult {
  return html`<p class="system" data-seq=${message.seq} tabindex="-1">
    <span dir="auto">${systemInWords(message, reader.me)}</span> · ${time(message.sentAt, reader)}
  </p>`;
}

function writtenMessage(entry: Of<"message">, reader: Reader): TemplateResult {
  const { message, isMine, startsGroup, endsGroup, corrects, correctedBy } = entry;
  const { seq, sender } = message;
  const classes = `${isMine ? "mine" : "theirs"} ${groupClasses(startsGroup, endsGroup)}`;
  return html`<article class=${classes} data-seq=${seq} tabindex="-1">
    ${
      startsGroup && sender && !isMine
        ? html`<person-avatar initials=${sender.initials} of=${sender.id}></person-avatar>`
        : nothing
    }
    <p class=${startsGroup ? "label" : "unseen"}>${isMine ? msg("You") : label(sender)}</p>
    <div class="bubble">
      ${quotation(corrects)}${words(message)}
      ${shownCard(message.card, reader.clock)}${filesIn(message.attachments, reader)}
      <p class="foot">
        ${correctedBy === null ? nothing : jump("corrected", correctedBy, msg("Corrected"))}
        ${sensitiveMark(message.sensitive)}${time(message.sentAt, reader)}${receipt(message.status)}
      </p>
      <button
        class="more"
        tabindex="-1"
        data-menu=${seq}
        aria-haspopup="menu"
        aria-expanded="false"
        aria-label=${msg("What can be done with this message")}
      >
        ${moreIcon}
      </button>
    </div>
  </article>`;
}

function label(sender: Person | null) {
  return html`<b dir="auto">${sender?.name}</b>
    <span class="role">${sender ? titleOf(sender) : nothing}</span>`;
}

function quotation(corrects: Corrected | null) {
  if (!corrects) return nothing;
  const { seq, text } = corrects;
  const about = text === null ? msg("an earlier message") : html`“<span dir="auto">${quoted(text)}</span>”`;
  return jump("quote", seq, html`<span><b>${msg("Correction of")}</b> ${about}</span>`);
}

function jump(classes: string, seq: number, content: unknown) {
  return html`<button class=${classes} data-jump=${seq}>${content}</button>`;
}

function outgoingMessage(
  { outgoing, startsGroup, corrects }: Of<"outgoing">,
  reader: Reader,
  acts: OutgoingActs,
): TemplateResult {
  const isFailed = outgoing.state === "failed";
  return html`<article class="mine outgoing ${groupClasses(startsGroup, true)} ${outgoing.state}">
    <p class=${startsGroup ? "label" : "unseen"}>${msg("You")}</p>
    <div class="bubble">
      ${quotation(corrects)}${written(outgoing.text)}
      ${shownCard(outgoing.card, reader.clock)}${filesIn(outgoing.attachments, reader)}
      <p class="foot">
        ${sensitiveMark(outgoing.sensitive)}${time(outgoing.createdAt, reader)}
        ${isFailed ? nothing : html`${pendingIcon}<span class="unseen">${msg("Sending")}</span>`}
      </p>
    </div>
    ${isFailed ? failure(outgoing, acts) : nothing}
  </article>`;
}

function failure(outgoing: Outgoing, acts: OutgoingActs): TemplateResult {
  const { clientMessageId, detail } = outgoing;
  return html`<p class="failure" role="alert">
    ${alertIcon}<span
      >${detail ? msg(str`Not sent: ${detail}`) : msg("Not sent yet: no connection. It goes out by itself.")}</span
    >
    ${detail && canGoWithoutCard(outgoing) ? withoutCardButton(clientMessageId, acts) : nothing}
    <button class="link-button" @click=${() => acts.retry(clientMessageId)}>${msg("Retry")}</button>
    <button class="link-button" @click=${() => acts.discard(clientMessageId)}>${msg("Discard")}</button>
  </p>`;
}

function withoutCardButton(clientMessageId: string, { withoutCard }: OutgoingActs): TemplateResult {
  return html`<button class="link-button" @click=${() => withoutCard(clientMessageId)}>
    ${msg("Send without the card")}
  </button>`;
}

function words(message: Message) {
  return message.locked ? lockedWords(message.seq) : written(message.text);
}

/** Files and cards may come without words. */
function written(text: string | null) {
  return text === "" ? nothing : html`<p class="text" dir="auto">${text}</p>`;
}

function time(at: string, { clock }: Reader): TemplateResult {
  return html`<time datetime=${at} title=${dateAndTime(clock, at)}>${timeOfDay(clock, at)}</time>`;
}

function receipt(status: Delivery | null): TemplateResult | typeof nothing {
  if (status === null) return nothing;
  const [icon, name] = {
    sent: [sentIcon, msg("Sent")] as const,
    delivered: [deliveredIcon, msg("Delivered")] as const,
    read: [readIcon, msg("Read")] as const,
  }[status];
  return html`<span class="receipt ${status}" title=${name}
    >${icon}<span class="unseen">${name}</span></span
  >`;
}

function groupClasses(startsGroup: boolean, endsGroup: boolean): string {
  return `${startsGroup ? "starts" : ""} ${endsGroup ? "ends" : ""}`;
}
