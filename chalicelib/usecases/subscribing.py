"""The browsers in which the caller wants to be woken while the portal is closed."""

from chalicelib import clock
from chalicelib.adapters import push_subscriptions
from chalicelib.domain.errors import Invalid, PushOff
from chalicelib.domain.person import Caller
from chalicelib.domain.push import KEPT_SECONDS, MOST_BROWSERS, Subscription, is_push_service, subscription_id
from chalicelib.domain.session_shapes import PushEndedShape, SubscribedShape
from chalicelib.settings import settings
from chalicelib.usecases.people import the_caller


def subscribe(caller: Caller, endpoint: str, p256dh: str, auth: str) -> tuple[SubscribedShape, bool]:
    """Keep a browser, until it has stayed away for half a year; and whether it is new.

    Raises `PushOff` where the clinic sends none, `Invalid` for an address that is none of a push service we know.
    """
    if not settings().push.is_on:
        raise PushOff
    if not is_push_service(endpoint, settings().push.hosts, is_local=settings().is_local):
        raise Invalid("This is no push service that we know.", [("endpoint", "must be https at a known push service")])
    the_caller(caller)
    known = {it.id: it for it in push_subscriptions.find(caller.person_id)}
    now, before = clock.timestamp(), known.pop(subscription_id(endpoint), None)
    created_at = before.created_at if before else now
    new = Subscription(caller.person_id, endpoint, p256dh, auth, caller.session, created_at, now)
    push_subscriptions.keep(new, int(clock.now().timestamp()) + KEPT_SECONDS)
    for one_too_many in list(known.values())[MOST_BROWSERS - 1 :]:
        push_subscriptions.remove(caller.person_id, one_too_many.id)
    return {"id": new.id, "createdAt": created_at}, before is None


def unsubscribe(caller: Caller, endpoint: str) -> PushEndedShape:
    """Forget a browser; harmless if it is not known."""
    push_subscriptions.remove(caller.person_id, subscription_id(endpoint))
    return {"id": subscription_id(endpoint)}
