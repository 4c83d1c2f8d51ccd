"""The parts of `infra/template/`, read and put together into the template that Chalice merges with its own."""

import json
from pathlib import Path
from typing import Any

import yaml

from infra.dashboard import dashboard_body
from infra.edge_headers import response_headers_policy
from infra.firewall import logged, web_acl
from infra.refusals import gateway_responses
from infra.throttles import method_settings

PARTS = Path(__file__).parent / "template"


class Conflict(Exception):
    """Two parts say different things of the same place."""


class _PartLoader(yaml.SafeLoader):
    """YAML with CloudFormation's short forms, such as `!Ref Key`."""


def _long_form(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        raise Conflict(f"!{suffix} takes no mapping.")
    if suffix == "GetAtt":
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_PartLoader.add_multi_constructor("!", _long_form)


def merge_template() -> dict[str, Any]:
    """All parts as one, with what is made from tables rather than written out."""
    merged: dict[str, Any] = {}
    for path in sorted(PARTS.rglob("*.yaml")):
        _add(merged, read_part(path), path.name)
    resources = merged["Resources"]
    resources["SecurityHeaders"]["Properties"] = response_headers_policy()
    dashboard = resources["Dashboard"]["Properties"]
    dashboard["DashboardBody"] = dashboard_body(dashboard["DashboardBody"], resources)
    resources["RestAPI"]["Properties"]["MethodSettings"] = method_settings()
    resources["SignInFirewall"]["Properties"] = web_acl("sign-in", "REGIONAL")
    resources["SignInFirewallLogging"]["Properties"] = logged("SignInFirewall", "SignInFirewallLog")
    definition = resources["RestAPI"]["Properties"]["DefinitionBody"]
    definition["x-amazon-apigateway-gateway-responses"] = gateway_responses()
    return merged


def read_part(path: Path) -> dict[str, Any]:
    """One part with its short forms written out. Anchors become copies: each place can be changed alone."""
    return parsed(path.read_text())


def parsed(text: str) -> dict[str, Any]:
    """A template, or a part of one, from YAML or JSON."""
    part: dict[str, Any] = json.loads(json.dumps(yaml.load(text, _PartLoader)))
    return part


def _add(merged: dict[str, Any], part: dict[str, Any], source: str) -> None:
    for key, value in part.items():
        if key not in merged:
            merged[key] = value
        elif isinstance(merged[key], dict) and isinstance(value, dict):
            _add(merged[key], value, f"{source}: {key}")
        else:
            raise Conflict(f"{source} repeats {key}.")
