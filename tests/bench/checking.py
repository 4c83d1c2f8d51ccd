"""How much memory and time the check takes for the largest files that are allowed.

    python -m tests.bench.checking

Each file is made here, then checked in a process of its own, as the function does it.
"""

import io
import os
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from chalicelib.domain.limits import ATTACHMENT_BYTES, EXTENSIONS
from tests.unit.inspection.corpus import CSV, DOCX, GIF, HEIC, JPEG, PDF, PNG, PPTX, TXT, WEBP, XLSX

WIDE, HIGH = 9_200, 6_900
"""A little under the most pixels that are allowed."""
CHECK = """
import re, sys, time
from chalicelib.inspection import deciding, previews
from chalicelib.usecases import checking
def most(): return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
path, kind = sys.argv[1:]
before, started = most(), time.process_time()
with open(path, "rb") as file:
    reason = deciding.reason_against(file, path, kind)
    if kind.startswith("image/") and reason is None:
        previews.preview_of(file, kind)
print(reason, before // 1024, most() // 1024, round(time.process_time() - started, 1))
"""


def picture(kind: str, mode: str = "RGB", **how: object) -> bytes:
    """Soft noise: as large as a photograph, and not larger than is allowed."""
    from PIL import Image

    import tests.unit.inspection.pictures  # registers HEIC

    assert tests.unit.inspection.pictures
    small = Image.frombytes("RGB", (460, 345), random.Random(1).randbytes(460 * 345 * 3))
    written = io.BytesIO()
    small.resize((WIDE, HIGH), Image.Resampling.NEAREST).convert(mode).save(written, kind, **how)
    return written.getvalue()


def many_objects() -> bytes:
    """A PDF of a great many objects, and one of large pictures' bytes."""
    import pikepdf

    document = pikepdf.new()
    document.add_blank_page()
    document.Root.Many = pikepdf.Array(
        [document.make_indirect(pikepdf.Dictionary(A=number, B=pikepdf.Array([1, 2]))) for number in range(150_000)]
    )
    document.Root.Large = document.make_stream(random.Random(1).randbytes(20_000_000))
    written = io.BytesIO()
    document.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def office(kind: str) -> bytes:
    """Hundreds of megabytes of XML, and incompressible pictures up to the limit."""
    from tests.unit.inspection.office_files import office as smallest

    written = io.BytesIO(smallest(kind))
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as packed:
        row = b"".join(b"<c r='%d'><v>%d</v></c>" % (n, n * 7919 % 100_003) for n in range(20_000))
        packed.writestr("word/large.xml", b"<x>" + row * 150 + b"</x>")
        packed.writestr("word/media/a.png", b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(7_000_000))
    return written.getvalue()


LARGEST: dict[str, Callable[[], bytes]] = {
    JPEG: lambda: picture("JPEG", quality=85),
    PNG: lambda: picture("PNG", "RGBA"),
    WEBP: lambda: picture("WEBP", "RGBA", quality=50, method=0),
    HEIC: lambda: picture("HEIF", quality=10, enc_params={"preset": "ultrafast"}),
    GIF: lambda: picture("GIF", "P"),
    PDF: many_objects,
    DOCX: lambda: office(DOCX),
    XLSX: lambda: office(XLSX),
    PPTX: lambda: office(PPTX),
    TXT: lambda: "ö ".encode() * (ATTACHMENT_BYTES // 3),
    CSV: lambda: b"a,b,-1\n" * (ATTACHMENT_BYTES // 7),
}


def main(kinds: list[str]) -> None:
    sys.stdout.write("| type | bytes | verdict | MB before | MB at most | CPU s |\n|---|---|---|---|---|---|\n")
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds or LARGEST:
            path = Path(folder) / f"file{EXTENSIONS[kind][0]}"
            path.write_bytes(LARGEST[kind]())
            done = subprocess.run(
                [sys.executable, "-c", CHECK, str(path), kind],
                env={**os.environ, "AWS_DEFAULT_REGION": "us-east-1"},
                capture_output=True,
                text=True,
                check=True,
            )
            sys.stdout.write(f"| `{kind}` | {path.stat().st_size:,} | {' | '.join(done.stdout.split())} |\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
