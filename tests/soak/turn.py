"""One window's turn: where, with whom, in which words. Every choice is that of the seed."""

import random
import re
from collections.abc import Collection
from dataclasses import dataclass

from tests.soak.ledger import Sent
from tests.soak.population import TOPICS, Population
from tests.soak.view import Json
from tests.soak.window import Window
from tests.stack_fixture.person import Person

WORDS = (
    "dose",
    "tablet",
    "night",
    "pain",
    "result",
    "thanks",
    "tomorrow",
    "better",
    "Núñez",
    "no change",
    "🙂",
    "why?",
)


MARK = re.compile(r"nr\d{9}")


def mark(chance: random.Random) -> str:
    """Stands in everything that somebody writes, and nowhere else."""
    return f"nr{chance.randrange(10**9):09d}"


@dataclass(frozen=True)
class Turn:
    """One window's turn to do something."""

    window: Window
    population: Population
    chance: random.Random

    @property
    def is_staff(self) -> bool:
        return self.window.person.role == "staff"

    def somewhere(self) -> str | None:
        """A conversation of the inbox, mostly one where others are too; now and then a former or a foreign one."""
        dice = self.chance.random()
        if dice < 0.02:
            return self.one_of(self.window.ledger.conversations)
        if dice < 0.08:
            return self.one_of(self.window.ever_known)
        rows = self.window.view.rows
        busiest = sorted(rows, key=lambda it: rows[it]["lastSeq"])[-3:]
        return self.one_of(busiest if dice < 0.6 else rows)

    def one_of(self, choices: Collection[str]) -> str | None:
        return self.chance.choice(sorted(choices)) if choices else None

    def one_of_mine(self) -> Sent | None:
        """A text that this window sent before."""
        mine = [sent for sent in self.window.ledger.sent if sent.window == self.window.name and sent.seq]
        return self.chance.choice(mine[-20:]) if mine else None

    def somebody_to_write_to(self) -> Json:
        """Whom a new conversation would be with, and about what."""
        population, topic = self.population, {"kind": "topic", "topic": self.chance.choice(TOPICS)}
        if not self.is_staff:
            team = {"careTeamId": self.chance.choice(sorted(population.teams))}
            other = {"kind": "direct", "providerId": self.chance.choice(population.staff).id}
            return self.chance.choice(({**topic, **team}, {**topic, **team}, other))
        patient = {"patientId": self.chance.choice(population.patients).id}
        team = {"careTeamId": self.chance.choice(sorted(population.teams))}
        case = {"kind": "case", "caseId": self.chance.choice(sorted(population.cases))}
        return self.chance.choice(({**topic, **patient, **team}, {"kind": "direct", **patient}, case))

    def text(self) -> str:
        """Words that nobody else wrote."""
        return " ".join([*self.chance.choices(WORDS, k=self.chance.randint(1, 12)), mark(self.chance)])

    def beside(self, person: Person) -> Window:
        """A window of somebody's who asks, and hears nothing."""
        return Window(f"{self.window.name} beside", person, self.window.ledger, self.chance)
