import { apiOver, type Api } from "../core/api.ts";
import type { Chat } from "../core/chat.ts";
import { withLink } from "../core/changes.ts";
import { applyEvent } from "../core/events.ts";
import { openKeepsakes } from "../core/keepsakes.ts";
import { resumeOutbox, retryUnreached } from "../core/outbox.ts";
import { Realtime } from "../core/realtime.ts";
import type { Http } from "../core/http.ts";
import type { Me } from "../core/shapes.ts";
import type { Link } from "../core/state.ts";
import { OPEN, withSecrets, withSecretsLocked } from "../core/secrets.ts";
import { Store } from "../core/store.ts";
import { bringUpToDate } from "../core/up-to-date.ts";
import { watchNetwork } from "./watch-network.ts";

const RETRY_EVERY_MS = 30_000;

export interface RunningChat {
  readonly me: Me;
  readonly chat: Chat;
  readonly stop: () => void;
}

export interface ChatHost {
  /** The conversation on the screen: the one that is brought up to date after a break. */
  readonly openConversation: () => string | null;
  readonly onSignedOut: () => void;
  readonly onProblem: (error: unknown) => void;
}

/** Puts the parts together: who signed in, their state, their socket. */
export async function startChat(http: Http, host: ChatHost): Promise<RunningChat> {
  const api = apiOver(http);
  const me = await api.me();
  const chat: Chat = await chatFor(me, api, host, (frame) => realtime.say(frame));
  if (me.person.role !== "patient") chat.store.change((state) => withSecrets(state, OPEN));
  const realtime: Realtime = new Realtime({
    ticket: api.ticket,
    onSignedOut: host.onSignedOut,
    onEvent: (event) => void applyEvent(chat, event).catch(host.onProblem),
    onLink: (link) => linkChanged(chat, host, link),
  });
  // An administrator reads no content of any kind: there is nothing to fetch and nothing to listen to. Nor is there for
  // whoever must set up or show a second factor first; what they have not sent must not be refused meanwhile.
  if (me.person.role === "admin" || isKeptOut(me)) return { me, chat, stop: () => undefined };
  const unwatch = watchNetwork(realtime);
  realtime.start();
  void bringUpToDate(chat, () => null).catch(host.onProblem);
  void resumeOutbox(chat);
  const retrying = setInterval(() => isLive(chat) && void retryUnreached(chat), RETRY_EVERY_MS);
  const stop = () => {
    unwatch();
    clearInterval(retrying);
    realtime.stop();
    chat.store.change((state) => withSecretsLocked(withLink(state, "broken")));
  };
  return { me, chat, stop };
}

export function isKeptOut({ secondFactor }: Me): boolean {
  return secondFactor === "TO_ENROL" || secondFactor === "TO_PROVE";
}

async function chatFor(me: Me, api: Api, host: ChatHost, say: Chat["say"]): Promise<Chat> {
  return {
    me: me.person,
    api,
    store: new Store(),
    keepsakes: await openKeepsakes(me.person.id),
    say,
    underway: new Map(),
    markers: new Map(),
    heardAt: new Map(),
    onSignedOut: host.onSignedOut,
  };
}

function isLive({ store }: Chat): boolean {
  return store.state.link === "live";
}

function linkChanged(chat: Chat, host: ChatHost, link: Link): void {
  chat.store.change((state) => withLink(state, link));
  if (link !== "live") return;
  void bringUpToDate(chat, host.openConversation).catch(host.onProblem);
  void retryUnreached(chat);
}
