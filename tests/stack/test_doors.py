"""Where people call from, as the audit has it: by the front, which does as CloudFront does, and past it."""

import json
from urllib.parse import urlsplit

import httpx
import pytest
from websockets.sync.client import connect

from infra.local.front.introducing import PROOF, VIEWER_ADDRESS
from infra.local.stack import Stack
from infra.throttles import THROTTLES
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.person import nobody

FORGED = {"X-Forwarded-For": "198.51.100.9", VIEWER_ADDRESS: "198.51.100.9:1", PROOF: "invented"}
SOMEWHERE = {VIEWER_ADDRESS: "2001:db8::7:4711"}


@pytest.fixture(scope="module")
def path(clinic: Clinic) -> str:
    return f"/conversations/{clinic.topic()['id']}/messages"


def past_the_front(stack: Stack, clinic: Clinic, path: str, headers: dict[str, str]) -> httpx.Response:
    """Ada's request, sent to the gateway itself."""
    address = f"{stack.outputs['ApiUrl']}{path}"
    return httpx.get(address, headers={"Authorization": f"Bearer {clinic.ada.access_token()}", **headers}, timeout=30)


def written(clinic: Clinic, of: httpx.Response | None = None, person_id: str = "ada") -> str:
    """The address in the last entry of a person, or in that of a request."""
    found = clinic.root.http.get("/audit", params={"personId": person_id}).json()["items"]
    request_id = of.headers["X-Request-Id"] if of else found[0]["requestId"]
    return next(str(it["address"]) for it in found if it["requestId"] == request_id)


def test_the_front_tells_who_called_whatever_the_caller_says(clinic: Clinic, path: str) -> None:
    answer = clinic.ada.http.get(path, headers=FORGED)

    assert answer.status_code == 200
    assert written(clinic, answer) == "127.0.0.1"


def test_with_the_proof_what_is_told_of_the_caller_is_believed_and_without_it_is_not(
    stack: Stack, clinic: Clinic, path: str
) -> None:
    told = past_the_front(stack, clinic, path, {**SOMEWHERE, PROOF: stack.edge_proof()})
    forged = past_the_front(stack, clinic, path, {**SOMEWHERE, PROOF: "invented"})

    assert (told.status_code, forged.status_code) == (200, 200)
    assert written(clinic, told) == "2001:db8::7"
    assert written(clinic, forged) == "127.0.0.1"


def test_frames_are_written_down_with_the_address_that_opened_their_socket(
    stack: Stack, clinic: Clinic, path: str
) -> None:
    ticket = urlsplit(clinic.bo.socket_url()).query
    gateway = stack.outputs["SocketEndpoint"].replace("http", "ws", 1)
    headers = {**SOMEWHERE, PROOF: stack.edge_proof()}
    with connect(f"{gateway}?{ticket}", additional_headers=headers, open_timeout=60) as socket:
        socket.send(json.dumps({"action": "typing", "conversationId": path.split("/")[2], "on": True}))
        assert json.loads(socket.recv(timeout=60))["event"] == "error"

    assert written(clinic, person_id="bo") == "2001:db8::7"


def test_a_route_that_is_asked_too_much_says_so_as_every_problem_is_said(stack: Stack) -> None:
    """With a limit of its own that no machine is too slow for: one request, and no more for a while."""
    gateway = stack.aws("apigateway")
    where = {"restApiId": stack.outputs["RestApiId"], "stageName": "v1"}

    def limits(burst: str, rate: str) -> None:
        path = "/~1openapi.json/GET/throttling/"
        wanted = (("burstLimit", burst), ("rateLimit", rate))
        changes = [{"op": "replace", "path": path + name, "value": value} for name, value in wanted]
        gateway.update_stage(**where, patchOperations=changes)

    deployed = gateway.get_stage(**where)["methodSettings"]["/openapi.json/GET"]
    throttle = THROTTLES["GET", "/openapi.json"]
    assert (deployed["throttlingRateLimit"], deployed["throttlingBurstLimit"]) == throttle
    limits("1", "0.0001")
    try:
        with nobody(stack) as caller:
            answers = [caller.get("/openapi.json") for _ in range(3)]
            elsewhere = caller.get("/health")
    finally:
        limits(str(throttle.burst), str(throttle.rate))

    refused = answers[-1]
    assert (refused.status_code, refused.json()["code"], elsewhere.status_code) == (429, "TOO_MANY_REQUESTS", 200)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.headers["Retry-After"] == "1"
