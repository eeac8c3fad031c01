"""Figures on own microdata: which cells are told, rounded, and which are not.

A row is told when every group behind it is large enough; behind it are its cells that count households or persons, and its
keys that start with an underscore (counts of households that are not shown). A row that says of nobody how many households stand
behind it is not told: a count of persons does not say it, for three hundred people may live in sixty homes. So a new figure on
people is hidden until it says on how many it rests.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from uitvoerbaar.assess.disclosure.rule import Rule
from uitvoerbaar.assess.disclosure.texts import softened
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Range, Text

HOMES = "huishoudens"
PEOPLE = (HOMES, "personen")
_COUNTED = {"recht", "missen", "erbij_voor", "erbij_na"}
"""Columns that count applications: they have no unit of people."""
_ENDS = {"laag", "hoog"}
_LABELS = {"richting", "maanden", "jaar", "maand"}
"""Numbers that say which row it is, not what was found."""
_OF_ONE = {"hoogste", "verlies"}
"""The largest of a group, or a median of who loses: the number of one record."""
_MIDDLES = {"midden", "terug", "door", "termijn", "klein", "verwacht"}
"""Medians: the number of one record too, so rounded more."""
OF_LAW = {
    "doenvermogen",
    "wetstechniek",
    "waarborgen",
    "ruimte",
    "sprongen",
    "personas",
    "stapeling",
    "bewijzen",
    "keten",
    "maakbaarheid",
    "digitaal",
    "regeldruk",
}
"""Tests with figures about rules, fictional persons or fictional households: those that do not name the population."""
_FICTIONAL = "sprongen-"
"""Figures on fictional households of which one column counts real ones: only that column is hidden."""
_NOTE = Text(
    "Eigen gegevens: een aantal onder {least} huishoudens, en wat daaruit is af te leiden, is niet getoond; aantallen zijn "
    "afgerond op {step}, bedragen op drie cijfers. Elk getal is apart afgerond, ook een verschil.",
    "Own microdata: a count below {least} households, and what follows from it, is not shown; counts are rounded to {step}, "
    "amounts to three digits. Each number is rounded by itself, a difference too.",
)


def of_people(figure: Figure, population: Text) -> bool:
    """Whether a figure rests on the population: its source names it, or it counts people."""
    counts = figure.unit in PEOPLE or any(column.unit in PEOPLE for column in figure.columns)
    return counts or population.nl in figure.source.nl


def stripped(figure: Figure) -> Figure:
    """The figure without the counts that only say how many stand behind a row."""
    if not any(key.startswith("_") for row in figure.rows for key in row):
        return figure
    return replace(figure, rows=tuple({k: v for k, v in row.items() if not k.startswith("_")} for row in figure.rows))


def told(figure: Figure, rule: Rule, population: Text, behind: int | None) -> Figure | None:
    """What may be shown of a figure; None when nothing may. `behind` are the households behind its single number."""
    if not of_people(figure, population):
        return figure if figure.test in OF_LAW else None
    said = Text.format(_NOTE, least=numeral(rule.least), step=numeral(rule.step))
    figure = replace(
        figure,
        title=softened(figure.title, rule),
        reading=softened(figure.reading, rule),
        note=said if figure.note is None else SPACE.join([figure.note, said]),
    )
    if figure.value is not None:
        return _one_number(figure, rule, behind)
    return _table(figure, rule)


def _one_number(figure: Figure, rule: Rule, behind: int | None) -> Figure | None:
    assert figure.value is not None
    homes = figure.unit == HOMES
    group = figure.value if homes else behind
    if group is None or rule.hides(group, rule.whole if homes else None):
        return None
    if figure.unit in PEOPLE and rule.small(figure.value):
        return None

    def ends(found: Range | None) -> Range | None:
        if found is None or found.low is None or found.high is None:
            return found
        low, high = (_number(end, figure.unit, "", rule) for end in (found.low, found.high))
        return Range(low, high, found.method)

    value = _number(figure.value, figure.unit, "", rule)
    return replace(figure, value=value, range=ends(figure.range), wider=ends(figure.wider))


def _table(figure: Figure, rule: Rule) -> Figure | None:
    columns = figure.columns
    hidden = [_hidden(row, columns, rule) for row in figure.rows]
    _complete(figure, hidden, rule)
    fictional = figure.id.startswith(_FICTIONAL)
    rows = [_row(row, columns, rule, hides, fictional) for row, hides in zip(figure.rows, hidden, strict=True)]
    if not fictional and all(hidden):
        return None
    # A drawing without some of its bars would be read as bars of nothing; a table shows that they are left out.
    drawn = figure.chart == "table" or not any(hidden)
    made = replace(figure, rows=tuple(rows))
    return made if drawn else replace(made, chart="table", encoding=Encoding())


def _counts(row: Mapping[str, Cell], columns: tuple[Column, ...]) -> list[float]:
    keys = [c.key for c in columns if (c.unit in PEOPLE and c.key not in _ENDS) or c.key in _COUNTED]
    keys += [key for key in row if key.startswith("_")]
    return [value for key in keys if (value := _plain(row.get(key))) is not None]


def _homes(row: Mapping[str, Cell], columns: tuple[Column, ...]) -> bool:
    """Whether a row says on how many households it rests, or on how many applications."""
    said = any((c.unit == HOMES and c.key not in _ENDS) or c.key in _COUNTED for c in columns)
    return said or any(key.startswith("_") for key in row)


def _hidden(row: Mapping[str, Cell], columns: tuple[Column, ...], rule: Rule) -> bool:
    """Whether the numbers of a row may not be told."""
    counts = _counts(row, columns)
    if not _homes(row, columns) or any(rule.hides(count, rule.whole) for count in counts):
        return True
    shares = [_plain(row.get(c.key)) for c in columns if c.unit == "aandeel" and c.key not in _ENDS]
    return any(_gives_small(share, count, rule) for share in shares if share is not None for count in counts)


def _gives_small(share: float, count: float, rule: Rule) -> bool:
    """Whether a share gives a small group: as a part of the count, or with the count as the part."""
    part = abs(share) * count
    rest = count * (1 - share) / share if 0 < share < 1 else 0.0
    return any(rule.small(round(size, 6)) for size in (part, count - part, rest))


def _complete(figure: Figure, hidden: list[bool], rule: Rule) -> None:
    """Hide more rows where what is hidden of a whole would follow from what is shown: the smallest first."""
    sides: dict[str, list[int]] = {}
    for number, row in enumerate(figure.rows):
        sides.setdefault(str(row.get("kant", "")), []).append(number)
    for rows in sides.values():
        _more({n: max(_counts(figure.rows[n], figure.columns)[:1] or [0.0]) for n in rows}, hidden, rule)
    for sizes in _divided(figure):
        _more(sizes, hidden, rule)


def _more(sizes: Mapping[int, float], hidden: list[bool], rule: Rule) -> None:
    """Hide more of the rows with these sizes until those that are hidden are together no small group."""
    for n in sorted((n for n in sizes if not hidden[n] and sizes[n] > 0), key=lambda n: sizes[n]):
        if not rule.small(sum(sizes[m] for m in sizes if hidden[m])):
            break
        hidden[n] = True


_WHOLE = 0.005
"""Shares that sum to one but for this are the parts of a whole; they are rounded before they come here."""


def _divided(figure: Figure) -> Iterator[Mapping[int, float]]:
    """The rows that divide one group into parts, each with the size of its part: one part is the whole less the others."""
    texts = [c.key for c in figure.columns if c.unit == "tekst"]
    for share in (c.key for c in figure.columns if c.unit == "aandeel" and c.key not in _ENDS):
        for name in texts:
            groups: dict[tuple[str, ...], dict[int, float]] = {}
            for number, row in enumerate(figure.rows):
                part, counts = _plain(row.get(share)), _counts(row, figure.columns)
                same = tuple(str(row.get(key)) for key in texts if key != name)
                groups.setdefault(same, {})[number] = (part or 0.0) * max(counts or [0.0])
            for sizes in groups.values():
                parts = sum(_plain(figure.rows[n].get(share)) or 0.0 for n in sizes)
                if len(sizes) > 1 and abs(parts - 1) < _WHOLE:
                    yield sizes


def _row(
    row: Mapping[str, Cell], columns: tuple[Column, ...], rule: Rule, hides: bool, fictional: bool
) -> Mapping[str, Cell]:
    made: dict[str, Cell] = {}
    for column in columns:
        cell = row.get(column.key)
        number = _plain(cell)
        label = column.key in _LABELS or (fictional and column.unit not in PEOPLE)
        if number is None or label:
            made[column.key] = cell
        elif hides or column.key in _OF_ONE:
            made[column.key] = None
        else:
            unit = "huishoudens" if column.key in _COUNTED else column.unit
            made[column.key] = _number(number, unit, column.key, rule)
    return made


def _plain(cell: Cell) -> float | None:
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _number(value: float, unit: str, key: str, rule: Rule) -> int | float:
    """A number that is told, rounded by its unit."""
    if unit in PEOPLE:
        return rule.rounded(value)
    if unit == "aandeel":
        # Whole percents, but a part that is not nothing is not told as nothing.
        return round(value, 2) or digits(value, 1)
    return digits(value, 2 if key in _MIDDLES else 3)


def digits(value: float, many: int) -> int | float:
    """A number to so many digits that count."""
    if not value or not math.isfinite(value):
        return value
    rounded = round(value, many - 1 - math.floor(math.log10(abs(value))))
    return int(rounded) if isinstance(value, int) or float(value).is_integer() else rounded
