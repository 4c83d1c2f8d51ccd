"""Accounts that live as long as a trial: a patient, a nurse and their care team, put into the directory."""

import json
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx

from infra.deploy.hosted_page import SignInRefused, UnknownPage, access_token
from infra.deploy.trial_factor import with_factor, without_factor
from infra.deploy.trials import PATIENCE, Trial, TrialFailed

NOWHERE = "success@simulator.amazonses.com"
"""Where invitations go: SES takes them and nobody reads them."""
SIGN_IN = re.compile("(trial-[0-9a-f]{12})-(?:patient|nurse)")


def integration_token(trial: Trial) -> str:
    """The EHR's, by client credentials."""
    described = trial.cloud.client("cognito-idp").describe_user_pool_client(
        UserPoolId=trial.outputs["UserPoolId"], ClientId=trial.outputs["DirectoryClientId"]
    )["UserPoolClient"]
    answer = httpx.post(
        f"{trial.outputs['SignInUrl']}/oauth2/token",
        auth=(described["ClientId"], described["ClientSecret"]),
        data={"grant_type": "client_credentials", "scope": "clinic/directory"},
        timeout=PATIENCE,
    )
    if not answer.is_success:
        raise TrialFailed(f"the sign-in of the EHR is answered with {answer.status_code} {answer.text[:300]}")
    token: str = answer.json()["access_token"]
    return token


@contextmanager
def people(trial: Trial, token: str) -> Iterator[None]:
    """Patient, nurse and team, gone at the end whatever happens; what a killed trial left is removed first."""
    for left in left_behind(trial):
        leave_nothing_open(left)
        remove(left)
    try:
        arrive(trial, token)
        yield
        resolve_all(trial)
    except BaseException:
        leave_nothing_open(trial)
        raise
    finally:
        remove(trial)


def arrive(trial: Trial, token: str) -> None:
    account = {"portalAccount": True, "email": NOWHERE}
    trial.put(token, f"people/{trial.nurse}", {"role": "provider", "name": "Trial Nurse", **account})
    trial.put(token, f"care-teams/{trial.team}", {"name": "Trial team", "members": [trial.nurse]})
    patient = {"role": "patient", "name": "Trial Patient", "careTeams": [trial.team], "chatOptIn": True}
    trial.put(token, f"people/{trial.patient}", {**patient, **account})


def leave_nothing_open(trial: Trial) -> None:
    """As far as that goes: what went wrong before is what matters."""
    with suppress(TrialFailed, httpx.HTTPError):
        resolve_all(trial)


def left_behind(trial: Trial) -> list[Trial]:
    """Trials that were killed, by the sign-ins that they left: these are made first and deleted last."""
    pages = trial.cloud.client("cognito-idp").get_paginator("list_users")
    asked = {"UserPoolId": trial.outputs["UserPoolId"], "Filter": 'username ^= "trial-"'}
    names = [user["Username"] for page in pages.paginate(**asked) for user in page["Users"]]
    ids = {found[1] for name in names if (found := SIGN_IN.fullmatch(name))}
    return [Trial(trial.cloud, trial.outputs, id=each) for each in sorted(ids - {trial.id})]


def remove(trial: Trial) -> None:
    """End what stands in the directory, the newest first, and delete the sign-ins."""
    token = integration_token(trial)
    for path in trial.paths:
        httpx.delete(
            f"{trial.outputs['ApiUrl']}/directory/{path}",
            headers={"Authorization": f"Bearer {token}"},
            timeout=PATIENCE,
        )
    pool = trial.cloud.client("cognito-idp")
    for name in (trial.patient, trial.nurse):
        with suppress(pool.exceptions.UserNotFoundException):
            pool.admin_delete_user(UserPoolId=trial.outputs["UserPoolId"], Username=name)


def resolve_all(trial: Trial) -> None:
    """Leave nothing that they wrote unread, open or to be mailed. Who cannot sign in (any more) is passed over."""
    for name, change in ((trial.patient, {}), (trial.nurse, {"status": "resolved"})):
        try:
            token = signed_in(trial, name)
        except (UnknownPage, TrialFailed):
            continue
        for it in trial.call(token, "GET", "/conversations")["items"]:
            path = f"/conversations/{it['id']}"
            trial.call(token, "PUT", f"{path}/read-marker", {"seq": it["lastSeq"]})
            if change:
                trial.call(token, "PATCH", path, change)


def signed_in(trial: Trial, name: str) -> str:
    """The access token of somebody who signs in at the hosted page. Raises `UnknownPage`, or `TrialFailed`.

    An invitation's first password would have to be replaced there: the trial gives a lasting one instead.
    """
    if name in trial.tokens:
        return trial.tokens[name]
    pool, password = trial.cloud.client("cognito-idp"), f"Aa1-{secrets.token_urlsafe(24)}"
    try:
        pool.admin_set_user_password(
            UserPoolId=trial.outputs["UserPoolId"], Username=name, Password=password, Permanent=True
        )
        without_factor(trial, name)
        trial.tokens[name] = with_factor(trial, name, password, access_token(trial.outputs, name, password))
    except (SignInRefused, pool.exceptions.UserNotFoundException) as refusal:
        raise TrialFailed(f"{name} cannot sign in: {refusal}") from refusal
    return trial.tokens[name]


def frame(text: str | bytes) -> dict[str, Any]:
    """An event of a socket."""
    told: dict[str, Any] = json.loads(text)
    return told
