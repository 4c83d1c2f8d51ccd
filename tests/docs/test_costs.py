"""The page on cost holds what the program reckons, and the program what the code and its pages count."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from infra.costs import bill, counts, prices
from infra.costs.clinics import CLINICS, MIDDLE, SMALL, Clinic
from infra.costs.month import Choices, Month
from infra.costs.page import PAGE, filled
from infra.costs.tables import everything

ROOT = Path(__file__).parents[2]


def test_the_page_holds_what_the_program_prints() -> None:
    page = PAGE.read_text()
    assert filled(page, everything()) == page, "run: .venv/dev/bin/python -m infra.costs --write"


def test_a_table_without_its_mark_is_noticed() -> None:
    with pytest.raises(KeyError, match="summary"):
        filled("# Cost\n", {"summary": "| a |"})


@pytest.mark.parametrize("clinic", CLINICS, ids=lambda clinic: clinic.name)
def test_the_sum_is_that_of_its_lines_and_each_line_its_quantity_at_its_price(clinic: Clinic) -> None:
    lines = bill.lines(Month(clinic))
    assert bill.total(lines) == pytest.approx(sum(line.quantity * line.price.dollars / line.price.of for line in lines))
    assert min(line.quantity for line in lines) > 0
    assert len({line.price for line in lines}) == len(lines), "nothing is paid for twice"


def test_units_are_those_of_all_acts_and_of_the_seals_that_read_the_audit_again() -> None:
    month = Month(MIDDLE)
    billed = {line.price: line.quantity for line in bill.lines(month)}
    acts = list(month.done())
    entries = sum(act.entries * times for act, times in acts)
    assert billed[prices.WRITES] == pytest.approx(sum(act.writes * times for act, times in acts))
    assert billed[prices.READS] == pytest.approx(
        sum(act.reads * times for act, times in acts) + counts.SEALED_ENTRY_READS * entries
    )


def test_what_is_switched_off_is_not_paid_for_and_what_is_switched_on_is() -> None:
    usual, other = (
        {line.price for line in bill.lines(Month(SMALL, choices=choices))}
        for choices in (Choices(), Choices(sign_in_protection=False, chime=False, web_push=True, malware_scans=True))
    )
    assert usual - other == {prices.PROTECTED_USERS, prices.ATTENDEE_MINUTES}
    assert other - usual >= {prices.SCANNED_FILES, prices.SCANNED_DATA}


def test_twice_the_people_cost_twice_what_is_not_the_floor() -> None:
    nobody, small, twice = (
        bill.total(bill.lines(Month(replace(SMALL, staff=10 * times, patients=1_000 * times, visits=40 * times))))
        for times in (0, 1, 2)
    )
    assert twice - nobody == pytest.approx(2 * (small - nobody), rel=0.1)


@pytest.mark.parametrize(
    ("row", "act"),
    [("inbox, 50 rows", counts.INBOX), ("thread, 50 messages", counts.THREAD), ("search by one word", counts.SEARCH)],
)
def test_pages_take_what_the_page_on_speed_measured(row: str, act: counts.Act) -> None:
    speed = (ROOT / "docs" / "speed.md").read_text()
    [(calls, units)] = re.findall(rf"^\| {row} \| (\d+) \| ([\d.]+) \|$", speed, re.MULTILINE)
    assert (act.calls, act.reads) == (int(calls), float(units))


def test_every_function_of_the_stack_does_something_here() -> None:
    stated = json.loads((ROOT / ".chalice" / "config.json").read_text())["stages"]["clinic"]["lambda_functions"]
    month = Month(SMALL, choices=Choices(web_push=True))
    seldom = {"hand_over", "migrate"}
    assert {act.function for act, _times in month.done()} == stated.keys() - seldom
