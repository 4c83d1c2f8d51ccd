"""Texts and tables of text: letters in an encoding that is in use, and no page or document that looks like text."""

import codecs
import re
from typing import BinaryIO

from chalicelib.domain.attachment import Reason
from chalicelib.inspection.refused import Refused
from chalicelib.inspection.signs import head_of, mismatch, sign_of

PIECE = 1 << 20
NOT_LETTERS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
WRITTEN_IN_LETTERS = frozenset({"markup", "other document", "application/pdf", "image/gif"})
"""Kinds whose files may hold nothing but letters."""
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
RUNS_A_PROGRAM = re.compile(r"""(?:^|[,;\t"])\s*[=+@-][^,;\t\r\n]{0,200}?\|[^\r\n]{0,500}?![A-Za-z$]""", re.MULTILINE)
"""A cell by which a spreadsheet starts another program: `=cmd|' /C calc'!A0`."""
LONGEST_CELL = 1000


def inspect(file: BinaryIO, content_type: str) -> None:
    """Raise `Refused` unless the file is text."""
    head = head_of(file)
    found = sign_of(head)
    if found in WRITTEN_IN_LETTERS:
        raise Refused(mismatch(found))
    marked = next((encoding for mark, encoding in MARKS if head.startswith(mark)), None)
    is_table = content_type == "text/csv"
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        if is_read(file, encoding, is_table):
            return
    raise Refused(mismatch(found))


def is_read(file: BinaryIO, encoding: str, is_table: bool) -> bool:
    """Whether all of it is letters in this encoding. Raises `Refused` for a cell that would run something."""
    file.seek(0)
    decoder, before = codecs.getincrementaldecoder(encoding)(), ""
    try:
        while piece := file.read(PIECE):
            letters = before + decoder.decode(piece)
            if NOT_LETTERS.search(letters):
                return False
            if is_table and RUNS_A_PROGRAM.search(letters):
                raise Refused(Reason.ACTIVE_CONTENT)
            before = letters[-LONGEST_CELL:] if is_table else ""
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True
