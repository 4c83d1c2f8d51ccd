"""The texts of the demo clinic, as the YAML files beside this one hold them."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "data"


@cache
def content(name: str) -> Any:
    """What `data/NAME.yaml` says."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
