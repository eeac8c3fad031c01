"""Tables as figures: what the tests that read the law have in common in how they show their counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from uitvoerbaar.assess.context import Context, Role
from uitvoerbaar.assess.model import Cell, Column, Figure, Range, Text

SIDE: Mapping[Role, Text] = {"voor": Text("Voor", "Before"), "na": Text("Na", "After")}
NONE = Text("geen", "none")
READ = "Wetten van voor en na het voornemen en de registercatalogus, gelezen en geteld"


def table(
    ctx: Context,
    test: str,
    name: str,
    title: Text,
    reading: Text,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Cell]],
    *,
    source: str = READ,
    range_: Range | None = None,
    assumption: bool = False,
    note: Text | None = None,
) -> Figure:
    """A table with one row per thing counted; `name` is its id within the test."""
    return Figure(
        id=f"{test}-{name}",
        test=test,
        title=title,
        reading=reading,
        unit="aantal",
        range=range_,
        source=source,
        date=ctx.sides["na"].date,
        reproduce=ctx.command,
        columns=tuple(columns),
        rows=tuple(rows),
        assumption=assumption,
        note=note,
    )


def inside(name: str | None) -> str:
    """A name inside a sentence: without its capital, unless it is an abbreviation (AOW)."""
    given = name or ""
    return given if given[1:2].isupper() else given[:1].lower() + given[1:]


def listed(words: Sequence[str]) -> Text:
    """Names as one cell; 'none' when there are none. Names of fields and laws are the same in both languages."""
    return Text(", ".join(words), ", ".join(words)) if words else NONE
