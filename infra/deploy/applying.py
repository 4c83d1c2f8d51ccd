"""Brings a tenant's stack to a release: nothing that holds data is replaced or removed unless somebody says so."""

from collections.abc import Mapping

from infra.deploy import change_sets, following, indexes, releases, stacks
from infra.deploy.change_sets import ChangeSet
from infra.deploy.changes import Change, in_words
from infra.deploy.cloud import Cloud
from infra.deploy.releases import Release
from infra.deploy.terminal import tell
from infra.local.steps import Failure


def wait_for_others(cloud: Cloud) -> None:
    """Let an operation that is under way, such as that of an interrupted run, come to its end."""
    found = stacks.find(cloud)
    if found and found.is_busy:
        tell(f"  waiting: the stack is at {found.status}")
        ended = following.follow(cloud, found.id)
        if problem := stacks.obstacle(ended, cloud.tenant.name, cloud.tenant.stack):
            raise Failure(problem)


def is_there(cloud: Cloud) -> bool:
    """Whether something of the tenant's is installed already."""
    found = stacks.find(cloud)
    return found is not None and not found.is_empty and found.status != "DELETE_COMPLETE"


def show(cloud: Cloud, release: Release) -> list[Change]:
    """Tell what a deployment would change, and change nothing."""
    change_set = change_sets.make(cloud, release)
    describe(change_set.changes)
    if change_set.changes:
        change_set.discard()
    return change_set.changes


def bring_to(cloud: Cloud, release: Release, *, allow_data_loss: bool) -> Mapping[str, str]:
    """Apply what there is to change, and give the stack's outputs."""
    change_set = change_sets.make(cloud, release)
    describe(change_set.changes)
    if change_set.changes:
        refuse_loss(change_set, allow_data_loss)
        carry_out(cloud, change_set, release)
    found = stacks.find(cloud)
    return found.outputs if found else {}


def carry_out(cloud: Cloud, change_set: ChangeSet, release: Release) -> None:
    """Apply it, in several updates where indexes of tables want that. Interrupted, the next run goes on."""
    first, then = indexes.stages(indexes.deployed(cloud), release.template) if changes_table(change_set) else ([], [])
    if not first and len(then) < 2:
        apply(cloud, change_set)
        return
    tell(f"  DynamoDB changes one index of a table at a time: this takes {len(first) + len(then)} updates.")
    change_set.discard()
    for template in first:
        apply(cloud, change_sets.make(cloud, releases.with_template(cloud, template), as_set=True))
    for template in then:
        apply(cloud, change_sets.make(cloud, releases.with_template(cloud, template)))


def changes_table(change_set: ChangeSet) -> bool:
    return any(each.act == "Modify" and each.type == "AWS::DynamoDB::Table" for each in change_set.changes)


def apply(cloud: Cloud, change_set: ChangeSet) -> None:
    """Carry a change set out, and wait until that has ended. Failure if it did not end well."""
    since = following.last_event(cloud, change_set.stack_id)
    change_set.execute()
    following.require_good(cloud, following.follow(cloud, change_set.stack_id, since), since)


def describe(changes: list[Change]) -> None:
    for line in in_words(changes) or ["  No changes: the stack is as it should be."]:
        tell(line)


def refuse_loss(change_set: ChangeSet, allow_data_loss: bool) -> None:
    losing = [change.name for change in change_set.changes if change.loses_data]
    if losing and not allow_data_loss:
        change_set.discard()
        raise Failure(
            f"Refused, and nothing was changed: it would replace or remove what holds data ({', '.join(losing)}). "
            "What is in red above says why. If it is meant, and there is a copy, say ALLOW_DATA_LOSS=yes."
        )
