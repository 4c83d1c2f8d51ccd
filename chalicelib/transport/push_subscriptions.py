"""The browsers that the caller wants to be woken in while the portal is closed."""

from chalice.app import Blueprint, Response

from chalicelib.transport.callers import caller
from chalicelib.transport.http import PEOPLE, answer, body, speaks_http
from chalicelib.transport.push_bodies import NewPushSubscription, OldPushSubscription
from chalicelib.usecases import subscribing

routes = Blueprint(__name__)


@routes.route("/me/push-subscriptions", methods=["PUT"], authorizer=PEOPLE)
@speaks_http
def put_push_subscription() -> Response:
    who, wanted = caller("push-subscription.put"), body(NewPushSubscription)
    kept, is_new = subscribing.subscribe(who, wanted.endpoint, wanted.keys.p256dh, wanted.keys.auth)
    return answer(kept, status=201 if is_new else 200)


@routes.route("/me/push-subscriptions", methods=["DELETE"], authorizer=PEOPLE)
@speaks_http
def delete_push_subscription() -> Response:
    who = caller("push-subscription.end")
    return answer(subscribing.unsubscribe(who, body(OldPushSubscription).endpoint))
