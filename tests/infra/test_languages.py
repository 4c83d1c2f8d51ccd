"""A language is one everywhere or nowhere: in the functions, the template, the portal and its words."""

import json
import re
from pathlib import Path

from chalicelib.domain import digest_words, export_words
from chalicelib.settings import LANGUAGES
from infra.deploy.rules import part

PORTAL = Path(__file__).parents[2] / "portal"


def test_every_part_has_words_in_the_same_languages() -> None:
    listed = re.search(r"LANGUAGES = \[(.*)\]", (PORTAL / "src" / "core" / "languages.ts").read_text())
    assert listed
    assert tuple(re.findall(r'"(\w+)"', listed[1])) == LANGUAGES
    words = json.loads((PORTAL / "lit-localize.json").read_text())
    assert (words["sourceLocale"], *words["targetLocales"]) == LANGUAGES
    assert {file.stem for file in (PORTAL / "words").iterdir()} == set(words["targetLocales"])
    assert tuple(digest_words.WORDS) == tuple(export_words.WORDS) == LANGUAGES


def test_the_template_takes_those_languages_and_no_others() -> None:
    stated = part()["Parameters"]["Languages"]
    assert stated["Default"] == ",".join(LANGUAGES)
    assert stated["AllowedPattern"] == "^({0})(,({0}))*$".format("|".join(LANGUAGES))
    for language in LANGUAGES:
        assert language in stated["ConstraintDescription"]
