"""Outputs of laws for many people month by month, and the year as the sum of its months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from uitvoerbaar.base.language import said, tr
from uitvoerbaar.base.months import Span, span
from uitvoerbaar.engine.explain.glossary import declared, unit_of
from uitvoerbaar.face.asked import Asked
from uitvoerbaar.face.case_months import part_years, rule_of, unsteady_income
from uitvoerbaar.face.extras import need_tables
from uitvoerbaar.face.left_out import left_out, passed_over
from uitvoerbaar.face.outcomes import described, in_euros, named_outputs, told_leap_days
from uitvoerbaar.face.people import Frame, People, people
from uitvoerbaar.face.progress import bar
from uitvoerbaar.population.own.notation import EURO
from uitvoerbaar.population.own.run_months import run_person_months

if TYPE_CHECKING:
    from uitvoerbaar.face.laws import Laws


@dataclass(frozen=True, repr=False)
class MonthlyOutcomes:
    """Outcomes by month, made by `Laws.run_months`. It is itself an Arrow stream (of `table`).

    `table`: a row per person per month as given, with `bsn`, `maand`, a column per output in whole cents (null in a month in
    which no period of the law begins) and `fout`. `sums`: a row per person and calendar year, with `jaar`, `maanden` (how
    many were added up), a column per output and `fout`. A sum is not the sum of the rounded months: a whole year is granted
    as the law rounds it. `how` tells per output how its law makes a year of months; the rest is as in `Outcomes`.
    """

    span: Span
    table: pa.Table
    sums: pa.Table
    units: Mapping[str, str | None]
    how: Mapping[str, str]
    assumed: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    read_as: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    """What the laws say, is not computed, and can matter to one of the rows."""
    errors: Mapping[int, str] = field(default_factory=dict)
    explained: int = 0
    separator: str = ","

    @property
    def attrs(self) -> dict[str, Any]:
        """What must be known to read the tables, as plain values; also in the metadata of their schemas."""
        return {
            "months": str(self.span),
            "units": dict(self.units),
            "how": dict(self.how),
            "assumed": list(self.assumed),
            "unused": list(self.unused),
            "read_as": list(self.read_as),
            "warnings": list(self.warnings),
            "not_modelled": list(self.left_out),
            "errors": {str(row): why for row, why in self.errors.items()},
        }

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table by month as an Arrow stream, for any library that reads one."""
        return self.table.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return tr(
            "<{rows} rijen van {span}, {sums} sommen: {units}>",
            rows=len(self),
            span=self.span,
            sums=self.sums.num_rows,
            units=", ".join(self.units),
        )


def run_months(
    law: Laws, outputs: Asked | Iterable[Asked], who: People | Frame, first: str, last: str
) -> MonthlyOutcomes:
    """See `Laws.run_months`."""
    need_tables()
    months = span(first, last)
    named = named_outputs(law, outputs)
    rules = {name: rule_of(law, pair, months) for name, pair in named.items()}
    given = who if isinstance(who, People) else people(who)
    with bar(given.tables.persons.n, unit=tr(" rijen")) as told:
        made = run_person_months(law.explainer, rules, months, given.tables, told.update, given.notation)
    found = MonthlyOutcomes(
        months,
        pa.table(made.months),
        pa.table(made.sums),
        {name: _unit(law, pair, months) for name, pair in named.items()},
        {name: said(rule.told) for name, rule in rules.items()},
        assumed=tuple(made.data.assumed),
        unused=tuple(made.data.unused),
        read_as=tuple(made.data.told),
        warnings=(
            *dict.fromkeys((*law.doubts, *law.out_of_reach(month.isoformat() for month in months.months))),
            *passed_over(law, named.values(), months.first.isoformat()),
            *made.data.doubts,
            *(said(one.told) for one in made.carried),
            *told_leap_days(made.leap_days),
            *part_years(rules, months),
            *unsteady_income(given.tables.persons.some(made.unsteady) if len(made.unsteady) else ""),
        ),
        left_out=left_out(law, named.values(), made.data.people, months.first.isoformat(), set(made.data.unused)),
        errors=made.errors,
        explained=made.explained,
        separator=given.tables.persons.separator,
    )
    for name in ("table", "sums"):
        columns, units = {c: getattr(found, name)[c] for c in getattr(found, name).column_names}, dict(found.units)
        if given.notation.unit == EURO:
            columns, units = in_euros(columns, units)
        about = {**found.attrs, "units": units}
        found = replace(found, **{name: described(pa.table(columns), units, about)})
    return replace(found, units=units)


def _unit(law: Laws, pair: tuple[str, str], months: Span) -> str | None:
    found = declared(law.corpus.select(pair[0], months.first.isoformat()), pair[1])
    return None if found is None else unit_of(found)
