"""Small article files of every kind, good and bad, made when a test needs them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
from pypdf import PdfReader, PdfWriter

PROSE = (
    "Kazakhstan is a party to the Berne Convention. The office that examines the applications is "
    "in the capital, and it has been there for many years with all of its staff."
)


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with lines of text, written by hand."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 72 760 Td {shown} ET"
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        font = "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R "
            f"/Resources << /Font {font} >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


def locked_pdf() -> bytes:
    """A PDF that opens only with a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([[PROSE]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def word() -> bytes:
    """A DOCX file with title, heading, list and table."""
    document = docx.Document()
    document.add_heading("Copyright in Kazakhstan", 0)
    document.add_paragraph(PROSE)
    document.add_heading("Treaties", 1)
    document.add_paragraph("the Rome Convention", style="List Bullet")
    document.add_paragraph("the Paris Convention", style="List Bullet")
    table = document.add_table(2, 2)
    for row, cells in enumerate((("State", "Since"), ("Kazakhstan", "1999"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    """A packed file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return target.getvalue()


def bomb() -> bytes:
    """A small packed file that unpacks to 400 MB."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(4):
            name = "word/document.xml" if not number else f"word/{number}.xml"
            package.writestr(name, b"\0" * 100_000_000)
    return target.getvalue()


def laughing_word() -> bytes:
    """A DOCX file whose text is an entity that grows without end."""
    levels = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(12)
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = (
        f'<?xml version="1.0"?><!DOCTYPE x [{levels}]><w:document xmlns:w="{space}"><w:body>'
        f"<w:p><w:r><w:t>&l11;</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(io.BytesIO(word())) as package:
        files = {name: package.read(name) for name in package.namelist()}
    return packed(files | {"word/document.xml": text.encode()})
