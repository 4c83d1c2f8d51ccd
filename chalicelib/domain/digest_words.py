"""What a digest says, in each language that it is written in, and how that language counts, lists and dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

MOST_NAMES = 3
"""How many senders of one conversation are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language. `vowel_and`: what joins a list before a name that begins with the sound of i, if that differs."""

    subject: str
    subject_of_one: str
    heading: str
    heading_of_one: str
    private: str
    sign_in: str
    sent: str
    sent_by_one: str
    first: str
    only: str
    open: str
    open_case: str
    begins: str
    more: str
    more_of_one: str
    all: str
    why: str
    preferences: str
    stop: str
    no_reply: str
    emergency: str
    and_: str
    vowel_and: str
    others: str
    other: str
    moment: str
    halves: tuple[str, str]
    months: tuple[str, ...]


ENGLISH = Words(
    subject="{count} unread messages at {clinic}",
    subject_of_one="1 unread message at {clinic}",
    heading="{count} unread messages",
    heading_of_one="1 unread message",
    private="What was written is not in this mail. Sign in to read it and to answer.",
    sign_in="Sign in to read all of it and to answer.",
    sent="{count} messages from {names}",
    sent_by_one="1 message from {names}",
    first="The first one: {moment}",
    only="Sent: {moment}",
    open="Open the conversation with {names}",
    open_case="Open the case with {names}",
    begins="Begins with:",
    more="Messages in {count} more conversations are waiting for you.",
    more_of_one="Messages in 1 more conversation are waiting for you.",
    all="Open all conversations",
    why="You get this mail because emails are turned on in your preferences at {clinic}.",
    preferences="Change your preferences",
    stop="Stop these emails",
    no_reply="Please do not answer this mail: nobody would read it.",
    emergency="Not for emergencies. If it is urgent, call your local emergency number.",
    and_="and",
    vowel_and="and",
    others="{count} others",
    other="1 other person",
    moment="{month} {day}, {time} ({zone})",
    halves=("AM", "PM"),
    months=(
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
)
SPANISH = Words(
    subject="{count} mensajes sin leer en {clinic}",
    subject_of_one="1 mensaje sin leer en {clinic}",
    heading="{count} mensajes sin leer",
    heading_of_one="1 mensaje sin leer",
    private="Lo que le han escrito no está en este correo. Inicie sesión para leerlo y responder.",
    sign_in="Inicie sesión para leerlo todo y responder.",
    sent="{count} mensajes de {names}",
    sent_by_one="1 mensaje de {names}",
    first="El primero: {moment}",
    only="Enviado: {moment}",
    open="Abrir la conversación con {names}",
    open_case="Abrir el caso con {names}",
    begins="Empieza así:",
    more="Hay mensajes para usted en {count} conversaciones más.",
    more_of_one="Hay mensajes para usted en 1 conversación más.",
    all="Abrir todas las conversaciones",
    why="Recibe este correo porque los avisos por correo están activados en sus preferencias de {clinic}.",
    preferences="Cambiar sus preferencias",
    stop="Dejar de recibir estos correos",
    no_reply="No responda a este correo: nadie leería su respuesta.",
    emergency="No es para emergencias. Si es urgente, llame al número de emergencias de su zona.",
    and_="y",
    vowel_and="e",
    others="{count} personas más",
    other="1 persona más",
    moment="{day} de {month}, {time} ({zone})",
    halves=("a.m.", "p.m."),
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
        *("agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
)
WORDS = {"en": ENGLISH, "es": SPANISH}


def counted(one: str, many: str, count: int, **named: str) -> str:
    return (one if count == 1 else many).format(count=count, **named)


def listed(names: Sequence[str], words: Words, most: int = MOST_NAMES) -> list[str]:
    """At most so many of these names, with what stands between them.

    The pieces at even places are names, or count those left out.
    """
    shown = list(names[:most])
    if hidden := len(names) - len(shown):
        shown.append(counted(words.other, words.others, hidden))
    pieces = [piece for name in shown for piece in (", ", name)][1:]
    if len(pieces) > 1:
        pieces[-2] = f" {words.vowel_and if begins_with_i(pieces[-1]) else words.and_} "
    return pieces


def begins_with_i(name: str) -> bool:
    """Whether a Spanish name begins with the sound of i, before which `y` becomes `e`: Inés, Hilario, not Hierro."""
    begins = name.casefold().removeprefix("h")
    return begins[:1] in ("i", "í") and not (name[:1] in "hH" and begins[:2] == "ie")


def told(moment: datetime, words: Words) -> str:
    """A moment in its own zone, to the minute."""
    time = f"{moment.hour % 12 or 12}:{moment:%M} {words.halves[moment.hour // 12]}"
    month = words.months[moment.month - 1]
    return words.moment.format(month=month, day=moment.day, time=time, zone=moment.tzname())
