"""Fields with wrong values: the answer names them, and nothing is stored."""

from typing import Any

import pytest

from tests.unit.clinic import Clinic, new_message
from tests.unit.problems import assert_problem
from tests.unit.routes import CASE_BODY, INVOICE_BODY, PATIENT_BODY, TEAM_BODY, VISIT_BODY

UUID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"


WRONG_MESSAGES: dict[str, tuple[dict[str, Any], str]] = {
    "no text": ({"text": ...}, "text"),
    "null text": ({"text": None}, "text"),
    "a number as text": ({"text": 1}, "text"),
    "a list as text": ({"text": ["a"]}, "text"),
    "empty text": ({"text": ""}, "text"),
    "white space only": ({"text": " \n\t\u00a0\u2003"}, "text"),
    "zero width only": ({"text": "\u200b\u200c\u200d\ufeff\u2060"}, "text"),
    "direction marks only": ({"text": "\u202e\u202c\u200f"}, "text"),
    "combining marks only": ({"text": "\u0301" * 50}, "text"),
    "10,000 combining marks": ({"text": "a" + "\u0301" * 10_000}, "text"),
    "one character too many": ({"text": "x" * 8_001}, "text"),
    "one emoji too many": ({"text": "\U0001f48a" * 8_001}, "text"),
    "a NUL": ({"text": "a\0b"}, "text"),
    "a lone high surrogate": ({"text": "\ud83d"}, "text"),
    "a lone low surrogate": ({"text": "a\udc8a"}, "text"),
    "no name": ({"clientMessageId": ...}, "clientMessageId"),
    "a null name": ({"clientMessageId": None}, "clientMessageId"),
    "a name that is no UUID": ({"clientMessageId": "1"}, "clientMessageId"),
    "a name with a newline": ({"clientMessageId": UUID + "\n"}, "clientMessageId"),
    "a name with a separator": ({"clientMessageId": "MSG#000000000001"}, "clientMessageId"),
    "a name in look-alike digits": ({"clientMessageId": UUID.replace("6", "\u0666")}, "clientMessageId"),
    "a surrogate as name": ({"clientMessageId": "\ud83d"}, "clientMessageId"),
}


def changed(content: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**content, **changes}.items() if value is not ...}


@pytest.mark.parametrize(("changes", "field"), WRONG_MESSAGES.values(), ids=WRONG_MESSAGES)
def test_a_wrong_message_is_refused_wherever_it_is_sent(untouched: Clinic, changes: dict[str, Any], field: str) -> None:
    message = changed(new_message(), changes)
    sending = untouched.ada.post(f"{untouched.topic_path}/messages", message)
    starting = untouched.ada.post("/conversations", {**TOPIC, "message": message})

    for refused, where in ((sending, field), (starting, f"message.{field}")):
        assert_problem(refused, 400, "INVALID")
        assert [error["field"] for error in refused["errors"]] in ([where], [field])


TOPIC = {"kind": "topic", "topic": "Sleep", "careTeamId": "desk", "message": new_message()}
WRONG_STARTS: dict[str, tuple[dict[str, Any], str]] = {
    "no kind": ({"kind": ...}, "kind"),
    "an unknown kind": ({"kind": "group"}, "kind"),
    "a kind in capitals": ({"kind": "TOPIC"}, "kind"),
    "no topic": ({"topic": ...}, "topic"),
    "an empty topic": ({"topic": ""}, "topic"),
    "a topic of zero width": ({"topic": "\u200b"}, "topic"),
    "a topic of 121 characters": ({"topic": "x" * 121}, "topic"),
    "a topic with a NUL": ({"topic": "a\0b"}, "topic"),
    "a topic over two lines": ({"topic": "a\r\nBcc: x@example.org"}, "topic"),
    "half a surrogate pair as topic": ({"topic": "\ud800"}, "topic"),
    "a number as topic": ({"topic": 7}, "topic"),
    "no care team": ({"careTeamId": ...}, "careTeamId"),
    "a care team with a slash": ({"careTeamId": "../meds"}, "careTeamId"),
    "a care team with a separator": ({"careTeamId": "meds#1"}, "careTeamId"),
    "a care team in look-alike letters": ({"careTeamId": "m\u0435ds"}, "careTeamId"),
    "an id of 10 kB": ({"careTeamId": "x" * 10_240}, "careTeamId"),
    "a patient of the wrong type": ({"patientId": 1}, "patientId"),
    "a topic with a provider": ({"providerId": "nora"}, "providerId"),
    "a direct one with a topic": ({"kind": "direct", "careTeamId": ..., "providerId": "nora"}, "topic"),
    "a direct one without a provider": ({"kind": "direct", "careTeamId": ..., "topic": ...}, "providerId"),
    "no message": ({"message": ...}, "message"),
    "a message of the wrong type": ({"message": "Hello"}, "message"),
    "a null message": ({"message": None}, "message"),
}


