"""How the tests of an assessment make their figures: what every figure has in common is filled in here, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.people.totals import EXACT, SAMPLED
from uitvoerbaar.findings import Cell, ChartKind, Column, Encoding, Figure, Range, Text, Unit

SIDE = Pair(Text("Voor", "Before"), Text("Na", "After"))
KANT = Column("kant", Text("Voor of na", "Before or after"))
HOUSEHOLDS = Column("huishoudens", Text("Huishoudens", "Households"), "huishoudens")
NONE = Text("geen", "none")
READ = Text(
    "Wetten van voor en na het voornemen en de registercatalogus, gelezen en geteld",
    "Laws of before and after the proposal and the register catalogue, read and counted",
)
Rows = Sequence[Mapping[str, Cell]]


def figure(
    ctx: Context,
    test: str,
    name: str,
    title: Text,
    reading: Text,
    columns: Sequence[Column] = (),
    rows: Rows = (),
    *,
    unit: Unit = "aantal",
    source: Text = READ,
    range_: Range | None = None,
    chart: ChartKind = "table",
    encoding: Encoding | None = None,
    value: int | float | None = None,
    assumption: bool = False,
    note: Text | None = None,
    reproduce: str | None = None,
) -> Figure:
    """A figure of `test`, with the date and the command of the assessment; `name` is its id within the test.

    A table with one row per thing counted, unless `chart` and `encoding` say otherwise. Without `range_` its numbers
    are exact.
    """
    return Figure(
        id=f"{test}-{name}",
        test=test,
        title=title,
        reading=reading,
        unit=unit,
        range=range_,
        source=source,
        date=ctx.sides.after.date,
        reproduce=reproduce or ctx.command,
        chart=chart,
        value=value,
        columns=tuple(columns),
        rows=tuple(rows),
        encoding=encoding or Encoding(),
        assumption=assumption,
        note=note,
    )


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A figure of a test but for its rows: declared once, above the function that makes the rows.

    `title`, `reading` and `note` may have places `{name}` for what depends on the norms or the people: see `filled`.
    """

    test: str
    name: str
    title: Text
    reading: Text
    columns: tuple[Column, ...]
    unit: Unit = "aantal"
    chart: ChartKind = "table"
    encoding: Encoding = field(default_factory=Encoding)
    assumption: bool = False
    note: Text | None = None

    def filled(self, **parts: Text | str | int) -> TableSpec:
        """The same with its places filled. Raises KeyError for a place without a part."""
        return replace(
            self,
            title=self.title.format(**parts),
            reading=self.reading.format(**parts),
            note=None if self.note is None else self.note.format(**parts),
        )

    def figure(
        self,
        ctx: Context,
        rows: Rows,
        *,
        source: Text = READ,
        range_: Range | None = None,
        reproduce: str | None = None,
        note: Text | None = None,
    ) -> Figure:
        """The figure with its rows. Without `range_` its numbers are exact; `note` is for one that depends on the rows."""
        return figure(
            ctx,
            self.test,
            self.name,
            self.title,
            self.reading,
            self.columns,
            rows,
            unit=self.unit,
            source=source,
            range_=range_,
            chart=self.chart,
            encoding=self.encoding,
            assumption=self.assumption,
            note=self.note if note is None else note,
            reproduce=reproduce,
        )


def before_after(
    test: str,
    name: str,
    title: Text,
    reading: Text,
    category: Column,
    value: Column,
    *,
    more: Sequence[Column] = (),
    chart: ChartKind = "before_after_bars",
    assumption: bool = False,
    note: Text | None = None,
) -> TableSpec:
    """A drawing of `value` by `category`, before above after, each with its interval.

    Every row holds `kant` (one of `SIDE`), `laag` and `hoog`, and the keys of `category`, `value` and `more`.
    """
    # A histogram has no place to draw an interval; the ends are in its table.
    ends = {} if chart == "histogram" else {"low": "laag", "high": "hoog"}
    return TableSpec(
        test,
        name,
        title,
        reading,
        (category, KANT, value, *bounds(value.unit), *more),
        unit=value.unit,
        chart=chart,
        encoding=Encoding(category=category.key, value=value.key, series="kant", **ends),
        assumption=assumption,
        note=note,
    )


def bounds(unit: Unit) -> tuple[Column, Column]:
    """The columns of an interval per row."""
    return (
        Column("laag", Text("Ondergrens", "Lower bound"), unit),
        Column("hoog", Text("Bovengrens", "Upper bound"), unit),
    )


def per_row(full: bool) -> Range:
    """Every row has an interval of its own, by sampling unless every household of the country was run."""
    return Range(None, None, EXACT if full else SAMPLED)


def on_people(ctx: Context, nl: str = "Doorgerekend op {}", en: str = "Run on {}") -> Text:
    """A source that names the population at the place of `{}`."""
    return Text(nl.format(ctx.population_name.nl), en.format(ctx.population_name.en))


def inside(name: str | None) -> str:
    """A name inside a sentence: without its capital, unless it is an abbreviation (AOW)."""
    given = name or ""
    return given if given[1:2].isupper() else given[:1].lower() + given[1:]


def listed(words: Sequence[Text]) -> Text:
    """Names as one cell; 'none' when there are none."""
    return Text(", ".join(w.nl for w in words), ", ".join(str(w.en) for w in words)) if words else NONE
