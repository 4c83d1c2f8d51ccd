"""Names, as searching sees them."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.names import folded, searchable_words

texts = st.text(st.characters(codec="utf-8"), max_size=40)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bo Núñez Stone", {"bo", "nunez", "stone"}),
        ("NÚÑEZ", {"nunez"}),
        ("Anne-Marie O'Neil", {"anne", "marie", "o", "neil"}),
        ("Straße", {"strasse"}),
        ("patient_0042", {"patient", "0042"}),
        ("MRN-1001.b", {"mrn", "1001", "b"}),
        ("Łukasz", {"łukasz"}),
        ("李 小龍", {"李", "小龍"}),
        ("", set()),
        (" - ", set()),
    ],
)
def test_a_name_is_found_by_these_words(text: str, words: set[str]) -> None:
    assert searchable_words(text) == words


@given(texts)
@example("℡ ᴬᴮ")
@example("ΐ ŉ ǰ ᾳ İ")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(texts)
def test_composed_and_decomposed_spellings_are_the_same(text: str) -> None:
    assert folded(unicodedata.normalize("NFC", text)) == folded(unicodedata.normalize("NFD", text))


@given(texts)
def test_no_word_holds_what_separates_keys(text: str) -> None:
    assert not any("#" in word or not word for word in searchable_words(text))


@given(texts)
def test_no_word_is_too_long_for_a_key(text: str) -> None:
    assert all(len(word.encode()) <= 400 for word in searchable_words(text * 40))
