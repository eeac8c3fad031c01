"""A page of a report on paper: tagged PDF (PDF/UA-1, A4) with the same words and drawings, made by Typst."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.report.pdf.page_tree import Element, read
from uitvoerbaar.report.pdf.typst import Writer
from uitvoerbaar.report.words import Lang, catalogue

STANDARD = "ua-1"
_SIZE = "SIZE-OF-TYPE"
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5)
"""Sizes of type in points, from the usual one down to the smallest that is still easy to read."""


class PdfMissing(UserError):
    """The extra that makes PDFs is not installed."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "Voor een PDF zijn de pakketten typst en pypdf nodig, en die zijn niet (allebei) "
                "geïnstalleerd.\n"
                "Installeer het met: pip install 'uitvoerbaar[pdf]'"
            )
        )


def available() -> bool:
    """Whether PDFs can be made here: the extra `pdf` is installed."""
    try:
        import pypdf  # noqa: F401
        import typst  # noqa: F401
    except ImportError:
        return False
    return True


def to_pdf(page: str, lang: Lang, day: str, pages: int | None = None) -> bytes:
    """The page as PDF/UA-1. ``day`` (yyyy-mm-dd) is the date in its data, so that the same page gives the same bytes.

    ``pages`` asks for no more than so many sheets: the type is set smaller, as far as it stays readable. Only the
    fonts inside Typst are used: the file looks the same on every machine. Raises ``PdfMissing``.
    """
    try:
        import typst

        from uitvoerbaar.report.pdf.row_headings import with_row_headings
    except ImportError as error:
        raise PdfMissing from error
    compile_files: Any = typst.compile  # its types leave out the files in memory that its documentation offers
    style = resources.files("uitvoerbaar.report").joinpath("pdf/style.typ").read_bytes()
    main, writer = source(page, lang)
    files = {"style.typ": style} | {name: svg.encode() for name, svg in writer.drawings.items()}
    made = datetime.combine(date.fromisoformat(day), time(), UTC)
    pdf = b""
    for size in SIZES:
        sized = main.replace(_SIZE, f"{size}pt", 1)
        pdf = compile_files(
            {**files, "main.typ": sized.encode()},
            format="pdf",
            pdf_standards=STANDARD,
            ignore_system_fonts=True,
            timestamp=int(made.timestamp()),
        )
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
    writer = Writer({link.attributes["href"][1:] for link in body.all("a") if _within(link)})
    written = writer.blocks(body.children)
    words = catalogue(lang)
    head = (
        '#import "style.typ": *\n'
        f"#show: sheet.with(name: {_string(name.text())}, language: {_string(lang)}, "
        f"size: {_SIZE}, running: {_string(name.text())}, of: {_string(words['page_of'])})\n"
    )
    return f"{head}#{written}\n", writer


def _within(link: Element) -> bool:
    return link.attributes.get("href", "").startswith("#") and "skip" not in link.classes


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
