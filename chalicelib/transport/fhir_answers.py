"""Shapes of what the route for FHIR answers."""

from typing import NotRequired, TypedDict


class FhirResponseShape(TypedDict):
    status: str
    location: str


class FhirAnsweredShape(TypedDict):
    response: FhirResponseShape


class FhirTransactionShape(TypedDict):
    resourceType: str
    type: str
    entry: list[FhirAnsweredShape]


class FhirIssueShape(TypedDict):
    severity: str
    code: str
    diagnostics: str
    expression: NotRequired[list[str]]


class FhirOutcomeShape(TypedDict):
    resourceType: str
    issue: list[FhirIssueShape]
