"""What must be so before a table is restored, and from what it will be: looked at while everything still runs."""

from dataclasses import dataclass
from datetime import datetime

from infra.deploy.cloud import Cloud
from infra.local.steps import Failure
from infra.restore import tables
from infra.restore.wanted import Wanted, base_name, target_name


@dataclass(frozen=True)
class Plan:
    """`target`: the table to come to. `backup`: what DynamoDB kept of a table that was deleted, if it was."""

    target: str
    is_there: bool
    at: datetime | None = None
    backup: str = ""


def planned(cloud: Cloud, source: str, wanted: Wanted) -> Plan:
    """How to come from the stack's table to the wanted one; Failure if that is not possible, with what is."""
    if wanted.use:
        if base_name(wanted.use) != base_name(source):
            raise Failure(f"{wanted.use} is no earlier or later state of {source}: their names begin otherwise.")
        if not tables.described(cloud, wanted.use):
            raise Failure(f"There is no table {wanted.use}. `aws dynamodb list-tables` names those that are there.")
        return Plan(wanted.use, is_there=True)
    return (
        from_point_in_time(cloud, source, wanted) if tables.described(cloud, source) else deleted(cloud, source, wanted)
    )


def from_point_in_time(cloud: Cloud, source: str, wanted: Wanted) -> Plan:
    if wanted.at is None:
        raise Failure(f"{source} is there. Say to which moment it is to be restored: AT=2026-11-29T10:00:00Z.")
    target = target_name(source, wanted.at)
    is_there = tables.described(cloud, target) is not None
    if not is_there:
        tables.require_restorable(cloud, source, wanted.at)
    return Plan(target, is_there, wanted.at)


def deleted(cloud: Cloud, source: str, wanted: Wanted) -> Plan:
    """DynamoDB keeps the last state of a table that was deleted, and no other."""
    kept = tables.last_backup(cloud, source)
    if kept is None:
        raise Failure(
            f"{source} is gone, and so is what DynamoDB kept of it for 35 days. Look for a copy in AWS Backup."
        )
    backup, at = kept
    if wanted.at:
        raise Failure(
            f"{source} was deleted: it can only be had as it was just before, {tables.shown(at)}. Leave AT out. "
            "If that state is spoilt too, ask AWS Support before the 35 days are over."
        )
    target = target_name(source, at)
    return Plan(target, tables.described(cloud, target) is not None, at, backup)
