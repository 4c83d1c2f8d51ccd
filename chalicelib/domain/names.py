"""Names as searching sees them: case and accents ignored, word by word."""

import re
import unicodedata

SEPARATORS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Without case and accents: `Núñez` and `NUNEZ` become the same."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def searchable_words(text: str) -> set[str]:
    """The words by which this text is found."""
    return {word for word in SEPARATORS.split(folded(text)) if word}
