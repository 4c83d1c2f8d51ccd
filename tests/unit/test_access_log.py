"""Patients see who opened their messages and files, in plain words: all of it, and nothing that is not theirs."""

from chalicelib import clock
from chalicelib.domain.accesses import ACCESSES, WORDS, Access
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.filing import FILE
from tests.unit.gateway import Gateway
from tests.unit.problems import assert_problem
from tests.unit.wire import Wire

NORA = {"id": "nora", "role": "provider", "name": "Nora Quill", "title": "Nurse"}


def told(clinic: Clinic, query: str = "") -> list[tuple[str, list[str], str | None]]:
    """What is in Ada's log: what, by whom, in which conversation."""
    items = clinic.ada.get(f"/me/access-log{query}")["items"]
    return [(it["what"], [reader["id"] for reader in it["readers"]], it["topic"]) for it in items]


def test_who_opened_messages_and_data_is_told_in_words_the_latest_first(talk: Clinic) -> None:
    talk.nora.get(f"{talk.topic_path}/messages")
    talk.nora.get("/patients/ada")
    talk.nora.get("/patients/ada/artifacts?type=rx")

    page = talk.ada.get("/me/access-log")

    assert [it["what"] for it in page["items"]] == ["items", "profile", "messages"]
    reading = page["items"][2]
    assert (reading["words"], reading["topic"], reading["readers"]) == ("Read messages", "Tablets", [NORA])
    assert (reading["conversationId"], page["next"]) == (talk.topic_id, None)


def test_files_and_their_previews_are_told_apart(talk: Clinic) -> None:
    talk.nora.get(f"{talk.topic_path}/attachments/{FILE}/content")

    assert told(talk) == [("file", ["nora"], "Tablets")]


def test_whom_a_message_was_shown_without_asking_is_told_too(talk: Clinic, gateway: Gateway) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", new_message())
    talk.nora.post(f"{talk.topic_path}/messages", new_message())
    talk.settle()

    shown = [entry for entry in told(talk) if entry[0] == "shown_message"]
    assert shown == [("shown_message", ["nora"], "Tablets")]


def test_what_they_did_themselves_and_what_was_refused_opened_nothing(talk: Clinic) -> None:
    talk.ada.get(f"{talk.topic_path}/messages")
    talk.ada.get("/me/access-log")
    talk.bo.get(f"{talk.topic_path}/messages")
    talk.omar.get("/patients/ada")

    assert told(talk) == []


def test_what_staff_say_of_a_patient_among_themselves_is_not_in_their_log(talk: Clinic) -> None:
    started = talk.nora.post("/conversations", {"kind": "case", "caseId": "refill", "message": new_message()})
    talk.settle()
    talk.omar.get(f"/conversations/{started['id']}/messages")
    talk.omar.get("/cases/refill")

    assert told(talk) == []


def test_the_ehr_and_administrators_go_by_plain_names(talk: Clinic) -> None:
    talk.ehr.get("/directory/prescriptions/tablets")
    talk.admin.get("/audit?patientId=ada")

    items = talk.ada.get("/me/access-log")["items"]

    assert [(it["words"], it["readers"][0]["name"]) for it in items] == [
        ("Looked up who opened your messages", "Ines Vale"),
        ("Looked at your appointments, invoices or prescriptions", "The clinic's records system"),
    ]


def test_page_after_page_each_opening_comes_once(talk: Clinic) -> None:
    for _time in range(3):
        talk.nora.get(talk.topic_path)
        talk.nora.get(f"{talk.direct_path}/messages")
    whole, paged, after = talk.ada.get("/me/access-log")["items"], [], ""
    for _page in range(20):
        page = talk.ada.get(f"/me/access-log?limit=2{after}")
        paged += page["items"]
        if page["next"] is None:
            break
        after = f"&cursor={page['next']}"

    assert paged == whole
    assert len(whole) == 6


def test_a_page_goes_through_much_of_their_own_and_says_where_to_go_on(talk: Clinic, wire: Wire) -> None:
    talk.nora.get(talk.topic_path)
    kept, place = tables.contents(), clock.timestamp()
    for number in range(9000, 9900):  # beyond any ULID of today: later than what Nora read in the same millisecond
        entry = {"personId": {"S": "ada"}, "SK": {"S": f"{place}#{number}"}, "at": {"S": place}}
        kept["Audit"].append({**kept["Audit"][0], **entry})
    tables.replace_contents(kept)

    first = talk.ada.get("/me/access-log")
    assert first["items"] == []
    assert len([call for call in wire.calls if call.operation == "Query" and call.content["TableName"] == "Audit"]) == 4
    [opened] = talk.ada.get(f"/me/access-log?cursor={first['next']}")["items"]
    assert opened["what"] == "conversation"


def test_nobody_but_the_patient_has_such_a_log_and_each_their_own(talk: Clinic) -> None:
    talk.nora.get(f"{talk.topic_path}/messages")

    assert talk.bo.get("/me/access-log")["items"] == []
    for somebody in (talk.nora, talk.admin, talk.ehr):
        assert_problem(somebody.get("/me/access-log"), 403, "FORBIDDEN")
    assert_problem(talk.ada.get("/me/access-log?cursor=forged"), 400, "INVALID")


def test_every_access_has_words_of_its_own() -> None:
    assert set(WORDS) == set(Access)
    assert set(ACCESSES.values()) | {Access.FILE_PREVIEW} == set(Access)
    assert len(set(WORDS.values())) == len(Access)
