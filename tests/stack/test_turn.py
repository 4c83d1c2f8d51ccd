"""Relayed calls through a real TURN server: it takes the credentials that sessions come with, and no others."""

import base64
import hmac
import subprocess
import time
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from infra.local.settings import HOST
from tests.stack_fixture.clinic import Clinic, put
from tests.stack_fixture.turn import TurnServer

Credentials = tuple[str, str]


@pytest.fixture(scope="module")
def sessions(clinic: Clinic, relaying: TurnServer) -> dict[str, dict[str, Any]]:
    """What Nora and Ada are given as she starts their visit, by person."""
    appointment = f"visit-{uuid.uuid4()}"
    begin = datetime.now(UTC)
    put(
        clinic.ehr,
        f"appointments/{appointment}",
        {
            **{"patientId": "ada", "providerId": "nora", "status": "booked"},
            **{"startsAt": begin.isoformat(), "endsAt": (begin + timedelta(minutes=30)).isoformat()},
        },
    )
    calls = {"nora": (clinic.nora, "start"), "ada": (clinic.ada, "join")}
    answers = {name: who.http.post(f"/appointments/{appointment}/call/{act}") for name, (who, act) in calls.items()}
    assert {answer.status_code for answer in answers.values()} == {200}, [answer.text for answer in answers.values()]
    return {name: answer.json()["session"] for name, answer in answers.items()}


def is_let_in(server: TurnServer, credentials: Credentials) -> bool:
    """Whether coturn's own client gets relayed addresses and sends through them."""
    name, password = credentials
    flags = ["-y", "-c", "-n", "1", "-m", "1", "-u", name, "-w", password, "-p", str(server.port)]
    done = subprocess.run(["turnutils_uclient", *flags, HOST], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0 or "Cannot complete Allocation" in done.stdout + done.stderr
    return done.returncode == 0


def made_by(secret: str, expiry: float) -> Credentials:
    name = f"{int(expiry)}:anybody"
    return name, base64.b64encode(hmac.digest(secret.encode(), name.encode(), "sha1")).decode()


def test_both_are_told_this_server_alone_and_to_go_no_other_way(
    sessions: dict[str, dict[str, Any]], relaying: TurnServer
) -> None:
    for session in sessions.values():
        assert session["iceTransportPolicy"] == "relay"
        assert [server["urls"] for server in session["iceServers"]] == [[relaying.url]]
    assert len({session["iceServers"][0]["username"] for session in sessions.values()}) == 2


def test_the_server_lets_in_whom_we_let_in(sessions: dict[str, dict[str, Any]], relaying: TurnServer) -> None:
    before = relaying.allocations
    [server] = sessions["ada"]["iceServers"]

    assert is_let_in(relaying, (server["username"], server["credential"]))
    assert relaying.allocations > before


def test_a_wrong_password_and_credentials_that_expired_are_refused(
    sessions: dict[str, dict[str, Any]], relaying: TurnServer
) -> None:
    [server] = sessions["ada"]["iceServers"]
    before = relaying.allocations

    assert not is_let_in(relaying, (server["username"], sessions["nora"]["iceServers"][0]["credential"]))
    assert not is_let_in(relaying, made_by("another secret", time.time() + 60))
    assert not is_let_in(relaying, made_by(relaying.secret, time.time() - 60))
    assert relaying.allocations == before
