import { html, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { msg } from "@lit/localize";
import { messagesIcon, searchIcon } from "../elements/icons.ts";
import type { PageContext } from "./page-templates.ts";
import type { PageName, Route } from "./routes.ts";

/** Where each page but the chat comes from, and how it is put together. */

/** Each page is fetched when it is first wanted: nobody waits for those that they do not open. */
export const LOADERS: Partial<Record<PageName, () => Promise<unknown>>> = {
  cases: () => import("./cases-page.ts"),
  patient: () => import("./patient-page.ts"),
  visit: () => import("./visit-page.ts"),
  preferences: () => import("./preferences-page.ts"),
  audit: () => import("./audit-page.ts"),
  records: () => import("./records-page.ts"),
  "access-log": () => import("./accesses-page.ts"),
};

export type BesidePage = "patient" | "visit" | "access-log" | "unknown";

/** What the pages without a place in the navigation are called. */
export const NAMES: Record<BesidePage, () => string> = {
  patient: () => msg("Patient"),
  visit: () => msg("Video visit"),
  "access-log": () => msg("Who opened my messages"),
  unknown: () => msg("Not found"),
};

type Template = (context: PageContext, route: never) => TemplateResult;
type Of<Page extends PageName> = Extract<Route, { page: Page }>;

const TEMPLATES: Record<Exclude<PageName, "chat">, Template> = {
  dashboard: ({ running, reader }) =>
    html`<dashboard-page
      .chat=${running.chat}
      .reader=${reader}
      ?notices=${running.me.preferences.notify.web}
    ></dashboard-page>`,
  cases: ({ running, reader }, { caseId }: Of<"cases">) =>
    html`<cases-page
      .chat=${running.chat}
      .me=${running.me}
      .reader=${reader}
      .caseId=${caseId}
    ></cases-page>`,
  patient: ({ running, reader }, { patientId }: Of<"patient">) =>
    html`<patient-page .chat=${running.chat} .reader=${reader} patient=${patientId}></patient-page>`,
  visit: ({ running, reader }, { appointmentId }: Of<"visit">) =>
    html`${keyed(
      appointmentId,
      html`<visit-page
        .chat=${running.chat}
        .me=${running.me}
        .reader=${reader}
        appointment=${appointmentId}
      ></visit-page>`,
    )}`,
  preferences: ({ running, reader, languages }) =>
    html`<preferences-page
      .chat=${running.chat}
      .me=${running.me}
      .reader=${reader}
      .languages=${languages}
    ></preferences-page>`,
  audit: ({ running, reader }) => html`<audit-page .chat=${running.chat} .reader=${reader}></audit-page>`,
  records: ({ running, reader }) =>
    html`<records-page .chat=${running.chat} .reader=${reader}></records-page>`,
  "access-log": ({ running, reader }) =>
    html`<accesses-page .chat=${running.chat} .reader=${reader}></accesses-page>`,
  unknown: () =>
    html`<empty-state page heading=${msg("There is nothing at this address")} .icon=${searchIcon}>
      ${msg("It may be mistyped, or meant for somebody else.")}
      <a slot="action" class="button primary" href="/">${msg("Go to the dashboard")}</a>
    </empty-state>`,
};

/** The chat stands here for administrators alone: they read none. */
export function templateOf(page: PageName, isTheirs: boolean): Template {
  if (page === "chat") return nothingToRead;
  return TEMPLATES[isTheirs ? page : "unknown"];
}

function nothingToRead(): TemplateResult {
  return html`<empty-state page heading=${msg("No messages for administrators")} .icon=${messagesIcon}>
    ${msg("Conversations are between patients and their care teams alone.")}
    <a slot="action" class="button primary" href="/">${msg("Go to the dashboard")}</a>
  </empty-state>`;
}
