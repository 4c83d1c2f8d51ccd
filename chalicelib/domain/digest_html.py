"""A digest as a page for mail programs: no pictures, no scripts, everything that people wrote escaped."""

from collections.abc import Iterable
from html import escape

PAGE = """<!doctype html>
<html lang="{lang}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; supported-color-schemes: light dark; }}
body {{ margin: 0; padding: 32px 16px; background: #f3f6f5; color: #14211e; font-size: 16px; line-height: 1.5;
 font-family: Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }}
.mail {{ max-width: 560px; margin: 0 auto; overflow-wrap: anywhere; }}
.clinic {{ margin: 0 0 16px; padding: 0 4px; color: #0a6157; font-weight: 700; }}
.card {{ padding: 32px; border: 1px solid #dfe6e3; border-radius: 18px; background: #ffffff; }}
h1 {{ margin: 0 0 8px; font-size: 26px; line-height: 1.25; letter-spacing: -0.01em; }}
h2 {{ margin: 0; font-size: 17px; line-height: 1.4; }}
p {{ margin: 0; }}
.soft, blockquote {{ color: #52635e; }}
ul {{ margin: 8px 0 0; padding: 0; list-style: none; }}
li {{ margin: 0; padding: 24px 0 0; }}
li + li {{ margin-top: 24px; border-top: 1px solid #dfe6e3; }}
.when {{ margin-top: 2px; font-size: 14px; }}
blockquote {{ margin: 12px 0 0; padding: 0 0 0 14px; border-left: 3px solid #7c8c87; }}
.open {{ display: inline-block; margin-top: 16px; padding: 11px 20px; border-radius: 12px; background: #0b6e63;
 color: #ffffff; font-weight: 600; line-height: 1.4; text-decoration: none; }}
.foot {{ padding: 24px 4px 0; font-size: 14px; }}
.foot p + p {{ margin-top: 10px; }}
.foot a {{ display: inline-block; margin-right: 20px; padding: 6px 0; color: #0a6157; }}
@media (max-width: 480px) {{
 body {{ padding: 20px 10px; }}
 .card {{ padding: 24px 20px; }}
 .open {{ display: block; text-align: center; }}
}}
@media (prefers-color-scheme: dark) {{
 body {{ background: #0f1816; color: #e8f0ed; }}
 .card {{ border-color: #2b3a36; background: #16211f; }}
 li + li {{ border-color: #2b3a36; }}
 .soft, blockquote {{ color: #a6b8b2; }}
 .clinic, .foot a {{ color: #63d6c5; }}
 .open {{ background: #35b8a5; color: #04211c; }}
}}
</style>
</head>
<body>
<div class="mail">
<p class="clinic" dir="auto">{clinic}</p>
<main class="card">
<h1>{heading}</h1>
<p class="soft">{lead}</p>
<ul>
{items}</ul>
</main>
<footer class="foot soft">
<p>{why}</p>
<p>{links}</p>
<p>{last}</p>
</footer>
</div>
</body>
</html>
"""


def page(**parts: str) -> str:
    """The whole page; of its parts only those that `escaped`, `item` and `link` made hold tags."""
    return PAGE.format(**parts)


def escaped(words: str) -> str:
    return escape(words, quote=True)


def names(pieces: Iterable[str]) -> str:
    """A list of names, each in its own direction; the pieces at odd places stand between them."""
    return "".join(
        escaped(piece) if place % 2 else f'<span dir="auto">{escaped(piece)}</span>'
        for place, piece in enumerate(pieces)
    )


def item(heading: str, when: str, quotes: str, link: str) -> str:
    """One conversation."""
    return f'<li>\n<h2>{heading}</h2>\n<p class="when soft">{when}</p>\n{quotes}<p>{link}</p>\n</li>\n'


def last_item(words: str, link: str) -> str:
    """The conversations that have no item of their own."""
    return f"<li>\n<p>{words}</p>\n<p>{link}</p>\n</li>\n"


def quotes(begins: str, snippets: Iterable[str]) -> str:
    told = "".join(f'<blockquote dir="auto">{escaped(snippet)}</blockquote>\n' for snippet in snippets)
    return f'<p class="when soft">{begins}</p>\n{told}' if told else ""


def link(address: str, words: str, kind: str = "") -> str:
    """A link; its words are HTML already."""
    return f'<a{f" class={chr(34)}{kind}{chr(34)}" if kind else ""} href="{escaped(address)}">{words}</a>'
