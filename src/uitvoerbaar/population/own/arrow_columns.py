"""Columns of Arrow and Parquet in the few types that the readers of columns know; another type is refused by name."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr

_SAID, _TYPE = 200, 80
_LAST_YEAR = 9_999
"""The calendar of Python ends there."""
_TEXTS = (pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
_KNOWN = (
    pa.types.is_string, pa.types.is_boolean, pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal128, pa.types.is_date,
    pa.types.is_timestamp,
)  # fmt: skip


def plain(file: str, name: str, column: pa.ChunkedArray, *, nan_is_empty: bool = False) -> pa.Array:
    """A column as one array: dictionaries written out, every text as plain text.

    A NaN is how frames write an empty cell (`nan_is_empty`); in a file it is a number that is none, which its reader refuses.

    Raises UserError, with the `file`, for a type that is no text, number, day or truth.
    """
    try:
        return _plain(file, name, column, nan_is_empty)
    except pa.ArrowException as error:
        raise UserError(
            tr("{path}: kolom '{name}' is niet te lezen: {error}", path=file, name=name, error=first_words(error)),
            file=file,
            column=name,
        ) from None


def first_words(error: Exception) -> str:
    """What a library says of a file, in one short line."""
    return " ".join(str(error).split())[:_SAID]


class PlainColumns(dict[str, pa.Array]):
    """Columns of an Arrow table as the readers know them; one of another type is refused when it is asked for."""

    def __init__(self, table: pa.Table, file: str, names: Iterable[str], *, nan_is_empty: bool = False) -> None:
        super().__init__()
        self.refused: dict[str, UserError] = {}
        for name in names:
            try:
                self[name] = plain(file, name, table.column(name), nan_is_empty=nan_is_empty)
            except UserError as error:  # nobody may need it
                self.refused[name], self[name] = error, table.column(name)

    def __getitem__(self, name: str) -> pa.Array:
        """The column. Raises UserError for one of a type in which no register field can be."""
        if name in self.refused:
            raise self.refused[name]
        return super().__getitem__(name)


def _plain(file: str, name: str, column: pa.ChunkedArray, nan_is_empty: bool) -> pa.Array:
    array = column.combine_chunks()
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if any(test(array.type) for test in _TEXTS):
        array = pc.cast(array, pa.string())
    if pa.types.is_float16(array.type):
        array = pc.cast(array, pa.float64())
    if pa.types.is_timestamp(array.type):
        # Only the day counts, that of the own clock; Python knows no nanoseconds.
        array = pc.cast(array, pa.timestamp("us", array.type.tz), safe=False)
        array = pc.local_timestamp(array) if array.type.tz else array
    if not any(test(array.type) for test in _KNOWN):
        raise UserError(
            tr(
                "{file}: kolom '{name}' heeft het type {type}, en daar is niets van te maken; verwacht: tekst, getal, datum of "
                "ja/nee",
                file=file,
                name=name,
                type=str(array.type)[:_TYPE],
            ),
            file=file,
            column=name,
            expected=tr("tekst, getal, datum of ja/nee"),
        )
    if pa.types.is_string(array.type) and pc.any(pc.match_substring(array, "\0")).as_py():
        raise UserError(
            tr("{file}: kolom '{name}' heeft teksten met een nul-teken; haal het weg", file=file, name=name),
            file=file,
            column=name,
        )
    if pa.types.is_date(array.type) or pa.types.is_timestamp(array.type):
        years = pc.min_max(pc.year(array))
        if years["min"].is_valid and not 1 <= years["min"].as_py() <= years["max"].as_py() <= _LAST_YEAR:
            raise UserError(
                tr("{file}: kolom '{name}' heeft dagen buiten de jaren 1 tot en met 9999", file=file, name=name),
                file=file,
                column=name,
            )
    if nan_is_empty and pa.types.is_floating(array.type):
        array = pc.if_else(pc.is_nan(array), pa.scalar(None, array.type), array)
    return array
