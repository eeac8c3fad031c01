"""An assessment as report.json and as one self-contained page of HTML that is made from that JSON only."""

from uitvoerbaar.report.check import ReportError, check_report
from uitvoerbaar.report.html import render_html
from uitvoerbaar.report.write import read_report, write_report

__all__ = ["ReportError", "check_report", "read_report", "render_html", "write_report"]
