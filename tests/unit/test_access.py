"""Every door and everybody who might come to it: the one table of who gets in, and what refusals say and leave."""

import json
from dataclasses import replace

import pytest

from tests.unit import tables
from tests.unit.clinic import Answer, Api, Clinic, ehr, new_message, person
from tests.unit.routes import DOORS, KNOWN, TO_CONVERSATIONS, Door, named
from tests.unit.wire import Wire

MEMBERS = {"topic": {"ada", "nora"}, "direct": {"ada", "nora"}}
UNKNOWN = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
ROLES = {
    "ada": "patient",
    "bo": "patient",
    "nora": "provider",
    "omar": "provider",
    "dana": "front_desk",
    "root": "admin",
}
PEOPLE = (*ROLES, "ehr")


def as_(who: str) -> Api:
    return ehr() if who == "ehr" else person(who, ROLES[who])


def outsider(door: Door) -> str:
    """Somebody whose role is let past, and who is no member of Ada's conversations."""
    return next(who for who in ("bo", "omar") if who in door.by_role.split())


def knock(door: Door, who: str, identifier: str) -> Answer:
    return as_(who).call(door.method, door.at(identifier), door.content)


def test_every_route_has_its_line_in_the_table() -> None:
    import app

    served = {(method, path) for path, methods in app.app.routes.items() for method in methods}

    assert served == {(door.method, door.path) for door in DOORS}


@pytest.mark.parametrize("door", [door for door in DOORS if "nobody" not in door.by_role.split()], ids=named)
def test_roles_that_may_never_do_this_are_refused_everywhere_and_written_down(talk: Clinic, door: Door) -> None:
    for who in set(PEOPLE) - set(door.by_role.split()):
        before = tables.contents()["Records"]

        for identifier in (talk.topic_id, UNKNOWN, "ada"):
            refused = knock(door, who, identifier)
            assert (refused.status, refused["code"]) == (403, "FORBIDDEN"), who
        assert tables.entries("outcome", "conversationId")[-3:] == [("refused", None)] * 3
        assert tables.entries("personId")[-1] == ("integration" if who == "ehr" else who)
        assert tables.contents()["Records"] == before


@pytest.mark.parametrize("door", [door for door in DOORS if door.of in (None, "new")], ids=named)
def test_doors_without_a_conversation_let_in_who_has_the_role(talk: Clinic, door: Door) -> None:
    outsiders = (
        {"ada": 0, "bo": 404, "omar": 404, "nora": 404} if door.path == "/conversations" and door.content else {}
    )
    for who in set(door.by_role.split()) - {"nobody"}:
        wanted = outsiders.get(who) or door.status
        assert knock(door, who, f"new-{who}").status == wanted, who


@pytest.mark.parametrize("door", TO_CONVERSATIONS, ids=named)
def test_conversations_let_in_members_and_nobody_else(talk: Clinic, door: Door) -> None:
    for kind, identifier in (("topic", talk.topic_id), ("direct", talk.direct_id)):
        for who in door.by_role.split():
            fresh = replace(door, content=new_message()) if door.path.endswith("messages") and door.content else door
            wanted = door.status if who in MEMBERS[kind] else 404
            assert knock(fresh, who, identifier).status == wanted, (who, kind)


@pytest.mark.parametrize("door", TO_CONVERSATIONS, ids=named)
def test_foreign_and_unknown_answers_are_the_same_to_the_byte(talk: Clinic, door: Door) -> None:
    for who in {"bo", "omar", "dana"} & set(door.by_role.split()):
        answers = [knock(door, who, identifier) for identifier in (talk.topic_id, talk.direct_id, UNKNOWN, "a b", "..")]

        assert {answer.status for answer in answers} == {404}
        assert len({json.dumps(answer.body | {"requestId": ""}) for answer in answers}) == 1
        assert len({json.dumps(answer.headers | {"X-Request-Id": ""}, sort_keys=True) for answer in answers}) == 1


