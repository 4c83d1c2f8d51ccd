"""Cold start: the processor time of a fresh process from its start to the first reply, and what a package weighs."""

import json
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from infra.package import build, host_architecture
from tests.bench.report import Row, at_most

ROUNDS = 9
FIRST_REPLY = """
import resource, sys
sys.path.insert(0, sys.argv[1])
import app
context = {"resourcePath": "/health", "httpMethod": "GET", "requestId": "-", "identity": {}}
event = {"requestContext": context, "headers": {}, "multiValueQueryStringParameters": None, "pathParameters": None,
         "stageVariables": None, "body": None, "isBase64Encoded": False}
assert app.app(event, None)["statusCode"] == 200
used = resource.getrusage(resource.RUSAGE_SELF)
import botocore.client, gc
clients = [it for it in gc.get_objects() if isinstance(it, botocore.client.BaseClient)]
print(used.ru_utime + used.ru_stime, len(clients))
"""
ENVIRONMENT = {
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "-",
    "AWS_SECRET_ACCESS_KEY": "-",
    "POWERTOOLS_TRACE_DISABLED": "true",
}


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        ours = unpacked(build(host_architecture()).archive, root / "ours")
        plain_package = build(host_architecture(), processed=False, into=root / "made" / "package")
        plain = unpacked(plain_package.archive, root / "plain")
        pairs = [(first_reply(ours), first_reply(plain)) for _round in range(ROUNDS)]
    milliseconds = statistics.median(pair[0][0] for pair in pairs) * 1000
    ratio = statistics.median(pair[0][0] / pair[1][0] for pair in pairs)
    weight = build("arm64").archive.stat().st_size / 1e6
    return [
        at_most("cold start, processor time to first reply", milliseconds, 300, "ms"),
        at_most("cold start against the unprocessed package", ratio, 0.4, "times"),
        at_most("botocore clients made at import", pairs[0][0][1], 1, "clients"),
        at_most("package for AWS", weight, 14, "MB"),
    ]


def unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return folder


def first_reply(folder: Path) -> tuple[float, int]:
    """(seconds of processor time, botocore clients) of one fresh process."""
    command = [sys.executable, "-I", "-S", "-B", "-c", FIRST_REPLY, str(folder)]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    seconds, clients = done.stdout.split()
    return float(seconds), json.loads(clients)
