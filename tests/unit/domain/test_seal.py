"""The proof of the audit: whatever one hand changes is found and named, and an honest history stands."""

import base64
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as property_settings
from hypothesis import strategies as st

from chalicelib.domain import audit_line, seal
from tests.unit import sealed
from tests.unit.sealed import START, History, entry, history, told_by_stream

SOME = property_settings(max_examples=40)
"""Each example writes and checks a history of its own."""
COUNTS = st.lists(st.integers(0, 4), min_size=2, max_size=5)
LATE = st.dictionaries(st.integers(0, 3), st.integers(1, 2), max_size=2)


def until(it: History) -> str:
    return it.hours[-1]


def hour_of(name: str) -> str:
    """The hour that a file of the bucket belongs to."""
    return name.split("/")[1].removesuffix(".seal")


@SOME
@given(COUNTS, LATE, st.randoms())
def test_an_honest_history_stands_with_its_empty_hours_and_late_entries(
    counts: list[int], late: dict[int, int], chance: random.Random
) -> None:
    it = history(counts, late)
    chance.shuffle(it.rows)
    next_hour = seal.moved(until(it), 1)
    it.rows += [entry(next_hour, 9_000), told_by_stream(START, 9_001)]

    assert it.walked(until(it)).findings == []
    assert it.against_table(next_hour) == []


@SOME
@given(COUNTS, LATE, st.data())
def test_any_byte_that_is_changed_anywhere_is_found_and_its_hour_named(
    counts: list[int], late: dict[int, int], data: st.DataObject
) -> None:
    it = history(counts, late)
    name = data.draw(st.sampled_from(sorted(it.files)))
    content = bytearray(it.files[name])
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    it.files[name] = bytes(content)

    assert it.walked(until(it)).findings[0].hour == hour_of(name)


@SOME
@given(COUNTS, LATE, st.data())
def test_any_file_that_is_taken_away_is_found_and_its_hour_named(
    counts: list[int], late: dict[int, int], data: st.DataObject
) -> None:
    it = history(counts, late)
    end, name = until(it), data.draw(st.sampled_from(sorted(it.files)))
    del it.files[name]

    first = it.walked(end).findings[0]

    is_first_seal = name == seal.seal_place(START)
    assert first.hour == (seal.moved(START, 1) if is_first_seal else hour_of(name))
    assert "missing" in first.what


@SOME
@given(COUNTS, st.data())
def test_two_files_that_changed_places_are_found(counts: list[int], data: st.DataObject) -> None:
    it = history([*counts, 2, 3])
    one, other = data.draw(st.lists(st.sampled_from(sorted(it.files)), min_size=2, max_size=2, unique=True))
    it.files[one], it.files[other] = it.files[other], it.files[one]

    assert it.walked(until(it)).findings[0].hour in (hour_of(one), hour_of(other))


RECORDS = ["changed", "missing", "added", "added once more", "stands in another's place"]


@pytest.mark.parametrize("what", RECORDS)
@SOME
@given(at=st.integers(0, 4))
def test_of_the_records_of_an_hour_the_one_is_named_that_does_not_fit(what: str, at: int) -> None:
    it = history([3, 6, 2])
    [name] = it.names(f"entries/{seal.moved(START, 1)}")
    lines = it.files[name].splitlines()
    foreign = audit_line.line(entry(seal.moved(START, 1), 77))
    victim = lines[at]
    match what:
        case "changed":
            victim = lines[at] = lines[at].replace(b'"done"', b'"refused"')
        case "missing":
            victim = lines[at - 1]
            del lines[at]
        case "added":
            lines.insert(at, foreign)
            victim = foreign
        case "added once more":
            lines.insert(at, lines[at + 1])
            victim = lines[at]
        case _:
            lines[at], lines[at + 1] = lines[at + 1], lines[at]
            victim = lines[at]
    it.files[name] = b"\n".join((*lines, b""))

    [finding] = it.walked().findings

    place, partition = audit_line.place_of(victim)
    assert finding.hour == seal.moved(START, 1)
    assert f"record {at + 1} " in finding.what
    assert what in finding.what
    assert f"{partition} / {place}" in finding.what or (what, at) == ("missing", 0)


@SOME
@given(st.integers(0, 3), st.integers(0, 3))
def test_a_signature_of_another_seal_or_another_key_is_found(at: int, other: int) -> None:
    it = history([1, 2, 0, 1])
    hour = it.hours[at]
    mine, others = (seal.read(it.files[seal.seal_place(it.hours[place])]) for place in (at, other))
    if at != other:
        it.files[seal.seal_place(hour)] = seal.Sealed(mine.seal, others.signature, mine.marks).file()
    else:
        sealed.write(it.files.__setitem__, [(hour, [], [])], "somebody else")

    [first, *_] = it.walked().findings

    assert first.hour == hour
    assert "sign" in first.what


