"""From a mail about what waits, through the sign-in, to the conversation itself."""

import re

from playwright.sync_api import expect

from infra.local.stack import Stack
from tests.browser.conftest import NewWindow
from tests.stack_fixture.clinic import Clinic, Newcomer
from tests.stack_fixture.digests import has_waited, mail_about, run
from tests.stack_fixture.person import acknowledged, new_message


def test_the_link_in_a_mail_leads_through_the_sign_in_to_the_conversation(
    stack: Stack, clinic: Clinic, newcomer: Newcomer, new_window: NewWindow
) -> None:
    patient = newcomer()
    wanted = {"kind": "topic", "topic": "Led here by a mail", "careTeamId": "heart", "message": new_message()}
    started = acknowledged(patient, "/conversations", wanted)
    clinic.seats(started["id"], clinic.nora)
    path = f"/conversations/{started['id']}/messages"
    assert clinic.nora.http.post(path, json=new_message("Half a tablet will do.")).status_code == 201
    has_waited(stack, started["id"], patient.id, last_seq=2)
    assert run(stack) is None
    mail = mail_about(stack, started["id"])
    [link] = [link for link in re.findall(r'href="([^"]+)"', mail.html) if link.endswith(f"/chat/{started['id']}")]

    kim = new_window()
    kim.page.goto(link)
    kim.page.get_by_role("button", name="Sign in").click()
    kim.page.get_by_label("Username").fill(patient.username)
    kim.page.get_by_label("Password").fill(patient.password)
    kim.page.get_by_role("button", name="Sign in").click()

    expect(kim.page.get_by_role("heading", name="Led here by a mail")).to_be_visible()
    kim.hears("Half a tablet will do.")
