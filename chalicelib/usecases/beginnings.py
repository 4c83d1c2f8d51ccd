"""Starting conversations."""

from chalicelib import clock, together
from chalicelib.adapters import audiences, beginnings, consent
from chalicelib.adapters.table import until_settled
from chalicelib.domain.errors import REASONS, CardNotAvailable, Forbidden, IdReused, NotFound
from chalicelib.domain.item import Item
from chalicelib.domain.permission import reason_against_writing
from chalicelib.domain.person import Caller
from chalicelib.domain.seat import Seat
from chalicelib.domain.shapes import ConversationShape
from chalicelib.domain.start import FIELDS, Start
from chalicelib.observability import count, logger
from chalicelib.usecases import access, attaching, cards, conversations, entries, messages, parties, telling
from chalicelib.usecases.parties import Parties


def start(caller: Caller, wanted: Start) -> tuple[ConversationShape, bool]:
    """Start a conversation with its first message; the flag is False if it stood already (its message is sent then).

    Raises `NotFound` for people and teams who are not the caller's to write to, `Conflict` if they may not be
    written to now, `IdReused` if the first message's name was used for something else.
    """
    messages.check_mark(caller, wanted.message, "message.sensitive")

    def attempt() -> tuple[str, bool]:
        joined = let_in(caller, wanted)
        message = wanted.message
        earlier = beginnings.earlier(caller.person_id, message.client_message_id, joined.pair, message.card)
        known = joined.case.conversation_id if joined.case else earlier.of_pair
        stands = named_before(earlier.by_name, wanted) if earlier.by_name else known
        if stands is None:
            return begin(caller, wanted, joined, earlier.item), True
        if earlier.by_name is None:
            beginnings.keep_name(caller.person_id, message.client_message_id, stands, wanted.fingerprint())
        messages.send(caller, stands, message)
        return stands, False

    conversation_id, is_new = until_settled(attempt)
    return conversations.open_one(caller, conversation_id), is_new


def named_before(named: tuple[str, str], wanted: Start) -> str:
    """The conversation that was started under this name. Raises `IdReused` if it was another start."""
    conversation_id, fingerprint = named
    if fingerprint != wanted.fingerprint():
        raise IdReused
    return conversation_id


def begin(caller: Caller, wanted: Start, joined: Parties, item: Item | None) -> str:
    """Store a new conversation, tell the starter's other windows, and return its id.

    The other members hear of it when it is settled: they have no seats yet.
    """
    now = clock.timestamp()
    empty = joined.conversation(clock.new_id(), (wanted.topic or "").strip(), now)
    reason = reason_against_writing(empty, joined.people, joined.care_team)
    if reason:
        write_refusal(caller, wanted, joined.patient.id)
        raise REASONS[reason]
    attaching.none_yet(wanted.message.attachment_ids)
    try:
        card = cards.shown(wanted.message, item, joined.patient.id)
    except CardNotAvailable:
        write_refusal(caller, wanted, joined.patient.id)
        raise
    first = entries.text(empty, joined.sender, wanted.message, caller, card=card)
    conversation = empty.followed_by(first)
    seat = Seat(caller.person_id, conversation, now)
    case = (joined.case, joined.case_version) if joined.case else None
    on_condition = consent.needed_by(joined.sender, empty)
    beginnings.begin(conversation, first, seat, wanted.fingerprint(), on_condition, case)
    logger.info("message sent", conversation_id=conversation.id, seq=first.seq)
    count("ConversationsStarted")
    count("MessagesSent")
    audience = messages.within_reach(together.start(audiences.gather, conversation.id))
    if audience:
        telling.message_created(caller, audience, conversation, first)
    return conversation.id


def let_in(caller: Caller, wanted: Start) -> Parties:
    """The parties of a start; a refusal is written down with what was asked for."""
    try:
        return parties.find(caller, wanted)
    except (NotFound, Forbidden):
        write_refusal(caller, wanted, wanted.patient_id)
        raise


def write_refusal(caller: Caller, wanted: Start, patient_id: str | None) -> None:
    asked = {field: getattr(wanted, name) for field, name in FIELDS.items() if field != "topic"}
    access.write_down(caller, "conversation.start", outcome="refused", patient_id=patient_id, detail=asked)
