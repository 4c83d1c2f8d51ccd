"""Which record it is that does not fit its seal."""

from collections.abc import Sequence

from chalicelib.domain import audit_line


def first_difference(lines: Sequence[bytes], marks: Sequence[bytes]) -> str:
    """What happened to the first line that is not what its mark says. The marks are those that were sealed."""
    found = [audit_line.mark(line) for line in lines]
    at = next((n for n, pair in enumerate(zip(found, marks, strict=False)) if pair[0] != pair[1]), None)
    if at is None:
        at = min(len(found), len(marks))
        if len(found) > len(marks):
            return f"record {at + 1} was added: {named(lines[at])}"
        if len(found) < len(marks):
            return f"record {at + 1} is missing, {behind(lines, at)}"
        return "the ends of its lines were changed"
    sealed, there = set(marks), set(found)
    if found[at] not in sealed and marks[at] not in there:
        return f"record {at + 1} was changed: {named(lines[at])}"
    if found[at] not in sealed:
        return f"record {at + 1} was added: {named(lines[at])}"
    if marks[at] not in there:
        return f"record {at + 1} is missing, {behind(lines, at)}"
    if len(found) > len(marks):
        return f"record {at + 1} was added once more: {named(lines[at])}"
    return f"record {at + 1} stands in another's place: {named(lines[at])}"


def behind(lines: Sequence[bytes], at: int) -> str:
    return f"behind {named(lines[at - 1])}" if at else "the first of its hour"


def named(line: bytes) -> str:
    """Where the record stands in the audit, if the line tells."""
    try:
        place, partition = audit_line.place_of(line)
    except (ValueError, TypeError, KeyError):
        return f"a line that is no record (SHA-256 {audit_line.mark(line).hex()}...)"
    return f"{partition} / {place}"
