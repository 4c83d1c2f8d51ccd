"""What may stand in a tenant's file: settings of its own and, name by name, the parameters of the template.

The parameter `ClinicName` is the setting `clinic_name`; its default, limits and meaning are the template's.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, create_model

from infra.deploy.forms import FORMS
from infra.deploy.rules import part

NOT_SETTINGS = {
    "IsLocal": "the tool knows whether it speaks to AWS or to an emulator",
    "PortalOrigin": "on AWS it follows from portal_domain",
    "SocketUrl": "on AWS it follows from portal_domain",
    "EmulatorUrl": "it is the ENDPOINT that was given",
}
"""Parameters that no tenant chooses, and why."""


@dataclass(frozen=True)
class Setting:
    """`parameter`: its name in the template, empty for what only the tool needs. `limits`: as in the template."""

    name: str
    meaning: str
    parameter: str = ""
    default: str = ""
    is_required: bool = False
    limits: dict[str, Any] = field(default_factory=dict)

    @property
    def takes_lists(self) -> bool:
        return "omma-separated" in self.meaning


OWN = (
    Setting(
        "account",
        "Number of the tenant's AWS account; nothing is done in any other.",
        is_required=True,
        limits={"AllowedPattern": "^[0-9]{12}$"},
    ),
    Setting("region", "AWS region of everything, such as eu-central-1.", is_required=True),
    Setting(
        "stack",
        "Name of the CloudFormation stack, unique in account and region.",
        default="clinic-messaging",
        limits={"AllowedPattern": "^[a-z][a-z0-9-]{1,24}$"},
    ),
    Setting("profile", "Profile of ~/.aws/config by which to sign in. Empty takes what the AWS tools would take."),
)


@cache
def all_settings() -> dict[str, Setting]:
    """Every setting by its name."""
    stated: dict[str, dict[str, Any]] = part()["Parameters"]
    taken = [from_parameter(name, each) for name, each in stated.items() if name not in NOT_SETTINGS]
    return {setting.name: setting for setting in (*OWN, *taken)}


def from_parameter(name: str, stated: dict[str, Any]) -> Setting:
    meaning = stated["Description"]
    is_required = name == "ClinicName" or "Required on AWS" in meaning
    return Setting(setting_name(name), meaning, name, str(stated["Default"]), is_required, stated)


def setting_name(parameter: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", parameter).lower()


@cache
def model() -> type[BaseModel]:
    """The settings as a pydantic model: every value a text that is within its limits, no other names."""
    fields: dict[str, Any] = {
        name: (
            Annotated[str, AfterValidator(partial(within, setting)), BeforeValidator(partial(joined, setting))],
            ... if setting.is_required else setting.default,
        )
        for name, setting in all_settings().items()
    }
    made: type[BaseModel] = create_model("Settings", __config__=ConfigDict(extra="forbid", frozen=True), **fields)
    return made


def joined(setting: Setting, value: str | list[str]) -> str:
    if not isinstance(value, str) and not setting.takes_lists:
        raise ValueError("Give one value, not a list.")
    if isinstance(value, str) and not setting.takes_lists:
        return value.strip()
    parts = value.split(",") if isinstance(value, str) else value
    return ",".join(each.strip() for each in parts)


def within(setting: Setting, value: str) -> str:
    """The value as the template takes it; ValueError says what would be right."""
    for limit, check in LIMITS.items():
        if limit in setting.limits:
            value = within_one(setting, limit, check, value)
    problem = FORMS[setting.name](value) if value and setting.name in FORMS else None
    if problem:
        raise ValueError(problem)
    return value


def within_one(setting: Setting, limit: str, check: Callable[[str, Any], str], value: str) -> str:
    """The template's own words on what would be right, where it has some."""
    try:
        return check(value, setting.limits[limit])
    except ValueError as wrong:
        raise ValueError(setting.limits.get("ConstraintDescription") or str(wrong)) from wrong


def one_of(value: str, allowed: list[object]) -> str:
    texts = [str(each) for each in allowed]
    meant = {"yes": ("true", "ON"), "on": ("true", "ON"), "no": ("false", "OFF"), "off": ("false", "OFF")}
    for text in texts:
        if value.lower() == text.lower() or text in meant.get(value.lower(), ()):
            return text
    raise ValueError(f"Give one of {', '.join(text for text in texts if text)}.")


def matching(value: str, pattern: str) -> str:
    if not re.search(pattern, value):
        raise ValueError(f"It must have the form {pattern}")
    return value


def number(value: str, limit: float, fits: Callable[[float, float], bool], word: str) -> str:
    if not re.fullmatch(r"\d+", value) or not fits(int(value), limit):
        raise ValueError(f"Give a whole number of {word} {limit}.")
    return value


def length(value: str, limit: int, fits: Callable[[float, float], bool], word: str) -> str:
    if not fits(len(value), limit):
        raise ValueError(f"Give {word} {limit} characters.")
    return value


def at_least(value: float, limit: float) -> bool:
    return value >= limit


def at_most(value: float, limit: float) -> bool:
    return value <= limit


LIMITS: dict[str, Callable[[str, Any], str]] = {
    "AllowedValues": one_of,
    "AllowedPattern": matching,
    "MinValue": partial(number, fits=at_least, word="at least"),
    "MaxValue": partial(number, fits=at_most, word="at most"),
    "MinLength": partial(length, fits=at_least, word="at least"),
    "MaxLength": partial(length, fits=at_most, word="at most"),
}
