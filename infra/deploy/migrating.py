"""The clinic's rows, brought to what the installed version relies on, by the function that may read and write them."""

import json
import time
from typing import Any

from chalicelib.domain.migration import MIGRATIONS

from infra.deploy.cloud import Cloud
from infra.deploy.terminal import tell
from infra.local.steps import Failure, step

LAST_CALLS = 12
"""Looks at work under way, a minute of them on AWS, until all calls that the version before began have ended."""
Told = dict[str, Any]
"""How far a migration has come: `number`, `seen`, `walked`, `failed`, `done`."""


def told(cloud: Cloud, *, only_asking: bool) -> list[Told]:
    """What the function tells of all migrations, or of one part more of them; nothing if the version has none."""
    lambdas = cloud.client("lambda")
    try:
        answer = lambdas.invoke(
            FunctionName=f"{cloud.tenant.stack}-migrate", Payload=json.dumps({"dryRun": only_asking}).encode()
        )
    except lambdas.exceptions.ResourceNotFoundException:
        return []
    said = answer["Payload"].read()
    if answer.get("FunctionError"):
        raise Failure(
            f"A migration ended with {said.decode()[:300]}. Nothing is lost: people go on, what is done stays done. "
            f"The log is /aws/lambda/{cloud.tenant.stack}-migrate; then run the same again, it goes on from there."
        )
    found: list[Told] = json.loads(said)
    return found


def refuse_older(cloud: Cloud) -> None:
    """Failure if a newer version has migrated what this one would have to read."""
    ours = {each.number for each in MIGRATIONS}
    newer = [str(each["number"]) for each in told(cloud, only_asking=True) if each["number"] not in ours]
    if newer:
        raise Failure(
            f"Refused, and nothing was changed: a newer version has migrated this clinic's data (migration "
            f"{', '.join(newer)}), and this one would misread it. Deploy the newer one again, or see Rollback in "
            "docs/operations.md."
        )


def show_due(cloud: Cloud) -> None:
    """Tell what a deployment would migrate."""
    tell_due(told(cloud, only_asking=True))


def tell_due(stands: list[Told]) -> None:
    done = {each["number"] for each in stands if each["done"]}
    for each in MIGRATIONS:
        if each.number not in done:
            tell(f"  Migration {each.number}, {each.name}, is due: {each.purpose}")


def migrate(cloud: Cloud, *, was_there: bool) -> None:
    """Carry out what is due, however long it takes. `was_there`: an earlier version may still be answering calls."""
    stands = told(cloud, only_asking=True)
    due = [each for each in stands if not each["done"]]
    if not due:
        return
    if was_there:
        tell_due(stands)
    if was_there and not any(each["seen"] for each in due):
        time.sleep(cloud.pause * LAST_CALLS)
    with step("migrate what is stored") as notes:
        stands = told(cloud, only_asking=False)
        while unfinished := [each for each in stands if not each["done"]]:
            refuse_failed(cloud, unfinished[0])
            tell(f"    {unfinished[0]['seen']} conversations so far")
            stands = told(cloud, only_asking=False)
        notes.append(f"({sum(each['seen'] for each in stands)} conversations)")


def refuse_failed(cloud: Cloud, it: Told) -> None:
    """Failure if a migration has been everywhere, and did not succeed everywhere."""
    if it["walked"] and it["failed"]:
        raise Failure(
            f"Migration {it['number']} failed in {it['failed']} conversations, and is done in all others. "
            f"The log /aws/lambda/{cloud.tenant.stack}-migrate names them and says why; then run the same again."
        )
