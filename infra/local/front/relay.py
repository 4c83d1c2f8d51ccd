"""Passes a request to the emulator and its answer back, both unchanged but for what belongs to one connection."""

from collections.abc import Awaitable, Callable, Mapping

import aiohttp
from aiohttp import web
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from infra.local.front.introducing import introduce

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
OF_ONE_CONNECTION = {
    *("connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"),
    *("content-length", "date", "host", "server"),
}
NOBODY_THERE = "The emulator does not answer. Start it again with `make run`."


def relay_to(
    caller: web.AppKey[aiohttp.ClientSession],
    origin: str,
    prefix: str,
    leaving_out: str = "",
    extra_headers: Mapping[str, str] | None = None,
    proof: str = "",
) -> Handler:
    """Answer with what `origin` answers at `prefix` + the path asked for, without its beginning `leaving_out`.

    `proof`: what shows to `origin` that the request came by here.
    """

    async def relay(request: web.Request) -> web.StreamResponse:
        url = URL(origin + prefix + request.raw_path.removeprefix(leaving_out), encoded=True)
        body = await request.read()
        headers = passed_on(request.headers)
        if proof:
            introduce(headers, request, proof)
        try:
            async with request.app[caller].request(
                request.method,
                url,
                headers=headers,
                data=body or None,
                allow_redirects=False,
                skip_auto_headers=("Content-Type",),
            ) as answer:
                content = await answer.read()
        except aiohttp.ClientConnectionError:
            return web.Response(status=502, text=NOBODY_THERE)
        told = passed_on(answer.headers)
        told.update(extra_headers or {})
        return web.Response(status=answer.status, body=content, headers=told)

    return relay


def passed_on(headers: CIMultiDictProxy[str]) -> CIMultiDict[str]:
    return CIMultiDict((name, value) for name, value in headers.items() if name.lower() not in OF_ONE_CONNECTION)
