"""Push services: the browsers' makers' servers, which hand on what is encrypted for one browser.

The library comes with an archive of one function's own, and only that function sends: it is imported here when it does.
"""

import json
from enum import StrEnum
from functools import cache
from typing import Any

from chalicelib.adapters import vapid
from chalicelib.domain.push import GOOD_FOR, Push, Subscription, is_push_service, topic
from chalicelib.observability import logger
from chalicelib.settings import settings

PATIENCE = (2.0, 4.0)
"""Seconds to reach a push service, and to hear from it."""
TAKEN = frozenset({200, 201, 202, 204})
GONE = frozenset({404, 410})
UNKNOWN_TO_THEM = frozenset({401, 403})


class Outcome(StrEnum):
    """`GONE`: that browser is no more. `BUSY`: later, perhaps. `REFUSED`: never, whether by our fault or theirs."""

    SENT = "sent"
    GONE = "gone"
    BUSY = "busy"
    REFUSED = "refused"


@cache
def line() -> Any:
    """Speaks HTTP to push services, and to whomever they name instead to nobody: no redirect is followed."""
    import requests

    session = requests.Session()
    session.max_redirects = 0
    session.trust_env = False
    return session


def send(subscription: Subscription, push: Push) -> Outcome:
    """Hand one push to the service of one browser. Raises `Busy` if our own key cannot be read."""
    import pywebpush
    import requests

    hosts, is_local = settings().push.hosts, settings().is_local
    if not is_push_service(subscription.endpoint, hosts, is_local=is_local):
        return Outcome.GONE  # a host that was taken off the list
    try:
        answer = pywebpush.webpush(
            {"endpoint": subscription.endpoint, "keys": {"p256dh": subscription.p256dh, "auth": subscription.auth}},
            json.dumps({"count": push.count, "path": push.path, "language": push.language}),
            vapid_private_key=vapid.current(),
            vapid_claims={"sub": settings().push.subject},
            ttl=GOOD_FOR,
            timeout=PATIENCE,
            headers={"Topic": topic(push, subscription), "Urgency": "normal"},
            requests_session=line(),
        )
    except pywebpush.WebPushException as refusal:
        return outcome(subscription, refusal.status_code)
    except ValueError:
        return Outcome.GONE  # keys with which nothing can be encrypted
    except requests.TooManyRedirects:
        return outcome(subscription, 308)
    except requests.RequestException as error:
        logger.warning("push service not reached", host=subscription.host, reason=type(error).__name__)
        return Outcome.BUSY
    return outcome(subscription, answer.status_code)


def outcome(subscription: Subscription, status: int | None) -> Outcome:
    """What an answer means. That they do not take our key is said once by each process: it is so for all."""
    if status in TAKEN:
        return Outcome.SENT
    if status in GONE:
        return Outcome.GONE
    if status is None or status == 429 or status >= 500:
        logger.warning("push service busy", host=subscription.host, status=status)
        return Outcome.BUSY
    if status in UNKNOWN_TO_THEM:
        say_once(subscription.host, status)
    else:
        logger.warning("push refused", host=subscription.host, status=status)
    return Outcome.REFUSED


@cache
def say_once(host: str, status: int) -> None:
    logger.error("push key refused", host=host, status=status)
