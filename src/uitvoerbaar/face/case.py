"""One person with everybody who matters: the facts of a case, checked when they are given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import named_persona
from uitvoerbaar.base.language import mark, tr, trn
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.engine.explain.needs import Need, of_field
from uitvoerbaar.engine.explain.person_case import field_of
from uitvoerbaar.engine.explain.read_case import read_case_file, read_pairs, read_value
from uitvoerbaar.face.given import FACTS, PATH, RECORDS, Kind, takes
from uitvoerbaar.law.registers import KEY, Catalogue, load_registers

Facts = Mapping[str, Any]
_PLACE = "case"
_CENTS = 100
_TWOFOLD = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
"""A point with three digits behind it."""


@dataclass(frozen=True, repr=False)
class Case:
    """The facts of one case by name, in the units of the laws (amounts in eurocent). Made by `uv.case`.

    `places` says of a name where it was given, for messages. What is not named gets the default of the register
    catalogue when a law reads it, and every answer tells which defaults it rests on.
    """

    facts: Facts
    places: Mapping[str, str] = field(default_factory=dict)

    def but(self, **changes: Any) -> Case:
        """The same case with some facts of the person changed.

        >>> from uitvoerbaar.face.case import case, euro
        >>> case(loon_uit_dienstbetrekking=euro(25_000)).but(loon_uit_dienstbetrekking=euro(26_000))
        <case: loon_uit_dienstbetrekking=2600000>

        Raises UserError as `uv.case` does.
        """
        return self.then(_checked(changes, "", load_registers()))

    def then(self, changes: Facts, place: str = _PLACE) -> Case:
        """The same case with other facts, by name as in a case file, not checked yet; `place` is named in messages."""
        return Case({**self.facts, **changes}, {**self.places, **dict.fromkeys(changes, place)})

    def __repr__(self) -> str:
        parts = []
        for name, value in self.facts.items():
            if isinstance(value, Mapping):
                parts += [f"{name}.{key}={item}" for key, item in value.items()]
            elif isinstance(value, list | tuple):
                parts.append(_counted(name, len(value)))
            else:
                parts.append(f"{name}={value}")
        return f"<case: {', '.join(parts) or tr('niets opgegeven')}>"


def _counted(name: str, number: int) -> str:
    """How many records of a table a case has, in words."""
    if name == "kinderen":
        return trn(number, "{n} kind", "{n} kinderen")
    return trn(number, "{n} huisgenoot", "{n} huisgenoten") if name == "huisgenoten" else f"{number} {name}"


CASE = Kind(
    lambda value: isinstance(value, Mapping | Case),
    mark("een dict van gegevens, of een geval van uv.case"),
    "{'geboortedatum': '1990-05-01'}",
)


def euro(amount: int | float | str | Decimal) -> int:
    """An amount in euros as the whole eurocents that laws reckon in.

    >>> euro(25_000), euro("0.05"), euro(19.99)
    (2500000, 5, 1999)

    Raises UserError when it is no number or no whole number of cents, and for a text such as '25.000', which is 25 to a
    computer and 25 thousand to many a Dutch reader.
    """
    if isinstance(amount, str) and _TWOFOLD.fullmatch(amount.strip()):
        large, small = amount.strip().replace(".", "_"), amount.strip().rstrip("0").rstrip(".")
        raise UserError(
            tr(
                "euro({amount!r}): op twee manieren te lezen; schrijf euro({large}) of euro({small})",
                amount=amount,
                large=large,
                small=small,
            )
        )
    try:
        cents = Decimal(str(amount)) * _CENTS
        whole = int(cents)
    except (InvalidOperation, ValueError, OverflowError):
        raise UserError(
            tr("euro({amount!r}): geen getal, zoals euro(25_000) of euro('19.99')", amount=amount)
        ) from None
    if whole != cents:
        raise UserError(
            tr("euro({amount!r}): geen heel aantal eurocenten", amount=amount),
            expected=tr("ten hoogste twee decimalen"),
        )
    return whole


@takes(file=PATH.like("'data/personas/chantal.yaml'"), partner=CASE, children=RECORDS, housemates=RECORDS, given=FACTS)
def case(
    file: str | Path | None = None,
    /,
    *,
    partner: Facts | Case | None = None,
    children: Sequence[Facts] = (),
    housemates: Sequence[Facts] = (),
    given: Facts | None = None,
    **person: Any,
) -> Case:
    """A case: fields of the register catalogue (data/registers) for a person, a partner, children and housemates.

    Amounts are whole eurocents (use `uv.euro`), days `datetime.date` or 'JJJJ-MM-DD'. `given` are values for a law
    itself: its parameters, or an intermediate outcome that then wins over the registers
    (`given={"gezamenlijk_toetsingsinkomen": uv.euro(20_000)}`). `file` is a case file (YAML or JSON), such as those of
    data/personas; what is named besides wins. What `given` and `file` hold is checked when a law is asked.

    >>> case(geboortedatum="1990-05-01", children=[{"geboortedatum": "2020-03-01"}])
    <case: geboortedatum=1990-05-01, 1 kind>
    >>> case(spargeld=euro(25_000))
    Traceback (most recent call last):
    uitvoerbaar.base.errors.UserError: case: 'spargeld' is geen veld van een register (bedoelde u 'spaargeld'?)

    Raises UserError for a name that no register has, with a did-you-mean, and for a value that does not fit.
    """
    catalogue = load_registers()
    filed = read_facts(Path(file)) if file is not None else Case({})
    facts = dict(_checked(person, "", catalogue))
    if partner is not None:
        facts["partner"] = _checked(partner.facts if isinstance(partner, Case) else partner, "partner.", catalogue)
    for name, table, items in (("kinderen", "kind", children), ("huisgenoten", "huisgenoot", housemates)):
        if items:
            facts[name] = [_checked(item, f"{table}.{n}.", catalogue) for n, item in enumerate(items, 1)]
    facts.update((name, _plain(value)) for name, value in (given or {}).items())
    return filed.then(facts)


def read_facts(file: Path | None, pairs: Iterable[str] = (), option: str = "--with") -> Case:
    """The facts in a case file (YAML or JSON) and in NAME=VALUE texts, which win; checked when a law is asked.

    Raises UserError for a file or text that cannot be read.
    """
    stated = read_pairs(pairs, option)
    filed = read_case_file(named_persona(file)) if file else None
    places = {n: f"{file}:{filed.line_of(n)}" for n in filed if n not in stated} if filed is not None else {}
    return Case({**(filed or {}), **stated}, places)


def as_case(found: Case | Facts | None) -> Case:
    """A case as it is, or from a mapping of names as a case file has them; nothing is the case of all defaults."""
    if isinstance(found, Case):
        return found
    if found is not None:
        CASE.check(_PLACE, found)
    facts = {name: _plain(value) for name, value in (found or {}).items()}
    return Case(facts, dict.fromkeys(facts, _PLACE))


def _checked(values: Facts, prefix: str, catalogue: Catalogue) -> Facts:
    """Values of one record whose names and kinds the catalogue knows. Raises UserError."""
    made = {}
    for name, value in values.items():
        known = field_of(catalogue, prefix + name)
        if known is None and not (name == KEY and not prefix):
            raise _unknown(name, prefix, catalogue)
        need = Need(KEY, "number") if known is None else of_field(known[1], prefix + name)
        made[name] = read_value(need, _plain(value), _PLACE)
    return made


def _unknown(name: str, prefix: str, catalogue: Catalogue) -> UserError:
    table = {"partner": "persoon", "": "persoon"}.get(prefix.split(".")[0], prefix.split(".")[0])
    fields = [*catalogue.names(table), *(catalogue.names("persoon") if table == "huisgenoot" else ())]
    longer = sorted({known for known in fields if known.startswith(f"{name}_")})
    hint = tr("bedoelde u '{longer}'?", longer=longer[0]) if len(longer) == 1 else suggest(name, fields)
    told = f" ({hint})" if hint else tr("; er zijn: {fields}", fields=", ".join(sorted(fields)))
    return UserError(
        tr(
            "{place}: '{prefix}{name}' is geen veld van een register{told}",
            place=_PLACE,
            prefix=prefix,
            name=name,
            told=told,
        ),
        column=prefix + name,
        expected=", ".join(sorted(fields)),
        hint=hint,
    )


def _plain(value: Any) -> Any:
    """A value of Python, numpy or a data frame as the plain value that it stands for."""
    if isinstance(value, date):
        return value.isoformat()[: len("2026-01-01")]
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.item() if hasattr(value, "item") else value
