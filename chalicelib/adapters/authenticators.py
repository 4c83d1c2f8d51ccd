"""Authenticator apps at the user pool: who has one, and setting one up in the name of somebody who signed in for it.

Everything here raises `Busy` where the pool cannot answer at this moment: repeated, it is done once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from botocore.exceptions import ClientError

from chalicelib.adapters.identity import pool
from chalicelib.domain.errors import Busy
from chalicelib.settings import settings

APP = "SOFTWARE_TOKEN_MFA"
WRONG_CODES = frozenset({"CodeMismatchException", "EnableSoftwareTokenMFAException", "ExpiredCodeException"})
ENDED = frozenset({"NotAuthorizedException", "UserNotFoundException"})
PASSING = frozenset({"TooManyRequestsException", "InternalErrorException"})


class SignInOver(Exception):
    """The sign-in by which an app is set up does not count any more."""


@contextmanager
def answered() -> Iterator[None]:
    """What the pool will get over comes as `Busy`."""
    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] in PASSING:
            raise Busy("The sign-in service does not answer. Repeat the same request in a second.") from error
        raise


@cache
@answered()
def client_secret() -> str:
    """By which the pool knows that it is this server who sets an app up; asked for at the first."""
    described = pool().describe_user_pool_client(
        UserPoolId=settings().user_pool_id, ClientId=settings().doors.second_factor_client_id
    )
    secret: str = described["UserPoolClient"]["ClientSecret"]
    return secret


@answered()
def new_key(access_token: str) -> str:
    """A key for an app, in letters and digits. What the person has counts until the new one has shown its code."""
    try:
        key: str = pool().associate_software_token(AccessToken=access_token)["SecretCode"]
    except ClientError as error:
        raise over_or(error) from error
    return key


@answered()
def is_shown(access_token: str, code: str) -> bool:
    """Whether this is what the app with that key must show; then it is the person's."""
    try:
        answer = pool().verify_software_token(AccessToken=access_token, UserCode=code)
    except ClientError as error:
        if error.response["Error"]["Code"] in WRONG_CODES:
            return False
        raise over_or(error) from error
    return bool(answer["Status"] == "SUCCESS")


def over_or(error: ClientError) -> Exception:
    return SignInOver() if error.response["Error"]["Code"] in ENDED else error


def turn_on(person_id: str) -> None:
    """From now on the pool lets this person in with a code alone."""
    prefer(person_id, is_on=True)


def turn_off(person_id: str) -> None:
    """The pool asks this person for no code any more; harmless if they never signed in."""
    try:
        prefer(person_id, is_on=False)
    except ClientError as error:
        if error.response["Error"]["Code"] != "UserNotFoundException":
            raise


@answered()
def prefer(person_id: str, *, is_on: bool) -> None:
    pool().admin_set_user_mfa_preference(
        UserPoolId=settings().user_pool_id,
        Username=person_id,
        SoftwareTokenMfaSettings={"Enabled": is_on, "PreferredMfa": is_on},
    )


@answered()
def is_asked_of(person_id: str) -> bool:
    """Whether the pool asks this person for a code when they sign in; not if it does not know them (any more)."""
    try:
        user = pool().admin_get_user(UserPoolId=settings().user_pool_id, Username=person_id)
    except ClientError as error:
        if error.response["Error"]["Code"] != "UserNotFoundException":
            raise
        return False
    return APP in user.get("UserMFASettingList", ())
