import type { Answer, Ask, Http } from "./http.ts";
import type { Page } from "./shapes.ts";
import type { Admission, Appointment } from "./visit-shapes.ts";

export type VisitsApi = ReturnType<typeof visitsOver>;

/** The routes of appointments and their calls; each answer with the server's clock (`asOf`). */
export function visitsOver(http: Http) {
  const ask = <Body>(path: string, asked: Ask = {}): Promise<Answer<Body>> => http<Body>(path, asked);
  const at = (id: string, act = "") => `/appointments/${encodeURIComponent(id)}${act}`;
  const post = async <Body>(id: string, act: string, body?: unknown) =>
    (await ask<Body>(at(id, `/call/${act}`), { method: "POST", body })).body;
  return {
    /** The reader's own from 12 hours ago on, in the order of their beginning. */
    appointments: (cursor: string | null) =>
      ask<Page<Appointment>>("/appointments", { query: { limit: 50, cursor } }),
    appointment: (id: string) => ask<Appointment>(at(id)),
    join: (id: string) => post<Admission>(id, "join"),
    start: (id: string) => post<Admission>(id, "start"),
    end: (id: string) => post<{ appointment: Appointment }>(id, "end"),
    late: (id: string, minutes: number) => post<{ appointment: Appointment }>(id, "late", { minutes }),
  };
}
