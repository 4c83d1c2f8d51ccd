"""Takes an installation away. What holds data is kept: it is named, with what keeping it costs."""

import re

from infra.deploy import costs, following, legal_holds, remains, stacks
from infra.deploy.cloud import Cloud
from infra.deploy.remains import Kept, Remains
from infra.deploy.stacks import Stack
from infra.deploy.terminal import tell
from infra.local.steps import Failure


def destroy(cloud: Cloud, confirmed: str) -> None:
    """Delete the stack and tell what stays. `confirmed`: must be the tenant's name."""
    tenant = cloud.tenant
    found = standing(cloud)
    if found is None:
        tell(f"There is no stack {tenant.stack}: nothing to do.")
        return
    if confirmed != tenant.name:
        tell_kept(cloud, kept_of(cloud, found), "would stay")
        raise Failure(
            f"Nothing was deleted. Nobody could reach {tenant.name} any more: "
            f"if that is meant, say CONFIRM={tenant.name}."
        )
    left = left_by(cloud, found)
    take_away(cloud, found, left)
    tell(f"The stack {tenant.stack} is deleted. The bucket {tenant.release_bucket} with its releases stays too.")
    tell_kept(cloud, left.kept, "stay")
    if left.kept:
        tell(f"\n  Once nobody needs them: make destroy TENANT={tenant.name} DATA=delete (docs/operations.md).")


def standing(cloud: Cloud) -> Stack | None:
    """The tenant's stack, nothing under way. Failure if it is somebody else's."""
    tenant = cloud.tenant
    found = stacks.find(cloud)
    if found is None or found.status == "DELETE_COMPLETE":
        return None
    if found.tags.get(stacks.MARK) != tenant.name and not found.is_empty:
        raise Failure(stacks.obstacle(found, tenant.name, tenant.stack))
    if found.is_busy:
        found = following.follow(cloud, found.id)
    return None if found.status == "DELETE_COMPLETE" else found


def left_by(cloud: Cloud, found: Stack) -> Remains:
    """What the stack would leave. Whether somebody is under a legal hold is asked now: afterwards nobody can tell."""
    if found.status == "DELETE_FAILED":  # what could tell is gone, and was asked before
        for noted in remains.noted(cloud):
            if noted.stack_id == found.id:
                return noted
    kept = kept_of(cloud, found)
    return Remains(found.id, legal_holds.held(cloud, found) if kept else 0, kept)


def kept_of(cloud: Cloud, found: Stack) -> tuple[Kept, ...]:
    """What the stack keeps, and tables that CloudFormation does not know of: those that a restore has replaced."""
    if found.is_empty:
        return ()
    kept = remains.of_stack(cloud, found.id)
    known = {each.physical for each in kept}
    used = {name: found.outputs.get(f"{name}TableName", "") for name in ("Records", "Audit")}
    tables = {table: name for name, table in used.items() if table} | tables_named_after(cloud)
    others = [Kept(name, "AWS::DynamoDB::Table", table) for table, name in tables.items() if table not in known]
    return (*kept, *others)


def tables_named_after(cloud: Cloud) -> dict[str, str]:
    """Of each table that CloudFormation or a restore named after the stack, which of its tables it is or was."""
    form = re.compile(rf"{re.escape(cloud.tenant.stack)}-(Records|Audit)-[A-Z0-9]+(-[0-9]{{8}}T[0-9]{{6}})*")
    pages = cloud.client("dynamodb").get_paginator("list_tables").paginate()
    found = (form.fullmatch(table) for page in pages for table in page["TableNames"])
    return {match[0]: match[1] for match in found if match}


def take_away(cloud: Cloud, found: Stack, left: Remains) -> None:
    """Delete the stack; what it leaves is noted first, so that it is not forgotten if somebody stops halfway."""
    if left.kept:
        remains.note(cloud, left)
    since = following.last_event(cloud, found.id)
    cloud.client("cloudformation").delete_stack(StackName=found.id)
    ended = following.follow(cloud, found.id, since)
    if ended.status != "DELETE_COMPLETE":
        cause = following.first_cause(following.newer(following.events(cloud, found.id), since))
        raise Failure(f"{cause}\nThe rest is deleted. ({ended.status}) Put that right and run the same again.")


def tell_kept(cloud: Cloud, kept: tuple[Kept, ...], word: str) -> None:
    if not kept:
        return
    tell(f"\n  These {word}, for they hold data:")
    for line in costs.tell_costs(cloud, kept):
        tell(line)
