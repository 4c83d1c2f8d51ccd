"""Whoever changed a preference last decided it: the person, or the EHR."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.person import Given, Person, Role
from chalicelib.domain.preferences import Choices, carried_over, chosen

NEW = Person("ada", Role.PATIENT, "Ada Brook")
NOW = "2026-12-03T08:00:00.000Z"
ANSWERS = st.one_of(st.none(), st.booleans())
LOCALES = st.one_of(st.none(), st.sampled_from(["en", "es", "fr"]))
ACTS = st.lists(st.tuples(st.sampled_from(["ehr", "person"]), ANSWERS, LOCALES), max_size=12)


def put(old: Person | None, chat: bool | None = None, locale: str | None = None) -> Person:
    return carried_over(replace(NEW, given=Given(chat, locale)), old)


@given(ACTS)
def test_the_last_change_of_either_decides(acts: list[tuple[str, bool | None, str | None]]) -> None:
    person, chats, said = put(None), False, None
    for who, chat, locale in acts:
        if who == "person":
            person = chosen(person, Choices(chat_opt_in=chat, locale=locale), NOW)
            chats = chats if chat is None else chat
        else:
            person = put(person, chat, locale)
            chats = chats if chat in (None, said) else chat
            said = said if chat is None else chat
        assert person.chat_opt_in == bool(chats)


@given(ACTS, ANSWERS, LOCALES)
def test_putting_the_same_again_changes_nothing(
    acts: list[tuple[str, bool | None, str | None]], chat: bool | None, locale: str | None
) -> None:
    person = put(put(None), chat, locale)
    for _, own_chat, own_locale in acts:
        person = chosen(person, Choices(chat_opt_in=own_chat, locale=own_locale), NOW)

    assert put(person, chat, locale) == person
    assert put(person) == person


def test_a_new_person_has_not_opted_in_and_reads_english_in_utc() -> None:
    person = put(None)

    assert (person.chat_opt_in, person.locale, person.time_zone) == (False, "en", "UTC")
    assert (person.notify_email, person.notify_web, person.email_snippet) == (True, True, False)


def test_notices_are_the_persons_alone() -> None:
    silent = chosen(put(None), Choices(notify_email=False, notify_web=False, email_snippet=True), NOW)

    assert put(silent, True, "es") == replace(silent, chat_opt_in=True, locale="es", given=Given(True, "es"))
