"""What clients may send about browsers that are to be woken."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from chalicelib.domain.push import POINT_BYTES, SECRET_BYTES, is_key
from chalicelib.transport.bodies import Body

LONGEST_ADDRESS = 1000


def push_point(text: str) -> str:
    """The text, if it is a point on the curve that browsers use, as far as its length tells."""
    if not is_key(text, POINT_BYTES):
        raise ValueError("must be a P-256 public key of 65 bytes in base64url")
    return text


def push_secret(text: str) -> str:
    """The text, if it is a secret of the length that browsers make."""
    if not is_key(text, SECRET_BYTES):
        raise ValueError("must be 16 bytes in base64url")
    return text


Endpoint = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ADDRESS)]


class PushKeys(Body):
    """The browser's public key and secret, base64url."""

    p256dh: Annotated[str, StringConstraints(max_length=100), AfterValidator(push_point)]
    auth: Annotated[str, StringConstraints(max_length=40), AfterValidator(push_secret)]


class NewPushSubscription(Body):
    """What the browser's `PushSubscription` says of itself."""

    endpoint: Endpoint
    keys: PushKeys


class OldPushSubscription(Body):
    """The browser that is not to be woken any more."""

    endpoint: Endpoint
