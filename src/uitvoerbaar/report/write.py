"""Writing an assessment as report.json, report.html and report.pdf, and reading report.json back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from uitvoerbaar.base.copied import can_copy, copied
from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.language import carried, tr
from uitvoerbaar.base.limits import REPORT_BYTES
from uitvoerbaar.base.strict_json import StrictJsonError, loads
from uitvoerbaar.base.whole import put
from uitvoerbaar.findings import Assessment
from uitvoerbaar.findings.check import ReportError, check_report
from uitvoerbaar.report.charts.svg import begun as charts_begun
from uitvoerbaar.report.csv_files import csv_zip, zip_name
from uitvoerbaar.report.html import Shown, render_html, render_parliament
from uitvoerbaar.report.made_here import remember
from uitvoerbaar.report.parliament import ROOMS
from uitvoerbaar.report.pdf import count_pages, to_pdf
from uitvoerbaar.report.tongues import other_than
from uitvoerbaar.report.view import build
from uitvoerbaar.report.words import LANGS, Lang

PARLIAMENT_PAGES = 2
_T = TypeVar("_T")


def write_report(
    assessment: Assessment,
    out_dir: Path | str,
    lang: Lang = "nl",
    *,
    pdf: bool = False,
    foreign: bool = False,
    in_copy: bool = False,
) -> tuple[Path, Path]:
    """Write ``report.json``, ``report.html`` and a zip of CSV files into ``out_dir``; with ``pdf`` also ``report.pdf``.

    Gives the paths of the first two. The page opens in `lang` and holds the other language too; the PDF and the CSV are in `lang`.

    A `foreign` assessment was read from a file of somebody else, and stays so. With `in_copy` a copy of this process checks and
    makes the half in the other language while this one makes the page, for who has no threads that a copy would miss.

    The JSON is checked before anything is written; the page is made from that JSON only, and the PDF from that page.
    Raises ``ReportError``, or ``PdfMissing`` without the extra `pdf`.
    """
    out = Path(out_dir)
    data = assessment.to_json()
    json_path, html_path = out / "report.json", out / "report.html"
    with _told_first(data), ExitStack() as stack:
        shown = Shown.of(data, foreign=foreign)

        def work() -> tuple[bytes, bytes, str]:
            return _checked(data), csv_zip(assessment, shown.v, lang), shown.half(other_than(lang))

        # The library of charts works in a thread of its own, which a copy lacks when it was there before.
        copy = copied(work) if in_copy and can_copy() and not charts_begun() else None
        if copy is not None:
            stack.callback(copy.stop)
        half = shown.half(lang)
        # In this process the other half has its turn while the typesetter is at work.
        answer = copy.answer if copy is not None else _in_thread(work, stack)
        # The typesetter stays in this thread: in another one it would not use again the memory that is free here.
        paper = to_pdf(shown.page(lang, half), lang, assessment.date) if pdf else None
        text, tables, other = answer()
    page = shown.page(lang, half, other)
    files = {json_path: text, html_path: page.encode(), out / zip_name(lang): tables}
    if paper is not None:
        files[html_path.with_suffix(".pdf")] = paper
    put(files, gone=[html_path.with_suffix(".pdf"), *(out / zip_name(each) for each in LANGS)])
    if not foreign:
        remember(files[json_path])
    return json_path, html_path


def _checked(data: Mapping[str, Any]) -> bytes:
    """The file of data that fits the format. Raises ``ReportError``."""
    check_report(data)
    return (json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


@contextmanager
def _told_first(data: Mapping[str, Any]) -> Iterator[None]:
    """Raises ``ReportError`` for data that does not fit the format, where that is why something cannot be done with it."""
    try:
        yield
    except Exception:
        check_report(data)
        raise


def _in_thread(work: Callable[[], _T], stack: ExitStack) -> Callable[[], _T]:
    """Begin work in another thread, which is waited for when `stack` ends; gives what asks for its answer."""
    return stack.enter_context(ThreadPoolExecutor(1)).submit(carried(work)).result


def write_pdf(data: Mapping[str, Any], path: Path, lang: Lang = "nl", *, foreign: bool = False) -> None:
    """Write the page of a report as PDF. Raises ``ReportError``, or ``PdfMissing`` without the extra `pdf`."""
    written = to_pdf(render_html(data, lang, foreign=foreign), lang, str(data["date"]))
    path.write_bytes(written)


def write_csv(data: Mapping[str, Any], path: Path, lang: Lang = "nl") -> None:
    """Write the numbers of a report as a zip of CSV files. Raises ``ReportError``."""
    check_report(data)
    assessment = Assessment.from_json(data)
    path.write_bytes(csv_zip(assessment, build(assessment), lang))


def write_parliament_pdf(data: Mapping[str, Any], path: Path, lang: Lang = "nl", *, foreign: bool = False) -> None:
    """Write the version for parliament as PDF: with as much as two pages hold, in type as large as they allow.

    Raises as `write_pdf` does.
    """
    written = b""
    for room in ROOMS:
        page = render_parliament(data, lang, foreign=foreign, room=room)
        written = to_pdf(page, lang, str(data["date"]), pages=PARLIAMENT_PAGES)
        if count_pages(written) <= PARLIAMENT_PAGES:
            break
    path.write_bytes(written)


def read_report(path: Path | str) -> dict[str, Any]:
    """The checked JSON of a report file. Raises ``ReportError`` when it cannot be read or does not fit the format."""
    file = Path(path)
    try:
        if not os.path.exists(file):
            raise ReportError([tr("het bestand bestaat niet")], str(file))
        data = loads(read_text(file, str(file), REPORT_BYTES))
    except LawFileError as error:
        raise ReportError([problem.message for problem in error.problems], str(file)) from error
    except StrictJsonError as error:
        raise ReportError(error.problems, str(file)) from error
    if not isinstance(data, dict):
        raise ReportError([tr("bovenste niveau: verwacht een object")], str(file))
    check_report(data, str(file))
    return data
