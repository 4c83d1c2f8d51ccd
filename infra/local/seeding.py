"""Fills the clinic with its demo people and conversations, once."""

import json
from pathlib import Path
from typing import Any

from infra import demo
from infra.local.stack import Stack
from infra.local.steps import step


def seed(stack: Stack) -> list[dict[str, Any]]:
    """The demo sign-ins. They are kept beside the data that they belong to."""
    mark = stack.settings.folder / "people.json"
    with step("fill the demo clinic") as notes:
        if mark.is_file() and belongs_to(stack, mark):
            notes.append("(there already)")
        else:
            mark.write_text(json.dumps({"userPoolId": stack.user_pool_id, "people": demo.load(stack)}, indent=2))
        kept: list[dict[str, Any]] = json.loads(mark.read_text())["people"]
        return kept


def belongs_to(stack: Stack, mark: Path) -> bool:
    return bool(json.loads(mark.read_text())["userPoolId"] == stack.user_pool_id)
