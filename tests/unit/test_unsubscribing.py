"""The link of a mail that turns mails off: for whoever holds it, without signing in, and good for nothing else."""

import hashlib
import json
from datetime import timedelta

import pytest

from chalicelib import clock
from chalicelib.adapters import people, unsubscribing
from tests.unit import tables
from tests.unit.clinic import Answer, Api, Clinic
from tests.unit.problems import assert_problem
from tests.unit.wire import Wire

ANYONE = Api({})
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def click(token: str, **headers: str) -> Answer:
    return ANYONE.call("POST", f"/unsubscribe/{token}", b"List-Unsubscribe=One-Click", **{**FORM, **headers})


def wants_mails(who: Api) -> bool:
    return bool(who.get("/me")["preferences"]["notify"]["email"])


def test_one_click_turns_mails_off_until_the_person_turns_them_on_again(talk: Clinic) -> None:
    token = unsubscribing.make("ada")
    assert wants_mails(talk.ada)

    answer = click(token)

    assert (answer.status, answer.body) == (200, {"unsubscribed": True})
    assert not wants_mails(talk.ada)
    assert wants_mails(talk.nora)
    assert talk.ada.patch("/me", {"preferences": {"notify": {"email": True}}}).status == 200
    assert wants_mails(talk.ada)


def test_it_is_written_down_as_the_persons_own_act(talk: Clinic) -> None:
    click(unsubscribing.make("ada"))

    entry = tables.entries("personId", "role", "act", "outcome", "patientId", "session")[-1]
    assert entry == ("ada", "patient", "preferences.change", "done", "ada", "")
    assert json.loads(tables.entries("detail")[-1]) == {"notify_email": False, "via": "mail"}


def test_a_second_click_changes_nothing(talk: Clinic, wire: Wire) -> None:
    token = unsubscribing.make("nora")
    click(token)
    wire.calls.clear()

    assert click(token).status == 200
    assert wire.made("TransactWriteItems") == wire.made("PutItem") == []


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json"])
def test_whatever_mail_programs_send_is_taken(talk: Clinic, kind: str) -> None:
    assert click(unsubscribing.make("ada"), **{"Content-Type": kind}).status == 200


def test_looking_at_the_link_changes_nothing(talk: Clinic) -> None:
    assert ANYONE.get(f"/unsubscribe/{unsubscribing.make('ada')}").status == 405
    assert wants_mails(talk.ada)


@pytest.mark.parametrize("token", ["ada", "t" * 43, "t" * 44, hashlib.sha256(b"t").hexdigest()])
def test_an_unknown_link_says_what_to_do_instead(untouched: Clinic, token: str) -> None:
    refused = click(token)

    assert_problem(refused, 404, "NOT_FOUND")
    assert "turn off emails in your preferences" in refused["detail"]


def test_a_link_is_good_for_a_year(talk: Clinic) -> None:
    token = unsubscribing.make("ada")

    with clock.standing_at(clock.now() + timedelta(days=364)):
        assert unsubscribing.find(token) == "ada"
    with clock.standing_at(clock.now() + timedelta(days=366)):
        assert unsubscribing.find(token) is None


def test_of_a_token_only_its_hash_is_kept(talk: Clinic) -> None:
    token = unsubscribing.make("ada")

    assert token not in str(tables.contents())
    assert people.find(["ada"])["ada"].notify_email
