import { problemFrom, SignedOut, Unreachable } from "./problem.ts";

/** Who speaks for the person: our own session, or the portal that embeds these elements. */
export interface Credentials {
  token(): Promise<string>;
  renew(refused: string): Promise<string>;
}

export interface Ask {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly query?: Record<string, string | number | null | undefined>;
  readonly body?: unknown;
  /** Makes every repetition the same request for the server. */
  readonly idempotencyKey?: string;
  /** Makes the answer's body of its text, where that is no JSON. */
  readonly read?: (text: string, answer: Response) => unknown;
  /** Gives the request up: what it asked for is no longer wanted. */
  readonly signal?: AbortSignal | undefined;
}

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  /** The server's clock as it answered, in whole seconds. */
  readonly asOf: string | null;
}

export type Http = <Body>(path: string, ask?: Ask) => Promise<Answer<Body>>;

const TIMEOUT_MS = 15_000;

/**
 * Speaks JSON to the API; renews a token that ran out on the way and asks again, once. `onFactor`: the clinic asks this
 * person for a second factor before anything else.
 */
export function speakHttp(base: string, credentials: Credentials, onFactor?: () => void): Http {
  return async <Body>(path: string, ask: Ask = {}): Promise<Answer<Body>> => {
    const token = await credentials.token();
    let answer = await send(base + path, ask, token);
    if (await isTokenRefused(answer)) answer = await send(base + path, ask, await credentials.renew(token));
    if (await isTokenRefused(answer)) throw new SignedOut("The session has ended.");
    if (!answer.ok) {
      const problem = await problemFrom(answer);
      if (problem.code === "SECOND_FACTOR_REQUIRED") onFactor?.();
      throw problem;
    }
    const body = await bodyOf(answer, ask);
    return { status: answer.status, body: body as Body, asOf: answer.headers.get("Date") };
  };
}

/** Not where a fresh sign-in is wanted: no other token of this session would help, and none need end it. */
async function isTokenRefused(answer: Response): Promise<boolean> {
  return answer.status === 401 && !(await problemFrom(answer.clone())).code.startsWith("STEP_UP_");
}

async function send(address: string, ask: Ask, token: string): Promise<Response> {
  const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
  if (ask.body !== undefined) headers["Content-Type"] = "application/json";
  if (ask.idempotencyKey) headers["Idempotency-Key"] = ask.idempotencyKey;
  const request: RequestInit = {
    method: ask.method ?? "GET",
    headers,
    body: ask.body === undefined ? null : JSON.stringify(ask.body),
    signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(ask.signal ? [ask.signal] : [])]),
  };
  return fetch(address + queryString(ask.query), request).catch(unreachable);
}

async function bodyOf(answer: Response, { read }: Ask): Promise<unknown> {
  const text = await answer.text().catch(unreachable);
  return text ? (read ?? JSON.parse)(text, answer as never) : undefined;
}

function unreachable(cause: unknown): never {
  throw new Unreachable("The server cannot be reached.", { cause });
}

export function queryString(query: Ask["query"] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  return given.length ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : "";
}
