"""The one published set of limits (`GET /me`): the portal reads them, the API enforces them."""

ATTACHMENT_BYTES = 26_214_400
ATTACHMENTS_PER_MESSAGE = 10
OFFICE = "application/vnd.openxmlformats-officedocument."
EXTENSIONS = {
    "image/jpeg": (".jpg", ".jpeg", ".jfif"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/heic": (".heic", ".heif"),
    "image/gif": (".gif",),
    "application/pdf": (".pdf",),
    OFFICE + "wordprocessingml.document": (".docx",),
    OFFICE + "spreadsheetml.sheet": (".xlsx",),
    OFFICE + "presentationml.presentation": (".pptx",),
    "text/plain": (".txt",),
    "text/csv": (".csv",),
}
"""How the names of files of a content type end, in lower case."""
ATTACHMENT_TYPES = tuple(EXTENSIONS)
