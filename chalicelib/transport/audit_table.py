"""Entries of the audit as CSV (RFC 4180), safe to open in a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterable

from chalicelib.domain.audit_shapes import AuditEntryShape

COLUMNS = (
    "at",
    "act",
    "outcome",
    "personId",
    "personName",
    "personRole",
    "patientId",
    "patientName",
    "conversationId",
    "address",
    "session",
    "requestId",
    "detail",
)
FORMULA_BEGINNINGS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What makes spreadsheets take a cell for a formula, in full width too."""


def table(entries: Iterable[AuditEntryShape]) -> str:
    """A line of names, then one for each entry; every cell in quotes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in row(entry)] for entry in entries)
    return text.getvalue()


def harmless(cell: str) -> str:
    """The cell as text, whatever a spreadsheet would make of it."""
    return f"'{cell}" if cell.startswith(FORMULA_BEGINNINGS) else cell


def row(entry: AuditEntryShape) -> list[str]:
    person, patient = entry["person"], entry["patient"]
    return [
        entry["at"],
        entry["act"],
        entry["outcome"],
        person["id"],
        person["name"],
        person["role"],
        patient["id"] if patient else "",
        patient["name"] if patient else "",
        entry["conversationId"] or "",
        entry["address"],
        entry["session"],
        entry["requestId"],
        json.dumps(entry["detail"], sort_keys=True),
    ]
