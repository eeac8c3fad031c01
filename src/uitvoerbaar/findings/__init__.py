"""What an assessment says: findings, figures, a proposed verdict and the eleven rows of the kader.

These are the data classes that every test fills in and from which report.json is written. They hold only
Python strings, booleans, integers, floats, tuples and other records from this package, so that the JSON is the same on
every machine.

Conventions
- Money is an integer number of eurocents. Shares are fractions of one (0.12 is twelve per cent).
- Dates are ISO strings (YYYY-MM-DD).
- Text for readers is a ``Text`` with Dutch and, where written, English.
- Counts of households are estimates for the whole country (weighted), not rows of a sample.

The published JSON form is findings/schema/uitvoeringstoets-1.json; docs/report-format.md explains it.
"""

from uitvoerbaar.base.text import Cell, Command, Range, Source, Text, Unit
from uitvoerbaar.findings.assessment import FORMAT, Assessment
from uitvoerbaar.findings.basis import (
    Change,
    LawRole,
    LawUsed,
    PopulationSummary,
    ProposalSummary,
    Software,
    TestRun,
    TestStatus,
)
from uitvoerbaar.findings.figure import ChartKind, Column, Encoding, Figure
from uitvoerbaar.findings.finding import (
    SEVERITIES,
    Finding,
    Group,
    Households,
    Mistake,
    NamedInput,
    Outcome,
    Severity,
    SmallestCase,
)
from uitvoerbaar.findings.kader import (
    KADER,
    KaderAmount,
    KaderCounts,
    KaderLine,
    KaderRow,
    KaderStatus,
    Verdict,
    VerdictValue,
    counts,
    verdict_said,
)
from uitvoerbaar.findings.person import PersonValue

__all__ = [
    "FORMAT",
    "KADER",
    "SEVERITIES",
    "Assessment",
    "Cell",
    "Change",
    "ChartKind",
    "Column",
    "Command",
    "Encoding",
    "Figure",
    "Finding",
    "Group",
    "Households",
    "KaderAmount",
    "KaderCounts",
    "KaderLine",
    "KaderRow",
    "KaderStatus",
    "LawRole",
    "LawUsed",
    "Mistake",
    "NamedInput",
    "Outcome",
    "PersonValue",
    "PopulationSummary",
    "ProposalSummary",
    "Range",
    "Severity",
    "SmallestCase",
    "Software",
    "Source",
    "TestRun",
    "TestStatus",
    "Text",
    "Unit",
    "Verdict",
    "VerdictValue",
    "counts",
    "verdict_said",
]
