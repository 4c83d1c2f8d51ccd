import { msg } from "@lit/localize";

const IS_ENGLISH = msg("en", { id: "code-of-this-language" }) === "en";

/** An answer of the API that is not a success: RFC 9457 with a stable `code`. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;
  /** What is wrong with which field, where the server has said so. */
  readonly errors: readonly FieldError[];

  constructor(status: number, body: ProblemBody, retryAfter: string | null = null) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`);
    this.status = status;
    this.code = body.code ?? `HTTP_${status}`;
    this.detail = this.message;
    this.requestId = body.requestId ?? null;
    this.retryAfterSeconds = secondsIn(retryAfter);
    this.errors = body.errors ?? [];
  }
}

/** No answer came: the network is down, or the request took too long. The server may or may not have acted. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** The session is over and cannot be renewed: only a new sign-in helps. */
export class SignedOut extends Error {
  override readonly name = "SignedOut";
}

/** True where the same request may well succeed a little later. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof Problem && (error.status === 429 || error.status >= 500);
}

export async function problemFrom(answer: Response): Promise<Problem> {
  const body = (await answer.json().catch(() => ({}))) as ProblemBody;
  const told = IS_ENGLISH ? body : await translated(body);
  return new Problem(answer.status, told, answer.headers.get("Retry-After"));
}

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

interface ProblemBody {
  errors?: readonly FieldError[];
  title?: string;
  detail?: string;
  code?: string;
  requestId?: string;
}

/** The server speaks English, of the matter itself; other languages have words for its codes. */
async function translated(body: ProblemBody): Promise<ProblemBody> {
  const words = await import("./problem-words.ts").catch(() => null);
  return words ? { ...body, detail: words.refusalInWords(body.code), errors: [] } : body;
}

function secondsIn(retryAfter: string | null): number | null {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : null;
}
