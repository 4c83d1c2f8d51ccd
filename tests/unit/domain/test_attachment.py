"""Attachments: what state a file is in, and how long it may stay there."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.attachment import PASSED, Attachment, Reason, State, state_of

BEGAN = "2026-11-21T09:00:00.000Z"
VERDICTS = (None, PASSED, Reason.CORRUPT, Reason.MALWARE)


def file(**known: object) -> Attachment:
    declared = Attachment("id", "talk", "ada", "nora", "scan.pdf", "application/pdf", 10, "hash", BEGAN)
    return Attachment(**{name: getattr(declared, name) for name in declared.__slots__} | known)


def after(**time: float) -> datetime:
    return datetime.fromisoformat(BEGAN) + timedelta(**time)


@pytest.mark.parametrize(
    ("is_uploaded", "check", "scan", "needs_scan", "state"),
    [
        (False, None, None, False, State.UPLOADING),
        (True, None, None, False, State.CHECKING),
        (True, PASSED, None, False, State.READY),
        (True, PASSED, None, True, State.CHECKING),
        (True, None, PASSED, True, State.CHECKING),
        (True, PASSED, PASSED, True, State.READY),
        (True, Reason.MACROS, None, True, State.REFUSED),
        (True, PASSED, Reason.MALWARE, False, State.REFUSED),
    ],
)
def test_the_state_follows_from_what_is_known(
    is_uploaded: bool, check: str | None, scan: str | None, needs_scan: bool, state: State
) -> None:
    assert state_of(is_uploaded, check, scan, needs_scan) is state


def test_nothing_is_ready_that_is_not_there_or_has_a_bad_or_missing_verdict() -> None:
    for is_uploaded, check, scan, needs_scan in product((True, False), VERDICTS, VERDICTS, (True, False)):
        if state_of(is_uploaded, check, scan, needs_scan) is State.READY:
            assert is_uploaded
            assert check == PASSED
            assert scan == PASSED or (scan is None and not needs_scan)


def test_the_first_verdict_of_a_check_stands() -> None:
    refused = file(uploaded_at=BEGAN).checked(Reason.MACROS)

    assert refused.checked(PASSED, "image/webp") == refused
    assert (refused.state, refused.reason) == (State.REFUSED, "MACROS")


def test_malware_found_late_refuses_what_was_ready_and_nothing_brings_it_back() -> None:
    ready = file(uploaded_at=BEGAN).checked(PASSED, "image/webp").scanned(PASSED)
    infected = ready.scanned(Reason.MALWARE)

    assert (ready.state, ready.attached.has_preview) == (State.READY, True)
    assert (infected.state, infected.reason) == (State.REFUSED, "MALWARE")
    assert infected.attached.has_preview is False
    assert infected.scanned(PASSED) == infected


def test_a_check_that_takes_longer_than_a_quarter_of_an_hour_refuses_the_file() -> None:
    waiting = file(uploaded_at=BEGAN)

    assert waiting.as_of(after(minutes=15)) == waiting
    late = waiting.as_of(after(minutes=15, seconds=1))
    assert (late.state, late.reason) == (State.REFUSED, "CHECK_TIMED_OUT")
    assert late.checked(PASSED) == late, "what was said is not taken back"


def test_a_scan_that_is_missing_after_a_quarter_of_an_hour_refuses_a_file_that_was_checked() -> None:
    waiting = file(uploaded_at=BEGAN, needs_scan=True).checked(PASSED)

    late = waiting.as_of(after(minutes=16))
    assert (late.state, late.reason) == (State.REFUSED, "CHECK_TIMED_OUT")
    assert late.scanned(Reason.MALWARE).reason == "MALWARE"


def test_a_file_that_nobody_sent_within_23_hours_is_refused_and_a_sent_one_is_not() -> None:
    ready = file(uploaded_at=BEGAN).checked(PASSED)

    assert ready.as_of(after(hours=23)) == ready
    assert ready.as_of(after(hours=23, seconds=1)).reason == "UNSENT_TOO_LONG"
    sent = ready.sent(4, sensitive=False)
    assert sent.as_of(after(days=400)) == sent


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=2)), st.sampled_from(VERDICTS), st.booleans())
def test_looking_twice_changes_nothing_more(passed: timedelta, check: str | None, is_uploaded: bool) -> None:
    it = file(uploaded_at=BEGAN if is_uploaded else None, check=check)
    now = after() + passed

    assert it.as_of(now).as_of(now) == it.as_of(now)
