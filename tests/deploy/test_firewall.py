"""The firewall before the portal is made where CloudFront wants it, and the tenant's own stack is told where it is."""

from dataclasses import replace
from typing import Any

import pytest

from infra.deploy import firewall
from infra.deploy.cloud import Cloud
from infra.local.steps import Failure
from tests.deploy.stubbed import STACK_ID, TENANT, StubbedAws

ARN = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/clinic-messaging-edge-portal/1"


def with_settings(cloud: Cloud, **parameters: str) -> Cloud:
    return replace(cloud, tenant=replace(TENANT, parameters={**TENANT.parameters, **parameters}))


def test_it_has_a_stack_of_its_own_in_cloudfronts_region(aws: StubbedAws) -> None:
    regions: list[str] = []
    cloud = aws.cloud
    noting = replace(cloud, clients=lambda service, region: (regions.append(region), cloud.clients(service, region))[1])
    for _look in range(3):
        aws.has_stack("UPDATE_COMPLETE")
    aws.answers("cloudformation", "create_change_set", {"Id": "c", "StackId": STACK_ID})
    nothing = {"Status": "FAILED", "StatusReason": "The submitted information didn't contain changes."}
    aws.answers("cloudformation", "describe_change_set", nothing)
    aws.answers("cloudformation", "delete_change_set", {})
    aws.has_stack("UPDATE_COMPLETE")
    aws.has_stack("UPDATE_COMPLETE", outputs={"WebAclArn": ARN})

    told = firewall.raise_before(noting)

    assert set(regions) == {"us-east-1"}
    assert told.tenant.parameters["WebAclArn"] == ARN
    assert (told.tenant.region, told.tenant.stack) == ("eu-central-1", "clinic-messaging")
    assert firewall.over_there(cloud).tenant.stack == "clinic-messaging-edge"


@pytest.mark.parametrize("chosen", [{"WafMode": "OFF"}, {"WebAclArn": "arn:of-the-clinics-own"}])
def test_there_is_none_where_the_clinic_wants_none_or_has_its_own(aws: StubbedAws, chosen: dict[str, Any]) -> None:
    cloud = with_settings(aws.cloud, **chosen)

    assert firewall.raise_before(cloud) is cloud
    assert firewall.compare(cloud) is cloud


def test_an_emulator_has_no_cloudfront_to_stand_before(aws: StubbedAws) -> None:
    cloud = replace(aws.cloud, endpoint="http://localhost:4566")

    assert firewall.raise_before(cloud) is cloud
    firewall.remove(cloud)


def test_a_stack_of_somebody_elses_in_its_place_stops_everything(aws: StubbedAws) -> None:
    for _look in range(2):
        aws.has_stack("UPDATE_COMPLETE", "other")
    with pytest.raises(Failure, match="clinic-messaging-edge is the tenant other's"):
        firewall.raise_before(aws.cloud)


def test_one_that_is_not_wanted_any_more_is_taken_away_and_another_tenants_never(aws: StubbedAws) -> None:
    off = with_settings(aws.cloud, WafMode="OFF")
    aws.has_stack("UPDATE_COMPLETE", "other")
    firewall.remove_unless_wanted(off)
    aws.has_no_stack()
    firewall.remove_unless_wanted(off)
    aws.has_stack("UPDATE_COMPLETE")
    aws.answers("cloudformation", "describe_stack_events", {"StackEvents": []})
    aws.answers("cloudformation", "delete_stack", {}, {"StackName": STACK_ID})
    aws.has_stack("DELETE_COMPLETE")
    firewall.remove_unless_wanted(off)
    aws.refuses("cloudformation", "describe_stacks", "AccessDenied")
    firewall.remove_unless_wanted(off)


def test_a_comparison_goes_by_the_one_that_there_is(aws: StubbedAws) -> None:
    aws.has_stack("UPDATE_COMPLETE")
    aws.answers("cloudformation", "create_change_set", {"Id": "c", "StackId": STACK_ID})
    aws.answers("cloudformation", "describe_change_set", {"Status": "CREATE_COMPLETE", "Changes": []})
    aws.has_stack("UPDATE_COMPLETE", outputs={"WebAclArn": ARN})

    assert firewall.compare(aws.cloud).tenant.parameters["WebAclArn"] == ARN
