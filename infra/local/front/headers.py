"""The security headers that CloudFront sends, as far as they make sense without TLS."""

import json
from pathlib import Path
from string import Template

from aiohttp import web

FILE = Path(__file__).resolve().parents[2] / "security_headers.json"
ONLY_OVER_TLS = {"Strict-Transport-Security"}
POLICY = "Content-Security-Policy"

# The emulator's own sign-in pages carry their style in the page; on AWS they have a name of their own.
SIGN_IN_HEADERS = {
    POLICY: "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}


def security_headers() -> dict[str, str]:
    """The sign-in origin is left out: here it is the same one."""
    headers: dict[str, str] = json.loads(FILE.read_text())
    told = {name: value for name, value in headers.items() if name not in ONLY_OVER_TLS}
    return told | {POLICY: Template(told[POLICY]).substitute(SignInOrigin="").replace(" ;", ";")}


HEADERS = security_headers()


async def add_security_headers(_request: web.Request, response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
