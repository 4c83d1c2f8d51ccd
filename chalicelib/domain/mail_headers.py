"""Headers of mails that say what is meant whatever a name holds: words encoded by RFC 2047, lines never broken in two.

Ours, since the standard library encodes addresses that are longer than a line, which no mail program then follows.
"""

import base64
import re
import textwrap
from email.headerregistry import Address, BaseHeader, HeaderRegistry
from email.policy import SMTP, Policy
from email.utils import unquote
from typing import Any

LINE = 76
LONGEST_WORD = 39
"""Bytes of one encoded word: with what stands around it and with the name of its header it fits on a line."""
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
"""What ends lines, turns the direction of what follows, or is no letter at all."""
ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")


class Plain(BaseHeader):
    """A header that is ASCII already: folded at its spaces alone, and never encoded."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        kwds["decoded"], kwds["parse_tree"] = value, None

    def fold(self, *, policy: Policy) -> str:
        it = textwrap.TextWrapper(LINE, f"{self.name}: ", " ", break_long_words=False, break_on_hyphens=False)
        return policy.linesep.join(it.wrap(str(self))) + policy.linesep


REGISTRY = HeaderRegistry()
for header in ("From", "To", "Subject", "List-Unsubscribe", "List-Unsubscribe-Post"):
    REGISTRY.map_to_type(header, Plain)
POLICY = SMTP.clone(header_factory=REGISTRY)


def shown(name: str, longest: int = 80) -> str:
    """A name as mails show it: on one line, in its own direction, and no longer than somebody would read."""
    words = " ".join(INVISIBLE.sub(" ", name).split()) or "?"
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def text(value: str) -> str:
    """Words for a header, encoded where they must be."""
    return value if value.isascii() and "=?" not in value else encoded(value)


def mailbox(name: str, address: str) -> str:
    """A name and an address for a header."""
    if not name:
        return address
    if ATOMS.fullmatch(name) and "=?" not in name:
        return f"{name} <{address}>"
    return f"{encoded(name)} <{address}>"


def encoded(value: str) -> str:
    """Encoded words, none of which ends within a letter."""
    words, word = [], b""
    for letter in value:
        more = letter.encode()
        if len(word) + len(more) > LONGEST_WORD:
            words.append(word)
            word = b""
        word += more
    return " ".join(f"=?utf-8?B?{base64.b64encode(word).decode()}?=" for word in [*words, word])


def address(value: str) -> str | None:
    """An address as headers write it: quoted where it must be, its domain in ASCII; None if mail cannot go there."""
    local, _, domain = value.rpartition("@")
    if local.startswith('"') and local.endswith('"'):
        local = unquote(local)
    try:
        host = domain.encode("idna").decode().lower()
        written = Address(username=local, domain=host).addr_spec
    except (UnicodeError, ValueError):
        return None
    is_writable = local and written.isascii() and written.isprintable() and " " not in written
    return written if is_writable and DOMAIN.fullmatch(host) else None
