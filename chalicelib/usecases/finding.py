"""Finding conversations by the beginnings of words, and keeping the words up to date."""

from collections.abc import Callable
from functools import partial

from chalicelib import clock, together
from chalicelib.adapters import conversations, people, search, seats
from chalicelib.adapters.search import Match
from chalicelib.adapters.table import until_settled
from chalicelib.domain.conversation import Status
from chalicelib.domain.person import Caller, Person
from chalicelib.domain.search import audiences_of, audiences_with, is_found_at, words_of
from chalicelib.domain.seat import Seat, provisional
from chalicelib.domain.shapes import ConversationShape
from chalicelib.usecases import matching
from chalicelib.usecases.conversations import readable, rows
from chalicelib.usecases.people import the_caller

FITS: dict[str, Callable[[Seat], bool]] = {
    "all": lambda seat: True,
    "unread": lambda seat: seat.unread > 0,
    "read": lambda seat: seat.unread == 0 and seat.conversation.status is not Status.ARCHIVED,
    "archived": lambda seat: seat.conversation.status is Status.ARCHIVED,
    "needs_reply": lambda seat: seat.is_staffs and seat.conversation.waiting_since is not None,
}
"""Which of the conversations found belong to a tab."""


def search_for(
    caller: Caller, words: set[str], tab: str, *, before: str | None, limit: int
) -> tuple[list[ConversationShape], str | None]:
    """A page of the conversations that the caller may see and that have words beginning like each of these.

    Archived ones too. A page may hold fewer than `limit`, even none, and yet not be the last. Raises `Invalid` if
    `before` is a place of another search.
    """
    reader = the_caller(caller)
    look = partial(next_matches, audiences_with(reader))
    prefix = matching.rarest(look, words, limit) if before is None else matching.continued(before, words)
    found, following = matching.some(
        look, prefix, lambda match: is_found_at(match[1], match[3], words, prefix), before, limit
    )
    seen = [seat for seat in their_seats(reader, found) if FITS[tab](seat)]
    return rows(caller, seen, "inbox.search"), following


def next_matches(audiences: list[str], prefix: str, before: str | None, limit: int) -> list[Match]:
    """The next matches of one word over all audiences, best words and newest first."""
    asked = [together.start(search.matches, audience, prefix, before, limit) for audience in audiences]
    return sorted((match for call in asked for match in call.result()), reverse=True)[:limit]


def their_seats(reader: Person, found: list[Match]) -> list[Seat]:
    """The reader's seats in what was found; somebody who has just joined sees what they have no seat in yet."""
    ids = [match[2] for match in found]
    kept = seats.find(reader.id, ids)
    missing = conversations.find(each for each in ids if each not in kept)
    now = clock.timestamp()
    everything = kept | {each: provisional(reader.id, it, now) for each, it in missing.items()}
    return readable(reader, [everything[each] for each in ids if each in everything])


def index(conversation_id: str) -> None:
    """List a conversation under the words of its topic and its patient as they are now; one that is gone, under none.

    Done twice, it is done once.
    """
    tried: set[tuple[str, str]] = set()

    def attempt() -> None:
        listed, version = search.listed(conversation_id)
        conversation = conversations.find([conversation_id]).get(conversation_id)
        if conversation is None:
            search.unlist(conversation_id, version, listed | tried)
            return
        patient = people.find([conversation.patient_id]).get(conversation.patient_id)
        audiences, words = audiences_of(conversation), words_of(conversation, patient)
        wanted = {(audience, word) for audience in audiences for word in words}
        if wanted == listed and not tried:
            return
        outdated = (listed | tried) - wanted
        tried.update(wanted)
        search.relist(conversation_id, version, audiences, words, outdated)

    until_settled(attempt)
