"""Setting up an authenticator app after a fresh sign-in, and taking one away from somebody who has lost it."""

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import NoReturn

from chalicelib import clock
from chalicelib.adapters import authenticators, hosted_sign_in, people, second_factors
from chalicelib.adapters.hosted_sign_in import Client
from chalicelib.adapters.table import until_settled
from chalicelib.domain.errors import NotFound
from chalicelib.domain.factor_errors import CodeRefused, EnrolmentRefused, FactorOfAll, OwnFactor
from chalicelib.domain.factor_shapes import AppKeyShape, EnrolledShape, EnrolmentShape, FactorResetShape
from chalicelib.domain.person import Caller, Role
from chalicelib.domain.second_factor import Enrolment, app_address
from chalicelib.domain.step_up import reason_against, reason_against_claims
from chalicelib.observability import logger
from chalicelib.settings import settings
from chalicelib.usecases import access, sessions
from chalicelib.usecases.step_up import seconds, tokens_for

ENROLLED, RESET = "second-factor.enrolled", "second-factor.reset"
SCOPE = "openid aws.cognito.signin.user.admin"
"""Lets a token change its person's sign-in. No browser is ever given one: `EnrolmentClient` has a secret."""


def client() -> Client:
    return Client(settings().doors.second_factor_client_id, SCOPE)


def begin(caller: Caller) -> EnrolmentShape:
    """Where to sign in afresh, with the factor that one has, if any; good for a quarter of an hour, in this session."""
    enrolment = Enrolment(
        id=clock.new_id(),
        person_id=caller.person_id,
        session=caller.session,
        verifier=secrets.token_urlsafe(48),
        nonce=secrets.token_urlsafe(32),
        begun_at=seconds(),
    )
    second_factors.keep(enrolment)
    url = hosted_sign_in.address_for(enrolment, client())
    return {"id": enrolment.id, "url": url, "expiresAt": end_of(enrolment)}


def new_key(caller: Caller, enrolment_id: str, code: str) -> AppKeyShape:
    """A key for the app of whoever has signed in for it. Raises `EnrolmentRefused`, or `Busy` if the pool is."""
    begun = open_enrolment(caller, enrolment_id)
    secret = authenticators.client_secret()
    tokens = tokens_for(begun, code, replace(client(), secret=secret))
    if tokens is None:
        refuse(caller, "CODE")
    reason = reason_against_claims(begun, tokens.claims, hosted_sign_in.authority(client()))
    if reason:
        second_factors.discard(begun)
        refuse(caller, reason)
    signed_in = replace(begun, access_token=tokens.access_token)
    try:
        key = authenticators.new_key(tokens.access_token)
    except authenticators.SignInOver:
        refuse(caller, "LATE")
    second_factors.keep(signed_in)
    address = app_address(key, settings().clinic_name, caller.person_id)
    return {"key": key, "address": address, "expiresAt": end_of(signed_in)}


def enrol(caller: Caller, enrolment_id: str, code: str) -> EnrolledShape:
    """Take the app that shows this code for the caller's second factor, and end every session that they have.

    Sign-ins from before count no more. Raises `CodeRefused` for another code, which may be tried again.
    """
    begun = open_enrolment(caller, enrolment_id)
    if begun.access_token is None:
        refuse(caller, "UNKNOWN")
    try:
        is_right = authenticators.is_shown(begun.access_token, code)
    except authenticators.SignInOver:
        refuse(caller, "LATE")
    if not is_right:
        write_down_refusal(caller, "CODE")
        raise CodeRefused
    # Whoever came while the pool asked for nothing must not count as soon as it asks again: if this ends half-way,
    # nobody is inside, and the owner begins anew.
    second_factors.discount(caller.person_id)
    authenticators.turn_on(caller.person_id)
    sessions.end_all(caller.person_id, caller.session)
    moment = clock.now().replace(microsecond=0)
    entry = replace(access.entry_by(caller, ENROLLED), patient_id=about(caller))
    until_settled(lambda: second_factors.enrolled(begun, int(moment.timestamp()), entry))
    return {"enrolledAt": clock.timestamp(moment)}


def reset(caller: Caller, person_id: str) -> FactorResetShape:
    """Take somebody's second factor away and end their sessions; done twice, it is done once. `NotFound`: nobody."""
    if person_id == caller.person_id:
        raise OwnFactor
    person = people.find([person_id]).get(person_id)
    if person is None:
        raise NotFound
    if settings().doors.second_factor == "ON":
        raise FactorOfAll
    patient_id = person_id if person.is_patient else None
    entry = replace(access.entry_by(caller, RESET), patient_id=patient_id, detail={"personId": person_id})
    # First what lets nobody in any more: if this ends half-way, the same request completes it.
    until_settled(lambda: second_factors.forget(person_id, entry))
    authenticators.turn_off(person_id)
    sessions.end_all(person_id)
    return {"personId": person_id}


def open_enrolment(caller: Caller, enrolment_id: str) -> Enrolment:
    """What the caller began in this session and may complete now; refused if there is none."""
    begun = second_factors.find(caller.person_id, enrolment_id)
    reason = reason_against(begun, caller.session, seconds())
    if begun is None or reason:
        refuse(caller, reason or "UNKNOWN")
    return begun


def refuse(caller: Caller, reason: str) -> NoReturn:
    """Refuse, with an audit entry that says why; the caller is not told."""
    write_down_refusal(caller, reason)
    raise EnrolmentRefused


def write_down_refusal(caller: Caller, reason: str) -> None:
    access.write_down(caller, ENROLLED, outcome="refused", patient_id=about(caller), detail={"reason": reason})
    logger.info("enrolment refused", reason=reason)


def about(caller: Caller) -> str | None:
    """The patient whom an entry concerns: patients themselves."""
    return caller.person_id if caller.role is Role.PATIENT else None


def end_of(enrolment: Enrolment) -> str:
    left = timedelta(seconds=enrolment.expires_at - seconds())
    return clock.timestamp(clock.now().replace(microsecond=0) + left)
