"""Files as people hold them, made for a test."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

# What cp1252 has not and fonts do: typesetters join f and i into one sign.
ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\", "ﬁ": "\x01"})


def pdf(*pages: Sequence[str], password: str = "") -> bytes:
    """A PDF of pages, each of so many lines; a page without lines is blank, as a scan is for whoever looks for text."""
    writer = PdfWriter()
    encoding = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Encoding"),
            NameObject("/BaseEncoding"): NameObject("/WinAnsiEncoding"),
            NameObject("/Differences"): ArrayObject([NumberObject(1), NameObject("/fi")]),
        }
    )
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): encoding,
        }
    )
    for lines in pages:
        page = writer.add_blank_page(width=600, height=800)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        shown = " ".join(f"({line.translate(ESCAPED)}) Tj T*" for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET".encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def html(*paragraphs: str, head: str = "", charset: str = "utf-8") -> bytes:
    """A page that declares its encoding, as it would come from a browser."""
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = f'<!DOCTYPE html>\n<html><head><meta charset="{charset}">{head}</head>\n<body>\n{body}\n</body></html>\n'
    return page.encode(charset)
