"""By which door people come: CloudFront is believed because it proves itself, and nobody else is."""

import json
from collections.abc import Callable, Iterator

import pytest

import app
from chalicelib.door_settings import door_settings
from chalicelib.settings import settings
from tests.unit import tables
from tests.unit.clinic import Answer, Api, Clinic, ehr
from tests.unit.gateway import Gateway, connect, event, ticket
from tests.unit.problems import assert_problem

PROOF = "the-proof-of-the-door"
ITSELF = "127.0.0.1"
"""Whom the test's gateway takes for the caller."""
BY_PORTAL = {"x-portal-proof": PROOF, "cloudfront-viewer-address": "2001:db8::7:4711"}
ELSEWHERE = {**BY_PORTAL, "cloudfront-viewer-address": "198.51.100.9:4711"}
FORGED = [
    {"cloudfront-viewer-address": "198.51.100.9:1"},
    {"x-forwarded-for": "198.51.100.9", "x-real-ip": "198.51.100.9", "true-client-ip": "198.51.100.9"},
    {**ELSEWHERE, "x-portal-proof": "invented"},
    {**ELSEWHERE, "x-portal-proof": ""},
    {**ELSEWHERE, "x-portal-proof": "the-proof-of-the-d\N{LATIN SMALL LETTER O WITH STROKE}or"},
]
Chosen = Callable[..., None]


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Chosen]:
    """Chooses settings of the doors; the proof is there already."""

    def choose(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()

    choose(EDGE_PROOF=PROOF)
    yield choose
    monkeypatch.undo()
    settings.cache_clear()


def last_address() -> str:
    return str(tables.entries("address")[-1])


def read(who: Api, clinic: Clinic, headers: dict[str, str]) -> Answer:
    return who.call("GET", f"{clinic.topic_path}/messages", **headers)


def test_what_cloudfront_tells_is_written_down_without_the_port(talk: Clinic, chosen: Chosen) -> None:
    assert read(talk.ada, talk, BY_PORTAL).status == 200
    assert last_address() == "2001:db8::7"
    assert read(talk.ada, talk, {**BY_PORTAL, "x-forwarded-for": "198.51.100.9"}).status == 200
    assert last_address() == "2001:db8::7"


@pytest.mark.parametrize("forged", FORGED)
def test_what_callers_say_of_themselves_is_not_believed(talk: Clinic, chosen: Chosen, forged: dict[str, str]) -> None:
    assert read(talk.ada, talk, forged).status == 200
    assert last_address() == ITSELF


def test_without_a_proof_of_its_own_the_api_takes_nobody_for_cloudfront(talk: Clinic, chosen: Chosen) -> None:
    chosen(EDGE_PROOF="")
    for proof in ("", PROOF):
        read(talk.ada, talk, {**BY_PORTAL, "x-portal-proof": proof})
        assert last_address() == ITSELF


def test_an_address_that_cannot_be_read_is_none_rather_than_cloudfronts(talk: Clinic, chosen: Chosen) -> None:
    assert read(talk.ada, talk, {**BY_PORTAL, "cloudfront-viewer-address": "?"}).status == 200
    assert last_address() == ""


@pytest.mark.parametrize("forged", FORGED)
def test_past_the_portal_nothing_is_served_where_the_clinic_says_so(
    talk: Clinic, chosen: Chosen, forged: dict[str, str]
) -> None:
    chosen(DIRECT_REQUESTS="REFUSED", PORTAL_ORIGIN="https://messages.clinic.example")

    for who, path in ((talk.ada, "/me"), (ehr(), "/directory/people/ada"), (Api({}), "/health")):
        refused = who.call("GET", path, **forged)
        assert_problem(refused, 403, "NOT_BY_PORTAL")
        assert "https://messages.clinic.example/v1" in refused["detail"]
        assert who.call("GET", path, **BY_PORTAL).status == 200
    assert connect("past", "any", **forged) == 401


def test_a_socket_is_of_the_address_that_opened_it(talk: Clinic, gateway: Gateway, chosen: Chosen) -> None:
    assert connect("bos", ticket(talk.bo), **BY_PORTAL) == 200

    typing = {"action": "typing", "conversationId": talk.topic_id, "on": True}
    app.frame(event("bos", body=json.dumps(typing)), None)
    assert tables.entries("act", "outcome", "address")[-1] == ("typing", "refused", "2001:db8::7")


def test_administrators_come_from_the_clinics_own_networks(talk: Clinic, chosen: Chosen) -> None:
    chosen(ADMIN_ADDRESSES="203.0.113.0/24,2001:db8::/32")
    assert talk.admin.call("GET", "/directory/people/ada", **BY_PORTAL).status == 200

    refused = talk.admin.call("GET", "/directory/people/ada", **ELSEWHERE)

    assert_problem(refused, 403, "ADMIN_ELSEWHERE")
    assert "198.51.100.9" in refused["detail"]
    assert "AdminAddresses" in refused["detail"]
    written = tables.entries("personId", "act", "outcome", "address", "detail")[-1]
    assert written[:4] == ("root", "directory.person.read", "refused", "198.51.100.9")
    assert json.loads(written[4]) == {"reason": "ADMIN_ELSEWHERE"}


def test_everybody_else_comes_from_everywhere(talk: Clinic, chosen: Chosen) -> None:
    chosen(ADMIN_ADDRESSES="203.0.113.0/24")
    assert read(talk.ada, talk, ELSEWHERE).status == 200
    assert talk.nora.call("GET", "/me", **ELSEWHERE).status == 200
    assert ehr().call("GET", "/directory/people/ada", **ELSEWHERE).status == 200


@pytest.mark.parametrize("wrong", ["203.0.113.0/33", "the clinic", "203.0.113.7/24", "203.0.113.0/24;::1"])
def test_networks_that_cannot_be_read_stop_the_functions_at_their_start(
    monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.setenv("ADMIN_ADDRESSES", wrong)
    with pytest.raises(ValueError, match="ADMIN_ADDRESSES must be networks"):
        door_settings()
