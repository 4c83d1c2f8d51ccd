"""What was mailed, to be looked at: in a list, and each by itself."""

import httpx


def test_the_latest_mail_stands_first_and_each_has_a_page(browser: httpx.Client) -> None:
    page = browser.get("/local/mails").text

    assert page.index("Your password") < page.index("2 unread messages at &lt;Riverside&gt;")
    assert '<a href="/local/mails/a1"' in page
    assert "ada@mail.example" in page


def test_a_mail_is_shown_as_html_as_text_and_as_it_was_sent(browser: httpx.Client) -> None:
    page = browser.get("/local/mails/a1").text

    assert 'src="/local/mails/a1/page"' in page
    assert "Two &amp; more." in page
    assert "Content-Type: multipart/alternative; boundary=between" in page
    assert "Riverside Clinic &lt;no-reply@clinic.example&gt;" in page


def test_its_html_runs_nothing_and_its_links_open_elsewhere(browser: httpx.Client) -> None:
    answer = browser.get("/local/mails/a1/page")

    assert '<head><base target="_blank"></head>' in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert policy.endswith("sandbox allow-popups allow-popups-to-escape-sandbox")
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"


def test_a_mail_in_parts_has_no_source(browser: httpx.Client) -> None:
    page = browser.get("/local/mails/b2").text

    assert "Welcome" in page
    assert "iframe" not in page.partition("<body>")[2]
    assert "Source" not in page


def test_an_unknown_mail_and_a_silent_emulator_say_so(browser: httpx.Client, origin_alone: str) -> None:
    assert browser.get("/local/mails/unknown").status_code == 404
    assert "make run" in httpx.get(f"{origin_alone}/local/mails").text
