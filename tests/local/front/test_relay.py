"""What passes through to the emulator and back."""

import re

import httpx
import pytest

from infra.local.front.relay import NOBODY_THERE
from infra.local.front.server import LARGEST_BODY
from tests.local.front.conftest import PROOF


def test_a_request_reaches_the_api_with_method_query_body_and_token(browser: httpx.Client) -> None:
    told = browser.post("/v1/conversations?limit=2", content="text", headers={"Authorization": "Bearer t"}).json()
    assert told == {
        "method": "POST",
        "path": "/emulated/rest/conversations?limit=2",
        "body": "text",
        "token": "Bearer t",
    }


@pytest.mark.parametrize("path", ["/a%2Fb", "/%00", "/a%20b?q=%23", "/caf%C3%A9"])
def test_a_path_reaches_the_api_as_it_was_written(browser: httpx.Client, path: str) -> None:
    assert browser.get(f"/v1{path}").json()["path"] == f"/emulated/rest{path}"


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_every_method_passes(browser: httpx.Client, method: str) -> None:
    assert browser.request(method, "/v1/me").json()["method"] == method


def test_a_refusal_comes_back_with_its_status_headers_and_body(browser: httpx.Client) -> None:
    answer = browser.get("/v1/refused")
    assert (answer.status_code, answer.json()) == (409, {"code": "REFUSED"})
    assert answer.headers["x-request-id"] == "1"


def test_the_api_is_told_who_called_with_proof_whatever_the_caller_says(browser: httpx.Client) -> None:
    said = {
        "CloudFront-Viewer-Address": "198.51.100.9:1",
        "X-Portal-Proof": "invented",
        "X-Forwarded-For": "198.51.100.9",
    }
    told = browser.get("/v1/who", headers=said).json()
    assert told["X-Portal-Proof"] == [PROOF]
    [address] = told["CloudFront-Viewer-Address"]
    assert re.fullmatch(r"127\.0\.0\.1:\d+", address)
    assert told["X-Forwarded-For"] == ["198.51.100.9, 127.0.0.1"]


@pytest.mark.parametrize("path", ["/oauth2/authorize?x=1", "/oauth2/token", "/login", "/logout?y=2"])
def test_sign_in_passes_under_its_own_path(browser: httpx.Client, path: str) -> None:
    assert browser.get(path).json()["path"] == path


def test_a_body_above_every_limit_is_refused(browser: httpx.Client) -> None:
    assert browser.post("/v1/me", content=b"x" * (LARGEST_BODY + 1)).status_code == 413


def test_a_stopped_emulator_is_told(origin_alone: str) -> None:
    answer = httpx.get(f"{origin_alone}/v1/health")
    assert (answer.status_code, answer.text) == (502, NOBODY_THERE)
