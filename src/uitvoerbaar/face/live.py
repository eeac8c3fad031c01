"""The country under a hand: an article whose numbers are dials, and what each position costs and does to households.

`article_dials` gives the numbers of an article as dials; `LiveArticle` is that article on one population, ready to answer again
and again; `answer` gives all figures as JSON values, with words in both languages.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from uitvoerbaar.assess.live import CLASSES, Answer, Live, open_live
from uitvoerbaar.assess.make_context import context_on
from uitvoerbaar.assess.people.groups import Grouping
from uitvoerbaar.assess.people.part import part_of_population
from uitvoerbaar.assess.people.totals import Estimate
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.base.text import Text
from uitvoerbaar.engine.batch.finisher import asking
from uitvoerbaar.engine.explain.refusals import find_version
from uitvoerbaar.face.article_text import text_of
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.stillness import why_still
from uitvoerbaar.face.words import name_words
from uitvoerbaar.law.graph import Range
from uitvoerbaar.law.read.law_file import Dials
from uitvoerbaar.law.text.constants import RULES, Constant, LawText
from uitvoerbaar.law.text.controls import Control, numbers_in
from uitvoerbaar.law.text.matching import per_text
from uitvoerbaar.law.text.numerals import Numeral
from uitvoerbaar.population import Population
from uitvoerbaar.proposal.amend.value import OutOfRangeError, dutch, read_value
from uitvoerbaar.proposal.draft import draft

SAMPLE_SIZE = 100_000
"""Households of the quick depth."""
_SHARE = Decimal(1)
_RATIO_DECIMALS = 5
_YEARS = Decimal(130)
_LEAST_ROOM = Decimal(10)
_ROOM = 35
"""Letters on each side of a number by which it is known."""
_INNER = frozenset(("zero", "neutral", "months_in_year", "hundred", "sentinel", "date"))
"""Why the text does not say a number that only serves the formula: nobody moves those."""
_TOLD = {"eurocent": "cent", "euro": "euro", "ratio": "ratio", "percentage": "percent"}
"""How a unit of the rules is told to who changes it."""
Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ArticleDial:
    """A number of an article as a dial: where it stands, and how far it goes, in the unit of the rule."""

    control: Control
    range: Range
    around: str = ""
    """A few words of the text before and after the number."""

    @property
    def spans(self) -> tuple[Numeral, ...]:
        """Where the text says the number; nowhere when it does not say it for certain."""
        return self.control.spans if self.control.certain else ()

    @property
    def id(self) -> str:
        """The name of the dial: that of the control."""
        return self.control.id

    @property
    def value(self) -> Decimal:
        """The number as the law has it."""
        return Decimal(self.control.constants[0].value)

    @property
    def per(self) -> Decimal:
        """How many of the rule's unit one of the text's unit is: 100 eurocent to the euro, a hundredth to the percent."""
        found = None if self.unit == "as_is" else per_text(self.control.constants[0], self.unit)
        return Decimal(1) if found is None else found

    @property
    def unit(self) -> str:
        """The unit in which it is shown and typed: that of the text, else the one that people use for its kind."""
        if self.spans and self.control.unit:
            return self.control.unit
        constant = self.control.constants[0]
        if self.control.kind == "percentage" and self.control.unit != "as_is":
            return "percent"
        shown = "euro" if self.control.kind == "amount" else constant.unit or ""
        return shown if per_text(constant, shown) is not None else self.control.unit

    @property
    def rule_unit(self) -> str:
        """The unit of the rule, as a change of it is told."""
        unit, text = self.control.constants[0].unit, self.control.unit
        if unit in _TOLD:
            return _TOLD[unit]
        if text == "as_is":
            return "percent"
        return "ratio" if self.control.kind == "percentage" else text or "times"


def display(dial: ArticleDial, value: Decimal) -> str:
    """A value of a dial as the text writes numbers, without its unit: 1.879 euro is '1.879', a fiftieth in percent '2'."""
    return dutch(value / dial.per)


def typed_value(dial: ArticleDial, typed: str) -> Decimal:
    """What somebody typed for a number, in the unit of the rule; a bare number is in the unit that the text counts in.

    Raises UserError for what is no number, in another unit, or nothing that such a number can be.
    """
    unit = {"as_is": "percent", "": "times"}.get(dial.unit, dial.unit)
    try:
        return Decimal(read_value(dial.control, typed).value)
    except UserError:
        return Decimal(read_value(dial.control, typed, unit).value)


def read_typed(dial: ArticleDial, typed: str) -> Decimal:
    """What somebody typed for a dial, as `typed_value`. Raises UserError also for what is not on the dial."""
    try:
        value = typed_value(dial, typed)
    except OutOfRangeError:
        raise UserError(_beyond(dial, typed)) from None
    try:
        dial.range.scaled(value)
    except ValueError:
        inside = dial.range.lo <= value <= dial.range.hi
        raise UserError(_too_fine(dial, typed) if inside else _beyond(dial, typed)) from None
    return value


def _beyond(dial: ArticleDial, typed: str) -> str:
    lo, hi = (display(dial, bound) for bound in (dial.range.lo, dial.range.hi))
    return tr("{typed}: kies van {lo} tot en met {hi}", typed=typed, lo=lo, hi=hi)


def _too_fine(dial: ArticleDial, typed: str) -> str:
    """A step of the dial is a power of ten of the unit of the rule, and the text's unit one of that."""
    digits = max(0, dial.range.decimals + dial.per.adjusted())
    return trn(
        digits,
        "{typed}: schrijf ten hoogste {n} cijfer achter de komma",
        "{typed}: schrijf ten hoogste {n} cijfers achter de komma",
        typed=typed,
    )


