"""The correction `refreshed_groups`: a renewed token still says which groups its person is in."""

import base64
import hashlib
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from tests.local.emulator.local_aws import LocalAws, unique

BACK_TO = "http://localhost:1/"
VERIFIER = "v" * 43
PASSWORD = "Enough-for-tests-1"


def test_plain_forgets_the_groups(plain: LocalAws) -> None:
    assert "cognito:groups" not in renewed_claims(plain)


def test_corrected_keeps_the_groups(corrected: LocalAws) -> None:
    assert renewed_claims(corrected)["cognito:groups"] == ["patient"]


def renewed_claims(aws: LocalAws) -> dict[str, Any]:
    """The claims of an access token that somebody renewed after signing in at the hosted page."""
    client_id = pool_with_ada(aws)
    with httpx.Client(base_url=aws.url) as browser:
        code = code_from_hosted_page(browser, client_id)
        first = token(
            browser,
            grant_type="authorization_code",
            client_id=client_id,
            code=code,
            redirect_uri=BACK_TO,
            code_verifier=VERIFIER,
        )
        renewed = token(browser, grant_type="refresh_token", client_id=client_id, refresh_token=first["refresh_token"])
    payload = renewed["access_token"].split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return claims


def pool_with_ada(aws: LocalAws) -> str:
    """A pool in which Ada is a patient; returns the id of its client."""
    cognito = aws.client("cognito-idp")
    pool = cognito.create_user_pool(PoolName=unique("pool"))["UserPool"]["Id"]
    cognito.create_user_pool_domain(Domain=unique("domain"), UserPoolId=pool)
    cognito.create_group(UserPoolId=pool, GroupName="patient")
    cognito.admin_create_user(UserPoolId=pool, Username="ada", MessageAction="SUPPRESS")
    cognito.admin_set_user_password(UserPoolId=pool, Username="ada", Password=PASSWORD, Permanent=True)
    cognito.admin_add_user_to_group(UserPoolId=pool, Username="ada", GroupName="patient")
    made = cognito.create_user_pool_client(
        UserPoolId=pool,
        ClientName="portal",
        AllowedOAuthFlows=["code"],
        AllowedOAuthScopes=["openid"],
        AllowedOAuthFlowsUserPoolClient=True,
        CallbackURLs=[BACK_TO],
        SupportedIdentityProviders=["COGNITO"],
    )
    client_id: str = made["UserPoolClient"]["ClientId"]
    return client_id


def code_from_hosted_page(browser: httpx.Client, client_id: str) -> str:
    challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
    form = {
        "client_id": client_id,
        "redirect_uri": BACK_TO,
        "response_type": "code",
        "scope": "openid",
        "state": "s",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    browser.get("/oauth2/authorize", params=form).raise_for_status()
    answer = browser.post("/login", data={**form, "username": "ada", "password": PASSWORD})
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


def token(browser: httpx.Client, **form: str) -> dict[str, Any]:
    answer: dict[str, Any] = browser.post("/oauth2/token", data=form).raise_for_status().json()
    return answer
