"""What the parts of an office file refer to: each other, pages that people click on, and nothing else."""

import re
import zipfile
from collections.abc import Iterator

from chalicelib.domain.attachment import Reason
from chalicelib.inspection.refused import Refused
from chalicelib.inspection.xml_parts import elements_of, letters_in, mentions

REFUSED_KINDS = {
    "vbaProject": Reason.MACROS,
    "vbaProjectSignature": Reason.MACROS,
    "wordVbaData": Reason.MACROS,
    "xlMacrosheet": Reason.MACROS,
    "xlIntlMacrosheet": Reason.MACROS,
    "oleObject": Reason.EMBEDDED_FILES,
    "package": Reason.EMBEDDED_FILES,
    "control": Reason.ACTIVE_CONTENT,
    "activeXControlBinary": Reason.ACTIVE_CONTENT,
    "aFChunk": Reason.ACTIVE_CONTENT,
    "subDocument": Reason.ACTIVE_CONTENT,
    "webextension": Reason.ACTIVE_CONTENT,
    "webextensiontaskpanes": Reason.ACTIVE_CONTENT,
}
"""By the last word of a relationship's type."""
WORDS_OF_FIELDS, WORDS_OF_LINKS = ("instrText", "fldSimple"), ("ddeLink", "oleLink")
CLICKED_ON = ("http://", "https://", "mailto:", "tel:", "#")
DYNAMIC_EXCHANGE = re.compile(r"DDE(AUTO)?(?=[\s\"\\]|$)", re.IGNORECASE)
"""However little stands before it: the letters of one field follow directly on those of the one before."""
MAIN = "officeDocument"
Link = dict[str, str]


def inspect(packed: zipfile.ZipFile) -> None:
    """Raise `Refused` if a part refers to something that runs or is fetched when the document is opened."""
    for name in packed.namelist():
        if name.lower().endswith(".rels"):
            for link in links_in(packed, name):
                inspect_link(link)
        elif mentions(packed, name, (*WORDS_OF_FIELDS, *WORDS_OF_LINKS)):
            inspect_fields(packed, name)
            inspect_exchange(packed, name)


def main_part(packed: zipfile.ZipFile) -> str:
    """The part with which a program begins to read."""
    targets = (link.get("Target", "") for link in links_in(packed, "_rels/.rels") if kind_of(link) == MAIN)
    return next(targets, "").lstrip("/")


def links_in(packed: zipfile.ZipFile, part: str) -> Iterator[Link]:
    return (attributes for name, attributes in elements_of(packed, part) if name == "Relationship")


def kind_of(link: Link) -> str:
    return link.get("Type", "").rstrip("/").rpartition("/")[2]


def inspect_link(link: Link) -> None:
    if kind_of(link) in REFUSED_KINDS:
        raise Refused(REFUSED_KINDS[kind_of(link)])
    if link.get("TargetMode", "").lower() == "external":
        is_clicked_on = kind_of(link) == "hyperlink" and link.get("Target", "").strip().lower().startswith(CLICKED_ON)
        if not is_clicked_on:
            raise Refused(Reason.ACTIVE_CONTENT)


def inspect_fields(packed: zipfile.ZipFile, part: str) -> None:
    """Fields of Word that start other programs, however they are cut up."""
    codes = [attributes.get("instr", "") for name, attributes in elements_of(packed, part) if name == "fldSimple"]
    codes.append(letters_in(packed, part, "instrText"))
    if any(map(DYNAMIC_EXCHANGE.search, codes)):
        raise Refused(Reason.ACTIVE_CONTENT)


def inspect_exchange(packed: zipfile.ZipFile, part: str) -> None:
    """Links of Excel to other programs."""
    if any(name in WORDS_OF_LINKS for name, _attributes in elements_of(packed, part)):
        raise Refused(Reason.ACTIVE_CONTENT)
