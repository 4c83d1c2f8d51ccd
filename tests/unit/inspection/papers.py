"""PDF files, texts and tables."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from chalicelib.domain.attachment import Reason
from tests.unit.inspection.corpus import CSV, PDF, TXT, Case

Change = Callable[[pikepdf.Pdf], object]


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert('hello')"))


def pdf(change: Change = lambda _: None, **saving: object) -> bytes:
    """A page of paper, changed in some way."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    document.pages[0].Contents = document.make_stream(b"BT ET\n" * 100)
    change(document)
    written = io.BytesIO()
    document.save(written, static_id=True, **saving)
    return written.getvalue()


def simple_pdf() -> bytes:
    return pdf()


def plain_zip() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("readme.txt", "hello")
    return written.getvalue()


def root(name: str, value: object) -> Change:
    return lambda document: setattr(document.Root, name, value)


def note(**more: object) -> Change:
    """A note on the page; what it holds."""

    def change(document: pikepdf.Pdf) -> None:
        held = {name: document.make_indirect(value) for name, value in more.items()}
        document.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **held)])

    return change


def with_file(document: pikepdf.Pdf) -> None:
    document.attachments["list.txt"] = b"hello"


def with_stream(content: bytes, filters: object, **more: object) -> Change:
    def change(document: pikepdf.Pdf) -> None:
        stream = document.make_stream(b"")
        stream.write(content, filter=filters)
        for name, value in more.items():
            stream[f"/{name}"] = value
        document.pages[0].Resources = Dictionary(XObject=Dictionary(X0=stream))

    return change


def bomb(times: int) -> bytes:
    """Two hundred and fifty million zeros, packed so many times. One million are packed, and repeated."""
    packer = zlib.compressobj(9)
    beginning = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = beginning + beginning[2:] * 249
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    return packed


def signed_by(password: str) -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="owner", user=password))


def cut() -> bytes:
    whole = pdf()
    return whole[: len(whole) // 2]


IN_BUNDLES = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
LINK = {"Subtype": Name.Link, "A": Dictionary(S=Name.URI, URI=String("https://clinic.example"))}
GO = Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))
PAPERS = [
    Case("a page", PDF, pdf),
    Case("a page in bundles of objects", PDF, lambda: pdf(**IN_BUNDLES)),
    Case("a page with a link", PDF, lambda: pdf(note(**LINK))),
    Case("opens at a place", PDF, lambda: pdf(root("OpenAction", GO))),
    Case("opens at a page", PDF, lambda: pdf(root("OpenAction", Array([0, Name.Fit])))),
    Case("an empty PDF", PDF, lambda: b"", Reason.EMPTY),
    Case("locked", PDF, lambda: signed_by("secret"), Reason.ENCRYPTED),
    Case("locked against changes", PDF, lambda: signed_by(""), Reason.ENCRYPTED),
    Case("runs when opened", PDF, lambda: pdf(root("OpenAction", script())), Reason.ACTIVE_CONTENT),
    Case("runs, in bundles", PDF, lambda: pdf(note(A=script()), **IN_BUNDLES), Reason.ACTIVE_CONTENT),
    Case("runs by name", PDF, lambda: pdf(names("JavaScript")), Reason.ACTIVE_CONTENT),
    Case("runs when closed", PDF, lambda: pdf(root("AA", Dictionary(WC=script()))), Reason.ACTIVE_CONTENT),
    Case("starts a program", PDF, lambda: pdf(note(A=Dictionary(S=Name.Launch, F=String("cmd")))),
         Reason.ACTIVE_CONTENT),
    Case("runs after a link", PDF, lambda: pdf(note(A=Dictionary(S=Name.URI, URI=String("x"), Next=script()))),
         Reason.ACTIVE_CONTENT),
    Case("sends a form", PDF, lambda: pdf(note(A=Dictionary(S=Name.SubmitForm))), Reason.ACTIVE_CONTENT),
    Case("opens another file", PDF, lambda: pdf(note(A=Dictionary(S=Name.GoToR, F=String(r"\\host\x")))),
         Reason.ACTIVE_CONTENT),
    Case("a moving page", PDF, lambda: pdf(note(Subtype=Name.RichMedia)), Reason.ACTIVE_CONTENT),
    Case("a form with scripts", PDF, lambda: pdf(root("AcroForm", Dictionary(XFA=String("<xdp/>")))),
         Reason.ACTIVE_CONTENT),
    Case("takes bytes from elsewhere", PDF,
         lambda: pdf(with_stream(b"x", None, F=String("http://host/x"), FFilter=Name.FlateDecode)),
         Reason.ACTIVE_CONTENT),
    Case("carries a file", PDF, lambda: pdf(with_file), Reason.EMBEDDED_FILES),
    Case("carries a file, in bundles", PDF, lambda: pdf(with_file, **IN_BUNDLES), Reason.EMBEDDED_FILES),
    Case("carries a file in a note", PDF, lambda: pdf(note(Subtype=Name.FileAttachment)), Reason.EMBEDDED_FILES),
    Case("swells", PDF, lambda: pdf(with_stream(bomb(1), Name.FlateDecode)), Reason.BOMB),
    Case("swells twice", PDF, lambda: pdf(with_stream(bomb(2), Array([Name.FlateDecode] * 2))), Reason.BOMB),
    Case("a picture of four billion pixels", PDF,
         lambda: pdf(with_stream(b"x", Name.DCTDecode, Subtype=Name.Image, Width=65_000, Height=65_000)), Reason.BOMB),
    Case("half a PDF", PDF, cut, Reason.CORRUPT),
    Case("a first line alone", PDF, lambda: b"%PDF-1.7\n", Reason.CORRUPT),
    Case("HTML with a PDF's first line", PDF, lambda: b"%PDF-1.4\n<html><script>1</script>", Reason.CORRUPT),
    Case("HTML before a PDF", PDF, lambda: b"<html><script>alert(1)</script>\n" + pdf(), Reason.NOT_ALLOWED),
    Case("text named PDF", PDF, lambda: b"only text", Reason.TYPE_MISMATCH),
    Case("a PDF that is an archive too", PDF, lambda: pdf() + plain_zip(), Reason.NOT_ALLOWED),
    Case("a PDF called text", TXT, pdf, Reason.TYPE_MISMATCH),
]  # fmt: skip


