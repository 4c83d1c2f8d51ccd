"""What SES tells of our mails, by way of SNS: sent, come back, called spam, or never sent.

What mails need is imported inside: no other function starts with it.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from chalicelib import clock
from chalicelib.domain.person import MailProblem, MailTrouble
from chalicelib.observability import count, logger

Event = Mapping[str, Any]
FOR_GOOD = "Permanent"


class MailEventsFailed(Exception):
    """Events could not be taken: Lambda brings them again, and in the end to the queue of those that failed.

    Its words are in the log: they name no address.
    """


def on_mail(event: dict[str, Any], context: object) -> None:
    """Take each event; those that are malformed or fail are counted, and hold up no other."""
    failed = [record for record in event["Records"] if not is_taken(record["Sns"])]
    if failed:
        raise MailEventsFailed(f"{len(failed)} of {len(event['Records'])} events about mails failed.")


def is_taken(notice: Event) -> bool:
    try:
        take(json.loads(notice["Message"]))
    except Exception as error:
        count("MailEventsFailed")
        logger.error("mail event failed", error=type(error).__name__, notice=notice.get("MessageId"))
        return False
    return True


def take(event: Event) -> None:
    """One event of a mail that carries its digest's id as a tag. Kinds that we asked for none of change nothing."""
    for act in TAKEN.get(event["eventType"], ()):
        act(digest_of(event), event)


def digest_of(event: Event) -> str:
    (digest_id,) = event["mail"]["tags"]["digest"]
    return str(digest_id)


def confirm(digest_id: str, event: Event) -> None:
    from chalicelib.usecases import digests

    digests.confirm(digest_id, str(event["mail"]["messageId"]))


def give_back(digest_id: str, _event: Event) -> None:
    from chalicelib.usecases import digests

    digests.give_back(digest_id)


def bounced(digest_id: str, event: Event) -> None:
    """A mail that came back; whatever passes is left to SES, which goes on trying."""
    told = event["bounce"]
    if told["bounceType"] == FOR_GOOD:
        note(digest_id, MailTrouble.BOUNCED, told["timestamp"], event)


def complained(digest_id: str, event: Event) -> None:
    note(digest_id, MailTrouble.COMPLAINED, event["complaint"]["timestamp"], event)


def note(digest_id: str, kind: MailTrouble, at: str, event: Event) -> None:
    """Whom it was about are those whom we wrote to: a mailbox behind theirs may have given it back."""
    from chalicelib.usecases import mail_troubles

    for address in event["mail"]["destination"]:
        mail_troubles.note(digest_id, MailProblem(kind, address, clock.timestamp(datetime.fromisoformat(at))))


TAKEN: Mapping[str, tuple[Callable[[str, Event], None], ...]] = {
    "Send": (confirm,),
    "Delivery": (confirm,),
    "Reject": (give_back,),
    "Rendering Failure": (give_back,),
    "Bounce": (confirm, bounced),
    "Complaint": (confirm, complained),
}
"""A mail that came back or was complained about was sent, whether the event that says so has come or not."""
