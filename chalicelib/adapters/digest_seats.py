"""Of seats and texts what mails need to know, and no words: reads name their attributes, and the role allows no others.

Where the clinic allows beginnings of texts in mails, `words_after` reads those as well.
"""

from collections.abc import Iterable, Sequence

from pynamodb.transactions import TransactWrite

from chalicelib.adapters import keys, seats
from chalicelib.adapters.conversations import HeadRow, head_key
from chalicelib.adapters.messages import MessageRow
from chalicelib.adapters.seats import SeatRow, digest_attributes
from chalicelib.adapters.table import commit, get_all, transaction
from chalicelib.domain.due import Told
from chalicelib.domain.message import Type
from chalicelib.domain.seat import Seat

KEYS = ("PK", "SK", "type")
OF_CONVERSATIONS = (
    *("kind", "patientId", "careTeamId", "providerId", "requesterId", "caseId", "status"),
    *("lastActivityAt", "lastSeq", "texts", "sent", "revision"),
)
OF_SEATS = (
    *("personId", "joinedAt", "joinedSeq", "version", "readSeq", "readTexts", "readSent", "pinned", "muted"),
    *("mailedSeq", "mailedTexts", "mailedSent", "unmailedSince"),
)
OF_TEXTS = ("kind", "senderId", "senderName", "sentAt", "sensitive")
MOST_TEXTS = 100
"""Texts of one conversation that are looked at for who wrote them."""


def read(person_id: str, conversation_ids: Iterable[str]) -> list[Seat]:
    """This person's seats in these conversations as these stand now: one round trip for each fifty."""
    asked = list(conversation_ids)
    places = [place for each in asked for place in (head_key(each), seats.key(each, person_id))]
    rows = get_all(places, only=(*KEYS, *OF_CONVERSATIONS, *OF_SEATS))
    found = [(rows.get(head_key(each)), rows.get(seats.key(each, person_id))) for each in asked]
    return [
        seat.seat().settled(head.conversation())
        for head, seat in found
        if isinstance(head, HeadRow) and isinstance(seat, SeatRow)
    ]


def texts_after(conversation_id: str, seq: int, last: int) -> list[Told]:
    """The first hundred entries after `seq`, up to `last`, that people wrote; without their words."""
    return told(conversation_id, seq, last, (*KEYS, *OF_TEXTS))


def words_after(conversation_id: str, seq: int, last: int) -> list[Told]:
    """The same with their words."""
    return told(conversation_id, seq, last, (*KEYS, *OF_TEXTS, "text"))


def told(conversation_id: str, seq: int, last: int, attributes: Sequence[str]) -> list[Told]:
    if seq >= last:
        return []
    rows = MessageRow.query(
        keys.conversation(conversation_id),
        MessageRow.SK.between(keys.message(seq + 1), keys.message(last)),
        consistent_read=True,
        limit=MOST_TEXTS,
        attributes_to_get=list(attributes),
    )
    return [
        Told(
            seq=int(row.SK.removeprefix(keys.MESSAGE_PREFIX)),
            sender_id=row.sender_id,
            sender_name=row.sender_name,
            sent_at=row.sent_at,
            sensitive=row.sensitive,
            words=row.text or "",
        )
        for row in rows
        if row.kind == Type.TEXT.value
    ]


def move_all(moved: Iterable[tuple[Seat, Seat]]) -> None:
    """Put seats in the places of others, wholly or not at all. Raises `Overtaken` if one of them changed meanwhile."""
    write = transaction()
    for old, new in moved:
        put_move(write, old, new)
    commit(write)


def put_move(write: TransactWrite, old: Seat, new: Seat) -> None:
    """Add to a transaction that mails have told of more: nothing else of a seat changes, and no totals."""
    values = digest_attributes(new)
    write.update(
        SeatRow(*seats.key(old.conversation.id, old.person_id)),
        actions=[
            SeatRow.version.set(seats.next_version(old.version)),
            *(
                getattr(SeatRow, name).remove() if value is None else getattr(SeatRow, name).set(value)
                for name, value in values.items()
            ),
        ],
        condition=SeatRow.version == old.version,
    )
