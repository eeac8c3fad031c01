"""One case from plain values: parameters and register records in, outputs with their provenance out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.yaml import number
from uitvoerbaar.engine.reference.walk import Case, Register, Walk, deep_recursion, key_text
from uitvoerbaar.law import Corpus, Linked, Linker, SourceSpec
from uitvoerbaar.law.link.linker import Mode
from uitvoerbaar.law.read.expressions import freeze


@dataclass(frozen=True, slots=True)
class DataSource:
    """A register in memory: records (field -> value) found by the field `key`; `law` limits it to one law."""

    name: str
    key: str
    records: tuple[Mapping[str, Any], ...]
    law: str | None = None

    def spec(self) -> SourceSpec:
        """The fields that any record has, for the linker."""
        return SourceSpec(self.name, self.key, {name: None for record in self.records for name in record}, law=self.law)

    def register(self) -> Register:
        """The records by key; the last record with a key wins."""
        return Register({
            key_text(record[self.key]): {name: plain(value) for name, value in record.items()}
            for record in self.records if self.key in record
        })  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """Outputs of one case, how each came about, and the linked graph with its walk (for the trace)."""

    outputs: Mapping[str, Any]
    provenance: Mapping[str, str]
    linked: Linked
    walk: Walk


def plain(value: Any) -> Any:
    """A JSON-like value as a value of the law: floats become decimals, whole ones integers, lists and dicts frozen."""
    if isinstance(value, float):
        return number(repr(value)) if value == value and abs(value) != float("inf") else None
    if isinstance(value, Decimal):
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
) -> Result:
    """Evaluate outputs of a law for one case on a date.

    Values are plain Python (int, Decimal or float, bool, str, None, list, dict). Amounts are in the unit that the law
    declares, mostly eurocent. Raises LawLookupError for an unknown law or output and EvaluationError when the case
    cannot be decided.
    """
    given = {name: plain(value) for name, value in (parameters or {}).items()}
    sources = tuple(sources)
    linker = Linker(corpus, date, [s.spec() for s in sources], mode=mode)
    linked = linker.link(law, tuple(outputs), dict.fromkeys(given))
    walk = Walk(Case(given, {s.name: s.register() for s in sources}))
    with deep_recursion():
        values = {name: walk.value(node) for name, node in linked.outputs.items()}
    return Result(values, linked.provenance, linked, walk)
