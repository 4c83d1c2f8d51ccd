"""What a file holds, whatever people wrote: valid FHIR, JSON that says the same, and a page in which nothing runs."""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import fields
from html.parser import HTMLParser
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as some

from chalicelib.domain import export_fhir, export_html, export_json
from chalicelib.domain.export import Export, Format, Writer
from chalicelib.domain.export_words import ENGLISH, WORDS, Words
from chalicelib.domain.person import Author, Role
from chalicelib.domain.shapes import MessageShape

TRAPS = (
    *("<script>alert(1)</script>", "</p></article></html>", "&amp;", '"><img src=x onerror=alert(1)>', "]]>"),
    *("\u202eabc", "\u2066", "\u00a0first", "\u3000", "\u2028", "\x01\x1b[31m", "\x0b", "\r\n", "\ufeff", "\ufffe"),
    *("e" + "\u0301" * 200, "👩‍👩‍👧‍👦🏽", "\u200b\u200d", "  ", "\x85", "\U0010ffff", "{{", "'"),
)
TEXTS = some.one_of(
    some.sampled_from(TRAPS),
    some.text(some.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1, max_size=60),
)
NAMES = some.text(some.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40)
ADA = {"id": "ada_1", "role": "patient", "name": "Ada Brook", "initials": "AB"}
NORA = {"id": "nora", "role": "provider", "name": "Nora Quill", "initials": "NQ", "title": "Nurse"}
CONVERSATION = {"id": "01JD0000000000000000000000", "kind": "topic", "status": "open", "patient": ADA}
TEAM = {"id": "meds", "name": "Medication questions"}


def entry(seq: int, text: str, **more: object) -> MessageShape:
    plain: Any = {
        **{"id": f"{CONVERSATION['id']}.{seq}", "conversationId": CONVERSATION["id"], "seq": seq, "type": "text"},
        **{"clientMessageId": "-", "sender": NORA if seq % 2 else ADA, "system": None, "text": text, "card": None},
        **{"sentAt": f"2026-11-21T09:30:{seq:02}.000Z", "sensitive": False, "locked": False, "attachments": []},
        **{"correctionOf": None, "status": None},
    }
    return {**plain, **more}


def written(writer: Writer, texts: list[MessageShape], topic: str = "Tablets", zone: str = "Asia/Kolkata") -> str:
    return "".join(writer(export(topic, zone), texts, lambda: None))


def export(topic: str = "Tablets", zone: str = "Asia/Kolkata", language: str = "en") -> Export:
    conversation: Any = {**CONVERSATION, "topic": topic, "careTeam": TEAM}
    nora = Author("nora", Role.PROVIDER, "Nora Quill")
    return Export(Format.JSON, conversation, nora, zone, language, "2026-11-30T00:00:00.000Z")


def in_spanish(*entries: MessageShape) -> str:
    return "".join(export_html.written(export(language="es"), entries, lambda: 7))


