import { msg } from "@lit/localize";

/** What a refusal of the server, by its code, says to people who do not read the server's own English. */
export function refusalInWords(code = ""): string {
  return (REFUSALS[code] ?? (() => msg("That did not work. Please try again later.")))();
}

const REFUSALS: Partial<Record<string, () => string>> = {
  ADMIN_ELSEWHERE: () =>
    msg("Administrators may come from the clinic’s own network alone. Connect to it, and try again."),
  ALREADY_STARTED: () => msg("The visit is under way. Join it instead."),
  ARCHIVED: () => msg("This conversation is archived. Write in it, or open it again, to bring it back."),
  BUSY: () => msg("Too many people are at this at the moment. Try again in a second."),
  CALL_CANCELLED: () => msg("This appointment was cancelled. Ask the clinic for another one."),
  CALL_ENDED: () => msg("This visit has ended. Write a message, or ask the clinic for another appointment."),
  CALL_NOT_LIVE: () => msg("There is no call at this moment. Wait until the visit starts."),
  CALL_OVER: () =>
    msg("The time of this appointment is over. Write a message, or ask the clinic for another appointment."),
  CALL_RIGHT_EXPIRED: () => msg("You are no longer in this call. Join again."),
  CARD_NOT_AVAILABLE: () =>
    msg(
      "This item cannot be shown here (any more). Choose one of the patient’s items, or send without a card.",
    ),
  CASE_CLOSED: () => msg("This case is closed."),
  CLAIMED: () => msg("Somebody else has claimed this conversation. Ask them to give it back."),
  CODE_REFUSED: () =>
    msg(
      "This is not the code that the app shows now. Type the next one; if that is refused too, set the clock of the phone to automatic.",
    ),
  CONFLICT: () => msg("Somebody has changed this meanwhile. Reload the page and try again."),
  ENROLMENT_REFUSED: () =>
    msg(
      "This sign-in sets nothing up (any more). Begin again, and sign in as yourself within a quarter of an hour.",
    ),
  FACTOR_OF_ALL: () =>
    msg(
      "Everybody must have a second factor here, so none can be taken away. Ask IT to invite this person anew.",
    ),
  FORBIDDEN: () => msg("Your role does not allow this."),
  INVALID: () => msg("The clinic’s server did not accept this. Check what you entered."),
  NOT_FOUND: () => msg("There is no such thing, or it is not yours to see."),
  NOT_READY: () => msg("This file is not ready."),
  NOT_STARTED: () => msg("The visit has not started."),
  NOT_WAITING: () => msg("Nobody waits for an answer here."),
  NO_PORTAL_ACCOUNT: () => msg("This patient cannot chat without the portal."),
  NO_RELATIONSHIP: () => msg("This patient and this care team are not related any more."),
  OPTED_OUT: () => msg("The patient has opted out of chat."),
  OWN_FACTOR: () =>
    msg("Ask another administrator to reset your second factor, or set up another app yourself."),
  SECOND_FACTOR_REQUIRED: () =>
    msg(
      "The clinic asks its staff for a second factor. Set up an authenticator app, then sign in with its code.",
    ),
  STEP_UP_NEEDED: () => msg("The clinic marked this as sensitive. Sign in again to see it."),
  STEP_UP_REFUSED: () => msg("This sign-in unlocks nothing. Sign in as yourself within five minutes."),
  TOO_EARLY: () => msg("It is too early for this visit. Come back a little before it starts."),
  TOO_LARGE: () => msg("This is too large to be sent."),
  TOO_MANY_REQUESTS: () => msg("Too much at once. Wait a moment, and try again."),
  UNAUTHENTICATED: () => msg("Sign in to continue."),
};
