import { loadAppointment, visitsOf, withCall } from "./appointments.ts";
import type { Chat } from "./chat.ts";
import { Problem } from "./problem.ts";
import type { RealtimeEvent } from "./realtime.ts";
import { tellCallNews } from "./signals.ts";
import type { Call } from "./visit-shapes.ts";

/** Applies an event of a call, and what answers a frame. They may come twice or out of order: the call's `revision` says which is news. */
export async function applyCallEvent(chat: Chat, { event, data }: RealtimeEvent): Promise<void> {
  if (event === "call.signal") tellCallNews(chat, { kind: "signal", ...(data as Signal) });
  else if (event === "pong") recordHeard(chat, data as { recordId: string });
  else if (event === "error") tellCallNews(chat, { kind: "refused", ...(data as { code: string }) });
  else await callChanged(chat, data as CallChange);
}

/**
 * Another record than before: the clinic has restored an earlier state, and what this page knows may never have been. What
 * is being written is kept, as over any reload.
 */
function recordHeard(chat: Chat, { recordId }: { recordId: string }): void {
  chat.record ??= recordId;
  if (recordId !== chat.record) location.reload();
}

interface Signal {
  readonly appointmentId: string;
  readonly data: object;
}

interface CallChange {
  readonly appointmentId: string;
  readonly call: Call;
}

/**
 * An appointment that is not known yet is asked for, and one of whose call there is nothing new: then it was moved, or has
 * another provider. One that was taken away meanwhile is passed over.
 */
async function callChanged(chat: Chat, { appointmentId: id, call }: CallChange): Promise<void> {
  const known = visitsOf(chat.store.state).appointments.get(id)?.call;
  if (!known || (call.revision > known.revision && isSame(call, known))) {
    await loadAppointment(chat, id).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
    });
  }
  chat.store.change((state) => withCall(state, id, call));
}

function isSame(call: Call, known: Call): boolean {
  return (Object.keys(call) as (keyof Call)[]).every(
    (name) => name === "revision" || call[name] === known[name],
  );
}
