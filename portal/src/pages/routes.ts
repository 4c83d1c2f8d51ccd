import type { Role } from "../core/shapes.ts";

export type Route =
  | { readonly page: "dashboard" | "preferences" | "audit" | "records" | "access-log" | "unknown" }
  | { readonly page: "chat"; readonly conversationId: string | null }
  | { readonly page: "cases"; readonly caseId: string | null }
  | { readonly page: "patient"; readonly patientId: string }
  | { readonly page: "visit"; readonly appointmentId: string };

export type PageName = Route["page"];

type Read = (id?: string | null) => Route | null;

const ROUTES: Record<string, Read> = {
  "": (id) => (id ? null : { page: "dashboard" }),
  chat: (id = null) => ({ page: "chat", conversationId: id }),
  cases: (id = null) => ({ page: "cases", caseId: id }),
  patients: (id) => (id ? { page: "patient", patientId: id } : null),
  visits: (id) => (id ? { page: "visit", appointmentId: id } : null),
  preferences: (id) => (id ? null : { page: "preferences" }),
  audit: (id) => (id ? null : { page: "audit" }),
  records: (id) => (id ? null : { page: "records" }),
  "access-log": (id) => (id ? null : { page: "access-log" }),
};

export function routeOf(pathname: string): Route {
  const [page = "", id, ...more] = pathname.split("/").filter(Boolean);
  const isKnown = Object.hasOwn(ROUTES, page) && more.length === 0;
  return (isKnown && ROUTES[page]?.(id && decoded(id))) || { page: "unknown" };
}

const PAGES_OF: Record<Role, readonly PageName[]> = {
  patient: ["dashboard", "chat", "patient", "visit", "preferences", "access-log"],
  provider: ["dashboard", "chat", "cases", "patient", "visit", "preferences"],
  front_desk: ["dashboard", "chat", "cases", "patient", "visit", "preferences"],
  admin: ["dashboard", "preferences", "audit", "records"],
};

/** Whether a page is there for people of this role: the same ones that their navigation offers. */
export function hasPage(role: Role, page: PageName): boolean {
  return PAGES_OF[role].includes(page);
}

export function chatPath(conversationId: string): string {
  return `/chat/${encodeURIComponent(conversationId)}`;
}

export function casePath(caseId: string): string {
  return `/cases/${encodeURIComponent(caseId)}`;
}

export function patientPath(patientId: string): string {
  return `/patients/${encodeURIComponent(patientId)}`;
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
