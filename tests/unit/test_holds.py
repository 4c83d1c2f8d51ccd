"""Legal holds: administrators set and lift them, doing it twice is doing it once, and each change is in the audit."""

import pytest

import app
from chalicelib.adapters import archive_keys
from tests.unit import tables
from tests.unit.clinic import Clinic
from tests.unit.handover import seven_topics
from tests.unit.nights import Night, months_on, run
from tests.unit.problems import assert_problem
from tests.unit.rights import refused
from tests.unit.wire import Wire, failure

HOLD = "/patients/ada/hold"
ACTS = ("hold.set", "hold.lifted")


def changes() -> list[tuple[str, str, str]]:
    return [entry for entry in tables.entries("act", "personId", "patientId") if entry[0] in ACTS]


def test_a_hold_says_why_by_whom_and_since_when_until_it_is_lifted(talk: Clinic) -> None:
    set_first = talk.admin.put(HOLD, {"ground": "litigation"})
    again = talk.admin.put(HOLD, {"ground": "litigation"})

    assert (set_first.status, again.status, set_first.body) == (201, 200, again.body)
    by = {"id": "root", "role": "admin", "name": "Ines Vale", "initials": "IV"}
    assert {**set_first["hold"], "at": ""} == {"ground": "litigation", "by": by, "at": ""}
    assert talk.admin.get(HOLD).body == set_first.body
    for _ in range(2):
        assert talk.admin.delete(HOLD).body == {"hold": None}
    assert talk.admin.get(HOLD).body == {"hold": None}
    assert changes() == [("hold.set", "root", "ada"), ("hold.lifted", "root", "ada")]


def test_another_ground_takes_the_place_of_the_first(talk: Clinic) -> None:
    talk.admin.put(HOLD, {"ground": "litigation"})

    changed = talk.admin.put(HOLD, {"ground": "investigation"})

    assert (changed.status, changed["hold"]["ground"]) == (200, "investigation")
    assert len(changes()) == 2


def test_who_is_no_patient_can_be_under_none_and_who_is_no_longer_active_can(untouched: Clinic) -> None:
    for somebody in ("nora", "nobody"):
        assert_problem(untouched.admin.put(f"/patients/{somebody}/hold", {"ground": "other"}), 404, "NOT_FOUND")
    assert_problem(untouched.admin.put(HOLD, {"ground": "because"}), 400, "INVALID")


def test_a_patient_who_left_can_be_put_under_one(talk: Clinic) -> None:
    talk.ehr.delete("/directory/people/ada")

    assert talk.admin.put(HOLD, {"ground": "records_request"}).status == 201


def test_what_cannot_be_audited_is_not_set(untouched: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: failure("AccessDeniedException"), table="Audit")

    assert untouched.admin.put(HOLD, {"ground": "other"}).status == 500


def test_the_preview_tells_ids_and_counts_and_no_words(talk: Clinic) -> None:
    assert talk.admin.get("/archive/preview")["items"] == []
    with months_on(13):
        page = talk.admin.get("/archive/preview?limit=1")
        rest = talk.admin.get(f"/archive/preview?limit=1&cursor={page['next']}")

    assert (page["due"], rest["due"]) == (2, None)
    items = [*page["items"], *rest["items"]]
    assert {item["id"] for item in items} == {talk.topic_id, talk.direct_id}
    assert {item["kind"] for item in items} == {"topic", "direct"}
    assert items[0].keys() == {"id", "kind", "patientId", "lastActivityAt", "archivedAt", "messageCount", "onHold"}
    assert {(item["patientId"], item["messageCount"], item["archivedAt"]) for item in items} == {("ada", 1, None)}
    assert not [word for word in ("Tablets", "both", "Ada Brook") if word in page.text + rest.text]
    assert "archive.preview" in tables.entries("act")


@pytest.mark.parametrize("plan", ["archive", "purge"])
def test_a_preview_tells_of_each_conversation_once_page_by_page(talk: Clinic, plan: str) -> None:
    ids = {*seven_topics(talk), talk.topic("One more")["id"], talk.direct_id}
    assert len(ids) > archive_keys.SHARDS  # so that two stand in one part of the list
    if plan == "purge":
        with months_on(13):
            run()

    told, path = list[str](), f"/archive/preview?plan={plan}&before=2999-01-01T00:00:00Z&limit=1"
    page = talk.admin.get(path)
    while page["next"] is not None:
        told += [item["id"] for item in page["items"]]
        page = talk.admin.get(f"{path}&cursor={page['next']}")
    told += [item["id"] for item in page["items"]]

    assert sorted(told) == sorted(ids)


def test_a_preview_of_another_moment_takes_what_is_quiet_since_then(talk: Clinic) -> None:
    assert talk.admin.get("/archive/preview?before=2999-01-01T00:00:00Z")["due"] == 2
    assert talk.admin.get("/archive/preview?before=2001-01-01T00:00:00Z").body == {
        "items": [],
        "next": None,
        "before": "2001-01-01T00:00:00.000Z",
        "due": 0,
    }


def test_a_preview_of_a_purge_shows_who_is_on_hold_and_without_a_policy_nothing(talk: Clinic) -> None:
    with months_on(13):
        run()
    talk.admin.put(HOLD, {"ground": "other"})

    assert talk.admin.get("/archive/preview?plan=purge").body == {"items": [], "next": None, "before": None, "due": 0}
    page = talk.admin.get("/archive/preview?plan=purge&before=2999-01-01T00:00:00Z")
    assert [item["onHold"] for item in page["items"]] == [True, True]
    assert all(item["archivedAt"] for item in page["items"])


@pytest.mark.parametrize("query", ["plan=burn", "before=soon", "cursor=abc", "cursor=OS8", "limit=0"])
def test_what_a_preview_cannot_be_asked_is_refused(untouched: Clinic, query: str) -> None:
    assert_problem(untouched.admin.get(f"/archive/preview?{query}"), 400, "INVALID")


def test_the_archive_counts_who_is_under_one_without_reading_why(talk: Clinic, wire: Wire) -> None:
    assert app.archive({"holds": True}, Night()) == {"held": 0, "complete": True}
    talk.admin.put(HOLD, {"ground": "litigation"})
    with months_on(13):
        run()
    wire.calls.clear()
    assert app.archive({"holds": True}, Night()) == {"held": 1, "complete": True}
    assert app.archive({"holds": True}, Night(conversations=0))["complete"] is False

    of_people = [call.content for call in wire.calls if "PERSON#" in str(call.content)]
    assert of_people
    for asked in of_people:
        [part] = asked["RequestItems"].values()
        assert set(part["ExpressionAttributeNames"].values()) == {"PK", "SK", "type"}
    assert refused("ArchivePolicy", wire.calls) == set()
