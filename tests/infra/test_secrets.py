"""Secrets stand in Secrets Manager, and nowhere else in the template."""

import json
import re
from typing import Any

from tests.infra.statements import PROOF

DYNAMIC = "{{resolve:"
SECRET_WORDS = re.compile(r"secret|password|token|proof|private", re.IGNORECASE)
NAMES = {"TurnSecretArn", "TurnSecretKeyArn", "VapidSecretArn", "VapidSecretKeyArn", "EdgeProofVersion"}
"""Parameters that name a secret or a version of one, and hold none."""
PLACES = {"TURN_SECRET_ARN", "VAPID_SECRET_ARN", "TOKEN_URL"}
"""Variables that say where one is."""


def test_no_parameter_is_a_secret(template: dict[str, Any]) -> None:
    for name, stated in template["Parameters"].items():
        assert "NoEcho" not in stated, f"{name}: name a secret by its ARN instead"
        assert name in NAMES or not SECRET_WORDS.search(name), name


def test_no_function_is_told_a_secret_but_the_proof_and_that_by_reference(template: dict[str, Any]) -> None:
    told = dict(template["Globals"]["Function"]["Environment"]["Variables"])
    for resource in template["Resources"].values():
        told |= resource.get("Properties", {}).get("Environment", {}).get("Variables", {})
    assert {name for name in told if SECRET_WORDS.search(name)} == {*PLACES, "EDGE_PROOF"}
    assert told["EDGE_PROOF"] == PROOF


def test_the_proof_is_made_by_secrets_manager_and_read_in_three_places(template: dict[str, Any]) -> None:
    made = template["Resources"]["EdgeProof"]["Properties"]
    assert "SecretString" not in made
    assert made["GenerateSecretString"]["PasswordLength"] >= 64
    readers = {name: json.dumps(resource).count(DYNAMIC) for name, resource in template["Resources"].items()}
    assert {name: count for name, count in readers.items() if count} == {
        "APIHandler": 1, "Distribution": 2, "WebsocketConnect": 1,
    }  # fmt: skip
    assert DYNAMIC not in json.dumps(template["Outputs"])
