/** How the clinic lets one person into one call: exactly what the API hands out. */
export type Session = P2pSession | ChimeSession;

export interface P2pSession {
  readonly provider: "p2p";
  readonly side: Side;
  readonly iceServers: readonly RTCIceServer[];
  readonly iceTransportPolicy: RTCIceTransportPolicy;
}

/** Meeting and attendee as Amazon Chime says them: its library takes them as they are. */
export interface ChimeSession {
  readonly provider: "chime";
  readonly meeting: object;
  readonly attendee: object;
}

export type Side = "patient" | "provider";

/** Devices by their ids; an empty one leaves the choice to the browser. */
export interface DeviceChoice {
  readonly camera: string;
  readonly microphone: string;
  readonly speaker: string;
  readonly isCameraOn: boolean;
  readonly isMicrophoneOn: boolean;
}

/** What a person brings to a call. The stream has a live track for each device that is there and on. */
export interface LocalMedia {
  readonly stream: MediaStream;
  readonly choice: DeviceChoice;
  /** Lets go of the devices: lights go out. */
  stop(): void;
}

export type CallLink = "connecting" | "live" | "reconnecting" | "failed";

/** What the other side sends at present; null tells of nobody. */
export interface OtherMedia {
  readonly hasMicrophone: boolean;
  readonly hasCamera: boolean;
  readonly isSharing: boolean;
}

/** Counted since the connection began; what is not known yet is null. `lossShare` (0–1) is what the other side misses of us. */
export interface CallStats {
  readonly framesDecoded: number;
  readonly audioEnergy: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly roundTripMs: number | null;
  readonly lossShare: number | null;
  /** What the browser believes it could send, in bits a second. */
  readonly roomToSend: number | null;
  /** The way of the media, as in `relay` for TURN. */
  readonly localCandidate: string | null;
  readonly remoteCandidate: string | null;
}

export const NO_STATS: CallStats = {
  framesDecoded: 0,
  audioEnergy: 0,
  bytesReceived: 0,
  bytesSent: 0,
  packetsReceived: 0,
  packetsLost: 0,
  roundTripMs: null,
  lossShare: null,
  roomToSend: null,
  localCandidate: null,
  remoteCandidate: null,
};
