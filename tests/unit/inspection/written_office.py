"""Office files as people write them, with all that Word, Excel, PowerPoint and LibreOffice put in: every one passes.

The libraries begin from files that Word and PowerPoint saved: with their themes, fonts, thumbnails and printers.
"""

import io
import zipfile
from collections.abc import Mapping
from functools import cache

import docx
import openpyxl
import pptx
import xlsxwriter
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.worksheet.table import Table
from PIL import Image
from pptx.util import Inches

from tests.unit.inspection.corpus import DOCX, PPTX, XLSX, Case

NUMBERS = (("Day", "Pulse"), ("Monday", 71), ("Tuesday", 68), ("Wednesday", 75))
SVG = b"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>"""
EMF = bytes.fromhex("01000000 6c000000") + bytes(32) + b" EMF" + bytes(200)
WMF = bytes.fromhex("d7cdc69a") + bytes(100)
PRINTER = "HP LaserJet".encode("utf-16-le").ljust(64, b"\0") + bytes.fromhex("010400 05dc00 0000") + bytes(500)
FONT = bytes(range(256)) * 40
QUERY = '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">UEsDBBQAAgAIAA==</DataMashup>'.encode("utf-16")


def picture(kind: str) -> io.BytesIO:
    written = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(written, kind)
    written.seek(0)
    return written


def saved(document: object) -> bytes:
    written = io.BytesIO()
    document.save(written)  # type: ignore[attr-defined]
    return written.getvalue()


def with_parts(made: bytes, more: Mapping[str, bytes]) -> bytes:
    """The file with these parts beside its own."""
    written = io.BytesIO(made)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as packed:
        for name, content in more.items():
            packed.writestr(name, content)
    return written.getvalue()


class Stream(io.BytesIO):
    """What is written to cannot be gone back in."""

    def tell(self) -> int:
        raise OSError


def streamed(made: bytes) -> bytes:
    """The same as other programs pack it: sizes after the parts, folders as entries, marks of the order of bytes."""
    written = Stream()
    with zipfile.ZipFile(io.BytesIO(made)) as known, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for folder in ("_rels/", "word/", "docProps/"):
            packed.writestr(folder, b"")
        for name in sorted(known.namelist()):
            content = known.read(name).replace(b'Target="word/document.xml"', b'Target="/word/document.xml"')
            packed.writestr(name, b"\xef\xbb\xbf" + content if name.endswith((".xml", ".rels")) else content)
    return written.getvalue()


@cache
def letter() -> bytes:
    """A letter with styles, a list, a table, pictures, a header, a comment, contents, page numbers and links."""
    written = docx.Document()
    written.core_properties.title = "Letter of discharge"
    written.add_heading("Letter of discharge", level=0)
    contents = written.add_paragraph()
    for code in ('TOC \\o "1-3" \\h \\z \\u', "PAGEREF _Toc203948 \\h", 'HYPERLINK \\l "_Toc203948"'):
        add_field(contents, code)
    written.add_heading("Findings", level=1)
    said = written.add_paragraph("The wound is ", style="Intense Quote").add_run("healing well")
    said.bold = True
    written.add_comment(said, text="Seen on Monday", author="Nora Quill", initials="NQ")
    written.add_paragraph("Change the dressing every day.", style="List Bullet")
    table = written.add_table(rows=0, cols=2, style="Light Grid Accent 1")
    for day, pulse in NUMBERS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = day, str(pulse)
    for kind in ("PNG", "JPEG", "GIF", "BMP", "TIFF"):
        written.add_picture(picture(kind), width=docx.shared.Cm(3))
    written.sections[0].header.paragraphs[0].text = "Riverside Family Clinic"
    add_field(written.sections[0].footer.paragraphs[0], "PAGE   \\* MERGEFORMAT")
    for address in ("https://clinic.example/aftercare?id=1&x=2#top", "mailto:heart@clinic.example", "tel:+15550100"):
        add_link(written.add_paragraph(), address)
    return saved(written)


def add_field(paragraph: docx.text.paragraph.Paragraph, code: str) -> None:
    """As Word does: where it begins, its code in a run of its own, where it ends."""
    for step in ("begin", code, "separate", "end"):
        element = OxmlElement("w:instrText" if step == code else "w:fldChar")
        if step == code:
            element.text = f" {code} "
        else:
            element.set(qn("w:fldCharType"), step)
        paragraph.add_run()._r.append(element)


def add_link(paragraph: docx.text.paragraph.Paragraph, address: str) -> None:
    link = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    run = f'<w:hyperlink {nsdecls("w", "r")} r:id="{link}"><w:r><w:t>{address[:5]}</w:t></w:r></w:hyperlink>'
    paragraph._p.append(parse_xml(run))


