"""Ways through many conversations, each in an order that does not change under whoever walks it."""

from collections.abc import Iterable, Sequence

from chalicelib.adapters import cases, keys
from chalicelib.adapters.conversations import PairRow, TopicRow
from chalicelib.adapters.seats import SeatRow
from chalicelib.adapters.table import Record

Stop = tuple[str, str | None]
"""A place on the way, and the conversation there, if there is one."""


def of_team(care_team_id: str, after: str, limit: int) -> Sequence[Stop]:
    """The next conversations of a care team, oldest first."""
    beyond = TopicRow.SK.between((after or keys.TOPIC_PREFIX) + "\0", keys.TOPIC_PREFIX + "\U0010ffff")
    rows = TopicRow.query(keys.care_team(care_team_id), beyond, consistent_read=True, limit=limit)
    return [(row.SK, row.SK.removeprefix(keys.TOPIC_PREFIX)) for row in rows]


def of_pairs(person_id: str, after: str, limit: int) -> Sequence[Stop]:
    """The next direct conversations of a provider, by patient."""
    beyond = PairRow.SK.between((after or keys.PAIR_PREFIX) + "\0", keys.PAIR_PREFIX + "\U0010ffff")
    rows = PairRow.query(keys.person(person_id), beyond, consistent_read=True, limit=limit)
    return [(row.SK, row.conversation_id) for row in rows]


def of_cases(person_id: str, after: str, limit: int) -> Sequence[Stop]:
    """The conversations about a person's next cases, by case."""
    ids, _ = cases.of_person(person_id, after or None, limit)
    known = cases.find(ids)
    return [(case_id, known[case_id].conversation_id if case_id in known else None) for case_id in ids]


def of_latest(person_id: str, after: str, limit: int) -> Sequence[Stop]:
    """The conversations of a person's inbox in which something happened last: whoever looks on looks there. No more."""
    newest = Record.inbox.query(keys.inbox(person_id), scan_index_forward=False, limit=limit - 1)
    return [] if after else stops(newest)


def of_inbox(person_id: str, after: str, limit: int) -> Sequence[Stop]:
    """The next conversations of a person's inbox, those first in which least has happened.

    One that something happens in meanwhile moves on, and comes once more.
    """
    return of_places(keys.inbox(person_id), after, limit)


def of_archive(person_id: str, after: str, limit: int) -> Sequence[Stop]:
    """The next of a person's archived conversations, likewise."""
    return of_places(keys.inbox(person_id, archived=True), after, limit)


def of_places(inbox: str, after: str, limit: int) -> Sequence[Stop]:
    found = Record.inbox.query(inbox, SeatRow.inbox_sk > after if after else None, limit=limit)
    return stops(found)


def stops(rows: Iterable[Record]) -> Sequence[Stop]:
    return [(row.inbox_sk, row.PK.partition("#")[2]) for row in rows if isinstance(row, SeatRow)]


def of_one(conversation_id: str, after: str, limit: int) -> Sequence[Stop]:
    """That conversation alone."""
    return [(conversation_id, conversation_id)]
