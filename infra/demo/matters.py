"""Which matters come up at the demo clinic, and between whom."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from random import Random
from typing import Any

from chalicelib.domain.person import Person

from infra.demo import stories
from infra.demo.data import content
from infra.demo.people import People, Team
from infra.demo.stories import Story

TOPICS, DIRECT = 108, 28
MORE_FOR_SHOWN = 4
"""How many more conversations those patients have whose sign-ins are shown first."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A story (or a diary, which goes on for `days`) between a patient and a care team, or a provider."""

    name: str
    patient: Person
    team: Team | None = None
    provider_id: str | None = None
    story: Story | None = None
    topic: str = ""
    diary: Mapping[str, Any] = field(default_factory=dict)
    days: int = 0

    def staff_at(self, age: timedelta) -> list[str]:
        """The staff side as it was that long ago."""
        return (
            [self.provider_id] if self.provider_id else self.team.members(age / timedelta(days=1)) if self.team else []
        )


def matters(people: People) -> list[Matter]:
    """All of them, those of the best known people first within what is new."""
    chance = Random("matters")
    found = [*diaries(people), *topics(chance, people)]
    found += directs(chance, people, taken={(each.patient.id, each.provider_id) for each in found})
    return in_order(chance, people, found)


def diaries(people: People) -> Iterator[Matter]:
    teams, patients = {team.id: team for team in people.teams}, {each.id: each for each in people.patients}
    for number, stated in enumerate(content("diaries"), 1):
        yield Matter(
            name=f"diary-{number}",
            patient=patients[stated["patient"]],
            team=teams.get(stated.get("team")),
            provider_id=stated.get("provider"),
            topic=stated.get("topic", ""),
            diary=stated,
            days=stated["days"],
        )


def topics(chance: Random, people: People) -> list[Matter]:
    """The stories in turn, each with a patient who had few so far, and never that one."""
    teams = {team.id: team for team in people.teams}
    own = [(story, [each]) for story in stories.topics() for each in people.writing() if each.id in story.only_for]
    for_all = cycle(chance.sample(shared := [each for each in stories.topics() if not each.only_for], len(shared)))
    count = {each.id: -MORE_FOR_SHOWN if each.id in people.shown_first else 0 for each in people.writing()}
    found: dict[str, Matter] = {}
    while len(found) < TOPICS:
        story, patients = own.pop() if own else (next(for_all), people.writing())
        team = teams[story.team_id or ""]
        can = [each for each in patients if team.serves_all or team.id in each.care_team_ids]
        can = [each for each in can if f"{story.name}.{each.id}" not in found]
        patient = min(can, key=lambda each: (count[each.id], chance.random()))
        count[patient.id] += 1
        name = f"{story.name}.{patient.id}"
        found[name] = Matter(name, patient, team, story=story)
    return list(found.values())


def directs(chance: Random, people: People, taken: set[tuple[str, str | None]]) -> list[Matter]:
    """The direct stories in turn, each pair once."""
    own = [(story, [each]) for story in stories.direct() for each in people.writing() if each.id in story.only_for]
    for_all = cycle([each for each in stories.direct() if not each.only_for])
    found: list[Matter] = []
    for patient in cycle(chance.sample(people.writing(), len(people.writing()))):
        if len(found) == DIRECT:
            return found
        story, [writer] = own.pop() if own else (next(for_all), [patient])
        free = [each.id for each in people.providers_for(writer) if (writer.id, each.id) not in taken]
        if free:
            provider_id = chance.choice(free)
            taken.add((writer.id, provider_id))
            found.append(Matter(f"{story.name}.{writer.id}.{provider_id}", writer, None, provider_id, story))
    return found


def in_order(chance: Random, people: People, found: Sequence[Matter]) -> list[Matter]:
    """The newest first: diaries, some of each patient whose sign-in is shown first, then as chance has it.

    Whoever withdrew did so a while ago.
    """
    seen: Counter[str] = Counter()
    withdrawn = {patient.id for patient in people.changed}

    def place(matter: Matter) -> tuple[bool, float]:
        seen[matter.patient.id] += 1
        is_first = not matter.story or (matter.patient.id in people.shown_first and seen[matter.patient.id] <= 3)
        return not is_first, chance.uniform(0.4 if matter.patient.id in withdrawn else 0, 1)

    return sorted(found, key=place)
