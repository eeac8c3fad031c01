"""What it costs that one day stands for the year: households in which somebody reaches an age that the law asks, that year.

The ages are read from the linked laws: every comparison of an age on the day of the assessment with a fixed number of years or
months. A population of our own making has no births within the year, and none has moves, so they cannot be counted. What it
costs these households is run, month by month (months_of_year).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import listed
from uitvoerbaar.assess.months_of_year import in_euros
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.people.part import part_of
from uitvoerbaar.assess.people.totals import count, represented
from uitvoerbaar.assess.side import Side
from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.numbers import numeral, part_in_percents, supported
from uitvoerbaar.engine.batch.people import MONTH_STEP, YEAR_STEP, Array, array_of
from uitvoerbaar.engine.reference.values import is_number
from uitvoerbaar.engine.reference.walk import Case, Walk
from uitvoerbaar.findings import Text
from uitvoerbaar.law.graph import Node, Record, having, strip
from uitvoerbaar.law.registers import CHILD, COLLECTIONS, HOUSEMATE, PERSON, Catalogue
from uitvoerbaar.population import Population

_BORN = "geboortedatum"
_MONTHS = 12
_DAYS = 366
_AT = frozenset(("LESS_THAN", "GREATER_THAN_OR_EQUAL"))
_PAST = frozenset(("GREATER_THAN", "LESS_THAN_OR_EQUAL"))
_NO_BIRTHS = Text(
    "Geboorten en verhuizingen in het jaar zijn niet geteld: de bevolking kent ze niet.",
    "Births and moves within the year are not counted: the population does not know them.",
)
_NO_MOVES = Text(
    "Verhuizingen in het jaar zijn niet geteld: de bevolking kent ze niet.",
    "Moves within the year are not counted: the population does not know them.",
)
_TABLES = {table: name for name, table in COLLECTIONS.items()}


@dataclass(frozen=True, slots=True, order=True)
class AskedAge:
    """An age that a law asks of a person, a child or a housemate, in months; it decides on the day of the birthday."""

    table: str
    months: int

    @property
    def told(self) -> Text:
        """The age in words, with whose it is."""
        if not self.months:
            return Text("geboren", "born")
        years, months = divmod(self.months, _MONTHS)
        nl = f"{years} jaar" + (f" en {months} maanden" if months else "")
        en = f"{years} years" + (f" and {months} months" if months else "")
        whose = {PERSON: ("", ""), CHILD: (" (kind)", " (child)"), HOUSEMATE: (" (huisgenoot)", " (housemate)")}[
            self.table
        ]
        return Text(nl + whose[0], en + whose[1])


def part_of_year(ctx: Context) -> tuple[Text, ...]:
    """In how many households somebody reaches an asked age in the year, and what that costs; nothing when none is asked."""
    role: Role = "na" if ctx.sides.after.nodes else "voor"
    side = ctx.sides.of(role)
    group = ctx.population[side.year]
    ages = sorted(set(asked_ages(side.nodes.values(), side.date, ctx.catalogue)))
    found = {asked: homes for asked in ages if (homes := crossing(asked, group, side.year)) is not None and len(homes)}
    if not found:
        return ()
    everybody = _homes(ctx, group, np.unique(np.concatenate(list(found.values()))))
    share = part_in_percents(min(1.0, everybody / max(1, represented(group.weight.astype(np.int64)))))
    # Every count says what it counts: by that word the rule on own microdata knows that it is one.
    each = listed(
        [
            Text("{age}: {homes} {nl}", "{age}: {homes} {en}").format(
                age=asked.told,
                homes=numeral(homes),
                nl="huishouden" if homes == 1 else "huishoudens",
                en="household" if homes == 1 else "households",
            )
            for asked, homes in ((asked, _homes(ctx, group, rows)) for asked, rows in found.items())
        ]
    )
    unknown = _NO_MOVES if any(not asked.months for asked in found) else _NO_BIRTHS
    return (
        Text(
            "Een dag staat voor het hele jaar. In {year} bereikt in {homes} huishoudens ({share} procent) iemand een leeftijd die "
            "deze wetten vragen; voor hen geldt een deel van het jaar iets anders dan hier is gerekend. Het gaat om: {each}. "
            "{unknown}",
            "One day stands for the whole year. In {year} somebody in {homes} households ({share} percent) reaches an age that "
            "these laws ask; for them part of the year differs from what was computed. These are: {each}. {unknown}",
        ).format(year=side.year, homes=numeral(everybody), share=share, each=each, unknown=unknown),
        *_costs(ctx, role, side),
    )


def _costs(ctx: Context, role: Role, side: Side) -> Iterator[Text]:
    """What the months come to for the households that somebody makes reach an age; of a very large population for a part."""
    part = part_of(ctx)
    group = part.population[side.year]
    reached = [
        crossing(asked, group, side.year) for asked in set(asked_ages(side.nodes.values(), side.date, ctx.catalogue))
    ]
    homes = np.zeros(len(part.heads), np.bool_)
    for found in reached:
        if found is not None:
            homes[found] = True
    yield from in_euros(part, role, homes)


def asked_ages(nodes: Iterable[Node], on: str, catalogue: Catalogue) -> Iterator[AskedAge]:
    """Every age that the nodes compare with a fixed number on the day `on`, by whose age it is."""
    for node in having(nodes, *_AT, *_PAST):
        span, bound = (strip(arg) for arg in node.args)
        if span.op not in ("AGE", "DATE_DIFF") or not _is_near(strip(span.args[1]), on):
            continue
        limit, table = _fixed(bound), _whose(strip(span.args[0]), catalogue)
        if limit is None or table is None:
            continue
        unit = _MONTHS if span.op == "AGE" else {"months": 1, "years": _MONTHS}.get(str(strip(span.args[2]).payload))
        if unit is not None:
            yield AskedAge(table, (limit + (node.op in _PAST)) * unit)


def crossing(asked: AskedAge, group: Population, year: int) -> npt.NDArray[np.int32] | None:
    """Households in which somebody reaches the age in `year` after 1 January; None when the group has no births."""
    people = group.people
    if asked.table == PERSON:
        if _BORN not in people.columns:
            return None
        chosen = _reached(array_of(people.columns[_BORN]), asked.months, year)
    else:
        collection = people.collections.get(_TABLES[asked.table])
        if collection is None or _BORN not in collection.columns:
            return None
        reached = _reached(array_of(collection.columns[_BORN]), asked.months, year)
        elements = reached if collection.index is None else reached[collection.index]
        before = np.concatenate([[0], np.cumsum(elements)])
        chosen = before[collection.stop] > before[collection.start]
    return np.unique(group.household[chosen])


def _reached(born: Array, months: int, year: int) -> npt.NDArray[np.bool_]:
    """Who is so many months old on some day of `year` after 1 January, and not before."""
    total = born // YEAR_STEP * _MONTHS + born % YEAR_STEP // MONTH_STEP - 1 + months
    first_day = (total % _MONTHS == 0) & (born % MONTH_STEP == 1)
    return np.asarray((total // _MONTHS == year) & ~first_day)


def _homes(ctx: Context, group: Population, homes: npt.NDArray[np.int32] | npt.NDArray[np.int64]) -> int:
    """How many households of the country these are, rounded to what the interval of the sample tells apart."""
    chosen = np.zeros(len(group.weight), np.bool_)
    chosen[homes] = True
    found = count(chosen, group.weight.astype(np.int64), ctx.full)
    return round(supported(found.value, found.half)) if found.half else round(found.value)


def _is_near(node: Node, on: str) -> bool:
    """Whether a node without facts is a day less than a year from `on`: the day itself, the first of its month or quarter."""
    value = _without_facts(node)
    day = parse_date(value.get("iso") if isinstance(value, Record) and "iso" in value else value)
    return day is not None and abs((day - date.fromisoformat(on)).days) < _DAYS


def _fixed(node: Node) -> int | None:
    """The whole number that a node without facts comes to."""
    value = _without_facts(node)
    return int(value) if is_number(value) and value == int(value) else None


def _without_facts(node: Node) -> Any:
    """The value of a node that the law states or works out from what it states; None when it asks for facts."""
    if having([node], "FIELD", "PARAM", "VAR", "FOREACH", "ERROR", "TAINT"):
        return None
    return Walk(Case({}, {})).value(node)


def _whose(node: Node, catalogue: Catalogue) -> str | None:
    """Whose date of birth a node reads; None when it is none."""
    if node.op == "FIELD" and node.payload[1] == _BORN:
        return PERSON
    if node.op == "GET" and node.payload[0] == _BORN:
        return next((t for t in (CHILD, HOUSEMATE) if catalogue.items(t).get(_BORN) == node.spec), None)
    return None
