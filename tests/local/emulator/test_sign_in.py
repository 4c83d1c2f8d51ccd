"""Corrections of signing in.

`refreshed_groups`: a renewed token still says which groups its person is in. `hosted_session`: the hosted page knows a
browser again, and what it says of when somebody signed in is true.
"""

import base64
import hashlib
import json
import time
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


def test_plain_always_asks_for_the_password(plain: LocalAws) -> None:
    with httpx.Client(base_url=plain.url) as browser:
        form = form_for(pool_with_ada(plain))
        code_from_hosted_page(browser, form)
        assert browser.get("/oauth2/authorize", params=form).status_code == 200


def test_corrected_lets_a_known_browser_through_and_tells_when_it_signed_in(corrected: LocalAws) -> None:
    with httpx.Client(base_url=corrected.url) as browser:
        form = form_for(pool_with_ada(corrected))
        first = claims_of(browser, form, code_from_hosted_page(browser, form))
        time.sleep(1.1)
        let_through = browser.get("/oauth2/authorize", params=form)
        again = claims_of(browser, form, code_in(let_through))

        assert (again["auth_time"], again["nonce"]) == (first["auth_time"], "n")
        assert again["iat"] > again["auth_time"]
        assert browser.get("/oauth2/authorize", params={**form, "prompt": "login"}).status_code == 200
        assert claims_of(browser, form, code_from_hosted_page(browser, form))["auth_time"] > first["auth_time"]


def test_corrected_knows_neither_other_browsers_nor_whoever_signed_out(corrected: LocalAws) -> None:
    with httpx.Client(base_url=corrected.url) as browser, httpx.Client(base_url=corrected.url) as other:
        form = form_for(pool_with_ada(corrected))
        code_from_hosted_page(browser, form)
        assert other.get("/oauth2/authorize", params=form).status_code == 200
        browser.get("/logout", params={"client_id": form["client_id"], "logout_uri": BACK_TO})
        assert browser.get("/oauth2/authorize", params=form).status_code == 200


def claims_of(browser: httpx.Client, form: dict[str, str], code: str) -> dict[str, Any]:
    """What the identity token says that this code stands for."""
    return claims_in(tokens_for(browser, form["client_id"], code)["id_token"])


def renewed_claims(aws: LocalAws) -> dict[str, Any]:
    """The claims of an access token that somebody renewed after signing in at the hosted page."""
    client_id = pool_with_ada(aws)
    with httpx.Client(base_url=aws.url) as browser:
        first = tokens_for(browser, client_id, code_from_hosted_page(browser, form_for(client_id)))
        renewed = token(browser, grant_type="refresh_token", client_id=client_id, refresh_token=first["refresh_token"])
    return claims_in(renewed["access_token"])


def claims_in(token: str) -> dict[str, Any]:
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    return claims


def tokens_for(browser: httpx.Client, client_id: str, code: str) -> dict[str, Any]:
    return token(
        browser,
        grant_type="authorization_code",
        client_id=client_id,
        code=code,
        redirect_uri=BACK_TO,
        code_verifier=VERIFIER,
    )


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
        LogoutURLs=[BACK_TO],
        SupportedIdentityProviders=["COGNITO"],
    )
    client_id: str = made["UserPoolClient"]["ClientId"]
    return client_id


def form_for(client_id: str) -> dict[str, str]:
    """What a portal asks the hosted page with."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
    return {
        "client_id": client_id,
        "redirect_uri": BACK_TO,
        "response_type": "code",
        "scope": "openid",
        "state": "s",
        "nonce": "n",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }


def code_from_hosted_page(browser: httpx.Client, form: dict[str, str]) -> str:
    """The code that Ada gets for her password."""
    browser.get("/oauth2/authorize", params={**form, "prompt": "login"}).raise_for_status()
    return code_in(browser.post("/login", data={**form, "username": "ada", "password": PASSWORD}))


def code_in(answer: httpx.Response) -> str:
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


def token(browser: httpx.Client, **form: str) -> dict[str, Any]:
    answer: dict[str, Any] = browser.post("/oauth2/token", data=form).raise_for_status().json()
    return answer
