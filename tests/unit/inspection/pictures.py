"""Pictures, and what only looks like one."""

import io
import struct
import zlib

import pillow_heif
from PIL import Image, TiffImagePlugin

from chalicelib.domain.attachment import Reason
from tests.unit.inspection.corpus import GIF, HEIC, JPEG, PNG, TXT, WEBP, Case
from tests.unit.inspection.papers import plain_zip, simple_pdf

pillow_heif.register_heif_opener()
CAMERA = "Elm Street camera"
ORIENTATION, MODEL = 0x0112, 0x0110


def picture(width: int = 64, height: int = 32, mode: str = "RGB") -> Image.Image:
    """Left half red (or light), right half blue (or dark): orientation can be seen."""
    image = Image.new(mode, (width, height), Image.new("RGB", (1, 1), "blue").convert(mode).getpixel((0, 0)))
    image.paste(Image.new("RGB", (width // 2, height), "red").convert(mode), (0, 0))
    if mode == "RGBA":
        image.putalpha(200)
    return image


def encoded(kind: str, mode: str = "RGB", size: tuple[int, int] = (64, 32), **more: object) -> bytes:
    written = io.BytesIO()
    picture(*size, mode).save(written, kind, **more)
    return written.getvalue()


def with_metadata(kind: str, orientation: int = 6, **more: object) -> bytes:
    """Taken by a camera held upright, which wrote down more than the picture."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MODEL] = orientation, CAMERA
    exif.get_ifd(0x8825)[2] = (
        TiffImagePlugin.IFDRational(47), TiffImagePlugin.IFDRational(36), TiffImagePlugin.IFDRational(0),
    )  # fmt: skip
    return encoded(kind, exif=exif.tobytes(), **more)


def frames(kind: str, count: int = 3) -> bytes:
    written, others = io.BytesIO(), [picture(64 - step, 32).resize((64, 32)) for step in range(1, count)]
    picture().save(written, kind, save_all=True, append_images=others, duration=100)
    return written.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_of(width: int, height: int, rows: bytes = b"") -> bytes:
    """A picture that says it is so large, whatever there is of it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def gif_bomb() -> bytes:
    """A canvas of 65,000 by 900 pixels, shown forty times over."""
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    screen = struct.pack("<HHBBB", 65_000, 900, 0x80, 0, 0) + b"\x00\x00\x00\xff\xff\xff"
    return b"GIF89a" + screen + frame * 40 + b"\x3b"


def avif() -> bytes:
    return struct.pack(">I", 28) + b"ftypavif" + b"\x00" * 4 + b"avifmif1miaf" + b"\x00" * 64


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"

GOOD = [
    Case("a photograph", JPEG, lambda: encoded("JPEG")),
    Case("a photograph with metadata", JPEG, lambda: with_metadata("JPEG")),
    Case("a photograph for print", JPEG, lambda: encoded("JPEG", "CMYK")),
    Case("a grey photograph", JPEG, lambda: encoded("JPEG", "L")),
    Case("a photograph in two sizes", JPEG, lambda: frames("MPO", 2)),
    Case("a name in capitals", JPEG, lambda: encoded("JPEG"), None, "IMG_0001.JPG"),
    Case("the long ending", JPEG, lambda: encoded("JPEG"), None, "throat.jpeg"),
    Case("a screenshot", PNG, lambda: encoded("PNG")),
    Case("a see-through picture", PNG, lambda: encoded("PNG", "RGBA")),
    Case("a picture with a palette", PNG, lambda: encoded("PNG", "P")),
    Case("deep grey", PNG, lambda: encoded("PNG", "I;16")),
    Case("WebP", WEBP, lambda: encoded("WEBP")),
    Case("moving WebP", WEBP, lambda: frames("WEBP")),
    Case("a telephone's photograph", HEIC, lambda: encoded("HEIF")),
    Case("a telephone's photograph with metadata", HEIC, lambda: with_metadata("HEIF")),
    Case("GIF", GIF, lambda: encoded("GIF", "P")),
    Case("moving GIF", GIF, lambda: frames("GIF")),
]
BAD = [
    Case("nothing", JPEG, lambda: b"", Reason.EMPTY),
    Case("SVG as it is", "image/svg+xml", lambda: SVG, Reason.NOT_ALLOWED),
    Case("SVG named PNG", PNG, lambda: SVG, Reason.NOT_ALLOWED),
    Case("HTML named PNG", PNG, lambda: HTML, Reason.NOT_ALLOWED),
    Case("HTML named GIF", GIF, lambda: HTML, Reason.NOT_ALLOWED),
    Case("PNG declared JPEG", JPEG, lambda: encoded("PNG"), Reason.TYPE_MISMATCH),
    Case("PNG called JPEG", PNG, lambda: encoded("PNG"), Reason.NAME_MISMATCH, "scan.jpg"),
    Case("a program's name", JPEG, lambda: encoded("JPEG"), Reason.NAME_MISMATCH, "photo.jpg.exe"),
    Case("no ending", JPEG, lambda: encoded("JPEG"), Reason.NAME_MISMATCH, "photo"),
    Case("PDF declared JPEG", JPEG, simple_pdf, Reason.TYPE_MISMATCH),
    Case("a program", PNG, lambda: b"MZ\x90\x00" + b"\x00" * 200, Reason.NOT_ALLOWED),
    Case("a TIFF", JPEG, lambda: encoded("TIFF"), Reason.NOT_ALLOWED),
    Case("AVIF named HEIC", HEIC, avif, Reason.NOT_ALLOWED),
    Case("noise", WEBP, lambda: bytes(range(256)), Reason.TYPE_MISMATCH),
    Case("half a photograph", JPEG, lambda: encoded("JPEG", size=(640, 320))[:1500], Reason.CORRUPT),
    Case("half a screenshot", PNG, lambda: encoded("PNG", size=(640, 320))[:200], Reason.CORRUPT),
    Case("half a telephone's photograph", HEIC, lambda: encoded("HEIF")[:400], Reason.CORRUPT),
    Case("a beginning alone", GIF, lambda: b"GIF89a", Reason.CORRUPT),
    Case("a PNG of four billion pixels", PNG, lambda: png_of(65_000, 65_000), Reason.BOMB),
    Case("a PNG without its rows", PNG, lambda: png_of(100, 100), Reason.CORRUPT),
    Case("a GIF that is drawn for ever", GIF, gif_bomb, Reason.BOMB),
    Case("a photograph that is an archive too", JPEG, lambda: encoded("JPEG") + plain_zip(), Reason.NOT_ALLOWED),
    Case("a GIF that is a PDF too", GIF, lambda: gif_with(simple_pdf()), Reason.NOT_ALLOWED),
    Case("a photograph called text", TXT, lambda: encoded("JPEG"), Reason.TYPE_MISMATCH),
]


def gif_with(other: bytes) -> bytes:
    """A GIF in whose comment another file begins."""
    plain = encoded("GIF", "P")
    place = 13 + 3 * (2 << (plain[10] & 7))
    blocks = b"".join(bytes([len(other[at : at + 255])]) + other[at : at + 255] for at in range(0, len(other), 255))
    return plain[:place] + b"\x21\xfe" + blocks + b"\x00" + plain[place:]
