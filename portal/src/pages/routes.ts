export type Route =
  | { readonly page: "home" }
  | { readonly page: "chat"; readonly conversationId: string | null }
  | { readonly page: "unknown" };

export function routeOf(pathname: string): Route {
  const [page, id, ...more] = pathname.split("/").filter(Boolean);
  if (page === undefined) return { page: "home" };
  if (page === "chat" && more.length === 0) return { page, conversationId: id ? decoded(id) : null };
  return { page: "unknown" };
}

export function chatPath(conversationId: string): string {
  return `/chat/${encodeURIComponent(conversationId)}`;
}

/** The path that an in-page link leads to; null where the browser should follow the link by itself. */
export function pathOfClick(event: MouseEvent): string | null {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
  if (!isPlain || !link || link.target || link.origin !== location.origin) return null;
  return link.pathname;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
