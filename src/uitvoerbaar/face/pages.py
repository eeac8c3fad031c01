"""The pages of a report, made again from its JSON."""

from __future__ import annotations

import os
from pathlib import Path

from uitvoerbaar.base.language import Lang
from uitvoerbaar.base.whole import check_writable, target
from uitvoerbaar.face.extras import need_report
from uitvoerbaar.findings import Assessment

REPORT = "report.json"


def write_page(
    file: Path, out: Path | None, lang: Lang, *, pdf: bool, parliament: bool, one_language: bool = False
) -> Path:
    """Write the page of a report.json as HTML or PDF, whole or as two pages for parliament; gives its path.

    The whole page as HTML opens in `lang` and holds the other language too, unless `one_language` asks for `lang` alone; what
    goes on paper is in `lang`.

    Commands of a report that this program did not write for this user are told to be foreign.

    Without `out` it stands beside the file. Raises ReportError when the file does not fit the format, PdfMissing without
    the extra for PDF.
    """
    need_report()
    import uitvoerbaar.report as report

    file = report_in(file)
    beside = file.with_name("parliament.json") if parliament else file
    page = out or beside.with_suffix(".pdf" if pdf else ".html")
    check_writable(page)
    data = report.read_report(file)
    foreign = not report.made_here(file)
    with target(page) as fresh:
        if pdf:
            write = report.write_parliament_pdf if parliament else report.write_pdf
            write(data, fresh, lang, foreign=foreign)
        elif parliament:
            fresh.write_text(report.render_parliament(data, lang, foreign=foreign), encoding="utf-8")
        else:
            text = report.render_html(data, lang, foreign=foreign, both=not one_language)
            fresh.write_text(text, encoding="utf-8")
    return page


def write_tables(file: Path, out: Path | None, lang: Lang) -> Path:
    """Write the numbers of a report.json as a zip of CSV files; gives its path. Without `out` it stands beside the file.

    Raises ReportError when the file does not fit the format.
    """
    need_report()
    import uitvoerbaar.report as report

    file = report_in(file)
    place = out or file.with_name(report.zip_name(lang))
    check_writable(place)
    data = report.read_report(file)
    with target(place) as fresh:
        report.write_csv(data, fresh, lang)
    return place


def list_findings(file: Path, lang: Lang) -> str:
    """All findings of a report.json side by side: title, how many, between what, and of whom.

    Raises ReportError when the file does not fit the format.
    """
    need_report()
    import uitvoerbaar.report as report

    return report.findings_table(Assessment.from_json(report.read_report(report_in(file))), lang)


def report_in(place: Path) -> Path:
    """A report.json: the file that is named, or that of the folder that is named."""
    return place / REPORT if os.path.isdir(place) else place
