import type { Http } from "./http.ts";
import type {
  Attachment,
  Card,
  CardType,
  Case,
  Contacts,
  Conversation,
  FileLink,
  Filter,
  Marks,
  Me,
  Member,
  Message,
  MessageDraft,
  NewAttachment,
  NewConversation,
  Page,
  Patient,
  PatientProfile,
  PreferencesChange,
  SignedInSession,
  Stats,
  Status,
  StepUp,
  Unread,
  UploadPermit,
} from "./shapes.ts";

export const PAGE = 50;

export interface MessageWindow {
  readonly after?: number;
  readonly before?: number;
}

export interface ListAsk {
  readonly filter: Filter;
  /** Words to search for: with them a list holds everything that the filter allows, archived too. */
  readonly q?: string;
  readonly cursor?: string | null;
}

export interface Ticket {
  readonly url: string;
  readonly expiresAt: string;
}

export type Api = ReturnType<typeof apiOver>;

/** The routes of the contract that the portal uses, one line each. */
export function apiOver(http: Http) {
  const get = async <Body>(path: string, query = {}, signal?: AbortSignal) =>
    (await http<Body>(path, { query, signal })).body;
  const send =
    (method: "POST" | "PUT" | "PATCH" | "DELETE") =>
    async <Body>(path: string, body?: unknown) =>
      (await http<Body>(path, { method, body })).body;
  const [post, put, patch, remove] = [send("POST"), send("PUT"), send("PATCH"), send("DELETE")];
  const at = (id: string, part = "") => `/conversations/${encodeURIComponent(id)}${part}`;
  const ofPatient = (id: string, part = "") => `/patients/${encodeURIComponent(id)}${part}`;

  return {
    /** For what is loaded later and has routes of its own. */
    http,
    me: () => get<Me>("/me"),
    prefer: (preferences: PreferencesChange) => patch<Me>("/me", { preferences }),
    unread: () => get<Unread>("/me/unread"),
    beginStepUp: () => post<StepUp>("/me/step-up"),
    finishStepUp: async (id: string, code: string) => {
      const path = `/me/step-up/${encodeURIComponent(id)}`;
      const { body, asOf } = await http<{ unlockedUntil: string }>(path, { method: "POST", body: { code } });
      return { ...body, asOf };
    },
    signOutEverywhere: () => post<{ ended: number }>("/me/sign-out", { everywhere: true }),
    sessions: () => get<Page<SignedInSession>>("/me/sessions"),
    ticket: () => post<Ticket>("/me/realtime-tickets"),
    stats: () => get<Stats>("/stats"),
    patients: (q: string, cursor: string | null) => get<Page<Patient>>("/patients", { q, cursor, limit: 20 }),
    patient: (id: string) => get<PatientProfile>(ofPatient(id)),
    patientConversations: (id: string, cursor: string | null) =>
      get<Page<Conversation>>(ofPatient(id, "/conversations"), { limit: PAGE, cursor }),
    /** What the clinic holds about the patient, latest first. */
    artifacts: (id: string, type: CardType) => get<Page<Card>>(ofPatient(id, "/artifacts"), { type }),
    contacts: () => get<Contacts>("/contacts"),
    cases: (cursor: string | null) => get<Page<Case>>("/cases", { limit: PAGE, cursor }),
    case: (id: string) => get<Case>(`/cases/${encodeURIComponent(id)}`),
    conversations: (ask: ListAsk, signal?: AbortSignal) =>
      get<Page<Conversation>>("/conversations", { ...ask, limit: PAGE }, signal),
    conversation: (id: string) => get<Conversation>(at(id)),
    begin: (draft: NewConversation) => post<Conversation>("/conversations", draft),
    setStatus: (id: string, status: Exclude<Status, "archived">) => patch<Conversation>(at(id), { status }),
    mark: (id: string, marks: Partial<Marks>) => put<Conversation>(at(id, "/preferences"), marks),
    claim: (id: string) => put<Conversation>(at(id, "/claim")),
    giveBack: (id: string) => remove<Conversation>(at(id, "/claim")),
    done: (id: string) => post<Conversation>(at(id, "/done")),
    members: (id: string) => get<Page<Member>>(at(id, "/members")),
    messages: (id: string, window: MessageWindow) =>
      get<Page<Message>>(at(id, "/messages"), { ...window, limit: PAGE }),
    message: (id: string, seq: number) => get<Message>(at(id, `/messages/${seq}`)),
    send: (id: string, draft: MessageDraft) => post<Message>(at(id, "/messages"), draft),
    permitUpload: async (id: string, file: NewAttachment, idempotencyKey: string) =>
      (await http<UploadPermit>(at(id, "/attachments"), { method: "POST", body: file, idempotencyKey })).body,
    uploaded: (id: string, file: string) => post<Attachment>(at(id, `/attachments/${file}/complete`)),
    attachment: (id: string, file: string) => get<Attachment>(at(id, `/attachments/${file}`)),
    /** A link of the file itself, or of what can be shown of it in the page. */
    fileLink: (id: string, file: string, rendition: "original" | "preview") =>
      get<FileLink>(at(id, `/attachments/${file}/content`), { rendition }),
    read: (id: string, seq: number) => put<Unread>(at(id, "/read-marker"), { seq }),
    /** The marker back to just before `seq`: marks unread from there. */
    unreadFrom: (id: string, seq: number) =>
      put<Unread>(at(id, "/read-marker"), { seq: seq - 1, force: true }),
  };
}
