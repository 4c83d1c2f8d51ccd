"""Drafts and messages: what may be said, and how it is shown in one line."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.errors import Invalid
from chalicelib.domain.message import PREVIEW_LENGTH, TEXT_LENGTH, Draft, is_blank
from tests.unit.domain.threads import TOPIC, next_entry

visible_texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=200).filter(
    lambda text: not is_blank(text)
)


@pytest.mark.parametrize(
    "text",
    [
        "x" * TEXT_LENGTH,
        "\U0001f48a" * TEXT_LENGTH,
        "a" + "\u0301" * (TEXT_LENGTH - 1),
        "<script>alert(1)</script>",
        "javascript:alert(1)",
        "\u202eevil\u202c",
        " leading and trailing ",
        "two\nlines\r\nand\ttabs",
    ],
)
def test_a_draft_keeps_what_its_sender_wrote(text: str) -> None:
    assert Draft("name", text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\u200b\u200d\ufeff\u2060",
        "\u0301" * 100,
        "\u00a0\u2003\u2028",
        "x" * (TEXT_LENGTH + 1),
        "a\0b",
        "\ud83d",
        "half \udc8a",
    ],
)
def test_a_draft_cannot_exist_empty_too_long_or_unreadable(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        Draft("name", text)

    assert [field for field, _ in refused.value.errors] == ["text"]


def test_the_fingerprint_tells_contents_and_senders_apart() -> None:
    first = Draft("name", "one")

    assert first.fingerprint("ada") == Draft("another name", "one").fingerprint("ada")
    assert len({first.fingerprint("ada"), first.fingerprint("bo"), Draft("name", "two").fingerprint("ada")}) == 3


@given(visible_texts)
def test_a_preview_is_one_line_of_at_most_120_characters(text: str) -> None:
    preview = next_entry(TOPIC, "ada", text).preview

    assert len(preview) <= PREVIEW_LENGTH
    assert preview == " ".join(preview.split())
    assert "\n" not in preview


@given(st.text(" \n\t", max_size=200), visible_texts)
@example(" " * 2000, "At last.")
def test_a_preview_begins_with_the_first_words_however_much_space_is_before_them(space: str, text: str) -> None:
    shown = next_entry(TOPIC, "ada", text).preview

    assert next_entry(TOPIC, "ada", space + text).preview == shown


def test_a_preview_says_that_there_is_more() -> None:
    assert next_entry(TOPIC, "ada", "x" * 120).preview == "x" * 120
    assert next_entry(TOPIC, "ada", "x" * 121).preview == "x" * 119 + "…"
