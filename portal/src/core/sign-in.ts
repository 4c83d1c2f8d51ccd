import { OidcClient, WebStorageStateStore } from "oidc-client-ts";
import type { Config } from "./config.ts";
import { tokensFrom, type Tokens } from "./session.ts";

/** Loaded only where somebody signs in: authorization code with PKCE and state at the pool's hosted page. */

/**
 * Off to the hosted page, and back to the address that is open now. Always for the password: that page may still know
 * who was here before. It speaks the language of this one.
 */
export async function goToSignIn(config: Config): Promise<void> {
  const request = await client(config).createSigninRequest({
    state: location.pathname,
    prompt: "login",
    extraQueryParams: { lang: document.documentElement.lang },
  });
  location.assign(request.url);
}

export interface SignedIn {
  readonly tokens: Tokens;
  readonly returnTo: string;
}

/** Turns the address that the hosted page came back to into tokens. Throws where the state is not ours. */
export async function completeSignIn(config: Config, address: string): Promise<SignedIn> {
  const answer = await client(config).processSigninResponse(address);
  const tokens = tokensFrom(answer, Date.now());
  return { tokens, returnTo: typeof answer.userState === "string" ? answer.userState : "/" };
}

function client(config: Config): OidcClient {
  return new OidcClient({
    authority: new URL(config.authorizeUrl, location.origin).origin,
    metadata: {
      authorization_endpoint: new URL(config.authorizeUrl, location.origin).href,
      token_endpoint: new URL(config.tokenUrl, location.origin).href,
    },
    client_id: config.clientId,
    redirect_uri: config.redirectUri,
    scope: "openid clinic/portal",
    loadUserInfo: false,
    stateStore: new WebStorageStateStore({ store: sessionStorage, prefix: "clinic-messaging.sign-in." }),
  });
}
