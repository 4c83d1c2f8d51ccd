"""Log lines are waited for by the clock: 50 ms that most calls have no use for, and too short on a busy machine.

What a function said is then lost, or stands with its next call. Workers now end what they say with a mark, and a call
waits for that.
"""

import queue
import time

from ministack.core import lambda_runtime

LONGEST = 5.0
"""Seconds until the mark of a worker is given up that was killed by its own code."""
MARK = "-- all that this call said --"
ANSWER = "        _real_stdout.flush()\n\nrun()\n"
SAY_MARK = f"        print({MARK!r}, file=sys.stderr, flush=True)\n"


def apply() -> None:
    beginning, answer, end = lambda_runtime._PYTHON_WORKER_SCRIPT.rpartition(ANSWER)
    assert answer, "the worker's script has another form than this correction knows"
    lambda_runtime._PYTHON_WORKER_SCRIPT = beginning + SAY_MARK + answer + end
    lambda_runtime.Worker._drain_stderr_bounded = said_until_mark


def said_until_mark(worker: lambda_runtime.Worker) -> str:
    """All lines of this call; one that has no end of its own stands before the mark."""
    lines: list[str] = []
    deadline = time.monotonic() + LONGEST
    while worker._stderr_thread.is_alive() or not worker._stderr_queue.empty():
        try:
            line = worker._stderr_queue.get(timeout=min(0.05, max(0.0, deadline - time.monotonic())))
        except queue.Empty:
            if time.monotonic() < deadline:
                continue
            break
        if line.endswith(MARK):
            lines.extend(filter(None, [line.removesuffix(MARK)]))
            break
        lines.append(line)
    return "\n".join(lines)
