"""Rules that are a table: brackets of one subject, each with a value, a rate, or both.

Two forms are recognised. A choice (IF) whose cases compare one subject with rising or falling limits: steps when each case
gives a number, lines when it gives a rate times the subject. And a sum of parts of one subject, each between two limits and
times a rate: a tariff in brackets. A limit or rate that is no number of the article (an input, the higher of two) stands in
the table by name and cannot be changed there.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from uitvoerbaar.base.yaml import Mapping
from uitvoerbaar.base.yaml_places import Path
from uitvoerbaar.law.text.bracket_terms import Term, terms_of
from uitvoerbaar.law.text.constants import RULES, Constant, LawText

Form = Literal["steps", "lines", "brackets"]
"""A number for each bracket; a line for each, told by a base and a rate; a rate for each, of what lies in the bracket."""

_BELOW = {"LESS_THAN": False, "LESS_THAN_OR_EQUAL": True}
_ABOVE = {"GREATER_THAN": False, "GREATER_THAN_OR_EQUAL": True}
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table: a constant of the article, or something else by its `words`."""

    words: str
    constant: Constant | None = None

    @property
    def value(self) -> Decimal | None:
        """Its number in the unit of the rule; None when it is no number of the article."""
        return None if self.constant is None else Decimal(self.constant.value)


@dataclass(frozen=True, slots=True)
class Row:
    """A bracket from `low` to `high` (None: without end), with the value that it gives and the rate of what lies in it."""

    low: Cell | None
    high: Cell | None
    value: Cell | None = None
    rate: Cell | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that are there."""
        return tuple(cell for cell in (self.low, self.high, self.value, self.rate) if cell is not None)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in the rules of an article: what `output` is for each bracket of `subject`, from the lowest up.

    `closed` says that a limit itself belongs to the bracket below it (ten hoogste), else to that above (minder dan).
    """

    article: str
    output: str
    path: Path
    subject: str
    form: Form
    rows: tuple[Row, ...]
    closed: bool = False

    @property
    def constants(self) -> tuple[Constant, ...]:
        """Every number of the article in the table, each once."""
        found: dict[Path, Constant] = {}
        for row in self.rows:
            for cell in row.cells:
                if cell.constant is not None:
                    found.setdefault(cell.constant.path, cell.constant)
        return tuple(found.values())


def grids_of(law: LawText, article: str) -> tuple[Grid, ...]:
    """The tables in the rules of an article, in the order of the file."""
    at = law.position(article)
    rules = law.articles[at].get(RULES) if at is not None else None
    return tuple(_Finder(law, article, rules).find()) if isinstance(rules, Mapping) else ()


