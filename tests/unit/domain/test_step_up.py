"""What shows that somebody has signed in since they began."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.session import latest_sign_out_before
from chalicelib.domain.step_up import Authority, StepUp, reason_against, reason_against_claims

BEGUN = StepUp("id", "ada", "session", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "nonce", begun_at=1_000)
POOL = Authority("https://pool.example", "portal")
GOOD = {
    "iss": "https://pool.example",
    "aud": "portal",
    "token_use": "id",
    "nonce": "nonce",
    "cognito:username": "ada",
    "auth_time": 1_000,
}


def test_the_challenge_is_that_of_the_standard() -> None:
    assert BEGUN.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "RFC 7636, appendix B"


@pytest.mark.parametrize(("now", "reason"), [(1_000, None), (1_299, None), (1_300, "LATE"), (9_999, "LATE")])
def test_it_is_completed_within_five_minutes(now: int, reason: str | None) -> None:
    assert reason_against(BEGUN, "session", now) == reason


def test_it_is_completed_where_it_began() -> None:
    assert reason_against(BEGUN, "other", 1_000) == "OTHER_SESSION"
    assert reason_against(None, "session", 1_000) == "UNKNOWN"


@given(st.one_of(st.integers(), st.none(), st.text(), st.floats(), st.booleans()))
def test_only_a_sign_in_since_it_began_counts(auth_time: object) -> None:
    is_fresh = type(auth_time) is int and auth_time >= 1_000

    reason = reason_against_claims(BEGUN, {**GOOD, "auth_time": auth_time}, POOL)
    assert reason == (None if is_fresh else "NOT_FRESH")


@given(st.sampled_from(sorted(GOOD)), st.one_of(st.none(), st.text(), st.lists(st.text())))
def test_no_other_claim_may_differ(name: str, value: object) -> None:
    changed = {**GOOD, name: value}
    without = {other: claim for other, claim in GOOD.items() if other != name}

    assert (reason_against_claims(BEGUN, changed, POOL) is None) is (value == GOOD[name])
    assert reason_against_claims(BEGUN, without, POOL) is not None


def test_an_empty_nonce_is_no_nonce() -> None:
    assert reason_against_claims(replace(BEGUN, nonce="n"), {**GOOD, "nonce": ""}, POOL) == "NONCE"


def test_a_sign_out_everywhere_counts_for_tokens_made_before_it_and_not_for_ever() -> None:
    now = 100_000
    assert latest_sign_out_before(now, now) == now
    assert latest_sign_out_before(now - 60, now) == now - 60
    assert latest_sign_out_before(0, now) == now - 600
