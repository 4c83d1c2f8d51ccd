"""`python -m infra.restore <tenant>`: what `make restore` calls.

AT: the moment to go back to (RFC 3339); left out for a table that was deleted. TABLE: records (the default) or audit.
USE: an existing table to point the stack at, instead of restoring one. ABANDON=yes gives up what has not come so far.
ENDPOINT names an emulator instead of AWS.
"""

import os
import sys

from botocore.exceptions import BotoCoreError, ClientError

from infra.deploy.tenants import load
from infra.local.steps import Failure, exit_with
from infra.restore import running
from infra.restore.wanted import wanted_of

AGAIN = "Run the same again: it goes on from where it stands. Until it is done nobody can read or write messages."


def main(arguments: list[str]) -> None:
    try:
        if len(arguments) != 1:
            raise Failure("Say which tenant: make restore TENANT=<name> AT=2026-11-29T10:00:00Z.")
        tenant, endpoint = load(arguments[0]), (os.environ.get("ENDPOINT") or "").rstrip("/")
        if os.environ.get("ABANDON") == "yes":
            running.abandon(tenant, endpoint)
        else:
            running.restore(tenant, wanted_of(os.environ), endpoint)
    except Failure as failure:
        exit_with(failure)
    except (ClientError, BotoCoreError) as refusal:
        exit_with(Failure(f"AWS: {refusal}\n{AGAIN}"))
    except KeyboardInterrupt:
        sys.exit(f"\nInterrupted. {AGAIN}")


if __name__ == "__main__":
    main(sys.argv[1:])
