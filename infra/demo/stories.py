"""Stories: what people write to each other, before it is known who and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random
from typing import Any

from infra.demo.data import content

TOPICS = {
    "medication-questions": "stories/medication",
    "appointments-and-referrals": "stories/appointments",
    "test-results": "stories/results",
    "front-desk": "stories/desk",
}
OF_THE_DESK = ("appointments-and-referrals", "front-desk")
VOICES = PATIENT, STAFF, COLLEAGUE = "p", "s", "c"
FLAGS = {"is_later", "is_correction"}
Words = Mapping[str, str]
Exchange = Sequence[Mapping[str, Any]]
"""Lines as the files state them: a voice, and one text or several to choose from; perhaps flags."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text in one of the voices. `is_later`: days after what stands before it; `is_morning`: before breakfast.

    `is_correction`: it corrects what stands before it, in the same voice.
    """

    voice: str
    text: str
    is_later: bool = False
    is_morning: bool = False
    is_correction: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """One matter. `name` is its own among all; `topic` is empty and `team_id` None for direct conversations."""

    name: str
    team_id: str | None
    topic: str
    lines: Exchange
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    only_for: frozenset[str] = frozenset()

    def choose_words(self, chance: Random) -> dict[str, str]:
        """One of the words for each blank."""
        return {blank: chance.choice(choices) for blank, choices in self.words.items()}


@cache
def topics() -> tuple[Story, ...]:
    """The matters that patients raise with care teams."""
    return tuple(story for team_id, name in TOPICS.items() for story in stories(name, team_id))


@cache
def direct() -> tuple[Story, ...]:
    """The matters between a patient and one provider."""
    return tuple(stories("stories/direct", None))


def stories(name: str, team_id: str | None) -> list[Story]:
    return [
        Story(
            name=f"{name.partition('/')[2]}-{number}",
            team_id=team_id,
            topic=each.get("topic", ""),
            lines=each["lines"],
            words=each.get("words", {}),
            only_for=frozenset(each.get("only_for", ())),
        )
        for number, each in enumerate(content(name), 1)
    ]


def spoken(chance: Random, lines: Exchange, words: Words) -> list[Said]:
    """Lines with one of their texts each, the blanks filled."""
    return [
        Said(voice, choose(chance, line[voice]).format_map(words), **{key: line[key] for key in line.keys() & FLAGS})
        for line in lines
        for voice in line.keys() & VOICES
    ]


def choose(chance: Random, texts: str | Sequence[str]) -> str:
    return texts if isinstance(texts, str) else chance.choice(texts)


def follow_ups(chance: Random, story: Story, count: int, words: Words) -> list[Said]:
    """That many different exchanges after the matter itself; about the patient's health only where it was."""
    said: list[Said] = []
    fitting = content("followups")
    known = fitting["general"] if story.team_id in OF_THE_DESK else [*fitting["general"], *fitting["health"]]
    for lines in chance.sample(known, count):
        first, *rest = spoken(chance, lines, words)
        said += [replace(first, is_later=True), *rest]
    return said


def ending(chance: Random, words: Words) -> list[Said]:
    """Thanks and a goodbye."""
    polite = content("endings")
    return spoken(chance, [{PATIENT: polite["thanks"]}, {STAFF: polite["goodbyes"]}], words)


def diary(chance: Random, stated: Mapping[str, Any], words: Words) -> list[Said]:
    """A long thread: values sent in, most of them answered, some of the answers answered again."""
    said = spoken(chance, stated["opening"], words)
    for _ in range(stated["entries"]):
        high, sugar = chance.randint(116, 148), chance.randint(84, 158)
        values = {**words, "high": str(high), "low": str(high // 2 + chance.randint(10, 18)), "sugar": str(sugar)}
        said.append(Said(PATIENT, choose(chance, stated["report"]).format_map(values), is_later=True, is_morning=True))
        if high > 141 or sugar > 150:
            said += spoken(chance, chance.choice(stated["high"]), values)
        elif chance.random() < 0.8:
            said += spoken(chance, [{STAFF: stated["good"]}], values)
    return said
