"""What each route about attachments promises: a row for each."""

from chalicelib.domain import errors, shapes
from chalicelib.transport import answers, bodies
from chalicelib.transport.operation import MEMBERS, Operation, Operations

FILES = "/conversations/{conversation_id}/attachments"
SEEN = "The uploader until it is sent, then members of the conversation: for anyone else it does not exist."

ATTACHMENTS: Operations = {
    ("POST", FILES): Operation(
        "addAttachment",
        "Make room for a file, and get the form to upload it with; under a name that was used before, the same again.",
        MEMBERS,
        {201: answers.AddedAttachmentShape, 200: answers.AddedAttachmentShape},
        body=bodies.NewAttachment,
        refusals=(errors.NotFound, errors.IdReused),
        is_named_by_header=True,
    ),
    ("POST", FILES + "/{attachment_id}/complete"): Operation(
        "completeAttachment",
        "Say that the file is uploaded: it is checked then. Twice is harmless.",
        "Its uploader: for anyone else it does not exist.",
        {200: shapes.AttachmentShape},
        refusals=(errors.NotFound, errors.NotUploaded, errors.StepUpNeeded),
    ),
    ("GET", FILES + "/{attachment_id}"): Operation(
        "getAttachment",
        "How it stands with a file.",
        SEEN,
        {200: shapes.AttachmentShape},
        refusals=(errors.NotFound, errors.StepUpNeeded),
    ),
    ("GET", FILES + "/{attachment_id}/content"): Operation(
        "linkAttachment",
        "A link to a file that has passed every check, good for 60 seconds.",
        SEEN,
        {200: answers.LinkShape},
        query=("rendition", "inline"),
        refusals=(errors.NotFound, errors.NotReady, errors.StepUpNeeded),
    ),
}
