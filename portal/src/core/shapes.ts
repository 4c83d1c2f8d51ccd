/** What the API answers, as its contract states it. Times are RFC 3339 UTC, `seq` counts from 1 in each conversation. */

import type { CareTeam, Hindrance, Person, Reachable } from "./people-shapes.ts";

export type * from "./people-shapes.ts";

export type Delivery = "sent" | "delivered" | "read";

export interface LastMessage {
  readonly seq: number;
  readonly sender: Person | null;
  readonly sentAt: string;
  readonly preview: string | null;
  readonly sensitive: boolean;
  /** How many files; 0 while locked. */
  readonly attachments: number;
  readonly card: CardType | null;
}

export type CardType = "appt" | "invoice" | "rx";

/** What the clinic holds about the patient, as it stood when it was sent. */
export interface Card {
  readonly type: CardType;
  readonly id: string;
  readonly title: string;
  readonly status: string;
  /** RFC 3339, or a day (`2026-11-21`). */
  readonly date: string;
  /** With its currency: `49.90 USD`. */
  readonly amount?: string;
  /** Where the clinic's own portal shows the item, if it does. */
  readonly url: string | null;
}

export type AttachmentState = "uploading" | "checking" | "ready" | "refused";

export interface Attachment {
  readonly id: string;
  readonly fileName: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly state: AttachmentState;
  /** Why it was refused: a stable code. */
  readonly reason?: string;
  readonly hasPreview: boolean;
}

export interface NewAttachment {
  readonly fileName: string;
  readonly contentType: string;
  readonly size: number;
  /** Base64. */
  readonly sha256: string;
}

/** The file as the server knows it now and, while its bytes are not there, a form that takes them: soon, and once. */
export interface UploadPermit {
  readonly attachment: Attachment;
  readonly upload: UploadForm | null;
}

export interface UploadForm {
  readonly url: string;
  /** To be sent before the file. */
  readonly fields: Readonly<Record<string, string>>;
  readonly expiresAt: string;
}

export interface FileLink {
  readonly url: string;
  readonly expiresAt: string;
}

export type Status = "open" | "resolved" | "archived";

export interface NeedsReply {
  readonly since: string;
  readonly claimedBy: Person | null;
}

export interface Conversation extends Hindrance {
  readonly id: string;
  readonly kind: "direct" | "topic" | "case";
  readonly topic: string | null;
  readonly patient: Person;
  readonly careTeam?: CareTeam | null;
  readonly provider?: Person | null;
  readonly caseId?: string | null;
  readonly requester?: Person | null;
  readonly status: Status;
  readonly createdAt: string;
  readonly lastActivityAt: string;
  readonly messageCount: number;
  readonly lastSeq: number;
  /** Grows with every change for all members. */
  readonly revision: number;
  /** Grows with every change of what is the reader's own: `pinned`, `muted`, how far they have read. */
  readonly seatRevision: number;
  readonly lastMessage: LastMessage | null;
  readonly unreadCount: number;
  readonly readSeq: number;
  readonly pinned: boolean;
  readonly muted: boolean;
  readonly needsReply: NeedsReply | null;
  readonly canReply: boolean;
}

/** The reader's own marks on a conversation. */
export interface Marks {
  readonly pinned: boolean;
  readonly muted: boolean;
}

/** What a system entry tells: who did what. */
export interface SystemAct {
  readonly act: "resolved" | "reopened" | "archived" | "member_joined" | "restored";
  readonly person: Person | null;
}

export interface Message {
  readonly id: string;
  readonly conversationId: string;
  readonly seq: number;
  readonly clientMessageId: string | null;
  readonly type: "text" | "system";
  readonly sender: Person | null;
  readonly sentAt: string;
  readonly text: string | null;
  readonly system?: SystemAct | null;
  readonly sensitive: boolean;
  readonly locked: boolean;
  readonly card: Card | null;
  readonly attachments: readonly Attachment[];
  /** The `seq` of an earlier text of the same sender; both stay visible. */
  readonly correctionOf: number | null;
  readonly status: Delivery | null;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Totals over everything, cases too. */
export interface Unread {
  readonly messages: number;
  readonly conversations: number;
  /** Those of `messages` that stand in conversations about cases. */
  readonly caseMessages?: number;
  /** How many conversations wait for an answer: for staff alone. */
  readonly needsReply?: number;
}

export type Filter = "all" | "unread" | "read" | "archived" | "needs_reply";

export interface Stats {
  readonly totalConversations: number;
  readonly unreadMessages: number;
  readonly uniquePatients: number;
  readonly totalMessages: number;
  /** The last 14 days, oldest first, today last. */
  readonly messagesPerDay: readonly { readonly date: string; readonly messages: number }[];
}

export interface Case extends Reachable {
  readonly id: string;
  readonly title: string;
  readonly status: "open" | "closed";
  readonly patient: Person;
  readonly requester: Person;
  readonly provider: Person;
  readonly conversation: Conversation | null;
}

export interface Member {
  readonly person: Person;
  readonly joinedAt: string;
  readonly deliveredSeq: number;
  readonly readSeq: number;
  readonly online: boolean;
}

export interface FirstMessage {
  readonly clientMessageId: string;
  readonly text: string;
  readonly card?: { readonly type: CardType; readonly id: string };
}

export interface MessageDraft extends FirstMessage {
  readonly correctionOf?: number;
  /** For staff: the patient must sign in again to read it. */
  readonly sensitive?: boolean;
  readonly attachmentIds?: readonly string[];
}

export type NewConversation = { readonly message: FirstMessage } & (
  | {
      readonly kind: "topic";
      readonly topic: string;
      readonly careTeamId: string;
      readonly patientId?: string;
    }
  | { readonly kind: "direct"; readonly providerId: string }
  | { readonly kind: "direct"; readonly patientId: string }
  | { readonly kind: "case"; readonly caseId: string }
);

export interface Receipt {
  readonly conversationId: string;
  readonly personId: string;
  readonly deliveredSeq: number;
  readonly readSeq: number;
}
