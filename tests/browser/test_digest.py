"""From a mail about what waits, through the sign-in, to the conversation itself."""

import re

from playwright.sync_api import expect

from infra.local.stack import Stack
from tests.browser.conftest import NewWindow
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.digests import has_waited, mails_about, run
from tests.stack_fixture.person import new_message


def test_the_link_in_a_mail_leads_through_the_sign_in_to_the_conversation(
    stack: Stack, clinic: Clinic, new_window: NewWindow
) -> None:
    started = clinic.topic(topic="Led here by a mail")
    path = f"/conversations/{started['id']}/messages"
    assert clinic.nora.http.post(path, json=new_message("Half a tablet will do.")).status_code == 201
    has_waited(stack, started["id"], "ada", last_seq=2)
    assert run(stack) is None
    [mail] = mails_about(stack, started["id"])
    [link] = [link for link in re.findall(r'href="([^"]+)"', mail.html) if link.endswith(f"/chat/{started['id']}")]

    ada = new_window()
    ada.page.goto(link)
    ada.page.get_by_role("button", name="Sign in").click()
    ada.page.get_by_label("Username").fill(clinic.ada.username)
    ada.page.get_by_label("Password").fill(clinic.ada.password)
    ada.page.get_by_role("button", name="Sign in").click()

    expect(ada.page.get_by_role("heading", name="Led here by a mail")).to_be_visible()
    ada.hears("Half a tablet will do.")
