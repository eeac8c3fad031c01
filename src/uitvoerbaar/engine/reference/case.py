"""One case from plain values: parameters and register records in, outputs with their provenance out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.yaml import number
from uitvoerbaar.engine.reference.values import EvaluationError, Unknown
from uitvoerbaar.engine.reference.walk import Case, Register, Walk, deep_recursion, key_text
from uitvoerbaar.law import Corpus, Linked, Linker, SourceSpec
from uitvoerbaar.law.link.linker import Mode
from uitvoerbaar.law.read.expressions import freeze


@dataclass(frozen=True, slots=True)
class DataSource:
    """A register in memory: records (field -> value) found by the field `key`; `law` limits it to one law.

    A value is a plain value, None for an absence (the register says that there is none) or an `Unknown`; a record or a
    field that is not there is unknown too.
    """

    name: str
    key: str
    records: tuple[Mapping[str, Any], ...]
    law: str | None = None

    def spec(self, told_apart: str = "") -> SourceSpec:
        """The fields that any record has, for the linker; `told_apart` is its name among registers of the same name."""
        fields = {name: None for record in self.records for name in record}
        return SourceSpec(self.name, self.key, fields, law=self.law, id=told_apart)

    def register(self) -> Register:
        """The records by key. Raises UserError for a record without the key, and for two that say something else of one."""
        found: dict[str, dict[str, Any]] = {}
        rows: dict[str, int] = {}
        for row, record in enumerate(self.records, 1):
            if self.key not in record:
                message = tr(
                    "register '{name}': rij {row} heeft geen '{key}', de sleutel", name=self.name, row=row, key=self.key
                )
                raise UserError(message, column=self.key, row=row - 1)
            key = key_text(record[self.key])
            values = {name: plain(value) for name, value in record.items()}
            if found.get(key, values) != values:
                message = tr(
                    "register '{name}': rij {first} en rij {row} hebben dezelfde {key} ({value}) en zeggen iets anders",
                    name=self.name,
                    first=rows[key],
                    row=row,
                    key=self.key,
                    value=key,
                )
                raise UserError(message, column=self.key, row=row - 1)
            found[key], rows[key] = values, rows.get(key, row)
        return Register(found)


@dataclass(frozen=True, slots=True)
class Result:
    """Outputs of one case, how each came about, and the linked graph with its walk (for the trace).

    `asked` are the outputs that were asked for and what other laws add to them; the others were not asked for.
    """

    outputs: Mapping[str, Any]
    provenance: Mapping[str, str]
    linked: Linked
    walk: Walk
    asked: tuple[str, ...] = ()


def plain(value: Any) -> Any:
    """A JSON-like value as a value of the law: floats become decimals, whole ones integers, lists and dicts frozen.

    Raises UserError for NaN and infinity, which no law can compute with and JSON does not have.
    """
    if isinstance(value, float):
        if not math.isfinite(value):
            raise UserError(tr("{value} is geen getal; geef None voor wat er niet is", value=value))
        found = number(repr(value))
        if found is None:
            raise UserError(tr("{value} heeft te veel cijfers voor een getal van de wet", value=value))
        return found
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise UserError(tr("{value} is geen getal; geef None voor wat er niet is", value=value))
        return value
    if isinstance(value, Unknown):
        return value
    if isinstance(value, dict):
        return freeze({k: plain(v) for k, v in value.items()})
    if isinstance(value, list | tuple):
        return tuple(plain(v) for v in value)
    return value


def evaluate(
    corpus: Corpus,
    law: str,
    outputs: Iterable[str],
    date: str,
    parameters: Mapping[str, Any] | None = None,
    sources: Iterable[DataSource] = (),
    *,
    mode: Mode = "error",
    traced: bool = False,
) -> Result:
    """Evaluate outputs of a law for one case on a date; `traced` keeps what a trace of a FOREACH needs.

    Values are plain Python (int, Decimal or float, bool, str, None, list, dict) or `Unknown`. Amounts are in the unit
    that the law declares, mostly eurocent. Two registers may have one name. An output that rests on a fact that nobody
    has is `Unknown` and names it. What else the articles produce is given where it can be told (in a law of before null
    was absence it counts as asked). Raises LawLookupError for an unknown law or
    output and EvaluationError when the case cannot be decided.
    """
    given = {name: plain(value) for name, value in (parameters or {}).items()}
    named = _told_apart(sources)
    linker = Linker(corpus, date, [source.spec(name) for name, source in named.items()], mode=mode)
    asked = tuple(outputs)
    linked = linker.link(law, asked, dict.fromkeys(given))
    walk = Walk(Case(given, {name: source.register() for name, source in named.items()}), keep_elements=traced)
    values = answers(walk, linked, asked)
    return Result(values, linked.provenance, linked, walk, linked.wanted(asked))


def answers(walk: Walk, linked: Linked, asked: Iterable[str]) -> dict[str, Any]:
    """The values of what was asked, and of what else the articles produce where that can be told.

    Raises EvaluationError when what was asked cannot be decided; an output that nobody asked for cannot fail the others.
    """
    wanted = linked.wanted(asked)
    with deep_recursion():
        values = {name: walk.value(linked.outputs[name]) for name in wanted}
        for name in [name for name in linked.outputs if name not in values]:
            try:
                value = walk.value(linked.outputs[name])
            except EvaluationError:
                continue
            if not isinstance(value, Unknown):
                values[name] = value
    return values


def _told_apart(sources: Iterable[DataSource]) -> dict[str, DataSource]:
    """Registers by a name of their own: the first keeps its name, a later one of that name says for which law it is."""
    named: dict[str, DataSource] = {}
    for source in sources:
        name, number = source.name, 1
        while name in named:
            number += 1
            name = f"{source.name} ({source.law or number})" if number == 2 else f"{source.name} ({number})"
        named[name] = source
    return named
