"""One run: a clinic, its windows, their acts and the faults; then rest, and every promise checked."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from infra.local.stack import Stack
from tests.soak import promised_membership, promised_messages, records, recount
from tests.soak.acts import start
from tests.soak.chances import ACTS
from tests.soak.evidence import Broken, Evidence
from tests.soak.faults import Faults
from tests.soak.hearing import follow
from tests.soak.ledger import Ledger
from tests.soak.population import Population, founded
from tests.soak.promised_audit import nothing_unaudited
from tests.soak.promised_state import close, differences
from tests.soak.seed import Plan
from tests.soak.still import come_to_rest
from tests.soak.threads import threads_are_as_stored
from tests.soak.tour import go_round
from tests.soak.turn import Turn
from tests.soak.window import Window

PROMISES: dict[str, Callable[[Evidence], Broken]] = {
    "1 an acknowledged message is never lost": promised_messages.nothing_lost,
    "2 one clientMessageId, one message": promised_messages.nothing_doubled,
    "3 one gapless order, the same for all": promised_messages.one_order,
    "4 each sender's own order is kept": promised_messages.senders_order,
    "5 no content without its audit entry": nothing_unaudited,
    "6 after a break a client has what the server has": lambda evidence: [
        *(each for broken in evidence.closing.values() for each in broken),
        *evidence.retold,
    ],
    "7 badge = inbox = statistics = recount": lambda evidence: evidence.recounted,
    "· membership and consent decide at once": promised_membership.membership_decides,
    "· nothing unhandled": promised_membership.nothing_unhandled,
}


@dataclass(frozen=True)
class Report:
    """`broken`: what was found against each promise. `done`: how often each act; `happened`: each fault.

    `took`: seconds of each part of the run.
    """

    seed: int
    broken: dict[str, Broken]
    evidence: Evidence
    done: Counter[str]
    happened: Counter[str]
    took: dict[str, float]
    rests: bool

    @property
    def is_kept(self) -> bool:
        return self.rests and not any(self.broken.values())


def run(stack: Stack, plan: Plan) -> Report:
    """Let everybody act and everything happen that the seed says, and check what came of it."""
    ledger, done, took = Ledger(), Counter[str](), dict[str, float]()
    with ExitStack() as until_the_end:
        with timed(took, "founding"):
            population = until_the_end.enter_context(founded(stack, plan.clients))
            with ThreadPoolExecutor(1) as beside:
                round_trip = beside.submit(go_round, population, ledger, plan)
                windows = opened(population, ledger, plan)
            round_trip.result()
            for window in windows:
                until_the_end.callback(window.break_off)
            faults = Faults(stack, population, plan)
        with timed(took, "acting"), ThreadPoolExecutor(len(windows)) as pool:
            for acts in pool.map(lambda window: act(window, population, plan, faults), windows):
                done += acts
        with timed(took, "resting"):
            rests = come_to_rest(stack, plan.quiet)
        with timed(took, "checking"):
            evidence = gathered(stack, population, windows, ledger)
            broken = {name: check(evidence) for name, check in PROMISES.items()}
    return Report(plan.seed, broken, evidence, done, faults.happened, took, rests)


@contextmanager
def timed(took: dict[str, float], part: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    took[part] = time.monotonic() - started


def opened(population: Population, ledger: Ledger, plan: Plan) -> list[Window]:
    """One window for everybody, and further ones for the first until there are as many as planned."""
    people = population.everybody
    people = (people + people[-3:] * plan.clients)[: plan.clients]
    windows = [Window(f"w{number}", who, ledger, plan.chance(f"w{number}")) for number, who in enumerate(people)]
    with ThreadPoolExecutor(len(windows)) as pool:
        list(pool.map(Window.open, windows))
    return windows


def act(window: Window, population: Population, plan: Plan, faults: Faults) -> Counter[str]:
    """Do one thing after the other, with a fault now and then, until time or acts are over."""
    turn, done = Turn(window, population, plan.chance(f"acts of {window.name}")), Counter[str]()
    started = time.monotonic()
    start(turn)
    acts, weights = list(ACTS), list(ACTS.values())
    while done.total() < plan.acts if plan.acts else time.monotonic() - started < plan.seconds:
        if not window.is_live and turn.chance.random() < 0.3:
            window.open()
        follow(window)
        [chosen] = turn.chance.choices(acts, weights)
        chosen(turn)
        done[chosen.__name__] += 1
        faults.after_an_act()
        time.sleep(turn.chance.uniform(0, 2 * plan.pause))
    return done


def gathered(stack: Stack, population: Population, windows: list[Window], ledger: Ledger) -> Evidence:
    """Everything that the promises are checked against, once all is still."""
    for window in windows:
        follow(window)
    stored = records.read(stack)
    live = {window.name: differences(stored, window) for window in windows if window.is_live}
    with ThreadPoolExecutor(len(windows)) as pool:
        list(pool.map(close, windows))
    stored = records.read(stack)
    closing = {window.name: differences(stored, window) for window in windows}
    recounted = recount.badge_is_inbox_is_statistics(stored, population)
    retold = threads_are_as_stored(stored, population)
    return Evidence(population, ledger, stored, closing, live, recounted, retold)
