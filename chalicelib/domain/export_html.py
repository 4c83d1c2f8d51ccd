"""A conversation as one page to print: no scripts, nothing from elsewhere, times in the exporter's zone."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from chalicelib.domain import showing
from chalicelib.domain.export import Export, Following
from chalicelib.domain.export_style import STYLE
from chalicelib.domain.shapes import AttachmentShape, CardShape, ConversationShape, MessageShape, PersonShape

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
ROLES = {"patient": "Patient", "provider": "Provider", "front_desk": "Front desk", "admin": "Administrator"}
CARDS = {"appt": "Appointment", "invoice": "Invoice", "rx": "Prescription"}
WITHHELD = "Sensitive, and withheld: who exported this had not signed in again to read it."


def written(it: Export, entries: Iterable[MessageShape], following: Following) -> Iterator[str]:
    """The page, an entry at a time; a heading for each day."""
    zone, day = ZoneInfo(it.time_zone), ""
    yield beginning(it, zone)
    for entry in entries:
        moment = datetime.fromisoformat(entry["sentAt"]).astimezone(zone)
        if (today := in_words(moment)) != day:
            yield ("</section>" if day else "") + f"<section><h2>{today}</h2>\n"
            day = today
        yield article(entry, moment)
    yield ("</section>\n" if day else "") + ending(following(), it.file_name)


def in_words(moment: datetime) -> str:
    """`Saturday, 21 November 2026`."""
    return f"{moment:%A}, {moment.day} {moment:%B} {moment.year}"


def beginning(it: Export, zone: ZoneInfo) -> str:
    title = bdi(it.conversation["topic"] or "Direct messages")
    facts = "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in facts_of(it, zone))
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="referrer" content="no-referrer">'
        f"<title>{escape(it.conversation['topic'] or 'Direct messages')}</title><style>{STYLE}</style></head>\n"
        f"<body><main><header><h1>{title}</h1><dl>{facts}</dl></header>\n"
    )


def facts_of(it: Export, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    """What the page is about, who made it and when."""
    conversation = it.conversation
    yield "Patient", who(conversation["patient"]) + f" <span>({escape(conversation['patient']['id'])})</span>"
    if "careTeam" in conversation:
        yield "Care team", bdi(conversation["careTeam"]["name"])
    for name, one in staff_of(conversation):
        yield name, who(one)
    yield "Conversation", escape(f"{conversation['id']}, {conversation['status']}")
    if it.after:
        yield "Part", f"the entries after number {it.after}; those before are in an earlier file"
    at = datetime.fromisoformat(it.at).astimezone(zone)
    yield "Exported", f"by {who(showing.person(it.exporter))}, {time_of(at, f'{in_words(at)}, {at:%H:%M}')}"
    yield "Times", f"as in {escape(it.time_zone)}"


def staff_of(conversation: ConversationShape) -> Iterator[tuple[str, PersonShape]]:
    if "requester" in conversation:
        yield "Requester", conversation["requester"]
    if "provider" in conversation:
        yield "Provider", conversation["provider"]


def article(entry: MessageShape, moment: datetime) -> str:
    """One entry: who, when, and what can be shown of it."""
    at, number = time_of(moment, f"{moment:%H:%M}"), f'<span class="number">{entry["seq"]}</span>'
    if entry["system"] or not entry["sender"]:
        said = f'<p dir="auto">{escape(entry["text"] or "")}</p>'
        return f'<article class="system" id="m{entry["seq"]}">{number} {at} {said}</article>\n'
    head = f"<h3>{who(entry['sender'])} {at} {number}</h3>"
    return f'<article id="m{entry["seq"]}">{head}{"".join(contents(entry))}</article>\n'


def contents(entry: MessageShape) -> Iterator[str]:
    if entry["correctionOf"]:
        yield f'<p class="mark">Corrects <a href="#m{entry["correctionOf"]}">number {entry["correctionOf"]}</a></p>'
    if entry["locked"]:
        yield f'<p class="withheld">{WITHHELD}</p>'
    elif entry["sensitive"]:
        yield '<p class="mark">Sensitive</p>'
    if entry["text"]:
        yield f'<p class="text" dir="auto">{escape(entry["text"])}</p>'
    if entry["card"]:
        yield card(entry["card"])
    if entry["attachments"]:
        yield f'<ul aria-label="Files">{"".join(map(attachment, entry["attachments"]))}</ul>'


def card(it: CardShape) -> str:
    said = ", ".join(escape(part) for part in (it["status"], it["date"], it.get("amount")) if part)
    return f'<p class="card">{CARDS[it["type"]]}: {bdi(it["title"])}, {said}</p>'


def attachment(it: AttachmentShape) -> str:
    """A file by its name: its bytes stay with the clinic."""
    state = "" if it["state"] == "ready" else f", {escape(it['state'])}"
    return f"<li>{bdi(it['fileName'])} ({escape(it['contentType'])}, {it['size']:,} bytes{state})</li>"


def who(one: PersonShape) -> str:
    """By name and, as far as they have one, title; else their role."""
    return f"{bdi(one['name'])}, <span>{bdi(one.get('title') or ROLES[one['role']])}</span>"


def bdi(text: str) -> str:
    """What people wrote, kept from turning what stands around it."""
    return f"<bdi>{escape(text)}</bdi>"


def time_of(moment: datetime, words: str) -> str:
    return f'<time datetime="{moment.isoformat(timespec="seconds")}">{words}</time>'


def ending(after: int | None, file_name: str) -> str:
    goes_on = "" if after is None else f"<p>This goes on in another file, after number {after}.</p>"
    return f"</main><footer>{goes_on}<p>{escape(file_name)}</p></footer></body></html>\n"
