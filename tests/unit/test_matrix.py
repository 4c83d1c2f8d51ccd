"""Every route, everybody, everything they might name: one table of who is let in, made from the routes."""

import pytest

from chalicelib.adapters import unsubscribing
from tests.unit import tables
from tests.unit.clinic import Api, Clinic, callers, ehr, new_message, person
from tests.unit.filing import put_file
from tests.unit.routes import DOORS, VISIT_BODY, Door, named
from tests.unit.test_access import UNKNOWN

COLLEAGUE = {"role": "provider", "name": "Zoe Hart", "portalAccount": True, "email": "zoe@clinic.example"}
CALLERS = {
    "ada": "the patient",
    "bo": "another patient",
    "nora": "a member, and the requester of the case",
    "zoe": "a former member, whose seat has not been taken away yet",
    "omar": "other staff, and the provider of the case",
    "dana": "the front desk",
    "root": "an administrator",
    "ehr": "the integration",
    "nobody": "somebody without a token",
}
ROLES = {"ada": "patient", "bo": "patient", "dana": "front_desk", "root": "admin"}
INSIDE = {
    ("conversation", "topic"): {"ada", "nora"},
    ("conversation", "direct"): {"ada", "nora"},
    ("conversation", "case"): {"nora", "omar"},
    ("conversation", "bo's topic"): {"bo", "omar"},
    ("own file", "topic"): {"ada"},
    ("own file", "bo's topic"): set(),
    ("own file", "case"): set(),
    ("patient", "ada"): {"ada", "nora", "dana"},
    ("patient", "bo"): {"bo", "omar", "dana"},
    ("own case", "refill"): {"nora", "omar"},
    ("own appointment", "checkup"): {"ada", "nora"},
    ("own appointment", "visit"): {"bo", "dana"},
    ("patient's items", "ada"): {"ada", "nora", "dana", "omar"},
    ("patient's items", "bo"): {"bo", "omar", "dana"},
    ("held patient", "ada"): {"root"},
    ("held patient", "bo"): {"root"},
    ("account", "nora"): {"root"},
    ("account", "ada"): {"root"},
    ("token", "ada's mails"): set(CALLERS),
    ("person", "ada"): {"root", "ehr"},
    ("care team", "meds"): {"root", "ehr"},
    ("case", "refill"): {"root", "ehr"},
    ("appointment", "checkup"): {"root", "ehr"},
    ("invoice", "bill"): {"root", "ehr"},
    ("prescription", "tablets"): {"root", "ehr"},
}
"""Whom each thing lets in, of those whose role is let past; nobody else. Everything else is unknown to everybody."""
THERE = {
    "person": {"ada", "nora"},
    "patient": {"ada"},
    "account": {"ada", "nora"},
    "held patient": {"ada"},
    "patient's items": {"ada"},
    "care team": {"meds"},
    "own case": {"refill"},
    "own appointment": {"checkup"},
    "case": {"refill"},
}
"""The ids that name something for each kind of door; to all others they are as good as invented."""
SAID: dict[str, str] = {}
"""The conversations of the scene, and the token of a mail, by what this table calls them."""


def fill() -> None:
    """Ada's topic and direct conversation, one of Bo's, one about the case; Zoe was in Ada's, and is no more."""
    clinic = callers()
    assert clinic.ehr.put("/directory/people/zoe", COLLEAGUE).status == 201
    clinic.change_team("meds", members=["nora", "zoe"])
    SAID["topic"], SAID["direct"] = clinic.topic()["id"], clinic.direct()["id"]
    wanted = {"kind": "topic", "topic": "Blood", "careTeamId": "tests", "message": new_message()}
    SAID["bo's topic"] = clinic.bo.post("/conversations", wanted)["id"]
    started = clinic.nora.post("/conversations", {"kind": "case", "caseId": "refill", "message": new_message()})
    SAID["case"] = started["id"]
    assert clinic.ehr.put("/directory/appointments/visit", VISIT_BODY).status == 201
    clinic.settle()
    for conversation_id in SAID.values():
        put_file(conversation_id, seq=1)
    SAID["ada's mails"] = unsubscribing.make("ada")
    assert person("zoe", "provider").get(f"/conversations/{SAID['topic']}").status == 200
    clinic.change_team("meds", members=["nora"])


@pytest.fixture
def scene(clinic: Clinic) -> Clinic:
    tables.as_kept("everybody and everything", fill)
    return clinic


def api(who: str) -> Api:
    if who == "ehr":
        return ehr()
    return Api({}) if who == "nobody" else person(who, ROLES.get(who, "provider"))


def is_let_past(door: Door, who: str) -> bool:
    """By the role: Zoe's is Nora's."""
    return ("nora" if who == "zoe" else who) in door.by_role.split()


def wanted(door: Door, who: str, thing: str) -> set[int]:
    """The status that this caller must get; a good call may also find a state that stands against it."""
    if not is_let_past(door, who):
        return {401} if who == "nobody" else {403}
    if who not in INSIDE.get((door.of or "", thing), set()):
        return {404}
    return {door.status, 409} if door.path.endswith("/claim") else {door.status}


@pytest.mark.parametrize("door", [door for door in DOORS if door.of not in (None, "new")], ids=named)
def test_each_thing_lets_in_its_own_and_looks_unknown_to_all_others(scene: Clinic, door: Door) -> None:
    before = tables.contents()
    things = [thing for kind, thing in INSIDE if kind == door.of]
    unknown = {UNKNOWN, "ada", "nora", "meds", "refill", "rx"} - THERE.get(door.of or "", set())
    for thing in (*things, *sorted(unknown)):
        for who in CALLERS:
            content = new_message() if door.path.endswith("/messages") and door.content else door.content
            answer = api(who).call(door.method, door.at(SAID.get(thing, thing)), content)
            assert answer.status in wanted(door, who, thing), (thing, CALLERS[who], answer.body)
            if door.stores and answer.status < 300:
                tables.replace_contents(before)


@pytest.mark.parametrize("door", [door for door in DOORS if door.of in (None, "new")], ids=named)
def test_doors_to_nothing_in_particular_let_in_by_role(scene: Clinic, door: Door) -> None:
    for who in CALLERS:
        status = api(who).call(door.method, door.at(f"new-{who}"), door.content).status
        if not is_let_past(door, who):
            assert status == (401 if who == "nobody" else 403), CALLERS[who]
        elif door.path != "/conversations" or door.method == "GET":
            assert status == door.status, CALLERS[who]


LISTS = ("/conversations", "/conversations?filter=unread", "/conversations?q=ada", "/conversations?q=blood", "/cases")


@pytest.mark.parametrize("path", LISTS)
def test_no_list_names_what_its_reader_could_not_open(scene: Clinic, path: str) -> None:
    for who in ("ada", "bo", "nora", "zoe", "omar", "dana"):
        answer = api(who).get(path)
        for row in answer.body.get("items", ()):
            where = f"/cases/{row['id']}" if path == "/cases" else f"/conversations/{row['id']}"
            assert api(who).get(where).status == 200, (CALLERS[who], row)


def test_the_scene_holds_what_the_table_says(scene: Clinic) -> None:
    seats = {row["personId"] for row in tables.rows("HEAD#SEAT#") if row["PK"] == f"CONV#{SAID['topic']}"}

    assert seats == {"ada", "nora", "zoe"}, "the seat of who left is still there, and opens nothing"
