"""Office files: the least that programs open, and every trick that can be hidden in one."""

import gzip
import io
import struct
import zipfile
from collections.abc import Mapping

from chalicelib.domain.attachment import Reason
from chalicelib.inspection.office import MAIN_PARTS
from tests.unit.inspection.corpus import DOCX, PPTX, TXT, XLSX, Case
from tests.unit.inspection.papers import pdf, plain_zip

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
Parts = Mapping[str, bytes | str]


def types(main: str, *more: str) -> str:
    overrides = "".join(
        f'<Override PartName="/word/more{number}" ContentType="{it}"/>' for number, it in enumerate(more)
    )
    defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    overrides += f'<Override PartName="/word/main.xml" ContentType="{main}"/>'
    return f'<Types xmlns="{TYPES}">{defaults}{overrides}</Types>'


def links(*wanted: tuple[str, str, str]) -> str:
    each = "".join(
        f'<Relationship Id="r{number}" Type="{KINDS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for number, (kind, target, mode) in enumerate(wanted)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{LINKS}">{each}</Relationships>'


def office(kind: str = DOCX, more: Parts | None = None, main: str = "", extra_types: tuple[str, ...] = ()) -> bytes:
    """A file of that kind with one empty main part, and whatever else is wanted."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": types(main or MAIN_PARTS[kind], *extra_types),
        "_rels/.rels": links(("officeDocument", "word/main.xml", "Internal")),
        "word/main.xml": f'<w:document xmlns:w="{WORDS}"/>',
        **(more or {}),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return written.getvalue()


def linked(kind: str, target: str, mode: str = "External") -> bytes:
    return office(more={"word/_rels/main.xml.rels": links((kind, target, mode))})


def container(*names: str) -> bytes:
    return OLE + b"\x00" * 504 + b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in names)


def locked_entry() -> bytes:
    """One entry says that it needs a password."""
    made = bytearray(office())
    place = made.rindex(b"PK\x01\x02")
    made[place + 8] |= 1
    return bytes(made)


def lying() -> bytes:
    """A part of a million bytes that says it has ten."""
    made = bytearray(office(more={"word/media/x": bytes(1_000_000)}))
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = made.rindex(sign)
        made[place + offset : place + offset + 4] = struct.pack("<I", 10)
    return bytes(made)


def overlapping() -> bytes:
    """Two entries of the directory that mean the same bytes."""
    made = bytearray(office(more={"word/media/a": b"a" * 50, "word/media/b": b"b" * 50}))
    last = made.rindex(b"PK\x01\x02")
    before = made.rindex(b"PK\x01\x02", 0, last)
    made[last + 42 : last + 46] = made[before + 42 : before + 46]
    return bytes(made)


def field(*codes: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return office(more={"word/main.xml": f'<w:document xmlns:w="{WORDS}">{runs}</w:document>'})


def field_in(encoding: str) -> bytes:
    said = f'<?xml version="1.0" encoding="{encoding}"?><w:d xmlns:w="{WORDS}"><w:fldSimple w:instr="DDEAUTO x"/></w:d>'
    return office(more={"word/main.xml": said.encode(encoding)})


NOISE = bytes(range(1, 256)) * 300
PNG_PART = b"\x89PNG\r\n\x1a\n" + NOISE
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
GOOD = [
    Case("Word", DOCX, office),
    Case("Excel", XLSX, lambda: office(XLSX)),
    Case("PowerPoint", PPTX, lambda: office(PPTX)),
    Case("a link to click on", DOCX, lambda: linked("hyperlink", "https://clinic.example")),
    Case("a picture inside", DOCX, lambda: linked("image", "media/image1.png", "Internal")),
    Case("a photo and a font", DOCX, lambda: office(more={"word/media/a.png": PNG_PART, "word/fonts/f.odttf": NOISE})),
    Case("a page number", DOCX, lambda: field("PAGE", " \\* MERGEFORMAT")),
    Case(
        "a large sheet", XLSX, lambda: office(XLSX, {"xl/sheet.xml": b"<x>" + bytes(range(48, 58)) * 50_000 + b"</x>"})
    ),
]
BAD = [
    Case("an empty document", DOCX, lambda: b"", Reason.EMPTY),
    Case("a plain archive named Word", DOCX, plain_zip, Reason.NOT_ALLOWED),
    Case("a plain archive named Excel", XLSX, plain_zip, Reason.NOT_ALLOWED),
    Case("Excel named Word", DOCX, lambda: office(XLSX), Reason.TYPE_MISMATCH),
    Case("Word called Excel", DOCX, office, Reason.NAME_MISMATCH, "list.xlsx"),
    Case("a macro file by name", DOCX, office, Reason.NAME_MISMATCH, "letter.docm"),
    Case("a macro file named Word", DOCX, lambda: office(main=MACRO_TYPE), Reason.MACROS),
    Case("macros under their name", DOCX, lambda: office(more={"word/vbaProject.bin": container("VBA")}),
         Reason.MACROS),
    Case("macros under another name", DOCX, lambda: office(more={"word/media/a.png": container("_VBA_PROJECT")}),
         Reason.MACROS),
    Case("macros by their type", DOCX, lambda: office(extra_types=("application/vnd.ms-office.vbaProject",)),
         Reason.MACROS),
    Case("macros of Excel 4", XLSX, lambda: office(XLSX, extra_types=("application/vnd.ms-excel.macrosheet+xml",)),
         Reason.MACROS),
    Case("macros by their link", DOCX, lambda: linked("vbaProject", "x.bin", "Internal"), Reason.MACROS),
    Case("a template", DOCX, lambda: office(main=MAIN_PARTS[DOCX].replace("document.main", "template.main")),
         Reason.NOT_ALLOWED),
    Case("a locked document", DOCX, lambda: container("EncryptionInfo", "EncryptedPackage"), Reason.ENCRYPTED),
    Case("a locked part", DOCX, locked_entry, Reason.ENCRYPTED),
    Case("a document of 1997", DOCX, lambda: container("WordDocument"), Reason.NOT_ALLOWED),
    Case("a document of 1997 with macros", DOCX, lambda: container("WordDocument", "Macros"), Reason.MACROS),
    Case("an object inside", DOCX, lambda: office(more={"word/embeddings/o.bin": container("Ole")}),
         Reason.EMBEDDED_FILES),
    Case("a file inside", DOCX, lambda: office(more={"word/embeddings/x.xlsx": plain_zip()}), Reason.EMBEDDED_FILES),
    Case("a packed drawing inside", DOCX, lambda: office(more={"word/media/x.emz": gzip.compress(NOISE)}),
         Reason.EMBEDDED_FILES),
    Case("a PDF inside", PPTX, lambda: office(PPTX, {"ppt/media/x.bin": pdf()}), Reason.EMBEDDED_FILES),
    Case("a program inside", DOCX, lambda: office(more={"word/media/x.png": b"MZ\x90\x00"}), Reason.EMBEDDED_FILES),
    Case("a template from elsewhere", DOCX, lambda: linked("attachedTemplate", "http://host/x.dotm"),
         Reason.ACTIVE_CONTENT),
    Case("a picture from elsewhere", DOCX, lambda: linked("image", "http://host/x.png"), Reason.ACTIVE_CONTENT),
    Case("a link to a file", DOCX, lambda: linked("hyperlink", "file:///c:/x.exe"), Reason.ACTIVE_CONTENT),
    Case("a link that runs", DOCX, lambda: linked("hyperlink", "ms-msdt:/id"), Reason.ACTIVE_CONTENT),
    Case("HTML inside", DOCX, lambda: linked("aFChunk", "x.html", "Internal"), Reason.ACTIVE_CONTENT),
    Case("a control", DOCX, lambda: office(extra_types=("application/vnd.ms-office.activeX+xml",)),
         Reason.ACTIVE_CONTENT),
    Case("a field that runs, elsewhere and under no name of XML", DOCX,
         lambda: office(more={"doc/main.bin": f'<w:d xmlns:w="{WORDS}"><w:fldSimple w:instr="DDEAUTO x"/></w:d>'}),
         Reason.ACTIVE_CONTENT),
    Case("a field that runs after another", DOCX, lambda: field("PAGE", "DDE c:\\\\cmd.exe"), Reason.ACTIVE_CONTENT),
    Case("a field of words", DOCX, lambda: field("REF ADDED_section ", "AUTOTEXT hidden")),
    Case("a field that runs", DOCX, lambda: field("DDEA", "UTO c:\\\\cmd.exe"), Reason.ACTIVE_CONTENT),
    Case("a field that runs, in two bytes a letter", DOCX, lambda: field_in("utf-16"), Reason.ACTIVE_CONTENT),
    Case("a field that runs, in letters of old machines", DOCX, lambda: field_in("cp037"), Reason.CORRUPT),
    Case("a sheet that runs", XLSX, lambda: office(XLSX, {"xl/externalLinks/e.xml": "<x><ddeLink/></x>"}),
         Reason.ACTIVE_CONTENT),
    Case("entities", DOCX, lambda: office(more={"word/main.xml": DOCTYPE}), Reason.ACTIVE_CONTENT),
    Case("a part that swells", DOCX, lambda: office(more={"word/media/x": bytes(30_000_000)}), Reason.BOMB),
    Case("a part that lies about its size", DOCX, lying, Reason.BOMB),
    Case("parts that share their bytes", DOCX, overlapping, Reason.BOMB),
    Case("ten thousand parts", DOCX, lambda: office(more={f"word/x{n}": b"" for n in range(10_000)}), Reason.BOMB),
    Case("a part outside", DOCX, lambda: office(more={"../x": b""}), Reason.CORRUPT),
    Case("two parts of one name", DOCX, lambda: office(more={"Word/Main.xml": b"<x/>"}), Reason.CORRUPT),
    Case("half a document", DOCX, lambda: office()[:400], Reason.CORRUPT),
    Case("no main part", DOCX, lambda: office(more={"_rels/.rels": links()}), Reason.CORRUPT),
    Case("XML that ends early", DOCX, lambda: office(more={"word/main.xml": "<w"}), Reason.CORRUPT),
    Case("a document called text", TXT, office, Reason.TYPE_MISMATCH),
]  # fmt: skip
