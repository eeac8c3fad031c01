"""A page of a report on paper: tagged PDF (PDF/UA-1, A4) with the same words and drawings, made by Typst."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Any

from uitvoerbaar.base.extras import ExtraMissing, lacking
from uitvoerbaar.report.pdf.letters import without_unshown
from uitvoerbaar.report.pdf.page_tree import Element, read
from uitvoerbaar.report.pdf.typst import Writer
from uitvoerbaar.report.words import Lang, catalogue

STANDARD = "ua-1"
_SIZE = "SIZE-OF-TYPE"
_LEAST = ((b"#let least = 8pt", b"#let least = 0pt"), (b"#let badge-size = 8pt", b"#let badge-size = 0.78em"))
"""The smallest type of style.typ, and what stands there for a version of few pages."""
_FONTS = resources.files("uitvoerbaar.report").joinpath("pdf/fonts")
"""Liberation Sans, which is as wide as Arial: the sans serif of the page. What it lacks is set in the fonts inside Typst."""
_FONT = '("Liberation Sans", "Libertinus Serif")'
SIZES = (9.5, 9.0, 8.5, 8.0, 7.5)
"""Sizes of type in points, from the usual one down to the smallest that is still easy to read: the small letters of Liberation Sans
are half its size, so those of the last are 3.9 points high, as those of many serifs at 9 points."""


class PdfMissing(ExtraMissing):
    """The extra that makes PDFs is not installed."""

    def __init__(self) -> None:
        super().__init__("pdf", lacking("pdf"))


def available() -> bool:
    """Whether PDFs can be made here: the extra `pdf` is installed."""
    return not lacking("pdf")


def to_pdf(page: str, lang: Lang, day: str, pages: int | None = None) -> bytes:
    """The page as PDF/UA-1. ``day`` (yyyy-mm-dd) is the date in its data, so that the same page gives the same bytes.

    ``pages`` asks for no more than so many sheets: margins are narrower and the type is smaller, as far as it stays
    readable. Only the fonts beside this file and those inside Typst are used: the file looks the same on every machine. A
    letter that they lack is shown by its number.
    Raises ``PdfMissing``.
    """
    if not available():
        raise PdfMissing
    import typst

    from uitvoerbaar.report.pdf.row_headings import with_row_headings

    compile_files: Any = typst.compile  # its types leave out the files in memory that its documentation offers
    style = resources.files("uitvoerbaar.report").joinpath("pdf/style.typ").read_bytes()
    main, writer = source(page, lang)
    if pages is not None:
        main = main.replace("#show: sheet.with(", "#show: sheet.with(tight: true, ", 1)
        for usual, small in _LEAST:
            style = style.replace(usual, small, 1)
    files = {"style.typ": style} | {name: svg.encode() for name, svg in writer.drawings.items()}
    made = datetime.combine(date.fromisoformat(day), time(), UTC)

    def compiled(code: str) -> bytes:
        pdf: bytes = compile_files(
            {**files, "main.typ": code.encode()},
            format="pdf",
            pdf_standards=STANDARD,
            ignore_system_fonts=True,
            font_paths=[str(_FONTS)],
            timestamp=int(made.timestamp()),
        )
        return pdf

    def shows(letters: str) -> bool:
        try:
            compiled(f"#set document(title: [x])\n#set text(font: {_FONT})\n#text({_string(letters)})\n")
        except typst.TypstError:
            return False
        return True

    pdf = b""
    for size in SIZES:
        sized = main.replace(_SIZE, f"{size}pt", 1)
        try:
            pdf = compiled(sized)
        except typst.TypstError:
            main = without_unshown(main, shows)
            pdf = compiled(main.replace(_SIZE, f"{size}pt", 1))
        if pages is None or count_pages(pdf) <= pages:
            break
    return with_row_headings(pdf, writer.headed)


def count_pages(pdf: bytes) -> int:
    """The number of sheets, as its metadata says."""
    told = re.search(rb"<xmpTPg:NPages>(\d+)</xmpTPg:NPages>", pdf)
    assert told is not None
    return int(told[1])


def source(page: str, lang: Lang) -> tuple[str, Writer]:
    """The Typst code of a page, and its writer with the drawings that the code refers to and the rows with a heading."""
    tree = read(page)
    (body,) = tree.all("body")
    (name,) = tree.all("title")
    asked = {link.attributes["href"][1:] for link in body.all("a") if _within(link)}
    writer = Writer(asked & set(_printed_ids(body)))
    written = writer.blocks(body.children)
    words = catalogue(lang)
    head = (
        '#import "style.typ": *\n'
        f"#show: sheet.with(name: {_string(name.text())}, language: {_string(lang)}, "
        f"size: {_SIZE}, running: {_string(name.text())}, of: {_string(words['page_of'])})\n"
    )
    return f"{head}#{written}\n", writer


def _printed_ids(element: Element) -> Iterator[str]:
    """The ids of what is on paper."""
    for child in element.children:
        if isinstance(child, Element) and "screen" not in child.classes:
            yield child.attributes.get("id", "")
            yield from _printed_ids(child)


def _within(link: Element) -> bool:
    return link.attributes.get("href", "").startswith("#") and "skip" not in link.classes


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
