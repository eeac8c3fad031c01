"""Why an amount differs between two laws for the same person, and why there is none: read from the traces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from uitvoerbaar.assess.words import field_label
from uitvoerbaar.base.numbers import decimal_nl, euros
from uitvoerbaar.engine.explain.dutch import words
from uitvoerbaar.engine.explain.english import ENGLISH
from uitvoerbaar.engine.explain.explainer import Explanation
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.engine.explain.summary import reason
from uitvoerbaar.engine.explain.trace import Step
from uitvoerbaar.engine.reference.values import is_number, truthy
from uitvoerbaar.findings import Text

Kind = Literal["changed", "new", "opened", "closed"]
_OUTCOMES = frozenset(("output", "input", "open_term"))
NOTHING = Text("", "")
_MOST = 2
"""A reader remembers two reasons; the trace tells the rest."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A value of the law that made the difference, and where the law says so.

    `kind`: changed (another amount), new (only the law after knows it), opened (a condition that stood in the way no
    longer does) or closed (a condition stands in the way now).
    """

    kind: Kind
    name: Text
    before: Any
    after: Any
    unit: str | None
    law: str
    version: str
    article: str
    line: int
    title: str
    detail: Text = NOTHING
    """Why a condition was not met, as it follows on the condition."""

    @property
    def place(self) -> Text:
        """Where the law says so, in brackets."""
        if not self.article:
            return NOTHING
        return Text(" ({part}, artikel {article})", " ({part}, article {article})").format(
            part=self.title, article=self.article
        )

    def told(self, *, placed: bool = True) -> Text:
        """The cause as a short sentence without a full stop, with its place unless that is told once for several."""
        en = f"“{str(self.name.en).strip('“”')}”"
        nl_place, en_place = (self.place.nl, str(self.place.en)) if placed else ("", "")
        if self.kind in ("opened", "closed"):
            nl_why, en_why = (
                self.detail.nl or f", want “{self.name.nl}” is nee",
                self.detail.en or f", because {en} is no",
            )
            if self.kind == "opened":
                return Text(
                    f"eerst was er geen recht{nl_why}{nl_place}; dat houdt het recht nu niet meer tegen",
                    f"first there was no right{en_why}{en_place}; that no longer stands in the way",
                )
            return Text(f"er is geen recht meer{nl_why}{nl_place}", f"there is no right any more{en_why}{en_place}")
        now = (_amount(self.after, self.unit, "nl"), _amount(self.after, self.unit, "en"))
        if self.kind == "new":
            return Text(
                f"“{self.name.nl}” komt in de nieuwe regels voor het eerst voor: {now[0]}{nl_place}",
                f"{en} is new in these rules: {now[1]}{en_place}",
            )
        was = (_amount(self.before, self.unit, "nl"), _amount(self.before, self.unit, "en"))
        return Text(
            f"“{self.name.nl}” gaat van {was[0]} naar {now[0]}{nl_place}",
            f"{en} goes from {was[1]} to {now[1]}{en_place}",
        )


def causes(before: Explanation, after: Explanation) -> tuple[Cause, ...]:
    """What made the difference, largest first, at most two; none when both answers are the same.

    A condition that came out differently is the reason by itself. Else from the answer down: as long as one value below
    it differs, that one is the reason; where several differ together, they are the reasons.
    """
    if before.value == after.value:
        return ()
    flipped = _flipped(before, after)
    if flipped is not None:
        return (flipped,)
    known = _by_name(before.trace)
    found = [after.trace]
    while len(found) == 1:
        deeper = _differing(found[0], known)
        if not deeper:
            break
        found = deeper
    if len(found) > _MOST:
        found = sorted(found, key=lambda s: _size(known.get(s.name), s), reverse=True)[:_MOST]
    return tuple(_cause("changed" if s.name in known else "new", s, known.get(s.name), after) for s in found)


def refusal(explained: Explanation) -> Step | None:
    """What stood in the way when the answer is nothing: the deepest condition that was not met, or a count of nothing.

    None when it is a matter of amounts.
    """
    step = explained.trace
    while True:
        below = [s for s in _deciding(step) if s.value is False or (is_number(s.value) and s.value == 0)]
        condition = next((s for s in below if s.value is False), None)
        if condition is not None:
            return _deepest(condition)
        if not below:
            money = step.unit is not None and step.unit.startswith("eurocent")
            counts = step is not explained.trace and is_number(step.value) and not money
            return step if counts else None
        step = below[0]


def _deepest(condition: Step) -> Step:
    while True:
        unmet = next((s for s in _conjuncts(condition) if s.value is False), None)
        if unmet is None:
            return condition
        condition = unmet


def _deciding(step: Step) -> list[Step]:
    """The outcomes that an amount of nothing rests on: of a choice the branch taken, or its tests when it gives nothing."""
    found: dict[int, Step] = {}
    stack = list(reversed(step.children))
    while stack:
        part = stack.pop()
        if part.named:
            told = part.first or part
            if told is not step and told.node in _OUTCOMES:
                found.setdefault(id(told), told)
        elif part.op == "IF" and part.children and truthy(part.children[-1].value):
            stack.append(part.children[-1])
        else:
            stack += reversed(part.children)
    return list(found.values())


def _conjuncts(step: Step) -> list[Step]:
    """The named conditions that must all be met for an outcome: what it is itself, or the parts of its AND."""
    found: list[Step] = []
    stack = list(step.children[:1])
    while stack:
        part = stack.pop(0)
        if part.named:
            found.append(part.first or part)
        elif part.op == "AND":
            stack = [*part.children, *stack]
    return found


def _flipped(before: Explanation, after: Explanation) -> Cause | None:
    """The condition by which there is a right on one side only."""
    if truthy(before.value) == truthy(after.value):
        return None
    side = before if truthy(after.value) else after
    condition = refusal(side)
    if condition is None:
        return None
    return _cause("opened" if side is before else "closed", condition, None, side)


def _by_name(trace: Step) -> dict[str, Step]:
    """The first told outcome of every name."""
    found: dict[str, Step] = {}
    for step in trace:
        if step.node in _OUTCOMES and not step.again:
            found.setdefault(step.name, step)
    return found


def _differing(step: Step, known: Mapping[str, Step]) -> list[Step]:
    """The nearest outcomes below a step that came out differently or that the law before does not know.

    What only decides which branch is taken counts when nothing in the branch itself differs.
    """
    for below in (_below(step, tests=False), _below(step)):
        found = [s for s in below if _differs(known.get(s.name), s)]
        if found:
            return found
    return []


def _differs(old: Step | None, new: Step) -> bool:
    if old is None:
        return is_number(new.value) and new.value != 0
    return bool(old.value != new.value)


def _below(step: Step, *, tests: bool = True) -> list[Step]:
    """The nearest named outcomes below a step, each once; without `tests` only those of the branches taken."""
    found: dict[int, Step] = {}
    stack = list(reversed(step.children))
    while stack:
        part = stack.pop()
        if part.named:
            told = part.first or part
            if told is not step and told.node in _OUTCOMES:
                found.setdefault(id(told), told)
        elif part.op == "IF" and not tests:
            stack += part.children[-1:]
        else:
            stack += reversed(part.children)
    return list(found.values())


def _size(old: Step | None, new: Step) -> float:
    """How much a value differs; what is no number weighs most."""
    if not is_number(new.value) or isinstance(new.value, bool):
        return float("inf")
    was = float(old.value) if old is not None and is_number(old.value) else 0.0
    return abs(float(new.value) - was)


def _cause(kind: Kind, step: Step, old: Step | None, explained: Explanation) -> Cause:
    place = step if step.law else explained.trace
    law = explained.glossary.laws.get((place.law, place.version))
    return Cause(
        kind=kind,
        name=field_label(step.name, ""),
        before=old.value if old is not None else None,
        after=step.value,
        unit=step.unit,
        law=place.law,
        version=place.version,
        article=place.article,
        line=place.line,
        title=law_name(law) if law else words(place.law),
        detail=Text(reason(step), reason(step, ENGLISH)) if kind in ("opened", "closed") and step.children else NOTHING,
    )


def _amount(value: Any, unit: str | None, lang: str) -> str:
    if value is None:
        return "niets" if lang == "nl" else "nothing"
    if isinstance(value, bool):
        return ("ja" if value else "nee") if lang == "nl" else ("yes" if value else "no")
    if not is_number(value):
        return str(value)
    if unit is not None and unit.startswith("eurocent"):
        return euros(round(float(value)), lang)
    rounded = round(float(value), 3)
    return decimal_nl(rounded) if lang == "nl" else f"{rounded:,g}"
