/** What the API answers, as its contract states it. Times are RFC 3339 UTC, `seq` counts from 1 in each conversation. */

export type Role = "patient" | "provider" | "front_desk" | "admin";
export type Reason = "NO_PORTAL_ACCOUNT" | "OPTED_OUT" | "NO_RELATIONSHIP";
export type Delivery = "sent" | "delivered" | "read";

export interface Person {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly title?: string | null;
  readonly initials: string;
}

export interface CareTeam {
  readonly id: string;
  readonly name: string;
}

export interface Reachable {
  readonly canMessage: boolean;
  readonly reason: Reason | null;
}

export interface Patient extends Person, Reachable {
  readonly careTeams: readonly CareTeam[];
}

export interface Contacts {
  readonly careTeams: readonly (CareTeam & Reachable)[];
  readonly providers: readonly (Person & Reachable)[];
}

export interface Me {
  readonly person: Person & { readonly careTeams?: readonly CareTeam[] };
  readonly limits?: { readonly textLength: number };
}

export interface LastMessage {
  readonly seq: number;
  readonly sender: Person | null;
  readonly sentAt: string;
  readonly preview: string | null;
  readonly sensitive: boolean;
}

export interface Conversation {
  readonly id: string;
  readonly kind: "direct" | "topic" | "case";
  readonly topic: string | null;
  readonly patient: Person;
  readonly careTeam?: CareTeam | null;
  readonly provider?: Person | null;
  readonly status: "open" | "resolved" | "archived";
  readonly createdAt: string;
  readonly lastActivityAt: string;
  readonly messageCount: number;
  readonly lastSeq: number;
  readonly lastMessage: LastMessage | null;
  readonly unreadCount: number;
  readonly readSeq: number;
  readonly pinned: boolean;
  readonly muted: boolean;
  readonly needsReply: { readonly since: string; readonly claimedBy: Person | null } | null;
  readonly canReply: boolean;
  readonly reason: Reason | null;
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
  readonly sensitive: boolean;
  readonly locked: boolean;
  readonly correctionOf: number | null;
  readonly status: Delivery | null;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

export interface Unread {
  readonly messages: number;
  readonly conversations: number;
}

export interface FirstMessage {
  readonly clientMessageId: string;
  readonly text: string;
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
);

export interface Receipt {
  readonly conversationId: string;
  readonly personId: string;
  readonly deliveredSeq: number;
  readonly readSeq: number;
}
