"""The page that holds the tables, each under a mark with its name."""

import re
from collections.abc import Mapping

from infra.local.settings import ROOT

PAGE = ROOT / "docs" / "cost.md"


def filled(text: str, tables: Mapping[str, str]) -> str:
    """The page with these tables in place of what stands under their marks; KeyError for a table without a mark."""
    for name, table in tables.items():
        text, found = re.subn(rf"(<!-- {name} -->\n)(?:\|.*\n)*", rf"\g<1>{table}\n", text)
        if not found:
            raise KeyError(name)
    return text
