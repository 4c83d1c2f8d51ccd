"""Jobs: what one change means for many conversations, done part by part behind the scenes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Source(StrEnum):
    """Which conversations a job goes through: a care team's, or of a person the few in which something happened last,
    those that the inbox or the archive lists, the direct ones of a provider, those about their cases; or one alone.
    """

    TEAM = "team"
    LATEST = "latest"
    INBOX = "inbox"
    ARCHIVE = "archive"
    PAIRS = "pairs"
    CASES = "cases"
    CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True)
class Job:
    """The conversations of `source` `id` that come after the place `after`.

    `joined`: who joined the care team, and when.
    """

    source: Source
    id: str
    joined: Mapping[str, str] = field(default_factory=dict)
    after: str = ""


@dataclass(frozen=True, slots=True)
class TeamChanged:
    """A care team has other members (`joined`: each new one, and when), or serves more or fewer patients."""

    team_id: str
    joined: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PatientChanged:
    """Something about a patient that their conversations show or depend on."""

    patient_id: str


@dataclass(frozen=True, slots=True)
class StaffChanged:
    """Something about a member of staff that their direct conversations and cases show or depend on."""

    person_id: str


def jobs_after(change: TeamChanged | PatientChanged | StaffChanged) -> tuple[Job, ...]:
    """What there is to do after a change."""
    match change:
        case TeamChanged(team_id, joined):
            return (Job(Source.TEAM, team_id, joined),)
        case PatientChanged(patient_id):
            return tuple(
                Job(source, patient_id) for source in (Source.LATEST, Source.INBOX, Source.ARCHIVE, Source.CASES)
            )
        case StaffChanged(person_id):
            return tuple(Job(source, person_id) for source in (Source.PAIRS, Source.CASES))