@pytest.mark.parametrize("door", TO_CONVERSATIONS, ids=named)
def test_the_refused_leave_a_trace_and_nothing_else(talk: Clinic, door: Door) -> None:
    before, who = tables.contents()["Records"], outsider(door)

    knock(door, who, talk.topic_id)
    knock(door, who, UNKNOWN)

    wanted = [(who, "refused", "ada", talk.topic_id), (who, "refused", None, UNKNOWN)]
    assert tables.entries("personId", "outcome", "patientId", "conversationId") == wanted
    assert tables.contents()["Records"] == before


@pytest.mark.parametrize("door", TO_CONVERSATIONS, ids=named)
def test_a_foreign_and_an_unknown_conversation_cost_the_same_calls(talk: Clinic, wire: Wire, door: Door) -> None:
    costs = []
    for identifier in (talk.topic_id, UNKNOWN):
        wire.calls.clear()
        knock(door, outsider(door), identifier)
        costs.append([call.operation for call in wire.calls])

    assert costs[0] == costs[1] == ["BatchGetItem", "PutItem"]


@pytest.mark.parametrize("door", [door for door in DOORS if door.of in KNOWN], ids=named)
def test_the_directory_knows_what_it_knows(talk: Clinic, door: Door) -> None:
    who = "ehr" if "ehr" in door.by_role.split() else "root"
    assert knock(door, who, KNOWN[door.of or ""]).status == door.status
    unknown = [knock(door, who, identifier) for identifier in (UNKNOWN, "a b", "%00", "x" * 65)]
    assert {answer.status for answer in unknown} == {404}


BAD_CLAIMS = {
    "an id token": ({"token_use": "id"}, 401),
    "no kind of token": ({"token_use": ""}, 401),
    "another client": ({"client_id": "somebody-elses"}, 401),
    "no client": ({"client_id": ""}, 401),
    "a foreign scope": ({"scope": "openid profile"}, 401),
    "the directory's scope with the portal's client": ({"scope": "clinic/directory"}, 401),
    "the portal's scope with the directory's client": ({"client_id": "directory-client"}, 401),
    "a password's scope": ({"scope": "aws.cognito.signin.user.admin"}, 401),
    "a scope that only begins alike": ({"scope": "clinic/portals"}, 401),
    "no name": ({"username": ""}, 401),
    "no group": ({"cognito:groups": ""}, 403),
    "two roles": ({"cognito:groups": "patient,admin"}, 403),
    "a group that is no role": ({"cognito:groups": "volunteers"}, 403),
    "the EHR's role as a group": ({"cognito:groups": "integration"}, 403),
    "a group that merely resembles a role": ({"cognito:groups": "patient-advocates"}, 403),
    "a group with a role in its name": ({"cognito:groups": "night.provider"}, 403),
}


@pytest.mark.parametrize(("claims", "status"), BAD_CLAIMS.values(), ids=BAD_CLAIMS)
def test_no_door_opens_to_a_token_of_the_wrong_kind(talk: Clinic, claims: dict[str, str], status: int) -> None:
    before = tables.contents()
    somebody = person("ada", "patient", **claims)

    for door in DOORS:
        if "nobody" not in door.by_role.split():
            refused = somebody.call(door.method, door.at(talk.topic_id), door.content)
            assert refused.status == status, door.name
            assert refused.headers["Content-Type"] == "application/problem+json"
            assert ("WWW-Authenticate" in refused.headers) is (status == 401)
    assert tables.contents() == before


def test_no_door_opens_to_a_token_without_claims(talk: Clinic) -> None:
    for door in DOORS:
        status = Api({}).call(door.method, door.at(talk.topic_id), door.content).status
        opened = 404 if door.of else door.status
        assert status == (opened if "nobody" in door.by_role.split() else 401), door.name


@pytest.mark.parametrize("groups", ["patient", "[patient]", "[patient us-east-1_pool_Google]", "volunteers,patient"])
def test_one_role_among_other_groups_is_that_role(talk: Clinic, groups: str) -> None:
    assert person("ada", groups).get("/me").status == 200


def test_whoever_the_directory_does_not_hold_sees_nothing(talk: Clinic) -> None:
    stranger = person("stranger", "patient")

    assert stranger.get("/me").status == 404
    assert stranger.get("/conversations")["items"] == []
    assert stranger.get(talk.topic_path).status == 404
    assert stranger.get("/contacts").status == 404
