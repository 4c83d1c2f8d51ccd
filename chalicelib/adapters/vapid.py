"""The key by which push services know the clinic, in Secrets Manager. Only the function that sends pushes reads it."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import clock
from chalicelib.domain.errors import Busy
from chalicelib.observability import logger
from chalicelib.settings import settings

KEPT_FOR = timedelta(minutes=5)
"""So long, and no longer, a key that was changed goes on being used."""


@dataclass
class Kept:
    """What this process has read last. `until`: when it is to be read again."""

    key: Any = None
    until: datetime | None = None


KEPT = Kept()


@cache
def vault() -> Any:
    """The API of secrets, in the region that the secret's ARN names; made when it is first read."""
    config = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 2, "mode": "standard"})
    region = settings().push.secret_arn.split(":")[3]
    return botocore.session.get_session().create_client("secretsmanager", region_name=region, config=config)


def current() -> Any:
    """The key, as the library signs with it. Raises `Busy` if it cannot be read: the push is tried again."""
    now = clock.now()
    if KEPT.key is None or KEPT.until is None or now >= KEPT.until:
        KEPT.key, KEPT.until = read(), now + KEPT_FOR
    return KEPT.key


def read() -> Any:
    from py_vapid import Vapid02

    try:
        secret = vault().get_secret_value(SecretId=settings().push.secret_arn)["SecretString"]
        return Vapid02.from_raw(json.loads(secret)["privateKey"].encode())
    except (BotoCoreError, ClientError, KeyError, ValueError, TypeError) as error:
        reason = error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__
        logger.error("VAPID key not read", reason=reason)
        raise Busy("The key for pushes cannot be read.") from error
