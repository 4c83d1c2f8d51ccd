"""Who is mailed what: one mail of what has waited, and for each reason against it none."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.domain.person import MailProblem, MailTrouble
from chalicelib.settings import settings
from tests.unit import mailing, tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.gateway import open_socket
from tests.unit.mailing import SENDER, Post, due, later, minutes_since_written, run
from tests.unit.rights import idle, refused, said_by
from tests.unit.wire import Call, Wire

SECRET = "Your result was worse than we hoped."


@pytest.fixture
def post(talk: Clinic, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """The post office of the clinic in which Nora (of `meds`) has not read what Ada wrote to the team and to her."""
    monkeypatch.setenv("SENDER_ADDRESS", SENDER)
    monkeypatch.setenv("CONFIGURATION_SET", "clinic-messaging")
    settings.cache_clear()
    with mailing.standing() as office:
        yield office
    settings.cache_clear()


def write(talk: Clinic, text: str = SECRET, times: int = 1, **more: object) -> None:
    """Nora writes to Ada in their direct conversation."""
    for _ in range(times):
        answer = talk.nora.post(f"{talk.direct_path}/messages", {**new_message(text), **more})
        assert answer.status == 201, answer.body
    talk.settle()


def everything_in(post: Post) -> str:
    """All that was mailed, as it was sent and with each part decoded."""
    parts = [part for mail in post.mails for part in mail.walk() if not part.is_multipart()]
    return "\n".join([*post.raw, *(str(part.get_content()) for part in parts)])


def test_who_is_away_gets_one_mail_of_all_that_waits_and_no_second_one(talk: Clinic, post: Post) -> None:
    assert due() == {("nora", talk.topic_id), ("nora", talk.direct_id)}
    run()
    run(21)
    run(26)

    assert post.to == ["nora"]
    assert due() == set()
    for conversation_id in (talk.topic_id, talk.direct_id):
        assert f"/chat/{conversation_id}" in everything_in(post)
    assert "Ada Brook" in everything_in(post)
    assert talk.nora.unread() == {"messages": 2, "conversations": 2}, "a mail reads nothing for anybody"


def test_a_mail_says_how_much_waits_and_from_whom_and_never_what(talk: Clinic, post: Post) -> None:
    write(talk, times=3)
    run()

    assert sorted(post.to) == ["ada", "nora"]
    [mail] = [mail for mail in post.mails if mail["To"].addresses[0].username == "ada"]
    assert "3" in mail["Subject"]
    assert SECRET not in everything_in(post)
    assert "Tablets" not in everything_in(post), "nor the topic"
    assert "Nora Quill" in everything_in(post)


def test_what_is_new_after_a_mail_is_mailed_in_its_own_time(talk: Clinic, post: Post) -> None:
    write(talk)
    run()
    with later(17):
        write(talk, "Are you there?")
    run(20)
    assert post.to.count("ada") == 1
    run(33)
    assert post.to.count("ada") == 2


def test_what_was_written_less_than_a_quarter_of_an_hour_ago_is_not_mailed(talk: Clinic, post: Post) -> None:
    run(14.9 - minutes_since_written())
    assert (post.to, len(due())) == ([], 2)


def test_who_is_here_is_mailed_once_they_have_gone(talk: Clinic, post: Post) -> None:
    from chalicelib.adapters import sockets

    open_socket(talk.nora, "noras")
    run()
    assert (post.to, len(due())) == ([], 2), "who is here stays in the list"
    sockets.closed("noras")
    run(21)
    assert (post.to, len(due())) == (["nora"], 0)


def test_a_socket_that_was_not_heard_of_for_hours_keeps_no_mail_back(talk: Clinic, post: Post) -> None:
    open_socket(talk.nora, "noras")
    run(4 * 60)
    assert post.to == ["nora"]


def change_ada(**changes: Any) -> None:
    from chalicelib.adapters import people

    ada, version = people.read("ada")
    assert ada is not None
    people.replace(ada, version, replace(ada, **changes))


def mute(talk: Clinic) -> None:
    for path in (talk.topic_path, talk.direct_path):
        assert talk.nora.put(f"{path}/preferences", {"muted": True}).status == 200


def read(talk: Clinic) -> None:
    for path in (talk.topic_path, talk.direct_path):
        assert talk.nora.put(f"{path}/read-marker", {"seq": 1}).status == 200


def mute_and_hear_again(talk: Clinic) -> None:
    mute(talk)
    for path in (talk.topic_path, talk.direct_path):
        talk.nora.put(f"{path}/preferences", {"muted": False})


def read_and_mark_as_unread(talk: Clinic) -> None:
    read(talk)
    for path in (talk.topic_path, talk.direct_path):
        talk.nora.put(f"{path}/read-marker", {"seq": 0, "force": True})


@pytest.mark.parametrize("what", [mute, read, mute_and_hear_again, read_and_mark_as_unread])
def test_what_was_muted_or_read_is_not_mailed_even_if_that_is_taken_back(
    talk: Clinic, post: Post, what: Callable[[Clinic], None]
) -> None:
    what(talk)
    assert due() == set()
    run()
    assert post.to == []


def opts_out(talk: Clinic) -> None:
    assert talk.ada.patch("/me", {"preferences": {"notify": {"email": False}}}).status == 200


REASONS: dict[str, Callable[[Clinic], object]] = {
    "wants no mail": opts_out,
    "has no address": lambda talk: change_ada(email=None),
    "has an address that no mail can be written to": lambda talk: change_ada(email="ada@"),
    "has no account": lambda talk: talk.change_patient("ada", portalAccount=False),
    "is not in the directory any more": lambda talk: talk.ehr.delete("/directory/people/ada"),
}


@pytest.mark.parametrize("reason", REASONS)
def test_who_cannot_be_mailed_is_passed_over_and_keeps_nobody_else_waiting(
    talk: Clinic, post: Post, reason: str
) -> None:
    write(talk)
    REASONS[reason](talk)
    run()

    assert post.to == ["nora"]
    assert due() == set(), "they stand in the list no more"
    assert talk.ada.unread()["messages"] in (0, 1)


def test_an_address_that_takes_no_mail_is_not_written_to(talk: Clinic, post: Post) -> None:
    write(talk)
    change_ada(mail_problem=MailProblem(MailTrouble.BOUNCED, "ada@mail.example", "2026-11-01T00:00:00.000Z"))
    run()
    assert (post.to, due()) == (["nora"], set())


def test_after_mails_were_off_nothing_is_told_that_came_meanwhile(talk: Clinic, post: Post) -> None:
    write(talk)
    with later(1):
        change_ada(mails_on_since=clock.timestamp())
    run()
    assert post.to == ["nora"]
    assert due() == set()


def test_who_left_the_care_team_is_not_told_of_it_though_their_seat_is_still_there(talk: Clinic, post: Post) -> None:
    talk.change_team("meds", members=["omar"])
    assert ("nora", talk.topic_id) in due()
    run()

    assert talk.topic_id not in everything_in(post)
    assert talk.direct_id in everything_in(post)
    assert due() == set()


def agree(talk: Clinic, monkeypatch: pytest.MonkeyPatch, *, clinic: bool = True, patient_too: bool = True) -> None:
    """Allow beginnings of messages in mails."""
    monkeypatch.setenv("DIGEST_SNIPPETS", "true" if clinic else "false")
    settings.cache_clear()
    answer = talk.ada.patch("/me", {"preferences": {"notify": {"emailSnippet": patient_too}}})
    assert answer.status == 200, answer.body


@pytest.mark.parametrize(("clinic", "patient_too"), [(False, True), (True, False), (False, False)])
def test_no_beginning_is_shown_unless_clinic_and_patient_agree(
    talk: Clinic, post: Post, monkeypatch: pytest.MonkeyPatch, clinic: bool, patient_too: bool
) -> None:
    agree(talk, monkeypatch, clinic=clinic, patient_too=patient_too)
    write(talk)
    run()
    assert "ada" in post.to
    assert SECRET not in everything_in(post)


def test_where_both_agree_three_beginnings_are_shown_and_never_of_what_is_sensitive(
    talk: Clinic, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(talk, monkeypatch)
    write(talk, "Do not tell.", sensitive=True)
    for text in ("First. " * 40, "Second.", "Third.", "Fourth."):
        write(talk, text)
    run()

    mailed = everything_in(post)
    assert all(word in mailed for word in ("First.", "Second.", "Third."))
    assert "Fourth." not in mailed
    assert "Do not tell." not in mailed
    assert "First. " * 20 not in mailed, "a beginning, not all of it"
    [entry] = [entry for entry in tables.entries() if entry["act"] == "digest.sent" and entry.get("patientId") == "ada"]
    assert json.loads(entry["detail"])["shown"] == {talk.direct_id: [3, 4, 5]}


def test_staff_are_shown_no_beginnings(talk: Clinic, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    agree(talk, monkeypatch)
    run()
    assert post.to == ["nora"]
    assert "both tablets" not in everything_in(post)


def test_the_audit_says_who_was_told_of_which_conversations(talk: Clinic, post: Post) -> None:
    write(talk)
    run()
    found = [entry for entry in tables.entries() if entry["act"] == "digest.sent"]
    told = [(entry.get("patientId"), json.loads(entry["detail"])) for entry in found]
    assert ("ada", {"to": ["ada"], "conversations": [talk.direct_id]}) in told
    assert (None, {"to": ["nora"], "conversations": sorted([talk.topic_id, talk.direct_id])}) in told
    assert len(told) == 2
    assert SECRET not in str(found)


def test_a_run_without_a_sender_sends_nothing_and_loses_nothing(
    talk: Clinic, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENDER_ADDRESS", "")
    settings.cache_clear()
    run()
    assert (post.to, len(due())) == ([], 2)


def test_a_dry_run_counts_who_would_be_mailed_and_does_nothing(talk: Clinic, post: Post, wire: Wire) -> None:
    import app

    write(talk)
    before = due()
    wire.calls.clear()
    with later(16):
        told = app.send_digests({"dryRun": True}, mailing.Context())
        cut_short = app.send_digests({"dryRun": True}, mailing.Context(runs=1))

    assert told == {"dryRun": True, "people": 2, "conversations": 3, "complete": True}
    assert cut_short is not None
    assert (cut_short["people"], cut_short["complete"]) == (1, False)
    assert (post.to, due(), mailing.claims()) == ([], before, [])
    assert {call.operation for call in wire.calls} <= {"BatchGetItem", "Query"}
    assert refused("DigestPolicy", wire.calls) == set()


def test_a_dry_run_for_one_person_writes_their_mail_however_short_it_waits_and_throws_it_away(
    talk: Clinic, post: Post, wire: Wire
) -> None:
    import app

    write(talk)
    wire.calls.clear()
    told = app.send_digests({"dryRun": True, "personId": "ada"}, mailing.Context())
    assert told["conversations"] == [talk.direct_id]
    assert told["bytes"] > 1000
    assert "text" not in {name for call in wire.calls for name in named_by(call)}

    nothing = {"dryRun": True, "conversations": [], "bytes": 0}
    assert app.send_digests({"dryRun": True, "personId": "nobody"}, mailing.Context()) == nothing
    open_socket(talk.ada, "adas")
    assert app.send_digests({"dryRun": True, "personId": "ada"}, mailing.Context()) == nothing
    assert post.to == []


def test_it_needs_all_of_its_role_and_no_more_and_reads_no_words(
    talk: Clinic, post: Post, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(talk)
    wire.calls.clear()
    run()

    assert sorted(post.to) == ["ada", "nora"]
    assert refused("DigestPolicy", wire.calls) == set()
    assert idle("DigestPolicy", wire.calls) == set()
    [allowed] = [said for said in said_by("DigestPolicy") if said.sid == "WithoutWords"]
    named = {name for call in wire.calls for name in named_by(call)}
    assert named == set(allowed.condition["ForAllValues:StringEquals"]["dynamodb:Attributes"])
    assert not named & {"lastMessage", "text", "topic"}


def named_by(call: Call) -> set[str]:
    """The attributes that a read names; every read must name some, but for the list of who is due."""
    content = call.content
    if call.operation not in ("BatchGetItem", "GetItem", "Query") or content.get("IndexName") == "digest":
        return set()
    parts = content["RequestItems"].values() if "RequestItems" in content else [content]
    named = [(part["ExpressionAttributeNames"], part["ProjectionExpression"].split(", ")) for part in parts]
    return {names[name] for names, projection in named for name in projection}
