"""Files: attached, checked, sent, seen and fetched, and what stands in the way of each."""

import itertools
import re
from pathlib import Path

from playwright.sync_api import Browser, Dialog, FilePayload, Locator, Page, Route, expect

from infra.local.stack import Stack
from tests.browser.conftest import NewWindow
from tests.browser.test_accessibility import findings
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.filing import PATIENCE, tell_scan
from tests.stack_fixture.filing import ready as ready_file
from tests.stack_fixture.person import acknowledged, new_message
from tests.stack_fixture.sample_files import largest_pdf, no_document, pdf, photo_too_large, png, too_large

WITH_MALWARE = "Malware was found in this file. It cannot be opened; do not open copies of it."
CHECKED_WITHIN_MS = PATIENCE * 1000

PASTE = """(field, clipboardData) => field.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true })
)"""


def test_a_photo_and_a_report_go_to_the_patient_who_sees_and_keeps_them(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow, whole_chromium: Browser, tmp_path: Path
) -> None:
    clinic.topic(topic="Photo and report")
    nora = new_window(of=whole_chromium).sign_in(clinic.nora).open("Photo and report")
    ada = new_phone().sign_in(clinic.ada).open("Photo and report")
    chooser(nora).set_input_files([png(), pdf()])
    expect(send(nora)).to_be_disabled()
    ready(nora, "wound.png", "report.pdf")
    assert findings(nora) == []
    send(nora).click()
    expect(tray(nora)).to_have_count(0)

    for window in (nora, ada):
        expect(window.page.get_by_role("button", name="Open photo wound.png").locator("img")).to_be_visible()
        assert findings(window) == []
    with ada.page.expect_download() as saved:
        ada.page.get_by_role("button", name="Download report.pdf").click()
    assert saved.value.suggested_filename == "report.pdf"
    saved.value.save_as(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes() == pdf()["buffer"]

    nora.page.get_by_role("button", name="Open report.pdf").click()
    expect(nora.page.get_by_role("dialog", name="report.pdf").locator("iframe")).to_be_visible()
    nora.page.get_by_role("button", name="Close").click()
    expect(nora.page.get_by_role("link", name="Photo and report")).to_have_accessible_description(
        re.compile("You: 2 files")
    )


def test_a_file_that_the_page_has_not_learnt_to_show_is_there_by_its_name(clinic: Clinic, new_phone: NewWindow) -> None:
    path = f"/conversations/{clinic.topic(topic='By name')['id']}"
    report = ready_file(clinic.nora, path, pdf())
    acknowledged(clinic.nora, f"{path}/messages", new_message("", attachmentIds=[report]))
    ada = new_phone()
    ada.page.route("**/message-file-*.js", lambda route: route.abort("connectionreset"))
    ada.sign_in(clinic.ada).open("By name")

    expect(ada.page.get_by_role("list", name="Files").get_by_text("report.pdf")).to_be_visible()


def test_what_cannot_be_sent_says_why_and_what_to_do(clinic: Clinic, new_window: NewWindow, tmp_path: Path) -> None:
    clinic.topic(topic="Refusals")
    nora = new_window().sign_in(clinic.nora).open("Refusals")
    program: FilePayload = {"name": "tool.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"}
    chooser(nora).set_input_files([on_disk(tmp_path, it) for it in (too_large(), program, no_document())])
    expect(row(nora, "film.pdf")).to_contain_text("film.pdf is larger than 25 MiB. Compress it and try again.")
    expect(row(nora, "tool.exe")).to_contain_text("Files of this type cannot be sent.")
    expect(row(nora, "letter.docx")).to_contain_text(
        "Inside, this file is of a type that cannot be sent.", timeout=CHECKED_WITHIN_MS
    )
    assert findings(nora) == []
    nora.composer.fill("Here it is")
    expect(send(nora)).to_be_disabled()
    expect(nora.page.get_by_text("You can send as soon as every file is ready.")).to_be_visible()

    for name in ("film.pdf", "tool.exe", "letter.docx"):
        nora.page.get_by_role("button", name=f"Remove {name}").click()
    send(nora).click()
    nora.hears("Here it is")


def test_a_photo_that_is_too_large_is_made_smaller_and_reaches_the_patient(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow, tmp_path: Path
) -> None:
    clinic.topic(topic="A large photo")
    photo = photo_too_large()
    assert len(photo["buffer"]) > 26_214_400
    nora = new_window().sign_in(clinic.nora).open("A large photo")
    ada = new_phone().sign_in(clinic.ada).open("A large photo")
    chooser(nora).set_input_files(on_disk(tmp_path, photo))
    expect(row(nora, "wound.jpg")).to_contain_text("wound.jpg is larger than 25 MiB. Compress it and try again.")
    nora.composer.fill("As it looked today")
    expect(send(nora)).to_be_disabled()

    nora.page.get_by_role("button", name="Compress: wound.jpg").click()
    ready(nora, "wound.jpg")
    send(nora).click()

    for window in (nora, ada):
        seen = window.page.get_by_role("button", name="Open photo wound.jpg").locator("img")
        expect(seen).to_be_visible()
        assert seen.evaluate("async (it) => (await it.decode(), it.naturalWidth)") == 2048, "not the photo itself"


def test_malware_that_is_found_late_takes_a_file_from_everybody_who_has_it_before_them(
    stack: Stack, clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    conversation = clinic.topic(topic="Found late")
    path = f"/conversations/{conversation['id']}"
    photo, report = (ready_file(clinic.nora, path, file) for file in (png(), pdf()))
    message = new_message("", attachmentIds=[photo, report])
    acknowledged(clinic.nora, f"{path}/messages", message)
    nora = new_window().sign_in(clinic.nora).open("Found late")
    ada = new_phone().sign_in(clinic.ada).open("Found late")
    for window in (nora, ada):
        expect(window.page.get_by_role("button", name="Open photo wound.png").locator("img")).to_be_visible()
        expect(window.page.get_by_role("button", name="Download report.pdf")).to_be_visible()
    nora.page.get_by_role("button", name="Open photo wound.png").click()
    expect(nora.page.get_by_role("dialog", name="wound.png")).to_be_visible()

    for attachment_id in (photo, report):
        tell_scan(stack, conversation["id"], attachment_id, "THREATS_FOUND")

    for window in (nora, ada):
        files = window.page.get_by_role("list", name="Files").get_by_role("listitem")
        expect(files).to_contain_text([WITH_MALWARE] * 2, timeout=CHECKED_WITHIN_MS)
        expect(files.get_by_role("button")).to_have_count(0)
        expect(files.locator("img")).to_have_count(0)
    expect(nora.page.get_by_role("dialog")).to_have_count(0)
    for person, attachment_id in itertools.product((clinic.nora, clinic.ada), (photo, report)):
        refused = person.http.get(f"{path}/attachments/{attachment_id}/content")
        assert (refused.status_code, refused.json()["code"]) == (409, "NOT_READY")
    ada.page.reload()
    expect(ada.page.get_by_text(WITH_MALWARE)).to_have_count(2)


def test_the_largest_file_that_is_allowed_arrives_to_the_byte(
    clinic: Clinic, new_window: NewWindow, tmp_path: Path
) -> None:
    clinic.topic(topic="A large scan")
    scan = largest_pdf("sent.pdf")
    assert len(scan["buffer"]) == 26_214_400
    nora = new_window().sign_in(clinic.nora).open("A large scan")
    chooser(nora).set_input_files(on_disk(tmp_path, scan))
    ready(nora, "sent.pdf")
    send(nora).click()
    with nora.page.expect_download() as saved:
        nora.page.get_by_role("button", name="Download sent.pdf").click()
    saved.value.save_as(tmp_path / "saved.pdf")
    assert (tmp_path / "saved.pdf").read_bytes() == scan["buffer"]


def test_what_fails_is_tried_again_and_what_is_cancelled_is_not_sent(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Tried again")
    nora = new_window().sign_in(clinic.nora).open("Tried again")
    nora.page.route(is_upload, refuse)
    chooser(nora).set_input_files([pdf("first.pdf")])
    expect(row(nora, "first.pdf")).to_contain_text("The upload did not work.")
    nora.page.unroute(is_upload)
    nora.page.get_by_role("button", name="Try again: first.pdf").click()
    ready(nora, "first.pdf")

    nora.page.route(is_upload, hold)
    chooser(nora).set_input_files([pdf("second.pdf")])
    nora.page.get_by_role("button", name="Cancel second.pdf").click()
    expect(row(nora, "second.pdf")).to_contain_text("Cancelled")
    send(nora).click()
    expect(nora.page.get_by_role("log").get_by_role("button", name="Download first.pdf")).to_be_visible()
    expect(nora.page.get_by_role("button", name="Download second.pdf")).to_have_count(0)


def test_a_page_is_not_left_unasked_while_a_file_uploads_and_a_reload_keeps_only_what_had_arrived(
    clinic: Clinic, new_window: NewWindow
) -> None:
    clinic.topic(topic="Reloaded with files")
    nora = new_window().sign_in(clinic.nora).open("Reloaded with files")
    chooser(nora).set_input_files([pdf("arrived.pdf")])
    ready(nora, "arrived.pdf")
    nora.page.route(is_upload, hold)
    chooser(nora).set_input_files([pdf("halfway.pdf")])
    expect(row(nora, "halfway.pdf")).to_contain_text("Uploading")
    nora.composer.fill("Half a sen")
    with nora.page.expect_event("dialog") as asked:
        nora.page.evaluate("() => void setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    expect(row(nora, "halfway.pdf")).to_contain_text("Uploading")

    nora.page.once("dialog", lambda dialog: dialog.accept())
    nora.page.reload()
    ready(nora, "arrived.pdf")
    expect(row(nora, "halfway.pdf")).to_contain_text("Lost: the page was closed before it was uploaded.")
    expect(nora.composer).to_have_value("Half a sen")
    asked_again: list[Dialog] = []
    nora.page.once("dialog", lambda dialog: asked_again.append(dialog))
    nora.page.reload()
    ready(nora, "arrived.pdf")
    assert asked_again == [], "nothing is being uploaded any more"


def test_files_are_dropped_on_the_conversation_and_pasted_into_the_field(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Dropped and pasted")
    nora = new_window().sign_in(clinic.nora).open("Dropped and pasted")
    pane = nora.page.locator("conversation-pane")
    drag_in(nora)
    target = nora.page.get_by_text("Drop files here to attach them")
    pane.dispatch_event("dragover", {"dataTransfer": carrying(nora.page, "note.txt", "text/plain")})
    expect(target).to_be_visible()
    pane.dispatch_event("drop", {"dataTransfer": carrying(nora.page, "note.txt", "text/plain")})
    expect(target).to_have_count(0)
    ready(nora, "note.txt")

    nora.composer.evaluate(PASTE, carrying(nora.page, "table.csv", "text/csv"))
    ready(nora, "table.csv")


def drag_in(window: Window) -> None:
    """Move files over the page, which fetches what takes them, until it is there."""
    pane = window.page.locator("conversation-pane")
    for _ in range(300):
        pane.dispatch_event("dragenter", {"dataTransfer": carrying(window.page, "note.txt", "text/plain")})
        if window.page.locator("file-drop:defined").count():
            return
        window.page.wait_for_timeout(100)
    raise AssertionError("nothing takes files")


def chooser(window: Window) -> Locator:
    return window.page.locator("attach-button input")


def on_disk(folder: Path, file: FilePayload) -> Path:
    """A large file comes so to the browser much faster than through the test's own connection with it."""
    place = folder / file["name"]
    place.write_bytes(file["buffer"])
    return place


def send(window: Window) -> Locator:
    return window.page.get_by_role("button", name="Send", exact=True)


def tray(window: Window) -> Locator:
    return window.page.locator("upload-tray li")


def row(window: Window, name: str) -> Locator:
    return tray(window).filter(has_text=name)


def ready(window: Window, *names: str) -> None:
    for name in names:
        expect(row(window, name)).to_contain_text("Ready", timeout=CHECKED_WITHIN_MS)


def is_upload(url: str) -> bool:
    """Where forms with files go: to the bucket, not to the API."""
    return "-attachments-" in url and "/v1/" not in url


def refuse(route: Route) -> None:
    answer = "<Error><Code>AccessDenied</Code></Error>"
    route.fulfill(status=403, body=answer, headers={"Access-Control-Allow-Origin": "*"})


def hold(_route: Route) -> None:
    """Never answers."""


def carrying(page: Page, name: str, kind: str) -> object:
    """What a drag or the clipboard holds."""
    return page.evaluate_handle(
        """([name, type]) => {
            const data = new DataTransfer();
            data.items.add(new File(["a,b\\n1,2\\n"], name, { type }));
            return data;
        }""",
        [name, kind],
    )