class Page(HTMLParser):
    """What a browser makes of a page: its elements, and the words of each message."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.words: list[str] = []
        self.is_text = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.is_text = ("class", "text") in attrs
        if self.is_text:
            self.words.append("")

    def handle_endtag(self, tag: str) -> None:
        self.is_text = False

    def handle_data(self, data: str) -> None:
        if self.is_text:
            self.words[-1] += data


@rules(max_examples=60)
@given(some.lists(TEXTS, max_size=4), NAMES, NAMES)
def test_whatever_people_wrote_is_kept_and_nothing_of_it_becomes_markup(
    texts: list[str], topic: str, file_name: str
) -> None:
    file = {
        "id": "f",
        "fileName": file_name,
        "contentType": "text/csv",
        "size": 9,
        "state": "ready",
        "hasPreview": False,
    }
    entries = [entry(seq, text, attachments=[file]) for seq, text in enumerate(texts, 1)]

    page = Page(written(export_html.written, entries, topic))
    assert page.words == texts
    assert set(page.found) <= ALLOWED
    assert page.found.count("article") == len(texts)

    said = json.loads(written(export_json.written, entries, topic))
    assert (said["items"], said["conversation"]["topic"]) == (entries, topic)

    bundle = json.loads(written(export_fhir.written, entries, topic))
    Bundle.model_validate(bundle)
    assert list(texts_of(bundle)) == texts


ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "footer", "section", "article", "dl", "dt"),
    *("dd", "h1", "h2", "h3", "p", "ul", "li", "bdi", "span", "time", "a"),
}


def texts_of(bundle: dict[str, Any]) -> Iterator[str]:
    """The texts of a bundle, as strings or as their bytes."""
    for it in bundle["entry"]:
        for part in it["resource"].get("payload", ())[:1]:
            attached = part.get("contentAttachment", {})
            yield part["contentString"] if "contentString" in part else b64decode(attached["data"]).decode()


def test_ids_that_fhir_would_not_take_are_identifiers_and_the_same_in_every_bundle() -> None:
    one, other = (json.loads(written(export_fhir.written, [entry(1, "Hi"), entry(2, "Ho")])) for _ in range(2))

    assert one == other
    people = [it for it in one["entry"] if it["resource"]["resourceType"] == "Patient"]
    assert people[0]["resource"]["identifier"] == [{"system": "urn:clinic-messaging:fhir:person", "value": "ada_1"}]
    assert people[0]["fullUrl"] == f"urn:uuid:{people[0]['resource']['id']}"
    names = [it["fullUrl"] for it in one["entry"]]
    assert len(names) == len(set(names))


def test_days_and_times_are_those_of_the_exporters_zone() -> None:
    late = entry(1, "Hi", sentAt="2026-11-21T20:00:00.000Z")

    page = written(export_html.written, [late])

    assert "<h2>Sunday, 22 November 2026</h2>" in page
    assert '<time datetime="2026-11-22T01:30:00+05:30">01:30</time>' in page
    assert "<h2>Saturday, 21 November 2026</h2>" in written(export_html.written, [late], zone="America/Chicago")


def test_an_empty_part_is_a_whole_file_too() -> None:
    Bundle.model_validate_json(written(export_fhir.written, []))
    assert json.loads(written(export_json.written, []))["items"] == []
    assert Page(written(export_html.written, [])).found.count("article") == 0


def test_the_page_is_in_the_language_of_who_exports_it() -> None:
    resolved = {"act": "resolved", "person": NORA}
    bill = {"type": "invoice", "title": "Visit", "status": "open", "date": "2026-11-02", "amount": "49.90 USD"}
    page = in_spanish(
        entry(1, "Hola", card=bill),
        entry(2, "", locked=True, sensitive=True),
        entry(3, "Corregido", correctionOf=1),
        entry(4, "Nora Quill marked this as resolved.", system=resolved, type="system"),
    )

    assert '<html lang="es">' in page
    assert "<h2>sábado, 21 de noviembre de 2026</h2>" in page
    assert "Factura: <bdi>Visit</bdi>, pendiente, 2026-11-02, 49.90 USD" in page
    assert 'Corrige el <a href="#m1">número 1</a>' in page
    assert "Nora Quill marcó esto como resuelto." in page
    assert "Continúa en otro archivo, después del número 7." in page
    for english in ("Patient", "marked this", "Sensitive", "Exported", ", open", "number"):
        assert english not in page.partition("</style>")[2].replace('class="number"', "")


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_every_language_of_the_page_says_everything_and_takes_in_the_same(words: Words) -> None:
    for field in fields(Words):
        said, english = getattr(words, field.name), getattr(ENGLISH, field.name)
        assert said or field.name == "states"
        assert sorted(re.findall(r"{\w+}", str(said))) == sorted(re.findall(r"{\w+}", str(english))), field.name
        assert not isinstance(english, dict) or field.name == "states" or said.keys() == english.keys()
    assert (len(set(words.days)), len(set(words.months))) == (7, 12)
