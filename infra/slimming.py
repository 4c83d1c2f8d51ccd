"""Makes botocore's data quick to read.

It is parsed at every cold start, and most of it is prose and other services' addresses: 50 of 300 ms.
"""

import gzip
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any


def slim(data: Path, services: Collection[str]) -> None:
    """Leave out of botocore's `data` folder what no call reads: documentation, and the endpoints of other services."""
    endpoints = data / "endpoints.json"
    endpoints.write_text(_compact(_without_others(json.loads(endpoints.read_text()), services)))
    for packed in sorted(data.glob("*/*/service-2.json.gz")):
        model = json.loads(gzip.decompress(packed.read_bytes()))
        packed.with_suffix("").write_text(_compact(_slimmed(model)))
        packed.unlink()


def _slimmed(model: Any) -> Any:
    """botocore asks the parameters of a client for their documentation, and fails if there is none."""
    slimmed = _without_prose(model)
    for parameter in slimmed.get("clientContextParams", {}).values():
        parameter["documentation"] = ""
    return slimmed


def _compact(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _without_others(endpoints: dict[str, Any], services: Collection[str]) -> dict[str, Any]:
    for partition in endpoints["partitions"]:
        partition["services"] = {name: of for name, of in partition["services"].items() if name in services}
    return endpoints


def _without_prose(part: Any) -> Any:
    """`documentation` is prose wherever its value is text; a member of a shape may have that name too."""
    if isinstance(part, dict):
        kept = (item for item in part.items() if not (item[0] == "documentation" and isinstance(item[1], str)))
        return {name: _without_prose(value) for name, value in kept}
    return [_without_prose(value) for value in part] if isinstance(part, list) else part
