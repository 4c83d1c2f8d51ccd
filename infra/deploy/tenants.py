"""The tenants: one small file each in `infra/tenants/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from infra.deploy import rules
from infra.deploy.forms import nearest
from infra.deploy.reading import Entry, entries_of
from infra.deploy.settings import NOT_SETTINGS, all_settings, model, setting_name
from infra.local.settings import ROOT
from infra.local.steps import Failure

FOLDER = ROOT / "infra" / "tenants"
EXAMPLE = "example"
PAGE = "docs/settings.md lists all settings."


@dataclass(frozen=True)
class Tenant:
    """One installation. `parameters` are the template's, all that a tenant may choose, defaults included."""

    name: str
    account: str
    region: str
    stack: str
    profile: str
    parameters: Mapping[str, str]

    @property
    def release_bucket(self) -> str:
        """Where templates and archives go. Names of buckets are unique in the world, so it names the account."""
        return f"{self.stack}-releases-{self.account}-{self.region}"


def names(folder: Path = FOLDER) -> list[str]:
    """All but the example."""
    return sorted(path.stem for path in folder.glob("*.yaml") if path.stem != EXAMPLE)


def load(name: str, folder: Path = FOLDER) -> Tenant:
    """The tenant of that name; Failure tells everything that is wrong in its file at once."""
    path = folder / f"{name}.yaml"
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,30}", name) or not path.is_file():
        known = names(folder)
        raise Failure(
            f"There is no tenant {name!r}.{nearest(name, known)} Tenants here: {', '.join(known) or 'none yet'}. "
            f"For a new one copy infra/tenants/{EXAMPLE}.yaml to infra/tenants/<name>.yaml "
            "(a name in lower case, digits and dashes) and fill it in."
        )
    return parsed(name, path.read_text(), f"infra/tenants/{path.name}")


def parsed(name: str, text: str, file: str) -> Tenant:
    """What a file's text says."""
    entries = entries_of(text, file)
    try:
        settings = model().model_validate({name: entry.value for name, entry in entries.items()}).model_dump()
    except ValidationError as wrong:
        told = [problem(str(each["loc"][0]), each["type"], each["msg"], entries, file) for each in wrong.errors()]
        raise Failure("\n".join([*sorted(told), PAGE])) from wrong
    parameters = {each.parameter: settings[each.name] for each in all_settings().values() if each.parameter}
    if broken := rules.broken(parameters, settings["region"]):
        raise Failure("\n".join([*(f"{file}: {in_settings(text)}" for text in broken), PAGE]))
    return Tenant(name, settings["account"], settings["region"], settings["stack"], settings["profile"], parameters)


def problem(name: str, kind: str, message: str, entries: Mapping[str, Entry], file: str) -> str:
    """One line: where, what is wrong, what to do."""
    if kind == "missing":
        return f"{file}: {name} is missing. Add a line `{name}: …`. {all_settings()[name].meaning}"
    where = f"{file}:{entries[name].line}: {name}"
    if kind != "extra_forbidden":
        return f"{where}: {entries[name].value!r} does not do. {message.removeprefix('Value error, ')}"
    reasons = {setting_name(parameter): reason for parameter, reason in NOT_SETTINGS.items()}
    if name in reasons:
        return f"{where} is not for tenants to set: {reasons[name]}. Take the line out."
    return f"{where} is no setting.{nearest(setting_name(name), all_settings())}"


def in_settings(text: str) -> str:
    """A sentence of the template with its parameters under the names that they have in a tenant's file."""
    for setting in all_settings().values():
        if setting.parameter:
            text = re.sub(rf"\b{setting.parameter}\b", setting.name, text)
    return text
