"""Starts the emulator (`infra.local.emulator`) in its own virtual environment."""

import contextlib
import os
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping

from infra.local import processes
from infra.local.settings import HOST, REGION, ROOT, Settings

PYTHON = ROOT / ".venv" / "emulator" / "bin" / "python"
START_SECONDS = 60
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": REGION}


@contextlib.contextmanager
def emulator(
    settings: Settings, module: str = "infra.local.emulator", more: Mapping[str, str] | None = None
) -> Iterator[processes.Child]:
    """The local AWS on `settings.emulator_port`, its state under `settings.folder`. `more` are MiniStack settings."""
    scratch, log = settings.folder / "scratch", settings.folder / "emulator.log"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    with processes.running([str(PYTHON), "-m", module], {**environment(settings), **(more or {})}, log) as child:
        processes.wait_until(lambda: answers(settings), child, "emulator", log, START_SECONDS)
        yield child


def environment(settings: Settings) -> dict[str, str]:
    """What MiniStack reads. Nothing else of the host's environment reaches it."""
    folder = settings.folder
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        **CREDENTIALS,
        "PYTHONDONTWRITEBYTECODE": "1",
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(settings.emulator_port),
        "AUTH": "true",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": "unix:///nowhere",
        "LOG_LEVEL": "WARNING",
        "PERSIST_STATE": str(int(settings.is_kept)),
        "STATE_DIR": str(folder / "state"),
        "S3_PERSIST": str(int(settings.is_kept)),
        "S3_DATA_DIR": str(folder / "files"),
        "TMPDIR": str(folder / "scratch"),
    }


def answers(settings: Settings) -> bool:
    try:
        with urllib.request.urlopen(f"{settings.emulator_url}/_ministack/health", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False
