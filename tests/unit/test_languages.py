"""Which language people are spoken to in: their own where the clinic speaks it, else the clinic's first."""

import pytest

from chalicelib.domain.languages import language
from chalicelib.settings import LANGUAGES, settings
from tests.unit.clinic import Clinic, new_message


def read_by(it: Clinic) -> str:
    """The page that Ada exports, in the language of which she reads everything."""
    it.ada.post(f"{it.topic_path}/messages", new_message("Hola"))
    page = it.ada.get(f"{it.topic_path}/export?format=html")
    assert page.status == 200
    return page.text


@pytest.mark.parametrize(
    ("locale", "spoken", "expected"),
    [
        ("es-MX", ("en", "es"), "es"),
        ("ES", ("en", "es"), "es"),
        ("es-MX", ("en",), "en"),
        ("fr-FR", ("es", "en"), "es"),
        ("est", ("en", "es"), "en"),
    ],
)
def test_a_person_is_spoken_to_in_their_own_language_or_in_the_clinics_first(
    locale: str, spoken: tuple[str, ...], expected: str
) -> None:
    assert language(locale, spoken) == expected


def test_who_chooses_spanish_reads_spanish_from_then_on(talk: Clinic) -> None:
    assert '<html lang="en">' in read_by(talk)
    talk.ada.patch("/me", {"preferences": {"locale": "es-US"}})
    assert '<html lang="es">' in read_by(talk)


def test_a_clinic_with_one_language_speaks_that_to_everybody(talk: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    talk.ada.patch("/me", {"preferences": {"locale": "es-US"}})
    monkeypatch.setenv("LANGUAGES", "en")
    settings.cache_clear()
    assert '<html lang="en">' in read_by(talk)


@pytest.mark.parametrize("text", ["fr", "en,fr", "English", ","])
def test_a_language_without_words_stops_every_function_at_its_start(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGES", text)
    settings.cache_clear()
    with pytest.raises(ValueError, match=f"LANGUAGES must be some of {', '.join(LANGUAGES)}"):
        settings()
