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
import { Store } from "../core/store.ts";
import { bringUpToDate } from "../core/up-to-date.ts";
import { watchNetwork } from "./watch-network.ts";

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
  const chat = await chatFor(me, api, host);
  const realtime = new Realtime({
    ticket: api.ticket,
    onSignedOut: host.onSignedOut,
    onEvent: (event) => void applyEvent(chat, event).catch(host.onProblem),
    onLink: (link) => linkChanged(chat, host, link),
  });
  // An administrator reads no content of any kind: there is nothing to fetch and nothing to listen to.
  if (me.person.role === "admin") return { me, chat, stop: () => undefined };
  const unwatch = watchNetwork(realtime);
  realtime.start();
  void bringUpToDate(chat, () => null).catch(host.onProblem);
  void resumeOutbox(chat);
  const stop = () => {
    unwatch();
    realtime.stop();
    chat.store.change((state) => withLink(state, "broken"));
  };
  return { me, chat, stop };
}

async function chatFor(me: Me, api: Api, host: ChatHost): Promise<Chat> {
  return {
    me: me.person,
    api,
    store: new Store(),
    keepsakes: await openKeepsakes(me.person.id),
    underway: new Map(),
    markers: new Map(),
    onSignedOut: host.onSignedOut,
  };
}

function linkChanged(chat: Chat, host: ChatHost, link: Link): void {
  chat.store.change((state) => withLink(state, link));
  if (link !== "live") return;
  void bringUpToDate(chat, host.openConversation).catch(host.onProblem);
  void retryUnreached(chat);
}
