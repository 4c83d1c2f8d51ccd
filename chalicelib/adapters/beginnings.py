"""Starting a conversation: its head, first message, names and the starter's seat, wholly or not at all."""

from dataclasses import dataclass

from pynamodb.exceptions import PutError
from pynamodb.expressions.condition import Condition

from chalicelib.adapters import keys
from chalicelib.adapters.conversations import HeadRow, PairRow, StartRow, head_row
from chalicelib.adapters.messages import message_row, name_row
from chalicelib.adapters.people import PersonRow
from chalicelib.adapters.seats import SeatRow, TallyRow, seat_row, tally_actions, tally_key
from chalicelib.adapters.table import Overtaken, commit, get_all, is_conflict, transaction
from chalicelib.domain.conversation import Conversation, Kind
from chalicelib.domain.message import Message
from chalicelib.domain.seat import Seat, tally


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was started before: by this first message's name, and between this pair."""

    by_name: tuple[str, str] | None
    of_pair: str | None


def earlier(starter_id: str, client_message_id: str, pair: tuple[str, str] | None) -> Earlier:
    """(conversation id, fingerprint) under that name, and the id of the direct conversation of (patient, provider)."""
    start_key = keys.person(starter_id), keys.start_name(client_message_id)
    pair_key = (keys.person(pair[1]), keys.pair(pair[0])) if pair else None
    rows = get_all([start_key, *([pair_key] if pair_key else [])])
    start, known = rows.get(start_key), rows.get(pair_key) if pair_key else None
    return Earlier(
        by_name=(start.conversation_id, start.fingerprint) if isinstance(start, StartRow) else None,
        of_pair=known.conversation_id if isinstance(known, PairRow) else None,
    )


def keep_name(starter_id: str, client_message_id: str, conversation_id: str, fingerprint: str) -> None:
    """Note that this name started (or went on with) that conversation. Raises `Overtaken` if it is noted already."""
    row = StartRow(
        keys.person(starter_id),
        keys.start_name(client_message_id),
        conversation_id=conversation_id,
        fingerprint=fingerprint,
    )
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
    on_condition: tuple[str, Condition] | None,
) -> None:
    """Store a conversation with its first message.

    `on_condition`: a person's id and what must hold of them. Raises `Overtaken` if it does not (any more), or if the
    name or the pair was taken meanwhile.
    """
    write, starter = transaction(), keys.person(first.sender.id)
    if on_condition:
        person_id, condition = on_condition
        write.condition_check(PersonRow, keys.person(person_id), keys.PERSON, condition=condition)
    write.save(
        StartRow(
            starter,
            keys.start_name(first.client_message_id),
            conversation_id=conversation.id,
            fingerprint=fingerprint,
        ),
        condition=StartRow.PK.does_not_exist(),
    )
    if conversation.kind is Kind.DIRECT:
        pair = PairRow(
            keys.person(conversation.provider_id or ""),
            keys.pair(conversation.patient_id),
            conversation_id=conversation.id,
        )
        write.save(pair, condition=PairRow.PK.does_not_exist())
    write.save(head_row(conversation), condition=HeadRow.PK.does_not_exist())
    write.save(name_row(first))
    write.save(message_row(first))
    write.save(seat_row(seat), condition=SeatRow.PK.does_not_exist())
    write.update(TallyRow(*tally_key(seat.person_id)), actions=tally_actions(tally(seat)))
    commit(write)
