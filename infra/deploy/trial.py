"""Tries a live installation at its own addresses: that it answers, refuses whom it should, and does what people do."""

from collections.abc import Callable, Mapping

import httpx
from botocore.exceptions import BotoCoreError, ClientError
from websockets.exceptions import InvalidHandshake, WebSocketException
from websockets.sync.client import connect

from infra.deploy.cloud import Cloud
from infra.deploy.hosted_page import UnknownPage
from infra.deploy.publishing import config
from infra.deploy.terminal import tell
from infra.deploy.trial_acts import calls, expect, socket_address, uploads, would_be_mailed, writes
from infra.deploy.trial_people import integration_token, people, signed_in
from infra.deploy.trials import PATIENCE, Trial, TrialFailed
from infra.local.steps import Failure, step

PROBLEMS = (TrialFailed, httpx.HTTPError, WebSocketException, OSError, TimeoutError, ClientError, BotoCoreError)


def try_out(cloud: Cloud, outputs: Mapping[str, str]) -> None:
    """Failure with the first thing that does not work. Whom it makes for this is gone afterwards."""
    trial = Trial(cloud, outputs)
    if not cloud.is_emulated and not is_reachable(outputs["ApiUrl"]):
        tell("  Not tried out: the portal's name does not lead here yet. Set the DNS record, then run the same again.")
        return
    attempt("try: the API answers", lambda: answers(trial))
    attempt("try: nothing without a sign-in", lambda: refuses_strangers(trial))
    if "PortalBucketName" in outputs:
        attempt("try: the portal is there", lambda: shows_portal(trial))
    attempt("try: the EHR keeps people; they do what people do", lambda: lives(trial))


def attempt(title: str, act: Callable[[], None]) -> None:
    try:
        with step(title):
            act()
    except PROBLEMS as problem:
        raise Failure(
            f"The installation stands, but does not work as it should: {problem}\n"
            "docs/operations.md says where to look; the logs are in CloudWatch. Then run the same again."
        ) from problem


def is_reachable(url: str) -> bool:
    try:
        httpx.get(f"{url}/health", timeout=PATIENCE)
    except httpx.ConnectError:
        return False
    return True


def answers(trial: Trial) -> None:
    expect(trial.call("", "GET", "/health")["status"] == "ok", "GET /health does not say ok")


def refuses_strangers(trial: Trial) -> None:
    """Neither API nor socket lets somebody in who has not signed in."""
    answer = httpx.get(f"{trial.outputs['ApiUrl']}/me", timeout=PATIENCE)
    expect(answer.status_code == 401, f"GET /me without a token is answered with {answer.status_code}")
    try:
        with connect(socket_address(trial, ""), open_timeout=PATIENCE):
            raise TrialFailed("the socket lets somebody in without a ticket")
    except InvalidHandshake:
        return


def shows_portal(trial: Trial) -> None:
    address = trial.outputs["PortalUrl"]
    page, settings = (httpx.get(f"{address}/{name}", timeout=PATIENCE) for name in ("chat", "config.json"))
    expect("<!doctype html>" in page.text.lower(), f"{address}/chat is not the portal ({page.status_code})")
    expect("content-security-policy" in page.headers, f"{address}/chat comes without its security headers")
    expect(settings.json() == config(trial.cloud, trial.outputs), f"{address}/config.json is of another release")


def lives(trial: Trial) -> None:
    """What people do all day, from the hosted page on."""
    token = integration_token(trial)
    with people(trial, token):
        try:
            patient, nurse = (signed_in(trial, name) for name in (trial.patient, trial.nurse))
        except UnknownPage as page:
            tell(f"  {not_tried(trial, page)}")
            return
        is_open = asks_second_factor(trial) and not trial.cloud.is_emulated
        expect(not is_open, "second_factor is ON, and somebody has signed in without one")
        conversation = writes(trial, patient, nurse)
        uploads(trial, patient, conversation)
        calls(trial, token, nurse)
        would_be_mailed(trial, nurse, conversation)


def asks_second_factor(trial: Trial) -> bool:
    return trial.cloud.tenant.parameters.get("SecondFactor") == "ON"


def not_tried(trial: Trial, page: UnknownPage) -> str:
    left = "A message, a file, a call and a mail are not tried out: do it by hand, docs/install.md, 7."
    if asks_second_factor(trial):
        return f"The sign-in asks for a second factor, as it should, and a trial has none. {left}"
    return f"The sign-in could not be gone through by a program ({page}). {left}"
