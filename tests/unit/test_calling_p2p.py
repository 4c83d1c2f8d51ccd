"""Calls from browser to browser: what each side is told, and what the clinic's TURN servers are told by it."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from chalicelib import clock
from chalicelib.adapters.calling import provider
from chalicelib.adapters.calling_p2p import credentials
from chalicelib.domain.errors import Busy
from chalicelib.settings import settings
from tests.unit.calling import ADA, CALL, NORA, UNTIL, VISIT, chosen
from tests.unit.clinic import Clinic
from tests.unit.heard import listening
from tests.unit.visits import END, START, at

STUN, TURN = "stun:turn.clinic.example:3478", "turn:turn.clinic.example:3478?transport=udp,turns:turn.clinic.example"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def secret_arn(cloud: str) -> str:
    """A secret of the clinic's, `between us`."""
    made = boto3.client("secretsmanager").create_secret(Name=f"turn-{uuid.uuid4()}", SecretString="between us\n")
    return str(made["ARN"])


@pytest.fixture
def relayed(secret_arn: str) -> Iterator[str]:
    """The clinic has servers of both kinds; gives the ARN of their secret."""
    with chosen(STUN_URLS=STUN, TURN_URLS=TURN, TURN_SECRET_ARN=secret_arn):
        yield secret_arn


def test_without_servers_each_side_learns_which_it_is() -> None:
    with chosen():
        sessions = [provider().session(CALL, VISIT, person, UNTIL) for person in (ADA, NORA)]

    common = {"provider": "p2p", "iceServers": [], "iceTransportPolicy": "all"}
    assert [it.content for it in sessions] == [{**common, "side": "patient"}, {**common, "side": "provider"}]
    assert {(it.expires_at, it.meeting_id) for it in sessions} == {(UNTIL, None)}


def test_the_clinics_servers_are_told_with_credentials_of_the_session(relayed: str) -> None:
    stun, turn = provider().session(CALL, VISIT, ADA, UNTIL).content["iceServers"]

    assert stun == {"urls": [STUN]}
    assert turn["urls"] == TURN.split(",")
    assert (turn["username"], turn["credential"]) == credentials(CALL, ADA, UNTIL, "between us")


def test_credentials_are_made_as_turn_servers_check_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Against `openssl dgst -sha1 -hmac`."""
    monkeypatch.setattr(clock, "id_of", lambda *names: "NAME")

    assert credentials(CALL, ADA, UNTIL, "between us") == ("1795514400:NAME", "Sj6M5ySLhs7u+8Bi74tKoffTsIk=")


def test_names_are_of_one_person_in_one_call_and_tell_neither() -> None:
    later = replace(CALL, call_id="01K9LATER")
    names = [credentials(call, person, UNTIL, "s")[0] for call in (CALL, later) for person in (ADA, NORA)]

    assert len(set(names)) == 4
    assert not [name for name in names if "ada" in name.lower() or "01K9" in name]


def test_where_media_must_be_relayed_no_browser_looks_for_another_way(relayed: str) -> None:
    with chosen(CALL_RELAY_ONLY="true"):
        content = provider().session(CALL, VISIT, ADA, UNTIL).content

    assert content["iceTransportPolicy"] == "relay"
    assert [server["urls"] for server in content["iceServers"]] == [TURN.split(",")]


def told_at(moment: datetime) -> tuple[str, str]:
    with clock.standing_at(moment):
        _, turn = provider().session(CALL, VISIT, ADA, UNTIL).content["iceServers"]
    return turn["username"], turn["credential"]


def test_a_secret_that_was_changed_is_taken_up_within_five_minutes(relayed: str) -> None:
    told_at(NOON)
    boto3.client("secretsmanager").put_secret_value(SecretId=relayed, SecretString="a new one")

    assert told_at(NOON + timedelta(minutes=4, seconds=59)) == credentials(CALL, ADA, UNTIL, "between us")
    assert told_at(NOON + timedelta(minutes=5)) == credentials(CALL, ADA, UNTIL, "a new one")


def test_a_secret_that_cannot_be_read_any_more_goes_on_being_used_and_without_any_nobody_is_let_in(
    relayed: str,
) -> None:
    told_at(NOON)
    boto3.client("secretsmanager").delete_secret(SecretId=relayed, ForceDeleteWithoutRecovery=True)

    assert told_at(NOON + timedelta(hours=1)) == credentials(CALL, ADA, UNTIL, "between us")
    with chosen(), pytest.raises(Busy, match="BUSY"):
        told_at(NOON)


@pytest.mark.parametrize("name", ["p2p", "chime"])
def test_people_are_told_who_carries_their_calls(clinic: Clinic, name: str) -> None:
    with chosen(CALL_PROVIDER=name):
        assert clinic.ada.get("/me")["callProvider"] == name
        assert provider().__name__ == f"chalicelib.adapters.calling_{name}"


def test_closing_is_harmless() -> None:
    with chosen():
        provider().close(CALL)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"call_provider": "zoom"}, "CALL_PROVIDER must be one of p2p, chime"),
        ({"call_provider": "chime", "chime_region": "eu-west-1"}, "CHIME_REGION must be one of .*: give ChimeRegion"),
        ({"stun_urls": ("https://stun.clinic.example",)}, "STUN_URLS must be like"),
        ({"turn_urls": ("turn:a b",), "turn_secret_arn": "arn"}, "TURN_URLS must be like"),
        ({"turn_urls": ("turn:a?transport=tls",), "turn_secret_arn": "arn"}, "TURN_URLS must be like"),
        ({"turn_urls": ("turn:a",)}, "TURN_URLS need TURN_SECRET_ARN"),
        ({"turn_secret_arn": "arn"}, "TURN_SECRET_ARN and CALL_RELAY_ONLY need TURN_URLS"),
        ({"call_relay_only": True}, "TURN_SECRET_ARN and CALL_RELAY_ONLY need TURN_URLS"),
    ],
)
def test_settings_of_calls_that_do_not_fit_are_named(wrong: dict[str, Any], words: str) -> None:
    assert any(re.match(words, fault) for fault in replace(settings(), **wrong).faults_of_calls())


def test_settings_of_calls_that_do_not_fit_stop_calls_and_nothing_else(
    clinic: Clinic,
) -> None:
    with chosen(CALL_PROVIDER="chime", CHIME_REGION="eu-west-1"), listening() as log:
        assert clinic.ada.get("/conversations").status == 200
        with at("09:30"):
            assert clinic.nora.post(START).status == 503
            assert clinic.nora.post(END)["state"] == "ended"
    assert "give ChimeRegion" in log.getvalue()


def test_addresses_of_servers_may_have_no_port_and_be_numbers() -> None:
    urls = ("turn:198.51.100.7:443?transport=tcp", "turns:[2001:db8::7]:5349", "turn:turn.clinic.example")

    assert list(replace(settings(), turn_urls=urls, turn_secret_arn="arn").faults_of_calls()) == []
