"""Keys of what belongs to mails: who is due, and which mail is being sent."""

import zlib

LISTS = 8
"""Who is due stands in so many lists, all of one person in the same: one alone would bear every change of a seat."""


def due(number: int) -> str:
    """In the index: one of the lists of seats about which their people are to be mailed."""
    return f"DIGEST#{number}"


def list_of(person_id: str) -> int:
    """In which of the lists somebody stands."""
    return zlib.crc32(person_id.encode()) % LISTS


def due_list_of(person_id: str) -> str:
    return due(list_of(person_id))


def due_place(since: str, person_id: str, conversation_id: str) -> str:
    """In such a list: the order of time."""
    return f"{since}#{person_id}#{conversation_id}"


def digest(digest_id: str) -> tuple[str, str]:
    """A mail that is or was to be sent."""
    return f"DIGEST#{digest_id}", "DIGEST"


def claim(person_id: str) -> tuple[str, str]:
    """The one mail to somebody that is being sent. Not below the person: who sends mails may change nobody."""
    return f"DIGEST#{person_id}", "CLAIM"