def article_dials(of: Laws, law: str, article: str) -> tuple[ArticleDial, ...]:
    """The numbers of an article that can be dials: those that stand in its text for certain, and those that the rules name.

    Raises UserError for a law that does not exist.
    """
    return dials_in(text_of(find_version(of.corpus, law, of.on)), article)


def dials_in(text: LawText, article: str) -> tuple[ArticleDial, ...]:
    """The numbers of an article of the file of a law that can be dials."""
    made = []
    numbers = numbers_in(text, article)
    inner = {id(each.constant) for each in numbers.absent if each.reason in _INNER}
    for control in numbers.controls:
        values = {Decimal(constant.value) for constant in control.constants}
        certain = bool(control.spans) and control.certain
        named = all(constant.name and id(constant) not in inner for constant in control.constants)
        if control.kind != "date" and len(values) == 1 and (certain or named):
            made.append(ArticleDial(control, _reach(control.constants[0], control), _around(numbers.text, control)))
    return tuple(made)


def dial_of(control: Control) -> ArticleDial:
    """Any control as a dial: how far it goes, and how it is shown and typed."""
    return ArticleDial(control, _reach(control.constants[0], control))


def _around(text: str, control: Control) -> str:
    """Some whole words on both sides of where the number stands first; else the name that the rules have for it."""
    if not control.spans or not control.certain:
        return name_words(control.constants[0].name)
    span = control.spans[0]
    before, after = text[max(0, span.start - _ROOM) : span.start], text[span.end : span.end + _ROOM]
    head = before.partition(" ")[2] if span.start > _ROOM else before
    tail = after.rpartition(" ")[0] if span.end + _ROOM < len(text) else after
    return f"… {' '.join((head + text[span.start : span.end] + tail).split())} …"


def _reach(constant: Constant, control: Control) -> Range:
    """How far a number may sensibly go: nothing to twice as much, a share to one, an age to the oldest."""
    value = Decimal(constant.value)
    size = abs(value)
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    if control.kind == "percentage":
        top, decimals = (_SHARE if size <= 1 else 2 * size), max(decimals, _RATIO_DECIMALS if size <= 1 else 2)
    elif control.kind == "age":
        top = _YEARS
    else:
        top = max(2 * size, _LEAST_ROOM)
    lo, hi = (-top, Decimal(0)) if value < 0 else (Decimal(0), top)
    return Range(lo, hi, min(decimals, 6))


def dials_of(dials: tuple[ArticleDial, ...], text: LawText) -> Dials:
    """Where the dials stand in the file of the law."""
    at = {str(item.get("number")): number for number, item in enumerate(text.articles)}
    return {
        ("articles", at[constant.article], RULES, *constant.path): (dial.id, dial.range)
        for dial in dials
        for constant in dial.control.constants
    }


