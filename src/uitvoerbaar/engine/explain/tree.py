"""A trace as a tree of text: what the law calls by name, with the sums and tests in between."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.explain.expression_lines import Line, Sums, title, told
from uitvoerbaar.engine.explain.glossary import Glossary, law_name
from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.engine.explain.trace import Step
from uitvoerbaar.engine.reference.values import is_number

_NARROWEST = 40
"""Columns that a deep line gets at least, also when the terminal is narrower."""


@dataclass(slots=True)
class Branch:
    """A line of the drawn tree and the lines below it.

    `place` is where in the law it stands, where that is another place than that of the line above; `above` says that
    what it rests on is told higher up.
    """

    told: str
    below: list[Branch] = field(default_factory=list)
    place: str = ""
    above: bool = False

    @property
    def text(self) -> str:
        """The line as text."""
        text = f"{self.told}  [{self.place}]" if self.place else self.told
        return tr("{text} (zie hierboven)", text=text) if self.above else text


def draw(branch: Branch, width: int | None = None) -> Iterator[str]:
    """The lines of a tree with box characters, folded to `width` columns when given."""
    yield from _fold(branch.text, "", "│  " if branch.below else "   ", width)
    yield from _draw_below(branch, "", width)


def _draw_below(branch: Branch, indent: str, width: int | None) -> Iterator[str]:
    for child in branch.below:
        last = child is branch.below[-1]
        under = indent + ("   " if last else "│  ")
        yield from _fold(
            child.text, indent + ("└─ " if last else "├─ "), under + ("│  " if child.below else "   "), width
        )
        yield from _draw_below(child, under, width)


def _fold(text: str, first: str, rest: str, width: int | None) -> list[str]:
    if width is None:
        return [first + text]
    room = max(width, len(rest) + _NARROWEST)
    return textwrap.wrap(
        text, room, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


@dataclass(slots=True)
class Teller:
    """Turns steps into branches. `depth` is how many laws away from the asked one are told; None tells everything.

    A step that several others rest on is told where it is met first.
    """

    glossary: Glossary
    depth: int | None
    _told: set[int] = field(default_factory=set)
    _lines: set[str] = field(default_factory=set)

    def branch(self, step: Step, above: Step | None = None, place: tuple[str, str] = ("", ""), deep: int = 0) -> Branch:
        """The branch of a named step: its value, where it stands, and what it rests on.

        `above` is the step that rests on it. Why something is nothing matters little to a sum that is not nothing.
        """
        plain = plain_words()
        chain = [step.first or step]
        while (
            (chain[-1].node != "field" or chain[-1].computed)
            and len(chain[-1].children) == 1
            and chain[-1].children[0].named
        ):
            chain.append(chain[-1].children[0].first or chain[-1].children[0])
        tail = chain[-1]
        maker = next((s for s in reversed(chain) if s.node not in ("field", "parameter")), tail)
        here = (maker.law, maker.article)
        unit = next((s.unit for s in chain if s.unit), None)
        text = f"{title(tail if tail.node in ('field', 'parameter') else step, plain)}: {told(step, unit, plain)}"
        if tail.node in ("field", "parameter"):
            return Branch(tr("{text} (aangenomen)", text=text) if tail.assumed else tr("{text} (opgegeven)", text=text))
        where = self.place(maker) if here != place else ""
        deep += place[0] not in ("", here[0])
        if self.depth is not None and (deep > self.depth or _is_nothing(step, above)):
            return Branch(text, place=where)
        if id(tail) in self._told:
            return Branch(text, place=where, above=True)
        self._told.add(id(tail))
        return Branch(text, self._below(tail, here, deep), where)

    def _new(self, lines: list[Line]) -> Iterator[Line]:
        """Lines about an element of a list that were not told before, for another sum over the same list."""
        for line in lines:
            if self.depth is None or line.told not in self._lines:
                self._lines.add(line.told)
                yield line

    def place(self, step: Step) -> str:
        """Law and article of a step, in words."""
        law = self.glossary.laws.get((step.law, step.version))
        plain = plain_words()
        name = law_name(law) if law else plain.words(step.law)
        return plain.said["place"].format(name, step.article)

    def _below(self, step: Step, place: tuple[str, str], deep: int) -> list[Branch]:
        sums = Sums(everything=self.depth is None, plain=plain_words())
        result = sums.operand(step.children[0])
        below = [self.branch(found, step, place, deep) for found in sums.used]
        for line in sums.lines:
            under = [self.branch(found, step, place, deep) for found in line.used]
            below.append(Branch(line.told, [*under, *(Branch(part.told) for part in self._new(line.below))]))
        if not below and step.children[0].name:
            return [Branch(tr("vast in de wet: {result}", result=result))]
        return below


def _is_nothing(step: Step, above: Step | None) -> bool:
    """Whether a step is no amount at all below a step that is some amount."""
    nothing = step.value is None or (is_number(step.value) and not step.value)
    return nothing and above is not None and is_number(above.value) and bool(above.value)
