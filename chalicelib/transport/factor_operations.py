"""What each route about a second factor promises: a row for each."""

from chalicelib.domain import errors, factor_errors
from chalicelib.domain import factor_shapes as shapes
from chalicelib.transport import bodies, factor_bodies
from chalicelib.transport.operation import Operation, Operations

EVERYBODY = "Patients, staff and administrators, whether they have shown a second factor or not."

SECOND_FACTOR: Operations = {
    ("POST", "/me/second-factor"): Operation(
        "beginSecondFactor",
        "Where to sign in afresh to set up an authenticator app, or another one: who has one is asked for its code. "
        "Good for a quarter of an hour, once, in this session.",
        EVERYBODY,
        {201: shapes.EnrolmentShape},
        by_password=True,
    ),
    ("POST", "/me/second-factor/{enrolment_id}"): Operation(
        "createAppKey",
        "With the code that the hosted page came back with: the key that the app is given. Nothing changes yet.",
        "Whoever began it, in the session that did.",
        {200: shapes.AppKeyShape},
        body=bodies.FreshSignIn,
        refusals=(factor_errors.EnrolmentRefused, errors.NotFound),
        by_password=True,
    ),
    ("PUT", "/me/second-factor/{enrolment_id}"): Operation(
        "putSecondFactor",
        "Take the app that shows this code for the caller's second factor. Every session of theirs ends, this one too: "
        "sign in again, with the app's next code.",
        "Whoever began it, in the session that did.",
        {200: shapes.EnrolledShape},
        body=factor_bodies.AppCode,
        refusals=(factor_errors.CodeRefused, factor_errors.EnrolmentRefused, errors.NotFound),
        by_password=True,
    ),
    ("DELETE", "/people/{person_id}/second-factor"): Operation(
        "resetSecondFactor",
        "Take away the second factor of somebody who has lost it, and end their sessions. They sign in by password "
        "then, and set up another where the clinic asks for it. Doing it twice is doing it once.",
        "Administrators, of anybody but themselves.",
        {200: shapes.FactorResetShape},
        refusals=(factor_errors.OwnFactor, factor_errors.FactorOfAll, errors.NotFound),
    ),
}
