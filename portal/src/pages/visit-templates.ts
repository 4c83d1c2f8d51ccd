import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { msg } from "@lit/localize";
import type { LocalMedia } from "../calls/shapes.ts";
import { visitsOf } from "../core/appointments.ts";
import type { Appointment } from "../core/visit-shapes.ts";
import type { Step } from "../core/visit-step.ts";
import { alertIcon, searchIcon } from "../elements/icons.ts";
import { okIcon } from "../elements/page-icons.ts";
import { calendarIcon, clockIcon, endIcon, videoIcon } from "../elements/visit-icons.ts";
import { backIcon } from "../elements/thread-icons.ts";
import { messagesIcon } from "../elements/icons.ts";
import { chatPath } from "./routes.ts";
import type { VisitPage } from "./visit-page.ts";
import "../elements/device-check.ts";
import "../elements/empty-state.ts";
import "../elements/loading-rows.ts";
import "../elements/unread-badge.ts";
import "../elements/visit-countdown.ts";
import "../elements/visit-facts.ts";
import "../elements/visit-lobby.ts";
import "../elements/waiting-room.ts";

/** What stands on the page of a visit at each step of the way. */

export function visitTemplate(page: VisitPage): TemplateResult {
  const { appointment, phase } = page;
  const { step } = page.flow;
  if (phase === "missing") return missing();
  if (!appointment || !step || phase !== "ready") return phase === "failed" ? failed(page) : loading();
  return html`${header(page, appointment, step)}
    <div class="body at-${step}">${STEPS[step](page, appointment)}</div>`;
}

function header(page: VisitPage, appointment: Appointment, step: Step) {
  return html`<header>
    ${
      step === "call"
        ? nothing
        : html`<a class="icon-button" href="/" aria-label=${msg("Back to the dashboard")}>${backIcon}</a>`
    }
    <visit-facts .appointment=${appointment} .reader=${page.reader}></visit-facts>
    ${step === "call" ? acts(page) : nothing}
  </header>`;
}

function acts(page: VisitPage) {
  const isChat = page.isChatShown;
  const label = page.narrow && isChat ? msg("Back to the call") : msg("Chat");
  return html`<div class="acts">
    <button class="button quiet" aria-pressed=${isChat} @click=${() => (page.isChatShown = !isChat)}>
      ${page.narrow && isChat ? videoIcon : messagesIcon}<span class="name">${label}</span>
      ${isChat ? nothing : html`<unread-badge count=${page.talk?.unreadCount ?? 0}></unread-badge>`}
    </button>
    ${
      page.isProvider
        ? html`<button class="button danger" @click=${() => page.askToEnd()}>
            ${endIcon}<span class="name">${msg("End for both")}</span>
          </button>`
        : nothing
    }
  </div>`;
}

const STEPS: Record<Step, (page: VisitPage, appointment: Appointment) => TemplateResult> = {
  early: (page, { joinableFrom }) =>
    html`<visit-countdown
      from=${joinableFrom}
      .reader=${page.reader}
      .aheadMs=${visitsOf(page.chat.store.state).aheadMs}
      @open=${() => page.load()}
    ></visit-countdown>`,
  check: (page, appointment) =>
    html`<div class="check">
      ${keyed(
        page.flow.checks,
        html`<device-check
          label=${entryInWords(page, appointment)}
          ?busy=${page.flow.isBusy}
          ?auto=${page.flow.isReturning}
          @ready=${(event: CustomEvent<{ media: LocalMedia }>) => page.flow.enter(event.detail.media)}
        ></device-check>`,
      )}
      ${page.isProvider ? lobby(page, appointment) : nothing}
    </div>`,
  room: (page, appointment) =>
    html`<waiting-room
      .appointment=${appointment}
      .reader=${page.reader}
      .now=${page.now}
      .stream=${page.flow.media?.stream ?? null}
      ?offline=${page.chat.store.state.link === "broken"}
      @leave=${() => page.flow.leave()}
    ></waiting-room>`,
  call,
  left: (page, { call: { state } }) =>
    html`<empty-state
      heading=${page.flow.isElsewhere ? msg("The visit goes on in another window") : msg("You have left the visit")}
      .icon=${videoIcon}
    >
      ${state === "live" ? msg("It is still going on, and you can come back.") : msg("You can come back at any time before it ends.")}
      <div slot="action" class="choices">
        <button class="button primary" @click=${() => page.flow.comeBack()}>
          ${page.flow.isElsewhere ? msg("Go on here") : msg("Come back")}
        </button>
        ${ways(page)}
      </div>
    </empty-state>`,
  over: (page) =>
    html`<empty-state heading=${msg("The time of this appointment is over")} .icon=${clockIcon}>
      ${msg("If you did not meet, write to each other to find another time.")}
      <div slot="action" class="choices">${ways(page)}</div>
    </empty-state>`,
  ended: (page) =>
    html`<empty-state heading=${msg("The visit has ended")} .icon=${okIcon}>
      ${msg("Anything left to say? You can go on in writing.")}
      <div slot="action" class="choices">${ways(page)}</div>
    </empty-state>`,
  cancelled: (page) =>
    html`<empty-state heading=${msg("This appointment was cancelled")} .icon=${calendarIcon}>
      ${page.isProvider ? msg("Nobody can join it any more.") : msg("The clinic has cancelled it. Write to your care team if you did not expect that.")}
      <div slot="action" class="choices">${ways(page)}</div>
    </empty-state>`,
};

