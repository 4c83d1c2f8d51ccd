"""A conversation saved as a file of one's computer: by its menu, with what is in it said before."""

import json
from pathlib import Path

from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import NewWindow
from tests.browser.test_accessibility import SIZES, findings
from tests.stack_fixture.clinic import Clinic, topic_found
from tests.stack_fixture.person import acknowledged, new_message

WORDS = "Take <b>three</b> \u202e of them"


def test_a_conversation_is_exported_by_keyboard_and_on_a_phone(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    conversation = clinic.topic(topic="To be kept")
    topic_found(conversation, clinic.nora)
    path = f"/conversations/{conversation['id']}/messages"
    acknowledged(clinic.nora, path, new_message(WORDS))
    acknowledged(clinic.nora, path, new_message("Only for Ada", sensitive=True))

    nora = new_window().sign_in(clinic.nora).open("To be kept")
    nora.page.get_by_role("button", name="More", exact=True).press("Enter")
    nora.page.get_by_role("menuitem", name="Export").press("Enter")
    dialog = nora.page.get_by_role("dialog", name="Export this conversation")
    expect(dialog).to_contain_text("It then lies on this computer")
    expect(dialog).to_contain_text("Sensitive messages are in it.")
    assert findings(nora) == []
    with nora.page.expect_download() as begun:
        dialog.get_by_role("button", name="Export").press("Enter")
    page = saved(begun.value)
    assert begun.value.suggested_filename.startswith(f"conversation-{conversation['id']}-")
    assert ("Take &lt;b&gt;three&lt;/b&gt; \u202e of them" in page, "Only for Ada" in page) == (True, True)
    expect(dialog).not_to_be_visible()

    ada = new_phone(color_scheme="dark").sign_in(clinic.ada).open("To be kept")
    ada.page.get_by_role("button", name="More", exact=True).tap()
    ada.page.get_by_role("menuitem", name="Export").tap()
    dialog = ada.page.get_by_role("dialog", name="Export this conversation")
    expect(dialog).to_contain_text("sign in again first")
    expect(dialog).to_be_in_viewport(ratio=1)
    assert findings(ada) == []
    dialog.get_by_role("radio", name="FHIR R4").check()
    with ada.page.expect_download() as begun:
        dialog.get_by_role("button", name="Export").tap()
    bundle = json.loads(saved(begun.value))
    assert bundle["resourceType"] == "Bundle"
    resources = [it["resource"] for it in bundle["entry"]]
    said = [it.get("payload") for it in resources if it["resourceType"] == "Communication"]
    assert said[1:] == [[{"contentString": WORDS}], None]

    printed = new_window(**SIZES["phone"])
    printed.page.set_content(page)
    expect(printed.page.get_by_role("heading", name="To be kept")).to_be_visible()
    assert findings(printed) == []
    assert no_sideways(printed.page)


def saved(download: Download) -> str:
    return Path(download.path()).read_text()


def no_sideways(page: Page) -> bool:
    fits: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return fits
