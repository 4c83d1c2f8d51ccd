"""Few of many conversations are due: the nights archive exactly these, and read as much as these are."""

import pytest

from tests.bench.archiving import trial

DUE = 20


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("conversations", [400, 2_000])
def test_few_of_many_are_archived_in_several_runs_at_the_cost_of_these(conversations: int) -> None:
    found = trial(conversations, DUE, in_a_run=8)

    assert [run["archived"] for run in found.runs] == [8, 8, 4, 0]
    assert [run["complete"] for run in found.runs] == [False, False, True, True]
    assert (found.is_exact, found.is_still) == (True, True)
    at_most_read_in_vain, empty_parts = 3 * 8, 4 * 8
    assert found.read_units <= DUE + at_most_read_in_vain + empty_parts
    assert found.idle_units <= 8
