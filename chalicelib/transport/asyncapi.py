"""The AsyncAPI 3.0 document of the socket, made from the tables and shapes that the code itself uses."""

from typing import Any

from chalicelib.transport.events import ACTIONS, EVENTS, Action, Event
from chalicelib.transport.meanings import TIME
from chalicelib.transport.schemas import Schema, Schemas

CHANNEL = {"$ref": "#/channels/socket"}
DESCRIPTION = """\
Open `url` of `POST /v1/me/realtime-tickets` within 30 seconds. One JSON object a frame. Events may come twice or out
of order: `seq` and `id` make that harmless. Whatever was missed is fetched over REST by `seq`."""


def document() -> dict[str, Any]:
    """The document as it stands in `docs/asyncapi.json`."""
    schemas = Schemas()
    messages = {asking(name): asked(name, action) for name, action in ACTIONS.items()}
    messages |= {name: told(name, event, schemas) for name, event in EVENTS.items()}
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Clinic Messaging: socket", "version": "1", "description": DESCRIPTION},
        "defaultContentType": "application/json",
        "servers": {"clinic": {"host": "messages.clinic.example", "protocol": "wss", "pathname": "/socket"}},
        "channels": {
            "socket": {
                "address": "/socket",
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
                "bindings": {"ws": {"query": ticket(), "bindingVersion": "0.1.0"}},
            }
        },
        "operations": {
            "act": operation("receive", "What the server understands.", [asking(name) for name in ACTIONS]),
            "tell": operation("send", "What the server says.", list(EVENTS)),
        },
        "components": {"messages": messages, "schemas": dict(sorted(schemas.named.items()))},
    }


def ticket() -> Schema:
    described = {"type": "string", "description": "From `POST /v1/me/realtime-tickets`; good once."}
    return {"type": "object", "properties": {"ticket": described}, "required": ["ticket"]}


def operation(action: str, summary: str, names: list[str]) -> dict[str, Any]:
    """`receive` and `send` are the server's side, as AsyncAPI wants it."""
    messages = [{"$ref": f"#/channels/socket/messages/{name}"} for name in names]
    return {"action": action, "channel": CHANNEL, "summary": summary, "messages": messages}


def asking(name: str) -> str:
    """What the document calls an action: some events have the same name."""
    return f"act.{name}"


def asked(name: str, action: Action) -> dict[str, Any]:
    fields = action.fields.model_json_schema() if action.fields else {}
    properties = {"action": {"const": name}} | {
        field: schema for field, schema in fields.get("properties", {}).items() if field != "action"
    }
    payload = {"type": "object", "properties": properties, "required": fields.get("required", ["action"])}
    return {"name": name, "summary": action.summary, "payload": payload}


def told(name: str, event: Event, schemas: Schemas) -> dict[str, Any]:
    properties = {
        "id": {"type": "string", "description": "Names this telling; the same event told again has another."},
        "event": {"const": name},
        "time": {"type": "string", **TIME},
        "data": schemas.reference(event.data),
    }
    payload = {"type": "object", "properties": properties, "required": list(properties)}
    return {"name": name, "summary": event.summary, "payload": payload}
