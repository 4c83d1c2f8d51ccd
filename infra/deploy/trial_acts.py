"""What a trial's two people do: write, hear of it, send a file, call; and one of them would be mailed what waits."""

import base64
import hashlib
import json
import time
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
from websockets.sync.client import connect

from infra.deploy.trial_people import frame
from infra.deploy.trials import PATIENCE, Trial, TrialFailed

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
PAUSE = 0.5
"""Seconds between two looks at whether a mail would be written."""


def writes(trial: Trial, patient: str, nurse: str) -> str:
    """The patient writes, and the nurse's socket tells of it; gives the conversation's id."""
    ticket = urlsplit(trial.call(nurse, "POST", "/me/realtime-tickets")["url"]).query
    with connect(socket_address(trial, ticket), open_timeout=PATIENCE) as socket:
        message = {"clientMessageId": str(uuid.uuid4()), "text": "A trial of this installation"}
        wanted = {"kind": "topic", "topic": "Trial", "careTeamId": trial.team, "message": message}
        conversation: str = trial.call(patient, "POST", "/conversations", wanted)["id"]
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if conversation in str(frame(socket.recv(timeout=PATIENCE))):
                return conversation
    raise TrialFailed("the nurse's socket heard nothing of the patient's message")


def uploads(trial: Trial, patient: str, conversation: str) -> None:
    path = f"/conversations/{conversation}/attachments"
    declared = {
        **{"fileName": "trial.pdf", "contentType": "application/pdf", "size": len(PDF)},
        "sha256": base64.b64encode(hashlib.sha256(PDF).digest()).decode(),
    }
    key = {"Idempotency-Key": str(uuid.uuid4())}
    answer = trial.call(patient, "POST", path, declared, **key)
    form = answer["upload"]
    stored = httpx.post(form["url"], data=form["fields"], files={"file": PDF}, timeout=PATIENCE)
    expect(stored.status_code == 204, f"the upload is answered with {stored.status_code} {stored.text[:300]}")
    trial.call(patient, "POST", f"{path}/{answer['attachment']['id']}/complete")


def calls(trial: Trial, token: str, nurse: str) -> None:
    """A visit of now, started by the nurse, gives her what a call needs."""
    visit, now = trial.visit, datetime.now(UTC)
    times = {"startsAt": moment(now), "endsAt": moment(now + timedelta(minutes=15))}
    who = {"patientId": trial.patient, "providerId": trial.nurse, "status": "booked"}
    trial.put(token, f"appointments/{visit}", {**times, **who})
    expect("session" in trial.call(nurse, "POST", f"/appointments/{visit}/call/start"), "no session for a call")
    trial.call(nurse, "POST", f"/appointments/{visit}/call/end")


def would_be_mailed(trial: Trial, nurse: str, conversation: str) -> None:
    """The nurse answers the patient, who is away: the digest lists it and can write the mail, which is not sent."""
    answer = {"clientMessageId": str(uuid.uuid4()), "text": "An answer to the trial"}
    trial.call(nurse, "POST", f"/conversations/{conversation}/messages", answer)
    deadline, told = time.monotonic() + PATIENCE, dict[str, Any]()
    while conversation not in told.get("conversations", ()):
        expect(time.monotonic() < deadline, "nobody would be mailed of what waits for somebody who is away")
        time.sleep(PAUSE)
        told = invoke(trial, "DigestFunction", {"dryRun": True, "personId": trial.patient})
    expect(told["bytes"] > 0, "a mail about what waits cannot be written")


def invoke(trial: Trial, output: str, event: dict[str, object]) -> dict[str, Any]:
    """What the function of that output answers to this event."""
    function = trial.outputs[output]
    answer = trial.cloud.client("lambda").invoke(FunctionName=function, Payload=json.dumps(event).encode())
    content = json.loads(answer["Payload"].read() or "null")
    expect("FunctionError" not in answer, f"{function} fails: {content}")
    return dict(content)


def moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def socket_address(trial: Trial, query: str) -> str:
    address = trial.outputs["SocketEndpoint"].replace("http", "ws", 1)
    if not trial.cloud.is_emulated:
        address = f"{trial.outputs['PortalUrl'].replace('https', 'wss', 1)}/socket"
    return f"{address}?{query}" if query else address


def expect(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise TrialFailed(otherwise)
