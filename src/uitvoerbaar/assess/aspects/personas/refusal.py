"""Why a scheme gives a persona nothing, as the end of a sentence (data/assess/verhaal.yaml)."""

from __future__ import annotations

from typing import Any

from uitvoerbaar.assess.aspects.personas.cause import refusal
from uitvoerbaar.assess.aspects.personas.data import load_reasons
from uitvoerbaar.assess.words import field_label
from uitvoerbaar.engine.explain.english import ENGLISH
from uitvoerbaar.engine.explain.explainer import Explanation
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.engine.explain.summary import reason
from uitvoerbaar.findings import Text
from uitvoerbaar.law.registers import CHILD, PERSON, Catalogue

NOTHING_LEFT = Text("er blijft na de berekening niets over", "nothing is left after the calculation")


def why_not(scheme: str, case: PersonCase, explained: Explanation, catalogue: Catalogue) -> Text:
    """The reason that `scheme` gives nothing: what the household lacks, else the condition that is not met, in words."""
    reasons = load_reasons()
    for lack in reasons.lacks.get(scheme, ()):
        if _lacks(case, lack.what, catalogue):
            return lack.words
    step = refusal(explained)
    if step is None:
        return NOTHING_LEFT
    known = reasons.conditions.get(step.name)
    if known is not None and step.value is False:
        return known
    return unmet(step.name, step.value, Text(reason(step), reason(step, ENGLISH)) if step.children else Text("", ""))


def unmet(name: str, value: Any, detail: Text) -> Text:
    """A condition in the words of the law: by what decided it where that is known, else by its name."""
    if value is False and detail.nl:
        return Text(_bare(detail.nl), _bare(str(detail.en)))
    label = field_label(name, "")
    nl, en = ("nee", "no") if value is False else ("0", "0")
    return Text(f"“{label.nl}” is {nl}", f"“{str(label.en).strip('“”')}” is {en}")


def _bare(detail: str) -> str:
    """A reason without the word that joins it to a value."""
    for word in (", want ", ", because "):
        detail = detail.removeprefix(word)
    return detail


def _lacks(case: PersonCase, what: str, catalogue: Catalogue) -> bool:
    """Whether the household has no children, or nothing in the field in any record."""
    table, _, name = what.partition(".")
    if not name:
        return not case.children
    records = {PERSON: (case.person,), CHILD: case.children}[table]
    field = catalogue.field(table, name)
    assert field is not None
    return not any(record.get(name, field.default) for record in records)
