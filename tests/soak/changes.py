"""What changes who may read and write: care teams and cases by the EHR, consent by the patient."""

import random
import threading
import time

from tests.soak.population import Population
from tests.soak.window import Window

ONE_AT_A_TIME = threading.Lock()


def join_or_leave(population: Population, chance: random.Random) -> None:
    """Let one provider join a care team, or leave it; somebody always stays."""
    team_id = chance.choice([each for each in sorted(population.teams) if not each.endswith("desk")])
    person_id = chance.choice([person.id for person in population.staff])
    with ONE_AT_A_TIME:
        members = population.teams[team_id] ^ {person_id}
        if members:
            population.put_team(team_id, members)


def close_or_open_case(population: Population, chance: random.Random) -> None:
    case_id = chance.choice(sorted(population.cases))
    with ONE_AT_A_TIME:
        population.put_case(case_id, is_open=not population.facts.is_open[case_id].last)


def opt_out_or_in(window: Window, population: Population) -> None:
    """The patient turns chat off; mostly they soon turn it on again."""
    history = population.facts.chats[window.person.id]
    wanted = not history.last or window.chance.random() > 0.7
    asked = time.time()
    answer, _ = window.until_answered("PATCH", "/me", {"preferences": {"chatOptIn": wanted}})
    history.note(asked, time.time() if answer.status == 200 else float("inf"), wanted)
