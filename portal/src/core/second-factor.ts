import type { Http } from "./http.ts";
import { isPassing, Problem } from "./problem.ts";
import type { Me } from "./shapes.ts";

/** Setting up an authenticator app: begun here, then a fresh sign-in at the hosted page, then here again. */

export type Standing = NonNullable<Me["secondFactor"]>;

/** What the app is given. */
export interface AppKey {
  readonly key: string;
  /** For a QR code. */
  readonly address: string;
  readonly expiresAt: string;
  /** The server's clock as it answered. */
  readonly asOf: string | null;
}

/** What somebody has begun in this tab, and where they were. */
interface Begun {
  readonly id: string;
  readonly path: string;
}

/** What the hosted page came back with: a code, or null where there is none. */
export interface Returned extends Begun {
  readonly code: string | null;
}

const BEGUN = "clinic-messaging.second-factor";
/** Where `pages/answered.ts` keeps what the hosted page has answered. */
const ANSWER = "clinic-messaging.second-factor.answer";

/** Gives the address where they sign in again. */
export async function beginEnrolment(http: Http, path: string, storage: Storage): Promise<string> {
  const { body } = await http<{ id: string; url: string }>("/me/second-factor", { method: "POST" });
  storage.setItem(BEGUN, JSON.stringify({ id: body.id, path } satisfies Begun));
  return body.url;
}

/** What the hosted page answered, once; null where it answered nothing that was asked in this tab. */
export function takeReturned(storage: Storage): Returned | null {
  const [begun, answer] = [BEGUN, ANSWER].map((key) => storage.getItem(key));
  storage.removeItem(BEGUN);
  storage.removeItem(ANSWER);
  if (!begun || !answer) return null;
  const { id, path } = JSON.parse(begun) as Begun;
  const told = new URLSearchParams(answer);
  return told.get("state") === `second-factor.${id}` ? { id, path, code: told.get("code") } : null;
}

export async function appKey(http: Http, id: string, code: string): Promise<AppKey> {
  const { body, asOf } = await http<AppKey>(at(id), { method: "POST", body: { code } });
  return { ...body, asOf };
}

/** For how many milliseconds a key is good, also by a machine whose clock is wrong. */
export function goodForMs({ expiresAt, asOf }: AppKey, now: number): number {
  return Math.max(0, Date.parse(expiresAt) - (asOf ? Date.parse(asOf) : now));
}

/** From then on the app counts, and every session from before does not. */
export async function showCode(http: Http, id: string, code: string): Promise<void> {
  await http(at(id), { method: "PUT", body: { code } });
}

/** Whether a code, this or the next, may still do: it alone was refused, or no answer came. */
export function mayBeSentAgain(error: unknown): boolean {
  return isPassing(error) || (error instanceof Problem && error.code === "CODE_REFUSED");
}

/** The digits of what was typed or pasted: apps show them with a gap. */
export function digitsOf(typed: string): string {
  return typed.replace(/\D/gu, "").slice(0, 6);
}

/** A key as people read it: four letters at a time. */
export function inFours(key: string): string {
  return key.replace(/(.{4})(?=.)/gu, "$1 ");
}

function at(id: string): string {
  return `/me/second-factor/${encodeURIComponent(id)}`;
}
