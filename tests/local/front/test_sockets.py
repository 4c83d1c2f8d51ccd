"""Sockets through the front."""

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.local.emulator.local_aws import wait_for
from tests.local.front.conftest import PROOF


def socket_of(origin: str, query: str = "?ticket=1") -> str:
    return origin.replace("http", "ws", 1) + "/socket" + query


def test_frames_pass_both_ways_with_the_browsers_origin(origin: str) -> None:
    with connect(socket_of(origin), origin=Origin("http://portal.example")) as socket:
        socket.send("hello")
        assert socket.recv(timeout=5) == "hello from http://portal.example"


def test_a_socket_is_introduced_as_a_request_is(origin: str) -> None:
    with connect(socket_of(origin), additional_headers={"X-Portal-Proof": "invented"}) as socket:
        socket.send("who")
        assert socket.recv(timeout=5) == f"who from None['{PROOF}']"


def test_the_gateways_close_code_reaches_the_browser(origin: str) -> None:
    with connect(socket_of(origin)) as socket:
        socket.send("bye")
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=5)
    assert closed.value.rcvd
    assert closed.value.rcvd.code == 4001


def test_the_browsers_close_code_reaches_the_gateway(origin: str, emulated: tuple[int, list[str]]) -> None:
    with connect(socket_of(origin)) as socket:
        socket.close(code=3001)
    assert wait_for(lambda: "closed with 3001" in emulated[1])


def test_a_browser_that_vanishes_is_gone_for_the_gateway_too(origin: str, emulated: tuple[int, list[str]]) -> None:
    with connect(socket_of(origin)) as socket:
        socket.socket.close()
    assert wait_for(lambda: "closed with 1001" in emulated[1])


def test_a_refusal_is_an_http_status(origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        connect(socket_of(origin, query=""))
    assert refused.value.response.status_code == 403


def test_a_stopped_emulator_is_an_http_status(origin_alone: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        connect(socket_of(origin_alone))
    assert refused.value.response.status_code == 502


def test_a_plain_request_is_told_to_upgrade(browser: httpx.Client) -> None:
    assert browser.get("/socket").status_code == 426
