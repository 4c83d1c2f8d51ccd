"""Logs hold facts and ids; never words that people wrote, names, addresses or tickets."""

import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

import app
from chalicelib.observability import FunctionFailed, count, counted
from tests.unit.clinic import Clinic, ehr, new_message
from tests.unit.events import stream_records
from tests.unit.gateway import Gateway, connect, ticket
from tests.unit.heard import listening
from tests.unit.test_ending_calls import Context
from tests.unit.wire import Wire, cancelled, failure

WORDS = "Periwinkle"
SECRETS = (WORDS, "Ada", "Brook", "Quill", "Nora", "Stone", "mail.example", "clinic.example", "Medication")


@pytest.fixture
def everything_said(talk: Clinic, gateway: Gateway, wire: Wire, capsys: pytest.CaptureFixture[str]) -> str:
    """All that is printed while people talk, search, fail, are refused, and the gateway and the tables break."""
    with listening() as log:
        good = ticket(talk.nora)
        connect("noras-phone", good)
        connect("again", good)
        talk_and_fail(talk, wire)
        gateway.answers.update({"adas": 500, "noras": 410})
        talk.nora.post(f"{talk.topic_path}/messages", new_message(f"{WORDS} two"))
        talk.settle()
    said = log.getvalue() + capsys.readouterr().out
    assert good not in said
    return said


def talk_and_fail(talk: Clinic, wire: Wire) -> None:
    path = f"{talk.topic_path}/messages"
    talk.ada.post(path, new_message(WORDS))
    talk.nora.get(path)
    talk.bo.get(path)
    talk.nora.get(f"/patients?q={quote('Brook ' + WORDS)}")
    talk.ada.post(path, {"clientMessageId": "no", "text": WORDS, WORDS: 1})
    talk.ada.call("POST", path, f'{{"text": "{WORDS}'.encode())
    ehr().put("/directory/people/cy", {"role": "patient", "name": WORDS, "email": WORDS})
    wire.before("TransactWriteItems", lambda: cancelled("None", "ValidationError"))
    talk.ada.post(path, new_message(WORDS))
    wire.before("BatchGetItem", lambda: failure("AccessDeniedException", f"not {WORDS}"))
    talk.nora.get(path)
    wire.before("PutItem", lambda: failure("ValidationException", WORDS), table="Audit")
    talk.nora.get(path)
    wire.before("PutItem", lambda: failure("ValidationException", WORDS), table="Audit")
    app.settle({"Records": stream_records()}, None)


def test_no_words_and_no_names_are_logged(everything_said: str) -> None:
    assert [secret for secret in SECRETS if secret in everything_said] == []


def test_every_line_is_one_json_object_that_names_what_happened(everything_said: str) -> None:
    lines = [json.loads(line) for line in everything_said.splitlines() if '"level"' in line]

    assert {"unhandled", "record failed"} <= {line["message"] for line in lines}
    assert all(line["level"] in {"INFO", "WARNING", "ERROR"} for line in lines)


def test_a_function_that_fails_tells_lambda_of_the_kind_and_nothing_of_the_words(talk: Clinic, wire: Wire) -> None:
    wire.before("Query", lambda: failure("AccessDeniedException", f"not {WORDS}"))
    with listening() as log, pytest.raises(FunctionFailed) as raised:
        app.archive({}, Context())

    assert (WORDS in str(raised.value), raised.value.__context__) == (False, None)
    line = json.loads(next(line for line in log.getvalue().splitlines() if "function failed" in line))
    assert line["error"] == str(raised.value)
    assert any("/chalicelib/" in place for place in line["places"])
    assert WORDS not in log.getvalue()


def test_what_calls_at_once_count_is_published_once_each(capsys: pytest.CaptureFixture[str]) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _number: counted(None, lambda _event: count("FramesPushed")), range(400)))

    published = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sum(sum(line["FramesPushed"]) for line in published) == 400