@dataclass
class LiveArticle:
    """An article of a law of a day on a population (a year's people are handed out by `people`).

    `changed` are law files that are laid over the law of the day first: what was changed elsewhere.
    """

    of: Laws
    law: str
    article: str
    people: Callable[[int], Population]
    changed: tuple[Path, ...] = ()
    dials: tuple[ArticleDial, ...] = ()
    live: Live = field(init=False)

    def __post_init__(self) -> None:
        """Raises UserError for what does not exist or cannot be computed."""
        proposal = draft(self.of.on, self.changed)
        corpus = proposal.after.corpus(self.of.corpus)
        text = text_of(find_version(corpus, self.law, self.of.on))
        self.dials = dials_in(text, self.article)
        moved = draft(self.of.on, self.changed, {self.law: dials_of(self.dials, text)})
        self.live = open_live(context_on(moved, self.people, ""))

    def ready(self) -> None:
        """Make everything that does not move, which takes longest."""
        self.live.ready  # noqa: B018

    def answer(
        self, values: Mapping[str, Decimal], watch: Watch | None = None, check: Callable[[], None] = lambda: None
    ) -> dict[str, Any]:
        """All figures with the dials at these values, as JSON values; `check`, before each person that the law is walked for,
        may stop it. Raises UserError for a value off its dial."""
        known = {dial.id for dial in self.dials}
        with asking(check):
            found = self.live.answer({name: value for name, value in values.items() if name in known}, watch)
        reached = set(self.live.dials)
        return {
            **told(found),
            "looked": len(self.live.ctx.heads),
            "reaches": sorted(known & reached),
            "reaches_not": sorted(known - reached),
            "still": why_still(self.live, self.law, self.dials, values) if _stands_still(found) else None,
        }


def _stands_still(found: Answer) -> bool:
    """Whether no scheme costs another amount and nobody gains or loses."""
    return not (found.losers or found.winners or any(row.change.value for row in found.schemes))


def sample_of(population: Population) -> Population:
    """The households of the quick depth: every k-th of a population, the population itself when it is small."""
    one_in = -(-len(population.head) // SAMPLE_SIZE)
    return population if one_in == 1 else part_of_population(population, one_in)


def told(answer: Answer) -> dict[str, Any]:
    """An answer as JSON values: amounts in eurocent a year, shares of one."""
    return {
        "depth": answer.depth,
        "full": answer.full,
        "undecided": answer.undecided,
        "treasury": _estimate(answer.treasury),
        "losers": answer.losers,
        "winners": answer.winners,
        "schemes": [
            {
                "id": row.scheme.id,
                "name": _words(row.scheme.name),
                "spends": row.scheme.spends,
                "moved": row.moved,
                "before": _estimate(row.before),
                "after": _estimate(row.after),
                "change": _estimate(row.change),
            }
            for row in answer.schemes
        ],
        "classes": [
            {"id": name, "households": _estimate(share.households), "share": share.share}
            for name, share in zip(CLASSES, answer.classes, strict=True)
        ],
        "groups": [
            {
                "id": grouping.id,
                "title": _words(grouping.title),
                "rows": [
                    {
                        "number": row.number,
                        "label": _words(grouping.labels[row.number]),
                        "households": row.households,
                        "mean": _estimate(row.mean),
                        "shares": [share.value for share in row.shares],
                    }
                    for row in rows
                ],
                "left_out": left_out(grouping, {row.number for row in rows}),
            }
            for grouping, rows in answer.groups
        ],
    }


def _estimate(found: Estimate) -> dict[str, float]:
    return {"value": found.value, "low": found.low, "high": found.high}


def left_out(grouping: Grouping, shown: Collection[int]) -> list[dict[str, str]]:
    """The groups of which too few households were run to show: without their names they pass for groups without effect."""
    return [_words(label) for number, label in enumerate(grouping.labels) if number not in shown]


def _words(text: Text) -> dict[str, str]:
    return {"nl": str(text.nl), "en": str(text.en)}


def dialled_laws(of: Laws) -> list[tuple[str, str, int]]:
    """The laws in force on the day of which numbers stand in the text: id, name and how many numbers."""
    found = []
    for law_id in of.corpus.versions:
        try:
            law = of.corpus.select(law_id, of.on)
        except UserError:
            continue  # not in force on this day
        text = text_of(law)
        many = sum(len(dials_in(text, str(item.get("number")))) for item in text.articles)
        if many:
            found.append((law.id, law.name, many))
    return found
