"""Bringing a conversation that 0.1.0 wrote to what is relied on today, beside people who write in it.

Its seats and totals follow by the stream, as after every change of a head.
"""

from collections import Counter
from functools import partial

from chalicelib.adapters import beginnings, conversations, messages, totals
from chalicelib.adapters.table import until_settled
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.message import Type
from chalicelib.usecases import finding, serving

PAGE = 100


def renew(conversation_id: str) -> None:
    """Let a conversation stand in every list where a new one would; done twice, it is done once."""
    if conversation_id not in conversations.find([conversation_id]):
        return
    serving.bring_in_line(conversation_id)
    until_settled(partial(write_again, conversation_id))
    finding.index(conversation_id)


def write_again(conversation_id: str) -> None:
    """Write the head as a new one would be written, with a revision that no seat has seen."""
    it = conversations.find([conversation_id]).get(conversation_id)
    if it:
        beginnings.write_again(it, it.recounted(texts_of_days(it)))


def texts_of_days(it: Conversation) -> dict[str, int]:
    """The texts of each of the days that statistics show, counted from the messages themselves."""
    first, before, found = totals.first_day(), it.last_seq + 1, Counter[str]()
    while before > 1:
        page, _ = messages.page(it.id, after=None, before=before, limit=PAGE)
        found.update(message.day for message in page if message.type is Type.TEXT and message.day >= first)
        before = page[0].seq if page and page[0].day >= first else 0
    return dict(found)
