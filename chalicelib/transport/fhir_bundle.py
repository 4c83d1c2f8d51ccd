"""Reading a FHIR bundle: each resource held against FHIR R4, then against what the directory's own routes take."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from chalicelib.domain.errors import Invalid
from chalicelib.domain.importing import ItemWanted, PersonWanted, TeamWanted, Wanted
from chalicelib.domain.item import Fault
from chalicelib.domain.person import Given, Role
from chalicelib.transport.bodies import DirectoryCareTeam, DirectoryPerson
from chalicelib.transport.checking import checked, field_of
from chalicelib.transport.fhir_bodies import FhirBundle
from chalicelib.transport.fhir_items import ITEM_BODIES, item_from
from chalicelib.transport.fhir_mapping import MAPPERS, STATUSES, Content
from chalicelib.transport.fhir_modifiers import changed_in_meaning
from chalicelib.transport.fhir_places import places_of
from chalicelib.transport.identifiers import ID

RELATIVE = re.compile(r"[A-Za-z]+/" + ID.pattern)
TWINS = {"Patient": "Practitioner", "Practitioner": "Patient"}
MEND = "Nothing was taken in. Mend these places and send the bundle again."


@dataclass(slots=True)
class Reading:
    """A bundle while it is read. `urls`: what each `fullUrl` stands for, as `Patient/p1`."""

    urls: dict[str, str] = field(default_factory=dict)
    people: list[PersonWanted] = field(default_factory=list)
    teams: list[TeamWanted] = field(default_factory=list)
    items: list[ItemWanted] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def name(self, url: str, name: str, at: str) -> None:
        """Let an address stand for an entry, if it does not stand for another one."""
        if self.urls.get(url, name) != name or (RELATIVE.fullmatch(url) and url != name):
            self.faults.append((at, "stands for another entry"))
        self.urls[url] = name

    def refer(self, reference: Any, kind: str) -> str | None:
        """The id that a reference names, if that is a resource of this kind."""
        target = (reference and reference.reference) or ""
        target = self.urls.get(target, target).partition("/_history/")[0]
        found = re.fullmatch(rf"(?:https?://.+/)?{kind}/({ID.pattern})", target)
        return found[1] if found else None

    def take(self, at: str, kind: str, resource: Any) -> None:
        """Add what the resource wants, or what is wrong with it."""
        content = MAPPERS[kind](resource, self.refer)
        places = places_of(kind, at)
        missing = list(without_meaning(kind, resource, content, places))
        if kind == "CareTeam":
            missing += self.strangers(resource, at)
        if missing:
            self.faults += missing
            return
        try:
            self.add(kind, resource, {name: value for name, value in content.items() if value is not None}, places)
        except Invalid as error:
            self.faults += [(place(places, name), message) for name, message in error.errors]

    def add(self, kind: str, resource: Any, content: Content, places: Mapping[str, str]) -> None:
        """Hold the content against the model of the directory's own route."""
        if kind in ITEM_BODIES:
            item = item_from(kind, resource.id, checked(ITEM_BODIES[kind], content), resource.status)
            self.items.append(ItemWanted(places, item))
        elif kind == "CareTeam":
            patients = frozenset(content.pop("patients"))
            team = checked(DirectoryCareTeam, content)
            serves_all, members = content.get("servesAll"), frozenset(team.members)
            is_active = resource.status == "active"
            self.teams.append(TeamWanted(places, resource.id, team.name, serves_all, members, patients, is_active))
        else:
            self.people.append(person_from(resource, content, places, is_patient=kind == "Patient"))

    def strangers(self, resource: Any, at: str) -> Iterator[Fault]:
        """Members of a care team who are neither practitioners nor patients."""
        for number, each in enumerate(resource.participant or ()):
            if not (self.refer(each.member, "Practitioner") or self.refer(each.member, "Patient")):
                yield f"{at}.participant[{number}].member", "must refer to a Practitioner or a Patient"


