"""Where pushes may go, and what they say."""

import base64
from dataclasses import replace

import pytest

from chalicelib.domain.conversation import Kind
from chalicelib.domain.push import Push, Subscription, due_in, is_key, is_push_service, of_visit, topic
from chalicelib.domain.seat import Seat, marker_at
from tests.unit.domain.threads import grown

HOSTS = ("fcm.googleapis.com", "*.notify.windows.com")


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:DEF",
        "https://fcm.googleapis.com:443/fcm/send/abc",
        "https://wns2-by3p.notify.windows.com/w/?token=abc",
    ],
)
def test_known_push_services_are_spoken_to(endpoint: str) -> None:
    assert is_push_service(endpoint, HOSTS, is_local=False)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:8443/fcm/send/abc",
        "https://fcm.googleapis.com@elsewhere.example/",
        "https://fcm.googleapis.com.elsewhere.example/",
        "https://elsewhere.example\\@fcm.googleapis.com/",
        "https://notify.windows.com/w",
        "https://evilnotify.windows.com/w",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://fcm.googleapis.com:port/",
        "https://\uff46cm.googleapis.com/",
        "https://fcm.googleapis.com/\n",
        "file:///etc/passwd",
        "",
    ],
)
def test_everything_else_is_not(endpoint: str) -> None:
    assert not is_push_service(endpoint, HOSTS, is_local=False)
    assert not is_push_service(endpoint, HOSTS, is_local=True)


def test_an_origin_may_be_listed_where_all_is_local_and_only_there() -> None:
    endpoint, hosts = "http://127.0.0.1:8123/push/a", ("http://127.0.0.1:8123",)
    assert is_push_service(endpoint, hosts, is_local=True)
    assert not is_push_service(endpoint, hosts, is_local=False)
    assert not is_push_service("http://127.0.0.1:8124/push/a", hosts, is_local=True)


def test_keys_are_base64url_of_the_length_that_browsers_make() -> None:
    good = base64.urlsafe_b64encode(b"\xfb" * 16).rstrip(b"=").decode()
    assert is_key(good, 16)
    assert not is_key(good, 65)
    for bad in ("", "a", "+" + good[1:], "é" * 22, good + "!"):
        assert not is_key(bad, 16)


def test_the_topic_has_the_form_that_push_services_ask_for_and_tells_them_nothing() -> None:
    one, other = (Subscription("ada", "https://p.example/1", "k", auth, "s", "", "") for auth in ("a", "b"))
    names = [
        topic(of_visit("checkup", "en"), one),
        topic(of_visit("checkup", "en"), other),
        topic(of_visit("other", "en"), one),
    ]
    assert topic(of_visit("checkup", "en"), one) == names[0]
    assert len(set(names)) == 3
    assert all(len(name) == 32 and is_key(name, 24) for name in names)


def test_a_push_says_how_much_is_unread_and_where_and_nothing_where_nobody_would_want_it() -> None:
    states, _ = grown(["ada", "ada", "nora", "ada"])
    seat = Seat("nora", states[-1], "")
    case = replace(states[-1], kind=Kind.CASE, case_id="k1")

    assert due_in(seat, "es", is_member=True) == Push(3, "/chat/c1", "c1", "es")
    assert due_in(replace(seat, conversation=case), "en", is_member=True) == Push(3, "/cases/k1", "c1", "en")
    assert due_in(replace(seat, muted=True), "en", is_member=True) == "MUTED"
    assert due_in(seat.read_to(marker_at(states[-1], "nora", 4, []), states[-1]), "en", is_member=True) == "READ"
    assert due_in(seat, "en", is_member=False) == due_in(None, "en", is_member=True) == "NO_MEMBER"
