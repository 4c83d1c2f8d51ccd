"""What of the audit a patient is told: who opened their messages and files, in a closed vocabulary."""

from collections.abc import Mapping
from enum import StrEnum

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.permission import may_read
from chalicelib.domain.person import Person


class Access(StrEnum):
    """What somebody did with a patient's messages, files or data."""

    MESSAGES = "messages"
    CONVERSATION = "conversation"
    SHOWN_MESSAGE = "shown_message"
    SHOWN_BEGINNING = "shown_beginning"
    FILE = "file"
    FILE_PREVIEW = "file_preview"
    FILE_DETAILS = "file_details"
    CONVERSATIONS = "conversations"
    PROFILE = "profile"
    ITEMS = "items"
    APPOINTMENT = "appointment"
    ACCESS_LOG = "access_log"
    EXPORT = "export"


ACCESSES: Mapping[str, Access] = {
    "messages.read": Access.MESSAGES,
    "conversation.read": Access.CONVERSATION,
    "message.pushed": Access.SHOWN_MESSAGE,
    "conversation.pushed": Access.SHOWN_BEGINNING,
    "attachment.downloaded": Access.FILE,
    "attachment.read": Access.FILE_DETAILS,
    "attachment.pushed": Access.FILE_DETAILS,
    "patient.conversations": Access.CONVERSATIONS,
    "patient.read": Access.PROFILE,
    "patient.artifacts": Access.ITEMS,
    "directory.item.read": Access.ITEMS,
    "appointment.read": Access.APPOINTMENT,
    "audit.read": Access.ACCESS_LOG,
    "conversation.exported": Access.EXPORT,
}
"""By act. All other acts open nothing that a patient wrote or was sent."""
WORDS: Mapping[Access, str] = {
    Access.MESSAGES: "Read messages",
    Access.CONVERSATION: "Opened the conversation",
    Access.SHOWN_MESSAGE: "Was shown a new message as it arrived",
    Access.SHOWN_BEGINNING: "Was shown the beginning of the latest message",
    Access.FILE: "Opened a file",
    Access.FILE_PREVIEW: "Saw the preview of a file",
    Access.FILE_DETAILS: "Was shown the name and state of a file",
    Access.CONVERSATIONS: "Looked through the list of your conversations",
    Access.PROFILE: "Opened your profile",
    Access.ITEMS: "Looked at your appointments, invoices or prescriptions",
    Access.APPOINTMENT: "Opened an appointment of yours",
    Access.ACCESS_LOG: "Looked up who opened your messages",
    Access.EXPORT: "Saved the conversation as a file",
}


def access_by(act: str, detail: Mapping[str, object]) -> Access | None:
    """What a patient is told of that act; None if it opened nothing of theirs."""
    access = ACCESSES.get(act)
    if access is Access.FILE and detail.get("rendition") == "preview":
        return Access.FILE_PREVIEW
    return access


def readers_of(person_id: str, detail: Mapping[str, object], patient_id: str) -> list[str]:
    """Who was shown something by an act of that person: those told of it, or else they themself; not the patient."""
    told_to = detail.get("to")
    shown = [str(one) for one in told_to] if isinstance(told_to, list) else [person_id]
    own = {patient_id, person_id} if isinstance(told_to, list) else {patient_id}
    return [one for one in shown if one not in own]


def may_be_told(patient: Person, conversation_id: str | None, known: Mapping[str, Conversation]) -> bool:
    """Whether it is about no conversation, or about one that the patient may read: not about what staff say of them."""
    if conversation_id is None:
        return True
    conversation = known.get(conversation_id)
    return conversation is not None and may_read(patient, conversation)
