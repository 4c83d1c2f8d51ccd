"""What the functions are told: the environment, the version, tracing."""

import ast
import re
from typing import Any

import pytest

from chalicelib.door_settings import FACTOR_RULES
from infra.package import ROOT
from tests.infra.statements import PROOF

GIVEN_BY_LAMBDA = {"AWS_DEFAULT_REGION", "AWS_REGION"}
SERVERLESS = "AWS::Serverless::Function"
UNAWAITED = {"Archive", "CheckFile", "Digest", "EndCalls", "HandOver", "Migrate", "SealAudit", "SendPushes", "Settle"}
"""Nobody waits for their answer at the gateway."""


@pytest.fixture(scope="module")
def variables(template: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = template["Globals"]["Function"]["Environment"]["Variables"]
    return told


def test_every_setting_that_the_code_reads_is_told(variables: dict[str, Any]) -> None:
    sources = [ast.parse((ROOT / "chalicelib" / f"{name}.py").read_text()) for name in ("settings", "door_settings")]
    nodes = [node for source in sources for node in ast.walk(source) if isinstance(node, ast.Constant)]
    texts = {node.value for node in nodes if isinstance(node.value, str)}
    read = {text for text in texts if re.fullmatch(r"[A-Z][A-Z_]+", text)}
    assert len(read) > 10
    assert read - GIVEN_BY_LAMBDA - {"UTC", "SERVED", *FACTOR_RULES} <= {*variables, "EDGE_PROOF"}


def test_only_those_who_open_the_doors_are_told_anything_beside(resources: dict[str, Any]) -> None:
    beside = {
        name: found["Properties"]["Environment"]
        for name, found in resources.items()
        if found["Type"] == SERVERLESS and "Environment" in found["Properties"]
    }
    assert beside == {name: {"Variables": {"EDGE_PROOF": PROOF}} for name in ("APIHandler", "WebsocketConnect")}


def test_the_version_is_the_newest_of_the_changelog(variables: dict[str, Any]) -> None:
    newest = re.search(r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest is not None
    assert variables["VERSION"] == newest[1]


def test_traces_are_on_except_on_the_emulator(resources: dict[str, Any]) -> None:
    for name, found in resources.items():
        if found["Type"] == SERVERLESS:
            assert found["Properties"]["Tracing"] == {"Fn::If": ["Local", "PassThrough", "Active"]}, name
    assert resources["RestAPI"]["Properties"]["TracingEnabled"] == {"Fn::If": ["Local", False, True]}


def test_no_function_outlasts_what_waits_for_it(resources: dict[str, Any]) -> None:
    gateway_waits = 29
    for name, found in resources.items():
        if found["Type"] == SERVERLESS and name not in UNAWAITED:
            assert found["Properties"]["Timeout"] < gateway_waits, name
