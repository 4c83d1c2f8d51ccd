"""The OpenAPI 3.1 document, made from the models and shapes that the code itself uses."""

import re
from collections import defaultdict
from typing import Any

from pydantic.json_schema import models_json_schema

from chalicelib.domain import errors
from chalicelib.domain.door_errors import AdminElsewhere, NotByPortal
from chalicelib.domain.errors import DomainError
from chalicelib.domain.factor_errors import SecondFactorRequired
from chalicelib.transport import answers
from chalicelib.transport.http import STATUSES, TITLES
from chalicelib.transport.identifiers import UUID
from chalicelib.transport.operation import IDENTIFIER, QUERY, Operation
from chalicelib.transport.operations import OPERATIONS
from chalicelib.transport.schemas import Schema, Schemas

REFERENCE = "#/components/schemas/{model}"
HEADERS = {
    "X-Request-Id": {"description": "Names this request.", "schema": {"type": "string"}},
    "X-Record-Id": {
        "description": "Which record this is from. Another than before: an earlier state was restored, load all anew.",
        "schema": {"type": "string"},
    },
    "Cache-Control": {"description": "Answers are never kept.", "schema": {"const": "no-store"}},
    "X-Next-Cursor": {"description": "With CSV: the cursor of the next page, if any.", "schema": {"type": "string"}},
    "X-Next-After": {
        "description": "If there is more: after which entry the next file begins, to be asked for by `after`.",
        "schema": {"type": "integer", "minimum": 1},
    },
    "Content-Disposition": {"description": "Under what name to save it.", "schema": {"type": "string"}},
    "Retry-After": {"description": "Seconds to wait before trying again.", "schema": {"type": "integer"}},
    "WWW-Authenticate": {
        "description": "What would help: a good token or, with STEP_UP_NEEDED, a fresh sign-in (RFC 9470).",
        "schema": {"type": "string"},
    },
}
NAME_IN_HEADER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "Names what is made: sent again under the same name, it is made once.",
    "schema": {"type": "string", "format": "uuid", "pattern": UUID},
}
FILES: dict[str, Schema] = {"application/fhir+json": {"type": "object"}, "text/html": {"type": "string"}}
"""What a file of such a type is to a program."""
ANYWHERE = {403: NotByPortal.code, 429: "TOO_MANY_REQUESTS", 500: "INTERNAL", 503: "BUSY"}
"""What every route may say, or the gateway for it."""
DESCRIPTION = """\
Patients and their clinic write to each other. JSON in UTF-8 with camelCase names; times in RFC 3339, UTC, with
milliseconds. Errors are problem details (RFC 9457) with a stable `code`. Unknown fields in a body are refused.
Answers may gain fields."""


def document() -> dict[str, Any]:
    """The document as `GET /openapi.json` gives it."""
    schemas = Schemas()
    schemas.named.update(body_schemas())
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for (method, path), operation in OPERATIONS.items():
        paths[path][method.lower()] = described(operation, path, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Clinic Messaging", "version": "1", "description": DESCRIPTION},
        "servers": [{"url": "/v1"}],
        "paths": dict(paths),
        "components": {
            "schemas": dict(sorted(schemas.named.items())),
            "headers": HEADERS,
            "securitySchemes": {
                "accessToken": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "An access token of the clinic's user pool with one of the scopes that are named.",
                }
            },
        },
    }


def body_schemas() -> dict[str, Schema]:
    models = {operation.body for operation in OPERATIONS.values() if operation.body}
    wanted = [(model, "validation") for model in sorted(models, key=lambda model: model.__name__)]
    _, made = models_json_schema(wanted, ref_template=REFERENCE)  # type: ignore[arg-type]
    found: dict[str, Schema] = made["$defs"]
    return found