def names(tree: str) -> Change:
    scripts = Dictionary(Names=Array([String("x"), script()]))
    return root("Names", Dictionary({f"/{tree}": scripts}))


TEXTS = [
    Case("a text", TXT, lambda: "Blood pressure: 120/80\r\nThank you, Zoë".encode()),
    Case("a text with a mark", TXT, lambda: "Zoë".encode("utf-8-sig")),
    Case("a text of Windows", TXT, lambda: "Zoë said “fine”".encode("cp1252")),
    Case("a text in two bytes a letter", TXT, lambda: "Zoë".encode("utf-16")),
    Case("a text that begins like a program", TXT, lambda: b"MZ is my cat. BMI 22."),
    Case("a text about HTML", TXT, lambda: b"Please write 1 < 2 and a -> b."),
    Case("a table", CSV, lambda: b"day,pressure\n2026-11-29,120/80\n,-1\n"),
    Case("a table with sums", CSV, lambda: b"=A1+A2,+15550100,@nora\n"),
    Case("no text at all", TXT, lambda: b"", Reason.EMPTY),
    Case("zeros", TXT, lambda: b"hello\x00world", Reason.TYPE_MISMATCH),
    Case("two bytes a letter without a mark", TXT, lambda: "hello".encode("utf-16-le"), Reason.TYPE_MISMATCH),
    Case("no letters of any encoding", TXT, lambda: b"a\x81\x8d\x8f", Reason.TYPE_MISMATCH),
    Case("HTML called text", TXT, lambda: b"  \n<!-- x -->\n<HTML><body onload=alert(1)>", Reason.NOT_ALLOWED),
    Case("HTML in two bytes a letter", TXT, lambda: "<html><script>".encode("utf-16"), Reason.NOT_ALLOWED),
    Case("SVG called a table", CSV, lambda: b"<svg onload=alert(1)>", Reason.NOT_ALLOWED),
    Case("rich text", TXT, lambda: rb"{\rtf1 hello}", Reason.NOT_ALLOWED),
    Case("an archive called text", TXT, plain_zip, Reason.TYPE_MISMATCH),
    Case("a table that starts a program", CSV, lambda: b"name,x\nNora,=cmd|' /C calc'!A0\n", Reason.ACTIVE_CONTENT),
    Case("a text called a table", TXT, lambda: b"a,b", Reason.NAME_MISMATCH, "list.csv"),
]
