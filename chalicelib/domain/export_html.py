"""A conversation as one page to print: no scripts, nothing from elsewhere, in the exporter's language and zone."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from chalicelib.domain import showing
from chalicelib.domain.export import Export, Following
from chalicelib.domain.export_style import STYLE
from chalicelib.domain.export_words import WORDS, Words
from chalicelib.domain.message import Act
from chalicelib.domain.shapes import AttachmentShape, CardShape, ConversationShape, MessageShape, PersonShape

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def written(it: Export, entries: Iterable[MessageShape], following: Following) -> Iterator[str]:
    """The page, an entry at a time; a heading for each day."""
    words, zone, day = WORDS[it.language], ZoneInfo(it.time_zone), ""
    yield beginning(it, words, zone)
    for entry in entries:
        moment = datetime.fromisoformat(entry["sentAt"]).astimezone(zone)
        if (today := words.day(moment)) != day:
            yield ("</section>" if day else "") + f"<section><h2>{today}</h2>\n"
            day = today
        yield article(entry, words, moment)
    yield ("</section>\n" if day else "") + ending(following(), words, it.file_name)


def beginning(it: Export, words: Words, zone: ZoneInfo) -> str:
    title = it.conversation["topic"] or words.direct
    facts = "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in facts_of(it, words, zone))
    return (
        f'<!DOCTYPE html>\n<html lang="{it.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n"
        f"<body><main><header><h1>{bdi(title)}</h1><dl>{facts}</dl></header>\n"
    )


def facts_of(it: Export, words: Words, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    """What the page is about, who made it and when."""
    conversation = it.conversation
    yield (
        words.patient,
        who(conversation["patient"], words) + f" <span>({escape(conversation['patient']['id'])})</span>",
    )
    if "careTeam" in conversation:
        yield words.care_team, bdi(conversation["careTeam"]["name"])
    for name, one in staff_of(conversation, words):
        yield name, who(one, words)
    yield words.conversation, escape(f"{conversation['id']}, {words.state(conversation['status'])}")
    if it.after:
        yield words.part, words.after.format(after=it.after)
    at = datetime.fromisoformat(it.at).astimezone(zone)
    exporter, time = who(showing.person(it.exporter), words), time_of(at, f"{words.day(at)}, {at:%H:%M}")
    yield words.exported, words.exporter.format(who=exporter, time=time)
    yield words.times, words.zone.format(zone=escape(it.time_zone))


def staff_of(conversation: ConversationShape, words: Words) -> Iterator[tuple[str, PersonShape]]:
    if "requester" in conversation:
        yield words.requester, conversation["requester"]
    if "provider" in conversation:
        yield words.provider, conversation["provider"]


def article(entry: MessageShape, words: Words, moment: datetime) -> str:
    """One entry: who, when, and what can be shown of it."""
    at, number = time_of(moment, f"{moment:%H:%M}"), f'<span class="number">{entry["seq"]}</span>'
    if entry["system"] or not entry["sender"]:
        said = f'<p dir="auto">{escape(by_nobody(entry, words))}</p>'
        return f'<article class="system" id="m{entry["seq"]}">{number} {at} {said}</article>\n'
    head = f"<h3>{who(entry['sender'], words)} {at} {number}</h3>"
    return f'<article id="m{entry["seq"]}">{head}{"".join(contents(entry, words))}</article>\n'


def by_nobody(entry: MessageShape, words: Words) -> str:
    """What an entry says that nobody wrote."""
    it = entry["system"]
    if it is None:
        return entry["text"] or ""
    return words.sentences[Act(it["act"])].format(name=it["person"]["name"] if it["person"] else "")


def contents(entry: MessageShape, words: Words) -> Iterator[str]:
    if entry["correctionOf"]:
        number = words.number.format(number=entry["correctionOf"])
        yield f'<p class="mark">{words.corrects} <a href="#m{entry["correctionOf"]}">{number}</a></p>'
    if entry["locked"]:
        yield f'<p class="withheld">{words.withheld}</p>'
    elif entry["sensitive"]:
        yield f'<p class="mark">{words.sensitive}</p>'
    if entry["text"]:
        yield f'<p class="text" dir="auto">{escape(entry["text"])}</p>'
    if entry["card"]:
        yield card(entry["card"], words)
    if entry["attachments"]:
        files = "".join(attachment(each, words) for each in entry["attachments"])
        yield f'<ul aria-label="{words.files}">{files}</ul>'


def card(it: CardShape, words: Words) -> str:
    status = words.state(it["status"], it["type"])
    said = ", ".join(escape(part) for part in (status, it["date"], it.get("amount")) if part)
    return f'<p class="card">{words.cards[it["type"]]}: {bdi(it["title"])}, {said}</p>'


def attachment(it: AttachmentShape, words: Words) -> str:
    """A file by its name: its bytes stay with the clinic."""
    state = "" if it["state"] == "ready" else f", {escape(words.state(it['state']))}"
    return f"<li>{bdi(it['fileName'])} ({escape(it['contentType'])}, {it['size']:,} bytes{state})</li>"


def who(one: PersonShape, words: Words) -> str:
    """By name and, as far as they have one, title; else their role."""
    return f"{bdi(one['name'])}, <span>{bdi(one.get('title') or words.roles[one['role']])}</span>"


def bdi(text: str) -> str:
    """What people wrote, kept from turning what stands around it."""
    return f"<bdi>{escape(text)}</bdi>"


def time_of(moment: datetime, words: str) -> str:
    return f'<time datetime="{moment.isoformat(timespec="seconds")}">{words}</time>'


def ending(after: int | None, words: Words, file_name: str) -> str:
    goes_on = "" if after is None else f"<p>{words.goes_on.format(after=after)}</p>"
    return f"</main><footer>{goes_on}<p>{escape(file_name)}</p></footer></body></html>\n"
