"""Names as searching sees them: case and accents ignored, word by word."""

import re
import unicodedata

SEPARATORS = re.compile(r"[\W_]+")
LONGEST_WORD = 80
"""Letters of a word that count: words are parts of keys, which hold 1,024 bytes."""


def folded(text: str) -> str:
    """Without case and accents: `Núñez` and `NUNEZ` become the same."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def searchable_words(text: str) -> set[str]:
    """The words by which this text is found."""
    return {word[:LONGEST_WORD] for word in SEPARATORS.split(folded(text)) if word}
