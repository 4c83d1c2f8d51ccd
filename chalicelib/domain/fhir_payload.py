"""What a message says, in FHIR's terms: words, files without their bytes, and the item of its card."""

import re
from base64 import b64encode
from typing import Any

from chalicelib.domain.card import CardType
from chalicelib.domain.shapes import AttachmentShape, CardShape, MessageShape

STRING = re.compile(r"(?=[ \r\n\t\S])[^\x00-\x08\x0b\x0c\x0e-\x1f]+")
"""What may be a string of FHIR, and is one to its libraries: no control characters, no exotic space to begin with."""
TEXT_TYPE = "text/plain; charset=utf-8"
STATE = "urn:clinic-messaging:fhir:attachment-state"
ITEMS = {CardType.APPT: "Appointment", CardType.INVOICE: "Invoice", CardType.RX: "MedicationRequest"}
Part = dict[str, Any]


def payload(entry: MessageShape) -> list[Part]:
    """Nothing of what is locked: its text, files and card are not in the entry."""
    return [
        *([words(entry["text"])] if entry["text"] else []),
        *(file(each) for each in entry["attachments"]),
        *([item(entry["card"])] if entry["card"] else []),
    ]


def words(text: str) -> Part:
    """A text exactly as it was written: as a string or, where FHIR has no such strings, as its bytes."""
    if STRING.fullmatch(text):
        return {"contentString": text}
    return {"contentAttachment": {"contentType": TEXT_TYPE, "data": b64encode(text.encode()).decode()}}


def label(text: str) -> str:
    """A name or title as a string of FHIR."""
    return text if STRING.fullmatch(text) else "".join(it if STRING.fullmatch(it) else "\ufffd" for it in text)


def file(it: AttachmentShape) -> Part:
    """A file by name, type and size. One that cannot be opened (any more) says in which state it is."""
    said: Part = {"contentType": it["contentType"], "size": it["size"], "title": label(it["fileName"])}
    if it["state"] != "ready":
        said["extension"] = [{"url": STATE, "valueCode": it["state"]}]
    return {"contentAttachment": said}


def item(it: CardShape) -> Part:
    """What a card shows, as it stood then; the item itself is in the clinic's records."""
    said = " · ".join(filter(None, (it["title"], it["status"], it["date"], it.get("amount"))))
    identifier = {"system": f"urn:clinic-messaging:fhir:{it['type']}", "value": it["id"]}
    return {"contentReference": {"type": ITEMS[CardType(it["type"])], "identifier": identifier, "display": label(said)}}
