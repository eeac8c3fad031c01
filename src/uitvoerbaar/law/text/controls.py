"""The numbers of an article as controls: which number of the text is which of the rules, and why some are in one only.

How a pair is found, in this order:

1. equal in the unit that both say goes before equal without one ('achttien jaar' before 'achttien');
2. of several numbers in the rules that are equal, the words of their names around the number in the text decide, where each
   finds exactly one ('vermogensgrens_partner' beside 'met toeslagpartner');
3. equal numbers of one known unit are one number, when at most one of them has a name, or when the text says it once: whoever
   changes it, changes all;
4. one number of the rules that fits several of the text without a unit is the one near the words of its name, or that is
   said as a limit where the rule compares ('drie of meer', 'ten hoogste drie');
5. what is left could be either, and is listed as ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from uitvoerbaar.law.read.expressions import COMPARISONS
from uitvoerbaar.law.text.constants import Constant, Kind, LawText
from uitvoerbaar.law.text.matching import Fit, fit, sayings
from uitvoerbaar.law.text.numerals import Numeral, ends, numerals
from uitvoerbaar.law.text.why_not import Absent, Unused, absent, unused

_AROUND = 70
"""Letters on each side of a number in which the words of a name are looked for."""
_SHORTEST = 4
_MOST = 200
"""A number that a text says more often is no control."""
_LIMIT_AFTER = re.compile(r"[^.;,]{0,12}?\b(?:of|en) (?:meer|minder|ouder|jonger|hoger|lager|langer)\b")
_LIMIT_BEFORE = re.compile(
    r"(?:ten minste|ten hoogste|minimaal|maximaal|meer dan|minder dan|hoger dan|vanaf|binnen|jonger dan)\s*$"
)
_SPOKEN: dict[str, Kind] = {"years": "age", "percent": "percentage", "promille": "percentage", "as_is": "percentage"}
_STEM = 6


@dataclass(frozen=True, slots=True)
class Control:
    """A number that can be taken hold of: the constants that it is, and where the text says it.

    `unit` is the unit in which the text counts ('as_is' for a percentage that the rule holds as it is said), the constants
    tell their own. Without `spans` the text does not say it. Not `certain`: the text says the number, but it could be that of
    `rivals` (other constants), or it says it more than once and not all of them need be this.
    """

    id: str
    article: str
    constants: tuple[Constant, ...]
    spans: tuple[Numeral, ...]
    unit: str
    rivals: tuple[str, ...] = ()
    certain: bool = True

    @property
    def kind(self) -> Kind:
        """What it is to a reader: by its unit in the rules, else by what the text counts."""
        first = self.constants[0]
        return _SPOKEN.get(self.unit, first.kind) if first.unit is None and self.certain else first.kind


@dataclass(frozen=True, slots=True)
class ArticleNumbers:
    """All numbers of one article: those in text and rules, those only in the rules, those only in the text."""

    article: str
    text: str
    controls: tuple[Control, ...]
    absent: tuple[Absent, ...]
    unused: tuple[Unused, ...]

    @property
    def found(self) -> tuple[Control, ...]:
        """The controls that stand in the text for certain."""
        return tuple(control for control in self.controls if control.spans and control.certain)

    @property
    def ambiguous(self) -> tuple[Control, ...]:
        """The controls whose place in the text is not certain."""
        return tuple(control for control in self.controls if not control.certain)

    def control(self, name: str) -> Control | None:
        """The control with this id, or that holds the constant at this path or of this name; None when there is none."""
        for found in self.controls:
            if found.id == name:
                return found
        for found in self.controls:
            if any(name in (constant.dotted, constant.name) for constant in found.constants):
                return found
        return None


def numbers_of(law: LawText) -> tuple[ArticleNumbers, ...]:
    """The numbers of every article of a law file, in its order. Raises LawFileError for a file that is no YAML."""
    return tuple(_article(law, str(item.get("number"))) for item in law.articles)


def numbers_in(law: LawText, article: str) -> ArticleNumbers:
    """The numbers of one article; nothing in them when the law has no such article."""
    return _article(law, article)


def _article(law: LawText, article: str) -> ArticleNumbers:
    place = law.text_place(article)
    text = place.parsed if place is not None else ""
    constants = [constant for constant in law.constants if constant.article == article]
    written = numerals(text)
    controls = list(_controls(article, text, constants, written))
    spoken = {id(constant) for control in controls if control.spans for constant in control.constants}
    said = {numeral.start for control in controls for numeral in control.spans}
    missing = [constant for constant in constants if id(constant) not in spoken]
    return ArticleNumbers(
        article,
        text,
        tuple(controls),
        tuple(absent(constant, text, written, law.said) for constant in missing),
        tuple(unused(numeral, text, constants) for numeral in written if numeral.start not in said),
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    constant: Constant
    numeral: Numeral
    unit: str


def _controls(article: str, text: str, constants: list[Constant], written: tuple[Numeral, ...]) -> Iterator[Control]:
    pairs = _best(constants, written)
    units = {id(pair.constant): pair.unit for pair in reversed(pairs)}
    for group, spans in _together(constants, pairs):
        unit = units.get(id(group[0]), "")
        if len(group) > 1 and not _one_number(group, spans):
            yield from _told_apart(article, text, group, spans, unit)
        elif len(spans) > 1 and len({numeral.unit for numeral in spans} | {""}) != 2:
            yield _nearest(article, text, group, spans, unit)
        else:
            yield _control(article, group, spans, unit)


def _nearest(article: str, text: str, group: list[Constant], spans: list[Numeral], unit: str) -> Control:
    """Of several numbers in the text, in no unit or in different ones, those that fit best by their words (rule 4)."""
    scores = [_likeness(group[0], text, numeral) for numeral in spans]
    best = [numeral for numeral, score in zip(spans, scores, strict=True) if score == max(scores)]
    if len(best) < len(spans):
        return _control(article, group, best, unit)
    return _control(article, group, spans, unit, certain=False)


def _best(constants: list[Constant], written: tuple[Numeral, ...]) -> list[_Pair]:
    """The pairs that fit best: for each number in the text, and then for each in the rules (rule 1)."""
    said: dict[Decimal, list[Numeral]] = {}
    for numeral in written:
        said.setdefault(numeral.value, []).append(numeral)
    fits = []
    for constant in constants:
        near = [numeral for value in sayings(constant) for numeral in said.get(value, ())]
        for numeral in near if len(near) <= _MOST else ():
            how, unit = fit(constant, numeral)
            if how is not Fit.NONE:
                fits.append((how, _Pair(constant, numeral, unit)))
    best: dict[int, Fit] = {}
    for how, pair in fits:
        best[pair.numeral.start] = max(how, best.get(pair.numeral.start, Fit.NONE))
    kept = [(how, pair) for how, pair in fits if how is best[pair.numeral.start]]
    top: dict[int, Fit] = {}
    for how, pair in kept:
        top[id(pair.constant)] = max(how, top.get(id(pair.constant), Fit.NONE))
    return [pair for how, pair in kept if how is top[id(pair.constant)] and not _idle(pair.constant, how)]


def _idle(constant: Constant, how: Fit) -> bool:
    """A one without a unit in a rule is mostly a neutral number: it is no number of the text by its value alone."""
    return constant.value == 1 and how is Fit.BARE and constant.operation != ""


def _together(constants: list[Constant], pairs: list[_Pair]) -> Iterator[tuple[list[Constant], list[Numeral]]]:
    """The constants in their order, those of the same numbers in the text together, with these numbers."""
    by_constant: dict[int, list[Numeral]] = {}
    by_numeral: dict[int, list[Constant]] = {}
    for pair in pairs:
        by_constant.setdefault(id(pair.constant), []).append(pair.numeral)
        by_numeral.setdefault(pair.numeral.start, []).append(pair.constant)
    done: set[int] = set()
    for first in constants:
        if id(first) in done:
            continue
        group: list[Constant] = []
        spans: dict[int, Numeral] = {}
        waiting = [first]
        while waiting:
            constant = waiting.pop()
            if id(constant) in done:
                continue
            done.add(id(constant))
            group.append(constant)
            for numeral in by_constant.get(id(constant), ()):
                if numeral.start not in spans:
                    spans[numeral.start] = numeral
                    waiting += by_numeral[numeral.start]
        group.sort(key=lambda constant: constant.place.start)
        yield group, sorted(spans.values(), key=lambda numeral: numeral.start)


def _one_number(group: list[Constant], spans: list[Numeral]) -> bool:
    """Whether equal constants are one number (rule 3)."""
    units = {constant.unit for constant in group}
    names = {constant.name for constant in group if constant.name}
    values = {constant.value for constant in group}
    unit_known = len(units) == 1 and None not in units
    return len(values) == 1 and unit_known and (len(names) <= 1 or len(spans) == 1)


def _told_apart(article: str, text: str, group: list[Constant], spans: list[Numeral], unit: str) -> Iterator[Control]:
    """Equal constants told apart by the words of their names (rule 2); those that cannot be, each with its rivals."""
    owners: dict[int, list[Constant]] = {}
    for numeral in spans:
        scores = [(_likeness(constant, text, numeral), constant) for constant in group]
        top = max(score for score, _ in scores)
        best = [constant for score, constant in scores if score == top]
        owners[numeral.start] = best if top and len(best) == 1 else []
    claimed = {id(found) for best in owners.values() for found in best}
    if all(owners.values()) and len(claimed) == len(group):
        for constant in group:
            own = [n for n in spans if any(found is constant for found in owners[n.start])]
            yield _control(article, [constant], own, unit)
        return
    for constant in group:
        rivals = tuple(other.dotted for other in group if other is not constant)
        yield _control(article, [constant], spans, unit, rivals, certain=False)


def _likeness(constant: Constant, text: str, numeral: Numeral) -> int:
    """How many words of the name of a constant stand near a number in the text; the nearer side of a sentence only."""
    start, end = numeral.phrase
    before = re.split(r"[.;]\s|\n", text[max(0, start - _AROUND) : start])[-1]
    after = re.split(r"[.;,]\s|\n", text[end : end + _AROUND])[0]
    near = [word[:_STEM] for word in re.findall(r"[^\W\d_]+", f"{before} {after}".lower()) if len(word) >= _SHORTEST]
    name = constant.name or constant.output
    wanted = {word[:_STEM] for word in name.lower().split("_") if len(word) >= _SHORTEST}
    limit = constant.operation in COMPARISONS and (
        _LIMIT_AFTER.match(text, end) or ends(_LIMIT_BEFORE, text, start) is not None
    )
    return sum(1 for word in wanted if any(word in other or other in word for other in near)) + bool(limit)


def _control(
    article: str,
    group: list[Constant],
    spans: list[Numeral],
    unit: str,
    rivals: tuple[str, ...] = (),
    certain: bool = True,
) -> Control:
    return Control(f"{article}#{group[0].dotted}", article, tuple(group), tuple(spans), unit, rivals, certain)
