"""Every concurrent call starts another process: a burst of sockets made 354 of them.

At most LAMBDA_WORKERS_PER_FUNCTION (4) run for one function and LAMBDA_SPAWNS (2) start at once; further calls wait
their turn, as a throttled AWS caller would, for up to a minute. What was changed about the function meanwhile holds for
them: a worker that they started as it was before would be there for all later calls. And a worker that cannot be
started fails its own call alone: MiniStack ended all others of its function, whatever they were doing.
"""

import os
import threading
from typing import Any

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

WORKERS_PER_FUNCTION = int(os.environ.get("LAMBDA_WORKERS_PER_FUNCTION", "4"))
SPAWNS_AT_ONCE = int(os.environ.get("LAMBDA_SPAWNS", "2"))
LONGEST_WAIT = 60  # seconds

_gates: dict[tuple[str, str], threading.BoundedSemaphore] = {}
_spawning = threading.BoundedSemaphore(SPAWNS_AT_ONCE)
_held = threading.local()


def apply() -> None:
    plain_acquire, plain_release = lambda_runtime.acquire_worker, lambda_runtime.release_worker
    plain_spawn, plain_invoke = lambda_runtime.Worker._spawn, lambda_runtime.Worker.invoke

    def acquire(name: str, config: dict[str, Any], code: bytes, qualifier: str = "$LATEST", **_: Any) -> Any:
        gate = _gates.setdefault((config["FunctionArn"], qualifier), threading.BoundedSemaphore(WORKERS_PER_FUNCTION))
        if not gate.acquire(timeout=LONGEST_WAIT):
            return None, "func_cap"
        gates_of_this_thread().append(gate)
        return plain_acquire(name, *as_it_is_now(name, config, code, qualifier), qualifier=qualifier)

    def release(worker: Any) -> None:
        plain_release(worker)
        if gates_of_this_thread():  # also when the worker crashed and is None: its place is free again
            gates_of_this_thread().pop().release()

    def spawn(worker: Any) -> None:
        with _spawning:
            plain_spawn(worker)

    def invoke(worker: Any, *about: Any, **more: Any) -> dict[str, Any]:
        try:
            result: dict[str, Any] = plain_invoke(worker, *about, **more)
            return result
        except Exception as error:
            lambda_runtime.kill_workers([worker])  # its next call starts it anew
            return {"status": "error", "error": str(error), "log": ""}

    lambda_runtime.Worker._spawn, lambda_runtime.Worker.invoke = spawn, invoke
    lambda_svc.acquire_worker, lambda_svc.release_worker = acquire, release


def as_it_is_now(name: str, config: dict[str, Any], code: bytes, qualifier: str) -> tuple[dict[str, Any], bytes]:
    """The settings and the code of that very function, if they can be told."""
    function, current = lambda_svc._get_func_record_for_qualifier(name, qualifier)
    if function and current and current["FunctionArn"] == config["FunctionArn"] and function.get("code_zip"):
        return current, function["code_zip"]
    return config, code


def gates_of_this_thread() -> list[threading.BoundedSemaphore]:
    held: list[threading.BoundedSemaphore] = _held.__dict__.setdefault("gates", [])
    return held
