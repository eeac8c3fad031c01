"""Figures: a number or a table, with what a chart of it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from uitvoerbaar.base.text import OMITTED, Cell, Range, Text, Unit

ChartKind = Literal[
    "before_after_bars",
    "diverging",
    "bars",
    "histogram",
    "tile_map",
    "municipality_map",
    "line",
    "timeline",
    "chain",
    "table",
]


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
    - municipality_map: ``category`` (municipality), ``value`` (null where it cannot be told), ``x`` and ``y``: where its six-sided
      tile lies, in half columns from the west and rows from the north (both even, or both odd).
    - line: ``category`` (a number, on the horizontal axis, not falling within a series), ``value`` (on the vertical
      axis), optional ``series`` (which line), ``low``/``high`` (the band around it) and ``mark`` (words at the points
      that need them, null elsewhere). Points are joined by straight lines; two points in one place are a jump.
    - timeline: ``month`` (1 to 12, and 13 to 24 for the year after), ``lane`` (whose or which kind of thing it is) and
      ``text`` (what happens).
    - chain: ``category`` (a link; its rows follow each other by ``lane``, the layer that it is in), ``text`` (the names of
      what it leans on, with commas; null for nothing) and optional ``mark`` (what is to be said of it, null elsewhere).
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
    x: str | None = field(default=None, metadata=OMITTED)
    y: str | None = field(default=None, metadata=OMITTED)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or a table of numbers, with range, source, date and the command that makes it again.

    Either ``value`` is set (one number) or ``columns`` and ``rows`` are. ``reading`` says in one sentence what to
    see; it is also the text for people who cannot see the chart. ``range`` is null when the numbers are exact.
    ``assumption`` is true when the numbers rest on an assumption and not on a count or a law.
    ``note`` says which assumption that is, or what else a reader must know to read the numbers rightly.
    ``test`` is the id of the test whose chapter shows it.
    ``wider`` is a band around a single number that holds assumptions about people beside the sample, when it was computed.
    """

    id: str
    test: str
    title: Text
    reading: Text
    unit: Unit
    range: Range | None
    source: Text
    date: str
    reproduce: str
    chart: ChartKind = "table"
    value: int | float | None = None
    columns: tuple[Column, ...] = ()
    rows: tuple[Mapping[str, Cell], ...] = ()
    encoding: Encoding = Encoding()
    assumption: bool = False
    note: Text | None = None
    wider: Range | None = field(default=None, metadata=OMITTED)


PROOF_SIGNS = {"bewezen": "✓", "weerlegd": "✗", "onbeslist": "?", "nvt": "–"}
"""What stands before the result of a proof, so that it is told without colour too."""
