"""Which forms fit an article: what its rules determine and can name, and where a comparison or rounding stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.yaml import Mapping
from uitvoerbaar.base.yaml_places import Path
from uitvoerbaar.law.read.expressions import COMPARISONS, ROUNDING
from uitvoerbaar.law.text.constants import RULES, LawText
from uitvoerbaar.law.text.units import units_of
from uitvoerbaar.proposal.amend.forms.change_rule import is_all_or_nothing
from uitvoerbaar.proposal.amend.forms.rule import names_of, outputs_of, rule_of
from uitvoerbaar.proposal.amend.value import AmendError

_MOST = 60
"""Places that are offered of each kind."""


@dataclass(frozen=True, slots=True)
class Part:
    """An expression that a form changes: its path below the rules, what the action around it determines, and what it does."""

    path: str
    output: str
    operation: str
    words: str


@dataclass(frozen=True, slots=True)
class Offers:
    """What the forms can be filled with for one article; `units` by name, where the file says one."""

    outputs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    below_a_limit: tuple[str, ...] = ()
    """Outputs that are something or nothing by a lower limit: `in_proportion` takes them."""
    above_a_limit: tuple[str, ...] = ()
    """Outputs that are something or nothing by an upper limit: `tapered` takes them."""
    comparisons: tuple[Part, ...] = ()
    rounded: tuple[Part, ...] = ()


def offers(law: LawText, article: str) -> Offers:
    """What fits an article; nothing for one without rules."""
    at = law.position(article)
    rules = law.articles[at].get(RULES) if at is not None else None
    if not isinstance(rules, Mapping):
        return Offers()
    outputs = tuple(dict.fromkeys(outputs_of(law, article)))
    if not outputs:
        return Offers()
    known = units_of(rules).names
    parts = list(_parts(rules))
    return Offers(
        outputs,
        tuple(sorted(name.removeprefix("$") for name in names_of(rule_of(law, article, outputs[0])))),
        tuple((name, unit) for name, unit in known.items() if unit is not None),
        tuple(name for name in outputs if _fits(law, article, name, lower=True)),
        tuple(name for name in outputs if _fits(law, article, name, lower=False)),
        tuple(part for part in parts if part.operation in COMPARISONS)[:_MOST],
        tuple(part for part in parts if part.operation in ROUNDING)[:_MOST],
    )


def _fits(law: LawText, article: str, output: str, *, lower: bool) -> bool:
    try:
        return is_all_or_nothing(rule_of(law, article, output), lower=lower)
    except AmendError:
        return False


def _parts(rules: Mapping) -> Iterator[Part]:
    """Every comparison and rounding in the actions, in the order of the file."""
    execution = rules.get("execution")
    actions = execution.get("actions") if isinstance(execution, Mapping) else None
    for number, action in enumerate(actions if isinstance(actions, list) else ()):
        if isinstance(action, Mapping):
            yield from _within(action, ("execution", "actions", number), str(action.get("output", "")))


def _within(raw: Any, path: Path, output: str) -> Iterator[Part]:
    if isinstance(raw, Mapping):
        operation = raw.get("operation")
        if isinstance(operation, str) and operation in (*COMPARISONS, *ROUNDING):
            yield Part(".".join(map(str, path)), output, operation, _said(raw))
        for key, value in raw.items():
            yield from _within(value, (*path, key), output)
    elif isinstance(raw, list):
        for at, value in enumerate(raw):
            yield from _within(value, (*path, at), output)


def _said(raw: Mapping) -> str:
    """What is compared or rounded, as the file names it."""
    sides = [raw.get("subject"), raw.get("value")]
    return ", ".join(str(side).removeprefix("$") for side in sides if isinstance(side, str | int | float))[:80]
