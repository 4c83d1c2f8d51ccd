"""The front before a stand-in for the emulator that tells what reached it, both in a thread of their own."""

import asyncio
import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from aiohttp import WSMsgType, web

from infra.local.front.addresses import Addresses
from infra.local.front.server import front
from infra.local.settings import HOST, free_port

INDEX = "<!doctype html><title>Portal</title>"
UNSUBSCRIBE = "<!doctype html><title>Emails</title>"
MAIL = b"""\
From: Riverside Clinic <no-reply@clinic.example>\r
To: ada@mail.example\r
Subject: 2 unread messages at <Riverside>\r
Content-Type: multipart/alternative; boundary=between\r
\r
--between\r
\r
Two & more.\r
--between\r
Content-Type: text/html\r
\r
<html><head></head><body><a href="/chat/1">Open</a></body></html>\r
--between--\r
"""
INTRODUCTION = ("X-Portal-Proof", "CloudFront-Viewer-Address", "X-Forwarded-For")
PROOF = "proof-of-the-front"
NOTED = web.AppKey("noted", list[str])


async def tell(request: web.Request) -> web.Response:
    """What reached the emulator; `/refused` is a refusal."""
    if request.path.endswith("/refused"):
        return web.json_response({"code": "REFUSED"}, status=409, headers={"X-Request-Id": "1"})
    told = {"method": request.method, "path": request.raw_path, "body": await request.text()}
    if request.path.startswith("/emulated/rest/who"):
        told = {name: request.headers.getall(name) for name in INTRODUCTION}
    return web.json_response(told | {"token": request.headers.get("Authorization")})


async def socket(request: web.Request) -> web.StreamResponse:
    """Refuses without a ticket; echoes frames with the origin; `bye` makes it close with 4001."""
    if "ticket" not in request.query:
        return web.Response(status=403)
    opened = web.WebSocketResponse()
    await opened.prepare(request)
    async for frame in opened:
        if frame.type is WSMsgType.TEXT and frame.data == "bye":
            await opened.close(code=4001)
        elif frame.type is WSMsgType.TEXT:
            introduced = request.headers.getall("X-Portal-Proof") if frame.data == "who" else ""
            await opened.send_str(f"{frame.data} from {request.headers.get('Origin')}{introduced}")
    request.app[NOTED].append(f"closed with {opened.close_code}")
    return opened


async def mails(_request: web.Request) -> web.Response:
    """As the emulator tells of two mails: one as it was sent, one of Cognito's, in parts."""
    whole = {"MessageId": "a1@email", "Timestamp": 1_764_750_000, "Source": "", "To": [], "Subject": ""}
    whole |= {"BodyText": "", "BodyHtml": None, "Raw": base64.b64encode(MAIL).decode()}
    parts = {"MessageId": "b2@email", "Timestamp": 1_764_760_000, "Source": "pool@aws", "To": ["bo@mail.example"]}
    parts |= {"Subject": "Your password", "BodyText": "Welcome", "BodyHtml": None, "Raw": None}
    return web.json_response({"messages": {"000000000000": [whole, parts]}})


def stand_in() -> web.Application:
    application = web.Application()
    application[NOTED] = []
    application.router.add_get("/emulated/socket", socket)
    application.router.add_get("/_ministack/ses/messages", mails)
    application.router.add_route("*", "/{path:.*}", tell)
    return application


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built portal; a file that is not part of it lies beside it."""
    folder = tmp_path_factory.mktemp("portal") / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(INDEX)
    (folder / "unsubscribe.html").write_text(UNSUBSCRIBE)
    (folder / "assets" / "main-1a2b.js").write_text("1")
    (folder / "favicon.svg").write_text("<svg/>")
    (folder.parent / "secret.txt").write_text("secret")
    return folder


@pytest.fixture(scope="session")
def emulated() -> Iterator[tuple[int, list[str]]]:
    """The stand-in's port, and what it noted."""
    application, port = stand_in(), free_port()
    with served(application, port):
        yield port, application[NOTED]


@pytest.fixture(scope="session")
def origin(portal: Path, emulated: tuple[int, list[str]]) -> Iterator[str]:
    """The front's origin."""
    yield from front_before(emulated[0], portal)


@pytest.fixture
def origin_alone(tmp_path: Path) -> Iterator[str]:
    """The origin of a front with no emulator behind it and no portal built."""
    yield from front_before(free_port(), tmp_path)


def front_before(emulator_port: int, portal: Path) -> Iterator[str]:
    port, emulator_url = free_port(), f"http://{HOST}:{emulator_port}"
    paths = {"rest_path": "/emulated/rest", "socket_path": "/emulated/socket", "portal_folder": str(portal)}
    addresses = Addresses(port=port, emulator_url=emulator_url, **paths, portal_config={"apiBase": "/v1"}, proof=PROOF)
    with served(front(addresses), port):
        yield f"http://{HOST}:{port}"


@pytest.fixture(scope="session")
def browser(origin: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=origin) as client:
        yield client


@contextmanager
def served(application: web.Application, port: int) -> Iterator[None]:
    """Serve an application from another thread while the block runs."""
    runner, loop = web.AppRunner(application, shutdown_timeout=1), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(begin(runner, port), loop).result(10)
    yield
    asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


async def begin(runner: web.AppRunner, port: int) -> None:
    await runner.setup()
    await web.TCPSite(runner, HOST, port).start()
