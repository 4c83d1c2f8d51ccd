"""`python -m infra.contract`: writes the API's and the socket's documents into docs/, after either has changed."""

import json
from pathlib import Path
from typing import Any

from chalicelib.transport import asyncapi, openapi

DOCS = Path(__file__).parent.parent / "docs"


def documents() -> dict[Path, str]:
    """Each file of the contract, as the code says it should be."""
    made = {"openapi.json": openapi.document(), "asyncapi.json": asyncapi.document()}
    return {DOCS / name: as_text(content) for name, content in made.items()}


def as_text(content: dict[str, Any]) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Write them."""
    for path, text in documents().items():
        path.write_text(text)


if __name__ == "__main__":
    main()
