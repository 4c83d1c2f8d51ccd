"""The security headers that CloudFront sends, as far as they make sense without TLS."""

import json
from collections.abc import Awaitable, Callable
from string import Template

from aiohttp import web

from infra.edge_headers import HEADERS

Signal = Callable[[web.Request, web.StreamResponse], Awaitable[None]]
ONLY_OVER_TLS = {"Strict-Transport-Security"}
POLICY = "Content-Security-Policy"

# The emulator's own sign-in pages carry their style in the page; on AWS they have a name of their own.
SIGN_IN_HEADERS = {
    POLICY: "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}


def security_headers(files_origin: str, call_origins: str = "") -> dict[str, str]:
    """The sign-in origin is left out: here it is the same one."""
    headers: dict[str, str] = json.loads(HEADERS.read_text())
    told = {name: value for name, value in headers.items() if name not in ONLY_OVER_TLS}
    policy = Template(told[POLICY]).substitute(SignInOrigin="", FilesOrigin=files_origin, CallOrigins=call_origins)
    return told | {POLICY: " ".join(policy.split()).replace(" ;", ";")}


def adding_security_headers(files_origin: str, call_origins: str = "") -> Signal:
    """What aiohttp does with each answer before it goes out.

    `files_origin`: where browsers send and fetch files. `call_origins`: where they join calls, if not with each other.
    """
    headers = security_headers(files_origin, call_origins)

    async def add(_request: web.Request, response: web.StreamResponse) -> None:
        for name, value in headers.items():
            response.headers.setdefault(name, value)

    return add
