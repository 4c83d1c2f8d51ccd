"""What the promises are checked against: what everybody was told, and what is stored when all is still."""

from dataclasses import dataclass, field

from tests.soak.ledger import Ledger
from tests.soak.population import Population
from tests.soak.records import Records, Row

Broken = list[str]
"""One sentence for each time that a promise was broken, with the evidence."""


@dataclass(frozen=True)
class Evidence:
    """`closing`: what each window knew after its last break; `live`: what it knew just before, by pushes alone.

    `recounted`, `retold`: where REST's lists and numbers, or its threads, are not what is stored in the end.
    """

    population: Population
    ledger: Ledger
    records: Records
    closing: dict[str, Broken] = field(default_factory=dict)
    live: dict[str, Broken] = field(default_factory=dict)
    recounted: Broken = field(default_factory=list)
    retold: Broken = field(default_factory=list)

    def is_member(self, person_id: str, conversation_id: str, start: float, end: float) -> bool | None:
        """Whether somebody belonged to a conversation all that time; None if that changed or is not known."""
        head = self.records.heads.get(conversation_id)
        if head is None:
            return None
        if head["kind"] != "topic" or person_id == head["patientId"]:
            return person_id in self.records.members(conversation_id)
        return self.population.facts.works_in[person_id, head["careTeamId"]].throughout(start, end)

    def patient_of(self, conversation_id: str) -> str | None:
        head = self.records.heads.get(conversation_id)
        return head["patientId"] if head else None

    def own_threads(self) -> dict[str, dict[int, Row]]:
        """The stored threads of this run's clinic."""
        own = {person.id for person in self.population.patients}
        heads = self.records.heads
        return {each: self.records.threads[each] for each, head in heads.items() if head["patientId"] in own}