@pytest.mark.parametrize(("changes", "field"), WRONG_STARTS.values(), ids=WRONG_STARTS)
def test_a_wrong_start_names_the_field(untouched: Clinic, changes: dict[str, Any], field: str) -> None:
    refused = untouched.ada.post("/conversations", changed(TOPIC, changes))

    assert_problem(refused, 400, "INVALID")
    assert field in [error["field"] for error in refused["errors"]]


def test_staff_are_told_to_name_the_patient(untouched: Clinic) -> None:
    refused = untouched.nora.post("/conversations", {**TOPIC, "careTeamId": "meds"})

    assert_problem(refused, 400, "INVALID")
    assert [error["field"] for error in refused["errors"]] == ["patientId"]


WRONG_MARKERS: dict[str, Any] = {
    "nothing": {},
    "text": {"seq": "1"},
    "a fraction": {"seq": 1.5},
    "a whole fraction": {"seq": 1.0},
    "yes": {"seq": True},
    "null": {"seq": None},
    "negative": {"seq": -1},
    "past the end": {"seq": 2},
    "a billion": {"seq": 10**9},
    "thirteen digits": {"seq": 10**12},
    "too large for any number": {"seq": 10**400},
    "force as text": {"seq": 1, "force": "true"},
    "force as number": {"seq": 1, "force": 1},
}


@pytest.mark.parametrize("content", WRONG_MARKERS.values(), ids=WRONG_MARKERS)
def test_a_wrong_read_marker_names_the_field(untouched: Clinic, content: dict[str, Any]) -> None:
    refused = untouched.nora.put(f"{untouched.topic_path}/read-marker", content)

    assert_problem(refused, 400, "INVALID")
    assert [error["field"] for error in refused["errors"]] == ["force" if "force" in content else "seq"]


ACCOUNT = {"portalAccount": True, "email": "a@example.org"}
WRONG_PEOPLE: dict[str, tuple[dict[str, Any], str]] = {
    "no role": ({"role": ...}, "role"),
    "an unknown role": ({"role": "integration"}, "role"),
    "no name": ({"name": ...}, "name"),
    "an empty name": ({"name": ""}, "name"),
    "a blank name": ({"name": "   "}, "name"),
    "a name of zero width": ({"name": "\u200b\u2060"}, "name"),
    "a name with CRLF": ({"name": "Ada\r\nBcc: x@example.org"}, "name"),
    "a name with a NUL": ({"name": "Ada\0"}, "name"),
    "half a surrogate pair in a name": ({"name": "Ada \ud83d"}, "name"),
    "a name of 121 characters": ({"name": "x" * 121}, "name"),
    "a name of more words than can be searched": ({"name": " ".join(map(chr, range(0x4E00, 0x4E3C)))}, "name"),
    "an address without @": ({**ACCOUNT, "email": "ada"}, "email"),
    "an address with CRLF": ({**ACCOUNT, "email": "a@example.org\r\nBcc: b@example.org"}, "email"),
    "two addresses": ({**ACCOUNT, "email": "a@example.org, b@example.org"}, "email"),
    "an account without an address": ({"portalAccount": True}, "email"),
    "an account as text": ({"portalAccount": "yes"}, "portalAccount"),
    "an unknown care team": ({"careTeams": ["nowhere"]}, "careTeams"),
    "too many care teams": ({"careTeams": [f"t{n}" for n in range(7)]}, "careTeams"),
    "care teams for staff": ({"role": "provider", "careTeams": ["meds"]}, "careTeams"),
    "an unknown time zone": ({"timeZone": "Mars/Olympus"}, "timeZone"),
    "a path as time zone": ({"timeZone": "../../etc/passwd"}, "timeZone"),
    "a wrong locale": ({"locale": "english please"}, "locale"),
}


@pytest.mark.parametrize(("changes", "field"), WRONG_PEOPLE.values(), ids=WRONG_PEOPLE)
def test_a_wrong_person_names_the_field(untouched: Clinic, changes: dict[str, Any], field: str) -> None:
    refused = untouched.ehr.put("/directory/people/cy", changed({**PATIENT_BODY, "careTeams": ["meds"]}, changes))

    assert_problem(refused, 400, "INVALID")
    assert field in [error["field"].split(".")[0] for error in refused["errors"]]


WRONG_TEAMS: dict[str, tuple[dict[str, Any], str]] = {
    "no name": ({"name": ...}, "name"),
    "a blank name": ({"name": " \u200b"}, "name"),
    "members who are nobody": ({"members": ["nobody"]}, "members"),
    "members who are patients": ({"members": ["ada"]}, "members"),
    "members who are administrators": ({"members": ["root"]}, "members"),
    "members as text": ({"members": "nora"}, "members"),
    "91 members": ({"members": [f"m{n}" for n in range(91)]}, "members"),
    "servesAll as text": ({"servesAll": "no"}, "servesAll"),
}


@pytest.mark.parametrize(("changes", "field"), WRONG_TEAMS.values(), ids=WRONG_TEAMS)
def test_a_wrong_care_team_names_the_field(untouched: Clinic, changes: dict[str, Any], field: str) -> None:
    refused = untouched.ehr.put("/directory/care-teams/sleep", changed(TEAM_BODY, changes))

    assert_problem(refused, 400, "INVALID")
    assert field in [error["field"].split(".")[0] for error in refused["errors"]]


