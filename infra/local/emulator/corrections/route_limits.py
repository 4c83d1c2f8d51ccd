"""A stage's limits for one route alone are never found: their path stays written as CloudFormation wants it."""

from typing import Any

from ministack.services.cloudformation import provisioners


def apply() -> None:
    plain = provisioners._apigw_method_settings

    def method_settings(raw: Any) -> Any:
        return plain([decoded(each) for each in raw] if isinstance(raw, list) else raw)

    provisioners._apigw_method_settings = method_settings


def decoded(setting: Any) -> Any:
    """`/~1me~1sessions` is the route `/me/sessions`."""
    path = setting.get("ResourcePath", "") if isinstance(setting, dict) else ""
    return {**setting, "ResourcePath": path[1:].replace("~1", "/")} if path.startswith("/~1") else setting
