"""Every key of the audit is built here and nowhere else."""

from chalicelib.adapters import keys

LAST = "#\U0010ffff"
"""Sorts after all entries of the same moment."""


def of_patient(patient_id: str) -> str:
    return f"PATIENT#{patient_id}"


def of_person(person_id: str) -> str:
    return keys.person(person_id)


def of_conversation(conversation_id: str) -> str:
    return keys.conversation(conversation_id)


def place(at: str, entry_id: str) -> str:
    return f"{at}#{entry_id}"


def hour(at: str) -> str:
    return f"HOUR#{at[:13]}"
