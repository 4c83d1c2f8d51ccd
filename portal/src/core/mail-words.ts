import { msg, str } from "@lit/localize";
import { dayKey, moment, type Clock } from "./dates.ts";
import type { MailProblem } from "./shapes.ts";

/** Why mails do not go to somebody's address, and what helps. */

/** As staff are told on a patient's profile. */
export function mailProblemForStaff({ kind, at }: MailProblem, clock: Clock): string {
  const day = dayOf(clock, at);
  return kind === "BOUNCED"
    ? msg(
        str`Mail to this address came back on ${day}. Ask for another address; it changes in the clinic’s records.`,
      )
    : msg(
        str`A mail to this address was marked as spam on ${day}, so no more are sent. Only the patient can turn them on again, in their preferences.`,
      );
}

/** As people are told beside the switch of their own mails. */
export function ownMailProblem({ kind, at }: MailProblem, clock: Clock): string {
  const day = dayOf(clock, at);
  return kind === "BOUNCED"
    ? msg(
        str`Mail to your address came back on ${day}, so none is sent there. Tell the clinic your new address. If it is right after all, turn emails off and on again: they will be tried once more.`,
      )
    : msg(
        str`A mail to your address was marked as spam on ${day}, so emails were turned off. Turn them on to get them again.`,
      );
}

function dayOf(clock: Clock, at: string): string {
  return moment(clock, dayKey(clock, at)) ?? at;
}
