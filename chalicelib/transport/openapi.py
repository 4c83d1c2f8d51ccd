"""The OpenAPI 3.1 document, made from the models and shapes that the code itself uses."""

import re
from collections import defaultdict
from typing import Any

from pydantic.json_schema import models_json_schema

from chalicelib.domain import errors
from chalicelib.domain.errors import DomainError
from chalicelib.transport import answers
from chalicelib.transport.http import STATUSES, TITLES
from chalicelib.transport.operations import OPERATIONS, QUERY, Operation
from chalicelib.transport.schemas import Schema, Schemas

REFERENCE = "#/components/schemas/{model}"
HEADERS = {
    "X-Request-Id": {"description": "Names this request.", "schema": {"type": "string"}},
    "Cache-Control": {"description": "Answers are never kept.", "schema": {"const": "no-store"}},
    "Retry-After": {"description": "Seconds to wait before trying again.", "schema": {"type": "integer"}},
    "WWW-Authenticate": {"description": "From the gateway: the kind of token.", "schema": {"type": "string"}},
}
ANYWHERE = {429: "TOO_MANY_REQUESTS", 500: "INTERNAL", 503: "BUSY"}
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
            **{str(status): success(status, shape, schemas) for status, shape in operation.answers.items()},
            **{str(status): refused(status, codes, schemas) for status, codes in refusals(operation).items()},
        },
        "security": [{"accessToken": [scope]} for scope in operation.scopes],
    }
    if operation.body:
        schema = {"$ref": REFERENCE.format(model=operation.body.__name__)}
        said["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return said


def parameters(operation: Operation, path: str) -> list[dict[str, Any]]:
    identifier = {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"}
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": identifier} for name in re.findall(r"{(\w+)}", path)
    ]
    return in_path + [{"name": name, "in": "query", **QUERY[name]} for name in operation.query]


def success(status: int, shape: type, schemas: Schemas) -> dict[str, Any]:
    schema = {"type": "object"} if shape is dict else schemas.reference(shape)
    return {
        "description": "Made." if status == 201 else "Done.",
        "headers": headers("X-Request-Id", "Cache-Control"),
        "content": {"application/json": {"schema": schema}},
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
    return found + ([errors.Unauthenticated, errors.Forbidden] if operation.scopes else [])


def status_of(error: type[DomainError]) -> int:
    return next(STATUSES[kind] for kind in error.__mro__ if kind in STATUSES)
