"""Stepping up: a patient signs in afresh to see what staff marked sensitive, in that session, for five minutes."""

import secrets
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import NoReturn

from chalicelib import clock
from chalicelib.adapters import hosted_sign_in, step_ups
from chalicelib.adapters.audit import Entry
from chalicelib.adapters.hosted_sign_in import Client, Tokens
from chalicelib.adapters.table import until_settled
from chalicelib.domain.errors import Busy, StepUpRefused
from chalicelib.domain.person import Caller
from chalicelib.domain.session_shapes import StepUpShape, UnlockedShape
from chalicelib.domain.step_up import UNLOCKED_FOR, StepUp, reason_against, reason_against_claims
from chalicelib.observability import logger
from chalicelib.usecases import access


def begin(caller: Caller) -> StepUpShape:
    """Where to sign in afresh; to be completed within five minutes, once, in the session that began it."""
    step_up = StepUp(
        id=clock.new_id(),
        person_id=caller.person_id,
        session=caller.session,
        verifier=secrets.token_urlsafe(48),
        nonce=secrets.token_urlsafe(32),
        begun_at=seconds(),
    )
    step_ups.begin(step_up, entry(caller, "step-up.begun", step_up.id))
    expires = clock.now().replace(microsecond=0) + timedelta(seconds=step_up.expires_at - seconds())
    return {
        "id": step_up.id,
        "url": hosted_sign_in.address_for(step_up, hosted_sign_in.portal()),
        "expiresAt": clock.timestamp(expires),
    }


def complete(caller: Caller, step_up_id: str, code: str) -> UnlockedShape:
    """Unlock what is sensitive for this session, if the code shows that the caller has signed in since they began.

    Raises `StepUpRefused` otherwise (why, the audit says), `Busy` if the sign-in service gives no answer.
    """
    begun = step_ups.find(caller.person_id, step_up_id)
    reason = reason_against(begun, caller.session, seconds())
    if begun is None or reason:
        refuse(caller, step_up_id, reason or "UNKNOWN")
    reason = reason_against_code(begun, code)
    if reason:
        refuse(caller, step_up_id, reason)
    until = clock.from_now(UNLOCKED_FOR).replace(microsecond=0)
    done = entry(caller, "step-up.completed", step_up_id)
    if not until_settled(partial(step_ups.complete, begun, int(until.timestamp()), done)):
        refuse(caller, step_up_id, "UNKNOWN")
    return {"unlockedUntil": clock.timestamp(until)}


def reason_against_code(begun: StepUp, code: str) -> str | None:
    """Why this code does not show a fresh sign-in of theirs. One that shows something else ends the attempt."""
    tokens = tokens_for(begun, code, hosted_sign_in.portal())
    if tokens is None:
        return "CODE"
    reason = reason_against_claims(begun, tokens.claims, hosted_sign_in.authority(hosted_sign_in.portal()))
    if reason:
        step_ups.discard(begun)
    return reason


def tokens_for(begun: StepUp, code: str, client: Client) -> Tokens | None:
    """What the pool gives for this code, if it takes it. Raises `Busy` if it gives no answer."""
    try:
        return hosted_sign_in.tokens_for(code, begun.verifier, client)
    except hosted_sign_in.Unreachable as unreachable:
        raise Busy("The sign-in service does not answer. Repeat the same request in a second.") from unreachable


def is_unlocked(caller: Caller) -> bool:
    """Whether the caller's session sees what is sensitive at this moment."""
    return seconds() < step_ups.unlocked_until(caller.person_id, caller.session)


def refuse(caller: Caller, step_up_id: str, reason: str) -> NoReturn:
    """Refuse, with an audit entry that says why; the caller is not told."""
    detail = {"stepUp": step_up_id, "reason": reason}
    access.write_down(caller, "step-up.completed", outcome="refused", patient_id=caller.person_id, detail=detail)
    logger.info("step-up refused", reason=reason)
    raise StepUpRefused


def entry(caller: Caller, act: str, step_up_id: str) -> Entry:
    return replace(access.entry_by(caller, act), patient_id=caller.person_id, detail={"stepUp": step_up_id})


def seconds() -> int:
    """Now, in whole seconds since 1970."""
    return int(clock.now().timestamp())
