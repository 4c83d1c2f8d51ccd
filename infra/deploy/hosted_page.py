"""Signs somebody in at the pool's hosted page as their browser would: authorization code with PKCE.

Cognito's classic page (`_csrf`), managed login (`csrf`, perhaps name and password on a page each) and the emulator's
page are plain forms: hidden fields and cookies are sent back as they came. AWS promises none of that to programs, so a
page that cannot be read says nothing about the installation, and is told apart (`UnknownPage`).
"""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

import httpx

from infra.deploy.authenticator import Authenticator
from infra.deploy.page_forms import form_with

PATIENCE = 60
"""Seconds that an answer may take."""
APP_CODE = "authentication_code"
"""What the page calls the field for the code of an authenticator app."""
MOST_STEPS = 12
"""Redirects and pages between the portal and its code; a few more than there are."""


class UnknownPage(Exception):
    """The page asks for something that a program does not know how to answer; says what the page is."""


class SignInRefused(Exception):
    """The hosted page does not let somebody in whom it should; says what it said."""


def access_token(outputs: Mapping[str, str], name: str, password: str, app: Authenticator | None = None) -> str:
    """Of somebody who types this name and password there. Raises `UnknownPage` or `SignInRefused`.

    `app`: which they have, if the page is to ask them for its code.
    """
    verifier, back = secrets.token_urlsafe(48), f"{outputs['PortalUrl']}/"
    asked = {
        **{"response_type": "code", "client_id": outputs["PortalClientId"], "redirect_uri": back},
        **{"scope": "openid clinic/portal", "state": secrets.token_urlsafe(8), "prompt": "login"},
        **{"code_challenge": challenge_of(verifier), "code_challenge_method": "S256"},
    }
    code = code_for(outputs, asked, {"username": name, "password": password}, app)
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    token_url = f"{outputs['SignInUrl']}/oauth2/token"
    answer = httpx.post(token_url, data={**form, "client_id": outputs["PortalClientId"]}, timeout=PATIENCE)
    if not answer.is_success:
        raise SignInRefused(f"the code of the sign-in is answered with {answer.status_code} {answer.text[:300]}")
    token: str = answer.json()["access_token"]
    return token


def code_for(
    outputs: Mapping[str, str], asked: Mapping[str, str], typed: Mapping[str, str], app: Authenticator | None = None
) -> str:
    """What the page sends the portal, if it is asked so and this is typed there."""
    with httpx.Client(timeout=PATIENCE, headers={"User-Agent": "Mozilla/5.0 (clinic-messaging trial)"}) as browser:
        opened = browser.get(f"{outputs['SignInUrl']}/oauth2/authorize", params=dict(asked))
        return code_from(browser, opened, asked["redirect_uri"], typed, app)


def challenge_of(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def code_from(
    browser: httpx.Client,
    answer: httpx.Response,
    back: str,
    typed: Mapping[str, str],
    app: Authenticator | None = None,
) -> str:
    """Follow redirects and fill in forms until the portal would be given its code. Each field is typed in once."""
    left, shown_before = dict(typed), set(app.shown) if app else set[str]()
    for _ in range(MOST_STEPS):
        if answer.is_redirect:
            address = str(answer.url.join(answer.headers["location"]))
            if address.startswith(back):
                return code_in(address)
            answer = browser.get(address)
            continue
        if answer.is_error or urlsplit(str(answer.url)).path == "/error":
            raise SignInRefused(f"the sign-in page says {answer.status_code} at {without_query(answer)}")
        if app and form_with(answer.text, APP_CODE):
            if app.shown - shown_before:
                raise SignInRefused("the sign-in page does not take the code of the app, and asks again")
            left[APP_CODE] = app.code()
        answer = fill_in(browser, answer, left)
    raise SignInRefused(f"the sign-in leads in circles, last to {without_query(answer)}")


def fill_in(browser: httpx.Client, page: httpx.Response, left: dict[str, str]) -> httpx.Response:
    """Send the page's form with what is still to be typed, which is then no longer left."""
    form = form_with(page.text, *(left.keys() & {APP_CODE}), "password", "username")
    if form is None:
        raise UnknownPage(f"the page at {without_query(page)} asks for neither name nor password")
    typed = {name: left.pop(name) for name in list(left) if name in form.fields}
    if not typed:
        raise SignInRefused("the sign-in page takes neither name nor password, and asks again")
    said = {"Referer": str(page.url), "Origin": f"{page.url.scheme}://{page.url.netloc.decode()}"}
    return browser.post(page.url.join(form.action), data={**form.fields, **typed}, headers=said)


def code_in(address: str) -> str:
    told = dict(parse_qsl(urlsplit(address).query))
    if "code" not in told:
        raise SignInRefused(f"the sign-in ends with {told.get('error')}: {told.get('error_description')}")
    return told["code"]


def without_query(answer: httpx.Response) -> str:
    """Where it is from. What stands behind it is of nobody's concern."""
    return str(answer.url.copy_with(query=None))
