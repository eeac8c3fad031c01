"""A problem of the published schema in a sentence: where it is, what was expected and what stands there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jsonschema.exceptions import ValidationError

from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import nearest, one_of

_TYPE_WORDS = {
    "string": mark("tekst"),
    "number": mark("een getal"),
    "integer": mark("een geheel getal"),
    "boolean": mark("true of false"),
    "null": mark("null"),
    "object": mark("een object"),
    "array": mark("een lijst"),
}
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
"""The pattern of a day in the schema."""


def leaves(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """The errors a reader can act on: for "this record or null" the problems inside the record."""
    for error in errors:
        branch = [e for e in error.context or () if e.schema_path and e.schema_path[0] == 0]
        options: Any = error.validator_value
        record_or_null = error.validator == "oneOf" and options[-1] == {"type": "null"}
        if record_or_null and isinstance(error.instance, Mapping):
            yield from leaves(branch)
        else:
            yield error


def say(error: ValidationError) -> str:
    """The sentence of an error, starting with its place."""
    where = _place(error.absolute_path)
    expected: Any = error.validator_value
    got: Any = error.instance
    rules: Any = error.schema
    match error.validator:
        case "required":
            missing = [name for name in expected if name not in got]
            text = tr("veld {missing} ontbreekt", missing=", ".join(repr(name) for name in missing))
        case "additionalProperties":
            text = "; ".join(_unknown(name, rules["properties"]) for name in _extra(got, rules))
        case "type":
            kinds = [expected] if isinstance(expected, str) else expected
            text = tr("verwacht {kinds}, kreeg {got}", kinds=one_of(tr(_TYPE_WORDS[k]) for k in kinds), got=short(got))
        case "enum":
            words = ", ".join("null" if word is None else str(word) for word in expected)
            text = tr("{got} is geen van: {words}{near}", got=short(got), words=words, near=near(got, expected))
        case "const":
            text = tr("moet {dumps} zijn, kreeg {got}", dumps=json.dumps(expected), got=short(got))
        case "pattern" if expected == DAY:
            text = tr("{got} is geen bestaande dag (JJJJ-MM-DD)", got=short(got))
        case "pattern":
            text = tr("{got} heeft niet de vorm {expected}", got=short(got), expected=expected)
        case "minLength":
            text = tr("mag niet leeg zijn")
        case "minItems" | "maxItems":
            word = tr("ten minste") if error.validator == "minItems" else tr("ten hoogste")
            text = tr("verwacht {word} {expected} regels, kreeg {got}", word=word, expected=expected, got=len(got))
        case "minimum" | "maximum":
            text = tr("{got} ligt buiten de grens {expected}", got=got, expected=expected)
        case "oneOf" if "rows" in (got if isinstance(got, Mapping) else ()):
            text = tr("geef óf één getal in 'value', óf 'columns' en 'rows' met value null")
        case _:
            text = tr("verwacht een record of null, kreeg {got}", got=short(got))
    return f"{where}: {text}{_why(error)}"


def _why(error: ValidationError) -> str:
    """The rule behind a demand that only holds in some cases."""
    conditional = "then" in error.absolute_schema_path or "else" in error.absolute_schema_path
    root = error.absolute_path[0] if error.absolute_path else None
    reasons = {
        "findings": tr(" (een kritieke bevinding noemt wet, artikel, huishoudens en kleinste geval)"),
        "kader": tr(" (de woorden van het kader; leeg dan en slechts dan als de rij niet is beoordeeld)"),
        "laws": tr(" (een afgeleide tabel heeft een toelichting)"),
        "tests": tr(" (een toets die niet of deels is gedaan zegt wat ontbreekt)"),
        "verdict": tr(" (zonder ondertekenaar is een oordeel een voorstel)"),
    }
    return reasons.get(str(root), "") if conditional else ""


def _extra(got: Iterable[str], rules: Any) -> list[str]:
    return sorted(name for name in got if name not in rules["properties"])


def _unknown(name: str, known: Mapping[str, Any]) -> str:
    return tr("onbekend veld {name!r}{near}", name=name, near=near(name, known))


def near(word: object, known: Iterable[object]) -> str:
    """A known word that looks like it, as the end of a sentence; empty when there is none."""
    close = nearest(str(word), map(str, known))
    return "" if close is None else tr("; bedoelt u {close!r}?", close=close)


def short(value: object) -> str:
    """A value as JSON, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    limit = 60
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _place(path: Iterable[str | int]) -> str:
    place = ""
    for part in path:
        place += f"[{part}]" if isinstance(part, int) else f".{part}" if place else part
    return place or "bovenste niveau"
