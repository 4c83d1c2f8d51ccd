"""Which hours a search by time goes through."""

from chalicelib.domain.audit_search import AuditSearch

DAY = ("2026-11-21T22:30:00.000Z", "2026-11-22T01:00:00.000Z")


def hours(moments: tuple[str, str], before: str | None = None) -> list[str]:
    first, last = moments
    return [hour[:13] for hour in AuditSearch(None, None, None, first, last).hours(before)]


def test_hours_are_gone_through_from_the_last_to_the_first_both_included() -> None:
    assert hours(DAY) == ["2026-11-22T01", "2026-11-22T00", "2026-11-21T23", "2026-11-21T22"]


def test_a_page_goes_on_in_the_hour_of_its_place_and_no_later_than_the_end() -> None:
    assert hours(DAY, "2026-11-21T23:59:59.999Z#x") == ["2026-11-21T23", "2026-11-21T22"]
    assert hours(DAY, "2027-01-01T00:00:00.000Z#x") == hours(DAY)
    assert hours(DAY, "2026-11-20T00:00:00.000Z#x") == []


def test_the_beginning_of_all_calendars_is_an_hour_like_any_other() -> None:
    assert hours(("0001-01-01T00:10:00.000Z", "0001-01-01T01:00:00.000Z")) == ["0001-01-01T01", "0001-01-01T00"]
