"""The audit: one entry for each act, with who, whose and how it ended; and without its entry no content is shown."""

import json
from collections.abc import Callable

import pytest

from tests.unit import tables
from tests.unit.clinic import Answer, Clinic, new_message
from tests.unit.population import CASES, ITEMS, patient
from tests.unit.wire import Wire, failure

WHAT = ("act", "personId", "outcome", "patientId")
ACTS: dict[str, tuple[Callable[[Clinic], Answer], list[tuple[str, str, str, str | None]]]] = {
    "reading a thread": (
        lambda clinic: clinic.nora.get(f"{clinic.topic_path}/messages"),
        [("messages.read", "nora", "done", "ada")],
    ),
    "opening a conversation": (
        lambda clinic: clinic.ada.get(clinic.topic_path),
        [("conversation.read", "ada", "done", "ada")],
    ),
    "seeing the members": (
        lambda clinic: clinic.ada.get(f"{clinic.topic_path}/members"),
        [("members.read", "ada", "done", "ada")],
    ),
    "reading the inbox": (
        lambda clinic: clinic.nora.get("/conversations"),
        [("inbox.read", "nora", "done", None)],
    ),
    "pinning, which shows the conversation": (
        lambda clinic: clinic.nora.put(f"{clinic.topic_path}/preferences", {"pinned": True}),
        [("conversation.read", "nora", "done", "ada")],
    ),
    "claiming, which shows the conversation": (
        lambda clinic: clinic.nora.put(f"{clinic.topic_path}/claim", None),
        [("conversation.claimed", "nora", "done", "ada"), ("conversation.read", "nora", "done", "ada")],
    ),
    "sending": (
        lambda clinic: clinic.nora.post(f"{clinic.topic_path}/messages", new_message()),
        [("message.sent", "nora", "done", "ada")],
    ),
    "starting": (
        lambda clinic: clinic.ada.post(
            "/conversations", {"kind": "topic", "topic": "Sleep", "careTeamId": "desk", "message": new_message()}
        ),
        [("conversation.read", "ada", "done", "ada"), ("message.sent", "ada", "done", "ada")],
    ),
    "putting a person": (
        lambda clinic: clinic.ehr.put("/directory/people/ada", {**patient("ada"), "chatOptIn": False}),
        [("directory.person.put", "integration", "done", "ada")],
    ),
    "putting staff": (
        lambda clinic: clinic.admin.put("/directory/people/zoe", {"role": "provider", "name": "Zoe Hart"}),
        [("directory.person.put", "root", "done", None)],
    ),
    "putting a care team": (
        lambda clinic: clinic.ehr.put("/directory/care-teams/meds", {"name": "Medication", "members": ["nora"]}),
        [("directory.care-team.put", "integration", "done", None)],
    ),
    "putting a case": (
        lambda clinic: clinic.ehr.put("/directory/cases/refill", {**CASES["refill"], "title": "Refill"}),
        [("directory.case.put", "integration", "done", "ada")],
    ),
    "putting an invoice": (
        lambda clinic: clinic.ehr.put("/directory/invoices/bill", {**ITEMS["invoices/bill"], "status": "paid"}),
        [("directory.item.put", "integration", "done", "ada")],
    ),
    "ending an appointment": (
        lambda clinic: clinic.ehr.delete("/directory/appointments/checkup"),
        [("directory.item.end", "integration", "done", "ada")],
    ),
    "reading a patient's items": (
        lambda clinic: clinic.nora.get("/patients/ada/artifacts?type=rx"),
        [("patient.artifacts", "nora", "done", "ada")],
    ),
    "a stranger reading a patient's items": (
        lambda clinic: clinic.bo.get("/patients/ada/artifacts?type=rx"),
        [("patient.artifacts", "bo", "refused", "ada")],
    ),
    "sending a card of something ended": (
        lambda clinic: clinic.ada.post(
            f"{clinic.topic_path}/messages", {**new_message(), "card": {"type": "rx", "id": "gone"}}
        ),
        [("message.send", "ada", "refused", "ada")],
    ),
    "looking for patients": (
        lambda clinic: clinic.nora.get("/patients?q=br"),
        [("patients.search", "nora", "done", None)],
    ),
    "a patient looking for patients": (
        lambda clinic: clinic.ada.get("/patients?q=br"),
        [("patients.search", "ada", "refused", None)],
    ),
    "reading a profile": (
        lambda clinic: clinic.nora.get("/patients/ada"),
        [("patient.read", "nora", "done", "ada")],
    ),
    "a stranger reading a profile": (
        lambda clinic: clinic.omar.get("/patients/ada"),
        [("patient.read", "omar", "refused", "ada")],
    ),
    "reading a patient's conversations": (
        lambda clinic: clinic.nora.get("/patients/ada/conversations"),
        [("patient.conversations", "nora", "done", "ada")],
    ),
    "reading one's cases": (
        lambda clinic: clinic.nora.get("/cases"),
        [("cases.read", "nora", "done", None)],
    ),
    "reading a case": (
        lambda clinic: clinic.nora.get("/cases/refill"),
        [("case.read", "nora", "done", "ada")],
    ),
    "a stranger reading a case": (
        lambda clinic: clinic.dana.get("/cases/refill"),
        [("case.read", "dana", "refused", "ada")],
    ),
    "a patient asking who waits": (
        lambda clinic: clinic.ada.get("/conversations?filter=needs_reply"),
        [("inbox.read", "ada", "refused", None)],
    ),
    "a patient changing preferences": (
        lambda clinic: clinic.ada.patch("/me", {"preferences": {"chatOptIn": False}}),
        [("preferences.change", "ada", "done", "ada")],
    ),
    "staff changing preferences": (
        lambda clinic: clinic.nora.patch("/me", {"preferences": {"locale": "es"}}),
        [("preferences.change", "nora", "done", None)],
    ),
    "ending a patient": (
        lambda clinic: clinic.ehr.delete("/directory/people/bo"),
        [("directory.person.end", "integration", "done", "bo")],
    ),
    "ending staff": (
        lambda clinic: clinic.admin.delete("/directory/people/omar"),
        [("directory.person.end", "root", "done", None)],
    ),
    "ending a care team": (
        lambda clinic: clinic.ehr.delete("/directory/care-teams/tests"),
        [("directory.care-team.end", "integration", "done", None)],
    ),
    "closing a case": (
        lambda clinic: clinic.ehr.delete("/directory/cases/refill"),
        [("directory.case.end", "integration", "done", "ada")],
    ),
    "a stranger reading": (
        lambda clinic: clinic.bo.get(f"{clinic.topic_path}/messages"),
        [("messages.read", "bo", "refused", "ada")],
    ),
    "a stranger sending": (
        lambda clinic: clinic.omar.post(f"{clinic.topic_path}/messages", new_message()),
        [("message.send", "omar", "refused", "ada")],
    ),
    "an administrator reading": (
        lambda clinic: clinic.admin.get(clinic.topic_path),
        [("conversation.read", "root", "refused", None)],
    ),
}