@cache
def sheet() -> bytes:
    """A sheet with a chart, a picture, a table, a note, formulas, colours by rule, a list to choose from and a link."""
    book = openpyxl.Workbook()
    page = book.active
    for row in NUMBERS:
        page.append(row)
    page["B5"] = "=AVERAGE(B2:B4)"
    page["A2"].comment = Comment("After breakfast", "Nora Quill")
    page["A6"].hyperlink = "https://clinic.example/pulse"
    page.add_table(Table(displayName="Pulse", ref="A1:B4"))
    page.conditional_formatting.add(
        "B2:B4", openpyxl.formatting.rule.ColorScaleRule(start_type="min", start_color="FFFFFF",
                                                         end_type="max", end_color="FF0000"),
    )  # fmt: skip
    chosen = openpyxl.worksheet.datavalidation.DataValidation(type="list", formula1='"yes,no"')
    page.add_data_validation(chosen)
    chosen.add("C2")
    page.freeze_panes = "A2"
    chart = BarChart()
    chart.add_data(Reference(page, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    page.add_chart(chart, "E2")
    page.add_image(SheetImage(picture("PNG")), "E20")
    book.create_sheet("Second").protection.sheet = True
    return saved(book)


@cache
def newer_sheet() -> bytes:
    """What newer versions of Excel add: sparklines, text boxes, arrays that grow, pictures in cells and in headers."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written)
    page = book.add_worksheet("Pulse")
    for number, row in enumerate(NUMBERS):
        page.write_row(number, 0, row)
    page.write_dynamic_array_formula("D1:D3", "=SORT(B2:B4)")
    page.write_rich_string("A8", "quite ", book.add_format({"bold": True}), "well")
    page.add_sparkline("F1", {"range": "Pulse!B2:B4"})
    page.insert_textbox("F4", "Rested", {"url": "https://clinic.example"})
    page.insert_image("H1", "p.png", {"image_data": picture("PNG")})
    page.embed_image("H9", "p.png", {"image_data": picture("PNG")})
    page.set_header("&L&G", {"image_left": "p.png", "image_data_left": picture("PNG")})
    page.set_background(picture("PNG"))
    page.write_comment("A1", "Of the week")
    page.autofilter("A1:B4")
    for kind in ("line", "pie", "scatter"):
        chart = book.add_chart({"type": kind})
        chart.add_series({"categories": "=Pulse!$A$2:$A$4", "values": "=Pulse!$B$2:$B$4"})
        page.insert_chart("J1", chart)
    book.set_properties({"title": "Pulse", "author": "Nora Quill"})
    book.set_custom_property("Ward", "Heart")
    book.close()
    return written.getvalue()


@cache
def slides() -> bytes:
    """Slides with a title, a picture, a table, notes, links to pages and to other slides."""
    shown = pptx.Presentation()
    first = shown.slides.add_slide(shown.slide_layouts[0])
    first.shapes.title.text = "After the operation"
    second = shown.slides.add_slide(shown.slide_layouts[5])
    second.shapes.add_picture(picture("JPEG"), Inches(1), Inches(2))
    table = second.shapes.add_table(2, 2, Inches(1), Inches(4), Inches(4), Inches(1)).table
    table.cell(0, 0).text = "Day"
    box = second.shapes.add_textbox(Inches(5), Inches(2), Inches(3), Inches(1))
    linked = box.text_frame.paragraphs[0].add_run()
    linked.text, linked.hyperlink.address = "More", "https://clinic.example/aftercare"
    box.click_action.target_slide = first
    second.notes_slide.notes_text_frame.text = "Ask about pain"
    return saved(shown)


WRITTEN = [
    Case("a letter as Word writes it", DOCX, letter),
    Case("a letter as programs that stream it write it", DOCX, lambda: streamed(letter())),
    Case("a sheet as Excel writes it", XLSX, sheet),
    Case("a sheet as newer versions of Excel write it", XLSX, newer_sheet),
    Case("slides as PowerPoint writes them", PPTX, slides),
    Case("a letter with its fonts, drawings of every kind, and data of the clinic", DOCX,
         lambda: with_parts(letter(), {"word/fonts/font1.odttf": FONT, "word/media/a.svg": SVG, "word/media/b.emf": EMF,
                                       "word/media/c.wmf": WMF, "customXml/item9.xml": b"<case><id>7</id></case>"})),
    Case("a sheet with its printer and its queries", XLSX,
         lambda: with_parts(sheet(), {"xl/printerSettings/printerSettings1.bin": PRINTER, "customXml/item9.xml": QUERY,
                                      "xl/calcChain.xml": b'<calcChain><c r="B5" i="1"/></calcChain>'})),
]  # fmt: skip
