"""Sending mails by SES, with the clinic's configuration set, which tells what became of each.

A mail is asked for once: an answer that is lost does not show whether the mail is out, so nothing here repeats.
"""

from email.message import EmailMessage
from email.utils import getaddresses
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ConnectTimeoutError, EndpointConnectionError

from chalicelib.settings import settings

TAG = "digest"
"""The tag by which SES's events name the mail that they are about."""
THROTTLING = frozenset({"LimitExceededException", "Throttling", "ThrottlingException", "TooManyRequestsException"})
ADDRESS = frozenset({"BadRequestException", "MessageRejected"})
"""What is wrong with one mail or its address, and with no other."""
UNVERIFIED = "not verified"
"""But for this in the service's words, which is about the sender, or the sandbox that the account is still in."""


class Throttled(Exception):
    """Certainly not sent: more than the account may send now. Come again."""


class NotSending(Exception):
    """Certainly not sent, and no other mail would be: somebody must mend the account or the settings."""


class Refused(Exception):
    """Certainly not sent, and of no use to repeat: it is this mail, or its address."""


class Unknown(Exception):
    """Nobody knows whether it is sent."""


@cache
def service() -> Any:
    """The SES client; made at the first mail."""
    config = Config(connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 1})
    return botocore.session.get_session().create_client("sesv2", region_name=settings().region, config=config)


def send(message: EmailMessage, digest_id: str) -> str:
    """Send a mail; gives SES's id for it. Raises `Throttled`, `NotSending`, `Refused` or `Unknown`."""
    try:
        answer = service().send_email(
            FromEmailAddress=settings().sender_address,
            Destination={"ToAddresses": [address for _, address in getaddresses([str(message["To"])])]},
            Content={"Raw": {"Data": message.as_bytes()}},
            ConfigurationSetName=settings().configuration_set,
            EmailTags=[{"Name": TAG, "Value": digest_id}],
        )
    except ClientError as error:
        raise meant_by(error) from error
    except (ConnectTimeoutError, EndpointConnectionError) as error:
        raise NotSending(type(error).__name__) from error
    except BotoCoreError as error:
        raise Unknown(type(error).__name__) from error
    return str(answer["MessageId"])


def meant_by(error: ClientError) -> Exception:
    """The error of ours for one of the service's. Its words are not passed on: they may hold the address."""
    code, words = str(error.response["Error"]["Code"]), str(error.response["Error"].get("Message"))
    if code in THROTTLING:
        return Throttled(code)
    if error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500:
        return Unknown(code)
    return Refused(code) if code in ADDRESS and UNVERIFIED not in words else NotSending(code)
