"""Colours, where somebody looks; plain words where the output goes to a file."""

import os
import sys

COLOURS = {"red": 31, "green": 32, "yellow": 33, "grey": 90, "bold": 1}


def paint(text: str, colour: str) -> str:
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\033[{COLOURS[colour]}m{text}\033[0m"


def tell(text: str = "") -> None:
    print(text, flush=True)
