"""What each route about the caller's sessions promises: a row for each."""

from chalicelib.domain import errors
from chalicelib.domain import session_shapes as shapes
from chalicelib.transport import answers, bodies, push_bodies
from chalicelib.transport.operation import PATIENTS_AND_STAFF, Operation, Operations

EVERYBODY = "Patients, staff and administrators."

SESSIONS: Operations = {
    ("POST", "/me/step-up"): Operation(
        "beginStepUp",
        "Where to sign in afresh, to see what staff marked sensitive. Good for five minutes, once, in this session.",
        "Patients.",
        {201: shapes.StepUpShape},
    ),
    ("POST", "/me/step-up/{step_up_id}"): Operation(
        "completeStepUp",
        "Complete it with the code that the hosted page came back with: sensitive messages are shown for five minutes.",
        "Whoever began it, in the session that did.",
        {200: shapes.UnlockedShape},
        body=bodies.FreshSignIn,
        refusals=(errors.StepUpRefused, errors.NotFound),
    ),
    ("GET", "/me/sessions"): Operation(
        "listSessions",
        "The caller's sessions, latest first: those that have asked for a socket.",
        EVERYBODY,
        {200: answers.SessionPageShape},
    ),
    ("POST", "/me/sign-out"): Operation(
        "signOut",
        "End this session, or all of the caller's: their sockets are closed, and no ticket opens another. Everywhere, "
        "refresh tokens end too; otherwise revoke yours at the pool.",
        EVERYBODY,
        {200: shapes.SignedOutShape},
        body=bodies.SigningOut,
        by_password=True,
    ),
    ("PUT", "/me/push-subscriptions"): Operation(
        "putPushSubscription",
        "Wake the caller in this browser while the portal is closed: what its `PushSubscription` says. At each visit "
        "again; 20 browsers a person, each for half a year from its last visit, and no longer than its session.",
        PATIENTS_AND_STAFF,
        {200: shapes.SubscribedShape, 201: shapes.SubscribedShape},
        body=push_bodies.NewPushSubscription,
        refusals=(errors.PushOff, errors.NotFound),
    ),
    ("DELETE", "/me/push-subscriptions"): Operation(
        "deletePushSubscription",
        "Do not wake the caller in this browser any more. Harmless if it is not known.",
        PATIENTS_AND_STAFF,
        {200: shapes.PushEndedShape},
        body=push_bodies.OldPushSubscription,
    ),
}