/** For who does not see it: what has come by itself. */
export function stepInWords(step: Step | null): string {
  const words: Partial<Record<Step, () => string>> = {
    check: () => msg("You can come in now. Check camera and sound."),
    call: () => msg("You are in the call."),
    ended: () => msg("The visit has ended."),
    cancelled: () => msg("This appointment was cancelled."),
    over: () => msg("The time of this appointment is over."),
  };
  return (step && words[step]?.()) ?? "";
}

function entryInWords({ isProvider }: VisitPage, { call: { state } }: Appointment): string {
  if (state === "live") return msg("Join call");
  return isProvider ? msg("Start meeting") : msg("Join the waiting room");
}

function lobby(page: VisitPage, appointment: Appointment) {
  return html`<aside class="panel" aria-label=${msg("Your patient")}>
    <visit-lobby
      .appointment=${appointment}
      .reader=${page.reader}
      .now=${page.now}
      .late=${page.late}
    ></visit-lobby>
  </aside>`;
}

/** What shows call and chat is fetched while the devices are looked at; until then there is a grey shape. */
function call(page: VisitPage, appointment: Appointment) {
  return html`<visit-call
      ?hidden=${page.narrow && page.isChatShown}
      .chat=${page.chat}
      .reader=${page.reader}
      .appointment=${appointment}
      .session=${page.flow.session}
      .media=${page.flow.media}
      @hang-up=${() => page.hangUp()}
      @rejoin=${() => page.flow.rejoin()}
      @gone=${(event: CustomEvent<{ reason: string }>) => gone(page, event.detail.reason)}
    ></visit-call>
    <visit-chat
      ?hidden=${!page.isChatShown}
      .chat=${page.chat}
      .me=${page.me}
      .reader=${page.reader}
      .appointment=${appointment}
      .conversation=${page.talk}
    ></visit-chat>`;
}

function gone(page: VisitPage, reason: string): void {
  page.flow.leave(reason === "elsewhere");
  void page.load();
}

function ways(page: VisitPage) {
  return html`<a class="button quiet" href=${page.talk ? chatPath(page.talk.id) : "/chat"}>
      ${page.talk ? msg("Back to the chat") : msg("Go to the chat")}
    </a>
    <a class="button quiet" href="/">${msg("Go to the dashboard")}</a>`;
}

function loading() {
  return html`<loading-rows rows="2"></loading-rows>`;
}

function missing() {
  return html`<empty-state page heading=${msg("This appointment is not here")} .icon=${searchIcon}>
    ${msg("It is somebody else’s, or the address is mistyped.")}
    <a slot="action" class="button primary" href="/">${msg("Go to the dashboard")}</a>
  </empty-state>`;
}

function failed(page: VisitPage) {
  return html`<empty-state page heading=${msg("The appointment could not be loaded")} .icon=${alertIcon}>
    ${msg("Check your connection.")}
    <button slot="action" class="button quiet" @click=${() => page.load()}>${msg("Try again")}</button>
  </empty-state>`;
}
