"""Care teams: who reads what patients write on a topic."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CareTeam:
    """`members` maps each member's id to the time they joined; `serves_all`: any patient may write to it."""

    id: str
    name: str
    serves_all: bool = False
    members: Mapping[str, str] = field(default_factory=dict)
    active: bool = True
