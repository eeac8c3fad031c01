"""The persons of one case as register records: what was named, and the catalogue's default for what was not.

A payment that was not named is what is owed: 0 would decide the outcome (Wet kinderopvang article 1.5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.typed import digits
from uitvoerbaar.engine.reference.case import plain
from uitvoerbaar.engine.reference.walk import Register, key_text
from uitvoerbaar.law.graph import Record
from uitvoerbaar.law.registers import CHILD, COLLECTIONS, HOUSEMATE, KEY, PERSON, SOURCE, Catalogue, RegisterField

PARTNER_KEY = "partner_bsn"
_TOGETHER = "partner_is_huisgenoot"
"""The field of a housemate whose partner lives there too."""
_OWN, _PARTNER = 1, 2
_SHARED = (
    "kinderen", "is_gehuwd", "aanvraag_zorgtoeslag", "aanvraag_huurtoeslag", "aanvraag_kindgebonden_budget",
    "aanvraag_kinderopvangtoeslag",
)  # fmt: skip
"""What a partner has in common with the person unless the case says otherwise; housemates are added later."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PersonCase:
    """One person with everybody who matters: only the fields that are known, by register name, in the law's units.

    `parameters` are values for the law that is asked; they win over the law's own inputs. A housemate may have fields
    of a housemate and, for what a law computes of the housemate, fields of a person.
    """

    person: Values = field(default_factory=dict)
    partner: Values | None = None
    children: tuple[Values, ...] = ()
    housemates: tuple[Values, ...] = ()
    parameters: Values = field(default_factory=dict)

    @property
    def bsn(self) -> Any:
        """The key of the person who is asked about."""
        return self.person.get(KEY, _OWN)

    @property
    def partner_bsn(self) -> Any:
        """The key of the partner, or None."""
        if PARTNER_KEY in self.person:
            return self.person[PARTNER_KEY]
        if self.partner is None:
            return None
        return _OWN if key_text(self.bsn) == key_text(_PARTNER) else _PARTNER

    def housemate_bsn(self, position: int) -> int:
        """The key of the housemate at `position` (from 0); below zero, so that it is nobody else's."""
        return -1 - position


@dataclass(frozen=True, slots=True)
class Holder:
    """A record of the case: whose it is, in words, and the fields that the case named."""

    who: str
    table: str
    named: frozenset[str]
    position: int = -1


