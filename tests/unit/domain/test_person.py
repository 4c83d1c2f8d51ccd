"""People, as others see them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.person import Author, Role


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ada Brook", "AB"),
        ("Bo Núñez Stone", "BS"),
        ("Cher", "C"),
        ("élan vital", "ÉV"),
        ("  Ada   Brook  ", "AB"),
        ("李 小龍", "李小"),
        ("", ""),
    ],
)
def test_initials_are_the_first_letters_of_the_first_and_the_last_word(name: str, initials: str) -> None:
    assert Author("id", Role.PATIENT, name).initials == initials


@given(st.text(max_size=120))
def test_every_name_has_some_initials_or_none(name: str) -> None:
    assert len(Author("id", Role.PATIENT, name).initials) <= 6
