"""How a digest looks: right headers and tags whatever names hold, in the person's language, with nothing but counts."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain import mail_headers
from chalicelib.domain.conversation import Kind
from chalicelib.domain.digest import Digest, Line
from chalicelib.domain.digest_mail import MOST_LINES, Clinic, render
from chalicelib.domain.digest_words import ENGLISH, SPANISH, WORDS, Words, listed
from chalicelib.domain.person import Person, Role

NOW = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
ORIGIN, SENDER = "https://messages.riverside-clinic.example", "no-reply@riverside-clinic.example"
CLINIC = Clinic("Riverside Clinic", ORIGIN, SENDER, ("en", "es"))
ADA = Person(
    "ada", Role.PATIENT, "Ada Brook", email="ada@example.org", portal_account=True, time_zone="America/Chicago"
)
TOKEN = "t" * 43
LINE = Line("01CONVERSATION", Kind.DIRECT, ("Nora Quill",), 2, "2026-12-03T14:15:00.000Z")
NASTY = [
    "Eve\r\nBcc: eve@evil.example\r\n\r\n<script>alert(1)</script>",
    '"Río", S.A. <eve@evil.example>; x@y.z',
    "\u202egnirts \u2067\u05e9\u05dc\u05d5\u05dd",
    "=?utf-8?q?Eve?=",
    "ñ, " * 150,
    "x" * 300,
    "{count} {clinic} %s \\",
    "Tom & Jerry's </title><img src=x onerror=y>",
]
NAMES = st.one_of(st.sampled_from(NASTY), st.text(max_size=300))


def mail(*lines: Line, to: Person = ADA, clinic: Clinic = CLINIC) -> EmailMessage:
    """The mail as its reader's program has it."""
    raw = bytes(render(Digest("01DIGEST", to, lines or (LINE,)), clinic, TOKEN, NOW))
    assert all(len(line) <= 998 and line.isascii() for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    read = message_from_bytes(raw, policy=default)
    assert isinstance(read, EmailMessage)
    return read


def header(message: EmailMessage, name: str) -> str:
    """A header as it went over the wire, unfolded and decoded by the older of the library's two readers."""
    raw = dict(message_from_bytes(bytes(message)).items())[name]
    return str(make_header(decode_header(re.sub(r"\r?\n(?=[ \t])", "", raw))))


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


class Tags(HTMLParser):
    """The tags of a page with their attributes, and the texts between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[tuple[str, str]] = []
        self.values: list[str] = []
        self.is_in_link = False
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attributes)))
        if tag == "a":
            self.is_in_link = True
            self.links.append((dict(attributes)["href"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        self.is_in_link = self.is_in_link and tag != "a"

    def handle_data(self, data: str) -> None:
        self.values.append(data)
        if self.is_in_link:
            self.links[-1] = (self.links[-1][0], self.links[-1][1] + data)

    @property
    def text(self) -> str:
        return "".join(self.values)


@settings(max_examples=40)
@given(NAMES, NAMES, NAMES)
def test_whatever_names_hold_headers_say_what_is_meant_and_no_tag_comes_in(clinic: str, one: str, other: str) -> None:
    line = replace(LINE, senders=(one, other), snippets=(one,))

    read = mail(line, clinic=replace(CLINIC, name=clinic))

    name = mail_headers.shown(clinic, 100)
    assert header(read, "Subject") == read["Subject"] == f"2 unread messages at {name}"
    assert getaddresses([header(read, "To")]) == [("", "ada@example.org")]
    assert read["From"].addresses[0].addr_spec == CLINIC.sender
    assert len(read["From"].addresses) == 1
    assert header(read, "From").removesuffix(f" <{CLINIC.sender}>") == name
    assert list(read.keys()) == list(mail(LINE).keys())
    page = Tags(part(read, "html"))
    assert page.tags == Tags(part(mail(replace(line, senders=("A", "B"), snippets=("C",))), "html")).tags
    assert f"2 messages from {mail_headers.shown(one)} and {mail_headers.shown(other)}" in page.text


def test_the_headers_are_those_of_a_notice_that_can_be_turned_off_by_one_click() -> None:
    read = mail()

    assert list(read.items()) == [
        ("From", "Riverside Clinic <no-reply@riverside-clinic.example>"),
        ("To", "ada@example.org"),
        ("Subject", "2 unread messages at Riverside Clinic"),
        ("Date", "Thu, 03 Dec 2026 14:30:00 +0000"),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("List-Unsubscribe", f"<https://messages.riverside-clinic.example/v1/unsubscribe/{TOKEN}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("MIME-Version", "1.0"),
        ("Content-Type", read["Content-Type"]),
        ("Content-Language", "en"),
    ]
    assert [each.get_content_type() for each in read.iter_parts()] == ["text/plain", "text/html"]


def test_addresses_that_mail_programs_read_must_not_be_encoded() -> None:
    raw = bytes(render(Digest("01DIGEST", ADA, (LINE,)), CLINIC, TOKEN, NOW))

    assert (
        f"\r\nList-Unsubscribe: <https://messages.riverside-clinic.example/v1/unsubscribe/{TOKEN}>\r\n".encode() in raw
    )


def test_the_text_says_who_wrote_how_much_and_where_to_read_it() -> None:
    case = Line("02", Kind.CASE, ("Dana Fox",), 1, "2026-07-03T05:05:00.000Z", case_id="case.7")

    text = part(mail(LINE, case), "plain")

    assert text.startswith("3 unread messages at Riverside Clinic\n\nWhat was written is not in this mail.")
    assert (
        "2 messages from Nora Quill\nThe first one: December 3, 8:15 AM (CST)\n"
        "https://messages.riverside-clinic.example/chat/01CONVERSATION\n"
    ) in text
    assert "1 message from Dana Fox\nSent: July 3, 12:05 AM (CDT)\n" in text
    assert "https://messages.riverside-clinic.example/cases/case.7\n" in text
    assert "https://messages.riverside-clinic.example/preferences\n" in text
    assert f"https://messages.riverside-clinic.example/unsubscribe/{TOKEN}\n" in text


def test_the_page_says_the_same_in_links_that_tell_where_they_lead() -> None:
    page = Tags(part(mail(LINE), "html"))

    assert page.links == [
        (f"{CLINIC.portal_origin}/chat/01CONVERSATION", "Open the conversation with Nora Quill"),
        (f"{CLINIC.portal_origin}/preferences", "Change your preferences"),
        (f"{CLINIC.portal_origin}/unsubscribe/{TOKEN}", "Stop these emails"),
    ]
    tags = [tag for tag, _ in page.tags]
    assert (tags.count("h1"), tags.count("h2"), tags.count("title")) == (1, 1, 1)
    assert not {"img", "script", "link", "iframe", "object", "form"} & set(tags)


def test_it_is_in_the_language_and_zone_of_the_person_and_in_the_clinics_first_where_it_does_not_speak_theirs() -> None:
    to = replace(ADA, locale="es-MX", time_zone="Europe/Madrid")
    read = mail(replace(LINE, senders=("Nora Quill", "Inés Vale")), to=to)

    assert read["Subject"] == "2 mensajes sin leer en Riverside Clinic"
    assert "2 mensajes de Nora Quill e Inés Vale\nEl primero: 3 de diciembre, 3:15 p.m. (CET)\n" in part(read, "plain")
    assert '<html lang="es" dir="ltr">' in part(read, "html")
    assert mail(to=replace(ADA, locale="fr"))["Subject"] == "2 unread messages at Riverside Clinic"
    english, spanish = replace(CLINIC, languages=("en",)), replace(CLINIC, languages=("es", "en"))
    assert mail(to=to, clinic=english)["Content-Language"] == "en"
    assert mail(to=replace(ADA, locale="fr"), clinic=spanish)["Content-Language"] == "es"


def test_a_long_list_is_counted_at_its_end() -> None:
    many = [replace(LINE, conversation_id=f"c{number}", count=1) for number in range(MOST_LINES + 5)]

    read = mail(*many)

    assert read["Subject"] == "25 unread messages at Riverside Clinic"
    for kind in ("plain", "html"):
        assert "Messages in 5 more conversations are waiting for you." in part(read, kind)
        assert "c19" in part(read, kind)
        assert "c20" not in part(read, kind)


def test_beginnings_stand_there_only_where_a_line_has_them() -> None:
    told = mail(replace(LINE, snippets=("Your result is <here>",)), replace(LINE, conversation_id="02"))

    assert "Begins with:\n> Your result is <here>\n" in part(told, "plain")
    assert '<blockquote dir="auto">Your result is &lt;here&gt;</blockquote>' in part(told, "html")
    for kind in ("plain", "html"):
        assert part(told, kind).count("Begins with:") == 1
        assert "Begins with:" not in part(mail(), kind)


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("ada@example.org", "ada@example.org"),
        ("Ada.B+x@EXAMPLE.org", "Ada.B+x@example.org"),
        ("ada,eve@example.org", '"ada,eve"@example.org'),
        ('"ada,eve"@example.org', '"ada,eve"@example.org'),
        ("ada@münchen.example", "ada@xn--mnchen-3ya.example"),
        ("añada@example.org", None),
        ("ada@example.org,eve", None),
        ("ada@exa mple.org", None),
        ("ada\r\nBcc:eve@example.org", None),
        ("@example.org", None),
        ("ada", None),
    ],
)
def test_an_address_is_written_so_that_it_is_one_or_not_at_all(address: str, written: str | None) -> None:
    assert mail_headers.address(address) == written


def test_no_mail_is_made_for_an_address_that_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="cannot be written to"):
        mail(to=replace(ADA, email="añada@example.org"))


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_every_language_says_everything_and_fills_in_the_same(words: Words) -> None:
    for field in fields(Words):
        said, english = getattr(words, field.name), getattr(ENGLISH, field.name)
        assert said is not None
        assert said != ""
        assert placeholders(said) == placeholders(english), field.name
    assert len(words.months) == len(set(words.months)) == 12


def placeholders(said: object) -> set[str]:
    return set(re.findall(r"{\w+}", str(said)))


def test_senders_are_listed_as_each_language_does() -> None:
    assert "".join(listed(["Ana", "Bea"], ENGLISH)) == "Ana and Bea"
    assert "".join(listed(["Ana", "Bea", "Cleo", "Dov", "Eva"], ENGLISH)) == "Ana, Bea, Cleo and 2 others"
    assert "".join(listed(["Ana", "Bea", "Cleo", "Dov"], SPANISH)) == "Ana, Bea, Cleo y 1 persona más"
    assert "".join(listed(["Ana", "Hilario"], SPANISH)) == "Ana e Hilario"
    assert "".join(listed(["Ana", "Hierro"], SPANISH)) == "Ana y Hierro"


def contrast(one: str, other: str) -> float:
    """As WCAG 2 has it."""
    lights = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in map(linear, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def linear(colour: str) -> Iterator[float]:
    for part in re.findall("..", colour.removeprefix("#")):
        value = int(part, 16) / 255
        yield value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        *[("#14211e", "#ffffff"), ("#52635e", "#ffffff"), ("#52635e", "#f3f6f5"), ("#0a6157", "#f3f6f5")],
        *[("#ffffff", "#0b6e63"), ("#e8f0ed", "#16211f"), ("#a6b8b2", "#16211f"), ("#a6b8b2", "#0f1816")],
        *[("#63d6c5", "#0f1816"), ("#04211c", "#35b8a5")],
    ],
)
def test_words_stand_out_from_their_ground(words: str, ground: str) -> None:
    page = part(mail(), "html")

    assert words in page
    assert ground in page
    assert contrast(words, ground) >= 4.5
