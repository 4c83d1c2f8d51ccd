import { html, type TemplateResult } from "lit";
import type { Reader } from "../core/reader.ts";
import { ITEMS, type NavPage } from "../elements/main-nav.ts";
import type { BesidePage } from "./other-pages.ts";
import { otherPages } from "./page-loaders.ts";
import { hasPage, type PageName, type Route } from "./routes.ts";
import type { RunningChat } from "./start-chat.ts";
import "../elements/empty-state.ts";

/** What a page is given to work with. */
export interface PageContext {
  readonly running: RunningChat;
  readonly reader: Reader;
  readonly route: Route;
  readonly languages: readonly string[];
}

/** The page that the address names, as far as it is there for this person and has been fetched. */
export function pageTemplate(context: PageContext): TemplateResult | undefined {
  const { running, reader, route } = context;
  const isTheirs = hasPage(reader.me.role, route.page);
  if (isTheirs && route.page === "chat") {
    return html`<chat-page
      .chat=${running.chat}
      .me=${running.me}
      .reader=${reader}
      .conversationId=${route.conversationId}
    ></chat-page>`;
  }
  return otherPages()?.templateOf(route.page, isTheirs)(context, route as never);
}

/** Those without a place in the navigation are named once they have been fetched. */
export function pageTitle(page: PageName): string {
  return (ITEMS[page as NavPage]?.name ?? otherPages()?.NAMES[page as BesidePage])?.() ?? "";
}
