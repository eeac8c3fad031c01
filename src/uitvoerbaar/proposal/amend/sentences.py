"""Amending sentences: what changes between two versions of a law, as an amending act writes it.

In the manner of the Aanwijzingen voor de regelgeving (paragraph 6.2: changes within a law are lettered A, B, C, those within
an article a, b, c; words are quoted as they stand and replaced, an article lapses, is inserted, or is restated).
A change that only the rules hold, because the text does not say the number, is told as one of the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from uitvoerbaar.base.yaml import Mapping
from uitvoerbaar.base.yaml_places import Path
from uitvoerbaar.law.text.constants import RULES, Constant, LawText
from uitvoerbaar.law.text.controls import numbers_in
from uitvoerbaar.law.text.grid_names import cell_names
from uitvoerbaar.law.text.parts import Provision, provision
from uitvoerbaar.proposal.amend.value import Number, dutch
from uitvoerbaar.proposal.amend.words import Difference, differences

Kind = Literal["replace", "add", "lapse", "insert", "restate", "rule", "setting", "rules"]
"""Words replaced or added, a provision that lapses, is inserted or gets another text; a number of the rules, a comparison or
rounding in them, or other rules."""

_NEUTER = ("besluit", "wetboek", "reglement", "statuut", "verdrag")
_INSIDE = ("replace", "add", "rule", "setting", "rules")
"""Kinds of change that can be one of several in an article."""
_MOST = 8
_SHARE = 0.5
"""From so many differences, or so large a share of the text on, an article is restated."""
_GROWN, _SHORT = 4, 2_000
"""A text longer than this that became so many times as long is restated: comparing takes the product of both lengths."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change of a law. `number` is the article as the law file numbers it, `at` the place that the sentence names.

    `old` and `new` are the words that are replaced; `new` is the text of what is inserted or restated, `after` the article
    behind which that comes; `name` the number of the rules that `old` and `new` are values of.
    """

    kind: Kind
    number: str
    at: Provision
    old: str = ""
    new: str = ""
    every: bool = False
    after: str = ""
    name: str = ""

    @property
    def sentence(self) -> str:
        """The change as a sentence of its own: In artikel 2, eerste lid, wordt «€ 1.823» vervangen door «€ 1.900»."""
        where = self.at.words
        capital = where[:1].upper() + where[1:]
        comma = "," if "," in where else ""
        match self.kind:
            case "replace":
                return f"In {where}{comma} wordt {self._quoted}."
            case "add":
                return f"Aan {where}{comma} wordt toegevoegd: «{self.new}»."
            case "lapse":
                return f"{capital}{comma} vervalt."
            case "insert":
                return f"Na {provision(self.after).words} wordt een artikel ingevoegd, luidende:\n\n{capital}\n\n{self.new}"
            case "restate":
                return f"{capital}{comma} komt te luiden:\n\n{self.new}"
            case "rule" | "setting":
                return f"In de regels van {where}{comma} wordt «{self.name}: {self.old}» vervangen door «{self.new}»."
        return f"De regels van {where}{comma} worden gewijzigd zoals in het wetsbestand."

    @property
    def item(self) -> str:
        """The same as one of several in its article: In het eerste lid wordt «...» vervangen door «...»."""
        inside = self.at.inside
        match self.kind:
            case "replace" if not inside:
                return f"«{self.old}» wordt {self._by}."
            case "replace":
                return f"In {inside} wordt {self._quoted}."
            case "add":
                return f"Aan {inside or 'het artikel'} wordt toegevoegd: «{self.new}»."
            case "rule" | "setting":
                of = f" van {inside}" if inside else ""
                return f"In de regels{of} wordt «{self.name}: {self.old}» vervangen door «{self.new}»."
            case "rules":
                of = f" van {inside}" if inside else ""
                return f"De regels{of} worden gewijzigd zoals in het wetsbestand."
        return f"{inside[:1].upper()}{inside[1:]} vervalt."

    @property
    def _by(self) -> str:
        return ("telkens " if self.every else "") + f"vervangen door «{self.new}»"

    @property
    def _quoted(self) -> str:
        return f"«{self.old}» {self._by}"


def amendments(before: LawText, after: LawText) -> tuple[Amendment, ...]:
    """Every change between two versions of a law, in the order of the law."""
    return tuple(_changes(before, after))


def _changes(before: LawText, after: LawText) -> Iterator[Amendment]:
    old, new = _texts(before), _texts(after)
    was, now = _items(before), _items(after)
    for number, text in old.items():
        if was[number] == now.get(number):
            continue
        if number not in new:
            yield Amendment("lapse", number, provision(number))
            continue
        yield from _text_changes(number, text, new[number])
        yield from _rule_changes(before, after, number)
    numbers = list(new)
    for at, number in enumerate(numbers):
        if number not in old:
            behind = numbers[at - 1] if at else ""
            yield Amendment("insert", number, provision(number), new=new[number], after=behind)


def _texts(law: LawText) -> dict[str, str]:
    """The running text of each article by its number."""
    numbers = [str(item.get("number")) for item in law.articles]
    return {number: place.parsed if (place := law.text_place(number)) else "" for number in numbers}


def _items(law: LawText) -> dict[str, str]:
    """All that the file says of each article, by its number: in words, for 1 equals true and is not the same."""
    found: dict[str, str] = {}
    for item in law.articles:
        number = str(item.get("number"))
        found[number] = found.get(number, "") + repr(item)
    return found


def _text_changes(number: str, old: str, new: str) -> Iterator[Amendment]:
    if old == new:
        return
    if new.startswith(f"{old.rstrip()} ") and old.rstrip()[-1:] in ".;:":
        yield Amendment("add", number, provision(number), new=new[len(old.rstrip()) :].strip())
        return
    if len(new) > max(_GROWN * len(old), _SHORT):
        yield Amendment("restate", number, provision(number), new=new)
        return
    found = differences(old, new)
    changed = sum(one.end - one.start for one in found)
    if len(found) > _MOST or changed > _SHARE * len(old) or any(not one.old.strip() for one in found):
        yield Amendment("restate", number, provision(number), new=new)
        return
    for one in found:
        yield Amendment("replace", number, _where(number, one), one.old, one.new, one.every)


def _where(number: str, one: Difference) -> Provision:
    """The place of a difference: the number of the article may name a lid, else its text may."""
    named = provision(number)
    if named.lid is not None or one.part is None:
        return named
    return Provision(named.article, one.part.lid, one.part.part)


def _rule_changes(before: LawText, after: LawText, number: str) -> Iterator[Amendment]:
    """Numbers of the rules that differ and that the text does not say, or that the rules themselves differ."""
    old = {c.path: c for c in before.constants if c.article == number}
    new = {c.path: c for c in after.constants if c.article == number}
    was, now = _shape(before, number), _shape(after, number)
    if old.keys() != new.keys() or was.keys() != now.keys():
        yield Amendment("rules", number, provision(number))
        return
    for path, value in was.items():
        if value != now[path]:
            yield _setting(number, before, path, str(value), str(now[path]))
    # What the text said and still says is told by what changes in it; a text that no longer says its rule is told apart.
    spoken = _spoken(before, number) & _spoken(after, number)
    cells = cell_names(before, number)
    for path, constant in old.items():
        if new[path].value != constant.value and path not in spoken:
            name = constant.name or cells.get(path) or constant.dotted
            said = (value_words(constant, constant.value), value_words(constant, new[path].value))
            yield Amendment("rule", number, provision(number), *said, name=name)


def _spoken(law: LawText, number: str) -> set[Path]:
    """The numbers of the rules of an article that its text says."""
    return {c.path for control in numbers_in(law, number).found for c in control.constants}


def _shape(law: LawText, number: str) -> dict[Path, object]:
    """The rules of an article without their numbers and notes, by path below the rules."""
    at = law.position(number)
    paths = {c.path for c in law.constants if c.article == number}
    return {
        path[3:]: place.value
        for path, place in law.places.items()
        if path[:3] == ("articles", at, RULES) and "description" not in path and path[3:] not in paths
    }


SETTINGS = {
    "EQUALS": "gelijk aan", "GREATER_THAN": "meer dan", "LESS_THAN": "minder dan", "GREATER_THAN_OR_EQUAL": "ten minste",
    "LESS_THAN_OR_EQUAL": "ten hoogste", "ROUND": "rekenkundig afgerond", "FLOOR": "naar beneden afgerond",
    "CEIL": "naar boven afgerond", "AND": "en", "OR": "of", "MIN": "de laagste", "MAX": "de hoogste",
}  # fmt: skip
"""Operations as a sentence says them."""


def _setting(number: str, law: LawText, path: Path, old: str, new: str) -> Amendment:
    """Another operation or rounding at the same place; anything else is told as other rules."""
    if path[-1] == "operation" and {old, new} <= SETTINGS.keys():
        old, new = SETTINGS[old], SETTINGS[new]
    elif path[-1] != "precision":
        return Amendment("rules", number, provision(number))
    below: object = law.articles[law.position(number) or 0][RULES]
    for key in path[:3]:
        below = below[key]  # type: ignore[index]
    output = str(below.get("output", "")) if isinstance(below, Mapping) else ""
    name = f"{output}, {'afronding op' if path[-1] == 'precision' else 'regel'}"
    return Amendment("setting", number, provision(number), old, new, name=name)


def value_words(constant: Constant, value: Number) -> str:
    """A number of the rules as a sentence says it: € 1.823, 1,879 procent, 18."""
    number = Decimal(value)
    if constant.unit == "eurocent":
        number /= 100
    if constant.kind == "amount":
        return f"€ {dutch(number, 0 if number == number.to_integral_value() else 2)}"
    if constant.kind == "percentage":
        return f"{dutch(number if constant.unit == 'percentage' else number * 100)} procent"
    return dutch(number)


def compose(found: Iterable[Amendment], law_name: str = "") -> str:
    """The changes as an amending provision: one sentence, an article with onderdelen a, b, c, or several lettered A, B, C.

    With the name of the law the provision opens with it.
    """
    blocks = [_block(group) for group in _by_article(found)]
    if len(blocks) > 1:
        blocks = [f"{_letter(at)}\n\n{block}" for at, block in enumerate(blocks)]
    if law_name and blocks:
        the = "Het" if law_name.split()[0].lower().endswith(_NEUTER) else "De"
        blocks = [f"{the} {law_name} wordt als volgt gewijzigd:", *blocks]
    return "\n\n".join(blocks)


def _by_article(found: Iterable[Amendment]) -> list[list[Amendment]]:
    groups: list[list[Amendment]] = []
    for one in found:
        alone = one.kind in ("insert", "restate") or (one.kind == "lapse" and not one.at.inside)
        if groups and not alone and groups[-1][0].at.article == one.at.article and groups[-1][0].kind in _INSIDE:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _block(group: list[Amendment]) -> str:
    if len(group) == 1:
        return group[0].sentence
    lines = [f"{_letter(at).lower()}. {one.item}" for at, one in enumerate(group)]
    return "\n".join([f"Artikel {group[0].at.article} wordt als volgt gewijzigd:", *lines])


def _letter(at: int) -> str:
    """A, B, ... Z, AA, BB, ...: how the Aanwijzingen (6.15) letter on."""
    return chr(ord("A") + at % 26) * (at // 26 + 1)
