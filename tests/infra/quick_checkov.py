"""Checkov as its command runs it, in a third of the time: run by the Python of its own environment.

For each of some 400 paths into a template it works out anew how paths are read, always with the same outcome.
"""

import sys
import warnings
from typing import Any

import ply.yacc

worked_out = ply.yacc.yacc
PARSERS: dict[tuple[type, str], Any] = {}


def once(*, module: object, start: str, **more: object) -> Any:
    """The parser of that grammar: none remembers what it has read."""
    grammar = type(module), start
    if grammar not in PARSERS:
        PARSERS[grammar] = worked_out(module=module, start=start, **more)
    return PARSERS[grammar]


if __name__ == "__main__":
    ply.yacc.yacc = once
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", category=SyntaxWarning)
        from checkov.main import Checkov

        sys.exit(Checkov().run())
