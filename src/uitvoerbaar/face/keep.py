"""A household of a population written down, to be asked again at every change: as a persona, and as scenarios of the format."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.engine.explain.amounts import is_money
from uitvoerbaar.engine.explain.needs import of_field
from uitvoerbaar.engine.explain.person_case import field_of
from uitvoerbaar.engine.scenarios.pin import feature_text
from uitvoerbaar.face.case import as_case
from uitvoerbaar.face.explained import Explained
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.pins import pinned_case
from uitvoerbaar.law.registers import load_registers

_HEADS = {"kinderen": "kind.1.", "huisgenoten": "huisgenoot.1.", "partner": "partner."}
_CENTS = 100


def persona_text(id_: str, story: Text, facts: Mapping[str, Any], day: str) -> str:
    """The household as a persona: a case file that `explain --case` takes, and that an assessment runs when it lies in
    `personas/` of a proposal. Amounts are in euros, in the money of the year of the day."""
    lines = [
        "# " + tr("Verzonnen huishouden uit een synthetische bevolking, geen bestaande mensen."),
        "# " + tr("Bedragen zijn die van {year}.", year=day[:4]),
        "persona:",
        f"  id: {id_}",
        f"  naam: {json.dumps(tr('Huishouden {id}', id=id_.rpartition('-')[2]), ensure_ascii=False)}",
        "  verhaal:",
        f"    nl: {json.dumps(str(story.nl), ensure_ascii=False)}",
        f"    en: {json.dumps(str(story.en), ensure_ascii=False)}",
        "  groepen: []",
        f"  jaar: {day[:4]}",
        *_record(facts, ""),
    ]
    return "\n".join(lines) + "\n"


def _record(facts: Mapping[str, Any], prefix: str) -> Iterator[str]:
    """The facts of a case, a line each; a list of people a line per person."""
    for name, value in facts.items():
        if isinstance(value, list):
            yield f"{name}:"
            yield from (f"  - {_flow(record, _HEADS[name])}" for record in value)
        elif isinstance(value, Mapping):
            yield f"{name}: {_flow(value, _HEADS[name])}"
        else:
            yield f"{name}: {_value(prefix + name, value)}"


def _flow(record: Mapping[str, Any], prefix: str) -> str:
    return "{" + ", ".join(f"{name}: {_value(prefix + name, value)}" for name, value in record.items()) + "}"


def _value(name: str, value: Any) -> str:
    """A value as a case file writes it: amounts in euros, a text or a day in quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    found = field_of(load_registers(), name)
    if found is not None and isinstance(value, int) and is_money(of_field(found[1], name)):
        whole, rest = divmod(abs(value), _CENTS)
        shown = f"{whole:,}".replace(",", ".")
        return f'"{"-" if value < 0 else ""}€{shown},{rest:02d}"'
    return f"{value}"


def scenarios_text(of: Laws, outputs: Sequence[str], facts: Mapping[str, Any], title: str) -> str:
    """The household as scenarios: what these laws give it now, for `uitvoerbaar test` to hold every later version to.

    Raises UserError for facts that do not fit the laws.
    """
    told: list[Explained] = [of.explain(output, as_case(facts)) for output in outputs]
    return feature_text(title, [pinned_case(each) for each in told])
