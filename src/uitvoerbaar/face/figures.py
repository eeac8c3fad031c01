"""A figure and a finding of an assessment, as a notebook shows them and as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.language import Lang, active, said, tr, trn
from uitvoerbaar.base.numbers import uncapital
from uitvoerbaar.face.extras import need_report, need_tables
from uitvoerbaar.face.given import LANG, takes
from uitvoerbaar.findings import Cell, Text
from uitvoerbaar.findings import Figure as FigureRecord
from uitvoerbaar.findings import Finding as FindingRecord

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, repr=False)
class Figure:
    """A number or a table of an assessment: in a notebook its chart, for a program an Arrow table.

    >>> import uitvoerbaar as uv
    >>> case = uv.case(kale_huur=uv.euro(700), loon_uit_dienstbetrekking=uv.euro(20_000))
    >>> figure = uv.curve(case, along="huur", on="2026-01-01").figure
    >>> figure.unit, figure.to_arrow().column_names
    ('eurocent_per_jaar', ['x', 'netto', 'kant', 'sprong'])

    Everything that the format of a report says of a figure is an attribute: `id`, `title`, `reading`, `unit`, `value`,
    `columns` (with their units), `rows`, `range`, `source`, `date`, `reproduce`, `assumption`, `note`.
    """

    record: FigureRecord
    number: str = "1"
    """The number that it has in its report."""
    foreign: bool = False
    """Whether its report was not written by this program for this user: its command is told to be foreign."""

    @takes(lang=LANG)
    def to_arrow(self, lang: Lang | None = None) -> pa.Table:
        """The rows as an Arrow table, texts in `lang` or what is spoken; a single number is one row with the column `value`.

        Amounts are eurocents. The metadata of each column tells its unit and its heading.
        """
        need_tables()
        import pyarrow as pa

        lang = lang or active()
        figure = self.record
        if not figure.columns:
            return pa.table({"value": [figure.value]}, metadata={"unit": figure.unit})
        columns, fields = [], []
        for column in figure.columns:
            columns.append(pa.array([_cell(row[column.key], lang) for row in figure.rows]))
            told = {"unit": column.unit, "label": _cell(column.label, lang)}
            fields.append(pa.field(column.key, columns[-1].type, metadata=told))
        return pa.table(columns, schema=pa.schema(fields, metadata={"id": figure.id}))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows as an Arrow stream, for any library that reads one."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "record":
            raise AttributeError(name)
        return getattr(self.record, name)

    def __repr__(self) -> str:
        figure = self.record
        rows = trn(len(figure.rows), "{n} rij", "{n} rijen")
        what = rows if figure.columns else f"{figure.value} {figure.unit}"
        return tr("<figuur {id}: {title} ({what})>", id=figure.id, title=said(figure.title), what=what)

    def _repr_html_(self) -> str:
        need_report()
        from uitvoerbaar.report.fragments import figure_html

        return figure_html(self.record, self.number, active(), foreign=self.foreign)


@dataclass(frozen=True, repr=False)
class Finding:
    """One thing that people must decide on: in a notebook a card.

    Everything that the format of a report says of a finding is an attribute: `id`, `severity`, `title`, `explanation`,
    `whom`, `law`, `article`, `households`, `smallest_case`, `command`, `mend`, `groups`, `url`, `file`, `line`.
    """

    record: FindingRecord
    law_names: Mapping[str, str] = field(default_factory=dict)
    foreign: bool = False
    """Whether it comes from a report that this program did not write for this user: its command is told to be foreign."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "record":
            raise AttributeError(name)
        return getattr(self.record, name)

    def __repr__(self) -> str:
        found = self.record
        need_report()
        from uitvoerbaar.report.words import catalogue

        heavy = uncapital(catalogue(active())["severity"][found.severity])
        return tr("<bevinding {id}: {heavy}: {title}>", id=found.id, heavy=heavy, title=said(found.title))

    def _repr_html_(self) -> str:
        need_report()
        from uitvoerbaar.report.fragments import finding_html

        return finding_html(self.record, self.law_names, active(), foreign=self.foreign)


def _cell(cell: Cell, lang: Lang) -> Any:
    """A cell as data: words in the language that was asked, anything else as it is."""
    if isinstance(cell, Text):
        return cell.en if lang == "en" and cell.en else cell.nl
    return cell
