"""A function sees the emulator's own packages and the host's environment, so a missing dependency goes unnoticed.

AWS gives a function the standard library, its package and its own variables: the worker's script now begins by
taking everything else away. LAMBDA_RUNTIME_SITE may name one folder of packages that every function finds.
"""

from ministack.core import lambda_runtime

PROLOGUE = """
import os, sys

def _see_what_lambda_shows():
    runtime = os.environ.get("LAMBDA_RUNTIME_SITE")
    sys.path[:] = [path for path in sys.path if "site-packages" not in path] + ([runtime] if runtime else [])
    kept = ("AWS_", "_LAMBDA", "LAMBDA_", "_MINISTACK", "_X_AMZN", "_HANDLER")
    for name in list(os.environ):
        if not name.startswith(kept) and name not in ("PATH", "LANG", "TMPDIR"):
            del os.environ[name]
    for name in ("AWS_CA_BUNDLE", "AWS_PAGER", "AWS_PROFILE"):
        os.environ.pop(name, None)
    os.environ["TZ"] = ":UTC"

_see_what_lambda_shows()
"""


def apply() -> None:
    lambda_runtime._PYTHON_WORKER_SCRIPT = PROLOGUE + lambda_runtime._PYTHON_WORKER_SCRIPT
