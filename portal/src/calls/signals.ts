/** What two windows say to each other. The server passes it on without looking into it. */
export type Signal = Hello | Description | Candidates | Bye;

interface Envelope {
  /** The window that speaks, by the name that it gave itself. */
  readonly from: string;
  /** The only window that is meant; without it, each of the other side. */
  readonly to?: string;
}

/** "I am here": begins everything, and is repeated until a connection stands. */
export interface Hello extends Envelope {
  readonly kind: "hello";
  /** When this window came, in milliseconds since 1970 by its own clock. */
  readonly since: number;
  /** Said for the first time: whoever comes last has the call. */
  readonly isNew: boolean;
}

export interface Description extends Envelope {
  readonly kind: "description";
  readonly description: RTCSessionDescriptionInit;
}

export interface Candidates extends Envelope {
  readonly kind: "candidates";
  readonly candidates: readonly RTCIceCandidateInit[];
}

export interface Bye extends Envelope {
  readonly kind: "bye";
  /** `elsewhere`: the call goes on with a newer window of the one who is told. */
  readonly reason: "left" | "elsewhere";
}

const KINDS: Record<Signal["kind"], (signal: Record<string, unknown>) => boolean> = {
  hello: ({ since, isNew }) => typeof since === "number" && typeof isNew === "boolean",
  description: ({ description }) => isObject(description) && typeof description["sdp"] === "string",
  candidates: ({ candidates }) => Array.isArray(candidates) && candidates.every(isObject),
  bye: ({ reason }) => reason === "left" || reason === "elsewhere",
};

/** What was said to this window; null where it is meant for another, or nothing that we know. */
export function signalFor(windowId: string, data: object): Signal | null {
  const said = data as Record<string, unknown>;
  const { kind, from, to } = said;
  if (typeof kind !== "string" || typeof from !== "string") return null;
  if (to !== undefined && to !== windowId) return null;
  return Object.hasOwn(KINDS, kind) && KINDS[kind as Signal["kind"]](said) ? (data as Signal) : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** The window of the other side that the call is with. */
export interface Peer {
  readonly id: string;
  readonly since: number;
}

/**
 * What a hello means for a window that talks with `current`: go on with it, turn to the new one, or tell it that
 * a newer window has the call. New windows win whatever their clock says; later the one that came last does.
 */
export function meaningOf(current: Peer | null, hello: Hello): "same" | "turn" | "elsewhere" {
  if (!current) return "turn";
  if (current.id === hello.from) return "same";
  return hello.isNew || hello.since > current.since ? "turn" : "elsewhere";
}

/** Where a negotiation stands when a description comes in. */
export interface Negotiation {
  readonly isPolite: boolean;
  readonly isOffering: boolean;
  readonly isAnswerPending: boolean;
  readonly signalingState: RTCSignalingState;
}

/** Two offers at once: the polite side gives its own up, the other goes on as if it had heard nothing. */
export function mustIgnore(type: RTCSdpType, { isPolite, ...now }: Negotiation): boolean {
  const isReady = !now.isOffering && (now.signalingState === "stable" || now.isAnswerPending);
  return type === "offer" && !isReady && !isPolite;
}
