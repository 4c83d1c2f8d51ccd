import type { PageName } from "./routes.ts";

type OtherPages = typeof import("./other-pages.ts");
let others: OtherPages | undefined;

/** How the pages beside the chat are put together, once one of them has been wanted. */
export function otherPages(): OtherPages | undefined {
  return others;
}

/** The chat is there already, and most people begin with the dashboard: the rest is found by way of `other-pages`. */
export async function loadPage(page: PageName): Promise<void> {
  if (page === "chat") return;
  const first = page === "dashboard" ? import("./dashboard-page.ts") : null;
  const fetching = import("./other-pages.ts").then((fetched) => (others = fetched));
  await Promise.all([first, fetching.then(({ LOADERS }) => first ?? LOADERS[page]?.())]);
}
