"""Small files as a browser's file chooser hands them over."""

import io
import random
import struct
import zipfile
import zlib

from PIL import Image
from playwright.sync_api import FilePayload

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def png(name: str = "wound.png", width: int = 320, height: int = 200) -> FilePayload:
    """A picture of one colour."""
    rows = (b"\0" + b"\x2a\x9d\x8f" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    return {"name": name, "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"".join(chunks)}


def pdf(name: str = "report.pdf", filling: int = 0) -> FilePayload:
    """One page with two words on it, and a stream of that many bytes that no page shows."""
    words = b"BT /F1 24 Tf 40 100 Td (Blood count) Tj ET"
    resources = b"/Resources << /Font << /F1 5 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R %s >>" % resources
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        stream(words),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *([stream(b"\xa5" * filling)] if filling else []),
    ]
    content, places = b"%PDF-1.7\n", []
    for number, it in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, it)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(content))
    content += b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def largest_pdf(name: str = "scan.pdf", size: int = 26_214_400) -> FilePayload:
    """As large as a file may be, to the byte."""
    beyond = len(pdf(name, filling=size)["buffer"]) - size
    return pdf(name, filling=size - beyond)


def no_document(name: str = "letter.docx") -> FilePayload:
    """An archive that calls itself a document of Word."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    return {"name": name, "mimeType": DOCX, "buffer": content.getvalue()}


def too_large(name: str = "film.pdf", size: int = 26_214_401) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": bytes(size)}


def photo_too_large(name: str = "wound.jpg", width: int = 2700, height: int = 2500) -> FilePayload:
    """A picture that no camera takes: of noise, so that a few pixels have many bytes."""
    noise = Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))
    content = io.BytesIO()
    noise.save(content, "JPEG", quality=100, subsampling=0)
    return {"name": name, "mimeType": "image/jpeg", "buffer": content.getvalue()}