class _Finder:
    """Looks for tables in one article."""

    def __init__(self, law: LawText, article: str, rules: Mapping) -> None:
        self.article, self.rules = article, rules
        own = [constant for constant in law.constants if constant.article == article]
        self.at = {constant.path: constant for constant in own}
        self.named = {constant.name: constant for constant in own if constant.name}
        execution = rules.get("execution")
        actions = execution.get("actions") if isinstance(execution, Mapping) else None
        self.actions = [item for item in actions or () if isinstance(item, Mapping)]
        self.steps = {
            f"${item.get('output')}": (item if "operation" in item else item.get("value"), self._path(number, item))
            for number, item in enumerate(self.actions)
        }

    @staticmethod
    def _path(number: int, action: Mapping) -> Path:
        path: Path = ("execution", "actions", number)
        return path if "operation" in action else (*path, "value")

    def find(self) -> Iterator[Grid]:
        """Every table, the outermost of each expression first."""
        for number, action in enumerate(self.actions):
            raw = action if "operation" in action else action.get("value")
            yield from self._in(raw, self._path(number, action), str(action.get("output")))

    def _in(self, raw: Any, path: Path, output: str) -> Iterator[Grid]:
        if isinstance(raw, list):
            for at, item in enumerate(raw):
                yield from self._in(item, (*path, at), output)
        if not isinstance(raw, Mapping):
            return
        grid = self._choice(raw, path, output) or self._sum(raw, path, output)
        if grid is not None and len(grid.rows) >= _FEWEST:
            yield grid
            return
        for key, value in raw.items():
            yield from self._in(value, (*path, key), output)

    def cell(self, raw: Any, path: Path) -> Cell:
        """What stands at a place of a table."""
        if isinstance(raw, str) and raw.startswith("$"):
            return Cell(raw[1:].replace("_", " "), self.named.get(raw[1:]))
        if path in self.at:
            return Cell(str(raw), self.at[path])
        if not isinstance(raw, Mapping):
            return Cell(str(raw))
        parts = [str(part).lstrip("$").replace("_", " ") for part in (raw.get("values") or ()) if isinstance(part, str)]
        return Cell(f"{raw.get('operation')}({', '.join(parts)})".lower())

    # --- a choice ---------------------------------------------------------------------------------------------------

    def _choice(self, raw: Mapping, path: Path, output: str) -> Grid | None:
        cases = raw.get("cases")
        if raw.get("operation") != "IF" or not isinstance(cases, list) or "default" not in raw:
            return None
        whens = [case.get("when") if isinstance(case, Mapping) else None for case in cases]
        ops = {when.get("operation") if isinstance(when, Mapping) else None for when in whens}
        subjects = {when.get("subject") if isinstance(when, Mapping) and isinstance(when.get("subject"), str) else None
                    for when in whens}  # fmt: skip
        if len(ops) != 1 or len(subjects) != 1 or None in subjects or not ops <= {*_BELOW, *_ABOVE}:
            return None
        op, subject = str(next(iter(ops))), str(next(iter(subjects)))
        limits = [self.cell(w["value"], (*path, "cases", at, "when", "value")) for at, w in enumerate(whens) if w]
        gives = [(case["then"], (*path, "cases", at, "then")) for at, case in enumerate(cases)]
        gives.append((raw["default"], (*path, "default")))
        if op in _ABOVE:
            limits, gives = limits[::-1], gives[::-1]
        told = [self._line(value, below, subject) for value, below in gives]
        if any(one is None for one in told) or not _rising(limits):
            return None
        edges = [None, *limits, None]
        rows = tuple(Row(edges[at], edges[at + 1], *one) for at, one in enumerate(told) if one is not None)
        form: Form = "lines" if any(row.rate is not None for row in rows) else "steps"
        closed = _BELOW[op] if op in _BELOW else not _ABOVE[op]
        return Grid(self.article, output, path, subject[1:], form, rows, closed)

    def _line(self, raw: Any, path: Path, subject: str) -> tuple[Cell | None, Cell | None] | None:
        """What a case gives as a base and a rate of the subject above the lower limit; None when it is something else."""
        if not isinstance(raw, Mapping):
            cell = self.cell(raw, path) if raw is not None and not isinstance(raw, bool | list) else None
            return None if cell is None or cell.constant is None else (cell, None)
        values = raw.get("values")
        if not isinstance(values, list) or len(values) != _FEWEST:
            return None
        if raw.get("operation") == "MULTIPLY" and subject in values:
            at = 1 - values.index(subject)
            return None, self.cell(values[at], (*path, "values", at))
        if raw.get("operation") == "ADD":
            term = next(iter(terms_of(values[1], (*path, "values", 1), self.steps)), None)
            if term is not None and term.low is not None and term.high is None and term.subjects == (subject,):
                rate = self.cell(*term.rate) if term.rate else None
                return self.cell(values[0], (*path, "values", 0)), rate
        return None

    # --- a sum of parts ---------------------------------------------------------------------------------------------

    def _sum(self, raw: Mapping, path: Path, output: str) -> Grid | None:
        if raw.get("operation") != "ADD":
            return None
        values = raw.get("values") or ()
        terms: list[Term] = []
        for at, value in enumerate(values):
            found = terms_of(value, (*path, "values", at), self.steps)
            if len(found) != 1:
                return None
            terms.append(found[0])
        shared = set.intersection(*(set(term.subjects) for term in terms)) if terms else set()
        if len(shared) != 1:
            return None
        subject = next(iter(shared))
        rows = tuple(self._bracket(term, subject) for term in terms)
        whole = all(row.low is not None for row in rows[1:]) and all(row.high is not None for row in rows[:-1])
        limits = [row.high for row in rows if row.high is not None]
        if not whole or not _rising(limits) or all(row.rate is None for row in rows):
            return None
        return Grid(self.article, output, path, subject[1:], "brackets", rows, closed=True)

    def _bracket(self, term: Term, subject: str) -> Row:
        high = next((end for end in term.ends(subject)), None)
        low = None if term.low is None else self.cell(*term.low)
        return Row(
            low,
            None if high is None else self.cell(*high),
            rate=None if term.rate is None else self.cell(*term.rate),
        )


def _rising(limits: list[Cell]) -> bool:
    """Whether limits that are numbers go up."""
    known = [limit.value for limit in limits if limit.value is not None]
    return all(one < other for one, other in itertools.pairwise(known))
