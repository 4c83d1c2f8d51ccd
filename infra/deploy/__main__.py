"""`python -m infra.deploy deploy|diff|destroy|tenants [tenant]`: what `make` calls.

ENDPOINT names an emulator instead of AWS; ALLOW_DATA_LOSS=yes lets what holds data be replaced or removed by a deploy,
DATA=delete deletes what `destroy` would keep.
"""

import os
import sys
from collections.abc import Callable

from botocore.exceptions import BotoCoreError, ClientError

from infra.deploy import commands
from infra.deploy.tenants import load
from infra.local.steps import Failure, exit_with

COMMANDS: dict[str, Callable[[str, str], None]] = {
    "deploy": lambda name, endpoint: commands.deploy(load(name), endpoint),
    "diff": lambda name, endpoint: commands.diff(load(name), endpoint),
    "destroy": lambda name, endpoint: commands.destroy(load(name), endpoint),
    "tenants": lambda _name, endpoint: commands.tenants(endpoint),
}
INTERRUPTED = """
Interrupted. What CloudFormation has begun it brings to its end by itself; run the same again, it goes on from there."""


def main(arguments: list[str]) -> None:
    command, name = arguments[0] if arguments else "", "".join(arguments[1:2])
    try:
        if command not in COMMANDS:
            raise Failure(f"Give one of {', '.join(COMMANDS)}.")
        if command != "tenants" and not name:
            raise Failure(f"Say which tenant: make {command} TENANT=<name>. `make tenants` lists them.")
        COMMANDS[command](name, (os.environ.get("ENDPOINT") or "").rstrip("/"))
    except Failure as failure:
        exit_with(failure)
    except (ClientError, BotoCoreError) as refusal:
        cure = (
            "If a right is missing, take credentials that have it; if AWS was busy or out of reach, run the same again."
        )
        exit_with(Failure(f"AWS: {refusal}\n{cure}"))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main(sys.argv[1:])
