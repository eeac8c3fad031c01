"""The figures of an answer by name, for whoever asks for some of them at many positions of the dials."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from uitvoerbaar.assess.disclosure.rule import Rule
from uitvoerbaar.assess.live.answer import Answer, GroupRow
from uitvoerbaar.assess.people.groups import Grouping
from uitvoerbaar.assess.people.totals import Estimate
from uitvoerbaar.base.text import Text, Unit

LOST, GAINED = slice(0, 2), slice(3, 5)
"""Which classes of `CLASSES` lose, and which gain."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that an answer has: its name, what it is, its unit, and how it is read from an answer."""

    id: str
    title: Text
    unit: Unit
    read: Callable[[Answer], Estimate]
    people: Callable[[Answer], float]
    """On how many households of the country the figure rests: what own microdata may tell follows from it."""
    counts: bool = False
    """Whether the figure is itself a number of households."""

    def told(self, answer: Answer, rule: Rule | None) -> Estimate | None:
        """The figure as it may be told; `rule` is that of own microdata. None where it rests on too few households."""
        found = self.read(answer)
        if rule is None:
            return found
        if rule.hides(self.people(answer), rule.whole):
            return None
        return Estimate(float(rule.rounded(found.value)), found.half, found.least) if self.counts else found


def measures_of(answer: Answer) -> dict[str, Measure]:
    """Every figure of an answer, by name; all answers of one population have the same ones."""
    made = [*_totals(), *_schemes(answer), *_counts(), *_groups(answer)]
    return {measure.id: measure for measure in made}


def _hit(answer: Answer) -> float:
    """Households for which anything changes noticeably."""
    return answer.losers + answer.winners


def _totals() -> Iterator[Measure]:
    title = Text("Kosten voor het Rijk, alle regelingen samen", "Cost to the treasury, all schemes together")
    yield Measure("begroting", title, "eurocent_per_jaar", lambda answer: answer.treasury, _hit)


def _schemes(answer: Answer) -> Iterator[Measure]:
    for row in answer.schemes:

        def read(found: Answer, id_: str = row.scheme.id) -> Estimate:
            return next(each.change for each in found.schemes if each.scheme.id == id_)

        title = Text("Verandering van {name}", "Change in {name}").format(name=row.scheme.name.inside)
        yield Measure(f"begroting-{row.scheme.id}", title, "eurocent_per_jaar", read, _hit)


def _counts() -> Iterator[Measure]:
    named = (
        (
            "verliezers",
            Text(
                "Huishoudens die er een half procent of meer op achteruitgaan",
                "Households that lose half a percent or more",
            ),
            LOST,
        ),
        (
            "winnaars",
            Text(
                "Huishoudens die er een half procent of meer op vooruitgaan",
                "Households that gain half a percent or more",
            ),
            GAINED,
        ),
    )
    for id_, title, which in named:

        def read(answer: Answer, which: slice = which) -> Estimate:
            return _added(share.households for share in answer.classes[which])

        yield Measure(id_, title, "huishoudens", read, lambda answer, read=read: read(answer).value, counts=True)  # type: ignore[misc]


def _groups(answer: Answer) -> Iterator[Measure]:
    for grouping, rows in answer.groups:
        words = [_word(grouping.labels[row.number].nl) for row in rows]
        for row, word in zip(rows, words, strict=True):
            name = word if words.count(word) == 1 else f"{word}-{row.number + 1}"
            yield from _group(grouping, row.number, f"{_word(grouping.id)}-{name}")


def _group(grouping: Grouping, number: int, name: str) -> Iterator[Measure]:
    label = Text("{title}: {label}", "{title}: {label}").format(title=grouping.title, label=grouping.labels[number])

    def row(answer: Answer) -> GroupRow:
        rows = next(rows for each, rows in answer.groups if each.id == grouping.id)
        return next(each for each in rows if each.number == number)

    def people(answer: Answer) -> float:
        return row(answer).households

    mean = Text("Gemiddelde verandering van inkomen ({label})", "Mean change of income ({label})").format(label=label)
    share = Text("Deel dat erop achteruitgaat ({label})", "Part that loses ({label})").format(label=label)

    def losing(answer: Answer) -> float:
        return row(answer).households * sum(part.value for part in row(answer).shares[LOST])

    yield Measure(f"gemiddeld-{name}", mean, "eurocent_per_jaar", lambda answer: row(answer).mean, people)
    yield Measure(f"verliezers-{name}", share, "aandeel", lambda answer: _added(row(answer).shares[LOST]), losing)


def _added(parts: Iterable[Estimate]) -> Estimate:
    """Households of two classes together. A household is in one of them, so that the interval is at most as wide as this one."""
    known = list(parts)
    return Estimate(sum(part.value for part in known), math.hypot(*(part.half for part in known)), 0.0)


def _word(text: str) -> str:
    """A text as a part of a name: small letters and digits with hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold().replace("€", "euro")).strip("-") or "overig"
