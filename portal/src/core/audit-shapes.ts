/** What is read of the audit, as the API tells it. */

export interface Actor {
  readonly id: string;
  readonly role: string;
  readonly name: string;
  readonly title?: string;
}

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly act: string;
  readonly outcome: "done" | "refused";
  readonly person: Actor;
  readonly patient: { readonly id: string; readonly name: string } | null;
  readonly conversationId: string | null;
  readonly address: string;
  readonly session: string;
  readonly requestId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What an administrator looks for; moments with their zone. */
export interface AuditAsk {
  readonly patientId?: string;
  readonly personId?: string;
  readonly conversationId?: string;
  readonly from?: string;
  readonly to?: string;
}

export type AccessKind =
  | "messages"
  | "conversation"
  | "shown_message"
  | "shown_beginning"
  | "file"
  | "file_preview"
  | "file_details"
  | "conversations"
  | "profile"
  | "items"
  | "appointment"
  | "access_log"
  | "export";

/** That others opened something of the patient's, or were shown it. */
export interface Access {
  readonly id: string;
  readonly at: string;
  readonly what: AccessKind;
  /** The same in words; for kinds that are newer than this page. */
  readonly words: string;
  readonly readers: readonly Actor[];
  readonly conversationId: string | null;
  readonly topic: string | null;
}
