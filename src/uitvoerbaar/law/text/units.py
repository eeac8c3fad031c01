"""The unit of every number in the rules of one article, from what it is declared as or what it is reckoned with.

A definition may say its unit (`type_spec`). One that does not, and a bare number in an operation, has the unit of what it is
compared with or added to, of the output that it becomes, or of the operation (years beside AGE). What multiplies or divides
an amount is a factor, or a ratio when it is no whole number. Where two uses disagree, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from uitvoerbaar.base.yaml import Mapping
from uitvoerbaar.base.yaml_places import Path
from uitvoerbaar.law.read.expressions import ARITHMETIC, COMPARISONS, MEMBERSHIP, ROUNDING

FACTOR = "factor"
"""The unit of what multiplies or divides something that has a unit of its own."""
MONEY = frozenset(("eurocent", "euro"))
_SAME = ("ADD", "SUBTRACT", "MIN", "MAX")
_PARTS = {"year": "year", "month": "month", "day": "day"}
_TERMS = ("years", "months", "weeks", "days")


@dataclass(slots=True)
class Units:
    """Units of one article: `names` by the name of a field, definition or step, `at` by the path of a number below the rules."""

    names: dict[str, str] = field(default_factory=dict)
    at: dict[Path, str] = field(default_factory=dict)
    _uses: dict[str, set[str]] = field(default_factory=dict)

    def meet(self, raw: Any, path: Path, unit: str | None) -> None:
        """Note that `raw` is used as something in `unit`."""
        if unit is None:
            return
        if isinstance(raw, str) and raw.startswith("$") and "." not in raw:
            self._uses.setdefault(raw[1:], set()).add(unit)
        elif isinstance(raw, Mapping):
            self._inside(raw, path, unit)
        elif not isinstance(raw, str | list | bool) and raw is not None:
            self.at.setdefault(path, unit)

    def of(self, raw: Any) -> str | None:
        """The unit of what an expression gives, as far as it is known."""
        if isinstance(raw, str) and raw.startswith("$"):
            return self.names.get(raw[1:]) or self.names.get(raw.rsplit(".", 1)[-1].lstrip("$"))
        if not isinstance(raw, Mapping):
            return None
        match raw.get("operation"):
            case "AGE":
                return "years"
            case "DATE_DIFF":
                return str(raw.get("in", "days"))
            case "IF":
                return next((u for value, _ in _branches(raw, ()) if (u := self.of(value))), None)
            case op if op in _SAME:
                return next((u for value in raw.get("values") or () if (u := self.of(value))), None)
            case "MULTIPLY" | "DIVIDE":
                return self._product(raw)
            case op if op in ROUNDING:
                return self.of(raw.get("value"))
            case "FOREACH":
                return None if raw.get("combine") in ("OR", "AND") else self.of(raw.get("body"))
        return None

    def _product(self, raw: Mapping) -> str | None:
        known = [self.of(value) for value in raw.get("values") or ()]
        money = [unit for unit in known if unit in MONEY]
        return money[0] if len(money) == 1 else None

    def _inside(self, raw: Mapping, path: Path, unit: str) -> None:
        """What an operation must give says what its parts are in."""
        op = raw.get("operation")
        if op == "IF":
            for value, below in _branches(raw, path):
                self.meet(value, below, unit)
        elif op in _SAME:
            for at, value in enumerate(raw.get("values") or ()):
                self.meet(value, (*path, "values", at), unit)
        elif op in ROUNDING:
            self.meet(raw.get("value"), (*path, "value"), unit)
        elif op == "FOREACH":
            self.meet(raw.get("body"), (*path, "body"), unit)
        elif op in ("MULTIPLY", "DIVIDE"):
            self._factors(raw, path, unit)

    def _factors(self, raw: Mapping, path: Path, unit: str) -> None:
        """In a product that gives an amount one part is the amount, the others are factors."""
        values = raw.get("values") or ()
        if unit not in MONEY or self._product(raw) is not None:
            return
        numbers = [
            at for at, value in enumerate(values) if not isinstance(value, Mapping | str) or self.of(value) is None
        ]
        if len(numbers) == 1 and len(values) > 1:
            self.meet(values[numbers[0]], (*path, "values", numbers[0]), unit)

    def settle(self) -> bool:
        """Give names the unit of all their uses, where these agree; whether anything was learned."""
        learned = False
        for name, uses in self._uses.items():
            if name not in self.names and len(uses) == 1:
                self.names[name] = next(iter(uses))
                learned = True
        return learned


def units_of(rules: Mapping) -> Units:
    """The units in the rules of an article (`machine_readable`, as it was loaded)."""
    units = Units()
    for name, unit in _declared(rules):
        units.names.setdefault(name, unit)
    for _ in range(8):  # each round can pass a unit through one step of the article
        for action, path in _actions(rules):
            _action(units, action, path)
        if not units.settle():
            break
    return units


def _declared(rules: Mapping) -> Iterator[tuple[str, str]]:
    for name, value in _map(rules.get("definitions")).items():
        if unit := _unit(value):
            yield name, unit
    execution = _map(rules.get("execution"))
    for key in ("parameters", "input", "output"):
        for item in execution.get(key) or ():
            if isinstance(item, Mapping) and (unit := _unit(item)):
                yield str(item.get("name")), unit


def _unit(raw: Any) -> str | None:
    spec = _map(_map(raw).get("type_spec"))
    unit = spec.get("unit")
    return None if unit is None else str(unit)


def _map(raw: Any) -> Mapping:
    return raw if isinstance(raw, Mapping) else Mapping()


def _actions(rules: Mapping) -> Iterator[tuple[Mapping, Path]]:
    """Every action with its path below the rules."""
    for at, action in enumerate(_map(rules.get("execution")).get("actions") or ()):
        yield _map(action), ("execution", "actions", at)
    for number, term in enumerate(rules.get("open_terms") or ()):
        for at, action in enumerate(_map(_map(term).get("default")).get("actions") or ()):
            yield _map(action), ("open_terms", number, "default", "actions", at)


def _action(units: Units, action: Mapping, path: Path) -> None:
    output = str(action.get("output"))
    raw, below = (action, path) if "operation" in action else (action.get("value"), (*path, "value"))
    unit = units.names.get(output)
    units.meet(raw, below, unit)
    if unit is None and (given := units.of(raw)) is not None:
        units.meet(f"${output}", (), given)
    _walk(units, raw, below)


def _walk(units: Units, raw: Any, path: Path) -> None:
    """What each operation says of the numbers in it, all the way down."""
    if isinstance(raw, list):
        for at, value in enumerate(raw):
            _walk(units, value, (*path, at))
    if not isinstance(raw, Mapping):
        return
    op = raw.get("operation")
    if op in COMPARISONS or op in MEMBERSHIP:
        _sides(units, raw, path)
    elif op in _SAME and (shared := units.of(raw)):
        units.meet(raw, path, shared)
    elif op in ("MULTIPLY", "DIVIDE"):
        _multiplied(units, raw, path)
    elif op == "DATE":
        for key, unit in _PARTS.items():
            _part(units, raw.get(key), (*path, key), unit)
    elif op == "DATE_ADD":
        for key in _TERMS:
            _part(units, raw.get(key), (*path, key), key)
    for key, value in raw.items():
        _walk(units, value, (*path, key))


def _part(units: Units, raw: Any, path: Path, unit: str) -> None:
    """A part of a date: the number itself, or what is added to or taken from it."""
    units.meet(raw, path, unit)


def _sides(units: Units, raw: Mapping, path: Path) -> None:
    """What is compared is in one unit."""
    sides = [(raw.get(key), (*path, key)) for key in ("subject", "value")]
    sides += [(value, (*path, "values", at)) for at, value in enumerate(raw.get("values") or ())]
    shared = next((unit for value, _ in sides if (unit := units.of(value))), None)
    for value, below in sides:
        units.meet(value, below, shared)


def _multiplied(units: Units, raw: Mapping, path: Path) -> None:
    """Beside an amount in a product every other number is a factor."""
    if raw.get("operation") not in ARITHMETIC:
        return
    values = raw.get("values") or ()
    money = [at for at, value in enumerate(values) if units.of(value) in MONEY]
    for at, value in enumerate(values):
        divided = raw.get("operation") == "DIVIDE" and at == 0
        if not divided and (money and at not in money):
            units.meet(value, (*path, "values", at), FACTOR)


def _branches(raw: Mapping, path: Path) -> Iterator[tuple[Any, Path]]:
    """What an IF can give."""
    for at, case in enumerate(raw.get("cases") or ()):
        if isinstance(case, Mapping):
            yield case.get("then"), (*path, "cases", at, "then")
    if "default" in raw:
        yield raw["default"], (*path, "default")
