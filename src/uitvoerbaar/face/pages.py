"""The pages of a report, made again from its JSON."""

from __future__ import annotations

from pathlib import Path

from uitvoerbaar.base.language import Lang
from uitvoerbaar.face.extras import need_report


def write_page(file: Path, out: Path | None, lang: Lang, *, pdf: bool, parliament: bool) -> Path:
    """Write the page of a report.json as HTML or PDF, whole or as two pages for parliament; gives its path.

    Without `out` it stands beside the file. Raises ReportError when the file does not fit the format, PdfMissing without
    the extra for PDF.
    """
    need_report()
    import uitvoerbaar.report as report

    data = report.read_report(file)
    beside = file.with_name("parliament.json") if parliament else file
    page = out or beside.with_suffix(".pdf" if pdf else ".html")
    page.parent.mkdir(parents=True, exist_ok=True)
    if pdf:
        write = report.write_parliament_pdf if parliament else report.write_pdf
        write(data, page, lang)
    else:
        render = report.render_parliament if parliament else report.render_html
        page.write_text(render(data, lang), encoding="utf-8")
    return page
