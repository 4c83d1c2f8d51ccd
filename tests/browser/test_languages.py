"""Each reads in their own language, as far as the clinic speaks it."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import PHONE, NewWindow
from tests.browser.test_accessibility import findings, findings_in_light_and_dark
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic, Newcomer
from tests.stack_fixture.person import Person, acknowledged, new_message

SPANISH = {"locale": "es-MX", "timezone_id": "America/Mexico_City"}


def started(patient: Person, topic: str) -> str:
    """A conversation that the patient begins with the heart team; its address."""
    wanted = {"kind": "topic", "topic": topic, "careTeamId": "heart", "message": new_message("Tengo una pregunta.")}
    return f"/chat/{acknowledged(patient, '/conversations', wanted)['id']}"


def speaks(window: Window, language: str) -> None:
    expect(window.page.locator("html")).to_have_attribute("lang", language)


def only_english(window: Window) -> None:
    """The portal of a clinic that speaks no other language."""

    def told(route: Route) -> None:
        config = route.fetch().json()
        route.fulfill(content_type="application/json", body=json.dumps({**config, "languages": ["en"]}))

    window.page.route("**/config.json", told)


def test_a_patient_reads_spanish_before_the_sign_in_and_after_while_her_nurse_reads_english(
    clinic: Clinic, newcomer: Newcomer, new_window: NewWindow
) -> None:
    alma = newcomer(name="Alma Ríos", locale="es-MX")
    path = started(alma, "Presión")
    hers = new_window(**PHONE, **SPANISH)
    hers.page.goto(hers.origin)
    speaks(hers, "es")
    expect(hers.page.get_by_text("Mensajes entre usted y su equipo de atención")).to_be_visible()
    assert findings_in_light_and_dark(hers) == []
    with hers.page.expect_request("**/oauth2/authorize?*") as asked:
        hers.page.get_by_role("button", name="Iniciar sesión").click()
    assert parse_qs(urlsplit(asked.value.url).query)["lang"] == ["es"]
    expect(hers.page.get_by_label("Password")).to_be_visible()

    hers.enter(alma, path)
    field = hers.page.get_by_role("textbox", name="Su mensaje")
    expect(field).to_be_visible()
    hers.is_connected()
    nora = new_window().sign_in(clinic.nora).open("Presión").is_connected()
    speaks(nora, "en")
    field.fill("¿Puedo tomarla de noche?")
    hers.page.get_by_role("button", name="Enviar", exact=True).click()
    nora.hears("¿Puedo tomarla de noche?")
    nora.composer.fill("Sí, también de noche.")
    expect(hers.page.get_by_text("Nora Quill está escribiendo…")).to_be_visible()
    nora.page.get_by_role("button", name="Send", exact=True).click()
    hers.hears("Sí, también de noche.")
    nora.page.get_by_role("button", name="Resolve", exact=True).click()
    expect(hers.page.get_by_text("Nora Quill marcó esto como resuelto")).to_be_visible()
    expect(nora.page.get_by_text("You marked this as resolved")).to_be_visible()
    assert findings(hers) == []


def test_another_language_is_chosen_in_the_preferences_and_what_was_being_written_stays(
    newcomer: Newcomer, new_window: NewWindow
) -> None:
    alma = newcomer(name="Alma Ríos")
    path = started(alma, "Recetas")
    window = new_window(**PHONE)
    window.enter(alma, path)
    window.composer.fill("A medias")
    window.page.goto(f"{window.origin}/preferences")
    window.page.get_by_label("Language", exact=True).select_option("es-US")
    expect(window.page.get_by_role("heading", name="Preferencias", exact=True)).to_be_visible()
    speaks(window, "es")
    assert findings(window) == []
    window.page.goto(window.origin + path)
    expect(window.page.get_by_role("textbox", name="Su mensaje")).to_have_value("A medias")

    with window.page.context.new_page() as tab:  # nobody is signed in here, and the language stays
        tab.goto(window.origin)
        expect(tab.get_by_role("button", name="Iniciar sesión")).to_be_visible()


def test_what_the_server_refuses_is_told_in_the_language_of_the_page(newcomer: Newcomer, new_window: NewWindow) -> None:
    alma = newcomer(name="Alma Ríos", locale="es-MX")
    path = started(alma, "Cita")
    window = new_window(**SPANISH)
    window.enter(alma, path)
    problem = {"title": "Conflict", "status": 409, "code": "CARD_NOT_AVAILABLE", "detail": "This item cannot be shown."}
    refusal = {"status": 409, "content_type": "application/problem+json", "body": json.dumps(problem)}
    window.page.route("**/messages", lambda route: route.fulfill(**refusal))
    window.page.get_by_role("textbox", name="Su mensaje").fill("Hola")
    window.page.get_by_role("button", name="Enviar", exact=True).click()
    expect(window.page.get_by_text("No se envió: Esto ya no se puede mostrar aquí.")).to_be_visible()


def test_a_patient_who_turned_messages_off_reads_in_spanish_why_nobody_can_write_and_what_to_do(
    newcomer: Newcomer, new_window: NewWindow
) -> None:
    alma = newcomer(name="Alma Ríos", locale="es-MX")
    path = started(alma, "Silencio")
    alma.http.patch("/me", json={"preferences": {"chatOptIn": False}}).raise_for_status()
    window = new_window(**SPANISH)
    window.enter(alma, path)
    expect(window.page.get_by_text("Usted desactivó los mensajes.")).to_be_visible()
    way = window.page.get_by_role("link", name="Active los mensajes en sus preferencias de comunicación.")
    expect(way).to_have_attribute("href", "/preferences")


@pytest.mark.parametrize("locale", ["es-MX", "fr-FR"])
def test_a_clinic_that_speaks_english_alone_speaks_it_to_everybody(
    newcomer: Newcomer, new_window: NewWindow, locale: str
) -> None:
    alma = newcomer(name="Alma Ríos", locale=locale)
    window = new_window(locale=locale)
    only_english(window)
    window.page.goto(window.origin)
    expect(window.page.get_by_role("button", name="Sign in")).to_be_visible()
    speaks(window, "en")
    window.enter(alma, "/preferences")
    expect(window.page.get_by_role("heading", name="Preferences", exact=True)).to_be_visible()
    offered = window.page.get_by_label("Language", exact=True).locator("option")
    assert {each.get_attribute("value") for each in offered.all()} == {locale, "en-US", "en-GB", "en-CA", "en-AU"}

    window.page.goto(f"{window.origin}/unsubscribe/nothing")
    expect(window.page.get_by_role("button", name="Stop these emails")).to_be_visible()


def test_without_its_settings_the_portal_tells_so_in_the_browsers_language(new_window: NewWindow) -> None:
    window = new_window(**SPANISH)
    window.page.route("**/config.json", lambda route: route.abort())
    window.page.goto(window.origin)
    expect(window.page.get_by_role("alert")).to_contain_text("Algo salió mal.")
    speaks(window, "es")
