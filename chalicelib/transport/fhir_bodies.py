"""What a FHIR bundle looks like from outside; its resources are checked against FHIR R4 itself."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from chalicelib.transport.bodies import Body
from chalicelib.transport.identifiers import Identifier

MOST_ENTRIES = 100


class Open(Body):
    """Whatever else FHIR knows may stand there too."""

    model_config = ConfigDict(extra="allow")


class FhirResource(Open):
    """A resource of FHIR R4, by the id that the directory is to know it by."""

    resourceType: Literal["Patient", "Practitioner", "CareTeam", "Appointment", "Invoice", "MedicationRequest"]
    id: Identifier


class FhirRequest(Open):
    """What to do with it: `PUT` to its type and id, on no condition."""

    method: Literal["PUT"]
    url: Annotated[str, StringConstraints(max_length=200)]
    ifMatch: None = None
    ifNoneMatch: None = None
    ifModifiedSince: None = None
    ifNoneExist: None = None


class FhirEntry(Open):
    """A resource, and what to do with it. `fullUrl`: how others in the bundle may refer to it."""

    fullUrl: Annotated[str, StringConstraints(max_length=500)] | None = None
    resource: FhirResource
    request: FhirRequest


class FhirBundle(Open):
    """A transaction of FHIR R4."""

    resourceType: Literal["Bundle"]
    type: Literal["transaction"]
    entry: Annotated[list[FhirEntry], Field(min_length=1, max_length=MOST_ENTRIES)]
