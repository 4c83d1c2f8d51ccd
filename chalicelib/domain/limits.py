"""The one published set of limits (`GET /me`): the portal reads them, the API enforces them."""

ATTACHMENT_BYTES = 26_214_400
ATTACHMENTS_PER_MESSAGE = 10
ATTACHMENT_TYPES = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heic",
    "image/gif",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "text/plain",
    "text/csv",
)
