"""What else there is of a conversation beside its head: rows of its own, and what points to it from elsewhere."""

from collections.abc import Sequence

from pynamodb.exceptions import DeleteError, UpdateError

from chalicelib.adapters import cases, keys
from chalicelib.adapters.attachments import AttachmentRow
from chalicelib.adapters.cases import CaseRow
from chalicelib.adapters.conversations import PairRow, StartRow, TopicRow
from chalicelib.adapters.messages import MessageRow
from chalicelib.adapters.seats import SeatRow
from chalicelib.adapters.table import Record, get_all, is_conflict
from chalicelib.domain.purge import Purge


def own(conversation_id: str, limit: int) -> Sequence[Record]:
    """The next rows of its thread, and whatever else stands there but seats, which take their totals with them."""
    rows = Record.query(keys.conversation(conversation_id), consistent_read=True, limit=limit)
    return [row for row in rows if not isinstance(row, SeatRow)]


def files(conversation_id: str, limit: int) -> Sequence[AttachmentRow]:
    """The next rows of its files."""
    rows = AttachmentRow.query(keys.files(conversation_id), consistent_read=True, limit=limit)
    return list(rows)


def starts(conversation_id: str, rows: Sequence[Record]) -> Sequence[StartRow]:
    """Of these entries of a thread, the names by which they started it, or went on with it."""
    texts = [row for row in rows if isinstance(row, MessageRow)]
    found = get_all((keys.person(row.sender_id), keys.start_name(row.client_message_id)) for row in texts)
    starts = (row for row in found.values() if isinstance(row, StartRow))
    return [row for row in starts if row.conversation_id == conversation_id]


def unpoint(purge: Purge) -> None:
    """Take away what leads to it: from its pair, which may begin anew, from its care team, from its case."""
    it = purge.conversation_id
    if purge.provider_id and not purge.case_id:
        unpair(PairRow(keys.person(purge.provider_id), keys.pair(purge.patient_id)), it)
    if purge.care_team_id:
        TopicRow(keys.care_team(purge.care_team_id), keys.topic_of_team(it)).delete()
    if purge.case_id:
        close_chat(purge.case_id, it)


def unpair(row: PairRow, conversation_id: str) -> None:
    try:
        row.delete(condition=PairRow.conversation_id == conversation_id)
    except DeleteError as error:
        if not is_conflict(error):
            raise


def close_chat(case_id: str, conversation_id: str) -> None:
    forgotten = [CaseRow.conversation_id.remove(), CaseRow.version.add(1)]
    try:
        CaseRow(*cases.key(case_id)).update(actions=forgotten, condition=CaseRow.conversation_id == conversation_id)
    except UpdateError as error:
        if not is_conflict(error):
            raise
