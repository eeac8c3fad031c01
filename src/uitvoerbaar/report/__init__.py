"""An assessment as report.json, and as pages of HTML and PDF that are made from that JSON only."""

from uitvoerbaar.findings.check import ReportError, check_report
from uitvoerbaar.report.csv_files import zip_name
from uitvoerbaar.report.findings_table import findings_table
from uitvoerbaar.report.html import render_html, render_parliament
from uitvoerbaar.report.made_here import made_here
from uitvoerbaar.report.write import read_report, write_csv, write_parliament_pdf, write_pdf, write_report

__all__ = [
    "ReportError",
    "check_report",
    "findings_table",
    "made_here",
    "read_report",
    "render_html",
    "render_parliament",
    "write_csv",
    "write_parliament_pdf",
    "write_pdf",
    "write_report",
    "zip_name",
]
