"""One household under one or more laws: every scheme of the day at once, with the reasons and with what was read for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.explain.as_text import left_out_lines
from uitvoerbaar.engine.explain.as_text import warnings as warnings_of
from uitvoerbaar.engine.explain.explainer import Explanation
from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.face.asked import schemes
from uitvoerbaar.face.case import Case, Facts, as_case
from uitvoerbaar.face.laws import SIDES, Laws, corpus_of, doubts_about
from uitvoerbaar.face.questions import NET
from uitvoerbaar.face.trace_html import tree_html
from uitvoerbaar.law import load_corpus
from uitvoerbaar.proposal import load_proposal

EACH = "personen"
"""The rows of a scheme whose amount everybody has for himself."""
Read = tuple[str, str]
"""Whose ("" for the person, "partner", "kind.1", "huisgenoot.1") and which field."""


@dataclass(frozen=True)
class Amount:
    """What one scheme comes to under one law: the explanation, or why there is none."""

    explained: Explanation | None
    trouble: str = ""

    @property
    def value(self) -> Any:
        """In the unit of the law (eurocent a year); None without an answer."""
        return None if self.explained is None else self.explained.value

    @property
    def words(self) -> str:
        """The amount in words; empty without an answer."""
        return "" if self.explained is None else plain_words().show(self.explained.value, self.explained.unit)

    @property
    def summary(self) -> tuple[str, ...]:
        """How the law comes to it, in a few sentences of the active language."""
        return () if self.explained is None else tuple(self.explained.told)

    @property
    def tree(self) -> str:
        """The steps as HTML that unfolds, made and escaped here; empty without an answer."""
        return "" if self.explained is None else str(tree_html(self.explained))

    @property
    def left_out(self) -> tuple[str, ...]:
        """What the law says and is not computed, as far as it can matter here."""
        return () if self.explained is None else tuple(left_out_lines(self.explained))


@dataclass(frozen=True)
class SchemeAmounts:
    """A scheme with its amount under each law, in the order of the laws."""

    scheme: Scheme
    amounts: tuple[Amount, ...]


@dataclass(frozen=True)
class OfAnother:
    """What a scheme that everybody has for himself comes to for somebody else of the household, under each law.

    `whose` is partner or huisgenoot.1. `values` are those that net income counts: None where it did not look at them.
    """

    scheme: Scheme
    whose: str
    values: tuple[Any, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Household:
    """Net income and every scheme for one household. `read`: which answers the laws looked at, in the order of reading.

    Net income is that of everybody who lives there; an amount of a scheme that stands once for each person is that of the person
    who is asked about, and those of the others are in `others`.
    """

    net: SchemeAmounts
    schemes: tuple[SchemeAmounts, ...]
    read: tuple[Read, ...]
    warnings: tuple[str, ...]
    others: tuple[OfAnother, ...] = ()


def household(sides: Sequence[Laws], case: Case | Facts) -> Household:
    """Every scheme of the day for one household under each law. Raises UserError for facts that do not fit the registers."""
    given = as_case(case)
    return household_each([(of, given) for of in sides])


def household_each(asked: Sequence[tuple[Laws, Case | Facts]]) -> Household:
    """The same, with facts for each law: what a law computed of housemates may be another amount under another law."""
    sides = [of for of, _ in asked]
    cases = [as_case(case) for _, case in asked]
    found = {
        name: SchemeAmounts(scheme, tuple(_amount(of, name, case) for of, case in zip(sides, cases, strict=True)))
        for name, scheme in _known(sides)
    }
    every = [each.explained for row in found.values() for each in row.amounts if each.explained is not None]
    read = dict.fromkeys(_whose(who, name) for one in every for who, name in _reading(one))
    told = dict.fromkeys(line for one in every for line in warnings_of(one))
    return Household(
        found[NET],
        tuple(row for name, row in found.items() if name != NET),
        tuple(read),
        (*dict.fromkeys(doubt for of in sides for doubt in of.doubts), *told),
        tuple(_others(found)),
    )


def _others(found: Mapping[str, SchemeAmounts]) -> Iterator[OfAnother]:
    """What net income counts of the others of the household, scheme by scheme."""
    counted = [_of_everybody(each.explained) for each in found[NET].amounts]
    units = {name: next((a.explained.unit for a in row.amounts if a.explained), None) for name, row in found.items()}
    show = plain_words().show
    for name, row in found.items():
        if row.scheme.rows != EACH or name == NET:
            continue
        for whose in dict.fromkeys(who for side in counted for who, output in side if output == row.scheme.output):
            values = tuple(side.get((whose, row.scheme.output)) for side in counted)
            words = tuple("" if value is None else show(value, units[name]) for value in values)
            yield OfAnother(row.scheme, whose, values, words)


def _of_everybody(one: Explanation | None) -> dict[Read, Any]:
    """By whose and output what the steps of an explanation came to for others than the person who is asked about."""
    steps = () if one is None else one.trace
    told = ((_whose(step.who, step.name), step.value) for step in steps)
    return {key: value for key, value in told if key[0]}


def _known(sides: Sequence[Laws]) -> Iterator[tuple[str, Scheme]]:
    """Net income first: what it reads tells most of what matters."""
    every = schemes()
    yield NET, every[NET]
    day = min(of.on for of in sides)
    yield from ((name, one) for name, one in every.items() if name != NET and (one.since or "") <= day)


def _amount(of: Laws, name: str, case: Case) -> Amount:
    try:
        return Amount(of.explain(name, case).record)
    except UserError as error:
        return Amount(None, str(error).partition("\n")[0])


def _reading(one: Explanation) -> Iterator[tuple[str, str]]:
    """Every field that a step of the law looked at, named or assumed, each as often as it was."""
    for step in one.trace:
        if step.assumed or step.node == "field":
            yield step.who, step.name


def _whose(who: str, name: str) -> Read:
    known = {"de persoon": "", "": "", "de partner": "partner"}
    return known.get(who, who.replace(" ", ".")), name


def proposed_sides(proposal: str | Path, on: str | None = None) -> tuple[Laws, Laws]:
    """The law before and after a proposal (a folder, or the id of a shipped one), on its own day or on another.

    Raises UserError for a proposal or law that cannot be read.
    """
    loaded = load_proposal(str(proposal))
    corpus = load_corpus()
    told = doubts_about(loaded, corpus, on)
    before, after = (
        Laws(on or situation.date, corpus_of(loaded, side, corpus), loaded, side, told)
        for side, situation in zip(SIDES, (loaded.before, loaded.after), strict=True)
    )
    return before, after


def month_words(amount: int | None, unit: str | None) -> str:
    """An amount of a month in words; that there is none where no period of the law begins in it."""
    return tr("geen tijdvak") if amount is None else plain_words().show(amount, unit)
