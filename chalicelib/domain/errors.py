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


class NoPortalAccount(Conflict):
    """The patient cannot read what would be written."""

    code = "NO_PORTAL_ACCOUNT"
    detail = "This patient cannot chat without the portal. Invite them to the portal, or use the phone."


class OptedOut(Conflict):
    """The patient prefers not to chat."""

    code = "OPTED_OUT"
    detail = "The patient has opted out of chat. Respect the preference and use another way to reach them."


class NoRelationship(Conflict):
    """Patient and staff are no longer related through a care team."""

    code = "NO_RELATIONSHIP"
    detail = "This patient and this care team are not related any more. Ask the clinic to renew the relation."


class IdReused(Conflict):
    """One name, two different contents."""

    code = "ID_REUSED"
    detail = "This id was already used for something else. Make a new id for a new message."


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


REASONS: dict[str, type[Conflict]] = {error.code: error for error in (NoRelationship, NoPortalAccount, OptedOut)}
"""Why somebody may not write, by the reason code that conversations and people carry."""
