"""What can stand against somebody because of a second factor."""

from chalicelib.domain.errors import Conflict, Forbidden


class SecondFactorRequired(Forbidden):
    """Staff whose sign-in was by password alone, where the clinic asks its staff for more."""

    code = "SECOND_FACTOR_REQUIRED"
    detail = (
        "The clinic asks its staff for a second factor. Set up an authenticator app (the portal shows how, or "
        "POST /me/second-factor), then sign in again with its code."
    )


class OwnFactor(Forbidden):
    """An administrator who would take away the factor that they are known by."""

    code = "OWN_FACTOR"
    detail = "Have another administrator reset your second factor, or replace it yourself: POST /me/second-factor."


class EnrolmentRefused(Conflict):
    """A sign-in that sets nothing up; why, the audit knows."""

    code = "ENROLMENT_REFUSED"
    detail = (
        "This sign-in sets nothing up (any more). Begin again, and sign in as yourself within a quarter of an hour."
    )


class CodeRefused(Conflict):
    """Not the six digits that the app shows."""

    code = "CODE_REFUSED"
    detail = (
        "This is not the code that the app must show now. Type the next one; if that is refused too, set the clock of "
        "the phone to automatic."
    )


class FactorOfAll(Conflict):
    """A pool that asks everybody takes no factor away."""

    code = "FACTOR_OF_ALL"
    detail = (
        "Where everybody must have a second factor, the user pool takes none away. Have IT delete this person's "
        "sign-in, and invite them anew."
    )
