"""Keys of the records are built here and in `factor_keys.py`, `search_keys.py` and `digest_keys.py` alone.

Ids never hold `#`: `transport/identifiers.py`.
"""

from collections.abc import Iterable

HEAD = "HEAD"
SEAT_PREFIX = "HEAD#SEAT#"
LEFT_PREFIX = "HEAD#LEFT#"
MESSAGE_PREFIX = "MSG#"
FILE_PREFIX = "FILE#"
LATEST = 999_999_999_999
PERSON = "PERSON"
TALLY_PREFIX = "PERSON#TALLY#"
PATIENTS_PREFIX = "PERSON#PATIENTS#"
CLINIC_TALLY_PREFIX = "TALLY#"
TEAM = "TEAM"
CASE = "CASE"
CASE_PREFIX = "CASE#"
ITEM = "ITEM"
CALL = "CALL"
CALL_HISTORY_PREFIX = "CALL#HISTORY#"
OPEN_CALLS = "CALLS"
TOPIC_PREFIX = "CONV#"
PAIR_PREFIX = "PAIR#"
CLINIC = "CLINIC"
TICKET = "TICKET"
UNSUBSCRIBE = "UNSUBSCRIBE"
CONNECTION = "CONNECTION"
STEP_UP_PREFIX = "STEP-UP#"
UNLOCKED_PREFIX = "UNLOCKED#"
SESSION_PREFIX = "SESSION#"
SIGNED_OUT = "SIGNED-OUT"
PUSH_PREFIX = "PUSH#"
PRESENCE = "PRESENCE"
ONLINE = "ONLINE"
WORDS = "WORDS"
MIGRATIONS = "MIGRATIONS"


def conversation(conversation_id: str) -> str:
    return f"CONV#{conversation_id}"


def seat(person_id: str) -> str:
    """Seats sort directly after the head, so that one query reads both."""
    return SEAT_PREFIX + person_id


def left(person_id: str) -> str:
    """Beside the seats: how far somebody had come who has left."""
    return LEFT_PREFIX + person_id


def message(seq: int) -> str:
    """Twelve digits: the order of the keys is the order of the thread."""
    return f"{MESSAGE_PREFIX}{seq:012d}"


def message_name(client_message_id: str) -> str:
    return f"NAME#{client_message_id}"


def files(conversation_id: str) -> str:
    """The partition of a conversation's files, beside its own: who checks files may touch no message."""
    return f"FILES#{conversation_id}"


def file(attachment_id: str) -> str:
    """Below the files of a conversation: what is known of one of them."""
    return FILE_PREFIX + attachment_id


def start_name(client_message_id: str) -> str:
    """Below the person who started the conversation."""
    return f"START#{client_message_id}"


def pair(patient_id: str) -> str:
    """Below the provider: the one direct conversation with that patient."""
    return PAIR_PREFIX + patient_id


def person(person_id: str) -> str:
    return f"PERSON#{person_id}"


def tally(scope: str) -> str:
    """Below the person, directly after their row: one query reads both."""
    return TALLY_PREFIX + scope


def patients_in(combination: Iterable[str]) -> str:
    """Below the person: how many patients there are in exactly this combination of scopes."""
    return PATIENTS_PREFIX + "+".join(sorted(combination))


def patient_of(patient_id: str) -> str:
    """Below the person: in which scopes they have conversations about that patient."""
    return f"PATIENT#{patient_id}"


def clinic_tally(part: int) -> str:
    """Below the clinic: one of the parts that its totals are spread over."""
    return f"{CLINIC_TALLY_PREFIX}{part:02d}"


def care_team(care_team_id: str) -> str:
    return f"TEAM#{care_team_id}"


def case(case_id: str) -> str:
    """The partition of a case, and below a person the pointer to it."""
    return CASE_PREFIX + case_id


def item(kind: str, item_id: str) -> str:
    """The partition of an appointment, an invoice or a prescription."""
    return f"ITEM#{kind}#{item_id}"


def items_of(kind: str) -> str:
    """Below a person, the beginning of all pointers to their items of that kind."""
    return f"ITEM#{kind}#"


def item_place(kind: str, date: str, item_id: str) -> str:
    """Below a person: the pointer to an item of theirs, in the order of dates."""
    return f"{items_of(kind)}{date}#{item_id}"


def call_history(at: str, entry_id: str) -> str:
    """Below the appointment: what became of its call, in the order of time."""
    return f"{CALL_HISTORY_PREFIX}{at}#{entry_id}"


def topic_of_team(conversation_id: str) -> str:
    """Below the care team: one of its conversations."""
    return TOPIC_PREFIX + conversation_id


def presence(person_id: str) -> str:
    return f"PRESENCE#{person_id}"


def step_up(step_up_id: str) -> str:
    """Below the person: a fresh sign-in that they began."""
    return STEP_UP_PREFIX + step_up_id


def unlocked(session: str) -> str:
    """Below the person: until when one of their sessions sees what is sensitive."""
    return UNLOCKED_PREFIX + session


def session(session_id: str) -> str:
    """Below the person: one of their sessions."""
    return SESSION_PREFIX + session_id


def push(subscription_id: str) -> str:
    """Below the person: a browser that they want to be woken in."""
    return PUSH_PREFIX + subscription_id


def migration(number: int) -> str:
    """How far one of the table's migrations has come."""
    return f"{number:04d}"


def connection(connection_id: str) -> str:
    return f"CONNECTION#{connection_id}"


def ticket(digest: str) -> str:
    return f"TICKET#{digest}"


def unsubscribe(digest: str) -> str:
    return f"UNSUBSCRIBE#{digest}"


def inbox(person_id: str, *, archived: bool = False) -> str:
    return f"INBOX#{person_id}#{'archived' if archived else 'active'}"


def inbox_place(*, pinned: bool, last_activity_at: str, conversation_id: str) -> str:
    """Descending: pinned first, then the latest activity. Of the id as much as keeps those of one moment apart."""
    return f"{int(pinned)}#{last_activity_at}#{conversation_id[-6:]}"


def unread(person_id: str) -> str:
    """Conversations with something unread."""
    return f"UNREAD#{person_id}"


def waiting(person_id: str) -> str:
    """Conversations in which a patient waits for an answer."""
    return f"WAITING#{person_id}"
