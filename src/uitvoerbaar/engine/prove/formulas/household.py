"""The household that a proof is about: its unknown fields with their ranges, what always holds, and back to a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.batch.people import date_code
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.engine.prove.domain import Amount, Domain, Fact
from uitvoerbaar.engine.prove.formulas.law import PARAMETER, PARTNER, Shape
from uitvoerbaar.engine.prove.formulas.logic import Bool, both, implies
from uitvoerbaar.engine.prove.formulas.polynomial import Poly, Unsupported
from uitvoerbaar.engine.prove.formulas.space import Space
from uitvoerbaar.engine.prove.formulas.symbol import PERSON, Symbol, Who, constant, equals, number
from uitvoerbaar.law.graph import FieldSpec
from uitvoerbaar.law.registers import CHILD, HOUSEMATE, Catalogue
from uitvoerbaar.law.registers import PERSON as PERSON_TABLE

Name = tuple[Who, str]
TABLES = {"persoon": PERSON_TABLE, "partner": PERSON_TABLE, "kind": CHILD, "huisgenoot": HOUSEMATE}
_SHORT_MONTHS = (4, 6, 9, 11)


@dataclass
class Household:
    """The unknowns of one household shape, made when the law first reads them."""

    space: Space
    catalogue: Catalogue
    domain: Domain
    shape: Shape
    on: str
    inputs: dict[Name, Symbol] = field(default_factory=dict)
    changed: dict[Name, Symbol] = field(default_factory=dict)

    def spec(self, who: Who, name: str) -> FieldSpec:
        """What is known of a field. Raises Unsupported for a field that no register has."""
        if who == PARAMETER:
            found = self.domain.parameters.get(name)
            if found is None:
                raise Unsupported(as_written("de parameter {name} zonder bereik", name=name))
            return found
        known = self.catalogue.field(TABLES[who[0]], name.removesuffix("'"))
        if known is None:
            raise Unsupported(as_written("het veld {name}, dat in geen register staat", name=name))
        return known.spec

    def read(self, who: Who, name: str) -> Symbol:
        """The value of a field before a change."""
        key = (who, name)
        if key not in self.inputs:
            self.inputs[key] = self._input(f"{who[0]}.{who[1]}.{name}", self.spec(who, name))
        return self.inputs[key]

    def reread(self, who: Who, name: str) -> Symbol:
        """The value of a field after the change."""
        return self.changed[who, name] if (who, name) in self.changed else self.read(who, name)

    def another(self, who: Who, name: str) -> Symbol:
        """A second, independent value of a field; a case shows it under the name with a mark."""
        self.read(who, name)
        marked = (who, f"{name}'")
        self.inputs[marked] = self._input(f"{who[0]}.{who[1]}.{name}'", self.spec(who, name))
        return self.inputs[marked]

    def usual(self, who: Who, name: str) -> Bool | None:
        """The field has the default of the catalogue; None when it has none."""
        known = None if who == PARAMETER else self.catalogue.field(TABLES[who[0]], name)
        if known is None or not known.has_default:
            return None
        return equals(self.space, self.inputs[who, name], constant(self.space, known.default))

    def _input(self, name: str, spec: FieldSpec) -> Symbol:
        null: Bool = z3.Bool(f"{name}.null") if spec.nullable else False
        if spec.kind == "bool":
            return Symbol("bool", truth=z3.Bool(name), null=null)
        if spec.kind == "string":
            if spec.values is None:
                raise Unsupported(as_written("de tekst {name} zonder lijst van waarden", name=name))
            codes = [self.space.word(word) for word in spec.values]
            ends = [int(c.value or 0) for c in codes]
            made = self.space.atom(min(ends), max(ends), whole=True, name=name)
            self.space.require(z3.Or(*(self.space.equal(made, c) for c in codes)))
            return Symbol("string", made, null=null)
        if spec.kind == "date":
            return self._date(name, spec)
        if spec.kind != "number" or not isinstance(spec.lo, int | Decimal) or not isinstance(spec.hi, int | Decimal):
            raise Unsupported(as_written("het veld {name} zonder bereik", name=name))
        made = self.space.atom(Fraction(spec.lo), Fraction(spec.hi), whole=spec.integer, name=name)
        return Symbol("number", made, null=null)

    def _date(self, name: str, spec: FieldSpec) -> Symbol:
        """A day that exists, within the range of the field, as year, month and day."""
        first, last = parse_date(spec.lo), min(filter(None, (parse_date(spec.hi), parse_date(self.on))))
        if first is None or last is None:
            raise Unsupported(as_written("de dag {name} zonder bereik", name=name))
        space = self.space
        y = space.atom(first.year, last.year, whole=True, name=f"{name}.jaar")
        m = space.atom(1, 12, whole=True, name=f"{name}.maand")
        d = space.atom(1, 31, whole=True, name=f"{name}.dag")
        code = y.times(512) + m.times(32) + d
        ends = [Poly.constant(date_code(day.year, day.month, day.day)) for day in (first, last)]
        february = space.equal(m, Poly.constant(2))
        leap = z3.Or(*(space.equal(y, Poly.constant(n)) for n in _leap_years(first.year, last.year)), z3.BoolVal(False))
        short = z3.Or(*(space.equal(m, Poly.constant(n)) for n in _SHORT_MONTHS))
        space.require(
            space.at_least(code, ends[0]),
            space.at_least(ends[1], code),
            implies(short, space.at_least(Poly.constant(30), d)),
            implies(february, space.at_least(Poly.constant(29), d)),
            implies(both(february, space.equal(d, Poly.constant(29))), leap),
        )
        return Symbol("date", code, parts=(y, m, d))

    # --- facts --------------------------------------------------------------------------------------------------

    def assert_facts(self, *, after: bool = True) -> list[Fact]:
        """Require what always holds of the fields that were read, before and (`after`) after the change; gives those
        used."""
        used = []
        for fact in self.domain.facts:
            for record in self._records(fact):
                names = fact.names(record)
                if not all(n in self.inputs for n in names):
                    continue
                used.append(fact)
                self.space.require(self._holds(fact, record, self.inputs))
                if after and any(n in self.changed for n in names):
                    self.space.require(self._holds(fact, record, {**self.inputs, **self.changed}))
        return list(dict.fromkeys(used))

    def _records(self, fact: Fact) -> list[Who]:
        table = fact.table
        counts = {
            "persoon": 1,
            "partner": self.shape.partner,
            CHILD: self.shape.children,
            HOUSEMATE: self.shape.housemates,
        }
        return [(table, i) for i in range(counts[table])]

    def _holds(self, fact: Fact, record: Who, values: Mapping[Name, Symbol]) -> Bool:
        space = self.space
        left, right = (self._amount(a, record, values) for a in (fact.left, fact.right))
        order = {
            "hoogstens": lambda: space.at_least(right.number, left.number),
            "minstens": lambda: space.at_least(left.number, right.number),
            "kleiner": lambda: space.above(right.number, left.number),
            "groter": lambda: space.above(left.number, right.number),
            "gelijk": lambda: equals(space, left, right),
        }[fact.order]()
        if fact.when is None:
            return order
        wanted = constant(space, fact.when_value)
        return implies(equals(space, values[fact.locate(fact.when, record)], wanted), order)

    def _amount(self, amount: Amount, record: Who, values: Mapping[Name, Symbol]) -> Symbol:
        if not amount.fields and not isinstance(amount.factor, int | Decimal):
            return constant(self.space, amount.factor)
        if len(amount.fields) == 1 and amount.factor == 1:
            return values[amount.locate(amount.fields[0], record)]
        total = Poly.constant(Decimal(amount.factor))
        for name in amount.fields:
            total = total * values[amount.locate(name, record)].number
        return number(total)

    # --- from a model to a case ---------------------------------------------------------------------------------

    def decode(self, model: Any) -> dict[Name, Any]:
        """The values of the unknowns in a model of the solver."""
        words = {code: word for word, code in self.space.words.items()}
        return {key: self._plain(value, model, words) for key, value in self.inputs.items()}

    def _plain(self, value: Symbol, model: Any, words: Mapping[int, str]) -> Any:
        if value.null is not False and z3.is_true(model.eval(value.null, model_completion=True)):
            return None
        if value.kind == "bool":
            return z3.is_true(model.eval(value.truth, model_completion=True))
        if value.parts is not None:
            year, month, day = (self._number(p, model) for p in value.parts)
            return date(int(year), int(month), int(day)).isoformat()
        found = self._number(value.number, model)
        return (
            words[int(found)]
            if value.kind == "string"
            else int(found)
            if found.denominator == 1
            else Decimal(found.numerator) / found.denominator
        )

    def _number(self, poly: Poly, model: Any) -> Fraction:
        scale = poly.denominator
        found = model.eval(self.space.term(poly.times(scale)), model_completion=True)
        whole = Fraction(found.as_long()) if z3.is_int_value(found) else Fraction(found.as_fraction())
        return whole / scale


def case_of(values: Mapping[Name, Any], shape: Shape) -> PersonCase:
    """A case with these values; what is not named has the default of the catalogue."""

    def record(who: Who) -> dict[str, Any]:
        return {name: value for (owner, name), value in values.items() if owner == who}

    return PersonCase(
        person=record(PERSON),
        partner=record(PARTNER) if shape.partner else None,
        children=tuple(record((CHILD, i)) for i in range(shape.children)),
        housemates=tuple(record((HOUSEMATE, i)) for i in range(shape.housemates)),
        parameters=record(PARAMETER),
    )


def _leap_years(first: int, last: int) -> list[int]:
    import calendar

    return [y for y in range(first, last + 1) if calendar.isleap(y)]
