"""The user pool: who may sign in."""

from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.domain.person import Person
from chalicelib.settings import settings


@cache
def pool() -> Any:
    """The user pool's API; made at the first directory change."""
    config = Config(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"})
    return botocore.session.get_session().create_client("cognito-idp", region_name=settings().region, config=config)


def invite(person: Person) -> None:
    """Give a person a user of the pool (by mail, if they are new), enabled and in the group of their role."""
    name = {"UserPoolId": settings().user_pool_id, "Username": person.id}
    attributes = [{"Name": "email", "Value": person.email}, {"Name": "email_verified", "Value": "true"}]
    try:
        pool().admin_create_user(**name, UserAttributes=attributes, DesiredDeliveryMediums=["EMAIL"])
    except ClientError as error:
        if error.response["Error"]["Code"] != "UsernameExistsException":
            raise
        pool().admin_enable_user(**name)
        pool().admin_update_user_attributes(**name, UserAttributes=attributes)
    groups = pool().admin_list_groups_for_user(**name)["Groups"]
    for group in {group["GroupName"] for group in groups} - {person.role.value}:
        pool().admin_remove_user_from_group(**name, GroupName=group)
    pool().admin_add_user_to_group(**name, GroupName=person.role.value)


def sign_out(person_id: str) -> None:
    """End all refresh tokens of a person; harmless if they never signed in."""
    try:
        pool().admin_user_global_sign_out(UserPoolId=settings().user_pool_id, Username=person_id)
    except ClientError as error:
        if error.response["Error"]["Code"] != "UserNotFoundException":
            raise


def withdraw(person_id: str) -> None:
    """Keep a person from signing in; harmless if they never could."""
    try:
        pool().admin_disable_user(UserPoolId=settings().user_pool_id, Username=person_id)
    except ClientError as error:
        if error.response["Error"]["Code"] != "UserNotFoundException":
            raise
