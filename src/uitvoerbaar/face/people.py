"""A user's own people: frames of pandas or polars, Arrow tables, plain lists or files, a row per person."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.base.messages import one_of
from uitvoerbaar.face.extras import need_tables
from uitvoerbaar.face.given import NAME, takes

if TYPE_CHECKING:
    import pyarrow as pa

    from uitvoerbaar.population.own.notation import Notation
    from uitvoerbaar.population.own.run import Tables
    from uitvoerbaar.population.own.table_file import Table


class ArrowStream(Protocol):
    """Anything that gives itself as Arrow: a frame of pandas or polars, a table of pyarrow, DuckDB or nanoarrow."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


Frame = ArrowStream | Mapping[str, Any] | str | Path
"""A table: what speaks the Arrow PyCapsule interface, a dict of lists (or arrays), or a CSV, Parquet or Excel file."""
PERSONS, CHILDREN, HOUSEMATES = "personen", "kinderen", "huisgenoten"
_INDEX = "__index_level_"


@dataclass(frozen=True, repr=False)
class People:
    """Tables of persons, their children and their housemates. Made by `uv.people`."""

    tables: Tables
    notation: Notation
    """What was said of how the tables are written."""

    def __len__(self) -> int:
        """Rows: persons."""
        return self.tables.persons.n

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the persons."""
        return tuple(self.tables.persons.columns)

    def __repr__(self) -> str:
        children, housemates = self.tables.children, self.tables.housemates
        told = [trn(len(self), "{n} persoon", "{n} personen")]
        told += [trn(children.n, "{n} kind", "{n} kinderen")] if children is not None else []
        told += [trn(housemates.n, "{n} huisgenoot", "{n} huisgenoten")] if housemates is not None else []
        return f"<{', '.join(told)}: {', '.join(self.columns)}>"


@takes(
    decimal=NAME.like("'komma'"),
    dates=NAME.like("'dd-mm-jjjj'"),
    unit=NAME.like("'euro'"),
    encoding=NAME.like("'windows-1252'"),
    sheet=NAME.like("'personen'"),
)
def people(
    frame: Frame,
    *,
    children: Frame | None = None,
    housemates: Frame | None = None,
    decimal: str | None = None,
    dates: str | None = None,
    unit: str | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
) -> People:
    """People from tables of your own: a row per person, columns named as the fields in data/registers.

    >>> persons = {"bsn": [1, 2], "partner_bsn": [2, 1], "geboortedatum": ["1990-05-01", "1988-02-11"]}
    >>> people(persons, children={"ouder_bsn": [1], "geboortedatum": ["2020-03-01"]})
    <2 personen, 1 kind: bsn, partner_bsn, geboortedatum>

    A frame is anything with `__arrow_c_stream__` (pandas 2.2 or newer, polars, pyarrow, DuckDB), a dict of lists, or the
    path of a CSV or Parquet file. Amounts are whole eurocents; days are dates or 'JJJJ-MM-DD'. `bsn` may be any key,
    `partner_bsn` is the key of another row. `children`: a row per child with `ouder_bsn`; `housemates`: a row per pair
    with `bewoner_bsn` and `huisgenoot_bsn`. Which columns are needed depends on the law: that is checked, all at once,
    when laws are run on them. `decimal` is the decimal mark ('komma' or 'punt') of a file of which a column can be read in
    two ways, `dates` the order of day and month ('dd-mm-jjjj' or 'mm-dd-jjjj') where no day tells it. With `unit='euro'` all
    amounts are in euro, and so are those that come out; without, whole numbers are eurocent. `encoding` is that of a CSV
    file that is no UTF-8, `sheet` the name of a sheet of the persons' workbook (.xlsx; without, the only one, or the one that
    is called personen, kinderen or huisgenoten). Raises UserError for what is no table.
    """
    need_tables()
    from uitvoerbaar.population.own.day_notation import ORDERS
    from uitvoerbaar.population.own.notation import DECIMALS, UNITS, Notation
    from uitvoerbaar.population.own.run import Tables

    for name, given, known in (("decimal", decimal, DECIMALS), ("dates", dates, ORDERS), ("unit", unit, UNITS)):
        if given is not None and given not in known:
            told = tr("{name}={given!r} kan niet; kies {known}", name=name, given=given, known=one_of(known))
            raise UserError(told, column=name, expected=one_of(known))
    return People(
        Tables(
            _table(frame, PERSONS, encoding, sheet),
            None if children is None else _table(children, CHILDREN, encoding),
            None if housemates is None else _table(housemates, HOUSEMATES, encoding),
        ),
        Notation(decimal, dates, unit),
    )


def _table(frame: Frame, name: str, encoding: str | None, sheet: str | None = None) -> Table:
    from uitvoerbaar.population.own.table_file import read_table

    return (
        read_table(Path(frame), encoding, sheet, name)
        if isinstance(frame, str | Path)
        else _from_arrow(_arrow(frame, name), name)
    )


def _arrow(frame: Any, name: str) -> pa.Table:
    """A frame as an Arrow table. Raises UserError for what is none, or has columns of unequal length."""
    import pyarrow as pa

    if not hasattr(frame, "__arrow_c_stream__") and not isinstance(frame, Mapping):
        raise UserError(
            tr("{name}: {name_2} is geen tabel", name=name, name_2=type(frame).__name__),
            expected=tr("pandas (2.2 of nieuwer), polars, Arrow, een dict van lijsten, of een CSV- of Parquet-bestand"),
        )
    try:
        if isinstance(frame, Mapping):
            return pa.table({column: _values(values, str(column), name) for column, values in frame.items()})
        return pa.table(frame)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, TypeError, ValueError) as error:
        raise UserError(tr("{name}: hiervan is geen tabel te maken: {error}", name=name, error=error)) from None


def _values(values: Any, column: str, name: str) -> Any:
    """A column of a dict of lists: what pandas calls not there (NaN, NA, NaT) is empty. Raises UserError for a mixture."""
    import pyarrow as pa

    if isinstance(values, Set | Mapping):
        raise UserError(
            tr("{name}: kolom '{column}' heeft geen volgorde; geef een lijst", name=name, column=column), column=column
        )
    if not isinstance(values, list | tuple):
        return values
    try:
        return pa.array(values, from_pandas=True)
    except (
        pa.ArrowInvalid,
        pa.ArrowTypeError,
        pa.ArrowNotImplementedError,
        TypeError,
        ValueError,
        OverflowError,
    ) as error:
        kinds = dict.fromkeys(type(value).__name__ for value in values if value is not None)
        raise UserError(
            tr(
                "{name}: kolom '{column}' is niet als een soort waarden te lezen ({kinds}): {error}",
                name=name,
                column=column,
                kinds=", ".join(kinds),
                error=error,
            ),
            column=column,
            expected=tr("tekst, getal, datum of ja/nee"),
        ) from None


def _from_arrow(table: pa.Table, name: str) -> Table:
    """An Arrow table in the types that the readers of columns know. Raises UserError for an empty or ambiguous one."""
    from uitvoerbaar.population.own.arrow_columns import PlainColumns
    from uitvoerbaar.population.own.table_file import Table

    names = [column for column in table.column_names if not column.startswith(_INDEX)]
    for column in names:
        if names.count(column) > 1:
            raise UserError(
                tr("{name}: kolom '{column}' staat er meer dan een keer in", name=name, column=column), column=column
            )
    if table.num_rows == 0 or not names:
        raise UserError(
            tr("{name}: de tabel heeft geen {word}", name=name, word=tr("kolommen") if not names else tr("rijen"))
        )
    return Table(name, PlainColumns(table, name, names, nan_is_empty=True), table.num_rows, None)
