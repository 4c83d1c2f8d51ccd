import type { CallView } from "./call-view.ts";
import type { CallStats, LocalMedia, Session } from "./shapes.ts";

export { listen, type CallEvents } from "./call-view.ts";
export type { CallLink, CallStats, DeviceChoice, LocalMedia, Session } from "./shapes.ts";

/** Carries what two windows say to each other to find a way for their media. Frames may be lost. */
export interface Signalling {
  say(data: object): void;
  /** Returns the function that ends the subscription. */
  onSignal(listener: (data: object) => void): () => void;
}

/** One person's part in one call, whoever carries it. Once stopped it is of no more use. */
export interface CallAdapter {
  /** How the call stands, and one's own devices in it: what `<call-stage>` shows and turns. */
  readonly view: CallView;
  /** Those of the view. */
  readonly events: EventTarget;
  /** Takes the media over: `stop` lets go of the devices. Tells of its way by `state`. */
  start(media: LocalMedia): Promise<void>;
  renew(session: Session): void;
  /** What the socket says: whether a window of the other side is on the visit. */
  setOtherHere(isHere: boolean): void;
  /** The socket is open again: what was said meanwhile is lost. */
  socketBack(): void;
  stats(): Promise<CallStats>;
  /** Leaves, and lets go of camera and microphone. Harmless when repeated. */
  stop(): void;
}

/** The library of a provider of calls is fetched when a call with it begins. */
export async function adapterFor(session: Session, signalling: Signalling): Promise<CallAdapter> {
  if (session.provider === "chime") {
    const { ChimeCall } = await import("./chime.ts");
    return new ChimeCall(session);
  }
  const { P2pCall } = await import("./p2p.ts");
  return new P2pCall(session, signalling);
}
