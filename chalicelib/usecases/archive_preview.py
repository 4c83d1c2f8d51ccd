"""What the next run would archive or purge: looked at, and nothing done."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, islice

from chalicelib.adapters import activity, archive_keys, conversations, holds
from chalicelib.adapters.activity import Part
from chalicelib.domain.archive_shapes import DueShape
from chalicelib.domain.archiving import day_begins
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.person import Caller
from chalicelib.settings import settings
from chalicelib.usecases import access
from chalicelib.usecases.archiving import BATCH, before

MOST_COUNTED = 10_000
END_OF_TIME = "9"
"""After every moment that a list has."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does, to which of the list, and after how many months; 0: never."""

    part: Part
    belongs: Callable[[Conversation, str], bool]
    months: Callable[[], int]

    def before(self) -> str:
        """Up to what moment the next run takes them; nothing is before the empty one."""
        return before(self.months()) if self.months() else ""


PLANS = {
    "archive": Plan(archive_keys.active, Conversation.is_due, lambda: settings().archive_months),
    "purge": Plan(archive_keys.archived, Conversation.is_outdated, lambda: settings().retention_months),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """A page of what is due. `due`: how many there are in all, at most `MOST_COUNTED`; only on the first page."""

    items: list[DueShape]
    following: str | None
    before: str
    due: int | None


def preview(caller: Caller, act: str, moment: str | None, place: str | None, limit: int) -> Preview:
    """What the next run would do that act to, or one that takes what has been so since before the day of `moment`."""
    plan = PLANS[act]
    until = plan.before() if moment is None else day_begins(moment)
    ids, following = next_ids(plan.part, until, place or "0/", limit)
    found = conversations.find(ids)
    due = [found[each] for each in ids if each in found and plan.belongs(found[each], until)]
    entry = access.list_being_read(caller, "archive.preview", conversations=[it.id for it in due], which=act)
    held = holds.held({it.patient_id for it in due})
    entry.result()
    return Preview([shape(it, held) for it in due], following, until, None if place else counted(plan.part, until))


def next_ids(part: Part, until: str, place: str, limit: int) -> tuple[list[str], str | None]:
    """The next ids after a place, which is a number of the list's parts and a place in it; and where to go on."""
    number, _, after = place.partition("/")
    ids: list[str] = []
    for shard in range(int(number), archive_keys.SHARDS):
        found, more = activity.page(part(shard), until, after, limit - len(ids))
        ids, after = ids + found, ""
        if more:
            return ids, f"{shard}/{more}"
        if len(ids) == limit and shard + 1 < archive_keys.SHARDS:
            return ids, f"{shard + 1}/"
    return ids, None


def counted(part: Part, until: str) -> int:
    return len(first_ids(part, until))


def first_ids(part: Part, until: str) -> list[str]:
    """Ids of all that are due, up to `MOST_COUNTED`."""
    return list(islice(chain.from_iterable(activity.pages(part, until, BATCH)), MOST_COUNTED))


def rehearsal() -> dict[str, object]:
    """What the next run would do, in ids and counts; those left out whose patient is under a legal hold."""
    named = {act: first_ids(plan.part, plan.before()) for act, plan in PLANS.items()}
    found = conversations.find(named["purge"])
    held = holds.held({it.patient_id for it in found.values()})
    named["purge"] = [it.id for it in found.values() if it.patient_id not in held]
    return {"dryRun": True, **{act: {"count": len(ids), "conversations": ids} for act, ids in named.items()}}


def held_patients(has_time: Callable[[], bool]) -> dict[str, object]:
    """How many patients with a conversation here are under a legal hold; `complete`: all were looked at."""
    patients, held = set[str](), frozenset[str]()
    for plan in PLANS.values():
        for ids in activity.pages(plan.part, END_OF_TIME, BATCH):
            new = {it.patient_id for it in conversations.find(ids).values()} - patients
            patients, held = patients | new, held | holds.under(new)
            if not has_time():
                return {"held": len(held), "complete": False}
    return {"held": len(held), "complete": True}


def shape(it: Conversation, held: frozenset[str]) -> DueShape:
    return {
        "id": it.id,
        "kind": it.kind.value,
        "patientId": it.patient_id,
        "lastActivityAt": it.last_activity_at,
        "archivedAt": it.archived_at,
        "messageCount": it.texts,
        "onHold": it.patient_id in held,
    }
