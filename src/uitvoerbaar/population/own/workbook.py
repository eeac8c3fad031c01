"""A sheet of an Excel workbook (.xlsx) as a table: what the sheet shows is what is read, and what it does not show is asked.

Read with openpyxl (MIT), which tells formulas from values, and merged cells and hidden sheets from others. Of a formula the
value that was last computed is read. Numbers that the sheet shows as euros (a sign, or two decimals) are euros, as in a CSV.
"""

from __future__ import annotations

import datetime
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.extras import require
from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.base.limits import TABLE_BYTES
from uitvoerbaar.base.messages import suggest

ENDINGS = (".xlsx", ".xlsm")
OTHER_SPREADSHEETS = (".xls", ".ods", ".xlsb", ".numbers")
_SHOWN = 5
_EURO_SIGNS = ("€", "EUR")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a sheet by name, the row of the sheet that each row is, and which columns show euros."""

    columns: dict[str, pa.Array]
    lines: np.ndarray[Any, Any]
    euros: frozenset[str]
    told: tuple[str, ...]


def read_sheet(path: Path, sheet: str | None = None, like: str | None = None) -> Sheet:
    """The sheet that is named; else the only one with cells, or the one that is called as the table is (`like`).

    Raises UserError for what is no workbook, for a choice between sheets, and for cells that cannot be a table: merged ones,
    errors, a formula without a value, numbers among texts.
    """
    require("excel")
    from openpyxl import load_workbook

    _check_size(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drawings and validations, which no table needs
            shown, written = (load_workbook(path, data_only=only) for only in (True, False))
    except Exception as error:  # openpyxl lets through whatever a damaged part raises
        told = " ".join(str(error).split())[:200]
        raise UserError(
            tr("{path}: is geen leesbare Excel-map: {error}", path=path, error=told), file=str(path)
        ) from None
    chosen, told_sheet = _chosen(path, shown, sheet, like)
    return _Reader(path, shown[chosen], written[chosen]).read(told_sheet)


def _check_size(path: Path) -> None:
    """Raises UserError for what is no workbook, or one that would unpack to more than a table may have."""
    if not zipfile.is_zipfile(path):
        raise UserError(
            tr("{path}: is geen Excel-map (.xlsx), of er zit een wachtwoord op; sla hem op zonder", path=path),
            file=str(path),
        )
    with zipfile.ZipFile(path) as file:
        size = sum(part.file_size for part in file.infolist())
    if size > TABLE_BYTES.most:
        raise UserError(
            tr("{path}: {told} ({hint})", path=path, told=TABLE_BYTES.told(size), hint=TABLE_BYTES.hint), file=str(path)
        )


def _chosen(path: Path, book: Any, sheet: str | None, like: str | None) -> tuple[str, list[str]]:
    """The name of the sheet, and what is told of the choice."""
    names = [each.title for each in book.worksheets]
    filled = [each.title for each in book.worksheets if each.sheet_state == "visible" and _has_cells(each)]
    if sheet is not None:
        if sheet not in names:
            hint = suggest(sheet, names) or tr("er zijn: {names}", names=", ".join(names))
            raise UserError(
                tr("{path}: er is geen blad '{sheet}' ({hint})", path=path, sheet=sheet, hint=hint), hint=hint
            )
        return sheet, []
    hidden = [each.title for each in book.worksheets if each.sheet_state != "visible" and _has_cells(each)]
    told = [tr("{path}: verborgen blad niet gelezen: {names}", path=path, names=", ".join(hidden))] if hidden else []
    if len(filled) == 1:
        return filled[0], told
    same = [name for name in filled if like is not None and name.strip().casefold() == like]
    if len(same) == 1:
        return same[0], [*told, tr("{path}: gelezen is blad '{sheet}'", path=path, sheet=same[0])]
    if not filled:
        raise UserError(tr("{path}: er is geen zichtbaar blad met cellen", path=path), file=str(path))
    raise UserError(
        tr(
            "{path}: er zijn {n} bladen met gegevens: {names}; kies er een met --sheet NAAM, of 'blad: NAAM' in mapping.yaml",
            path=path,
            n=len(filled),
            names=", ".join(filled),
        ),
        file=str(path),
        expected=", ".join(filled),
    )


def _has_cells(sheet: Any) -> bool:
    return any(cell.value is not None for row in sheet.iter_rows() for cell in row)


class _Reader:
    """Reads one sheet; `written` is the same sheet with formulas as they were typed."""

    def __init__(self, path: Path, sheet: Any, written: Any) -> None:
        self.path, self.sheet, self.written = path, sheet, written

    def read(self, told: list[str]) -> Sheet:
        rows = [(number, row) for number, row in enumerate(self.sheet.iter_rows(), 1) if any(_filled(c) for c in row)]
        if not rows:
            raise self.wrong(tr("het blad is leeg"))
        self._check_merged()
        self._check_errors(row for _, row in rows)
        told += self._formulas()
        head, body = rows[0], rows[1:]
        names = self._names(head[1], [row for _, row in body])
        if not body:
            raise self.wrong(tr("het blad heeft een kop maar geen rijen"))
        columns, euros = {}, set()
        for at, name in names.items():
            cells = [row[at] for _, row in body]
            columns[name] = self._column(name, cells)
            if _shows_euros(cells):
                euros.add(name)
        hidden = sum(1 for number, _ in body if self.sheet.row_dimensions[number].hidden)
        if hidden:
            told.append(
                trn(
                    hidden,
                    "{place}: {n} verborgen rij is ook gelezen",
                    "{place}: {n} verborgen rijen zijn ook gelezen",
                    place=self.place,
                )
            )
        return Sheet(columns, np.array([number for number, _ in body]), frozenset(euros), tuple(told))

    @property
    def place(self) -> str:
        """File and sheet."""
        return f"{self.path}, {self.sheet.title}"

    def wrong(self, what: str) -> UserError:
        return UserError(f"{self.place}: {what}", file=str(self.path))

    def _check_merged(self) -> None:
        merged = [str(each) for each in self.sheet.merged_cells.ranges]
        if merged:
            told = ", ".join(merged[:_SHOWN]) + (" ..." if len(merged) > _SHOWN else "")
            raise self.wrong(
                tr(
                    "samengevoegde cellen ({cells}): welke rij en kolom ze zijn is niet te zeggen; splits ze",
                    cells=told,
                )
            )

    def _check_errors(self, rows: Iterable[Sequence[Any]]) -> None:
        bad = [cell for row in rows for cell in row if cell.data_type == "e"]
        if bad:
            raise self.wrong(tr("cellen met een fout: {cells}; herstel ze", cells=_some(bad)))

    def _formulas(self) -> list[str]:
        cells = [cell for row in self.written.iter_rows() for cell in row if cell.data_type == "f"]
        bare = [cell for cell in cells if self.sheet[cell.coordinate].value is None]
        if bare:
            raise self.wrong(
                tr("formules zonder uitkomst: {cells}; open de map in een rekenblad, sla hem op en probeer opnieuw",
                   cells=_some(bare))
            )  # fmt: skip
        if not cells:
            return []
        return [
            trn(
                len(cells),
                "{place}: {n} cel is een formule; gelezen is wat er het laatst uitkwam",
                "{place}: {n} cellen zijn een formule; gelezen is wat er het laatst uitkwam",
                place=self.place,
            )
        ]

    def _names(self, head: Sequence[Any], body: Sequence[Sequence[Any]]) -> dict[int, str]:
        """The name of each column by its place; a column without a name is none when it is empty."""
        names: dict[int, str] = {}
        for at, cell in enumerate(head):
            name = "" if cell.value is None else str(cell.value).strip()
            if not name and any(_filled(row[at]) for row in body):
                raise self.wrong(
                    tr("kolom {letter} heeft geen naam in rij {row}; de eerste rij heeft de namen van de kolommen",
                       letter=cell.column_letter, row=cell.row)
                )  # fmt: skip
            if name and cell.data_type != "s":
                raise self.wrong(
                    tr("'{name}' in {cell} is geen naam van een kolom; de eerste rij heeft de namen", name=name,
                       cell=cell.coordinate)
                )  # fmt: skip
            if name in names.values():
                raise self.wrong(tr("kolom '{name}' staat er meer dan een keer in", name=name))
            if name:
                names[at] = name
        return names

    def _column(self, name: str, cells: Sequence[Any]) -> pa.Array:
        """The cells of a column in the type that they all have. Raises UserError for numbers among texts."""
        given = [cell for cell in cells if _filled(cell)]
        kinds = {_kind(cell) for cell in given}
        values = [_value(cell) for cell in cells]
        if not kinds:
            return pa.nulls(len(cells), pa.string())
        percent = [cell for cell in given if _kind(cell) == "number" and "%" in str(cell.number_format)]
        if percent:
            raise self.wrong(
                tr("kolom '{name}' toont percentages ({cells}); schrijf het getal zelf, zonder %", name=name,
                   cells=_some(percent))
            )  # fmt: skip
        if kinds == {"number"}:
            whole = all(v is None or float(v).is_integer() for v in values)
            return pa.array([None if v is None else int(v) for v in values] if whole else values, from_pandas=True)
        if kinds == {"truth"}:
            return pa.array(values, pa.bool_())
        if kinds == {"day"}:
            return pa.array(values, pa.timestamp("us"))
        if kinds == {"text"}:
            return pa.array(values, pa.string())
        parts = [cell for cell in given if _kind(cell) == "number" and not float(cell.value).is_integer()]
        if parts or not kinds <= {"number", "text"}:
            raise self.wrong(
                tr("kolom '{name}' heeft cellen van meer dan een soort: {cells}; maak er een soort van", name=name,
                   cells=_examples(given))
            )  # fmt: skip
        # Whole numbers among texts, as keys and postal codes are: a whole number has one way to be written.
        return pa.array([v if v is None or isinstance(v, str) else str(int(v)) for v in values], pa.string())


def _filled(cell: Any) -> bool:
    return cell.value is not None and (not isinstance(cell.value, str) or bool(cell.value.strip()))


def _kind(cell: Any) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "truth"
    if isinstance(value, datetime.date | datetime.datetime):
        return "day"
    if isinstance(value, int | float):
        return "number"
    return "text" if isinstance(value, str) else type(value).__name__


def _value(cell: Any) -> Any:
    if not _filled(cell):
        return None
    value = cell.value
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return datetime.datetime.combine(value, datetime.time())
    return value


def _shows_euros(cells: Iterable[Any]) -> bool:
    """Whether the numbers of a column are shown with a euro sign or with two decimals."""
    formats = {str(cell.number_format) for cell in cells if _filled(cell) and _kind(cell) == "number"}
    return bool(formats) and all(_euro_format(form) for form in formats)


def _euro_format(form: str) -> bool:
    first = form.partition(";")[0]
    plain = first.replace('"', "").replace("\\", "")
    return any(sign in plain for sign in _EURO_SIGNS) or _two_decimals(plain)


def _two_decimals(form: str) -> bool:
    _, point, after = form.partition(".")
    zeros = len(after) - len(after.lstrip("0"))
    return bool(point) and zeros == 2


def _some(cells: Sequence[Any]) -> str:
    shown = ", ".join(f"{cell.coordinate} ({cell.value})"[:40] for cell in cells[:_SHOWN])
    return shown + (tr(" en nog {rows} andere", rows=len(cells) - _SHOWN) if len(cells) > _SHOWN else "")


def _examples(cells: Sequence[Any]) -> str:
    """The first cell of each kind."""
    found: dict[str, Any] = {}
    for cell in cells:
        found.setdefault(_kind(cell), cell)
    return ", ".join(_named(found.values()))


def _named(cells: Iterable[Any]) -> Iterator[str]:
    words = {"truth": tr("waar/onwaar"), "day": tr("datum"), "number": tr("getal"), "text": tr("tekst")}
    for cell in cells:
        yield f"{cell.coordinate} ({words.get(_kind(cell), _kind(cell))})"
