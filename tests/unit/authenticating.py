"""Somebody of the staff with a real user of the pool, who sets up an authenticator app."""

import os
import time
from dataclasses import dataclass
from typing import Any

import boto3

from chalicelib import clock
from chalicelib.usecases import second_factor
from infra.deploy.authenticator import code_at
from tests.unit.clinic import Answer, Api, Clinic, person
from tests.unit.hosted_page import HostedPage

PASSWORD = "Enough-for-tests-1"


@dataclass
class Worker:
    """`api`: as they call it with the token of their last sign-in."""

    id: str
    role: str
    page: HostedPage
    api: Api

    def sign_in(self, seconds: float = 0, **claims: str) -> Api:
        """Sign in anew, so much later than now; gives the API as they call it then."""
        number = clock.new_id()
        moment = str(int(clock.now().timestamp() + seconds))
        told = {"auth_time": moment, "iat": moment, "jti": f"token-{number}", "origin_jti": f"session-{number}"}
        self.api = person(self.id, self.role, **{**told, **claims})
        return self.api

    def begin(self) -> Answer:
        begun = self.api.post("/me/second-factor")
        assert begun.status == 201, begun.body
        return begun

    def key(self, begun: Answer, **said: Any) -> Answer:
        """What the API gives for the code with which the hosted page sends them back."""
        code = self.page.sign_in(begun["url"], self.id, access_token=pool_token(self.id), **said)
        return self.api.post(f"/me/second-factor/{begun['id']}", {"code": code})

    def show(self, begun: Answer, code: str) -> Answer:
        return self.api.put(f"/me/second-factor/{begun['id']}", {"code": code})

    def enrol(self) -> Answer:
        begun = self.begin()
        key = self.key(begun)
        assert key.status == 200, key.body
        return self.show(begun, code_at(key["key"], time.time()))


def hire(clinic: Clinic, page: HostedPage, role: str = "provider") -> Worker:
    """A new member of staff (or patient), signed in by password a minute ago."""
    who = f"new-{clock.new_id()}"
    more = {"careTeams": ["meds"], "chatOptIn": True} if role == "patient" else {}
    known = {"role": role, "name": "Kim Lane", "portalAccount": True, "email": f"{who}@clinic.example", **more}
    assert clinic.ehr.put(f"/directory/people/{who}", known).status == 201
    worker = Worker(who, role, page, person(who, role))
    worker.sign_in(-60)
    return worker


def pool_token(person_id: str) -> str:
    """A token of the scope that the pool wants, as the hosted page gives it to the server."""
    pool, pool_id = boto3.client("cognito-idp"), os.environ["USER_POOL_ID"]
    pool.admin_set_user_password(UserPoolId=pool_id, Username=person_id, Password=PASSWORD, Permanent=True)
    client = pool.create_user_pool_client(
        UserPoolId=pool_id, ClientName="any", ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH"]
    )["UserPoolClient"]["ClientId"]
    # Who has an app is asked for its code: the pool's own page sees to that, and this is not it.
    was_on = is_on(person_id)
    prefer(person_id, is_on=False)
    answer = pool.admin_initiate_auth(
        UserPoolId=pool_id,
        ClientId=client,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": person_id, "PASSWORD": PASSWORD},
    )
    if was_on:
        prefer(person_id, is_on=True)
    token: str = answer["AuthenticationResult"]["AccessToken"]
    return token


def prefer(person_id: str, *, is_on: bool) -> None:
    """As whoever administers the pool does it."""
    boto3.client("cognito-idp").admin_set_user_mfa_preference(
        UserPoolId=os.environ["USER_POOL_ID"],
        Username=person_id,
        SoftwareTokenMfaSettings={"Enabled": is_on, "PreferredMfa": is_on},
    )


def is_on(person_id: str) -> bool:
    user = boto3.client("cognito-idp").admin_get_user(UserPoolId=os.environ["USER_POOL_ID"], Username=person_id)
    return "SOFTWARE_TOKEN_MFA" in user.get("UserMFASettingList", ())


def standing(api: Api) -> str:
    """How they stand to it; what the process remembers of tokens is forgotten first."""
    second_factor.PROVEN.clear()
    said: str = api.get("/me")["secondFactor"]
    return said
