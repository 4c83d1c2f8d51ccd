"""A trial's authenticator app shows what RFC 6238 says, and no code twice."""

import time

import pytest

from infra.deploy.authenticator import STEP, Authenticator, code_at

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The RFC's own, in base 32."""
SHOWN = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037"}
"""By its appendix B, the last six of eight digits."""


@pytest.mark.parametrize("moment", sorted(SHOWN))
def test_a_code_is_that_of_the_standard(moment: int) -> None:
    assert code_at(KEY, moment) == SHOWN[moment]
    assert code_at(KEY.lower(), moment) == SHOWN[moment]


def test_a_code_stays_for_half_a_minute() -> None:
    assert code_at(KEY, 60) == code_at(KEY, 60 + STEP - 1) != code_at(KEY, 60 + STEP)


def test_who_is_in_a_hurry_shows_the_next_code_before_its_time() -> None:
    app = Authenticator(KEY, is_hasty=True)
    first, second = app.code(), app.code()
    around = [code_at(KEY, time.time() + it * STEP) for it in (-1, 0, 1)]
    assert first != second
    assert {first, second} <= set(around)
