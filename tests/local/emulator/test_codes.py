"""Correction of signing in, `hosted_codes`: who has an authenticator app is asked for its code at the hosted page.

What plain MiniStack does right is relied on, too: it checks codes (RFC 6238), and takes no token without the scope for
it when somebody's sign-in is to be changed.
"""

import time
from typing import Any

import httpx
import pytest

from infra.deploy.authenticator import STEP, code_at
from tests.local.emulator.local_aws import LocalAws
from tests.local.emulator.test_sign_in import PASSWORD, code_in, form_for, pool_with_ada, tokens_for

WRONG = "000000"


def with_app(aws: LocalAws) -> tuple[str, str, str]:
    """A pool in which Ada has set up an app; gives its client, the app's key and the code that it showed."""
    client_id, cognito = pool_with_ada(aws), aws.client("cognito-idp")
    pool = next(
        pool["Id"]
        for pool in cognito.list_user_pools(MaxResults=60)["UserPools"]
        if client_id
        in {it["ClientId"] for it in cognito.list_user_pool_clients(UserPoolId=pool["Id"])["UserPoolClients"]}
    )
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool, SoftwareTokenMfaConfiguration={"Enabled": True}, MfaConfiguration="OPTIONAL"
    )
    token = token_that_may_change(cognito, pool)
    key = cognito.associate_software_token(AccessToken=token)["SecretCode"]
    shown = code_at(key, time.time())
    assert cognito.verify_software_token(AccessToken=token, UserCode=shown)["Status"] == "SUCCESS"
    return client_id, key, shown


def token_that_may_change(cognito: Any, pool: str) -> str:
    client = cognito.create_user_pool_client(
        UserPoolId=pool, ClientName="programs", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )["UserPoolClient"]["ClientId"]
    who = {"USERNAME": "ada", "PASSWORD": PASSWORD}
    answer = cognito.initiate_auth(ClientId=client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=who)
    token: str = answer["AuthenticationResult"]["AccessToken"]
    return token


def by_password(browser: httpx.Client, client_id: str) -> httpx.Response:
    return browser.post("/login", data={**form_for(client_id), "username": "ada", "password": PASSWORD})


def show(browser: httpx.Client, page: httpx.Response, code: str) -> httpx.Response:
    """Type a code into the page that asks for one."""
    token = page.text.partition('name="code_token" value="')[2].partition('"')[0]
    return browser.post("/login", data={"code_token": token, "authentication_code": code})


def next_code(key: str) -> str:
    """What the app shows after the present code: pools take it a little early, since clocks differ."""
    return code_at(key, time.time() + STEP)


def test_plain_lets_in_by_password_alone_who_has_an_app(plain: LocalAws) -> None:
    client_id, _key, _shown = with_app(plain)
    with httpx.Client(base_url=plain.url) as browser:
        assert tokens_for(browser, client_id, code_in(by_password(browser, client_id)))["access_token"]


def test_corrected_lets_them_in_with_its_code_and_knows_the_browser_from_then_on(corrected: LocalAws) -> None:
    client_id, key, _shown = with_app(corrected)
    with httpx.Client(base_url=corrected.url) as browser:
        page = by_password(browser, client_id)
        assert (page.status_code, "authenticator app" in page.text, "set-cookie" in page.headers) == (200, True, False)
        assert browser.get("/oauth2/authorize", params=form_for(client_id)).status_code == 200, "not known yet"

        assert tokens_for(browser, client_id, code_in(show(browser, page, next_code(key))))["access_token"]
        assert browser.get("/oauth2/authorize", params=form_for(client_id)).status_code == 302


def test_corrected_takes_no_wrong_code_none_twice_and_no_page_twice(corrected: LocalAws) -> None:
    client_id, key, shown = with_app(corrected)
    with httpx.Client(base_url=corrected.url) as browser:
        page = by_password(browser, client_id)
        for code in (WRONG, shown):
            refused = show(browser, page, code)
            assert (refused.status_code, "Invalid code" in refused.text) == (200, True)
        used = next_code(key)
        assert show(browser, page, used).status_code == 302
        assert show(browser, page, used).status_code == 400
        assert "Invalid code" in show(browser, by_password(browser, client_id), used).text


def test_who_has_no_app_is_asked_for_none(corrected: LocalAws) -> None:
    client_id = pool_with_ada(corrected)
    with httpx.Client(base_url=corrected.url) as browser:
        assert by_password(browser, client_id).status_code == 302


def test_a_token_of_the_portal_can_change_nothing_of_a_sign_in(plain: LocalAws) -> None:
    client_id, cognito = pool_with_ada(plain), plain.client("cognito-idp")
    with httpx.Client(base_url=plain.url) as browser:
        token = tokens_for(browser, client_id, code_in(by_password(browser, client_id)))["access_token"]
    with pytest.raises(cognito.exceptions.NotAuthorizedException, match="scopes"):
        cognito.associate_software_token(AccessToken=token)
    with pytest.raises(cognito.exceptions.NotAuthorizedException, match="scopes"):
        cognito.set_user_mfa_preference(AccessToken=token, SoftwareTokenMfaSettings={"Enabled": False})
