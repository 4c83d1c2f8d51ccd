"""The function that checks what was uploaded."""

import json
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config

from chalicelib.settings import settings


@cache
def functions() -> Any:
    """The API of functions; made when the first file is there."""
    config = Config(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"})
    return botocore.session.get_session().create_client("lambda", region_name=settings().region, config=config)


def begin(conversation_id: str, attachment_id: str) -> None:
    """Ask for a check, and do not wait for it; asking twice is harmless."""
    functions().invoke(
        FunctionName=settings().checker_function,
        InvocationType="Event",
        Payload=json.dumps({"conversationId": conversation_id, "attachmentId": attachment_id}),
    )
