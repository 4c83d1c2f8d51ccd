"""Deletes a clinic's data for good: after its name was typed, under no legal hold, and as far as seals let go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from botocore.exceptions import ClientError

from infra.deploy import costs, deleting, releases, remains
from infra.deploy.cloud import Cloud
from infra.deploy.destroying import left_by, standing, take_away
from infra.deploy.remains import Kept, Remains
from infra.deploy.sealed import locked_until
from infra.deploy.terminal import paint, tell
from infra.local.steps import Failure

SEALS = "Seals"
TOGETHER = ("Audit", SEALS, "Key", "SealKey")
"""What stays as long as seals are locked: audit, proof, and the keys without which neither can be read or checked."""


@dataclass(frozen=True)
class Plan:
    """Of one stack: what goes, and what stays until when."""

    remains: Remains
    goes: list[Kept]
    stays: list[Kept]
    until: datetime | None


def wipe(cloud: Cloud, ask: Callable[[str], str]) -> None:
    """Delete the stack if it stands, and what it and earlier ones have left. Interrupted, it goes on when run again.

    `ask`: puts a question to whoever sits there and gives the answer.
    """
    found = standing(cloud)
    now_left = [left_by(cloud, found)] if found else []
    earlier = [each for each in remains.noted(cloud) if not found or each.stack_id != found.id]
    plans = [plan(cloud, each) for each in [*now_left, *earlier]]
    if not plans:
        tell(f"Of {cloud.tenant.name} nothing is known that could be deleted.")
        return
    refuse_holds(plans)
    describe(cloud, plans)
    confirm(cloud, ask)
    if found:
        take_away(cloud, found, now_left[0])
    problems = [problem for each in plans for problem in carry_out(cloud, each)]
    if problems:
        raise Failure("\n".join(problems) + "\nThe rest is deleted. Put that right and run the same again.")
    end(cloud, plans)


def plan(cloud: Cloud, left: Remains) -> Plan:
    """What is locked is looked at in the bucket itself, every time."""
    buckets = [each.physical for each in left.kept if each.name == SEALS]
    until = max((at for at in (lock_of(cloud, bucket) for bucket in buckets) if at), default=None)
    found = [each for each, _ in deleting.in_order(list(left.kept))]
    stays = [each for each in found if until and each.name in TOGETHER]
    return Plan(left, [each for each in found if each not in stays], stays, until)


def lock_of(cloud: Cloud, bucket: str) -> datetime | None:
    try:
        return locked_until(cloud, bucket)
    except ClientError as refusal:
        if refusal.response["Error"]["Code"] in deleting.GONE:
            return None
        raise


def refuse_holds(plans: list[Plan]) -> None:
    """Of patients under a legal hold nothing is deleted, so nothing at all is."""
    for each in plans:
        if each.remains.held is None:
            raise Failure(
                "Nothing was deleted: nobody can tell whether a patient is under a legal hold. If the stack stands, "
                "deploy it once more and run the same again; else see docs/operations.md, Taking it away."
            )
        if each.remains.held:
            raise Failure(
                f"Nothing was deleted: {each.remains.held} of its patients are under a legal hold, so everything must "
                "be kept. Administrators lift holds in the portal (Records); then run the same again."
            )


def describe(cloud: Cloud, plans: list[Plan]) -> None:
    tell(paint("\n  These would be deleted for good:", "red"))
    for line in costs.tell_costs(cloud, [each for it in plans for each in it.goes]):
        tell(line)
    for it in plans:
        if it.until:
            tell(f"\n  These stay: nobody can delete the seals of the audit before {it.until:%Y-%m-%d %H:%M} UTC.")
            for line in costs.tell_costs(cloud, it.stays):
                tell(line)


def confirm(cloud: Cloud, ask: Callable[[str], str]) -> None:
    name = cloud.tenant.name
    try:
        typed = ask(f"\n  Everything that people wrote to {name} is lost by this. Type its name to go on: ")
    except EOFError:
        typed = ""
    if typed.strip() != name:
        raise Failure("Nothing was deleted: that was not the tenant's name.")


def carry_out(cloud: Cloud, it: Plan) -> list[str]:
    problems = deleting.delete_all(cloud, it.goes, tell)
    if it.remains.kept and not problems and not it.stays:
        remains.forget(cloud, it.remains)
    return problems


def end(cloud: Cloud, plans: list[Plan]) -> None:
    """The bucket of releases goes with the last of it: until then it knows what there is."""
    dates = [it.until for it in plans if it.until]
    if dates:
        tell(f"\nThe audit and its proof stay. Run the same again after {max(dates):%Y-%m-%d}.")
        return
    bucket = cloud.tenant.release_bucket
    if releases.exists(cloud, bucket):
        deleting.bucket(cloud, bucket)
    tell(f"\nNothing is left but the keys, which go in {deleting.LONGEST_WAIT} days (docs/operations.md).")
