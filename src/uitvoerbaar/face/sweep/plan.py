"""Which variants a sweep has: a grid of dials, a Latin hypercube in it, or a list in a CSV."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from pathlib import Path

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import SWEEP_VARIANTS
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.face.live import ArticleDial, read_typed
from uitvoerbaar.face.sweep.latin import hypercube

Values = tuple[Decimal, ...]
_DIGITS = 12
"""Figures of a number of steps at most: what is longer is beyond every limit."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The dials that vary and the variants: for each dial, in that order, its value in the unit of the rule."""

    dials: tuple[ArticleDial, ...]
    variants: tuple[Values, ...]
    kind: str
    """`grid`, `sample` or `list`."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A dial from one value to another, in so many steps (None: not said)."""

    dial: ArticleDial
    first: Decimal
    last: Decimal
    steps: int | None
    typed: str

    def at(self, share: Decimal) -> Decimal:
        """The position of the dial nearest to a share of the way."""
        return round(self.first + (self.last - self.first) * share, self.dial.range.decimals)

    def positions(self) -> list[Decimal]:
        """The values of a grid; fewer than the steps where the dial has no more positions."""
        steps = self.steps or 0
        shares = (Decimal(number) / max(steps - 1, 1) for number in range(steps))
        return list(dict.fromkeys(self.at(share) for share in shares))


def names_of(dial: ArticleDial) -> tuple[str, ...]:
    """The names by which a dial can be asked: its id, and what the rules call its number."""
    return tuple(dict.fromkeys([dial.id, *(c.name for c in dial.control.constants if c.name)]))