def test_a_second_seal_of_an_hour_that_the_key_really_signed_does_not_take_the_place_of_the_first() -> None:
    it = history([1, 2, 2])
    before, hour = (it.hours[place] for place in (0, 1))
    twin = sealed.sealed(
        it.files.__setitem__, hour, ([], []), seal.read(it.files[seal.seal_place(before)]), sealed.CLINIC
    )
    it.files[seal.seal_place(hour)] = twin.file()

    assert [finding.hour for finding in it.walked().findings] == [hour]


def test_the_whole_chain_forged_with_another_key_is_no_seal_of_ours() -> None:
    it = history([1, 2, 2])
    forged = History()
    sealed.write(forged.files.__setitem__, [(hour, [], []) for hour in it.hours], "somebody else")

    assert [finding.hour for finding in forged.walked().findings] == it.hours


def test_what_is_missing_at_the_end_shows_once_it_is_said_how_far_the_seals_should_come() -> None:
    it = history([1, 2, 2, 0])
    end = until(it)
    for hour in it.hours[2:]:
        del it.files[seal.seal_place(hour)]

    assert it.walked().findings == []
    assert [str(finding) for finding in it.walked(end).findings] == [
        f"{seal.moved(START, 2)}: its seal is missing, and so are all to {end}"
    ]


def test_a_part_of_the_time_can_be_checked_alone_if_that_is_said() -> None:
    it = history([1, 2, 2, 0])
    begin = it.hours.pop(1)
    del it.files[seal.seal_place(START)]

    assert it.walked(begin=begin).findings == []
    assert "not the first" in it.walked().findings[0].what


TABLE = st.sampled_from(["changed", "retyped", "extended", "removed", "moved to another hour", "given to another"])


@SOME
@given(COUNTS, LATE, TABLE, st.data())
def test_any_row_of_the_table_that_is_changed_or_removed_is_named(
    counts: list[int], late: dict[int, int], what: str, data: st.DataObject
) -> None:
    it = history([*counts, 1], late)
    row = data.draw(st.sampled_from(it.rows))
    name = "{1} / {0}".format(*audit_line.place(row))
    changes: dict[str, dict[str, Any]] = {
        "changed": {"act": {"S": "nothing"}},
        "retyped": {"outcome": {"N": "1"}},
        "extended": {"more": {"SS": ["b", "a"]}},
        "moved to another hour": {"hourPK": {"S": "HOUR#2031-01-01T00"}},
        "given to another": {"PK": {"S": "PATIENT#somebody"}},
    }
    row.update(changes.get(what, {}))
    if what == "removed":
        it.rows.remove(row)

    found = it.against_table()

    assert any(finding.what.startswith(name) for finding in found)
    assert len(found) == (2 if what == "given to another" else 1)


ADDED = {
    "read in an hour that is sealed": entry(START, 5_000),
    "sent, of the kind that comes late, a day too late": told_by_stream("2026-11-19T00", 5_001),
    "before the first seal": entry(seal.moved(START, -1), 5_002),
    "in no hour": {name: value for name, value in entry(seal.moved(START, 9), 5_003).items() if name != "hourPK"},
    "sent, and told of already under another patient": told_by_stream(START, 0, PK="PATIENT#x", patientId="x"),
    "in the future": entry("2031-01-01T00", 5_004),
    "of another hour than its time": entry(START, 5_005, hourPK=f"HOUR#{seal.moved(START, 3)}"),
    "under a name that only looks like the stream's": entry(START, 5_006, detail='{"seq": 1}', act="message.sent"),
}


@pytest.mark.parametrize("what", ADDED)
def test_a_row_that_is_added_to_the_table_is_named(what: str) -> None:
    it = history([0, 2, 3], late={0: 1})
    it.rows.append(dict(ADDED[what]))

    [finding] = it.against_table()

    assert finding.what.startswith("{1} / {0} was added".format(*audit_line.place(ADDED[what])))


def test_a_seal_is_read_from_one_sequence_of_bytes_alone() -> None:
    it = history([2])
    file = it.files[seal.seal_place(START)]
    told, signature, marks, _ = file.split(b"\n")
    reordered = told.replace(b'"count":2,', b"")[:-1] + b',"count":2}'
    for other in (
        b"",
        b"{}",
        file + b"\n",
        file[:-1],
        file.replace(b":", b": ", 1),
        b"\n".join((reordered, signature, marks, b"")),
        b"\n".join((told, signature, base64.b64encode(base64.b64decode(marks)[:-16]), b"")),
        b"[" * 100_000,
    ):
        with pytest.raises(seal.Unreadable):
            seal.read(other)
    assert seal.read(file).file() == file


@SOME
@given(st.dictionaries(st.text(max_size=4), st.fixed_dictionaries({"S": st.text(max_size=5)}), min_size=1))
def test_a_row_has_one_line_whatever_the_order_of_its_attributes(row: dict[str, dict[str, str]]) -> None:
    line = audit_line.line(row)

    assert line == audit_line.line(dict(reversed(row.items())))
    assert b"\n" not in line
    assert all(line != audit_line.line({**row, name: {"N": value["S"]}}) for name, value in row.items())
