"""A case as a scenario of the format: what the law read of whom, and what it said, to be held to it from now on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.whole import target
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.engine.explain.trace import as_json
from uitvoerbaar.engine.reference.values import EvaluationError, Unknown, is_number
from uitvoerbaar.engine.reference.walk import key_text
from uitvoerbaar.law.graph import Node, Record, topological
from uitvoerbaar.law.registers import COLLECTIONS, KEY, SOURCE


@dataclass(frozen=True, slots=True)
class Pinned:
    """One scenario to write: its title, what a reader should know of it, and its steps."""

    title: str
    remarks: tuple[str, ...]
    steps: tuple[str, ...]

    def text(self) -> str:
        """The scenario as it stands in a feature file."""
        remarks = [f"  # {line}" for remark in self.remarks for line in remark.splitlines()]
        return "\n".join((*remarks, f"  Scenario: {self.title}", *(f"    {step}" for step in self.steps))) + "\n"


def pinned(
    explainer: Explainer, law: str, output: str, on: str, case: PersonCase, title: str, remarks: Iterable[str] = ()
) -> Pinned:
    """The case as a scenario in which the law says what it says now. Raises LawLookupError for an unknown output."""
    node, walked = explainer.walkable(law, output, on, case)
    people = walked.registers[SOURCE].records
    reached = list(topological([node]))
    steps = [f'Given the calculation date is "{on}"']
    if walked.parameters:
        steps += ["Given the following parameters:", *_rows(list(walked.parameters.items()))]
    fields = sorted({n.payload[1] for n in reached if n.op == "FIELD" and n.payload[0] == SOURCE})
    keys = [key for key in dict.fromkeys((case.bsn, case.partner_bsn)) if key is not None]
    if fields:
        table = [[KEY, *fields]]
        parts = _parts(reached)
        for key in keys:
            record = people.get(key_text(key), {})
            table.append([_cell(key), *(_cell(_read(record, name, parts)) for name in fields)])
        steps += [f'Given the following "{SOURCE}" data with key "{KEY}":', *_rows(table)]
    return Pinned(
        title,
        tuple(remarks),
        (*steps, f'When I evaluate "{output}" of "{law}"', *_says(explainer, law, output, on, case)),
    )


def feature_text(feature: str, scenarios: Iterable[Pinned]) -> str:
    """A feature file with these scenarios."""
    return "\n".join((f"Feature: {feature}\n", *(scenario.text() for scenario in scenarios)))


def write(path: Path, feature: str, scenarios: Iterable[Pinned]) -> None:
    """Write scenarios to a feature file; behind those that are there when it exists.

    Raises UserError; LawFileError for a file that is there and cannot be read as text.
    """
    texts = [scenario.text() for scenario in scenarios]
    with target(path) as fresh:
        before = read_text(path, str(path)) if os.path.exists(path) else f"Feature: {feature}\n"
        fresh.write_text("\n".join((before.rstrip("\n") + "\n", *texts)), encoding="utf-8")


def _says(explainer: Explainer, law: str, output: str, on: str, case: PersonCase) -> list[str]:
    """The steps that hold the law to its answer."""
    try:
        value = explainer.explain(law, output, on, case).value
    except EvaluationError as error:
        if error.kind == "Unknown":
            facts = error.message.partition(": ")[2].split(", ")
            return [f'Then output "{output}" is unknown for lack of "{fact}"' for fact in facts]
        return [f'Then the execution fails with "{error.kind}"']
    if value is None or isinstance(value, bool):
        return [f'Then output "{output}" is {"absent" if value is None else str(value).lower()}']
    return [f'Then output "{output}" equals {value if is_number(value) else chr(34) + str(value) + chr(34)}']


def _parts(reached: Iterable[Node]) -> set[str]:
    """Fields of elements of collections that the law reads."""
    return {n.payload[0] if n.op == "GET" else n.payload for n in reached if n.op in ("GET", "LOCAL")}


def _read(record: Mapping[str, Any], name: str, parts: set[str]) -> Any:
    """A field; of a collection only what the law reads of its elements, and unknown when the record lacks it."""
    if name not in record:
        return Unknown(frozenset((name,)))
    value = record[name]
    if name in COLLECTIONS and isinstance(value, tuple):
        return tuple(
            Record(tuple(pair for pair in item.pairs if pair[0] in parts)) if isinstance(item, Record) else item
            for item in value
        )
    return value


def _cell(value: Any) -> str:
    if isinstance(value, Unknown):
        return ""
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, tuple | Record):
        return json.dumps(as_json(value), ensure_ascii=False).replace("|", "\\|")
    return str(value).replace("|", "\\|")


def _rows(table: list[Any]) -> list[str]:
    """The rows of a table, in columns of one width."""
    cells = [[c if isinstance(c, str) else _cell(c) for c in row] for row in table]
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    return ["  | " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in cells]
