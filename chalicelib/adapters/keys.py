"""Every key of both tables is built here and nowhere else. Ids never hold `#` (see `transport/identifiers.py`)."""

HEAD = "HEAD"
SEAT_PREFIX = "HEAD#SEAT#"
MESSAGE_PREFIX = "MSG#"
LATEST = 999_999_999_999
PERSON = "PERSON"
TALLY = "TALLY"
TEAM = "TEAM"
CLINIC = "CLINIC"
TICKET = "TICKET"
CONNECTION = "CONNECTION"
PRESENCE = "PRESENCE"
FIND_WORD = "w#"
FIND_NAME = "n#"


def conversation(conversation_id: str) -> str:
    return f"CONV#{conversation_id}"


def seat(person_id: str) -> str:
    """Seats sort directly after the head, so that one query reads both."""
    return SEAT_PREFIX + person_id


def message(seq: int) -> str:
    """Twelve digits: the order of the keys is the order of the thread."""
    return f"{MESSAGE_PREFIX}{seq:012d}"


def message_name(client_message_id: str) -> str:
    return f"NAME#{client_message_id}"


def start_name(client_message_id: str) -> str:
    """Below the person who started the conversation."""
    return f"START#{client_message_id}"


def pair(patient_id: str) -> str:
    """Below the provider: the one direct conversation with that patient."""
    return f"PAIR#{patient_id}"


def person(person_id: str) -> str:
    return f"PERSON#{person_id}"


def care_team(care_team_id: str) -> str:
    return f"TEAM#{care_team_id}"


def presence(person_id: str) -> str:
    return f"PRESENCE#{person_id}"


def connection(connection_id: str) -> str:
    return f"CONNECTION#{connection_id}"


def ticket(digest: str) -> str:
    return f"TICKET#{digest}"


def inbox(person_id: str, *, archived: bool = False) -> str:
    return f"INBOX#{person_id}#{'archived' if archived else 'active'}"


def inbox_place(*, pinned: bool, last_activity_at: str, conversation_id: str) -> str:
    """Descending: pinned first, then the latest activity."""
    return f"{int(pinned)}#{last_activity_at}#{conversation_id}"


def unread(person_id: str) -> str:
    return f"UNREAD#{person_id}"


def patients_of(care_team_id: str | None) -> str:
    """The audience of a patient search: one care team's patients, or (None) everybody's."""
    return f"FIND#TEAM#{care_team_id}" if care_team_id else "FIND#ALL"


def patient_word(word: str, patient_id: str) -> str:
    return f"{FIND_WORD}{word}#{patient_id}"


def patient_name(name: str, patient_id: str) -> str:
    return f"{FIND_NAME}{name}#{patient_id}"


def patient_audit(patient_id: str) -> str:
    return f"PATIENT#{patient_id}"


def audit_place(at: str, entry_id: str) -> str:
    return f"{at}#{entry_id}"


def audit_hour(at: str) -> str:
    return f"HOUR#{at[:13]}"