def described(operation: Operation, path: str, schemas: Schemas) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": operation.id,
        "tags": [path.split("/")[1].partition(".")[0]],
        "summary": operation.summary,
        "description": f"For: {operation.who}",
        "parameters": parameters(operation, path),
        "responses": {
            **{str(status): success(status, shape, schemas, operation) for status, shape in operation.answers.items()},
            **{str(status): refused(status, codes, schemas) for status, codes in refusals(operation).items()},
        },
        "security": [{"accessToken": [scope]} for scope in operation.scopes],
    }
    if operation.body:
        schema = {"$ref": REFERENCE.format(model=operation.body.__name__)}
        said["requestBody"] = {"required": True, "content": {operation.content_type: {"schema": schema}}}
    if operation.outcome:
        schema = schemas.reference(operation.outcome)
        said["responses"]["400"]["content"] = {operation.content_type: {"schema": schema}}
    return said


def parameters(operation: Operation, path: str) -> list[dict[str, Any]]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": IDENTIFIER} for name in re.findall(r"{(\w+)}", path)
    ]
    in_header = [NAME_IN_HEADER] if operation.is_named_by_header else []
    in_query: list[dict[str, Any]] = [
        {"name": parameter(name), "in": "query", **QUERY[name]} for name in operation.query
    ]
    for asked in in_query:
        if asked["name"] == "format":
            asked["schema"] = {"enum": list(operation.formats), **asked["schema"]}
    return in_path + in_header + in_query


def parameter(name: str) -> str:
    """What a query calls it: of `before:moment` `before`, which means a moment there."""
    return name.partition(":")[0]


def success(status: int, shape: type, schemas: Schemas, operation: Operation) -> dict[str, Any]:
    schema = {"type": "object"} if shape is dict else schemas.reference(shape)
    as_table = {"text/csv": {"schema": {"type": "string"}}} if operation.is_csv_too else {}
    as_file = {kind: {"schema": FILES[kind]} for kind in operation.file_types if status == 200}
    more = [*(["X-Next-Cursor"] if as_table else []), *(["X-Next-After"] if operation.file_types else [])]
    return {
        "description": "Made." if status == 201 else "Done.",
        "headers": headers(
            "X-Request-Id", "X-Record-Id", "Cache-Control", *more, *(["Content-Disposition"] if as_file else [])
        ),
        "content": {operation.content_type: {"schema": schema}, **as_table, **as_file},
    }


def refused(status: int, codes: list[str], schemas: Schemas) -> dict[str, Any]:
    extra = {401: ["WWW-Authenticate"], 429: ["Retry-After"], 503: ["Retry-After"]}.get(status, [])
    narrowed = {"properties": {"code": {"enum": codes}, "status": {"const": status}}}
    schema = {"allOf": [schemas.reference(answers.ProblemShape), narrowed]}
    return {
        "description": f"{TITLES.get(status, 'Too many requests')}: {', '.join(codes)}.",
        "headers": headers("X-Request-Id", "Cache-Control", *extra),
        "content": {"application/problem+json": {"schema": schema}},
    }


def headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def refusals(operation: Operation) -> dict[int, list[str]]:
    """The codes of everything that the route can say no with, by status."""
    codes: dict[int, list[str]] = defaultdict(list)
    for error in (*operation.refusals, *common_refusals(operation)):
        codes[status_of(error)].append(error.code)
    for status, code in ANYWHERE.items():
        codes[status].append(code)
    return dict(sorted(codes.items()))


def common_refusals(operation: Operation) -> list[type[DomainError]]:
    """What comes with a body, a query and a caller."""
    found: list[type[DomainError]] = []
    if operation.body or operation.query:
        found.append(errors.Invalid)
    if operation.body:
        found += [errors.TooLarge, errors.UnsupportedMediaType]
    if operation.scopes:
        found += [errors.Unauthenticated, errors.Forbidden, AdminElsewhere]
    return found + ([SecondFactorRequired] if operation.scopes and not operation.by_password else [])


def status_of(error: type[DomainError]) -> int:
    return next(STATUSES[kind] for kind in error.__mro__ if kind in STATUSES)
