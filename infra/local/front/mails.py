"""The mails that the emulator's SES has taken, as pages of the local stack; on AWS they are in people's mailboxes."""

from collections.abc import Iterator, Mapping

import aiohttp
from aiohttp import web

from infra.local.front import mail_pages
from infra.local.front.mail_pages import PLACE
from infra.local.front.relay import NOBODY_THERE, Handler
from infra.local.front.sent_mails import Mail, mail_from

OURS = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
PAGE = {"Content-Security-Policy": f"{OURS}; frame-src 'self'", "Cache-Control": "no-store"}
# What a mail brings runs nothing and fetches nothing; its links open in a window of their own.
MAIL = {
    "Content-Security-Policy": f"{OURS}; sandbox allow-popups allow-popups-to-escape-sandbox",
    "Cache-Control": "no-store",
    "X-Frame-Options": "SAMEORIGIN",
}


def mails_of(caller: web.AppKey[aiohttp.ClientSession], emulator_url: str) -> Iterator[tuple[str, Handler]]:
    """The pages about mails, each with its path."""

    async def all_of_them(request: web.Request) -> web.StreamResponse:
        return html(mail_pages.listed(await mails(request.app[caller], emulator_url)), PAGE)

    async def one(request: web.Request) -> web.StreamResponse:
        mail = named(request.match_info["id"], await mails(request.app[caller], emulator_url))
        return html(mail_pages.shown(mail), PAGE)

    async def content(request: web.Request) -> web.StreamResponse:
        mail = named(request.match_info["id"], await mails(request.app[caller], emulator_url))
        return html(mail_pages.opening_elsewhere(mail.html), MAIL)

    yield PLACE, all_of_them
    yield PLACE + "/{id}", one
    yield PLACE + "/{id}/page", content


async def mails(session: aiohttp.ClientSession, emulator_url: str) -> list[Mail]:
    """What the emulator has taken, the latest first."""
    try:
        async with session.get(f"{emulator_url}/_ministack/ses/messages") as answer:
            told = await answer.json(content_type=None)
    except aiohttp.ClientConnectionError as error:
        raise web.HTTPBadGateway(text=NOBODY_THERE) from error
    found = [mail_from(one) for account in told["messages"].values() for one in account]
    return sorted(found, key=lambda mail: mail.at, reverse=True)


def named(mail_id: str, among: list[Mail]) -> Mail:
    for mail in among:
        if mail.id == mail_id:
            return mail
    raise web.HTTPNotFound(text="There is no such mail here.")


def html(text: str, headers: Mapping[str, str]) -> web.Response:
    return web.Response(text=text, content_type="text/html", charset="utf-8", headers=dict(headers))
