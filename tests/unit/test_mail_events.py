"""What SES tells of our mails: who is written to no more, who is told, and what stands against nobody."""

import json
from typing import Any

import pytest

import app
from chalicelib import clock
from chalicelib.adapters import digests, people
from chalicelib.adapters.digests import Claim, Kept
from chalicelib.domain.seat import Marker
from chalicelib.transport.mail_events import MailEventsFailed
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.heard import listening
from tests.unit.population import patient
from tests.unit.rights import idle, refused
from tests.unit.wire import Wire

ADDRESS = str(patient("ada")["email"])
BOUNCE = {"bounceType": "Permanent", "bounceSubType": "General", "timestamp": "2026-01-03T08:00:00.000Z"}
COMPLAINT = {"timestamp": "2026-01-04T08:00:00.000Z", "complaintFeedbackType": "abuse"}
BOUNCED = {"kind": "BOUNCED", "at": "2026-01-03T08:00:00.000Z"}
COMPLAINED = {"kind": "COMPLAINED", "at": "2026-01-04T08:00:00.000Z"}


@pytest.fixture(autouse=True)
def _mailed(talk: Clinic) -> None:
    """Ada and Nora have had a mail each."""
    for person_id in ("ada", "nora"):
        made_at = "2026-01-02T08:00:00.000Z"
        kept = Kept(f"of-{person_id}", person_id, patient_id=None, made_at=made_at, markers={}, shown={})
        digests.keep(kept, int(clock.now().timestamp()))
        tell(event("Send", f"of-{person_id}", send={}))


def event(kind: str, digest: str = "of-ada", address: str = ADDRESS, **told: object) -> dict[str, Any]:
    tags = {"digest": [digest], "ses:configuration-set": ["clinic"]}
    mail = {"messageId": "0100", "timestamp": "2026-01-03T07:59:00.000Z", "destination": [address], "tags": tags}
    return {"eventType": kind, "mail": mail, **told}


def notices(*events: object) -> dict[str, Any]:
    """As Lambda brings what SNS was told."""
    texts = [one if isinstance(one, str) else json.dumps(one) for one in events]
    return {"Records": [{"EventSource": "aws:sns", "Sns": {"MessageId": "n1", "Message": text}} for text in texts]}


def tell(*events: object) -> None:
    app.on_mail(notices(*events), None)


def bounce(address: str = ADDRESS, **changes: str) -> dict[str, Any]:
    return event("Bounce", address=address, bounce={**BOUNCE, **changes})


def complaint() -> dict[str, Any]:
    return event("Complaint", complaint=COMPLAINT)


def test_whose_mail_came_back_is_written_to_no_more_and_both_sides_are_told(talk: Clinic) -> None:
    tell(bounce())

    assert not people.find(["ada"])["ada"].may_be_mailed
    assert talk.nora.get("/patients/ada")["mailProblem"] == BOUNCED
    me = talk.ada.get("/me")
    assert me["mailProblem"] == BOUNCED
    assert me["preferences"]["notify"]["email"]
    assert talk.nora.get("/me")["mailProblem"] is None


def test_whoever_complains_has_turned_mails_off_and_alone_turns_them_on_again(talk: Clinic) -> None:
    tell(complaint())

    assert talk.ada.get("/me")["mailProblem"] == COMPLAINED
    assert not talk.ada.get("/me")["preferences"]["notify"]["email"]
    me = talk.ada.patch("/me", {"preferences": {"notify": {"email": True}}})
    assert (me["mailProblem"], me["preferences"]["notify"]["email"]) == (None, True)
    act, who, detail = tables.entries("act", "personId", "detail")[-1]
    assert (act, who) == ("preferences.change", "ada")
    assert json.loads(detail) == {"notify_email": True, "mailProblemOver": "COMPLAINED"}
    tell(complaint())
    assert talk.ada.get("/me")["mailProblem"] is None, "what was before is over"


def test_it_is_written_down_once_however_often_it_is_told(talk: Clinic, wire: Wire) -> None:
    tell(bounce())
    wire.calls.clear()

    tell(bounce(), bounce())

    assert wire.made("TransactWriteItems") == []
    *told, detail = tables.entries("act", "personId", "patientId", "detail")[-1]
    assert told == ["mail.bounced", "#", "ada"]
    assert json.loads(detail) == {"personId": "ada", "digestId": "of-ada"}
    assert tables.entries("act").count("mail.bounced") == 1


def test_a_new_address_from_the_ehr_is_written_to_again(talk: Clinic) -> None:
    tell(bounce())

    talk.ehr.put("/directory/people/ada", patient("ada"))
    assert talk.nora.get("/patients/ada")["mailProblem"] == BOUNCED
    talk.ehr.put("/directory/people/ada", {**patient("ada"), "email": "ada@elsewhere.example"})
    assert talk.nora.get("/patients/ada")["mailProblem"] is None
    tell(bounce(), complaint())
    assert people.find(["ada"])["ada"].may_be_mailed, "that was another address"


@pytest.mark.parametrize(
    "said",
    [
        bounce(bounceType="Transient", bounceSubType="MailboxFull"),
        bounce(bounceType="Undetermined"),
        event("DeliveryDelay", deliveryDelay={}),
        event("Open", open={}),
        event("Bounce", digest="unknown", bounce=BOUNCE),
    ],
)
def test_whatever_passes_or_is_about_nobody_changes_nothing(talk: Clinic, said: dict[str, Any]) -> None:
    before = tables.contents()

    tell(said)

    assert tables.contents() == before


MALFORMED = {
    "no JSON": "{",
    "a list": [],
    "no kind": {"mail": {}},
    "no tags": {"eventType": "Bounce", "mail": {"destination": [ADDRESS]}, "bounce": BOUNCE},
    "two digests": {**bounce(), "mail": {**bounce()["mail"], "tags": {"digest": ["a", "b"]}}},
    "no recipients": {**bounce(), "mail": {"messageId": "0", "tags": {"digest": ["of-ada"]}}},
    "no bounce": event("Bounce"),
    "a moment that is none": bounce(timestamp=f"yesterday, to {ADDRESS}"),
}


@pytest.mark.parametrize("said", MALFORMED.values(), ids=MALFORMED)
def test_what_cannot_be_read_is_told_without_addresses_and_holds_up_nothing(talk: Clinic, said: object) -> None:
    with listening() as log, pytest.raises(MailEventsFailed, match="1 of 2 events about mails failed") as raised:
        tell(said, event("Bounce", "of-nora", str(people.find(["nora"])["nora"].email), bounce=BOUNCE))

    assert "mail event failed" in log.getvalue()
    assert ADDRESS not in log.getvalue()
    assert raised.value.__context__ is None
    assert talk.nora.get("/me")["mailProblem"] == BOUNCED


def test_hearing_of_mails_needs_all_of_its_role_and_no_more(talk: Clinic, wire: Wire) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", new_message("And another thing."))
    talk.settle()
    digests.claim(Claim("nora", "of-nora", clock.timestamp()))
    told = {talk.topic_id: Marker(1, 1, 0)}
    kept = Kept("of-nora", "nora", patient_id=None, made_at=clock.timestamp(), markers=told, shown={})
    digests.keep(kept, int(clock.now().timestamp()))
    start = len(wire.calls)

    tell(bounce(), complaint(), event("Send", "of-nora", send={}), event("Reject", reject={}))

    assert refused("OnMailPolicy", wire.calls[start:]) == set()
    assert idle("OnMailPolicy", wire.calls[start:]) == set()
