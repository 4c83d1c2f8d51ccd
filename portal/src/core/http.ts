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
}

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

export type Http = <Body>(path: string, ask?: Ask) => Promise<Answer<Body>>;

const TIMEOUT_MS = 15_000;

/** Speaks JSON to the API; renews a token that ran out on the way and asks again, once. */
export function speakHttp(base: string, credentials: Credentials): Http {
  return async <Body>(path: string, ask: Ask = {}): Promise<Answer<Body>> => {
    const token = await credentials.token();
    let answer = await send(base + path, ask, token);
    if (answer.status === 401) answer = await send(base + path, ask, await credentials.renew(token));
    if (answer.status === 401) throw new SignedOut("The server no longer accepts this session.");
    if (!answer.ok) throw await problemFrom(answer);
    const body = answer.status === 204 ? undefined : await bodyOf(answer);
    return { status: answer.status, body: body as Body };
  };
}

async function send(address: string, ask: Ask, token: string): Promise<Response> {
  const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
  if (ask.body !== undefined) headers["Content-Type"] = "application/json";
  const request: RequestInit = {
    method: ask.method ?? "GET",
    headers,
    body: ask.body === undefined ? null : JSON.stringify(ask.body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
  return fetch(address + queryString(ask.query), request).catch(unreachable);
}

async function bodyOf(answer: Response): Promise<unknown> {
  const text = await answer.text().catch(unreachable);
  return text ? (JSON.parse(text) as unknown) : undefined;
}

function unreachable(cause: unknown): never {
  throw new Unreachable("The server cannot be reached.", { cause });
}

export function queryString(query: Ask["query"] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  return given.length ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : "";
}