class Persons:
    """The records of a case: a register for the walk, and for each record whose it is."""

    def __init__(self, case: PersonCase, catalogue: Catalogue) -> None:
        self.case, self.catalogue = case, catalogue
        self.holders: dict[str, Holder] = {}
        self.items: dict[int, Holder] = {}
        self._records: dict[str, dict[str, Any]] = {}
        self._children = tuple(
            self._item(f"kind {i + 1}", CHILD, values, i, {}) for i, values in enumerate(case.children)
        )
        self._person(case)
        for position, values in enumerate(case.housemates):
            self._housemate(case.housemate_bsn(position), position, values)

    def _person(self, case: PersonCase) -> None:
        """The person asked about, and the partner, who shares the children and the housemates."""
        partner = case.partner_bsn
        own = {**case.person, PARTNER_KEY: partner, "kinderen": self._children}
        named = self._named(case.person)
        self._add(case.bsn, "de persoon", own, named)
        if partner is None:
            return
        theirs = dict(case.partner or {})
        shared = {PARTNER_KEY: case.bsn, **{n: own[n] for n in _SHARED if n in own}}
        record = {**shared, **theirs}
        self._add(partner, "de partner", record, self._named(theirs) | (named & shared.keys()))

    def _housemate(self, key: Any, position: int, values: Values) -> None:
        """The housemate as a person, for what laws compute of him; what the case leaves out is as in the list."""
        names = set(self.catalogue.names(PERSON))
        usual = {f.name: f.default for f in self.catalogue if f.table == HOUSEMATE and f.has_default}
        given = {name: value for name, value in values.items() if name in names}
        record = {**{name: value for name, value in usual.items() if name in names}, **given, PARTNER_KEY: None}
        self._add(key, f"huisgenoot {position + 1}", record, frozenset(given))

    def _named(self, given: Values) -> frozenset[str]:
        known = {
            "kinderen": self.case.children,
            "huisgenoten": self.case.housemates,
            PARTNER_KEY: self.case.partner_bsn,
        }
        return frozenset(given) - set(COLLECTIONS) | {name for name, value in known.items() if value}

    def _add(self, key: Any, who: str, values: Values, named: frozenset[str]) -> None:
        record = self._complete(PERSON, values)
        record.setdefault("kinderen", ())
        record.setdefault("huisgenoten", ())
        self._records[key_text(key)] = record
        self.holders[key_text(key)] = Holder(who, PERSON, named)

    def _complete(self, table: str, values: Values) -> dict[str, Any]:
        record = {f.name: plain(f.default) for f in self.catalogue if f.table == table and f.has_default}
        record.update((name, plain(value)) for name, value in values.items())
        for name, due in self.catalogue.due(table).items():
            factors = {factor: record.get(factor) for factor in due.factors}
            if name not in values and all(isinstance(value, int | Decimal) for value in factors.values()):
                record[name] = due.of(factors)  # as own data are read: nobody said that less was paid than is owed
        return record

    def _item(self, who: str, table: str, values: Values, position: int, computed: Values) -> Record:
        names = set(self.catalogue.names(table))
        own = {name: value for name, value in values.items() if name in names or table == CHILD}
        record = Record(tuple({**self._complete(table, own), **computed}.items()))
        self.items[id(record)] = Holder(who, table, frozenset(own) | frozenset(computed), position)
        return record

    def everybody(self) -> dict[str, list[dict[str, Any]]]:
        """Per table the records of the case with what the catalogue assumes: persons (partner last), children, housemates."""
        case = self.case
        persons = [self._records[key_text(key)] for key in (case.bsn, case.partner_bsn) if key is not None]
        return {
            PERSON: persons,
            CHILD: [self._complete(CHILD, values) for values in case.children],
            HOUSEMATE: [self._complete(HOUSEMATE, values) for values in case.housemates],
        }

    def set_housemates(self, computed: tuple[Values, ...]) -> None:
        """Give the person (and the partner) the housemates with what the law computed for each of them."""
        records = tuple(
            self._item(f"huisgenoot {i + 1}", HOUSEMATE, values, i, computed[i])
            for i, values in enumerate(self.case.housemates)
        )
        for key in (self.case.bsn, self.case.partner_bsn):
            if key is not None:
                self._records[key_text(key)]["huisgenoten"] = records

    def living_with(self, position: int) -> list[Any]:
        """The keys of everybody with whom the housemate at `position` lives: the person, the partner, the other housemates."""
        own = [key for key in (self.case.bsn, self.case.partner_bsn) if key is not None]
        others = range(len(self.case.housemates))
        return own + [self.case.housemate_bsn(other) for other in others if other != position]

    def set_homes(self, computed: Mapping[str, Values]) -> None:
        """Give each housemate the others as housemates in turn, with what the law computed for each (by key as text)."""
        for position in range(len(self.case.housemates)):
            records = tuple(self._as_housemate(key, computed[key_text(key)]) for key in self.living_with(position))
            self._records[key_text(self.case.housemate_bsn(position))]["huisgenoten"] = records

    def _as_housemate(self, key: Any, computed: Values) -> Record:
        """Somebody of the case as who lives with him sees him."""
        found = [i for i in range(len(self.case.housemates)) if self.case.housemate_bsn(i) == key]
        if found:
            own = self.case.housemates[found[0]]
            unsaid = {name: value for name, value in computed.items() if name not in own}
            return self._item(f"huisgenoot {found[0] + 1}", HOUSEMATE, own, found[0], unsaid)
        record, names = self._records[key_text(key)], self.catalogue.names(HOUSEMATE)
        seen = {name: record[name] for name in names if name in record}
        if _TOGETHER in names:
            seen[_TOGETHER] = self.case.partner_bsn is not None
        return self._item(self.holders[key_text(key)].who, HOUSEMATE, seen, -1, computed)

    def register(self) -> dict[str, Register]:
        """The register of persons for the walk."""
        return {SOURCE: Register(self._records)}