@pytest.mark.parametrize(("act", "entries"), ACTS.values(), ids=ACTS)
def test_each_act_leaves_exactly_these_entries(
    talk: Clinic, act: Callable[[Clinic], Answer], entries: list[tuple[str, ...]]
) -> None:
    talk.settle()
    before = tables.entries(*WHAT, "SK")

    act(talk)
    talk.settle()
    talk.settle()

    added = set(tables.entries(*WHAT, "SK")) - set(before)
    assert sorted(entry[:-1] for entry in added) == sorted(entries)


def test_an_entry_says_who_where_from_and_when(talk: Clinic) -> None:
    talk.nora.get(f"{talk.topic_path}/messages?limit=5")

    [entry] = tables.entries()
    assert entry["PK"] == "PATIENT#ada"
    assert (entry["personPK"], entry["conversationPK"]) == ("PERSON#nora", f"CONV#{talk.topic_id}")
    assert entry["hourPK"] == f"HOUR#{entry['at'][:13]}"
    assert (entry["role"], entry["session"], entry["address"]) == ("provider", "session-of-nora", "127.0.0.1")
    assert '"limit": 5' in entry["detail"]


def test_a_message_is_noted_as_sent_once_however_often_the_stream_comes_by(talk: Clinic) -> None:
    talk.nora.post(f"{talk.topic_path}/messages", new_message())
    for _ in range(3):
        talk.settle()

    assert tables.entries("act").count("message.sent") == 3
    assert len({entry["SK"] for entry in tables.entries()}) == 3


def test_the_entry_of_a_message_bears_the_time_and_session_of_its_sender(talk: Clinic) -> None:
    sent = talk.nora.post(f"{talk.topic_path}/messages", new_message())
    talk.settle()

    [entry] = [entry for entry in tables.entries() if entry["personId"] == "nora"]
    assert (entry["at"], entry["session"], entry["role"]) == (sent["sentAt"], "session-of-nora", "provider")


def test_no_words_and_no_names_stand_in_the_audit(talk: Clinic) -> None:
    talk.nora.post(f"{talk.topic_path}/messages", new_message("Xylophone"))
    talk.settle()
    for path in ("/conversations", talk.topic_path, f"{talk.topic_path}/messages"):
        talk.nora.get(path)

    written = str(tables.contents()["Audit"])

    assert not any(word in written for word in ("Xylophone", "tablets", "Tablets", "Brook", "Quill", "example"))


READS = (
    *("/conversations", "/patients/ada/conversations", "/patients", "/patients?q=br"),
    *("{topic}", "{topic}/members", "{topic}/messages"),
)


@pytest.mark.parametrize("path", READS)
def test_a_read_that_cannot_be_noted_shows_nothing(talk: Clinic, wire: Wire, path: str) -> None:
    where = path.format(topic=talk.topic_path)
    shown = talk.nora.get(where)
    wire.before("PutItem", lambda: failure("AccessDeniedException"), table="Audit", times=9)

    refused = talk.nora.get(where)

    assert (shown.status, refused.status) == (200, 500)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert not any(word in refused.text for word in ("tablets", "Tablets", "Brook", "Medication"))


@pytest.mark.parametrize("path", READS)
def test_a_read_whose_note_is_late_waits_for_it(talk: Clinic, wire: Wire, path: str) -> None:
    noted_before_the_answer: list[int] = []
    wire.before("PutItem", lambda: noted_before_the_answer.append(1), table="Audit")

    assert talk.nora.get(path.format(topic=talk.topic_path)).status == 200
    assert noted_before_the_answer == [1]
    assert len(tables.entries()) == 1


def test_an_entry_of_a_search_for_patients_lists_who_was_found_and_not_the_words(talk: Clinic) -> None:
    talk.nora.get("/patients?q=brook")

    [detail] = tables.entries("detail")
    assert json.loads(detail) == {"patients": ["ada"]}


def test_an_inbox_entry_lists_what_was_shown(talk: Clinic) -> None:
    talk.nora.get("/conversations")

    [detail] = tables.entries("detail")
    assert talk.topic_id in detail
    assert talk.direct_id in detail
