"""A program signs in at the hosted page as a browser does, whichever page it is; what it cannot read it says."""

from collections.abc import Callable
from urllib.parse import parse_qsl

import httpx
import pytest

from infra.deploy.authenticator import Authenticator
from infra.deploy.hosted_page import SignInRefused, UnknownPage, code_from

BACK = "https://messages.clinic.example/"
TYPED = {"username": "nora", "password": "Right-1"}
SIGN_IN = "https://river.auth.eu-central-1.amazoncognito.com"
CLASSIC = """<div><form action="/login?client_id=c&amp;state=s" method="POST" name="cognitoSignInForm">
<input type="hidden" name="_csrf" value="t1"/><input name="username" type="text"/>
<input name="password" type="password"/><input type="hidden" name="cognitoAsfData"/>
<input name="signInSubmitButton" type="Submit" value="Sign in"/></form></div>"""
NAME = """<form action="" method="post"><input type="hidden" name="csrf" value="t1"><input name="username" value="">
<button type="submit">Next</button></form>"""
PASSWORD = """<form action="/login" method="post"><input type="hidden" name="csrf" value="t2">
<input type="hidden" name="username" value="nora"><input type="password" name="password"></form>"""
CODE = """<form action="/mfa" method="post"><input name="_csrf" value="t3"><input name="authentication_code"></form>"""
KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
Pages = Callable[[httpx.Request, dict[str, str]], httpx.Response]


def page(text: str) -> httpx.Response:
    return httpx.Response(200, text=text, headers={"Set-Cookie": "XSRF-TOKEN=t1; Path=/; Secure; HttpOnly"})


def back(**told: str) -> httpx.Response:
    return httpx.Response(302, headers={"Location": str(httpx.URL(BACK, params=told))})


def code(pages: Pages, app: Authenticator | None = None) -> str:
    """What somebody gets who opens the sign-in that is made of these pages: what is sent to them, they answer."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth2/authorize":
            return httpx.Response(302, headers={"Location": "/login?client_id=c&state=s"})
        if request.method == "POST":
            assert request.headers["Cookie"] == "XSRF-TOKEN=t1"
            assert request.headers["Origin"] == SIGN_IN
        return pages(request, dict(parse_qsl(request.content.decode(), keep_blank_values=True)))

    with httpx.Client(transport=httpx.MockTransport(answer)) as browser:
        return code_from(browser, browser.get(f"{SIGN_IN}/oauth2/authorize"), BACK, TYPED, app)


def test_the_classic_page_takes_name_and_password_with_all_that_its_form_hides() -> None:
    def pages(request: httpx.Request, sent: dict[str, str]) -> httpx.Response:
        if request.method == "GET":
            return page(CLASSIC * 2)
        assert sent == {"_csrf": "t1", "cognitoAsfData": "", "signInSubmitButton": "Sign in", **TYPED}
        assert dict(request.url.params) == {"client_id": "c", "state": "s"}
        return back(code="granted", state="s")

    assert code(pages) == "granted"


def test_managed_login_may_ask_for_one_after_the_other() -> None:
    def pages(request: httpx.Request, sent: dict[str, str]) -> httpx.Response:
        if request.method == "GET":
            return page(NAME)
        if "password" not in sent:
            assert sent == {"csrf": "t1", "username": "nora"}
            return page(PASSWORD)
        assert sent == {"csrf": "t2", **TYPED}
        return back(code="granted")

    assert code(pages) == "granted"


def test_who_has_an_app_types_its_code_once() -> None:
    app, shown = Authenticator(KEY), list[str]()

    def pages(request: httpx.Request, sent: dict[str, str]) -> httpx.Response:
        if request.method == "GET":
            return page(CLASSIC)
        if "authentication_code" not in sent:
            return page(CODE)
        assert (request.url.path, sent["_csrf"]) == ("/mfa", "t3")
        shown.append(sent["authentication_code"])
        return back(code="granted") if len(shown) == 1 else page(CODE)

    assert code(pages, app) == "granted"
    assert shown == list(app.shown)
    with pytest.raises(SignInRefused, match="asks again"):
        code(lambda request, sent: page(CLASSIC if request.method == "GET" else CODE), Authenticator(KEY))


def test_a_page_that_asks_for_something_else_is_unknown_and_no_fault_of_the_installation() -> None:
    with pytest.raises(UnknownPage, match=r"the page at https://river\.auth\S+/login asks for neither"):
        code(lambda request, _sent: page(CLASSIC if request.method == "GET" else CODE))
    with pytest.raises(UnknownPage):
        code(lambda _request, _sent: page("<script>drawThePage()</script>"))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda: page(CLASSIC), "takes neither name nor password"),
        (lambda: httpx.Response(400, text="no"), "the sign-in page says 400"),
        (lambda: back(error="invalid_scope", error_description="clinic/portal"), "ends with invalid_scope"),
        (lambda: httpx.Response(302, headers={"Location": "/error?error=x"}), "leads in circles"),
    ],
)
def test_who_is_not_let_in_is_told_why(answer: Callable[[], httpx.Response], told: str) -> None:
    with pytest.raises(SignInRefused, match=told) as refusal:
        code(
            lambda request, _sent: (
                page(CLASSIC) if request.method == "GET" and "error" not in str(request.url) else answer()
            )
        )
    assert "?" not in str(refusal.value), "nothing of what stands behind an address"
