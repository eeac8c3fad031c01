"""Rows of a CSV file with their lines, and figures read from them: every problem is noted with what to do."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.delivery.fact import Confidence, Fact
from uitvoerbaar.delivery.organisations.units import SHARE, UNITS

OWN: Confidence = "eigen opgave"
_FIRST, _LAST = 1990, 2100
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\Z")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}\Z")
"""A number that is a thousand times as much for who writes 3.712 with a point for thousands."""
_A_YEAR = re.compile(r"\d{4}")
_PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?(/\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?)?\Z")


@dataclass(frozen=True)
class Row:
    """A row of a CSV file: its cells without the spaces around them, and where to tell what is wrong with it."""

    file: str
    line: int
    cells: Mapping[str, str]
    problems: list[Problem]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")

    def tell(self, message: str, hint: str | None = None) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.file, self.line, message, hint=hint))

    def number(self, name: str) -> float | None:
        """A number at least 0 with a decimal point; None, and noted, when it is another thing."""
        cell = self[name]
        if not _NUMBER.match(cell):
            message = tr("'{cell}' in kolom '{name}' is geen getal", cell=cell, name=name)
            self.tell(
                message,
                tr("schrijf het zonder punten voor duizendtallen en met een punt voor decimalen, zoals 1250000.5"),
            )
            return None
        value = float(cell)
        if not math.isfinite(value):
            self.tell(tr("'{cell}' in kolom '{name}' is geen getal", cell=cell, name=name))
            return None
        if value < 0:
            self.tell(tr("{cell} in kolom '{name}' is negatief; verwacht: 0 of meer", cell=cell, name=name))
            return None
        return value


def read_rows(path: Path, needed: Collection[str], may: Collection[str] = ()) -> tuple[list[Row], list[Problem]]:
    """The rows of a CSV file and the list to which they note problems.

    Raises LawFileError when it cannot be read, or a column is missing, twice there or unknown.
    """
    problems: list[Problem] = []
    file = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise LawFileError([Problem(file, 1, tr("het bestand bestaat niet"))]) from None
    except (OSError, UnicodeDecodeError):
        hint = tr("bewaar het als CSV in UTF-8")
        raise LawFileError([Problem(file, 1, tr("het bestand is niet te lezen"), hint=hint)]) from None
    reader = csv.reader(text.splitlines(keepends=True))
    head = [name.strip() for name in next(reader, [])]
    known = (*needed, *may)
    _check_comma(file, head, known)
    problems += [
        Problem(file, 1, tr("onbekende kolom '{name}'", name=name), hint=suggest(name, known))
        for name in head
        if name not in known
    ]
    if len(set(head)) < len(head):
        problems.append(Problem(file, 1, tr("een kolom staat er twee keer in")))
    problems += [
        Problem(
            file, 1, tr("kolom '{name}' ontbreekt", name=name), hint=tr("verwacht: {names}", names=", ".join(needed))
        )
        for name in needed
        if name not in head
    ]
    if problems:
        raise LawFileError(problems)
    return list(_rows(reader, file, head, problems)), problems


def _check_comma(file: str, head: list[str], known: Collection[str]) -> None:
    """Raises LawFileError for a head of which the columns stand apart by another sign than a comma: one problem, not one for
    each column."""
    for sign, name in ((";", tr("puntkomma's")), ("\t", tr("tabs"))):
        if len(head) == 1 and sign in head[0] and {cell.strip() for cell in head[0].split(sign)} & set(known):
            message = tr("de kolommen staan met {sign} van elkaar; verwacht: komma's", sign=name)
            hint = tr("bewaar het als CSV met komma's, en schrijf een punt voor decimalen")
            raise LawFileError([Problem(file, 1, message, hint=hint)])


def _rows(reader: Iterator[list[str]], file: str, head: list[str], problems: list[Problem]) -> Iterator[Row]:
    line = 2
    for cells in reader:
        row = Row(file, line, dict(zip(head, (c.strip() for c in cells), strict=False)), problems)
        line = reader.line_num + 1  # type: ignore[attr-defined]
        if not any(cells):
            continue
        if len(cells) != len(head):
            row.tell(
                tr("{cells} cellen; verwacht: {head}", cells=len(cells), head=len(head)),
                tr("zet een tekst met een komma tussen dubbele aanhalingstekens"),
            )
            continue
        yield row


def fact_of_row(row: Row, unit: str, *, own: bool) -> Fact | None:
    """The figure of a row in `unit`; None, with what is wrong noted, when it is none.

    With `own` it is the user's: the confidence need not be there and is always 'eigen opgave'.
    """
    before = len(row.problems)
    value = row.number("waarde")
    low = row.number("laag") if row["laag"] else None
    high = row.number("hoog") if row["hoog"] else None
    _check_unit(row, unit)
    _check_points(row)
    if unit == SHARE:
        for name, share in (("waarde", value), ("laag", low), ("hoog", high)):
            if share is not None and share > 1:
                hint = tr("{percent} procent is {share}", percent=f"{share:g}", share=f"{share / 100:g}")
                row.tell(
                    tr(
                        "een aandeel van {share} in kolom '{name}'; verwacht: 0 tot en met 1",
                        share=f"{share:g}",
                        name=name,
                    ),
                    hint,
                )
    check_range(row, value, low, high)
    year = _year(row)
    if not row["bron"]:
        row.tell(tr("geen bron; een cijfer zonder bron telt niet"), tr("noem in kolom 'bron' waar het staat"))
    confidence = OWN if own else _confidence(row)
    if len(row.problems) > before or value is None or year is None or confidence is None:
        return None
    return Fact(value, unit, year, row["bron"], confidence, low, high, row["url"] or None)


def check_range(row: Row, value: float | None, low: float | None, high: float | None) -> None:
    """Note when a value is not between the ends of its range."""
    if value is None:
        return
    if (low is not None and low > value) or (high is not None and high < value):
        told = f"{'…' if low is None else f'{low:g}'} - {'…' if high is None else f'{high:g}'}"
        row.tell(tr("{value} ligt niet tussen laag en hoog ({told})", value=f"{value:g}", told=told))


def _check_points(row: Row) -> None:
    """Note a number that may be meant a thousand times as large: 3.712 is 3,712 or 3.712, and nobody can see which."""
    for name in ("waarde", "laag", "hoog"):
        if _GROUPED.match(row[name]):
            whole, part = row[name].split(".")
            row.tell(
                tr("'{cell}' in kolom '{name}' kan twee getallen zijn", cell=row[name], name=name),
                tr("schrijf {large} of {small}", large=whole + part, small=f"{row[name]}0"),
            )


def _check_unit(row: Row, unit: str) -> None:
    given = row["eenheid"]
    if given == unit:
        return
    if given in UNITS:
        row.tell(tr("eenheid '{given}'; de maat is in '{unit}'", given=given, unit=unit), tr("reken het om"))
    else:
        row.tell(
            tr("onbekende eenheid '{given}'", given=given), suggest(given, UNITS) or tr("verwacht: '{unit}'", unit=unit)
        )


def _year(row: Row) -> int | None:
    cell = row["jaar"]
    if not (cell.isdigit() and _FIRST <= int(cell) <= _LAST):
        row.tell(
            tr("jaar '{cell}'; verwacht: een jaar van {first} tot en met {last}", cell=cell, first=_FIRST, last=_LAST)
        )
        return None
    if row["periode"] and not _PERIOD.match(row["periode"]):
        row.tell(
            tr("periode '{cell}' is niet te lezen", cell=row["periode"]),
            tr("schrijf 2022-04 (maand), 2019-Q1 (kwartaal) of 2016/2018 (van tot en met)"),
        )
        return None
    years = [int(year) for year in _A_YEAR.findall(row["periode"])]
    if years and not years[0] <= int(cell) <= years[-1]:
        row.tell(
            tr("periode '{period}' ligt niet in jaar {cell}", period=row["periode"], cell=cell),
            tr("maak 'jaar' en 'periode' gelijk"),
        )
        return None
    return int(cell)


def _confidence(row: Row) -> Confidence | None:
    words = get_args(Confidence)
    if row["zekerheid"] in words:
        return cast(Confidence, row["zekerheid"])
    row.tell(
        tr("zekerheid '{cell}' bestaat niet", cell=row["zekerheid"]),
        suggest(row["zekerheid"], words) or tr("kies uit: {words}", words=", ".join(words)),
    )
    return None
