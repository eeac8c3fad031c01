"""Groups of households by marks of the head: sex, work, vulnerability, and who applies for what less often."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.people.groups import Grouping
from uitvoerbaar.engine.batch.people import Strings, array_of, month_of, year_of
from uitvoerbaar.findings import Text
from uitvoerbaar.population.tables import assumption, money_of

_SEXES = {"man": Text("Man", "Man"), "vrouw": Text("Vrouw", "Woman")}
VULNERABLE = ("laaggeletterd", "beperkt_digitaal", "gezondheidsbeperking", "schuldenproblemen")
"""What makes it hard for a head of a household to get by with rules: columns of the population."""
_MARKS = {
    "laaggeletterd": (Text("Laaggeletterd", "Low literacy"), Text("Niet laaggeletterd", "No low literacy")),
    "beperkt_digitaal": (
        Text("Weinig digitale vaardigheid", "Few digital skills"),
        Text("Genoeg digitale vaardigheid", "Enough digital skills"),
    ),
    "gezondheidsbeperking": (
        Text("Beperkt door gezondheid", "Limited by health"),
        Text("Niet beperkt door gezondheid", "Not limited by health"),
    ),
    "schuldenproblemen": (
        Text("Problematische schulden", "Problematic debts"),
        Text("Geen problematische schulden", "No problematic debts"),
    ),
    "is_gehuwd": (
        Text("Getrouwd of geregistreerd partner", "Married or registered partner"),
        Text("Niet getrouwd en geen geregistreerd partner", "Not married and no registered partner"),
    ),
}
"""What heads with a mark are called, which is the name of the mark too, and what those without it are."""
_SELF_EMPLOYED = Text("Zelfstandige", "Self-employed"), Text("Geen zelfstandige", "Not self-employed")
_TAKE_UP = (
    Text("Bijstand", "Social assistance"),
    Text("Zelfstandig", "Self-employed"),
    Text("Pas gepensioneerd", "Newly retired"),
    Text("Overig", "Other"),
)
TAKE_UP_GROUPS = ("bijstand", "zelfstandig", "pas_gepensioneerd", "overig")
"""Names of the take-up groups in data/population/niet_gebruik.csv, in the order of their codes."""


def sexes(ctx: Context) -> Grouping | None:
    """Sex of the head; None when the population lacks it."""
    column = ctx.people.after.columns.get("geslacht")
    if not isinstance(column, Strings):
        return None
    labels = tuple(_SEXES.get(word, Text(word, word)) for word in column.words)
    codes = sexes_of(ctx, ctx.heads)
    assert codes is not None
    return Grouping("geslacht", Text("Geslacht van de hoofdbewoner", "Sex of the head"), codes, labels)


def sexes_of(ctx: Context, rows: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """Per person row the number of its sex; None when the population lacks it."""
    column = ctx.people.after.columns.get("geslacht")
    return np.asarray(column.codes, dtype=np.int64)[rows] if isinstance(column, Strings) else None


def mark(ctx: Context, name: str) -> Grouping | None:
    """With or without a mark of the head, such as laaggeletterd; None when the population lacks it."""
    column = ctx.people.after.columns.get(name)
    if column is None or isinstance(column, Strings):
        return None
    return _with_without(name, *_MARKS[name], array_of(column)[ctx.heads] != 0)


def self_employed(ctx: Context) -> Grouping | None:
    """Whether the head works for himself; None when the population lacks the kind of work."""
    found = _status(ctx, "zelfstandige", ctx.heads)
    return None if found is None else _with_without("zelfstandig", *_SELF_EMPLOYED, found)


def take_up_groups(ctx: Context) -> Grouping | None:
    """The groups for which take-up was published apart, by the head; None when the population lacks them."""
    codes = take_up_codes(ctx, ctx.heads)
    title = Text("Groepen met eigen gepubliceerd niet-gebruik", "Groups with published non-take-up of their own")
    return None if codes is None else Grouping("niet_gebruik", title, codes, _TAKE_UP)


def take_up_codes(ctx: Context, rows: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """Per person row the position in TAKE_UP_GROUPS, as the population was made; None when it lacks what they need."""
    columns = ctx.people.after.columns
    works = _status(ctx, "zelfstandige", rows)
    if works is None or "ontvangt_bijstand" not in columns:
        return None
    year, month, _ = (int(part) for part in ctx.sides.after.date.split("-"))
    births = array_of(columns["geboortedatum"])[rows].astype(np.int64)
    months = (year - year_of(births)) * 12 + month - month_of(births)
    pension = int(money_of(year).amounts["aow_leeftijd_maanden"])
    recent = (months >= pension) & (months < pension + 12 * int(assumption("pas_gepensioneerd_jaren")))
    codes = np.full(len(rows), TAKE_UP_GROUPS.index("overig"), dtype=np.int64)
    codes[recent] = TAKE_UP_GROUPS.index("pas_gepensioneerd")
    codes[works] = TAKE_UP_GROUPS.index("zelfstandig")
    codes[array_of(columns["ontvangt_bijstand"])[rows] != 0] = TAKE_UP_GROUPS.index("bijstand")
    return codes


def _status(ctx: Context, word: str, rows: NDArray[np.int64]) -> NDArray[np.bool_] | None:
    column = ctx.people.after.columns.get("werk")
    if not isinstance(column, Strings) or word not in column.words:
        return None
    return np.asarray(column.codes[rows] == column.words.index(word))


def _with_without(id_: str, marked: Text, others: Text, chosen: NDArray[np.bool_]) -> Grouping:
    """Those without a mark and those with it; each group has a name that stands by itself in a sentence."""
    return Grouping(id_, marked, chosen.astype(np.int64), (others, marked))