def case_of(given: Mapping[str, Any], catalogue: Catalogue, extra: frozenset[str] = frozenset()) -> PersonCase:
    """A case from names with dots: `FIELD`, `partner.FIELD`, `kind.1.FIELD`, `huisgenoot.1.FIELD`, other = parameter.

    `kinderen` and `huisgenoten` may be lists of objects, and `partner`, `kind.1` and `huisgenoot.1` objects. `extra`
    are fields of a person that no register of the catalogue has. Raises UserError for a name that cannot be placed;
    `kind.01` is none: it would quietly be another way to say kind.1.
    """
    people = set(catalogue.names(PERSON)) | {KEY} | extra
    person: dict[str, Any] = {}
    partner: dict[str, Any] | None = None
    lists: dict[str, dict[int, dict[str, Any]]] = {CHILD: {}, HOUSEMATE: {}}
    parameters: dict[str, Any] = {}
    for name, value in given.items():
        head, *rest = name.split(".")
        if name in COLLECTIONS:
            for position, item in enumerate(_objects(name, value), 1):
                lists[COLLECTIONS[name]].setdefault(position, {}).update(item)
        elif head == "partner":
            fields = {".".join(rest): value} if rest else _objects(name, [value])[0]
            partner = {**(partner or {}), **fields}
        elif head in lists and len(rest) in (1, 2) and (position := digits(rest[0]) or 0) and rest[0] == str(position):
            fields = {rest[1]: value} if len(rest) == 2 else _objects(name, [value])[0]
            lists[head].setdefault(position, {}).update(fields)
        elif head in lists:
            raise UserError(
                tr("'{name}' kan niet; schrijf {head}.1.VELD, voor de tweede {head}.2.VELD", name=name, head=head)
            )
        elif name in people:
            person[name] = value
        else:
            parameters[name] = value
    made = PersonCase(person, partner, _numbered(lists, CHILD), _numbered(lists, HOUSEMATE), parameters)
    _one_couple(made)
    return made


def _one_couple(case: PersonCase) -> None:
    """Raises UserError for facts of which the one says that there is a partner, or which one, and the other denies it."""
    key = case.partner_bsn
    if key is not None and key_text(key) == key_text(case.bsn):
        raise UserError(
            tr(
                "'{key}' {value} is het nummer van de persoon zelf; niemand is de eigen partner",
                key=PARTNER_KEY,
                value=key,
            ),
            column=PARTNER_KEY,
        )
    if case.partner is None:
        return
    if key is None:
        raise UserError(
            tr(
                "'{key}' is leeg, dus er is geen partner, maar er zijn gegevens van de partner ({names}); laat een van beide weg",
                key=PARTNER_KEY,
                names=", ".join(f"partner.{name}" for name in case.partner) or "partner",
            ),
            column=PARTNER_KEY,
        )
    theirs = case.partner.get(PARTNER_KEY, case.bsn)
    if theirs is None or key_text(theirs) != key_text(case.bsn):
        raise UserError(
            tr(
                "'partner.{key}' is {value}; de partner van de partner is de persoon zelf, laat het weg",
                key=PARTNER_KEY,
                value=tr("leeg") if theirs is None else theirs,
            ),
            column=f"partner.{PARTNER_KEY}",
        )


def _objects(name: str, value: Any) -> list[Values]:
    """The objects of a list that stands for several records."""
    if isinstance(value, list | tuple) and all(isinstance(item, Mapping) for item in value):
        return list(value)
    if name not in COLLECTIONS:
        raise UserError(tr("'{name}' moet een object zijn; of schrijf {name}.VELD=waarde", name=name))
    example = '\'[{"geboortedatum": "2020-03-01"}]\''
    raise UserError(tr("'{name}' moet een lijst van objecten zijn, zoals {name}={example}", name=name, example=example))


def _numbered(lists: Mapping[str, Mapping[int, Values]], table: str) -> tuple[Values, ...]:
    found = lists[table]
    missing = next((n for n in range(1, len(found) + 1) if n not in found), None)
    if missing is not None:
        raise UserError(
            tr(
                "{table}.{missing} ontbreekt, terwijl {table}.{found} er wel is; nummer vanaf 1",
                table=table,
                missing=missing,
                found=max(found),
            )
        )
    return tuple(found[n] for n in sorted(found))


def field_of(catalogue: Catalogue, name: str) -> tuple[str, RegisterField] | None:
    """The field that a dotted name of a case means, with the words for whose it is; None when no register has it.

    A housemate has its own fields and those of a person.
    """
    head, *rest = name.split(".")
    if head == "partner" and len(rest) == 1:
        found = catalogue.field(PERSON, rest[0])
        return ("de partner", found) if found else None
    if head in (CHILD, HOUSEMATE) and len(rest) == 2:
        found = catalogue.field(head, rest[1]) or (catalogue.field(PERSON, rest[1]) if head == HOUSEMATE else None)
        return (f"{head} {rest[0]}", found) if found else None
    found = catalogue.field(PERSON, name) if not rest else None
    return ("de persoon", found) if found else None
