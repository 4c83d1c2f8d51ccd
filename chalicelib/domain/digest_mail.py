"""How a digest looks as a mail: plain text and HTML, in the person's language and zone. Never what was written,
but for the beginnings that a line carries.
"""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from chalicelib.domain import digest_html, mail_headers
from chalicelib.domain.conversation import Kind
from chalicelib.domain.digest import Digest, Line
from chalicelib.domain.digest_words import MOST_NAMES, WORDS, Words, counted, listed, told
from chalicelib.domain.languages import language
from chalicelib.domain.mail_headers import POLICY, shown

MOST_LINES = 20
"""How many conversations a mail names; the others are counted."""


@dataclass(frozen=True, slots=True)
class Clinic:
    """`portal_origin`: where the portal and the API are, such as https://messages.clinic.example. `sender`: address.

    `languages`: those that it speaks, the first for who reads none of them.
    """

    name: str
    portal_origin: str
    sender: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mail:
    """What the two forms of one mail share."""

    digest: Digest
    clinic: Clinic
    token: str

    @property
    def language(self) -> str:
        return language(self.digest.person.locale, self.clinic.languages)

    @property
    def words(self) -> Words:
        return WORDS[self.language]

    @property
    def clinic_name(self) -> str:
        return shown(self.clinic.name, 100)

    @property
    def subject(self) -> str:
        it = self.words
        return counted(it.subject_of_one, it.subject, self.digest.count, clinic=self.clinic_name)

    @property
    def heading(self) -> str:
        return counted(self.words.heading_of_one, self.words.heading, self.digest.count)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The conversations that it names."""
        return self.digest.lines[:MOST_LINES]

    @property
    def hidden(self) -> int:
        """How many conversations it only counts."""
        return len(self.digest.lines) - len(self.lines)

    @property
    def lead(self) -> str:
        return self.words.sign_in if any(line.snippets for line in self.lines) else self.words.private

    def address(self, *path: str) -> str:
        """An address in the portal."""
        return "/".join([self.clinic.portal_origin, *(quote(part, safe="") for part in path)])

    def place(self, line: Line) -> str:
        """The address of a conversation."""
        return self.address("cases", line.case_id) if line.case_id else self.address("chat", line.conversation_id)

    def senders(self, line: Line, most: int = MOST_NAMES) -> list[str]:
        """At most so many of their names, and what stands between them."""
        return listed([shown(name) for name in line.senders], self.words, most)

    def when(self, line: Line) -> str:
        moment = datetime.fromisoformat(line.since).astimezone(ZoneInfo(self.digest.person.time_zone))
        words = self.words.only if line.count == 1 else self.words.first
        return words.format(moment=told(moment, self.words))

    def sent(self, line: Line, names: str) -> str:
        return counted(self.words.sent_by_one, self.words.sent, line.count, names=names)

    def opening(self, line: Line, names: str) -> str:
        return (self.words.open_case if line.kind is Kind.CASE else self.words.open).format(names=names)


def render(digest: Digest, clinic: Clinic, unsubscribe_token: str, now: datetime) -> EmailMessage:
    """One mail to one person. Raises `ValueError` if no mail can be written to their address."""
    mail = Mail(digest, clinic, unsubscribe_token)
    recipient, sender = mail_headers.address(digest.person.email or ""), mail_headers.address(clinic.sender)
    if not recipient or not sender:
        raise ValueError("This address cannot be written to.")
    message = EmailMessage(policy=POLICY)
    message["From"] = mail_headers.mailbox(mail.clinic_name, sender)
    message["To"] = recipient
    message["Subject"] = mail_headers.text(mail.subject)
    message["Date"] = format_datetime(now)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["List-Unsubscribe"] = f"<{mail.address('v1', 'unsubscribe', mail.token)}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(plain(mail), cte="quoted-printable")
    message.add_alternative(html(mail), subtype="html", cte="quoted-printable")
    message["Content-Language"] = mail.language
    return message


def plain(mail: Mail) -> str:
    """The mail as text."""
    it = mail.words
    parts = [f"{mail.subject}\n\n{mail.lead}"]
    for line in mail.lines:
        begins = [it.begins, *(f"> {shown(snippet, 200)}" for snippet in line.snippets)] if line.snippets else []
        facts = [mail.sent(line, "".join(mail.senders(line))), mail.when(line), *begins, mail.place(line)]
        parts.append("\n".join(facts))
    if mail.hidden:
        parts.append(f"{counted(it.more_of_one, it.more, mail.hidden)}\n{mail.address('chat')}")
    parts.append(f"-- \n{it.why.format(clinic=mail.clinic_name)}")
    parts.append(f"{it.preferences}: {mail.address('preferences')}")
    parts.append(f"{it.stop}: {mail.address('unsubscribe', mail.token)}")
    return "\n\n".join([*parts, f"{it.no_reply}\n{it.emergency}"]) + "\n"


def html(mail: Mail) -> str:
    """The mail as a page."""
    it, clinic = mail.words, digest_html.escaped(mail.clinic_name)
    items = [html_item(mail, line) for line in mail.lines]
    if mail.hidden:
        link = digest_html.link(mail.address("chat"), it.all, "open")
        items.append(digest_html.last_item(counted(it.more_of_one, it.more, mail.hidden), link))
    links = [
        digest_html.link(mail.address("preferences"), it.preferences),
        digest_html.link(mail.address("unsubscribe", mail.token), it.stop),
    ]
    return digest_html.page(
        lang=mail.language,
        title=digest_html.escaped(mail.subject),
        clinic=clinic,
        heading=mail.heading,
        lead=mail.lead,
        items="".join(items),
        why=it.why.format(clinic=f'<span dir="auto">{clinic}</span>'),
        links=" ".join(links),
        last=f"{it.no_reply} {it.emergency}",
    )


def html_item(mail: Mail, line: Line) -> str:
    names = digest_html.names(mail.senders(line))
    quotes = digest_html.quotes(mail.words.begins, [shown(snippet, 200) for snippet in line.snippets])
    link = digest_html.link(mail.place(line), mail.opening(line, digest_html.names(mail.senders(line, 1))), "open")
    return digest_html.item(mail.sent(line, names), mail.when(line), quotes, link)
