"""The forms: each takes a law and gives the law with one rule changed, and a sentence in its text where that says more."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.yaml import Mapping
from uitvoerbaar.law.read.expressions import COMPARISONS, ROUNDING
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.law.text.units import units_of
from uitvoerbaar.proposal.amend.forms.rule import Rule, names_of, replaced_by, rule_at, rule_of, with_item
from uitvoerbaar.proposal.amend.value import AmendError, dutch

COMPARED = {
    "EQUALS": "gelijk is aan {}", "NOT_EQUALS": "niet gelijk is aan {}", "GREATER_THAN": "hoger is dan {}",
    "LESS_THAN": "lager is dan {}", "GREATER_THAN_OR_EQUAL": "ten minste {} is", "LESS_THAN_OR_EQUAL": "ten hoogste {} is",
}  # fmt: skip
"""Comparisons as a subordinate clause says them."""
_LOWER = ("GREATER_THAN", "GREATER_THAN_OR_EQUAL")
_UPPER = ("LESS_THAN", "LESS_THAN_OR_EQUAL")
_PRECISIONS = (-6, 6)


def with_condition(
    law: LawText, article: str, output: str, subject: str, comparison: str | None = None, value: Any = None
) -> LawText:
    """A right with a condition more: what gave `output` now asks the condition besides.

    The condition is a name of the article that is true or false, or (with `comparison` and `value`) a comparison. An output that
    is itself true or false gets it under AND; one that is an amount is 0 without it. The text of the article says so in a
    sentence. Raises AmendError for a name that the article does not have.
    """
    rule = rule_of(law, article, output)
    condition = _condition(rule, subject, comparison, value)
    words = _words(subject)
    limit = _in_unit(rule, subject, value)
    said = f" dat {words} {COMPARED[comparison].format(limit)}" if comparison else f": {words}"
    raw = rule.raw
    if not _is_truth(law, article, output, raw):
        new: Any = {"operation": "IF", "cases": [{"when": condition, "then": _expression(raw)}], "default": 0}
        return replaced_by(rule, new, f"Voorwaarde voor {_words(output)} is{said}.")
    sentence = f"Voorwaarde daarvoor is{said}."
    if isinstance(raw, Mapping) and raw.get("operation") == "AND":
        return with_item(rule, "conditions", condition, sentence)
    return replaced_by(rule, {"operation": "AND", "conditions": [_expression(raw), condition]}, sentence)


def with_step(
    law: LawText, article: str, output: str, subject: str, comparison: str, value: Any, outcome: Any
) -> LawText:
    """A step more: where `subject` compares so with `value`, what `output` gives is `outcome`; elsewhere it is what it was.

    A choice gets the case before its others. The text of the article says so in a sentence. Raises AmendError for a name that
    the article does not have.
    """
    rule = rule_of(law, article, output)
    when = _condition(rule, subject, comparison, value)
    if isinstance(outcome, str):
        outcome = _condition(rule, outcome)
    case = {"when": when, "then": outcome}
    limit, given = _in_unit(rule, subject, value), _in_unit(rule, output, outcome)
    sentence = f"Is het zo dat {_words(subject)} {COMPARED[comparison].format(limit)}, dan is {_words(output)} {given}."
    raw = rule.raw
    if (
        isinstance(raw, Mapping)
        and raw.get("operation") == "IF"
        and isinstance(raw.get("cases"), list)
        and raw["cases"]
    ):
        return with_item(rule, "cases", case, sentence, first=True)
    return replaced_by(rule, {"operation": "IF", "cases": [case], "default": _expression(raw)}, sentence)


def in_proportion(law: LawText, article: str, output: str) -> LawText:
    """All or nothing becomes in proportion: below a lower limit what is given shrinks with the subject instead of going to 0.

    The rule must be a choice with one case, that something is at least (or more than) a limit, and 0 otherwise. Raises
    AmendError for any other rule, with what it must be.
    """
    rule = rule_of(law, article, output)
    when, then = _all_or_nothing(rule, _LOWER)
    share = {"operation": "DIVIDE", "values": [when["subject"], when["value"]]}
    part = {"operation": "MIN", "values": [1, {"operation": "MAX", "values": [0, share]}]}
    product = {"operation": "MULTIPLY", "values": [then, part]}
    new: Any = product
    if not _is_above_zero(law, article, when["value"]):
        # Without anything to reach, all of it is given: dividing by nothing has no outcome.
        reached = {"operation": "LESS_THAN_OR_EQUAL", "subject": when["value"], "value": 0}
        new = {"operation": "IF", "cases": [{"when": reached, "then": then}], "default": product}
    subject, limit = _words(when["subject"]), _words(when["value"])
    said = f"Is {subject} lager dan {limit}, dan is {_words(output)} naar evenredigheid lager."
    return replaced_by(rule, new, said)


def tapered(law: LawText, article: str, output: str, rate: Decimal) -> LawText:
    """A cliff becomes a slope: above an upper limit what is given shrinks by `rate` (0 to 1) of what is above it.

    The rule must be a choice with one case, that something is at most (or less than) a limit, and 0 otherwise. Raises
    AmendError for any other rule, and for a rate outside 0 to 1.
    """
    rule = rule_of(law, article, output)
    if not 0 < rate <= 1:
        raise rule.refused(tr("{rate} is geen deel van 1", rate=rate), tr("zoals 0.25 voor 25 procent"))
    when, then = _all_or_nothing(rule, _UPPER)
    above = {"operation": "MAX", "values": [0, {"operation": "SUBTRACT", "values": [when["subject"], when["value"]]}]}
    less = {"operation": "MULTIPLY", "values": [rate, above]}
    new = {"operation": "MAX", "values": [0, {"operation": "SUBTRACT", "values": [then, less]}]}
    share = f"{(rate * 100).normalize():f}".replace(".", ",")
    said = f"Is {_words(when['subject'])} hoger dan {_words(when['value'])}, dan gaat {share} procent van het meerdere eraf."
    return replaced_by(rule, new, said)


def compared_otherwise(law: LawText, article: str, path: str, comparison: str) -> LawText:
    """Another comparison in a rule: `path` leads to it below the rules ('execution.actions.0.value'). Raises AmendError."""
    rule = rule_at(law, article, path)
    _known(rule, comparison)
    if not isinstance(rule.raw, Mapping) or rule.raw.get("operation") not in COMPARISONS:
        raise rule.refused(tr("'{path}' is geen vergelijking", path=path))
    return replaced_by(Rule(law, article, (*rule.path, "operation")), comparison)


def rounded_otherwise(law: LawText, article: str, path: str, rounding: str, precision: int | None = None) -> LawText:
    """Rounded otherwise: ROUND, CEIL (up) or FLOOR (down), at `precision` (0 whole eurocents, -2 whole euros; None: as it was).

    What is rounded already is rounded so; anything else is from now on. Raises AmendError.
    """
    rule = rule_at(law, article, path)
    if rounding not in ROUNDING:
        raise rule.refused(tr("onbekende afronding '{rounding}'", rounding=rounding), ", ".join(ROUNDING))
    if precision is not None and not _PRECISIONS[0] <= precision <= _PRECISIONS[1]:
        raise rule.refused(tr("{precision} is geen nauwkeurigheid", precision=precision), "-2, 0, 2")
    raw = rule.raw
    if not isinstance(raw, Mapping) or raw.get("operation") not in ROUNDING:
        if precision is None:
            raise rule.refused(tr("zeg waarop wordt afgerond"), tr("-2 is hele euro's, 0 hele centen"))
        return replaced_by(rule, {"operation": rounding, "value": _expression(raw), "precision": precision})
    after = replaced_by(Rule(law, article, (*rule.path, "operation")), rounding)
    if precision is None:
        return after
    return replaced_by(Rule(after, article, (*rule.path, "precision")), precision)


def _condition(rule: Rule, subject: str, comparison: str | None = None, value: Any = None) -> Any:
    name = subject if subject.startswith("$") else f"${subject}"
    for used in (name, value):
        if isinstance(used, str) and used.startswith("$") and used.partition(".")[0] not in (known := names_of(rule)):
            hint = suggest(used, known) or ", ".join(sorted(known))
            message = tr(
                "artikel {article} kent '{name}' niet; noem het eerst als invoer", article=rule.article, name=used
            )
            raise rule.refused(message, hint)
    if comparison is None:
        return name
    _known(rule, comparison)
    return {"operation": comparison, "subject": name, "value": value}


def _known(rule: Rule, comparison: str) -> None:
    if comparison not in COMPARISONS:
        hint = suggest(comparison, COMPARISONS) or ", ".join(COMPARISONS)
        raise rule.refused(tr("onbekende vergelijking '{comparison}'", comparison=comparison), hint)


def is_all_or_nothing(rule: Rule, *, lower: bool) -> bool:
    """Whether a rule gives something or nothing by a lower limit (`in_proportion` takes it) or by an upper one (`tapered`)."""
    try:
        _all_or_nothing(rule, _LOWER if lower else _UPPER)
    except AmendError:
        return False
    return True


def _all_or_nothing(rule: Rule, comparisons: tuple[str, ...]) -> tuple[Mapping, Any]:
    """The condition and the outcome of a choice that gives something or nothing."""
    raw = rule.raw
    cases = raw.get("cases") if isinstance(raw, Mapping) and raw.get("operation") == "IF" else None
    case = cases[0] if isinstance(cases, list) and len(cases) == 1 else None
    when = case.get("when") if isinstance(case, Mapping) else None
    if (
        case is None
        or not isinstance(when, Mapping)
        or when.get("operation") not in comparisons
        or raw.get("default") != 0
    ):
        wanted = " / ".join(COMPARED[one].format(tr("een grens")) for one in comparisons)
        hint = tr("een IF met één geval waarin iets {wanted}, en anders 0", wanted=wanted)
        raise rule.refused(tr("deze regel is niet alles of niets"), hint)
    return when, _expression(case["then"])


def _expression(raw: Any) -> Any:
    """An expression without what belongs to the action around it."""
    if not isinstance(raw, Mapping) or "output" not in raw:
        return raw
    return {key: value for key, value in raw.items() if key != "output"}


def _is_truth(law: LawText, article: str, output: str, raw: Any) -> bool:
    at = law.position(article)
    fields = ((law.articles[at or 0].get("machine_readable") or {}).get("execution") or {}).get("output") or ()
    kinds = [item.get("type") for item in fields if isinstance(item, Mapping) and item.get("name") == output]
    if kinds:
        return kinds[0] == "boolean"
    return isinstance(raw, Mapping) and raw.get("operation") in (*COMPARISONS, "AND", "OR", "NOT", "IN", "NOT_IN")


def _is_above_zero(law: LawText, article: str, raw: Any) -> bool:
    """Whether a limit is a number of the article above zero."""
    if isinstance(raw, str):
        return any(c.name == raw.lstrip("$") and c.value > 0 for c in law.constants if c.article == article)
    return isinstance(raw, int | Decimal) and raw > 0


def _in_unit(rule: Rule, subject: str, value: Any) -> str:
    """A number as a sentence says it in the unit of what it is compared with."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return _words(value)
    at = rule.law.position(rule.article)
    unit = units_of(rule.law.articles[at or 0]["machine_readable"]).names.get(subject.lstrip("$"))
    if unit == "eurocent":
        euros = Decimal(value) / 100
        return f"€ {dutch(euros, 0 if euros == euros.to_integral_value() else 2)}"
    return dutch(Decimal(value)) + {"years": " jaar", "months": " maanden"}.get(unit or "", "")


def _words(raw: Any) -> str:
    if isinstance(raw, str):
        return raw.lstrip("$").replace("_", " ").replace(".", " ")
    if raw is None or isinstance(raw, bool):
        return {None: "niets", True: "waar", False: "niet waar"}[raw]
    return "dat" if isinstance(raw, Mapping) else str(raw).replace(".", ",")
