"""A history of the audit that was sealed hour by hour, in memory: honest until a test lays hands on it."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.domain import audit_line, seal
from chalicelib.domain.audit_line import Row
from chalicelib.domain.seal import Seal, Sealed, Sum
from infra.seals import chain, places, table
from infra.seals.chain import Chain, Finding
from infra.seals.keys import Keys, name_of, pem_of

CLINIC = "the clinic"
START = "2026-11-21T07"
Put = Callable[[str, bytes], object]
SealedHour = tuple[str, list[Row], list[Row]]
"""An hour, its entries, and what came late to earlier ones."""


@cache
def signing_key(who: str) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@cache
def keys() -> Keys:
    public = signing_key(CLINIC).public_key()
    return {name_of(public): public}


def pem(who: str = CLINIC) -> bytes:
    """A public key as it is exported."""
    der = signing_key(who).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return pem_of(der)


def entry(hour: str, number: int, **other: str) -> Row:
    """A row as the functions write it."""
    minute, second = divmod(number * 7 % 3600, 60)
    at = f"{hour}:{minute:02}:{second:02}.{number % 1000:03}Z"
    told = {
        "PK": f"PATIENT#p{number % 50}",
        "SK": f"{at}#01KAJ{number:021}",
        "at": at,
        "act": "messages.read",
        "personId": f"staff-{number % 9}",
        "role": "provider",
        "session": "session-é",
        "address": "192.0.2.7",
        "requestId": f"{number:032x}",
        "outcome": "done",
        "patientId": f"p{number % 50}",
        "conversationId": f"01KAJCONVERSATION{number % 70:09}",
        "detail": json.dumps({"lastSeq": number, "before": None}),
        "personPK": f"PERSON#staff-{number % 9}",
        "conversationPK": f"CONV#01KAJCONVERSATION{number % 70:09}",
        "hourPK": f"HOUR#{hour}",
        **other,
    }
    return {name: {"S": value} for name, value in told.items()}


def told_by_stream(hour: str, number: int, **other: str) -> Row:
    """An entry of the kind that may come late."""
    row = {name: value["S"] for name, value in entry(hour, number).items()}
    own = {"act": "message.sent", "detail": json.dumps({"seq": number}), **other}
    return entry(hour, number, **own, SK=f"{row['at']}#{row['conversationId']}.{number}")


def write(put: Put, hours: Iterable[SealedHour], who: str = CLINIC) -> None:
    """Seal these hours, as the function does."""
    before: Sealed | None = None
    for hour, entries, late in hours:
        before = sealed(put, hour, (sorted(entries, key=audit_line.place), late), before, who)
        put(seal.seal_place(hour), before.file())


def sealed(
    put: Put, hour: str, rows: tuple[list[Row], list[Row]], before: Sealed | None, who: str, at: str = "later"
) -> Sealed:
    sums = [Sum(), Sum()]
    for which, name in enumerate((seal.entries_place, seal.late_place)):
        lines = [audit_line.line(row) for row in rows[which]]
        for line in lines:
            sums[which].add(line)
        if lines:
            put(name(hour, sums[which].part()), b"\n".join((*lines, b"")))
    marks = bytes(sums[0].marks + sums[1].marks)
    key = name_of(signing_key(who).public_key())
    number, previous = seal.after(before)
    it = Seal(number, hour, at, key, previous, sums[0].part(), sums[1].part(), seal.fingerprint(marks))
    return Sealed(it, signing_key(who).sign(it.text(), ec.ECDSA(hashes.SHA256())), marks)


@dataclass
class History:
    """The bucket's files and the table's rows. It is a place that can be verified."""

    files: dict[str, bytes] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    several: int = 1

    def names(self, first: str = "") -> Iterator[str]:
        return iter(sorted(name for name in self.files if name.startswith(first)))

    def read(self, name: str) -> bytes | None:
        return self.files.get(name)

    @property
    def hours(self) -> list[str]:
        return places.hours(self)

    def walked(self, until: str | None = None, begin: str | None = None) -> Chain:
        return chain.walk(self, keys(), [it for it in self.hours if not begin or it >= begin], begin, until)

    def against_table(self, now_hour: str | None = None) -> list[Finding]:
        walked = self.walked()
        assert walked.findings == []
        now = now_hour or seal.moved(self.hours[-1], 1)
        return table.compare(walked, self.rows, self, now, None).findings


def history(counts: Iterable[int], late: Mapping[int, int] | None = None) -> History:
    """So many entries in each hour; `late`: how many come late to the hour of that place, with the next hour's seal."""
    made, hours, number, waiting = History(), [], 0, list[Row]()
    for place, count in enumerate(counts):
        hour = (datetime.fromisoformat(START) + timedelta(hours=place)).strftime("%Y-%m-%dT%H")
        own = [entry(hour, number + n) for n in range(count)]
        hours.append((hour, own, waiting))
        number += count
        waiting = [told_by_stream(hour, number + n) for n in range((late or {}).get(place, 0))]
        number += len(waiting)
    write(made.files.__setitem__, hours)
    made.rows = [dict(row) for _hour, own, others in hours for row in (*own, *others)]
    return made
