"""What a household gets and pays, as a page shows it: amounts with reasons, the months of the year, the line along the wage."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.desk.households.drawing import CurveDrawing, draw_curve
from uitvoerbaar.desk.households.form import HOUSEMATES, PARTNER
from uitvoerbaar.desk.households.sides import Sides
from uitvoerbaar.desk.workbench.shown import exact
from uitvoerbaar.face.case import as_case
from uitvoerbaar.face.curve import draw_on
from uitvoerbaar.face.household import (
    Amount,
    Household,
    OfAnother,
    SchemeAmounts,
    household,
    household_each,
    month_words,
)
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.questions import NET

Facts = Mapping[str, Any]
ALONG = "inkomen"
_ONE = threading.Lock()
"""One household at a time in a worker: the laws that were linked are shared, and pages about laws go on beside it."""


@dataclass(frozen=True, slots=True)
class Side:
    """The amount under one law: words for the page, and the reasons."""

    words: str
    value: Any
    trouble: str
    summary: tuple[str, ...]
    tree: str
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """The amount of a scheme for somebody else of the household, before and (when there is one) after."""

    whose: str
    who: str
    values: tuple[Any, ...]
    words: tuple[str, ...]
    change: str
    less: bool
    more: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A scheme with its amount before and (when there is one) after, and the difference in words."""

    id: str
    name: str
    law: str
    pays: bool
    sides: tuple[Side, ...]
    change: str
    less: bool
    more: bool
    applied: str | None = None
    """The fact that says whether it is applied for; None when it comes by itself."""
    others: tuple[Other, ...] = ()
    """What it comes to for the others of the household, of a scheme that everybody has for himself."""

    @property
    def silent(self) -> bool:
        """Whether nothing is got or paid on any side, and nothing went wrong."""
        own = any(side.value or side.trouble for side in self.sides)
        return not own and not any(value for other in self.others for value in other.values)


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything about one household."""

    net: Row
    rows: tuple[Row, ...]
    warnings: tuple[str, ...]
    housemates: bool = False
    """Whether others than a partner live there: net income is theirs too."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months of a year: a column per scheme that the law determines by month, the rest by name."""

    year: str
    heads: tuple[str, ...]
    months: tuple[tuple[str, tuple[str, ...]], ...]
    sums: tuple[str, ...]
    how: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    by_year_only: tuple[str, ...]


def found(laws: tuple[Laws, ...], facts: Facts) -> Household:
    """The household under these laws. Raises UserError for facts that do not fit."""
    with _ONE:
        return household(laws, facts)


def found_each(laws: tuple[Laws, ...], facts: Sequence[Facts]) -> Household:
    """The same with facts for each law; of one law those of before. Raises UserError for facts that do not fit."""
    with _ONE:
        return household_each(list(zip(laws, facts, strict=False)))


def check(laws: tuple[Laws, ...]) -> None:
    """Raises UserError when these laws know no net income, such as those of a day long ago."""
    with _ONE:
        for of in laws:
            of.check_outputs([NET])


def answers_of(made: Household) -> Answers:
    """What the page shows of it."""
    rows = tuple(_row(row, made.others) for row in made.schemes)
    return Answers(_row(made.net), rows, made.warnings, any(who.startswith(f"{HOUSEMATES}.") for who, _ in made.read))


def _row(row: SchemeAmounts, others: Sequence[OfAnother] = ()) -> Row:
    sides = tuple(map(_side, row.amounts))
    scheme, pays = row.scheme, row.scheme.id != NET and not row.scheme.spends
    changed = _change([each.value for each in row.amounts], pays)
    theirs = tuple(_other(each, pays) for each in others if each.scheme.id == scheme.id)
    return Row(scheme.id, said(scheme.name), scheme.law, pays, sides, *changed, scheme.applied, theirs)


def _other(one: OfAnother, pays: bool) -> Other:
    head, _, number = one.whose.partition(".")
    who = tr("huisgenoot {number}", number=number) if number else tr("partner") if head == PARTNER else head
    return Other(one.whose, who, one.values, one.words, *_change(one.values, pays))


def _change(values: Sequence[Any], pays: bool) -> tuple[str, bool, bool]:
    """The difference in words, and whether it is less or more for who it is of."""
    change = 0
    if len(values) > 1 and all(isinstance(value, int | float) for value in values):
        change = values[-1] - values[0]
    told = exact(change) if change <= 0 else f"+{exact(change)}"
    if len(values) > 1 and None in values:
        told = ""
    better = -change if pays else change
    return told, better < 0, better > 0


def _side(amount: Amount) -> Side:
    return Side(amount.words, amount.value, amount.trouble, amount.summary, amount.tree, amount.left_out)


def calendar_of(sides: Sides, facts: Facts, made: Household) -> Calendar:
    """Every month of the year of the day, for every scheme whose law says how."""
    year, case = sides.day[:4], as_case(facts)
    first, last = f"{year}-01", f"{year}-12"
    columns, by_year, how, warnings = [], [], [], dict[str, None]()
    for row in made.schemes:
        name = said(row.scheme.name)
        try:
            with _ONE:
                told = [of.explain_months(row.scheme.id, case, first, last) for of in sides.laws]
        except UserError:
            by_year.append(name)
            continue
        columns.append((name, told))
        how.append((name, told[-1].how))
        warnings.update(dict.fromkeys(line for each in told for line in each.warnings))
    names = list(columns[0][1][0].amounts) if columns else []
    months = tuple((month, tuple(_beside(told, month) for _, told in columns)) for month in names)
    sums = tuple(_joined([month_words(each.sums.get(int(year)), each.unit) for each in told]) for _, told in columns)
    return Calendar(year, tuple(name for name, _ in columns), months, sums, tuple(how), tuple(warnings), tuple(by_year))


def _beside(told: list[Any], month: str) -> str:
    return _joined([month_words(each.amounts[month], each.unit) for each in told])


def _joined(words: list[str]) -> str:
    """Before and after in one cell; once where they are equal."""
    return words[0] if len(set(words)) == 1 else tr("{before} wordt {after}", before=words[0], after=words[-1])


def curve_of(sides: Sides, facts: Facts) -> CurveDrawing:
    """Net income along the wage. Raises UserError for a case that cannot be drawn."""
    with _ONE:
        made = draw_on(sides.laws, as_case(facts), ALONG, ("uitvoerbaar", "curve"))
    return draw_curve(made.figure.record)


def as_json(answers: Answers) -> list[dict[str, Any]]:
    """The amounts as JSON values: eurocent a year, before and after."""
    return list(_json(answers))


def _json(answers: Answers) -> Iterator[dict[str, Any]]:
    for row in (answers.net, *answers.rows):
        yield {
            "id": row.id,
            "name": row.name,
            "values": [side.value for side in row.sides],
            "others": [{"whose": other.whose, "values": list(other.values)} for other in row.others],
            "troubles": [side.trouble for side in row.sides if side.trouble],
            "summaries": [list(side.summary) for side in row.sides],
        }
