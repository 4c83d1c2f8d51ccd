import type { Config } from "./config.ts";
import { SignedOut, Unreachable } from "./problem.ts";

/** What the sign-in gave. Kept in `sessionStorage`: this tab alone, gone when it closes. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly expiresAt: number;
}

const KEY = "clinic-messaging.tokens";
const EARLY_MS = 20_000;

/** Hands out access tokens and renews them; callers that ask at once share one renewal. */
export class Session {
  #renewal: Promise<string> | null = null;
  readonly #config: Config;
  readonly #storage: Keeping;

  constructor(config: Config, storage: Keeping) {
    this.#config = config;
    this.#storage = storage;
  }

  get isSignedIn(): boolean {
    return this.#tokens() !== null;
  }

  keep(tokens: Tokens): void {
    this.#storage.setItem(KEY, JSON.stringify(tokens));
  }

  forget(): void {
    this.#storage.removeItem(KEY);
  }

  /** Out of this tab at once, whatever comes next. What is given can still speak for the person, until it is ended. */
  release(into: Keeping): Session {
    const kept = this.#tokens();
    this.forget();
    const released = new Session(this.#config, into);
    if (kept) released.keep(kept);
    return released;
  }

  /**
   * Forgets the session here at once. The promise is for telling the pool, which ends it everywhere: whether it was told.
   */
  async end(): Promise<boolean> {
    const token = this.#tokens()?.refreshToken;
    this.forget();
    if (!token) return true;
    return fetch(this.#config.tokenUrl.replace(/\/token$/, "/revoke"), {
      method: "POST",
      body: new URLSearchParams({ token, client_id: this.#config.clientId }),
      // The page is being left: the request must outlive it.
      keepalive: true,
    }).then(
      () => true,
      () => false,
    );
  }

  /** An access token that is good for a while yet. Throws `SignedOut` where there is none to be had. */
  async token(): Promise<string> {
    const tokens = this.#tokens();
    if (!tokens) throw new SignedOut("The session has ended.");
    if (tokens.expiresAt - EARLY_MS > Date.now()) return tokens.accessToken;
    return this.renew(tokens.accessToken);
  }

  /** Another token in place of `refused`; the current one if somebody has renewed it meanwhile. */
  async renew(refused: string): Promise<string> {
    const tokens = this.#tokens();
    if (!tokens?.refreshToken) throw new SignedOut("The session has ended.");
    if (tokens.accessToken !== refused) return tokens.accessToken;
    this.#renewal ??= this.#ask(tokens.refreshToken).finally(() => (this.#renewal = null));
    return this.#renewal;
  }

  async #ask(refreshToken: string): Promise<string> {
    const answer = await fetch(this.#config.tokenUrl, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "refresh_token",
        client_id: this.#config.clientId,
        refresh_token: refreshToken,
      }),
      signal: AbortSignal.timeout(15_000),
    }).catch((cause: unknown) => {
      throw new Unreachable("The sign-in service cannot be reached.", { cause });
    });
    if (answer.status >= 500 || answer.status === 429)
      throw new Unreachable("The sign-in service cannot be reached.");
    if (!answer.ok) throw new SignedOut("The session has ended.");
    const fresh = tokensFrom(await answer.json(), Date.now(), refreshToken);
    if (!this.isSignedIn) throw new SignedOut("The session has ended.");
    this.keep(fresh);
    return fresh.accessToken;
  }

  #tokens(): Tokens | null {
    const kept = this.#storage.getItem(KEY);
    return kept ? (JSON.parse(kept) as Tokens) : null;
  }
}

/** Reads a token endpoint's answer. A refresh gives no new refresh token: the old one stays good. */
export function tokensFrom(answer: TokenAnswer, now: number, refreshToken: string | null = null): Tokens {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? refreshToken,
    expiresAt: now + (answer.expires_in ?? 300) * 1000,
  };
}

export type Keeping = Pick<Storage, "getItem" | "setItem" | "removeItem">;

interface TokenAnswer {
  access_token: string;
  refresh_token?: string;
  expires_in?: number;
}
