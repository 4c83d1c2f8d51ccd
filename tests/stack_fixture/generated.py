"""Requests made from the OpenAPI document: as it allows them, and against it."""

from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis import Case, Config, GenerationMode
from schemathesis.schemas import APIOperation

from chalicelib.transport.openapi import document
from tests.stack_fixture.stage import Stage

BY_OURSELVES = {
    "with-security-parameters": False,  # the callers bring their tokens
    "allow-extra-parameters": False,  # the API passes over a query that it does not know
}
OPERATIONS: dict[str, APIOperation[Any, Any, Any, Any]] = {
    found.ok().definition.raw["operationId"]: found.ok()
    for found in schemathesis.openapi.from_dict(
        document(), config=Config.from_dict({"generation": BY_OURSELVES})
    ).get_all_operations()
}
POSITIVE, NEGATIVE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
ITEM_IDS = ("appointment_id", "invoice_id", "prescription_id")
NEW = dict.fromkeys(("person_id", "care_team_id", "case_id", *ITEM_IDS), "unheard-of")
"""Where requests may write in the directory: whoever is in the clinic stays there."""


def has_input(operation: APIOperation[Any, Any, Any, Any]) -> bool:
    """Whether there is anything about a request that can be wrong."""
    return bool(operation.body or operation.query or operation.path_parameters)


def cases(name: str, stage: Stage, mode: GenerationMode) -> st.SearchStrategy[Case]:
    """Requests of one kind: at ids that are there, and at made-up ones; bodies of any content, and of the clinic's."""
    operation = OPERATIONS[name]
    made = operation.as_strategy(mode)
    ids = known_ids(operation, stage)
    if ids and (mode is POSITIVE or operation.body or operation.query):
        there = operation.as_strategy(mode, path_parameters=ids)
        made = st.one_of(there, there, made)
    if mode is POSITIVE and name in OVERLAYS:
        return st.builds(laid_over, made, st.sampled_from([{}, *OVERLAYS[name]]))
    return made


def known_ids(operation: APIOperation[Any, Any, Any, Any], stage: Stage) -> dict[str, str]:
    there = {
        "conversation_id": stage.conversation_id,
        "seq": "1",
        "attachment_id": stage.attachment_id,
        "step_up_id": "never-begun",
        "enrolment_id": "never-begun",
        "token": "never-made",
        "patient_id": "fay",
        "person_id": "fay",
        "care_team_id": "sleep",
        "case_id": "apnea",
        **dict.fromkeys(ITEM_IDS, "night"),
    }
    if operation.path.startswith("/directory/") and operation.method != "get":
        there |= NEW
    return {parameter.name: there[parameter.name] for parameter in operation.path_parameters}


def laid_over(case: Case, overlay: dict[str, Any]) -> Case:
    """The request, with these fields in its body, and those of its message in that."""
    message = {"message": case.body["message"] | overlay["message"]} if "message" in overlay else {}
    case.body = case.body | overlay | message
    return case


ELSE = {
    **{"topic": None, "careTeamId": None, "patientId": None, "providerId": None, "caseId": None},
    "message": {"correctionOf": None, "card": None},
}
OVERLAYS: dict[str, list[dict[str, Any]]] = {
    "startConversation": [
        {**ELSE, "kind": "topic", "topic": "Dreams", "careTeamId": "sleep", "patientId": "fay"},
        {**ELSE, "kind": "topic", "topic": "Naps", "careTeamId": "sleep"},
        {**ELSE, "kind": "direct", "providerId": "gil"},
        {**ELSE, "kind": "direct", "patientId": "fay"},
        {**ELSE, "kind": "case", "caseId": "apnea"},
    ],
    "sendMessage": [
        {"correctionOf": None, "card": None},
        {"correctionOf": 1, "card": None},
        {"correctionOf": None, "card": {"type": "rx", "id": "night"}},
    ],
    "addAttachment": [{"fileName": "scan.pdf", "contentType": "application/pdf", "size": 9}],
    "moveReadMarker": [{"seq": 0}, {"seq": 1}],
    "preferConversation": [{"pinned": True}, {"muted": False}],
    "putPerson": [{"careTeams": []}, {"role": "patient", "careTeams": ["sleep"]}],
    "putCareTeam": [{"members": []}, {"members": ["hal"]}],
    "putAppointment": [{"patientId": "fay", "providerId": "hal"}],
    "putInvoice": [{"patientId": "fay"}],
    "putPrescription": [{"patientId": "fay"}],
    "putCase": [{"patientId": "fay", "requesterId": "hal", "providerId": "gil"}],
}
"""What makes bodies reach further than to their first refusal."""
