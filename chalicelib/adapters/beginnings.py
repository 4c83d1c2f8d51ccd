"""Starting a conversation: its head, first message, names and the starter's seat, wholly or not at all."""

from dataclasses import dataclass

from pynamodb.exceptions import PutError
from pynamodb.transactions import TransactWrite

from chalicelib.adapters import cases, items, keys, totals
from chalicelib.adapters.consent import Needed
from chalicelib.adapters.conversations import HeadRow, PairRow, StartRow, TopicRow, head_row, put_change
from chalicelib.adapters.items import ItemRow
from chalicelib.adapters.messages import MessageRow, NameRow, message_row, name_row
from chalicelib.adapters.seats import SeatRow, seat_row
from chalicelib.adapters.table import Overtaken, Record, commit, get_all, is_conflict, transaction
from chalicelib.domain.card import CardReference
from chalicelib.domain.case import Case
from chalicelib.domain.conversation import Conversation, Kind
from chalicelib.domain.item import Item
from chalicelib.domain.message import Message
from chalicelib.domain.seat import Seat


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was started before: by this first message's name, and between this pair. `item`: what its card shows."""

    by_name: tuple[str, str] | None
    of_pair: str | None
    item: Item | None


def earlier(
    starter_id: str, client_message_id: str, pair: tuple[str, str] | None, card: CardReference | None
) -> Earlier:
    """(conversation id, fingerprint) under that name, the id of the direct conversation of (patient, provider), and
    that item."""
    start_key = keys.person(starter_id), keys.start_name(client_message_id)
    pair_key = (keys.person(pair[1]), keys.pair(pair[0])) if pair else None
    item_key = items.key(card) if card else None
    rows = get_all([start_key, *filter(None, (pair_key, item_key))])
    start, known = rows.get(start_key), rows.get(pair_key) if pair_key else None
    item = rows.get(item_key) if item_key else None
    return Earlier(
        by_name=(start.conversation_id, start.fingerprint) if isinstance(start, StartRow) else None,
        of_pair=known.conversation_id if isinstance(known, PairRow) else None,
        item=item.item() if isinstance(item, ItemRow) else None,
    )


def keep_name(starter_id: str, client_message_id: str, conversation_id: str, fingerprint: str) -> None:
    """Note that this name started (or went on with) that conversation. Raises `Overtaken` if it is noted already."""
    row = start_row(starter_id, client_message_id, conversation_id, fingerprint)
    try:
        row.save(condition=StartRow.PK.does_not_exist())
    except PutError as error:
        if is_conflict(error):
            raise Overtaken from error
        raise


def begin(
    conversation: Conversation,
    first: Message,
    seat: Seat,
    fingerprint: str,
    on_condition: Needed | None,
    case: tuple[Case, int] | None = None,
) -> None:
    """Store a conversation with its first message.

    `on_condition`: a row and what must hold of it. `case`: what it is about, at that version. Raises
    `Overtaken` if either does not hold (any more), or if the name or the pair was taken meanwhile.
    """
    write = transaction()
    if on_condition:
        place, condition = on_condition
        write.condition_check(Record, *place, condition=condition)
    start = start_row(first.sender.id, first.client_message_id, conversation.id, fingerprint)
    write.save(start, condition=StartRow.PK.does_not_exist())
    point_to(write, conversation)
    if case:
        cases.open_chat(write, *case, conversation.id)
    write.save(head_row(conversation), condition=HeadRow.PK.does_not_exist())
    write.save(name_row(first), condition=NameRow.PK.does_not_exist())
    write.save(message_row(first), condition=MessageRow.PK.does_not_exist())
    write.save(seat_row(seat), condition=SeatRow.PK.does_not_exist())
    totals.move(write, [(None, seat)])
    commit(write)


def start_row(starter_id: str, client_message_id: str, conversation_id: str, fingerprint: str) -> StartRow:
    place = keys.person(starter_id), keys.start_name(client_message_id)
    return StartRow(*place, conversation_id=conversation_id, fingerprint=fingerprint)


def point_to(write: TransactWrite, conversation: Conversation) -> None:
    """Let a direct conversation be found by its pair, if they have no other yet, and a topic by its care team."""
    if conversation.kind is Kind.DIRECT:
        place = keys.person(conversation.provider_id or ""), keys.pair(conversation.patient_id)
        write.save(PairRow(*place, conversation_id=conversation.id), condition=PairRow.PK.does_not_exist())
    if conversation.kind is Kind.TOPIC:
        write.save(topic_row(conversation))


def topic_row(it: Conversation) -> TopicRow:
    """Below its care team, the pointer to a conversation."""
    return TopicRow(keys.care_team(it.care_team_id or ""), keys.topic_of_team(it.id))


def write_again(before: Conversation, after: Conversation) -> None:
    """Write a whole head anew, and its care team's pointer, whatever was there. Raises `Overtaken` if it changed."""
    write = transaction()
    if after.kind is Kind.TOPIC:
        write.save(topic_row(after))
    put_change(write, before, after, whole=True)
    commit(write)
