"""What is wrong with the choices of a law, and with limits and comparisons that choose nothing: told only where it holds
however the place is reached.

A law that asks another can give it a constant, so that a choice which is one for everybody else is none there. So all of a
place is gathered, over callers and days, before anything of it is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.law.check.borders import borders
from uitvoerbaar.law.check.branches import always, dead_cases, same_outcome
from uitvoerbaar.law.check.sameness import sameness
from uitvoerbaar.law.graph import Node, Origin, strip

_Place = tuple[str, int, str, int]
"""File, line, operation and number of operands of a choice: two on one line are seldom alike."""


class Choices:
    """The choices (IF) of some law files as they are linked, for who calls them and on each day.

    `settled` are files of which equal cases are not told: in a published law two amounts that are apart in other years can be
    equal in one.
    """

    def __init__(self, files: Set[str], settled: Set[str]) -> None:
        self.files, self.settled = files, settled
        self.found: dict[_Place, dict[str, Problem]] = {}
        self.conditions: set[tuple[str, int]] = set()
        """Where the conditions of the cases stand: an IF tells of these itself."""

    def add(self, node: Node) -> None:
        """Remember what is wrong with a node at each of its places; what does not hold here as well is forgotten."""
        if node.origin is None:
            return
        if node.op == "IF":
            for when in map(strip, node.args[:-1:2]):
                self.conditions |= {(at.file, at.line) for at in (when.origin, *when.also) if at is not None}
        for place in (node.origin, *node.also):
            if place.file not in self.files:
                continue
            told = {problem.message: problem for problem in self._judged(node, place)}
            key = (place.file, place.line, node.op, len(node.args))
            before = self.found.get(key, told)
            self.found[key] = {message: problem for message, problem in before.items() if message in told}

    def problems(self) -> Iterator[Problem]:
        """What holds of a choice in every way in which it is reached."""
        for (file, line, op, _), told in self.found.items():
            if op == "IF" or (file, line) not in self.conditions:
                yield from told.values()

    def _judged(self, node: Node, place: Origin) -> Iterator[Problem]:
        def warning(message: str, hint: str) -> Problem:
            return Problem(place.file, place.line, message, place.article, "warning", hint)

        for message, hint in sameness(node):
            yield warning(message, hint)
        if node.op != "IF":
            return
        for number, reason, hint in dead_cases(node):
            message = tr("geval {number} van deze IF komt nooit aan de beurt: {reason}", number=number, reason=reason)
            yield warning(message, hint)
        for message, hint in borders(node):
            yield warning(message, hint)
        if same_outcome(node) and place.file not in self.settled:
            yield warning(
                tr("alle gevallen van deze IF geven hetzelfde"),
                tr("schrijf de uitkomst zonder voorwaarden, of verbeter het geval dat iets anders moet geven"),
            )
        for number, when in enumerate(node.args[:-1:2], start=1):
            if always(when):
                yield warning(
                    tr("de voorwaarde van geval {number} van deze IF is altijd waar", number=number),
                    tr("verbeter de voorwaarde, of haal haar weg: wat erna komt, is er dan voor niemand"),
                )
