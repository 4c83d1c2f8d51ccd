"""The secret that the clinic's TURN servers share with us, in Secrets Manager."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import clock
from chalicelib.adapters.calling import UNAVAILABLE
from chalicelib.domain.errors import Busy
from chalicelib.observability import logger
from chalicelib.settings import settings

KEPT_FOR = timedelta(minutes=5)
"""So long, and no longer, a secret that was changed goes on being used."""


@dataclass
class Kept:
    """What this process has read last. `until`: when it is to be read again."""

    secret: str = ""
    until: datetime | None = None


KEPT = Kept()


@cache
def vault() -> Any:
    """The API of secrets, in the region that the secret's ARN names; made when it is first read."""
    config = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 2, "mode": "standard"})
    region = settings().turn_secret_arn.split(":")[3]
    return botocore.session.get_session().create_client("secretsmanager", region_name=region, config=config)


def current() -> str:
    """The secret as it is now, or was some minutes ago.

    If it cannot be read, the one read before goes on being used. Raises `Busy` if there is none.
    """
    now = clock.now()
    if KEPT.until is None or now >= KEPT.until:
        try:
            KEPT.secret = vault().get_secret_value(SecretId=settings().turn_secret_arn)["SecretString"].strip()
        except (BotoCoreError, ClientError, KeyError) as error:
            logger.error("TURN secret not read", reason=reason_of(error))
        else:
            KEPT.until = now + KEPT_FOR
    if not KEPT.secret:
        raise Busy(UNAVAILABLE)
    return KEPT.secret


def reason_of(error: Exception) -> str:
    """The service's own code, or the kind of fault."""
    return str(error.response["Error"]["Code"]) if isinstance(error, ClientError) else type(error).__name__
