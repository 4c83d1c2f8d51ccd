"""How the pages about mails look. Everything that a mail says is escaped."""

from collections.abc import Sequence
from html import escape

from infra.local.front.sent_mails import Mail

PLACE = "/local/mails"
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 880px; margin: 0 auto; padding: 24px 16px; font: 15px/1.5 system-ui, sans-serif; }}
h1 {{ font-size: 22px; margin: 0 0 16px; overflow-wrap: anywhere; }}
h2 {{ font-size: 16px; margin: 28px 0 8px; }}
a {{ color: light-dark(#0a6157, #63d6c5); }}
table {{ width: 100%; border-collapse: collapse; }}
th, td {{ padding: 8px 12px 8px 0; border-bottom: 1px solid light-dark(#dfe6e3, #2b3a36); text-align: start;
 vertical-align: top; overflow-wrap: anywhere; }}
th {{ color: light-dark(#52635e, #a6b8b2); font-weight: 600; white-space: nowrap; }}
iframe {{ box-sizing: border-box; width: 100%; height: 640px; border: 1px solid light-dark(#7c8c87, #6f827c);
 border-radius: 12px; background: light-dark(#fff, #0f1816); resize: both; }}
pre {{ padding: 16px; border-radius: 12px; background: light-dark(#f3f6f5, #16211f); overflow-x: auto;
 font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }}
</style>
</head>
<body>
{content}
</body>
</html>
"""
NONE_YET = "<p>None so far. One comes when a message stays unread for a while and its reader has no portal open.</p>"


def place(mail: Mail) -> str:
    return f"{PLACE}/{mail.id}"


def moment(mail: Mail) -> str:
    return f"{mail.at:%Y-%m-%d %H:%M:%S} UTC"


def listed(mails: Sequence[Mail]) -> str:
    """The mails in a list."""
    rows = "".join(
        f'<tr><td><a href="{escape(place(mail))}" dir="auto">{escape(mail.subject) or "(no subject)"}</a></td>'
        f'<td dir="auto">{escape(mail.to)}</td><td>{moment(mail)}</td></tr>\n'
        for mail in mails
    )
    table = f"<table>\n<tr><th>Subject</th><th>To</th><th>Sent</th></tr>\n{rows}</table>"
    return PAGE.format(title="Mails", content=f"<h1>Mails</h1>\n{table if mails else NONE_YET}")


def shown(mail: Mail) -> str:
    """One mail: as a program that shows HTML has it, as one that does not, and as it went over the wire."""
    facts = {"From": mail.sender, "To": mail.to, "Sent": moment(mail)}
    rows = "".join(f'<tr><th>{name}</th><td dir="auto">{escape(value)}</td></tr>\n' for name, value in facts.items())
    parts = [
        f'<p><a href="{PLACE}">All mails</a></p>',
        f'<h1 dir="auto">{escape(mail.subject)}</h1>\n<table>\n{rows}</table>',
    ]
    if mail.html:
        sandbox = "allow-popups allow-popups-to-escape-sandbox"
        parts.append(f'<h2>HTML</h2>\n<iframe title="The mail" sandbox="{sandbox}" src="{escape(place(mail))}/page">')
        parts.append("</iframe>")
    parts.append(f'<h2>Plain text</h2>\n<pre dir="auto">{escape(mail.plain)}</pre>')
    if mail.source:
        parts.append(f"<h2>Source</h2>\n<pre>{escape(mail.source)}</pre>")
    return PAGE.format(title=escape(mail.subject) or "Mail", content="\n".join(parts))


def opening_elsewhere(html: str) -> str:
    """A mail's own page, whose links open in a window of their own: the portal does not let itself be framed."""
    before, head, after = html.partition("<head>")
    return f'{before}{head}<base target="_blank">{after}' if head else f'<base target="_blank">{html}'
