"""Joins a browser's socket with one to the emulator: frames both ways, close codes, refusals."""

import asyncio

import aiohttp
from aiohttp import WSMsgType, web
from multidict import CIMultiDict
from yarl import URL

from infra.local.front.introducing import introduce
from infra.local.front.relay import NOBODY_THERE, Handler

PASSED_ON = ("Origin", "User-Agent", "Cookie", "Authorization")
LARGEST_FRAME = 1024 * 1024  # above API Gateway's limit, so that its own close code is the one that is seen
GOING_AWAY = 1001
NEVER_SENT = {None, 1005, 1006, 1015}  # these say that no code came, and must not go over the wire


def socket_to(caller: web.AppKey[aiohttp.ClientSession], endpoint: str, proof: str) -> Handler:
    async def join(request: web.Request) -> web.StreamResponse:
        browser = web.WebSocketResponse(max_msg_size=LARGEST_FRAME, compress=False)
        if not browser.can_prepare(request):
            return web.Response(status=426, text="This is a socket.", headers={"Upgrade": "websocket"})
        url = URL(endpoint + "?" + request.rel_url.raw_query_string, encoded=True)
        headers = CIMultiDict((name, request.headers[name]) for name in PASSED_ON if name in request.headers)
        introduce(headers, request, proof)
        try:
            gateway = await request.app[caller].ws_connect(url, headers=headers, max_msg_size=LARGEST_FRAME)
        except aiohttp.WSServerHandshakeError as refusal:
            return web.Response(status=refusal.status)
        except aiohttp.ClientConnectionError:
            return web.Response(status=502, text=NOBODY_THERE)
        await browser.prepare(request)
        await asyncio.gather(pass_on(browser, gateway), pass_on(gateway, browser))
        return browser

    return join


Socket = web.WebSocketResponse | aiohttp.ClientWebSocketResponse


async def pass_on(source: Socket, target: Socket) -> None:
    """Send each frame of `source` to `target` until it closes, then close `target` with the same code."""
    async for frame in source:
        try:
            if frame.type is WSMsgType.TEXT:
                await target.send_str(frame.data)
            elif frame.type is WSMsgType.BINARY:
                await target.send_bytes(frame.data)
        except ConnectionError:
            break
    code = source.close_code
    await target.close(code=GOING_AWAY if code is None or code in NEVER_SENT else code)
