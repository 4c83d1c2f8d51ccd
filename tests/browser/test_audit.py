"""Reading the audit: administrators on its page, patients on the one of who opened their messages."""

import csv
import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.browser.test_accessibility import findings
from tests.browser.test_pages import arrive
from tests.stack_fixture.clinic import Clinic


def test_an_administrator_finds_who_read_what_and_takes_it_along(
    clinic: Clinic, new_window: NewWindow, tmp_path: Path
) -> None:
    conversation = clinic.topic(topic="Looked up in the audit")
    with ThreadPoolExecutor(4) as pool:
        read = [pool.submit(clinic.nora.http.get, f"/conversations/{conversation['id']}/messages") for _ in range(51)]
    assert {each.result().status_code for each in read} == {200}
    root = arrive(new_window(), clinic.root, "/audit")
    root.page.get_by_label("Conversation (id)").fill(conversation["id"])
    root.page.get_by_role("button", name="Search").click()
    reads = root.page.get_by_role("row", name="messages.read")
    # A page is of fifty entries: what the stream files may come before, among or after the reads.
    expect(root.page.locator("audit-entries tbody").get_by_role("row")).to_have_count(50)
    expect(reads.first).to_contain_text("Nora Quill")
    assert findings(root) == []
    root.page.get_by_role("button", name="Show more").click()
    expect(reads).to_have_count(51)
    expect(root.page.get_by_text("Looked up in the audit")).to_have_count(0)

    with root.page.expect_download() as download:
        root.page.get_by_role("button", name="Download as CSV").click()
    download.value.save_as(tmp_path / "audit.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "audit.csv").read_text("utf-8-sig"), newline="")))
    assert [row["personName"] for row in rows if row["act"] == "messages.read"] == ["Nora Quill"] * 51


def test_on_a_phone_the_audit_is_a_list_and_says_what_a_search_lacks(clinic: Clinic, new_phone: NewWindow) -> None:
    clinic.topic(topic="On the phone")
    root = arrive(new_phone(), clinic.root, "/")
    root.page.get_by_role("link", name="Audit").click()
    expect(root.page.locator("audit-entries li").first).to_be_visible()
    assert findings(root) == []
    root.page.get_by_label("From", exact=True).fill("")
    root.page.get_by_role("button", name="Search").click()
    expect(root.page.get_by_role("status").filter(has_text="say from when")).to_be_visible()
    root.page.get_by_label("Patient (id)").fill("no id")
    root.page.get_by_role("button", name="Search").click()
    expect(root.page.get_by_role("status").filter(has_text="patientId: is no id")).to_be_visible()
    assert root.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_patient_sees_who_opened_their_messages_in_plain_words(clinic: Clinic, new_phone: NewWindow) -> None:
    conversation = clinic.topic(topic="Opened by the nurse")
    clinic.nora.http.get(f"/conversations/{conversation['id']}/messages").raise_for_status()
    ada = arrive(new_phone(), clinic.ada, "/preferences")
    ada.page.get_by_role("link", name="Show the list").click()
    line = ada.page.get_by_role("listitem").filter(has_text="Opened by the nurse").filter(has_text="Read messages")
    expect(line.first).to_contain_text("Nora Quill")
    expect(ada.page).to_have_title(re.compile("Who opened my messages · Riverside Family Clinic$"))
    assert findings(ada) == []
    line.first.get_by_role("link", name="Opened by the nurse").click()
    ada.hears("May I take both tablets at once?")
