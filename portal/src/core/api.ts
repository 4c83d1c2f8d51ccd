import type { Http } from "./http.ts";
import type {
  Contacts,
  Conversation,
  FirstMessage,
  Me,
  Message,
  NewConversation,
  Page,
  Patient,
  Unread,
} from "./shapes.ts";

export const PAGE = 50;

export interface MessageWindow {
  readonly after?: number;
  readonly before?: number;
}

export interface Ticket {
  readonly url: string;
  readonly expiresAt: string;
}

export type Api = ReturnType<typeof apiOver>;

/** The routes of the contract that the portal uses, one line each. */
export function apiOver(http: Http) {
  const get = async <Body>(path: string, query = {}) => (await http<Body>(path, { query })).body;
  const post = async <Body>(path: string, body: unknown) =>
    (await http<Body>(path, { method: "POST", body })).body;
  const messages = (id: string) => `${conversation(id)}/messages`;

  return {
    me: () => get<Me>("/me"),
    unread: () => get<Unread>("/me/unread"),
    ticket: () => post<Ticket>("/me/realtime-tickets", undefined),
    patients: (q: string) => get<Page<Patient>>("/patients", { q, limit: 20 }),
    contacts: () => get<Contacts>("/contacts"),
    conversations: (cursor: string | null) =>
      get<Page<Conversation>>("/conversations", { filter: "all", limit: PAGE, cursor }),
    conversation: (id: string) => get<Conversation>(conversation(id)),
    begin: (draft: NewConversation) => post<Conversation>("/conversations", draft),
    messages: (id: string, window: MessageWindow) =>
      get<Page<Message>>(messages(id), { ...window, limit: PAGE }),
    /** One message, by itself in a page: for the words that a push left out. */
    message: (id: string, seq: number) => get<Page<Message>>(messages(id), { after: seq - 1, limit: 1 }),
    send: (id: string, draft: FirstMessage) => post<Message>(messages(id), draft),
    read: async (id: string, seq: number) =>
      (await http<Unread>(`${conversation(id)}/read-marker`, { method: "PUT", body: { seq } })).body,
  };
}

function conversation(id: string): string {
  return `/conversations/${encodeURIComponent(id)}`;
}
