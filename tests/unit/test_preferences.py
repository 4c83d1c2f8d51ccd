"""Preferences: people change theirs at once, and the nightly upsert of the EHR does not undo it."""

import pytest

from chalicelib.adapters import people
from tests.unit import tables
from tests.unit.clinic import Answer, Api, Clinic, new_message, person
from tests.unit.population import patient
from tests.unit.problems import assert_problem
from tests.unit.wire import Wire


def choose(who: Api, **changes: object) -> Answer:
    return who.patch("/me", {"preferences": changes})


def test_any_part_can_be_changed_and_the_rest_stays(talk: Clinic) -> None:
    before = talk.ada.get("/me").body

    answer = choose(talk.ada, notify={"web": False}, locale="es")

    wanted = {**before["preferences"], "notify": {**before["preferences"]["notify"], "web": False}, "locale": "es"}
    assert (answer.status, answer.body) == (200, {**before, "preferences": wanted})
    assert talk.ada.get("/me").body == answer.body


def test_each_preference_is_kept(talk: Clinic) -> None:
    wanted = {
        "chatOptIn": False,
        "notify": {"email": False, "web": False, "emailSnippet": True},
        "locale": "es-MX",
        "timeZone": "America/Chicago",
    }

    assert choose(talk.ada, **wanted)["preferences"] == wanted
    assert talk.ada.get("/me")["preferences"] == wanted


def test_choosing_what_is_so_already_stores_nothing(talk: Clinic, wire: Wire) -> None:
    choose(talk.ada, locale="es")
    wire.calls.clear()

    assert choose(talk.ada, locale="es").status == 200
    assert choose(talk.ada).status == 200
    assert wire.made("TransactWriteItems") == []


@pytest.mark.parametrize("who", ["nora", "dana", "admin"])
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"chatOptIn": True}, "preferences.chatOptIn"),
        ({"notify": {"web": False, "emailSnippet": True}}, "preferences.notify.emailSnippet"),
    ],
)
def test_what_only_patients_choose_is_refused_from_others(
    untouched: Clinic, who: str, changes: dict[str, object], field: str
) -> None:
    refused = choose(getattr(untouched, who), **changes)

    assert_problem(refused, 400, "INVALID")
    assert [error["field"] for error in refused["errors"]] == [field]


def test_staff_and_administrators_choose_the_rest(talk: Clinic) -> None:
    for who in (talk.nora, talk.dana, talk.admin):
        assert choose(who, notify={"email": False}, timeZone="Europe/Vienna").status == 200
        assert who.get("/me")["preferences"]["timeZone"] == "Europe/Vienna"


WRONG: dict[str, tuple[object, str]] = {
    "no preferences": ({}, "preferences"),
    "null": ({"preferences": None}, "preferences"),
    "a list": ({"preferences": []}, "preferences"),
    "an unknown preference": ({"preferences": {"theme": "dark"}}, "preferences.theme"),
    "an unknown notice": ({"preferences": {"notify": {"sms": True}}}, "preferences.notify.sms"),
    "consent as text": ({"preferences": {"chatOptIn": "yes"}}, "preferences.chatOptIn"),
    "consent as number": ({"preferences": {"chatOptIn": 1}}, "preferences.chatOptIn"),
    "a notice as text": ({"preferences": {"notify": {"email": "no"}}}, "preferences.notify.email"),
    "a wrong locale": ({"preferences": {"locale": "english please"}}, "preferences.locale"),
    "a locale with a newline": ({"preferences": {"locale": "en\n"}}, "preferences.locale"),
    "an unknown time zone": ({"preferences": {"timeZone": "Mars/Olympus"}}, "preferences.timeZone"),
    "a path as time zone": ({"preferences": {"timeZone": "../../etc/passwd"}}, "preferences.timeZone"),
}


@pytest.mark.parametrize(("content", "field"), WRONG.values(), ids=WRONG)
def test_a_wrong_preference_is_named(untouched: Clinic, content: object, field: str) -> None:
    refused = untouched.ada.patch("/me", content)

    assert_problem(refused, 400, "INVALID")
    assert [error["field"] for error in refused["errors"]] == [field]


def test_who_is_not_in_the_directory_has_no_preferences(talk: Clinic) -> None:
    talk.ehr.delete("/directory/people/ada")

    assert choose(talk.ada, locale="es").status == 404
    assert choose(person("stranger", "patient"), locale="es").status == 404


def test_opting_out_and_in_again_holds_from_that_moment(talk: Clinic) -> None:
    choose(talk.ada, chatOptIn=False)
    refused = [who.post(f"{talk.topic_path}/messages", new_message()) for who in (talk.nora, talk.ada)]
    assert [(answer.status, answer["code"]) for answer in refused] == [(409, "OPTED_OUT")] * 2

    choose(talk.ada, chatOptIn=True)
    assert talk.nora.post(f"{talk.topic_path}/messages", new_message()).status == 201


def test_a_message_that_is_on_its_way_while_the_patient_opts_out_does_not_arrive(talk: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: choose(talk.ada, chatOptIn=False))

    refused = talk.nora.post(f"{talk.topic_path}/messages", new_message())

    assert (refused.status, refused["code"]) == (409, "OPTED_OUT")


def test_the_nightly_upsert_does_not_undo_what_the_person_chose(talk: Clinic) -> None:
    chosen = choose(talk.ada, chatOptIn=False, locale="es", timeZone="Europe/Vienna", notify={"email": False})

    talk.change_patient("ada", name="Ada Brook-Lane")

    assert talk.ada.get("/me")["preferences"] == chosen["preferences"]
    assert talk.ada.get("/me")["person"]["name"] == "Ada Brook-Lane"


def test_what_the_ehr_itself_changes_counts(talk: Clinic) -> None:
    talk.change_patient("ada", locale="fr")
    choose(talk.ada, chatOptIn=False, locale="es")

    talk.change_patient("ada", locale="fr", chatOptIn=False)
    assert talk.ehr.get("/directory/people/ada")["locale"] == "es"
    talk.change_patient("ada", locale="pt", chatOptIn=True)

    now = talk.ehr.get("/directory/people/ada")
    assert (now["locale"], now["chatOptIn"]) == ("pt", True)


def test_what_the_ehr_leaves_out_stays_as_it_is(talk: Clinic) -> None:
    talk.change_patient("ada", timeZone="America/Chicago")
    silent = {name: value for name, value in patient("ada").items() if name != "chatOptIn"}

    assert talk.ehr.put("/directory/people/ada", silent).status == 200

    now = talk.ehr.get("/directory/people/ada")
    assert (now["chatOptIn"], now["timeZone"]) == (True, "America/Chicago")


def test_the_ehr_and_the_person_at_once_lose_neither_change(talk: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: choose(talk.ada, locale="es"))

    talk.change_patient("ada", name="Ada Brook-Lane")

    now = talk.ehr.get("/directory/people/ada")
    assert (now["name"], now["locale"]) == ("Ada Brook-Lane", "es")


def test_a_row_from_before_there_were_preferences_has_the_usual_ones(talk: Clinic) -> None:
    [row] = [item for item in tables.contents()["Records"] if item["PK"] == {"S": "PERSON#ada"} and "careTeams" in item]
    for name in ("notifyEmail", "notifyWeb", "emailSnippet", "given"):
        del row[name]
    tables.stored("Records").put_item(row, overwrite=True)

    ada, _ = people.read("ada")

    assert ada
    assert (ada.notify_email, ada.notify_web, ada.email_snippet, ada.given.chat_opt_in) == (True, True, False, None)
    assert choose(talk.ada, notify={"web": False}).status == 200
