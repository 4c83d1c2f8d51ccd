import {
  DefaultAudioVideoController,
  DefaultDeviceController,
  DefaultReconnectController,
  DefaultWebSocketAdapter,
  FullJitterBackoff,
  MeetingSessionConfiguration,
  MeetingSessionStatusCode,
  NoOpLogger,
} from "amazon-chime-sdk-js";
import type { ChimeSession } from "./shapes.ts";

/** The library's own parts of one meeting, and the name of the one who takes part. */
export interface Meeting {
  readonly controller: DefaultAudioVideoController;
  readonly devices: DefaultDeviceController;
  readonly attendeeId: string;
}

/**
 * Put together by hand: the library's usual session would run code in workers made of blobs, and send its events to AWS
 * beside the call. The page's policy allows neither.
 */
export function meetingOf({ meeting, attendee }: ChimeSession): Meeting {
  const logger = new NoOpLogger();
  const configuration = new MeetingSessionConfiguration(meeting, attendee);
  const { reconnectTimeoutMs, reconnectFixedWaitMs, ...delays } = configuration;
  const backoff = [
    reconnectFixedWaitMs,
    delays.reconnectShortBackOffMs,
    delays.reconnectLongBackOffMs,
  ] as const;
  const devices = new DefaultDeviceController(logger);
  const controller = new DefaultAudioVideoController(
    configuration,
    logger,
    new DefaultWebSocketAdapter(logger),
    devices,
    new DefaultReconnectController(reconnectTimeoutMs, new FullJitterBackoff(...backoff)),
  );
  return { controller, devices, attendeeId: configuration.credentials?.attendeeId ?? "" };
}

/** What ends a call for this window. Everything else is a failure, after which one can join again. */
export const ENDINGS: ReadonlyMap<MeetingSessionStatusCode, "elsewhere" | "closed"> = new Map([
  [MeetingSessionStatusCode.AudioJoinedFromAnotherDevice, "elsewhere"],
  [MeetingSessionStatusCode.MeetingEnded, "closed"],
  [MeetingSessionStatusCode.AudioAttendeeRemoved, "closed"],
  [MeetingSessionStatusCode.NoAttendeePresent, "closed"],
]);
