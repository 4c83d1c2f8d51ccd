"""The words that logs are made of: what our own code calls things. That somebody uses one of them gives nobody away."""

import re
from functools import cache
from pathlib import Path

from tests.log_search.words import tokens

ROOT = Path(__file__).parents[2]
PLATFORM = (
    "Billed Duration Memory Size START REPORT RequestId Version LATEST Used Init Worker process died Task timed after "
    "seconds level location message timestamp service INFO WARNING ERROR DEBUG xray trace "
    "CloudWatchMetrics Timestamp Namespace Dimensions Metrics Name Unit Count"
)
"""What Lambda, the formatter of lines and that of metrics say by themselves."""
EXPLANATION = re.compile(r'"""[\s\S]*?"""|(?<!\S)# .*')
"""Docstrings and comments: nothing of them comes into a log."""


@cache
def vocabulary() -> frozenset[str]:
    """All words in the code of the functions, names and texts, but those that explain it."""
    found = set(tokens(PLATFORM))
    for path in [ROOT / "app.py", *(ROOT / "chalicelib").rglob("*.py")]:
        found.update(tokens(EXPLANATION.sub("", path.read_text())))
    return frozenset(found)
