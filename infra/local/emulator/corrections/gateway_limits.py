"""API Gateway's limits are missing: 10 MB and 29 s for REST, 128 KB a frame and 10 idle minutes for sockets."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import ministack.app

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

REST_PATH = "/_user_request_/"
LARGEST_BODY = 10 * 1024 * 1024
LONGEST_ANSWER = float(os.environ.get("GATEWAY_ANSWER_SECONDS", "29"))
LARGEST_FRAME, LONGEST_SILENCE = 128 * 1024, 600  # bytes, seconds
TOO_BIG, GOING_AWAY = 1009, 1001


def apply() -> None:
    plain = ministack.app.app

    async def limited(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await plain(scope, frames_within_limits(receive, send), send)
        elif scope["type"] == "http" and REST_PATH in scope["path"]:
            await answer_within_limits(plain, scope, receive, send)
        else:
            await plain(scope, receive, send)

    ministack.app.app = limited


def frames_within_limits(receive: Receive, send: Send) -> Receive:
    async def close(code: int) -> Message:
        await send({"type": "websocket.close", "code": code})
        return {"type": "websocket.disconnect", "code": code}

    async def next_frame() -> Message:
        try:
            message = await asyncio.wait_for(receive(), LONGEST_SILENCE)
        except TimeoutError:
            return await close(GOING_AWAY)
        size = len(message.get("bytes") or (message.get("text") or "").encode())
        return await close(TOO_BIG) if size > LARGEST_FRAME else message

    return next_frame


async def answer_within_limits(plain: Any, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
    if int(dict(scope["headers"]).get(b"content-length") or 0) > LARGEST_BODY:
        await refuse(send, 413, "Request Too Long")
        return
    answer = OneAnswer(send)
    work = asyncio.ensure_future(plain(scope, receive, answer.send))
    done, _pending = await asyncio.wait({work}, timeout=LONGEST_ANSWER)
    if done:
        work.result()
    elif not answer.has_started:
        answer.is_late = True
        await refuse(send, 504, "Endpoint request timed out")


class OneAnswer:
    """Passes an answer on, unless it comes after the time-out was told."""

    def __init__(self, send: Send) -> None:
        self.plain_send, self.has_started, self.is_late = send, False, False

    async def send(self, message: Message) -> None:
        self.has_started = True
        if not self.is_late:
            await self.plain_send(message)


async def refuse(send: Send, status: int, reason: str) -> None:
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps({"message": reason}).encode()})
