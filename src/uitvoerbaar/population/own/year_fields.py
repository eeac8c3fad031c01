"""Facts of a whole year, such as the income of the year, in a table by month: the same in every month of that year.

Whoever fills in what was earned in a month would get an allowance on a twelfth of the income, without a word.
"""

from __future__ import annotations

import numpy as np

from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.batch.people import Array, array_of
from uitvoerbaar.law.periods import periods
from uitvoerbaar.law.registers import PERSON, Catalogue
from uitvoerbaar.population.own.microdata import Microdata, MicrodataError, Wanted
from uitvoerbaar.population.own.months import PersonMonths

_PER_YEAR = "per jaar"


def check_year_fields(given: PersonMonths, data: Microdata, wanted: Wanted, catalogue: Catalogue) -> None:
    """Raises MicrodataError with every column of the year that differs between months of one person, and the rows."""
    persons, problems = given.tables.persons, []
    named = periods().year_fields
    for table, name in sorted(wanted.fields):
        found = catalogue.field(table, name)
        if table != PERSON or found is None or name not in persons.columns or name not in data.people.columns:
            continue
        if not (found.unit or "").endswith(_PER_YEAR) and name not in named:
            continue
        differs = differs_in_year(given, array_of(data.people.columns[name]), data.people.null.get(name))
        if len(differs):
            problems.append(
                tr(
                    "{file}: kolom '{name}' geldt voor het hele jaar en moet voor een persoon in elke maand van dat jaar "
                    "gelijk zijn; anders dan in de eerste maand op {rows}",
                    file=persons.file,
                    name=name,
                    rows=persons.some(differs),
                )
            )
    if problems:
        raise MicrodataError("\n".join(problems))


def differs_in_year(given: PersonMonths, column: Array, null: Array | None) -> Array:
    """Rows whose value is another than that of the person's first month of the year."""
    years = np.array([month.year for month in given.span.months])
    first = np.array([int(np.flatnonzero(years == year)[0]) for year in years])
    base = given.rows[given.person, first[given.month]]
    other = column != column[base]
    if null is not None:
        other = (null != null[base]) | (other & ~null)
    return np.flatnonzero(other)
