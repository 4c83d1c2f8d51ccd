"""How long, how many, and one seed from which every choice follows."""

import os
import random
import secrets
from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """Each client stops after so many seconds, or after so many acts, if those are given.

    `each`: how many acts of all clients there are to one fault; `quiet`: seconds without any change that count as rest.
    """

    seed: int
    clients: int = 12
    seconds: float = 600
    acts: int | None = None
    each: int = 25
    pause: float = 0.15
    quiet: float = 3.0
    kills_jobs: bool = True
    """Whether workers of `hand_over` die too: their jobs come again only after three minutes."""

    def chance(self, name: str) -> random.Random:
        """Chance of its own for everybody who chooses, so that nobody's choices depend on another's speed."""
        return random.Random(f"{self.seed}/{name}")


def chosen_seed() -> int:
    """The seed of the environment (SEED), or a new one."""
    return int(os.environ.get("SEED") or secrets.randbelow(10**8))