def find_dial(dials: Sequence[ArticleDial], name: str) -> ArticleDial:
    """The dial of that name. Raises UserError, with the one that looks like it, and for a name that several dials have."""
    found = [dial for dial in dials if name in names_of(dial)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(dial.id for dial in found)
        raise UserError(tr("'{name}' is de naam van meer dan één getal; kies uit: {ids}", name=name, ids=ids))
    known = [each for dial in dials for each in names_of(dial)]
    hint = suggest(name, known)
    ids = ", ".join(names_of(dial)[-1] for dial in dials)
    told = f" ({hint})" if hint else ""
    raise UserError(
        tr("dit artikel heeft geen getal '{name}'{told}. Er zijn: {ids}", name=name, told=told, ids=ids or tr("geen")),
        hint=hint,
    )


def grid(dials: Sequence[ArticleDial], given: Sequence[str]) -> Plan:
    """Every combination of the values that `DIAL=FROM:TO:STEPS` names; the last one turns fastest. Raises UserError."""
    axes = [_axis(dials, text) for text in given]
    for axis in axes:
        if axis.steps is None:
            raise _wrong(axis.typed, tr("het aantal stappen ontbreekt"))
    _check_number(math.prod(axis.steps or 0 for axis in axes))
    variants = tuple(product(*(axis.positions() for axis in axes)))
    return Plan(_distinct(axis.dial for axis in axes), variants, "grid")


def sample(dials: Sequence[ArticleDial], given: Sequence[str], number: int, seed: int) -> Plan:
    """`number` points of a Latin hypercube between the values that `DIAL=FROM:TO` names. Raises UserError."""
    if number < 1:
        raise UserError(tr("--sample {number}: geef een geheel getal groter dan 0", number=number))
    _check_number(number)
    axes = [_axis(dials, text) for text in given]
    for axis in axes:
        if axis.steps is not None:
            raise _wrong(axis.typed, tr("met --sample heeft een getal geen stappen"))
    made = _distinct(axis.dial for axis in axes)
    places = hypercube([dial.id for dial in made], number, seed)
    return Plan(
        made,
        tuple(tuple(axis.at(share) for axis, share in zip(axes, each, strict=True)) for each in places),
        "sample",
    )


def listed(dials: Sequence[ArticleDial], file: Path) -> Plan:
    """The rows of a CSV: a column per dial, values as they are typed; an empty cell leaves the number as the law has it.

    Columns are apart by a semicolon, or by commas when the head has commas alone. Raises UserError with file and line.
    """
    text = read_text(file, str(file))
    first = text.partition("\n")[0]
    commas = "," in first and ";" not in first
    rows = csv.reader(io.StringIO(text), delimiter="," if commas else ";", strict=True)
    try:
        head = [name.strip() for name in next(rows, [])]
        if not any(head):
            raise UserError(tr("{file}: regel 1: verwacht: een kop met namen van getallen", file=file))
        made = _distinct(find_dial(dials, name) for name in head)
        variants: list[Values] = []
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            _check_number(len(variants) + 1)
            variants.append(_row(made, row, f"{file}:{rows.line_num}"))
    except csv.Error:
        told = tr("{file}: regel {line}: hier sluit een aanhalingsteken niet", file=file, line=rows.line_num)
        raise UserError(told, file=str(file), line=rows.line_num) from None
    if not variants:
        raise UserError(tr("{file}: er staat geen variant in", file=file))
    return Plan(made, tuple(variants), "list")


def _row(dials: Sequence[ArticleDial], row: Sequence[str], place: str) -> Values:
    if len(row) != len(dials):
        raise UserError(
            tr("{place}: {found} cellen; de kop heeft er {wanted}", place=place, found=len(row), wanted=len(dials))
        )
    values = []
    for dial, cell in zip(dials, row, strict=True):
        try:
            values.append(read_typed(dial, cell.strip()) if cell.strip() else dial.value)
        except UserError as error:
            told = tr("{place}: {name}: {error}", place=place, name=names_of(dial)[-1], error=error)
            raise UserError(told) from None
    return tuple(values)


def _axis(dials: Sequence[ArticleDial], text: str) -> Axis:
    """What `DIAL=FROM:TO` or `DIAL=FROM:TO:STEPS` says. Raises UserError."""
    name, _, rest = text.partition("=")
    parts = rest.split(":")
    if not name.strip() or len(parts) not in (2, 3) or not all(part.strip() for part in parts):
        raise _wrong(text, tr("verwacht: GETAL=VAN:TOT:STAPPEN"))
    dial = find_dial(dials, name.strip())
    try:
        first, last = (read_typed(dial, part.strip()) for part in parts[:2])
    except UserError as error:
        raise _wrong(text, str(error)) from None
    # A number that the rule holds below zero is typed without its sign, so that it runs the other way in the rule.
    if (last < first) if dial.value >= 0 else (first < last):
        raise _wrong(text, tr("'van' is groter dan 'tot'; draai ze om"))
    steps = None if len(parts) == 2 else _steps(text, parts[2].strip())
    if steps == 1 and first != last:
        raise _wrong(text, tr("van het ene getal tot het andere zijn ten minste 2 stappen"))
    return Axis(dial, first, last, steps, text)


def _steps(text: str, given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) <= _DIGITS and int(given) > 0):
        raise _wrong(text, tr("'{given}' stappen: geef een geheel getal groter dan 0", given=given))
    return int(given)


def _check_number(number: int) -> None:
    if number > SWEEP_VARIANTS.most:
        raise UserError(f"{SWEEP_VARIANTS.told(number)}; {SWEEP_VARIANTS.hint}")


def _distinct(found: Iterator[ArticleDial]) -> tuple[ArticleDial, ...]:
    made = tuple(found)
    for number, dial in enumerate(made):
        if dial.id in {other.id for other in made[:number]}:
            raise UserError(tr("het getal '{id}' is twee keer genoemd", id=dial.id))
    if not made:
        raise UserError(tr("er is geen getal dat varieert: geef --vary GETAL=VAN:TOT:STAPPEN, of --variants BESTAND"))
    return made


def _wrong(text: str, message: str) -> UserError:
    return UserError(tr("--vary {text}: {message}", text=text, message=message))
