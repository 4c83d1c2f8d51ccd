"""Every key of the bucket is built here and nowhere else. Ids never hold `/` (see `transport/identifiers.py`)."""

PICTURES = {"image/jpeg": ".jpg", "image/webp": ".webp"}


def original(conversation_id: str, attachment_id: str) -> str:
    """In the bucket: a file as it was uploaded."""
    return f"files/{conversation_id}/{attachment_id}"


def preview(conversation_id: str, attachment_id: str, content_type: str) -> str:
    """In the bucket: what can be shown of a file in the page, a JPEG or a WebP."""
    return f"previews/{conversation_id}/{attachment_id}{PICTURES[content_type]}"


def folders(conversation_id: str) -> tuple[str, ...]:
    """In the bucket: where everything stands that a conversation has there."""
    return tuple(f"{folder}/{conversation_id}/" for folder in ("files", "previews", "exports"))


def exported(conversation_id: str, export_id: str) -> str:
    """In the bucket: a conversation as it was exported, for a day."""
    return f"exports/{conversation_id}/{export_id}"


def file_at(key: str) -> tuple[str, str]:
    """Conversation and attachment to which an object of the bucket belongs."""
    _folder, conversation_id, attachment_id = key.split("/")
    return conversation_id, attachment_id
