"""Bodies that are not what a route takes: each is refused with the field that is wrong, and nothing is stored."""

import json

import pytest

from tests.unit.clinic import Answer, Clinic
from tests.unit.problems import assert_problem
from tests.unit.routes import WITH_BODY, Door


def sent(clinic: Clinic, door: Door, content: object, **headers: str) -> Answer:
    identifier = clinic.topic_id if door.of == "conversation" else "somebody-new"
    return getattr(clinic, door.guest).call(door.method, door.at(identifier), content, **headers)


MALFORMED: dict[str, bytes] = {
    "nothing": b"",
    "half an object": b'{"text": "a',
    "trailing words": b'{"text": "a"} and more',
    "single quotes": b"{'text': 'a'}",
    "a comment": b'{"text": "a" /* hm */}',
    "not a number": b'{"seq": NaN, "text": NaN}',
    "infinity": b'{"seq": -Infinity}',
    "invalid UTF-8": b'{"text": "\xff\xfe\xfa"}',
    "UTF-16": '{"text": "a"}'.encode("utf-16"),
    "a NUL": b'{"text": "a"}\0',
    "a raw control character": b'{"text": "a\x01"}',
    "nested 100,000 deep": b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "nested objects": b'{"text":' * 5_000 + b"1" + b"}" * 5_000,
    "a field twice": b'{"text": "a", "text": "b"}',
    "a nested field twice": b'{"message": {"text": "a", "text": "b"}}',
    "a number of 5,000 digits": b'{"seq": ' + b"9" * 5_000 + b"}",
}


@pytest.mark.parametrize("raw", MALFORMED.values(), ids=MALFORMED)
def test_what_is_no_json_object_is_refused_everywhere(untouched: Clinic, raw: bytes) -> None:
    for door in WITH_BODY:
        assert_problem(sent(untouched, door, raw), 400, "INVALID")


@pytest.mark.parametrize("content", ["text", 1, True, [], [{}], "null"], ids=repr)
def test_what_is_json_but_no_object_is_refused_everywhere(untouched: Clinic, content: object) -> None:
    for door in WITH_BODY:
        raw = b"null" if content == "null" else json.dumps(content).encode()
        refused = sent(untouched, door, raw)
        assert_problem(refused, 400, "INVALID")
        assert [error["field"] for error in refused["errors"]] == ["body"]


@pytest.mark.parametrize("field", ["isAdmin", "__proto__", "Text", "text ", "\ud800", "x" * 10_000, "", "a\0b"])
def test_unknown_fields_are_refused_everywhere(untouched: Clinic, field: str) -> None:
    for door in WITH_BODY:
        refused = sent(untouched, door, {**door.content, field: 1})
        assert_problem(refused, 400, "INVALID")
        refused.text.encode()
        assert len(refused.text) < 2_000


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", "application/jsonp", "*/*"])
def test_other_content_types_are_refused_everywhere(untouched: Clinic, kind: str) -> None:
    for door in WITH_BODY:
        assert_problem(sent(untouched, door, door.content, **{"Content-Type": kind}), 415, "UNSUPPORTED_MEDIA_TYPE")


def test_too_large_bodies_are_refused_everywhere(untouched: Clinic) -> None:
    for door in WITH_BODY:
        raw = json.dumps(door.content)[:-1].encode() + b" " * 262_144 + b"}"
        assert_problem(sent(untouched, door, raw), 413, "TOO_LARGE")


def test_other_encodings_than_utf_8_are_refused(untouched: Clinic) -> None:
    for door in WITH_BODY:
        for encoding in ("utf-16", "utf-32", "utf-8-sig"):
            assert_problem(sent(untouched, door, json.dumps(door.content).encode(encoding)), 400, "INVALID")


def test_an_answer_names_only_some_of_very_many_mistakes(untouched: Clinic) -> None:
    for door in WITH_BODY:
        refused = sent(untouched, door, {**door.content, **{f"field{n}": n for n in range(5_000)}})
        assert_problem(refused, 400, "INVALID")
        assert len(refused["errors"]) <= 20
