"""Word, Excel and PowerPoint files: archives of XML that say what they are and hold nothing that runs."""

import zipfile
from typing import BinaryIO

from chalicelib.domain.attachment import Reason
from chalicelib.domain.limits import OFFICE
from chalicelib.inspection import office_links, office_parts, ole
from chalicelib.inspection.refused import Refused
from chalicelib.inspection.signs import head_of, mismatch, sign_of
from chalicelib.inspection.xml_parts import elements_of

TYPES = "[Content_Types].xml"
ROOT_LINKS = "_rels/.rels"
MAIN_PARTS = {
    OFFICE + "wordprocessingml.document": OFFICE + "wordprocessingml.document.main+xml",
    OFFICE + "spreadsheetml.sheet": OFFICE + "spreadsheetml.sheet.main+xml",
    OFFICE + "presentationml.presentation": OFFICE + "presentationml.presentation.main+xml",
}
"""Which content type the main part of a file of each kind must have. Those of macro files and templates differ."""
WITH_MACROS = ("macroenabled", "vbaproject", "vbadata", "macrosheet", "dialogsheet", "keymapcustomizations")
ACTING_TYPES = ("activex", "webextension")


def inspect(file: BinaryIO, content_type: str) -> None:
    """Raise `Refused` unless the file is a document of this kind without macros, embedded files or lures."""
    found = sign_of(head_of(file))
    if found == "ole":
        raise Refused(ole.reason_against(file))
    if found != "zip":
        raise Refused(mismatch(found))
    try:
        with zipfile.ZipFile(file) as packed:
            office_parts.inspect(packed, file)
            inspect_kind(packed, content_type)
            office_links.inspect(packed)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as damage:
        raise Refused(Reason.CORRUPT) from damage


def inspect_kind(packed: zipfile.ZipFile, content_type: str) -> None:
    """Hold what the file says of its parts against what it was declared to be."""
    names = set(packed.namelist())
    if not {TYPES, ROOT_LINKS} <= names:
        raise Refused(Reason.NOT_ALLOWED)
    types = types_of(packed)
    spoken = [stated.lower() for stated in types.values()]
    if any(mark in stated for stated in spoken for mark in WITH_MACROS):
        raise Refused(Reason.MACROS)
    if any(mark in stated for stated in spoken for mark in ACTING_TYPES):
        raise Refused(Reason.ACTIVE_CONTENT)
    main = office_links.main_part(packed)
    if main not in names:
        raise Refused(Reason.CORRUPT)
    stated = types.get(main) or types.get(main.rpartition(".")[2].lower(), "")
    if stated != MAIN_PARTS[content_type]:
        raise Refused(Reason.TYPE_MISMATCH if stated in MAIN_PARTS.values() else Reason.NOT_ALLOWED)


def types_of(packed: zipfile.ZipFile) -> dict[str, str]:
    """Content types by part, and by ending for the parts that are not named."""
    types = {}
    for name, attributes in elements_of(packed, TYPES):
        stated = attributes.get("ContentType", "")
        if name == "Override":
            types[attributes.get("PartName", "").lstrip("/")] = stated
        elif name == "Default":
            types[attributes.get("Extension", "").lower()] = stated
    return types
