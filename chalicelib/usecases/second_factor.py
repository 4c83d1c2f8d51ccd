"""Whether somebody has shown the second factor that the clinic asks of its staff."""

from chalicelib import clock
from chalicelib.adapters import authenticators, second_factors
from chalicelib.domain.factor_errors import SecondFactorRequired
from chalicelib.domain.person import Caller
from chalicelib.domain.second_factor import WORKERS, Standing
from chalicelib.domain.session import LONGEST_TOKEN
from chalicelib.settings import settings
from chalicelib.usecases import access

MOST_TOKENS = 1000
DONE = frozenset({Standing.NOT_ASKED, Standing.PROVEN})
PROVEN: dict[str, int] = {}
"""Tokens that this process has found good, and until when that holds: each ends by itself before."""


def require(caller: Caller, act: str) -> None:
    """Refuse staff who have not shown their second factor, where the clinic asks for one, with an audit entry.

    A token is looked into once by each process, and not at all where nothing is asked.
    """
    found = standing(caller)
    if found not in DONE:
        access.write_down(caller, act, outcome="refused", detail={"reason": f"SECOND_FACTOR_{found}"})
        raise SecondFactorRequired


def standing(caller: Caller) -> Standing:
    """How the caller stands to it, with the token that they showed."""
    if settings().doors.second_factor != "STAFF" or caller.role not in WORKERS:
        return Standing.NOT_ASKED
    if PROVEN.get(caller.token, 0) > seconds():
        return Standing.PROVEN
    found = looked_into(caller)
    if found is Standing.PROVEN:
        remember(caller.token)
    return found


def looked_into(caller: Caller) -> Standing:
    """By what is kept; and once in each session by what the pool says, which others can change too."""
    kept = second_factors.proof(caller.person_id, caller.session)
    found = kept.standing(caller.signed_in_at)
    if found is not Standing.PROVEN or kept.is_confirmed:
        return found
    if not authenticators.is_asked_of(caller.person_id):
        return Standing.TO_ENROL
    second_factors.confirm(caller.person_id, caller.session, seconds())
    return found


def remember(token: str) -> None:
    if len(PROVEN) >= MOST_TOKENS:
        PROVEN.clear()
    if token:
        PROVEN[token] = seconds() + LONGEST_TOKEN


def seconds() -> int:
    """Now, in whole seconds since 1970."""
    return int(clock.now().timestamp())
