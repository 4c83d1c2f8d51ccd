"""Somebody away gets exactly one mail of what waits, which leads to it and tells no word of it, whatever happens."""

import base64
import html
import quopri
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email import message_from_string
from email.policy import default

import pytest

from infra.local.front.sent_mails import Mail
from infra.local.stack import Stack
from tests.stack_fixture import workers
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.digests import (
    FUNCTION,
    THROTTLED,
    PostOffice,
    has_waited,
    is_told,
    mail_about,
    mails_about,
    post_office,
    run,
    wait_until,
)
from tests.stack_fixture.person import new_message

WORDS = ("The biopsy was benign.", "Swallow half a tablet tonight.", "Überraschend gute Werte — 7,2.")


def waiting(stack: Stack, clinic: Clinic, topic: str) -> str:
    """A conversation in which Nora has written three messages to Ada, who is away, a quarter of an hour ago."""
    started = clinic.topic(topic=topic)
    for text in WORDS:
        answer = clinic.nora.http.post(f"/conversations/{started['id']}/messages", json=new_message(text))
        assert answer.status_code == 201, answer.text
    has_waited(stack, started["id"], "ada", last_seq=4)
    conversation_id: str = started["id"]
    return conversation_id


def test_one_mail_stands_in_the_post_that_leads_to_the_conversation_and_holds_no_word_of_it(
    stack: Stack, clinic: Clinic
) -> None:
    conversation_id = waiting(stack, clinic, "Quiet Topic Name")

    with ThreadPoolExecutor(3) as at_once:
        assert list(at_once.map(run, [stack] * 3)) == [None] * 3
    assert run(stack) is None

    mail = mail_about(stack, conversation_id)
    assert "ada@mail.example" in mail.to
    link = f"{stack.portal_url}/chat/{conversation_id}"
    assert link in re.findall(r"https?://\S+", mail.plain)
    assert link in re.findall(r'href="([^"]+)"', mail.html)
    assert "Nora Quill" in mail.plain
    for words in (*WORDS, "Quiet Topic Name"):
        assert_nowhere(words, mail)
    assert is_told(stack, conversation_id, "ada")
    assert clinic.ada.http.get(f"/conversations/{conversation_id}").json()["unreadCount"] == 3


def assert_nowhere(words: str, mail: Mail) -> None:
    """These words are not in the mail, as it was sent, in any encoding, or in any part of it once decoded."""
    parts = [part for part in message_from_string(mail.source, policy=default).walk() if not part.is_multipart()]
    seen = "\n".join([mail.source, mail.subject, *(str(part.get_content()) for part in parts)])
    seen = "".join(html.unescape(seen).split())
    assert "".join(words.split()) not in seen
    assert "".join(quopri.encodestring(words.encode()).decode().split()) not in seen
    for shift in range(3):
        inner = base64.b64encode(b" " * shift + words.encode()).decode()[4:-4]
        assert inner not in seen
    for word in (word for word in words.split() if len(word) > 5):
        assert word not in seen, word


@pytest.fixture(scope="module")
def office(stack: Stack) -> Iterator[PostOffice]:
    with post_office(stack) as standing:
        yield standing


def test_a_function_that_dies_after_the_mail_was_taken_makes_neither_two_nor_none(
    stack: Stack, clinic: Clinic, office: PostOffice
) -> None:
    conversation_id = waiting(stack, clinic, "Died in between")

    def die(pass_on: object) -> None:
        assert callable(pass_on)
        assert pass_on()[0] == 200
        assert workers.kill(stack, FUNCTION)

    office.fails(conversation_id, die)
    run(stack)
    assert len(mails_about(stack, conversation_id)) == 1
    wait_until(lambda: is_told(stack, conversation_id, "ada"), "the event of the mail did not count")
    run(stack)

    assert len(mails_about(stack, conversation_id)) == 1
    assert not office.faults


def test_a_throttled_run_loses_nothing_and_the_next_one_sends_one_mail(
    stack: Stack, clinic: Clinic, office: PostOffice
) -> None:
    conversation_id = waiting(stack, clinic, "Throttled")
    before = office.done
    office.fails(conversation_id, lambda _: THROTTLED)

    assert run(stack) is None
    assert run(stack) is None

    assert office.done == before + 1
    wait_until(lambda: bool(mails_about(stack, conversation_id)), "the mail is lost")
    assert run(stack) is None
    assert len(mails_about(stack, conversation_id)) == 1