WRONG_CASES: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"title": ...}, "title"),
    "a blank title": ({"title": " \u200b"}, "title"),
    "a title with CRLF": ({"title": "Sleep\r\nBcc: x@example.org"}, "title"),
    "a title of 121 characters": ({"title": "x" * 121}, "title"),
    "no patient": ({"patientId": ...}, "patientId"),
    "a patient with a separator": ({"patientId": "bo#1"}, "patientId"),
    "a patient who is nobody": ({"patientId": "nobody"}, "patientId"),
    "a patient who works here": ({"patientId": "nora"}, "patientId"),
    "no requester": ({"requesterId": ...}, "requesterId"),
    "a requester who is nobody": ({"requesterId": "nobody"}, "requesterId"),
    "a requester who is a patient": ({"requesterId": "ada"}, "requesterId"),
    "a provider who is an administrator": ({"providerId": "root"}, "providerId"),
    "one person for both": ({"providerId": "dana"}, "providerId"),
}


@pytest.mark.parametrize(("changes", "field"), WRONG_CASES.values(), ids=WRONG_CASES)
def test_a_wrong_case_names_the_field(untouched: Clinic, changes: dict[str, Any], field: str) -> None:
    refused = untouched.ehr.put("/directory/cases/opinion", changed(CASE_BODY, changes))

    assert_problem(refused, 400, "INVALID")
    assert [error["field"] for error in refused["errors"]] == [field]


WRONG_VISITS: dict[str, tuple[dict[str, Any], str]] = {
    "no provider": ({"providerId": ...}, "providerId"),
    "a provider who is a patient": ({"providerId": "ada"}, "providerId"),
    "a patient who works here": ({"patientId": "nora"}, "patientId"),
    "an unknown status": ({"status": "noshow"}, "status"),
    "a start without a zone": ({"startsAt": "2026-11-23T09:30:00"}, "startsAt"),
    "a start that no calendar has": ({"startsAt": "2026-02-30T09:30:00Z"}, "startsAt"),
    "a start in year 0": ({"startsAt": "0000-01-01T00:00:00Z"}, "startsAt"),
    "an end before the beginning of time": ({"endsAt": "0001-01-01T00:00:00+14:00"}, "endsAt"),
    "an end before the start": ({"endsAt": "2026-11-23T09:29:00Z"}, "endsAt"),
    "an end in another zone, before the start": ({"endsAt": "2026-11-23T10:29:00+01:00"}, "endsAt"),
    "a blank title": ({"title": " "}, "title"),
}


@pytest.mark.parametrize(("changes", "field"), WRONG_VISITS.values(), ids=WRONG_VISITS)
def test_a_wrong_appointment_names_the_field(untouched: Clinic, changes: dict[str, Any], field: str) -> None:
    refused = untouched.ehr.put("/directory/appointments/odd", changed(VISIT_BODY, changes))

    assert_problem(refused, 400, "INVALID")
    assert [error["field"] for error in refused["errors"]] == [field]


WRONG_INVOICES: dict[str, tuple[dict[str, Any], str]] = {
    "a number as value": ({"amount": {"value": 49.9, "currency": "USD"}}, "amount.value"),
    "a value with a comma": ({"amount": {"value": "49,90", "currency": "USD"}}, "amount.value"),
    "a value in other digits": ({"amount": {"value": "٤", "currency": "USD"}}, "amount.value"),
    "an exponent": ({"amount": {"value": "1e9", "currency": "USD"}}, "amount.value"),
    "a currency that there is not": ({"amount": {"value": "1", "currency": "XYZ"}}, "amount.currency"),
    "no amount": ({"amount": ...}, "amount"),
    "a day that no calendar has": ({"date": "2026-02-30"}, "date"),
    "a moment as day": ({"date": "2026-11-23T09:30:00Z"}, "date"),
}


@pytest.mark.parametrize(("changes", "field"), WRONG_INVOICES.values(), ids=WRONG_INVOICES)
def test_a_wrong_invoice_names_the_field(untouched: Clinic, changes: dict[str, Any], field: str) -> None:
    refused = untouched.ehr.put("/directory/invoices/odd", changed(INVOICE_BODY, changes))

    assert_problem(refused, 400, "INVALID")
    assert [error["field"] for error in refused["errors"]] == [field]


def test_the_longest_name_in_the_widest_letters_is_taken(talk: Clinic) -> None:
    assert talk.ehr.put("/directory/people/cy", {**PATIENT_BODY, "name": "\ufdfa" * 120}).status == 201


def test_the_longest_message_in_the_widest_letters_is_taken(talk: Clinic) -> None:
    sent = talk.ada.post(f"{talk.topic_path}/messages", new_message("\U0001f48a" * 8_000))

    assert (sent.status, len(sent["text"])) == (201, 8_000)
