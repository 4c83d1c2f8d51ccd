"""The words by which conversations are found, below each audience that may see them."""

from collections.abc import Iterable

from pynamodb.attributes import NumberAttribute, UnicodeSetAttribute
from pynamodb.exceptions import PutError

from chalicelib.adapters import keys, search_keys
from chalicelib.adapters.table import Overtaken, Record, get_one, is_conflict

Match = tuple[str, str, str, frozenset[str]]
"""Place in the list, word, conversation id, all words that the conversation is found by."""


class WordRow(Record, discriminator="word"):
    """One word of one conversation, for one audience; `words` are all of them, for searches by several."""

    words = UnicodeSetAttribute()


class WordsRow(Record, discriminator="words"):
    """Below a conversation: the words that it is listed under, and the audiences."""

    words = UnicodeSetAttribute(null=True)
    audiences = UnicodeSetAttribute(null=True)
    version = NumberAttribute()


def listed(conversation_id: str) -> tuple[set[tuple[str, str]], int]:
    """Under which (audience, word) a conversation is listed, and the version of that list; 0: there is none."""
    row = get_one((keys.conversation(conversation_id), keys.WORDS))
    if not isinstance(row, WordsRow):
        return set(), 0
    return {(audience, word) for audience in row.audiences or () for word in row.words or ()}, int(row.version)


def relist(
    conversation_id: str,
    version: int,
    audiences: Iterable[str],
    words: set[str],
    outdated: Iterable[tuple[str, str]],
) -> None:
    """List a conversation under these words and no longer under those outdated. Raises `Overtaken` by a newer list."""
    audiences = set(audiences)
    with Record.batch_write() as batch:
        for audience in audiences:
            for word in words:
                batch.save(word_row(audience, word, conversation_id, words))
        for audience, word in outdated:
            batch.delete(word_row(audience, word, conversation_id, words))
    row = WordsRow(
        keys.conversation(conversation_id), keys.WORDS, words=words, audiences=audiences, version=version + 1
    )
    try:
        row.save(condition=WordsRow.version == version if version else WordsRow.PK.does_not_exist())
    except PutError as error:
        if is_conflict(error):
            raise Overtaken from error
        raise


def unlist(conversation_id: str, version: int, places: Iterable[tuple[str, str]]) -> None:
    """List a conversation nowhere any more: under none of these (audience, word)."""
    with Record.batch_write() as batch:
        for audience, word in places:
            batch.delete(word_row(audience, word, conversation_id, {word}))
    if version:
        WordsRow(keys.conversation(conversation_id), keys.WORDS).delete()


def word_row(audience: str, word: str, conversation_id: str, words: set[str]) -> WordRow:
    return WordRow(search_keys.search(audience), search_keys.search_word(word, conversation_id), words=words)


def matches(audience: str, prefix: str, before: str | None, limit: int) -> list[Match]:
    """What one audience finds by words that begin so, below the place `before`: best words and newest first."""
    last = before or f"{prefix}\U0010ffff"
    rows = WordRow.query(
        search_keys.search(audience),
        WordRow.SK.between(prefix, last),
        scan_index_forward=False,
        limit=limit + 1,
    )
    return [match_of(row) for row in rows if before != row.SK][:limit]


def match_of(row: WordRow) -> Match:
    word, _, conversation_id = row.SK.partition("#")
    return row.SK, word, conversation_id, frozenset(row.words)
