"""The AsyncAPI document says what goes over the socket: no action and no event more or less."""

import ast
from pathlib import Path
from typing import Any

import chalicelib
from chalicelib.transport import socket
from chalicelib.transport.asyncapi import document
from chalicelib.transport.events import ACTIONS, EVENTS

DOCUMENT = document()
NAMED_AT = {"frame": 0, "reply": 1}
"""Which argument of the functions that make frames is the event's name."""


def events_in_the_code() -> set[str]:
    sources = Path(chalicelib.__file__).parent.rglob("*.py")
    calls = [node for path in sources for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    named = [(call, getattr(call.func, "attr", getattr(call.func, "id", ""))) for call in calls]
    names = [call.args[NAMED_AT[name]] for call, name in named if name in NAMED_AT and call.args]
    return {str(name.value) for name in names if isinstance(name, ast.Constant)}


def test_every_event_that_the_code_sends_is_documented_and_no_other() -> None:
    assert set(EVENTS) == events_in_the_code()


def test_every_action_that_the_code_understands_is_documented_and_no_other() -> None:
    assert set(ACTIONS) == set(socket.ACTIONS)


def test_every_reference_leads_somewhere() -> None:
    def references(part: Any) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            return own + [found for value in part.values() for found in references(value)]
        return [found for value in part for found in references(value)] if isinstance(part, list) else []

    for reference in references(DOCUMENT):
        place = DOCUMENT
        for name in reference.removeprefix("#/").split("/"):
            place = place[name]
