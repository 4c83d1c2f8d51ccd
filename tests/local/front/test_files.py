"""The built portal, its settings and its security headers."""

import httpx
import pytest

from infra.edge_headers import CHIME_ORIGINS
from infra.local.front.headers import security_headers
from tests.local.front.conftest import INDEX, UNSUBSCRIBE


@pytest.mark.parametrize("page", ["/", "/chat/01ABC", "/cases/C.1", "/patients/p.17", "/?code=1&state=2"])
def test_every_page_is_the_portals_index_and_asked_for_again(browser: httpx.Client, page: str) -> None:
    answer = browser.get(page)
    assert (answer.status_code, answer.text) == (200, INDEX)
    assert answer.headers["cache-control"] == "no-cache"


def test_the_link_of_a_mail_leads_to_a_page_of_its_own(browser: httpx.Client) -> None:
    answer = browser.get("/unsubscribe/a-token.of-a-mail")
    assert (answer.status_code, answer.text) == (200, UNSUBSCRIBE)
    assert answer.headers["cache-control"] == "no-cache"


def test_hashed_files_are_kept_forever_and_others_are_not(browser: httpx.Client) -> None:
    assert "immutable" in browser.get("/assets/main-1a2b.js").headers["cache-control"]
    assert browser.get("/favicon.svg").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/assets/gone.js", "/..%2fsecret.txt", "/assets/%2e%2e/%2e%2e/secret.txt", "/%2fetc/x.y"]
)
def test_what_is_not_part_of_the_portal_is_not_found(browser: httpx.Client, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_a_portal_that_is_not_built_says_so(origin_alone: str) -> None:
    answer = httpx.get(origin_alone)
    assert answer.status_code == 503
    assert "make run" in answer.text


def test_the_portals_settings_are_told_and_not_kept(browser: httpx.Client) -> None:
    answer = browser.get("/config.json")
    assert answer.json() == {"apiBase": "/v1"}
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/assets/main-1a2b.js", "/config.json", "/v1/health", "/none.js"])
def test_everything_carries_the_security_headers_of_the_template(browser: httpx.Client, path: str) -> None:
    headers = browser.get(path).headers
    assert "require-trusted-types-for 'script'" in headers["content-security-policy"]
    assert "$" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "strict-transport-security" not in headers


def test_sign_in_pages_of_the_emulator_may_carry_their_own_style(browser: httpx.Client) -> None:
    assert "style-src 'unsafe-inline'" in browser.get("/login").headers["content-security-policy"]


def test_pages_may_speak_to_chime_only_where_it_carries_calls() -> None:
    policies = [security_headers("http://files", origins)["Content-Security-Policy"] for origins in ("", CHIME_ORIGINS)]

    assert ["chime" in policy for policy in policies] == [False, True]
    assert "connect-src 'self' http://files https://*.chime.aws wss://*.chime.aws;" in policies[1]
