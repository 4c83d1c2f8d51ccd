"""Run by test_package in a Python of its own: imports one handler and prints as JSON what that did.

Arguments: the unpacked package, the handler as Lambda names it.
"""

import importlib
import importlib.machinery
import json
import os
import socket
import sys
from types import CodeType
from typing import Any

root, handler = sys.argv[1:]
sys.path.insert(0, root)
calls: list[str] = []
compiled: list[str] = []
clients: list[str] = []


def refuse(_self: socket.socket, address: Any) -> None:
    calls.append(str(address))
    raise OSError("No network while starting.")


def note_compiling(_self: object, _data: object, path: str, **_options: object) -> CodeType:
    compiled.append(path)
    raise ImportError(f"{path} has no bytecode")


def watch_clients() -> None:
    from botocore.session import Session

    plain = Session.create_client

    def create_client(session: Session, service_name: str, *rest: Any, **named: Any) -> Any:
        clients.append(service_name)
        return plain(session, service_name, *rest, **named)

    Session.create_client = create_client


def strangers() -> list[str]:
    """Modules that come neither from the package nor from Python itself."""
    own = (root, os.path.dirname(os.__file__), __file__)
    files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    return sorted(file for file in files if file and (not file.startswith(own) or "site-packages" in file))


def name_of(handler: Any) -> str:
    """Chalice wraps what it binds: the function inside, or the class of what is no function."""
    inside = handler
    while hasattr(inside, "func") or hasattr(inside, "_original_func"):
        inside = getattr(inside, "func", None) or inside._original_func
    inside = inside if hasattr(inside, "__qualname__") else type(inside)
    return f"{inside.__module__}.{inside.__qualname__}"


socket.socket.connect = refuse  # type: ignore[method-assign]
importlib.machinery.SourceFileLoader.source_to_code = note_compiling  # type: ignore[assignment, method-assign]
watch_clients()
module_name, _, attribute = handler.rpartition(".")
found = getattr(importlib.import_module(module_name), attribute)
app = sys.modules["app"].app  # type: ignore[attr-defined]
json.dump(
    {
        "runs": name_of(found),
        "routes": len(app.routes),
        "calls": calls,
        "compiled": compiled,
        "clients": clients,
        "strangers": strangers(),
    },
    sys.stdout,
)
