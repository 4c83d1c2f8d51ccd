"""A second factor for staff on the stack: at the hosted page, at the API, and at the pool itself."""

import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from botocore.exceptions import ClientError

from infra.deploy.authenticator import Authenticator
from infra.deploy.hosted_page import challenge_of
from infra.local.stack import Stack
from tests.stack_fixture.clinic import Newcomer
from tests.stack_fixture.hosted_page import Session, sign_in, type_password
from tests.stack_fixture.person import Person

pytestmark = pytest.mark.usefixtures("asking_staff")
NEVER, VERIFIER = "000000", "v" * 43
ComeIn = Callable[..., Session]


@pytest.fixture
def browser(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.portal_url, timeout=30) as it:
        yield it


@pytest.fixture
def come_in(stack: Stack) -> Iterator[ComeIn]:
    """Signs people in at the hosted page; their connections close at the end."""
    sessions: list[Session] = []

    def signed_in(who: Person, browser: httpx.Client, app: Authenticator | None = None) -> Session:
        sessions.append(sign_in(stack, who, browser, app))
        return sessions[-1]

    yield signed_in
    for session in sessions:
        session.person.http.close()


def begin(session: Session, who: Person, app: Authenticator | None = None) -> tuple[str, Authenticator]:
    """Where an enrolment stands once its person has signed in for it, and the app with the new key."""
    begun = session.person.http.post("/me/second-factor")
    assert begun.status_code == 201, begun.text
    told = type_password(session.browser, begun.json()["url"], who, app)
    assert told["state"] == f"second-factor.{begun.json()['id']}"
    path = f"/me/second-factor/{begun.json()['id']}"
    key = session.person.http.post(path, json={"code": told["code"]})
    assert key.status_code == 200, key.text
    return path, Authenticator(key.json()["key"], is_hasty=True)


def enrol(session: Session, who: Person) -> Authenticator:
    """Set up an app; a second later, since no sign-in of the same second counts."""
    path, app = begin(session, who)
    done = session.person.http.put(path, json={"code": app.code()})
    assert done.status_code == 200, done.text
    time.sleep(1.1)
    return app


def standing(session: Session) -> str:
    found: str = session.person.http.get("/me").json()["secondFactor"]
    return found


def assert_kept_out(session: Session) -> None:
    for answer in (
        session.person.http.get("/conversations"),
        session.person.http.post("/me/realtime-tickets"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "SECOND_FACTOR_REQUIRED"), answer.text


def test_a_nurse_is_let_in_with_the_code_of_an_app_alone(
    stack: Stack, newcomer: Newcomer, browser: httpx.Client, come_in: ComeIn
) -> None:
    nurse = newcomer(role="provider")
    session = come_in(nurse, browser)
    assert standing(session) == "TO_ENROL"
    assert_kept_out(session)

    path, app = begin(session, nurse)
    refused = session.person.http.put(path, json={"code": NEVER})
    assert (refused.status_code, refused.json()["code"]) == (409, "CODE_REFUSED")
    done = session.person.http.put(path, json={"code": app.code()})
    assert done.status_code == 200, done.text

    assert standing(session) == "TO_PROVE"
    assert_kept_out(session)
    assert session.renew().status_code == 400, "no session of before goes on"
    time.sleep(1.1)
    with pytest.raises(AssertionError, match="authenticator app"):
        come_in(nurse, browser)
    proven = come_in(nurse, browser, app)
    assert standing(proven) == "PROVEN"
    assert proven.person.http.get("/conversations").status_code == 200
    assert proven.person.socket_url()
    assert proven.renew().status_code == 200
    assert proven.person.http.get("/conversations").status_code == 200


def test_a_patient_is_asked_for_nothing(newcomer: Newcomer, browser: httpx.Client, come_in: ComeIn) -> None:
    session = come_in(newcomer(), browser)
    assert standing(session) == "NOT_ASKED"
    assert session.person.http.get("/conversations").status_code == 200


def test_nothing_that_a_browser_holds_changes_a_sign_in_past_the_api(
    stack: Stack, newcomer: Newcomer, browser: httpx.Client, come_in: ComeIn
) -> None:
    nurse, pool = newcomer(role="provider"), stack.aws("cognito-idp")
    session = come_in(nurse, browser)
    address = httpx.URL(session.person.http.post("/me/second-factor").json()["url"])
    own = address.copy_merge_params({"code_challenge": challenge_of(VERIFIER)})
    told = type_password(browser, str(own), nurse)
    form = {name: own.params[name] for name in ("client_id", "redirect_uri")} | {"grant_type": "authorization_code"}
    stolen = browser.post("/oauth2/token", data={**form, "code": told["code"], "code_verifier": VERIFIER})
    assert (stolen.status_code, stolen.json()["error"]) == (400, "invalid_client")

    proven = come_in(nurse, browser, enrol(session, nurse))
    renewed = pool.initiate_auth(
        ClientId=stack.client_id,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": proven.refresh_token},
    )["AuthenticationResult"]["AccessToken"]
    for token in (proven.bearer.token, renewed):
        with pytest.raises(ClientError, match="scopes"):
            pool.set_user_mfa_preference(AccessToken=token, SoftwareTokenMfaSettings={"Enabled": False})
        with pytest.raises(ClientError, match="scopes"):
            pool.associate_software_token(AccessToken=token)
    assert standing(proven) == "PROVEN"


def test_an_administrator_gives_whoever_has_lost_the_phone_a_new_beginning(
    stack: Stack, newcomer: Newcomer, browser: httpx.Client, come_in: ComeIn
) -> None:
    nurse, root = newcomer(role="provider"), newcomer(role="admin", name="Ira Vale")
    app = enrol(come_in(nurse, browser), nurse)
    lost = come_in(nurse, browser, app)
    with httpx.Client(base_url=stack.portal_url, timeout=30) as other:
        keeper = come_in(root, other, enrol(come_in(root, other), root))
        done = keeper.person.http.delete(f"/people/{nurse.id}/second-factor")
    assert done.status_code == 200, done.text

    assert lost.renew().status_code == 400
    again = come_in(nurse, browser)
    assert standing(again) == "TO_ENROL"
    assert_kept_out(again)
    assert standing(come_in(nurse, browser, enrol(again, nurse))) == "PROVEN"
