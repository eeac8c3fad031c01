"""The grid: a row for every version of the law and for every day on which a new one begins, a column for every number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.desk.workbench.typed import Turned
from uitvoerbaar.desk.workbench.years.address import Asked, Said
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.live import ArticleDial, display, read_typed
from uitvoerbaar.face.typed_law import Number
from uitvoerbaar.face.words import name_words
from uitvoerbaar.face.years import Version, versions_of

_KEPT = 64
WAS, NOW, SOON = "was", "nu", "straks"
"""A row that held before the day of the page, one that holds on it, and one that holds after it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in one row: `follows` is what it is without a change of its own, in the unit of the rule."""

    dial: ArticleDial
    follows: Decimal
    turned: Turned
    source: str
    own: Said | None = None

    @property
    def moved(self) -> bool:
        """Whether it is other than the law has it."""
        return self.turned.value != self.dial.value

    @property
    def law(self) -> str:
        """What the law has, as it is typed."""
        return display(self.dial, self.dial.value)

    @property
    def usual(self) -> str:
        """What stands there without a change of its own."""
        return display(self.dial, self.follows)


@dataclass(frozen=True, slots=True)
class Row:
    """From a day on. `version` is the one of the law that holds then; `fresh`: the law has no version of that day itself."""

    day: str
    until: str
    version: Version
    state: str
    fresh: bool
    cells: Mapping[str, Cell]
    above: Mapping[str, Number] = field(default_factory=dict)
    """What a new row takes over from the rows before it."""

    @property
    def numbers(self) -> dict[str, Number]:
        """Every number that is other than in the version of the law, by control."""
        return {name: (cell.turned.value, cell.dial.rule_unit) for name, cell in self.cells.items() if cell.moved}

    @property
    def typed(self) -> list[tuple[str, str]]:
        """The same as the workbench takes it."""
        return [(f"d.{name}", display(cell.dial, cell.turned.value)) for name, cell in self.cells.items() if cell.moved]

    @property
    def own(self) -> bool:
        """Whether something is changed in this row itself."""
        return any(cell.own is not None and not cell.turned.trouble for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Column:
    """A number of the article: its name, its unit, and the words around it in the text where those say it."""

    control: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows from old to new; `lost` is what was said and cannot be followed, each with why."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    lost: tuple[tuple[str, str], ...]

    @property
    def changed(self) -> list[Row]:
        """The rows in which something is changed."""
        return [row for row in self.rows if row.own]


@lru_cache(maxsize=_KEPT)
def _versions(folder: Path, law: str, article: str, day: str) -> tuple[Version, ...]:
    return versions_of(laws_on(day), law, article)


def version_on(of: Laws, law: str, article: str) -> str:
    """The first day of the version that holds on the day of these laws."""
    found = [each.since for each in _versions(laws_dir(), law, article, of.on) if each.since <= of.on]
    return found[-1] if found else ""


def grid_of(of: Laws, law: str, article: str, asked: Asked) -> Grid:
    """The numbers of an article over the years as an address has them."""
    versions = _versions(laws_dir(), law, article, of.on)
    lost = [(word, tr("niet te lezen; verwacht: DAG~GETAL~WAARDE")) for word in asked.unread]
    known = {each.since for each in versions}
    fresh = []
    for day in dict.fromkeys([*asked.rows, *(each.day for each in asked.numbers)]):
        told = "" if day in known else _why_not(day, versions)
        if told:
            lost.append((day, told))
        elif day not in known:
            fresh.append(day)
    days = sorted([*known, *fresh])
    rows: list[Row] = []
    for at, day in enumerate(days):
        version = next(each for each in reversed(versions) if each.since <= day)
        above = rows[-1].numbers if day in fresh and rows else {}
        until = min(filter(None, (_day_before(days[at + 1]) if at + 1 < len(days) else "", version.last)), default="")
        said = {each.control: each for each in asked.numbers if each.day == day}
        gone = [each for each in said.values() if each.control not in {dial.id for dial in version.dials}]
        lost += [(each.word, tr("dit getal is er niet in de wet van {day}", day=day or tr("altijd"))) for each in gone]
        cells = {dial.id: _cell(dial, above, said.get(dial.id), version) for dial in version.dials}
        state = SOON if day > of.on else NOW if not until or until >= of.on else WAS
        rows.append(Row(day, until, version, state, day in fresh, cells, above))
    return Grid(tuple(_columns(rows)), tuple(rows), tuple(lost))


def _cell(dial: ArticleDial, above: Mapping[str, Number], said: Said | None, version: Version) -> Cell:
    follows = above[dial.id][0] if dial.id in above else dial.value
    value, trouble = follows, ""
    if said is not None:
        try:
            value = read_typed(dial, said.typed)
        except UserError as error:
            trouble = str(error)
    own = said if said is not None and (trouble or value != follows) else None
    shown = said.typed if said is not None and trouble else display(dial, value)
    return Cell(dial, follows, Turned(dial, shown, value, trouble), version.sources[dial.id], own)


def _why_not(day: str, versions: Sequence[Version]) -> str:
    """Why no row begins on a day; empty when one can."""
    if parse_date(day) is None:
        return tr("{day} is geen datum; schrijf JJJJ-MM-DD, zoals 2026-01-01", day=describe(day))
    held = [each for each in versions if each.since <= day]
    if not held:
        return tr("dit artikel was er nog niet op {day}", day=day)
    if held[-1].last and held[-1].last < day:
        return tr("deze wet gold niet op {day}: zij liep tot en met {last}", day=day, last=held[-1].last)
    return ""


def _columns(rows: Sequence[Row]) -> Iterator[Column]:
    """Every number of any row, those of the newest version first."""
    seen: dict[str, ArticleDial] = {}
    for row in reversed(rows):
        for name, cell in row.cells.items():
            seen.setdefault(name, cell.dial)
    for name, dial in seen.items():
        constant = dial.control.constants[0]
        yield Column(
            name, name_words(constant.name) if constant.name else dial.around, Turned(dial, "", dial.value).unit
        )


def kept(asked: Asked, grid: Grid) -> Asked:
    """What a form says that is a change: a number as it follows from the rows before is none; what cannot be read stays."""
    changes = {id(cell.own) for row in grid.rows for cell in row.cells.values() if cell.own is not None}
    lost = {word for word, _ in grid.lost}
    numbers = tuple(each for each in asked.numbers if id(each) in changes or each.word in lost or each.day in lost)
    known = {row.day for row in grid.rows if not row.fresh}
    return Asked(numbers, tuple(row for row in asked.rows if row not in known), asked.unread)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
