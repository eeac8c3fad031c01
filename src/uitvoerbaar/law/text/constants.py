"""Every number in the rules of a law file, with the place where it is written and the unit that it is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from uitvoerbaar.base.once import cached_property
from uitvoerbaar.base.yaml import Mapping, Sequence, load
from uitvoerbaar.base.yaml_places import Path, Place, Span, places, spans
from uitvoerbaar.law.read.fields import is_number
from uitvoerbaar.law.text.numerals import Numeral, numerals
from uitvoerbaar.law.text.units import FACTOR, MONEY, Units, units_of

Kind = Literal["amount", "percentage", "age", "count", "factor", "date"]
"""What a number is to a reader: money, a share, an age, so many (months, hours, children), a multiplier, part of a date."""

RULES = "machine_readable"
_SETTINGS = frozenset(("precision", "type_spec"))
"""Keys whose numbers say how it is reckoned, not with what."""
_OLDEST = 130
_DEEP = 5
"""The length of the shortest path to a number of the rules: articles, which one, the rules, definitions, a name."""
_BARE_DEFINITION = 2
"""How long the path below the rules is of a definition that is written as a bare number."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number in the rules of an article.

    `path` leads to it below the rules of its article ('definitions.grens.value'), `name` is the definition that it is, '' for
    a number inside a rule. `unit` is eurocent, euro, ratio, percentage, years, months, weeks, days, year, month, day or
    factor; None when neither the file nor the rule says. `declared` tells whether the file says it. `output` is what the rule
    that it stands in determines, `operation` what it is an operand of, `choices` how many cases there are in the choice (IF) that
    it stands in.
    """

    article: str
    path: Path
    place: Place
    value: int | Decimal
    unit: str | None
    declared: bool
    name: str = ""
    output: str = ""
    operation: str = ""
    choices: int = 0

    @property
    def dotted(self) -> str:
        """The path in one word, unique in the article."""
        return ".".join(map(str, self.path))

    @property
    def kind(self) -> Kind:
        """What it is to a reader."""
        if self.unit in MONEY:
            return "amount"
        if self.unit in ("ratio", "percentage") or (self.unit in (FACTOR, None) and 0 < abs(Decimal(self.value)) < 1):
            return "percentage"
        if self.unit == "years":
            return "age"
        if self.unit in ("year", "month", "day"):
            return "date"
        return "factor" if self.unit == FACTOR else "count"


@dataclass(frozen=True)
class LawText:
    """A law file as it is written: its text with the line ends that it has, and whether a byte order mark opens it."""

    text: str
    file: str = "<tekst>"
    mark: bool = False

    @classmethod
    def of(cls, raw: bytes, file: str) -> LawText:
        """The text of a file. Raises UnicodeDecodeError for bytes that are no UTF-8."""
        return cls(raw.decode("utf-8-sig"), file, raw.startswith(b"\xef\xbb\xbf"))

    @property
    def bytes(self) -> bytes:
        """The file again."""
        return (b"\xef\xbb\xbf" if self.mark else b"") + self.text.encode()

    @cached_property
    def tree(self) -> Any:
        """What the file means. Raises LawFileError for a text that is no YAML."""
        return load(self.text, self.file)

    @cached_property
    def places(self) -> dict[Path, Place]:
        """Where each value stands."""
        _ = self.tree  # words for a reader come from there
        return {place.path: place for place in places(self.text)}

    @cached_property
    def spans(self) -> dict[Path, Span]:
        """Where each list and mapping stands."""
        _ = self.tree
        return spans(self.text)

    @cached_property
    def articles(self) -> tuple[Mapping, ...]:
        """The articles as they were loaded; none when they are no list of objects, which no law is."""
        found = self.tree.get("articles") if isinstance(self.tree, Mapping) else None
        if not isinstance(found, Sequence) or not all(isinstance(item, Mapping) for item in found):
            return ()
        return tuple(found)

    def position(self, article: str) -> int | None:
        """Which article in the file has this number; None when there is none."""
        return next((at for at, item in enumerate(self.articles) if str(item.get("number")) == article), None)

    def text_place(self, article: str) -> Place | None:
        """Where the running text of an article stands; None when it has none."""
        at = self.position(article)
        return None if at is None else self.places.get(("articles", at, "text"))

    @cached_property
    def said(self) -> dict[Decimal, list[tuple[str, Numeral]]]:
        """The numbers in the texts of all articles by what they say, each with its article."""
        found: dict[Decimal, list[tuple[str, Numeral]]] = {}
        for at, item in enumerate(self.articles):
            place = self.places.get(("articles", at, "text"))
            for numeral in numerals(place.parsed) if place is not None else ():
                found.setdefault(numeral.value, []).append((str(item.get("number")), numeral))
        return found

    @cached_property
    def constants(self) -> tuple[Constant, ...]:
        """Every number in the rules, in the order of the file."""
        units: dict[int, Units] = {}
        return tuple(_constants(self, units))


def _constants(law: LawText, units: dict[int, Units]) -> Iterator[Constant]:
    for path, place in law.places.items() if law.articles else ():
        if len(path) < _DEEP or path[0] != "articles" or path[2] != RULES or not is_number(place.value):
            continue
        below, at = path[3:], int(path[1])
        item = law.tree["articles"][at]
        if not _reckoned(below) or not isinstance(item.get(RULES), Mapping):
            continue
        if at not in units:
            units[at] = units_of(item[RULES])
        known = units[at]
        name = str(below[1]) if below[0] == "definitions" else ""
        unit = _declared_unit(item[RULES], name) if name else None
        yield Constant(
            article=str(item.get("number")),
            path=below,
            place=place,
            value=place.value,
            unit=unit or (known.names.get(name) or _by_name(name, place.value) if name else known.at.get(below)),
            declared=unit is not None,
            name=name,
            output="" if name else _output(item[RULES], below),
            operation="" if name else _operation(item[RULES], below),
            choices=_choices(item[RULES], below),
        )


def _by_name(name: str, value: int | Decimal) -> str | None:
    """A definition that is called an age and that no rule of its article compares: an age, when it can be one."""
    return "years" if "leeftijd" in name and value == int(value) and 0 <= value <= _OLDEST else None


def _reckoned(below: Path) -> bool:
    """Whether a number at this path below the rules is one that is reckoned with."""
    if _SETTINGS & set(below[1:]):
        return False
    match below[0]:
        case "definitions":
            return len(below) == _BARE_DEFINITION or below[2] == "value" or below[2] not in ("source", "description")
        case "execution":
            return below[1] == "actions" or (below[1] == "input" and "parameters" in below)
        case "open_terms":
            return "actions" in below
    return False


def _declared_unit(rules: Mapping, name: str) -> str | None:
    definition = rules["definitions"][name]
    spec = definition.get("type_spec") if isinstance(definition, Mapping) else None
    unit = spec.get("unit") if isinstance(spec, Mapping) else None
    return None if unit is None else str(unit)


def _output(rules: Mapping, below: Path) -> str:
    """The output of the action around a path."""
    if "actions" not in below:
        return ""
    around = _at(rules, below[: below.index("actions") + 2])
    return str(around.get("output", "")) if isinstance(around, Mapping) else ""


def _operation(rules: Mapping, below: Path) -> str:
    """The nearest operation around a path."""
    for length in range(len(below) - 1, 0, -1):
        around = _at(rules, below[:length])
        if isinstance(around, Mapping) and "operation" in around:
            return str(around["operation"])
    return ""


def _choices(rules: Mapping, below: Path) -> int:
    """The number of cases in the nearest choice around a path; 0 outside one."""
    keys = [at for at, key in enumerate(below) if key in ("cases", "default") and at]
    around = _at(rules, below[: keys[-1]]) if keys else None
    cases = around.get("cases") if isinstance(around, Mapping) else None
    return len(cases) if isinstance(cases, Sequence) else 0


def _at(raw: Any, path: Path) -> Any:
    for key in path:
        raw = raw[key]
    return raw