def read(content: object) -> tuple[Wanted, list[str]]:
    """What a bundle wants, and its entries as `Patient/p1`. Raises `Invalid`, whose fields are FHIRPath expressions."""
    try:
        bundle = checked(FhirBundle, content)
    except Invalid as error:
        raise Invalid(MEND, [(expression(name), message) for name, message in error.errors]) from None
    reading = Reading()
    names = [f"{entry.resource.resourceType}/{entry.resource.id}" for entry in bundle.entry]
    for number, (entry, name) in enumerate(zip(bundle.entry, names, strict=True)):
        reading.name(entry.fullUrl or name, name, f"Bundle.entry[{number}].fullUrl")
        if entry.request.url != name:
            reading.faults.append((f"Bundle.entry[{number}].request.url", f"must be {name}"))
        if name in names[:number] or twin(name) in names[:number]:
            reading.faults.append((f"Bundle.entry[{number}].resource.id", "stands in the bundle already"))
    resources = [resource_of(number, entry.resource.model_dump(), reading) for number, entry in enumerate(bundle.entry)]
    for number, resource in enumerate(resources):
        if resource is not None:
            reading.take(f"Bundle.entry[{number}].resource", names[number].partition("/")[0], resource)
    if reading.faults:
        raise Invalid(MEND, reading.faults)
    return Wanted(tuple(reading.people), tuple(reading.teams), tuple(reading.items)), names


def twin(name: str) -> str:
    """Patients and practitioners share their ids: they are all people here."""
    kind, _, identifier = name.partition("/")
    return f"{TWINS.get(kind, kind)}/{identifier}"


def resource_of(number: int, content: dict[str, Any], reading: Reading) -> Any:
    """The resource as the FHIR library has it; None, with its faults noted, if FHIR does not allow it."""
    from fhir.resources.R4B import get_fhir_model_class  # half a second, which only those who send FHIR wait for

    at = f"Bundle.entry[{number}].resource"
    try:
        return get_fhir_model_class(content["resourceType"]).model_validate(content)
    except ValidationError as error:
        for fault in error.errors(include_input=False, include_url=False):
            reading.faults.append((expression(field_of(fault), at), fault["msg"]))
    except (KeyError, RecursionError):  # the library's own, for what is contained
        reading.faults.append((at, "is nested too deep, or contains a resource of a kind that is not known"))
    return None


def expression(name: str, at: str = "Bundle") -> str:
    """A field such as `entry.0.resource` as FHIRPath has it."""
    return at if name == "body" else f"{at}." + re.sub(r"[.]([0-9]+)(?=[.]|$)", r"[\1]", name)


def place(places: Mapping[str, str], name: str) -> str:
    """Where the bundle says what a field of our own says; `amount.value` goes to where its `amount` comes from."""
    return places.get(name) or places.get(name.partition(".")[0]) or places["id"]


def without_meaning(kind: str, resource: Any, content: Content, places: Mapping[str, str]) -> Iterator[Fault]:
    """What FHIR allows and the directory has no use for, or does not understand."""
    yield from changed_in_meaning(kind, resource, places["id"].removesuffix(".id"))
    if "status" in content and content["status"] is None:
        yield places["status"], f"{resource.status} is not taken, only: {', '.join(STATUSES[kind])}"
    for name, who in (("patientId", "Patient"), ("providerId", "Practitioner")):
        if name in content and content[name] is None:
            yield places[name], f"must refer to one {who}, and to no other"


def person_from(resource: Any, content: Content, places: Mapping[str, str], *, is_patient: bool) -> PersonWanted:
    wanted = checked(DirectoryPerson, {"role": "provider", **content})
    return PersonWanted(
        places,
        resource.id,
        is_patient,
        wanted.name,
        role=Role(wanted.role) if "role" in content else None,
        title=wanted.title,
        email=wanted.email,
        portal_account=content.get("portalAccount"),
        given=Given(wanted.chatOptIn, wanted.locale, wanted.timeZone),
        care_team_ids=frozenset(wanted.careTeams) if "careTeams" in content else None,
        is_active=resource.active is True,
    )
