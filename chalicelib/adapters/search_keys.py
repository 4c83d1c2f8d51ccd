"""The keys of lists of words: those of conversations, and those of patients."""

FIND_WORD = "w#"
FIND_NAME = "n#"


def search(scope: str) -> str:
    """The words of all conversations that one audience sees."""
    return f"SEARCH#{scope}"


def search_word(word: str, conversation_id: str) -> str:
    return f"{word}#{conversation_id}"


def patients_of(care_team_id: str | None) -> str:
    """The audience of a patient search: one care team's patients, or (None) everybody's."""
    return f"FIND#TEAM#{care_team_id}" if care_team_id else "FIND#ALL"


def patient_word(word: str, patient_id: str) -> str:
    return f"{FIND_WORD}{word}#{patient_id}"


def patient_name(name: str, patient_id: str) -> str:
    return f"{FIND_NAME}{name}#{patient_id}"
