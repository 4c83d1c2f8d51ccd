import { html, nothing, type TemplateResult } from "lit";
import { msg, str } from "@lit/localize";
import { dateAndTime, dayTitle, timeOfDay } from "../core/dates.ts";
import type { Entry } from "../core/entries.ts";
import type { Outgoing } from "../core/outgoing.ts";
import type { Reader } from "../core/reader.ts";
import type { Delivery, Message } from "../core/shapes.ts";
import { titleOf } from "../core/words.ts";
import { alertIcon, deliveredIcon, pendingIcon, sentIcon } from "./icons.ts";
import "./person-avatar.ts";

type Of<Kind extends Entry["kind"]> = Extract<Entry, { kind: Kind }>;

/** What a person may do with a message of theirs that could not be sent. */
export interface OutgoingActs {
  readonly retry: (clientMessageId: string) => void;
  readonly discard: (clientMessageId: string) => void;
}

/** One entry of a thread. People's words are always text, never markup. */
export function threadEntry(entry: Entry, reader: Reader, acts: OutgoingActs): TemplateResult {
  switch (entry.kind) {
    case "day":
      return html`<h2 class="day"><span>${dayTitle(reader.clock, entry.at)}</span></h2>`;
    case "line":
      return html`<div class="line" role="separator"><span>${msg("New messages")}</span></div>`;
    case "system":
      return systemEntry(entry, reader);
    case "message":
      return entry.isMine ? ownMessage(entry, reader) : othersMessage(entry, reader);
    case "outgoing":
      return outgoingMessage(entry, reader, acts);
  }
}

function systemEntry({ message }: Of<"system">, reader: Reader): TemplateResult {
  return html`<p class="system" data-seq=${message.seq}>
    <span dir="auto">${message.text}</span> · ${time(message.sentAt, reader)}
  </p>`;
}

function ownMessage({ message, startsGroup, endsGroup }: Of<"message">, reader: Reader): TemplateResult {
  return html`<article class="mine ${groupClasses(startsGroup, endsGroup)}" data-seq=${message.seq}>
    <p class=${startsGroup ? "label" : "unseen"}>${msg("You")}</p>
    <div class="bubble">
      ${words(message)}
      <p class="foot">${time(message.sentAt, reader)}${receipt(message.status)}</p>
    </div>
  </article>`;
}

function othersMessage({ message, startsGroup, endsGroup }: Of<"message">, reader: Reader): TemplateResult {
  const { sender } = message;
  return html`<article class="theirs ${groupClasses(startsGroup, endsGroup)}" data-seq=${message.seq}>
    ${
      startsGroup && sender
        ? html`<person-avatar initials=${sender.initials} of=${sender.id}></person-avatar>`
        : nothing
    }
    <p class=${startsGroup ? "label" : "unseen"}>
      <b dir="auto">${sender?.name}</b> <span class="role">${sender ? titleOf(sender) : nothing}</span>
    </p>
    <div class="bubble">
      ${words(message)}
      <p class="foot">${time(message.sentAt, reader)}</p>
    </div>
  </article>`;
}

function outgoingMessage(
  { outgoing, startsGroup }: Of<"outgoing">,
  reader: Reader,
  acts: OutgoingActs,
): TemplateResult {
  const isFailed = outgoing.state === "failed";
  return html`<article class="mine outgoing ${groupClasses(startsGroup, true)} ${outgoing.state}">
    <p class=${startsGroup ? "label" : "unseen"}>${msg("You")}</p>
    <div class="bubble">
      <p class="text" dir="auto">${outgoing.text}</p>
      <p class="foot">
        ${time(outgoing.createdAt, reader)}
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
      >${detail ? msg(str`Not sent: ${detail}`) : msg("Not sent: the clinic could not be reached.")}</span
    >
    <button class="link-button" @click=${() => acts.retry(clientMessageId)}>${msg("Retry")}</button>
    <button class="link-button" @click=${() => acts.discard(clientMessageId)}>${msg("Discard")}</button>
  </p>`;
}

function words(message: Message): TemplateResult {
  if (message.locked)
    return html`<p class="text locked">${msg("Sensitive message: sign in again to read it.")}</p>`;
  return html`<p class="text" dir="auto">${message.text}</p>`;
}

function time(at: string, { clock }: Reader): TemplateResult {
  return html`<time datetime=${at} title=${dateAndTime(clock, at)}>${timeOfDay(clock, at)}</time>`;
}

function receipt(status: Delivery | null): TemplateResult | typeof nothing {
  if (status === null) return nothing;
  const [icon, name] = {
    sent: [sentIcon, msg("Sent")] as const,
    delivered: [deliveredIcon, msg("Delivered")] as const,
    read: [deliveredIcon, msg("Read")] as const,
  }[status];
  return html`<span class="receipt ${status}" title=${name}
    >${icon}<span class="unseen">${name}</span></span
  >`;
}

function groupClasses(startsGroup: boolean, endsGroup: boolean): string {
  return `${startsGroup ? "starts" : ""} ${endsGroup ? "ends" : ""}`;
}
