"""What an assessment says: findings, figures, a proposed verdict and the eleven rows of the kader.

These are the data classes that every test fills in and from which report.json is written. They hold only
Python strings, booleans, integers, floats, tuples and other records from this file, so that the JSON is the same on
every machine.

Conventions
- Money is an integer number of eurocents. Shares are fractions of one (0.12 is twelve per cent).
- Dates are ISO strings (YYYY-MM-DD).
- Text for readers is a ``Text`` with Dutch and, where written, English.
- Counts of households are estimates for the whole country (weighted), not rows of a sample.

Source of the kader: uitvoeringstoets of Belastingdienst, Dienst Toeslagen and Douane, table "Kader".
The published JSON form is report/schema/uitvoeringstoets-1.json; docs/report-format.md explains it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from uitvoerbaar.assess.codec import decode, encode

FORMAT = "uitvoeringstoets/1"

Severity = Literal["kritiek", "ernstig", "aandacht", "informatie"]
SEVERITIES: tuple[Severity, ...] = ("kritiek", "ernstig", "aandacht", "informatie")

VerdictValue = Literal["uitvoerbaar", "uitvoerbaar_mits", "niet_uitvoerbaar"]

Unit = Literal[
    "eurocent",
    "eurocent_per_jaar",
    "eurocent_per_maand",
    "eurocent_per_uur",
    "huishoudens",
    "personen",
    "aantal",
    "aandeel",
    "keer",
    "uren_per_jaar",
    "jaren",
    "fte",
    "datum",
    "ja_nee",
    "tekst",
]

ChartKind = Literal["before_after_bars", "diverging", "bars", "histogram", "tile_map", "line", "timeline", "table"]

KaderStatus = Literal["beoordeeld", "gedeeltelijk", "niet_beoordeeld"]

TestStatus = Literal["uitgevoerd", "gedeeltelijk", "niet_uitgevoerd"]

LawRole = Literal["voor", "na", "beide"]
"""In which run a version of a law was used: before the proposal, after it, or both."""


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence for readers in Dutch and, where it was written, in English."""

    nl: str
    en: str | None = None


Cell = str | int | float | bool | Text | None
"""One value in a row of a figure, or one value of a situation."""


@dataclass(frozen=True, slots=True)
class Range:
    """The interval around a number, in its unit, and how it was found (for example a 95 % sampling interval).

    ``low`` and ``high`` are null when every row of the figure has its own interval; ``method`` then says how.
    """

    low: int | float | None
    high: int | float | None
    method: Text


