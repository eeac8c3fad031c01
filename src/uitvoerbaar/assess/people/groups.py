"""The groups that effects are shown for: household type, income decile, age, tenure, province."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.context import Context, once
from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.base.numbers import part_in_percents
from uitvoerbaar.base.tenths import tenths
from uitvoerbaar.engine.batch.people import Strings, age_on, array_of
from uitvoerbaar.findings import Group, Text
from uitvoerbaar.population.population import DIVISIONS

OWN = "eigen-"
"""How the id of a grouping of own data starts."""
AGE_BANDS = ((0, 25), (25, 35), (35, 45), (45, 55), (55, 65), (65, 75), (75, 200))
_TYPES = {
    "alleenstaand": Text("Alleenstaand", "Single"),
    "paar_zonder_kinderen_gehuwd": Text("Paar zonder kinderen, getrouwd", "Couple without children, married"),
    "paar_zonder_kinderen_ongehuwd": Text("Paar zonder kinderen, niet getrouwd", "Couple without children, unmarried"),
    "paar_met_kinderen_gehuwd": Text("Paar met kinderen, getrouwd", "Couple with children, married"),
    "paar_met_kinderen_ongehuwd": Text("Paar met kinderen, niet getrouwd", "Couple with children, unmarried"),
    "eenoudergezin": Text("Eenoudergezin", "Single parent"),
    "overig": Text("Overig huishouden", "Other household"),
}


@dataclass(frozen=True, slots=True)
class Grouping:
    """One way to divide households: per household the number of its group, and the names of the groups."""

    id: str
    title: Text
    codes: NDArray[np.int64]
    labels: tuple[Text, ...]


@once
def groupings(ctx: Context) -> tuple[Grouping, ...]:
    """Every grouping that the population can make, own ones last; one whose column it lacks is left out."""
    made = (_types(ctx), _deciles(ctx), _ages(ctx), _tenure(ctx), _provinces(ctx), *own_groupings(ctx))
    return tuple(grouping for grouping in made if grouping is not None)


@once
def own_groupings(ctx: Context) -> tuple[Grouping, ...]:
    """The divisions of own data: every column of households that no law and no program knows."""
    made = []
    for name in ctx.base.manifest.get(DIVISIONS, ()):
        words, codes = _divided(ctx.base.households[name])
        labels = tuple(_own_word(word) for word in words)
        title = _own_word(name).capital
        made.append(Grouping(f"{OWN}{name}", title, np.asarray(codes, dtype=np.int64), labels))
    return tuple(made)


def _divided(column: Any) -> tuple[tuple[str, ...], Any]:
    """The words of a column and which of them each household has; numbers (a district) are words here."""
    if isinstance(column, Strings):
        return column.words, column.codes
    values, codes = np.unique(array_of(column), return_inverse=True)
    return tuple(str(value) for value in values), codes


def _named(ctx: Context, column: str, id_: str, title: Text, known: dict[str, Text]) -> Grouping | None:
    found = ctx.base.households.get(column)
    if not isinstance(found, Strings):
        return None
    labels = tuple(known.get(word, _own_word(word)) for word in found.words)
    return Grouping(id_, title, np.asarray(found.codes, dtype=np.int64), labels)


def _own_word(word: str) -> Text:
    """A name of the population itself (a province, or a word of own microdata): the same in every language."""
    return Text(word.replace("_", " "), word.replace("_", " "))


_TYPE = "huishoudtype", Text("Soort huishouden", "Household type")


def _types(ctx: Context) -> Grouping | None:
    return _named(ctx, "type", *_TYPE, _TYPES) or _types_of_roles(ctx)


def _types_of_roles(ctx: Context) -> Grouping | None:
    """The household types of data that do not name them, from who lives there; other adults in the home do not count."""
    people = ctx.people.after
    married = people.columns.get("is_gehuwd")
    if married is None:
        return None
    children = people.collections["kinderen"]
    with_children = (children.stop - children.start)[ctx.heads] > 0
    couple = people.partner[ctx.heads] >= 0
    unmarried = array_of(married)[ctx.heads] == 0
    of_couple = 1 + 2 * with_children + unmarried  # in the order of the types
    codes = np.where(couple, of_couple, np.where(with_children, 5, 0)).astype(np.int64)
    return Grouping(*_TYPE, codes, tuple(_TYPES.values())[:6])


def _provinces(ctx: Context) -> Grouping | None:
    return _named(ctx, "provincie", "provincie", Text("Provincie", "Province"), {})


def income_of_one(ctx: Context) -> NDArray[np.float64]:
    """What each household has a year before the proposal as that of one person, in eurocents (square root scale)."""
    outcome, _ = ctx.outcome("voor") if ctx.by_net else (ctx.registered_income, ())
    return np.asarray(outcome / np.sqrt(np.maximum(ctx.members, 1)), dtype=np.float64)


def _deciles(ctx: Context) -> Grouping:
    """Tenths of households by what they have before the proposal, per weighted household member (square root scale)."""
    codes = tenths(income_of_one(ctx), ctx.weights)
    names = ("1 (laagste inkomens)", *(str(i) for i in range(2, 10)), "10 (hoogste inkomens)")
    english = ("1 (lowest incomes)", *(str(i) for i in range(2, 10)), "10 (highest incomes)")
    labels = tuple(Text(nl, en) for nl, en in zip(names, english, strict=True))
    return Grouping(
        "inkomensdeciel", Text("Inkomen (tien gelijke groepen)", "Income (ten equal groups)"), codes, labels
    )


def _ages(ctx: Context) -> Grouping:
    ages = age_on(ctx.sides.after.date, array_of(ctx.people.after.columns["geboortedatum"])[ctx.heads])
    codes = np.zeros(len(ages), dtype=np.int64)
    for number, (low, _) in enumerate(AGE_BANDS):
        codes[ages >= low] = number
    labels = tuple(_age_label(low, high) for low, high in AGE_BANDS)
    return Grouping("leeftijd", Text("Leeftijd van de hoofdbewoner", "Age of the head of the household"), codes, labels)


def _age_label(low: int, high: int) -> Text:
    if low == 0:
        return Text("jonger dan {high}", "under {high}").format(high=high)
    if high >= 200:
        return Text("{low} en ouder", "{low} and over").format(low=low)
    return Text(f"{low} tot {high}", f"{low} to {high - 1}")


def _tenure(ctx: Context) -> Grouping:
    columns = ctx.people.after.columns
    rents = array_of(columns["is_huurder"])[ctx.heads].astype(bool)
    value = array_of(columns["eigenwoningwaarde"])
    partner = ctx.people.after.partner[ctx.heads]
    owns = (value[ctx.heads] > 0) | ((partner >= 0) & (value[np.maximum(partner, 0)] > 0))
    codes = np.where(rents, 0, np.where(owns, 1, 2)).astype(np.int64)
    labels = (Text("Huurwoning", "Rented home"), Text("Koopwoning", "Owned home"), Text("Anders", "Other"))
    return Grouping("woning", Text("Huur of koop", "Tenure"), codes, labels)


def types_hit(ctx: Context, hit: NDArray[np.bool_]) -> tuple[Group, ...]:
    """Household types that are hit, largest number first, at most three, with the share of the type that is hit."""
    types = _types(ctx)
    if types is None:
        return ()
    found: list[Group] = []
    for number, label in enumerate(types.labels):
        members = types.codes == number
        weight = float(ctx.weights[members & hit].sum())
        if weight > 0:
            found.append(Group(label, round(weight / MILLI), weight / float(ctx.weights[members].sum())))
    return tuple(sorted(found, key=lambda group: -group.households)[:3])


def mostly(ctx: Context, hit: NDArray[np.bool_], otherwise: Text) -> Text:
    """Which household types those who are hit are, largest part first; `otherwise` when that is not known."""
    everybody = float(ctx.weights[hit].sum()) / MILLI
    groups = types_hit(ctx, hit)
    if not groups:
        return otherwise
    # Counts of groups are rounded, so that of a handful of households a part could be above the whole.
    parts = [(group.label, part_in_percents(min(group.households / everybody, 1.0))) for group in groups]
    share = Text("{group} ({part} procent van wie het raakt)", "{group} ({part} percent of those hit)")
    told = Text("; ", "; ").join(share.format(group=label.lower, part=part) for label, part in parts)
    return Text("Het meest: {groups}", "Mostly: {groups}").format(groups=told)
