"""Searching conversations: which words find one, and for which audiences."""

from collections.abc import Iterable

from chalicelib.domain.conversation import Conversation, Kind
from chalicelib.domain.names import searchable_words
from chalicelib.domain.person import Person


def words_of(conversation: Conversation, patient: Person | None) -> set[str]:
    """The words by which this conversation is found: its topic, its patient's name and id."""
    name = searchable_words(patient.name) if patient else set()
    return searchable_words(conversation.topic) | name | searchable_words(conversation.patient_id)


def audiences_of(conversation: Conversation) -> list[str]:
    """Exactly those who may see this conversation."""
    match conversation.kind:
        case Kind.TOPIC:
            return [f"PERSON#{conversation.patient_id}", f"TEAM#{conversation.care_team_id}"]
        case Kind.DIRECT | Kind.CASE:
            return [f"PERSON#{member}" for member in sorted(conversation.named_members)]


def audiences_with(person: Person) -> list[str]:
    """The audiences that this person is part of today."""
    return [f"PERSON#{person.id}", *(f"TEAM#{team}" for team in sorted(person.care_team_ids) if person.is_staff)]


def is_found_at(word: str, own: Iterable[str], asked: Iterable[str], prefix: str) -> bool:
    """Whether something with these words of its own is a match, and `word` the last of them that begins so.

    Each thing is found once, however many of its words begin so.
    """
    known = list(own)
    last = max(each for each in known if each.startswith(prefix))
    return word == last and all(any(each.startswith(one) for each in known) for one in asked)
