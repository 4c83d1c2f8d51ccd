"""What can go wrong, in the words of the contract. Only the transport floor knows status numbers."""


class DomainError(Exception):
    """Something that the caller should be told. `code` is stable; `detail` names the cause and the cure."""

    code = "ERROR"
    detail = "The request could not be carried out."

    def __init__(self, detail: str | None = None, *, code: str | None = None) -> None:
        self.detail = detail or self.detail
        self.code = code or self.code
        super().__init__(self.code)


class Invalid(DomainError):
    """The request itself is wrong; `errors` lists (field, message)."""

    code = "INVALID"
    detail = "The request is not valid."

    def __init__(self, detail: str | None = None, errors: list[tuple[str, str]] | None = None) -> None:
        super().__init__(detail)
        self.errors = errors or []


class Unauthenticated(DomainError):
    """Nobody, or somebody whose proof is not good."""

    code = "UNAUTHENTICATED"
    detail = "Sign in to continue."


class StepUpNeeded(Unauthenticated):
    """Staff marked it sensitive, and the patient has not signed in afresh."""

    code = "STEP_UP_NEEDED"
    detail = "The clinic marked this as sensitive. Sign in again to see it: begin with POST /me/step-up."


class StepUpRefused(Unauthenticated):
    """A fresh sign-in that does not count; why, the audit knows."""

    code = "STEP_UP_REFUSED"
    detail = "This sign-in unlocks nothing. Begin another, and sign in as yourself within five minutes."


class Forbidden(DomainError):
    """A role that may never do this."""

    code = "FORBIDDEN"
    detail = "Your role does not allow this."


class NotFound(DomainError):
    """Absent, or not for this person to know about: the two look alike."""

    code = "NOT_FOUND"
    detail = "There is no such thing, or it is not yours to see."


class Conflict(DomainError):
    """A state that forbids it."""

    code = "CONFLICT"


class MayNotWrite(Conflict):
    """A reason against writing. `next_step`: what staff can do about it; `own_next_step`: what the patient can."""

    next_step: str
    own_next_step: str


class NoPortalAccount(MayNotWrite):
    """The patient cannot read what would be written."""

    code = "NO_PORTAL_ACCOUNT"
    next_step = "Invite them to the portal, or use the phone."
    own_next_step = "Ask the clinic for a portal account, or use the phone."
    detail = f"This patient cannot chat without the portal. {next_step}"


class OptedOut(MayNotWrite):
    """The patient prefers not to chat."""

    code = "OPTED_OUT"
    next_step = "Respect the preference and use another way to reach them."
    own_next_step = "Turn chat on in your communication preferences."
    detail = f"The patient has opted out of chat. {next_step}"


class NoRelationship(MayNotWrite):
    """Patient and staff are no longer related through a care team."""

    code = "NO_RELATIONSHIP"
    next_step = "Ask the clinic to renew the relation."
    own_next_step = next_step
    detail = f"This patient and this care team are not related any more. {next_step}"


class CaseClosed(MayNotWrite):
    """The case that a conversation belongs to is closed."""

    code = "CASE_CLOSED"
    next_step = "Ask the clinic to open it again, or use another way."
    own_next_step = next_step
    detail = f"This case is closed. {next_step}"


class NotWaiting(Conflict):
    """Nothing to claim."""

    code = "NOT_WAITING"
    detail = "Nobody waits for an answer here. Claim a conversation whose last word is the patient's."


class Claimed(Conflict):
    """A colleague was first."""

    code = "CLAIMED"


class Archived(Conflict):
    """Closed by time."""

    code = "ARCHIVED"
    detail = "This conversation is archived. Write in it, or open it again, to bring it back."


class CardNotAvailable(Conflict):
    """Nothing of that kind and id that this conversation could be shown: unknown, another patient's or ended."""

    code = "CARD_NOT_AVAILABLE"
    detail = "This item cannot be shown here (any more). Choose one of the patient's items, or send without a card."


class IdReused(Conflict):
    """One name, two different contents."""

    code = "ID_REUSED"
    detail = "This id was already used for something else. Make a new id for a new message."


class PushOff(Conflict):
    """The clinic wakes nobody."""

    code = "PUSH_OFF"
    detail = "The clinic has not turned Web Push on. Notices come while the portal is open."


class NotUploaded(Conflict):
    """The bytes of a file are not there yet, or are not those that were declared."""

    code = "NOT_UPLOADED"
    detail = "The file is not there yet. Upload it with the form that came with it, then say so again."


class NotReady(Conflict):
    """A file that is not checked yet, was refused, was sent before, or is too old to be sent."""

    code = "NOT_READY"
    detail = "This file is not ready."


class TooLarge(DomainError):
    """The body is larger than this route accepts."""

    code = "TOO_LARGE"
    detail = "The request body is too large."


class UnsupportedMediaType(DomainError):
    """Not JSON."""

    code = "UNSUPPORTED_MEDIA_TYPE"
    detail = "Send the body as application/json."


class Busy(DomainError):
    """Repeating the same request soon will help."""

    code = "BUSY"
    detail = "Too many people are at this at the moment. Repeat the same request in a second: it is done once."


REASONS: dict[str, type[MayNotWrite]] = {
    error.code: error for error in (NoRelationship, NoPortalAccount, OptedOut, CaseClosed)
}
"""Why somebody may not write, by the reason code that conversations and people carry."""
NEXT_STEPS = {code: (error.next_step, error.own_next_step) for code, error in REASONS.items()}


def next_step(reason: str | None, *, is_own: bool = False) -> str | None:
    """What the reader can do about that reason; None if there is none. `is_own`: the reader is the patient."""
    return NEXT_STEPS[reason][is_own] if reason else None
