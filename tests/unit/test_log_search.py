"""The search of the logs finds what it is there for, and takes nothing else for it."""

import json

import pytest

from tests.log_search.said import Said, of_rows
from tests.log_search.searching import search

ROWS = [
    {"PK": "PERSON#nora", "SK": "PERSON", "name": "Nora Quill", "title": "Nurse", "email": "nora@clinic.example"},
    {"PK": "TEAM#desk", "SK": "TEAM", "name": "Front desk", "members": '["nora"]'},
    {"PK": "PERSON#tram", "SK": "PERSON", "name": "Nguyễn 静雯", "role": "patient"},
    {
        "PK": "CONV#c1",
        "SK": "MSG#1",
        "senderId": "nora",
        "senderName": "Nora Quill",
        "text": "Tablets before breakfast?",
    },
    {"PK": "CONV#c1", "SK": "HEAD", "topic": "Message", "lastMessage": '{"text": "Zebra stripes", "seq": 4}'},
    {"PK": "FILES#c1", "SK": "FILE#f1", "fileName": "x-ray of my knee.pdf"},
    {"PK": "SEARCH#TEAM#desk", "SK": "breakfast#c1", "words": {"breakfast"}},
]
"""Rows as the records hold them. Nora is a name and, in small letters, an id."""


def found(line: str, said: Said | None = None) -> list[str]:
    return [what for what, _ in search("here", ["START RequestId: 1", line], said or of_rows(ROWS)).found]


@pytest.mark.parametrize(
    ("line", "whats"),
    [
        ("no Quill here", ["Quill"]),
        ("ValueError: not Quill", ["Quill"]),
        ("by Nora", ["Nora"]),
        ('{"detail": "for the Front desk"}', ["Front desk"]),
        ("key SEARCH: breakfast#c1", ["breakfast"]),
        ("of the Tablets", ["Tablets"]),
        (json.dumps({"who": "Nguyễn"}), ["Nguyễn"]),
        ("静雯", ["静雯"]),
        ("GET /patients?q=Nora+Quill%20knee", ["Nora", "Quill", "knee"]),
        ("to nora@clinic.example:", ["nora@clinic.example"]),
        ('"Zebra', ["Zebra"]),
        ('filename="x-ray of my knee.pdf"', ["knee"]),
    ],
)
def test_what_people_are_called_and_what_they_wrote_is_found_however_it_is_written(line: str, whats: list[str]) -> None:
    assert found(line) == whats


@pytest.mark.parametrize(
    "line",
    [
        '{"message": "message sent", "conversation_id": "c1", "person_id": "nora"}',
        '{"error": "KeyError", "role": "patient", "places": ["/home/Quill/chalicelib/usecases/messages.py:82"]}',
        "REPORT RequestId: 8a2d-face Billed Duration: 3 ms Memory Size: 512 MB",
        '  File "/home/Quill/x.py", line 7, in tablets',
        "During handling of the above exception, another exception occurred:",
        "Quilling, norad, FrontDesk, zebras",
    ],
)
def test_ids_our_own_words_and_parts_of_longer_ones_are_not_taken_for_them(line: str) -> None:
    assert found(line) == []


def test_what_was_typed_and_never_kept_is_found_too() -> None:
    said = Said()
    said.note_path("/patients?q=Periwinkle&limit=5")
    said.note({"clientMessageId": "Aquamarine-1", "message": {"text": "Turquoise", "name": [{"family": "Ochre"}]}})
    assert found("Periwinkle Turquoise Ochre Aquamarine limit", said) == ["Ochre", "Periwinkle", "Turquoise"]


def test_it_tells_how_much_was_searched_for_what() -> None:
    searched = search("here", ["one", "two", "two"], of_rows(ROWS))
    assert searched.lines == 3
    assert {"Quill", "breakfast"} <= searched.words.telling
    assert searched.words.wholes == {"Front desk"}
    assert searched.words.passed_over == {"Message"}
    assert searched.summary().startswith("here: 3 lines, 0 with what people said (")
