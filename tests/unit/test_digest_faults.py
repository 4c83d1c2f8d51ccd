"""Mails under faults: whatever dies, is refused or comes twice, nobody is told twice and nothing is lost."""

from collections.abc import Callable, Iterator

import pytest
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

from chalicelib.settings import settings
from tests.unit import mailing, tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.gateway import open_socket
from tests.unit.mailing import SENDER, Post, claims, due, later, refusal, run, run_and_fail, taken_but
from tests.unit.wire import Wire, failure


@pytest.fixture
def post(talk: Clinic, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """The post office of the clinic in which Nora and Ada have both not read what the other wrote."""
    monkeypatch.setenv("SENDER_ADDRESS", SENDER)
    monkeypatch.setenv("CONFIGURATION_SET", "clinic-messaging")
    settings.cache_clear()
    assert talk.nora.post(f"{talk.direct_path}/messages", new_message()).status == 201
    talk.settle()
    with mailing.standing() as office:
        yield office
    settings.cache_clear()


def dies() -> None:
    raise SystemExit("the function is killed")


def answer_is_lost() -> None:
    raise ReadTimeoutError(endpoint_url="https://email")


def connection_breaks() -> None:
    raise ConnectionClosedError(endpoint_url="https://email")


def sent(minutes: float = 17) -> None:
    """SES tells that it took the mail of each open claim."""
    from chalicelib.usecases import digests

    with later(minutes):
        for claim in claims():
            digests.confirm(claim["digestId"], "of SES")


@pytest.mark.parametrize("end", [dies, answer_is_lost, connection_breaks])
def test_where_nobody_knows_whether_a_mail_is_out_the_event_decides_and_none_is_sent_twice(
    post: Post, end: Callable[[], None]
) -> None:
    post.answers = [taken_but(end)]
    try:
        run()
    except SystemExit:
        assert end is dies
    run(21)
    assert sorted(post.to) == ["ada", "nora"], "the other one is written to, this one is not again"

    sent(22)
    run(60)
    assert sorted(post.to) == ["ada", "nora"]
    assert (claims(), due()) == ([], set())
    assert [entry["act"] for entry in tables.entries()].count("digest.sent") == 2


def test_a_mail_that_was_never_taken_comes_after_a_quarter_of_an_hour(post: Post) -> None:
    def lost_on_the_way(_: object) -> mailing.AWSResponse:
        raise ReadTimeoutError(endpoint_url="https://email")

    post.answers = [lost_on_the_way, lost_on_the_way]
    run()
    run(30)
    assert (post.to, len(claims())) == ([], 2)
    run(32)
    assert sorted(post.to) == ["ada", "nora"]


def test_a_late_event_of_a_mail_that_was_given_up_still_counts_as_told(post: Post) -> None:
    from chalicelib.usecases import digests

    post.answers = [taken_but(answer_is_lost), taken_but(answer_is_lost)]
    run()
    ids = [claim["digestId"] for claim in claims()]
    for claim in claims():
        mailing.give_up(claim)
    with later(40):
        for digest_id in ids:
            digests.confirm(digest_id, "of SES")
    run(41)
    assert sorted(post.to) == ["ada", "nora"]


def test_throttled_a_run_stops_politely_and_the_next_one_goes_on(post: Post) -> None:
    post.answers = [refusal("TooManyRequestsException", 429)]
    run()
    assert (post.to, claims(), len(due())) == ([], [], 3)
    run(21)
    assert sorted(post.to) == ["ada", "nora"]
    assert due() == set()


def test_while_the_account_may_not_send_nothing_is_lost_and_the_alarm_rings(post: Post) -> None:
    for answer in (
        refusal("SendingPausedException"),
        refusal("MessageRejected", message="Email address is not verified."),
        refusal("AccessDeniedException", 403),
    ):
        post.answers = [answer]
        run_and_fail()
        assert (post.to, claims(), len(due())) == ([], [], 3)
    run(21)
    assert sorted(post.to) == ["ada", "nora"]


def test_an_address_that_is_refused_keeps_nobody_else_waiting_and_is_not_tried_again(post: Post) -> None:
    post.answers = [refusal("BadRequestException", message="Illegal address")]
    run()
    assert len(post.to) == 1
    run(21)
    assert len(post.to) == 1
    assert (claims(), due()) == ([], set())
    assert [entry["act"] for entry in tables.entries()].count("digest.sent") == 1, "no mail, no entry"


def test_a_fault_of_the_service_leaves_the_event_to_decide(post: Post) -> None:
    post.answers = [refusal("InternalServiceErrorException", 500)]
    run()
    assert len(claims()) == 1


MEANWHILE: dict[str, Callable[[Clinic], object]] = {
    "reads it": lambda talk: talk.ada.put(f"{talk.direct_path}/read-marker", {"seq": 2}),
    "mutes it": lambda talk: talk.ada.put(f"{talk.direct_path}/preferences", {"muted": True}),
    "opens a window": lambda talk: open_socket(talk.ada, "adas"),
    "turns mails off": lambda talk: talk.ada.patch("/me", {"preferences": {"notify": {"email": False}}}),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_whoever_does_this_between_the_claim_and_the_mail_gets_none(
    talk: Clinic, post: Post, wire: Wire, what: str
) -> None:
    wire.disturbances.append(mailing.once(wire, "UNSUBSCRIBE#", lambda: MEANWHILE[what](talk)))
    only_ada(talk)
    run()
    assert post.to == []
    assert claims() == []


def only_ada(talk: Clinic) -> None:
    for path in (talk.topic_path, talk.direct_path):
        talk.nora.put(f"{path}/read-marker", {"seq": 1})


def test_what_is_written_while_a_mail_goes_out_is_told_in_the_next(talk: Clinic, post: Post, wire: Wire) -> None:
    only_ada(talk)

    def one_more() -> None:
        assert talk.nora.post(f"{talk.direct_path}/messages", new_message("And this.")).status == 201
        talk.settle()

    wire.disturbances.append(mailing.once(wire, "UNSUBSCRIBE#", one_more))
    run()
    assert post.to == ["ada"]
    assert due() == {("ada", talk.direct_id)}
    run(32)
    assert post.to == ["ada", "ada"]
    assert "1 " in str(post.mails[1]["Subject"]) or "one" in str(post.mails[1]["Subject"]).lower()


def test_two_runs_at_once_send_what_one_sends(post: Post, wire: Wire) -> None:
    wire.disturbances.append(mailing.once(wire, '"CLAIM"', run))
    run()
    assert sorted(post.to) == ["ada", "nora"]
    assert (claims(), due()) == ([], set())


def test_a_run_whose_time_is_cut_short_leaves_the_others_to_the_next(post: Post) -> None:
    run(people=1)
    assert len(post.to) == 1
    run(21)
    assert sorted(post.to) == ["ada", "nora"]


def test_a_table_that_fails_keeps_the_others_going_and_gives_the_claim_back(post: Post, wire: Wire) -> None:
    busy = failure("InternalServerError", "no", 500)
    wire.disturbances.append(mailing.once(wire, "UNSUBSCRIBE#", lambda: busy, times=3))
    run_and_fail()
    assert (len(post.to), claims()) == (1, [])
    run(21)
    assert sorted(post.to) == ["ada", "nora"]


def test_no_beginning_is_mailed_that_cannot_be_audited(
    talk: Clinic, post: Post, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_SNIPPETS", "true")
    settings.cache_clear()
    talk.ada.patch("/me", {"preferences": {"notify": {"emailSnippet": True}}})
    only_ada(talk)
    wire.before("PutItem", lambda: failure("AccessDeniedException", "no"), table="Audit")
    run_and_fail()
    assert (post.to, claims()) == ([], [])
    run(21)
    assert post.to == ["ada"]
