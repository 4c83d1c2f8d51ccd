"""The paths of the one origin and who answers each."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from infra.local.front.addresses import Addresses
from infra.local.front.files import portal_files
from infra.local.front.headers import SIGN_IN_HEADERS, adding_security_headers
from infra.local.front.mails import mails_of
from infra.local.front.relay import Handler, relay_to
from infra.local.front.sockets import socket_to

LARGEST_BODY = 11 * 1024 * 1024  # above API Gateway's limit, so that its refusal is the one that is seen
CALLER = web.AppKey("caller", aiohttp.ClientSession)


def front(addresses: Addresses) -> web.Application:
    application = web.Application(client_max_size=LARGEST_BODY)
    application.on_response_prepare.append(adding_security_headers(addresses.emulator_url, addresses.call_origins))
    application.cleanup_ctx.append(caller)
    proof = addresses.proof
    rest = relay_to(CALLER, addresses.emulator_url, addresses.rest_path, leaving_out="/v1", proof=proof)
    sign_in = relay_to(CALLER, addresses.emulator_url, "", extra_headers=SIGN_IN_HEADERS)
    router = application.router
    router.add_get("/config.json", portal_config(addresses.portal_config))
    router.add_get("/socket", socket_to(CALLER, addresses.emulator_url + addresses.socket_path, proof))
    router.add_route("*", "/v1/{rest:.*}", rest)
    for path in ("/oauth2/{rest:.*}", "/login", "/logout"):
        router.add_route("*", path, sign_in)
    for path, handler in mails_of(CALLER, addresses.emulator_url):
        router.add_get(path, handler)
    router.add_get("/{rest:.*}", portal_files(Path(addresses.portal_folder)))
    return application


def portal_config(config: dict[str, Any]) -> Handler:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.json_response(config, headers={"Cache-Control": "no-cache"})

    return answer


async def caller(application: web.Application) -> AsyncIterator[None]:
    connections = aiohttp.TCPConnector(limit=0)
    timeout = aiohttp.ClientTimeout(total=60)
    async with aiohttp.ClientSession(connector=connections, timeout=timeout, auto_decompress=False) as session:
        application[CALLER] = session
        yield
