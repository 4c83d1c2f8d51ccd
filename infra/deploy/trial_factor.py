"""A trial's nurse sets up an authenticator app, where the clinic asks its staff for one; nobody reads without it."""

import time
from urllib.parse import parse_qsl, urlsplit

import httpx

from infra.deploy.authenticator import Authenticator
from infra.deploy.hosted_page import access_token, code_for
from infra.deploy.trials import PATIENCE, Trial, TrialFailed


def with_factor(trial: Trial, name: str, password: str, token: str) -> str:
    """The token of this person once they have shown all that is asked of them. `token`: by password alone."""
    if trial.call(token, "GET", "/me")["secondFactor"] != "TO_ENROL":
        return token
    refused = httpx.get(
        f"{trial.outputs['ApiUrl']}/conversations", headers={"Authorization": f"Bearer {token}"}, timeout=PATIENCE
    )
    if refused.status_code != 403:
        raise TrialFailed(f"staff without a second factor are answered with {refused.status_code}, not refused")
    app = enrolled(trial, name, password, token)
    time.sleep(1)  # a sign-in of the same second as the enrolment does not count
    return access_token(trial.outputs, name, password, app)


def enrolled(trial: Trial, name: str, password: str, token: str) -> Authenticator:
    """The app that they have set up."""
    begun = trial.call(token, "POST", "/me/second-factor")
    asked = dict(parse_qsl(urlsplit(begun["url"]).query))
    code = code_for(trial.outputs, asked, {"username": name, "password": password})
    key = trial.call(token, "POST", f"/me/second-factor/{begun['id']}", {"code": code})["key"]
    app = Authenticator(key, is_hasty=trial.cloud.is_emulated)
    trial.call(token, "PUT", f"/me/second-factor/{begun['id']}", {"code": app.code()})
    return app


def without_factor(trial: Trial, name: str) -> None:
    """Let somebody of a trial that was killed sign in again: the key of their app is lost."""
    pool, who = trial.cloud.client("cognito-idp"), {"UserPoolId": trial.outputs["UserPoolId"], "Username": name}
    if pool.admin_get_user(**who).get("UserMFASettingList"):
        pool.admin_set_user_mfa_preference(**who, SoftwareTokenMfaSettings={"Enabled": False, "PreferredMfa": False})
