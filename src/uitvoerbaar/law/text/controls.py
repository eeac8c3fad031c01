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

from uitvoerbaar.law.read.expressions import COMPARISONS
from uitvoerbaar.law.text.constants import Constant, Kind, LawText
from uitvoerbaar.law.text.matching import Fit, fit
from uitvoerbaar.law.text.numerals import Numeral, numerals
from uitvoerbaar.law.text.why_not import Absent, Unused, absent, unused

_AROUND = 70
"""Letters on each side of a number in which the words of a name are looked for."""
_SHORTEST = 4
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
    elsewhere = [(other, law.text_place(other)) for other in map(_number, law.articles) if other != article]
    others = [(number, found.parsed) for number, found in elsewhere if found is not None]
    missing = [constant for constant in constants if id(constant) not in spoken]
    return ArticleNumbers(
        article,
        text,
        tuple(controls),
        tuple(absent(constant, text, written, others) for constant in missing),
        tuple(unused(numeral, text, constants) for numeral in written if numeral.start not in said),
    )


def _number(item: object) -> str:
    return str(item.get("number")) if isinstance(item, dict) else ""


@dataclass(frozen=True, slots=True)
class _Pair:
    constant: Constant
    numeral: Numeral
    unit: str


def _controls(article: str, text: str, constants: list[Constant], written: tuple[Numeral, ...]) -> Iterator[Control]:
    pairs = _best(constants, written)
    done: set[int] = set()
    for constant in constants:
        if id(constant) in done:
            continue
        group, spans = _together(constant, pairs)
        done |= {id(member) for member in group}
        unit = next((pair.unit for pair in pairs if pair.constant is constant), "")
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
    fits = [(fit(c, n), c, n) for c in constants for n in written]
    fits = [found for found in fits if found[0][0] is not Fit.NONE]
    best = {n.start: max((how[0] for how, _, other in fits if other is n), default=Fit.NONE) for n in written}
    kept = [found for found in fits if found[0][0] is best[found[2].start]]
    top = {id(c): max((how[0] for how, other, _ in kept if other is c), default=Fit.NONE) for c in constants}
    return [_Pair(c, n, how[1]) for how, c, n in kept if how[0] is top[id(c)] and not _idle(c, how[0])]


def _idle(constant: Constant, how: Fit) -> bool:
    """A one without a unit in a rule is mostly a neutral number: it is no number of the text by its value alone."""
    return constant.value == 1 and how is Fit.BARE and constant.operation != ""


def _together(first: Constant, pairs: list[_Pair]) -> tuple[list[Constant], list[Numeral]]:
    """Everything that hangs together with a constant: constants of the same numbers in the text, and so on."""
    group = [first]
    spans: list[Numeral] = []
    grown = True
    while grown:
        grown = False
        for pair in pairs:
            inside, known = any(pair.constant is c for c in group), any(pair.numeral is n for n in spans)
            if inside and not known:
                spans.append(pair.numeral)
                grown = True
            elif known and not inside:
                group.append(pair.constant)
                grown = True
    return group, sorted(spans, key=lambda numeral: numeral.start)


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
        _LIMIT_AFTER.match(text, end) or _LIMIT_BEFORE.search(text, 0, start)
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