@dataclass(frozen=True, slots=True)
class Households:
    """Estimated number of households in the country, with its interval and where the estimate comes from.

    ``of`` is the number they are counted among (for example all users of the scheme), when that is known.
    """

    value: int
    low: int
    high: int
    source: str
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group that a finding falls on: how many households, and which share of that group."""

    label: Text
    households: int
    share: float | None = None


@dataclass(frozen=True, slots=True)
class NamedInput:
    """One input of a named situation, such as ``kinderen[0].opvanguren`` = 1840 uren_per_jaar."""

    name: str
    label: Text
    value: Cell
    unit: Unit


@dataclass(frozen=True, slots=True)
class Outcome:
    """An amount that the law gives in one of the two states that are compared."""

    label: Text
    value: int | float
    unit: Unit


@dataclass(frozen=True, slots=True)
class Mistake:
    """The one thing that differs between the two states: which input, from what, to what.

    ``size`` is the mistake itself in eurocents a year, when it can be put in money (one euro unpaid: 100).
    """

    input: str
    label: Text
    correct: Cell
    made: Cell
    unit: Unit
    size: int | None = None


@dataclass(frozen=True, slots=True)
class SmallestCase:
    """The smallest real-life situation that shows a finding.

    ``before`` is the outcome without the mistake, ``after`` with it; both under the law as proposed. ``loss`` and
    ``loss_reference`` are eurocents a year; the reference is the same mistake under the law without the proposal.
    ``ratio`` is loss divided by the mistake.
    ``trace`` tells in order, in plain words, how the law gets from the situation to ``after``.
    ``story`` tells the case in two or three sentences with the amounts in euros, as on the first screen of the report.
    """

    situation: tuple[NamedInput, ...]
    before: Outcome
    after: Outcome
    mistake: Mistake | None
    loss: int
    ratio: float | None
    trace: tuple[Text, ...] = ()
    loss_reference: int | None = None
    story: Text | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that people must decide on: what, for whom, how bad, by which article, what would mend it.

    A critical finding must name its article, households and smallest case; the schema refuses one that does not.
    ``law`` is the law id, ``article`` the article number as the law prints it, ``line`` the line in the law file.
    """

    id: str
    test: str
    severity: Severity
    title: Text
    explanation: Text
    whom: Text
    law: str | None
    article: str | None
    households: Households | None
    smallest_case: SmallestCase | None
    command: str
    mend: Text | None = None
    groups: tuple[Group, ...] = ()
    url: str | None = None
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a figure: the key in its rows, its heading and its unit."""

    key: str
    label: Text
    unit: Unit = "tekst"


@dataclass(frozen=True, slots=True)
class Encoding:
    """Which column of a figure is drawn where. Every field holds a column key.

    - bars, before_after_bars: ``category``, ``value``, optional ``low``/``high`` (interval), ``series``
      (before_after_bars: the column that says before or after).
    - diverging: ``category``, ``series`` (the answer class, ordered from most lost to most gained), ``value``
      (share; the sign is taken from ``sign``: -1, 0 or 1), optional ``low``/``high`` for the table.
    - histogram: ``category`` (bin label in order), ``value``, optional ``series``.
    - tile_map: ``category`` (province name), ``value``.
    - line: ``category`` (a number, on the horizontal axis, not falling within a series), ``value`` (on the vertical
      axis), optional ``series`` (which line), ``low``/``high`` (in the table only) and ``mark`` (words at the points
      that need them, null elsewhere). Points are joined by straight lines; two points in one place are a jump.
    - timeline: ``month`` (1 to 12, and 13 to 24 for the year after), ``lane`` (whose or which kind of thing it is) and
      ``text`` (what happens).
    - table: nothing.
    """

    category: str | None = None
    value: str | None = None
    low: str | None = None
    high: str | None = None
    series: str | None = None
    sign: str | None = None
    mark: str | None = None
    month: str | None = None
    lane: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or a table of numbers, with range, source, date and the command that makes it again.

    Either ``value`` is set (one number) or ``columns`` and ``rows`` are. ``reading`` says in one sentence what to
    see; it is also the text for people who cannot see the chart. ``range`` is null when the numbers are exact.
    ``assumption`` is true when the numbers rest on an assumption and not on a count or a law.
    ``note`` says which assumption that is, or what else a reader must know to read the numbers rightly.
    ``test`` is the id of the test whose chapter shows it.
    """

    id: str
    test: str
    title: Text
    reading: Text
    unit: Unit
    range: Range | None
    source: str
    date: str
    reproduce: str
    chart: ChartKind = "table"
    value: int | float | None = None
    columns: tuple[Column, ...] = ()
    rows: tuple[Mapping[str, Cell], ...] = ()
    encoding: Encoding = Encoding()
    assumption: bool = False
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict that the machine proposes; it counts for nothing until a person signs it (``signed_by``).

    ``reasons`` holds ids of findings, ``conditions`` what must be met first.
    """

    value: VerdictValue
    explanation: Text
    conditions: tuple[Text, ...] = ()
    reasons: tuple[str, ...] = ()
    proposed: bool = True
    signed_by: str | None = None


@dataclass(frozen=True, slots=True)
class KaderAmount:
    """One printed amount in the kader rows on cost and staff: incidenteel or structureel, for one part."""

    kind: Literal["incidenteel", "structureel"]
    part: Text
    value: int | float
    unit: Unit


@dataclass(frozen=True, slots=True)
class KaderRow:
    """One of the eleven rows of the kader. ``value`` is null when the row was not assessed, else one of the words
    of ``KADER[id]``.

    For rows without fixed words (costs, staff, date, portfolio) ``value`` is the printed answer.
    """

    id: str
    status: KaderStatus
    value: str | None
    explanation: Text
    amounts: tuple[KaderAmount, ...] = ()
    findings: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KaderLine:
    """The printed name of a row of the kader and the words it may hold; no words means free."""

    title: Text
    values: tuple[str, ...] = ()


_IMPACT = ("ingrijpend", "middelgroot", "beperkt")

KADER: Mapping[str, KaderLine] = {
    "interactie": KaderLine(Text("Interactie burgers/bedrijven", "Interaction with citizens and businesses"), _IMPACT),
    "maakbaarheid": KaderLine(Text("Maakbaarheid systemen", "Buildability of systems"), _IMPACT),
    "handhaafbaarheid": KaderLine(Text("Handhaafbaarheid", "Enforceability"), _IMPACT),
    "fraudebestendigheid": KaderLine(Text("Fraudebestendigheid", "Resistance to fraud"), _IMPACT),
    "complexiteit": KaderLine(
        Text("Complexiteitsgevolgen", "Effect on complexity"), ("toename", "afname", "neutraal", "nvt")
    ),
    "procesverstoringen": KaderLine(
        Text("Risico procesverstoringen", "Risk of disruption"), ("groot", "gemiddeld", "klein")
    ),
    "uitvoeringskosten": KaderLine(Text("Uitvoeringskosten", "Cost of delivery")),
    "personeel": KaderLine(Text("Personele gevolgen", "Effect on staff")),
    "invoering": KaderLine(Text("Invoering mogelijk per", "Introduction possible from")),
    "portfolio": KaderLine(Text("Beslag portfolio", "Claim on the portfolio")),
    "eindoordeel": KaderLine(
        Text("Eindoordeel", "Final verdict"), ("uitvoerbaar", "uitvoerbaar_mits", "niet_uitvoerbaar")
    ),
}
"""The eleven rows in printed order, with the printed words (source: Belastingdienst, kader of the uitvoeringstoets)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One changed article of law, in plain words before and after."""

    law: str
    article: str
    before: Text
    after: Text
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ProposalSummary:
    """The proposal as the report shows it. ``kind`` is a word of the list of kinds of voornemen, such as
    wetsvoorstel or AMvB.
    """

    id: str
    title: Text
    kind: str
    summary: Text
    decides: str
    carries_out: tuple[str, ...]
    effective: str
    date_before: str
    date_after: str
    goal: Text | None = None
    phase: str | None = None
    changes: tuple[Change, ...] = ()
    numbers_source: Text | None = None


@dataclass(frozen=True, slots=True)
class LawUsed:
    """A version of a law that was run. ``derived`` is true when a table in it was derived and not published: the
    report warns for it.

    ``missing`` names outputs that could not be computed with this version.
    """

    id: str
    name: str
    version: str
    url: str
    role: LawRole
    derived: bool = False
    note: Text | None = None
    outputs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    changed: bool = False
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class PopulationSummary:
    """The people the proposal was run on. ``households`` and ``persons`` are rows; ``represents`` is households in
    the country.
    """

    name: str
    kind: Literal["synthetisch", "eigen"]
    households: int
    persons: int
    represents: int
    year: int
    manifest_sha256: str
    seed: int | None = None
    sources: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class TestRun:
    """A test that was done, or was left out with the reason. The report has one chapter per test, in this order."""

    id: str
    title: Text
    intro: Text
    status: TestStatus = "uitgevoerd"
    missing: tuple[Text, ...] = ()

    __test__ = False  # pytest collects classes named Test*; this is not one of its tests


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number or a rule comes from."""

    title: str
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A command that a reader can run to get the same answer, and what it does."""

    command: str
    what: Text


@dataclass(frozen=True, slots=True)
class Software:
    """The program that made the assessment."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """A whole uitvoeringstoets: everything a report shows, and nothing that it does not.

    ``key_figures`` names the figures on the first screen (budget before and after, households that gain or lose), in
    order: figures with one ``value``, or ``before_after_bars``.
    """

    proposal: ProposalSummary
    laws: tuple[LawUsed, ...]
    population: PopulationSummary
    tests: tuple[TestRun, ...]
    verdict: Verdict
    kader: tuple[KaderRow, ...]
    findings: tuple[Finding, ...]
    figures: tuple[Figure, ...]
    reproduce: tuple[Command, ...]
    software: Software
    date: str
    duration_s: float
    assumptions: tuple[Text, ...] = ()
    limits: tuple[Text, ...] = ()
    sources: tuple[Source, ...] = ()
    fictional: bool = False
    key_figures: tuple[str, ...] = ()
    format: str = FORMAT

    def to_json(self) -> dict[str, Any]:
        """This assessment as plain JSON values. Raises ``ValueError`` naming the place when a value is not finite
        or not JSON.
        """
        encoded = encode(self)
        assert isinstance(encoded, dict)
        return encoded

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Assessment:
        """The assessment that ``to_json`` wrote. Raises ``ValueError`` naming the place when a field is missing,
        unknown or of another type.
        """
        return decode(cls, data)
