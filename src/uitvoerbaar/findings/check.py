"""Is this JSON a valid uitvoeringstoets? Every problem in one run, each with its place and what was expected.

Two layers: the published JSON Schema (schema/uitvoeringstoets-1.json), and the references inside the file that a schema
cannot see (a reason that names a finding, a figure that names a test, a chart that names a column).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import islice
from typing import Any, TypeGuard

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import mark, tr, trn
from uitvoerbaar.base.messages import nearest, one_of
from uitvoerbaar.base.strict_json import no_numbers
from uitvoerbaar.findings import FORMAT, KADER
from uitvoerbaar.findings.claims import contradictions
from uitvoerbaar.findings.consistency import inconsistencies
from uitvoerbaar.findings.figure import PROOF_SIGNS
from uitvoerbaar.findings.provinces import PROVINCES
from uitvoerbaar.findings.sizes import oversize

_TYPE_WORDS = {
    "string": mark("tekst"),
    "number": mark("een getal"),
    "integer": mark("een geheel getal"),
    "boolean": mark("true of false"),
    "null": mark("null"),
    "object": mark("een object"),
    "array": mark("een lijst"),
}
_CHART_NEEDS = {
    "bars": ("category", "value"),
    "before_after_bars": ("category", "value", "series"),
    "diverging": ("category", "value", "series", "sign"),
    "histogram": ("category", "value"),
    "tile_map": ("category", "value"),
    "line": ("category", "value"),
    "timeline": ("month", "lane", "text"),
    "table": (),
}


LAST_MONTH = 24
"""A calendar shows a year and the year after it."""


class ReportError(UserError):
    """The JSON is not a valid uitvoeringstoets; ``problems`` holds one sentence each, starting with its place."""

    def __init__(self, problems: list[str], file: str = "report.json") -> None:
        self.problems = problems
        count = trn(len(problems), "{n} fout", "{n} fouten")
        lines = [
            tr("{file}: {count} tegen het formaat {format}", file=file, count=count, format=FORMAT),
            *(f"  {problem}" for problem in problems),
        ]
        super().__init__("\n".join(lines), file=file)


@cache
def schema() -> dict[str, Any]:
    """The published JSON Schema of the report."""
    text = (
        resources.files("uitvoerbaar.findings").joinpath("schema/uitvoeringstoets-1.json").read_text(encoding="utf-8")
    )
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _pattern(validator: Any, pattern: str, instance: Any, rules: Any) -> Iterator[ValidationError]:
    """`pattern` as JSON Schema has it: its $ is the end, not the end of a line. A day must be one that exists."""
    if not isinstance(instance, str):
        return
    whole = pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern
    if not re.search(whole, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")
    elif pattern == _DAY and parse_date(instance) is None:
        yield ValidationError(f"{instance!r} is no day")


_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_VALIDATOR = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
_TOLD = 100
"""Problems that are looked for; who has more mends these first."""


def check_report(data: Mapping[str, Any], file: str = "report.json") -> None:
    """Raise ``ReportError`` with every problem when ``data`` is not a valid uitvoeringstoets."""
    newer = _other_format(data.get("format"))
    if newer is not None:
        raise ReportError([newer], file)
    impossible = [*oversize(data), *islice(no_numbers(data), _TOLD)]
    if impossible:
        raise ReportError(impossible, file)
    problems = [_say(error) for error in _leaves(islice(_VALIDATOR(schema()).iter_errors(data), _TOLD))]
    if not problems:
        problems = list(islice(_references(data), _TOLD))
    if problems:
        raise ReportError(list(dict.fromkeys(problems)), file)


def _other_format(given: object) -> str | None:
    """What to say of a report of another version of the format; None when it may be one of ours."""
    name, _, version = str(given).partition("/")
    if name != FORMAT.partition("/")[0] or given == FORMAT or not version.isdigit():
        return None
    newer = int(version) > int(FORMAT.partition("/")[2])
    what = (
        tr("nieuwer; gebruik een nieuwere versie van uitvoerbaar") if newer else tr("ouder; maak het rapport opnieuw")
    )
    return tr(
        'format: moet "{format}" zijn, kreeg "{given}": het rapport is {what}', format=FORMAT, given=given, what=what
    )


def _leaves(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """The errors a reader can act on: for "this record or null" the problems inside the record."""
    for error in errors:
        branch = [e for e in error.context or () if e.schema_path and e.schema_path[0] == 0]
        options: Any = error.validator_value
        record_or_null = error.validator == "oneOf" and options[-1] == {"type": "null"}
        if record_or_null and isinstance(error.instance, Mapping):
            yield from _leaves(branch)
        else:
            yield error


def _say(error: ValidationError) -> str:
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
            text = tr("verwacht {kinds}, kreeg {got}", kinds=one_of(tr(_TYPE_WORDS[k]) for k in kinds), got=_short(got))
        case "enum":
            words = ", ".join("null" if word is None else str(word) for word in expected)
            text = tr("{got} is geen van: {words}{near}", got=_short(got), words=words, near=_near(got, expected))
        case "const":
            text = tr("moet {dumps} zijn, kreeg {got}", dumps=json.dumps(expected), got=_short(got))
        case "pattern" if expected == _DAY:
            text = tr("{got} is geen bestaande dag (JJJJ-MM-DD)", got=_short(got))
        case "pattern":
            text = tr("{got} heeft niet de vorm {expected}", got=_short(got), expected=expected)
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
            text = tr("verwacht een record of null, kreeg {got}", got=_short(got))
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
    return tr("onbekend veld {name!r}{near}", name=name, near=_near(name, known))


def _near(word: object, known: Iterable[object]) -> str:
    close = nearest(str(word), map(str, known))
    return "" if close is None else tr("; bedoelt u {close!r}?", close=close)


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    limit = 60
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _place(path: Iterable[str | int]) -> str:
    place = ""
    for part in path:
        place += f"[{part}]" if isinstance(part, int) else f".{part}" if place else part
    return place or "bovenste niveau"


def _references(data: Mapping[str, Any]) -> Iterator[str]:
    """Names inside a file that fits the schema but point nowhere."""
    ids = {kind: [item["id"] for item in data[kind]] for kind in ("tests", "findings", "figures")}
    for kind, names in ids.items():
        for name in (name for name, count in Counter(names).items() if count > 1):
            yield tr("{kind}: kenmerk {name!r} komt vaker dan één keer voor", kind=kind, name=name)
    if [row["id"] for row in data["kader"]] != list(KADER):
        yield tr("kader: de rijen horen in deze volgorde te staan: {kader}", kader=", ".join(KADER))
    yield from _missing("verdict.reasons", data["verdict"].get("reasons", ()), ids["findings"])
    yield from _missing("key_figures", data.get("key_figures", ()), ids["figures"])
    for figure in data["figures"]:
        is_number = figure["value"] is not None or figure["chart"] == "before_after_bars"
        if figure["id"] in data.get("key_figures", ()) and not is_number:
            yield tr("key_figures: {id!r} is geen los getal en geen before_after_bars", id=figure["id"])
    verdict_row = data["kader"][-1]
    if verdict_row["id"] == "eindoordeel" and verdict_row["value"] != data["verdict"]["value"]:
        yield tr(
            "kader[10].value: {value!r} is niet het oordeel {value_2!r}",
            value=verdict_row["value"],
            value_2=data["verdict"]["value"],
        )
    for kind in ("findings", "figures"):
        for index, item in enumerate(data[kind]):
            yield from _missing(f"{kind}[{index}].test", [item["test"]], ids["tests"])
        for index, row in enumerate(data["kader"]):
            yield from _missing(f"kader[{index}].{kind}", row.get(kind, ()), ids[kind])
    for index, figure in enumerate(data["figures"]):
        yield from _figure(f"figures[{index}]", figure)
    yield from _source_days(data)
    yield from contradictions(data["findings"])
    yield from inconsistencies(data)
    for index, finding in enumerate(data["findings"]):
        households = finding["households"]
        if households and not households["low"] <= households["value"] <= households["high"]:
            yield tr("findings[{index}].households: value ligt niet tussen low en high", index=index)


def _source_days(value: Any, where: str = "") -> Iterator[str]:
    """Days of sources that do not exist; a source may name no more than a year or a month."""
    waiting = [(where, value)]
    while waiting:
        place, item = waiting.pop()
        if isinstance(item, Mapping):
            day = item.get("date")
            if (
                isinstance(day, str)
                and {"url", "title"} & set(item)
                and parse_date(day + "-01-01"[: max(0, 10 - len(day))]) is None
            ):
                yield tr("{where}.date: {day} is geen dag die bestaat (JJJJ-MM-DD)", where=place, day=_short(day))
            waiting += [(f"{place}.{key}" if place else str(key), inner) for key, inner in reversed(list(item.items()))]
        elif isinstance(item, list):
            waiting += [(f"{place}[{at}]", inner) for at, inner in reversed(list(enumerate(item)))]


def _figure(where: str, figure: Mapping[str, Any]) -> Iterator[str]:
    keys = [column["key"] for column in figure["columns"]]
    encoding = {role: key for role, key in figure["encoding"].items() if key is not None}
    for need in _CHART_NEEDS[figure["chart"]]:
        if need not in encoding:
            yield tr(
                "{where}.encoding: een grafiek {chart!r} heeft {need!r} nodig",
                where=where,
                chart=figure["chart"],
                need=need,
            )
    for role, key in encoding.items():
        if key not in keys and role != "sign":
            yield tr(
                "{where}.encoding.{role}: kolom {key!r} bestaat niet{near}",
                where=where,
                role=role,
                key=key,
                near=_near(key, keys),
            )
    encoding = {role: key for role, key in encoding.items() if key in keys or role == "sign"}  # the others are told
    for number, row in enumerate(figure["rows"]):
        lacking = [key for key in keys if key not in row]
        if lacking:
            yield tr(
                "{where}.rows[{number}]: kolom {lacking} ontbreekt",
                where=where,
                number=number,
                lacking=", ".join(map(repr, lacking)),
            )
        else:
            yield from _proofs(f"{where}.rows[{number}]", row, figure["columns"])
            yield from _drawable(f"{where}.rows[{number}]", row, figure["chart"], encoding)
    if figure["chart"] == "line":
        yield from _falling(where, figure["rows"], encoding)
    numbers = [row.get(encoding.get("value")) for row in figure["rows"]]
    drawn = figure["chart"] not in ("table", "timeline") and figure["rows"]
    if drawn and all(number is None for number in numbers):
        yield tr("{where}.rows: geen enkele rij heeft een getal om te tekenen", where=where)


def _drawable(where: str, row: Mapping[str, Any], chart: str, encoding: Mapping[str, str]) -> Iterator[str]:
    """What a drawing asks of the cells of a row, on top of the format."""
    for role in ("value", "low", "high"):
        cell = row.get(encoding.get(role, ""))
        if isinstance(cell, bool) or not isinstance(cell, int | float | None):
            yield tr(
                "{where}.{encoding}: verwacht een getal om te tekenen, kreeg {got}",
                where=where,
                encoding=encoding[role],
                got=_short(cell),
            )
        elif chart == "histogram" and cell is not None and cell < 0:
            yield tr(
                "{where}.{encoding}: een histogram telt, dus niet onder nul; kreeg {cell}",
                where=where,
                encoding=encoding[role],
                cell=cell,
            )
    if chart == "line" and "category" in encoding and not _is_number(row[encoding["category"]]):
        yield tr(
            "{where}.{category}: verwacht een getal op de as, kreeg {got}",
            where=where,
            category=encoding["category"],
            got=_short(row[encoding["category"]]),
        )
    if chart == "timeline" and "month" in encoding and row[encoding["month"]] not in range(1, LAST_MONTH + 1):
        got = _short(row[encoding["month"]])
        yield tr(
            "{where}.{month}: verwacht een maand van 1 tot en met {last_month}, kreeg {got}",
            where=where,
            month=encoding["month"],
            last_month=LAST_MONTH,
            got=got,
        )
    if chart == "diverging" and "sign" in encoding and row.get(encoding["sign"]) not in (-1, 0, 1):
        yield tr(
            "{where}.{sign}: verwacht -1, 0 of 1, kreeg {got}",
            where=where,
            sign=encoding["sign"],
            got=_short(row.get(encoding["sign"])),
        )
    if chart == "tile_map" and "category" in encoding:
        name = row[encoding["category"]]
        province = name["nl"] if isinstance(name, Mapping) else name
        if province not in PROVINCES:
            yield tr(
                "{where}.{category}: {got} is geen provincie{near}",
                where=where,
                category=encoding["category"],
                got=_short(province),
                near=_near(province, PROVINCES),
            )


def _proofs(where: str, row: Mapping[str, Any], columns: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Results of proofs that are no word for one."""
    for column in columns:
        if column.get("unit") == "bewijs" and row[column["key"]] not in PROOF_SIGNS:
            got = _short(row[column["key"]])
            yield tr(
                "{where}.{key}: verwacht {proof_signs}, kreeg {got}",
                where=where,
                key=column["key"],
                proof_signs=", ".join(PROOF_SIGNS),
                got=got,
            )


def _falling(where: str, rows: list[Mapping[str, Any]], encoding: Mapping[str, str]) -> Iterator[str]:
    """Points of a curve that step back to the left."""
    last: dict[str, float] = {}
    for number, row in enumerate(rows):
        at, line = row.get(encoding.get("category", "")), _short(row.get(encoding.get("series", "")))
        if not _is_number(at):
            continue
        if at < last.get(line, at):
            yield tr(
                "{where}.rows[{number}].{category}: {at} ligt links van het punt ervoor ({last})",
                where=where,
                number=number,
                category=encoding["category"],
                at=at,
                last=last[line],
            )
        last[line] = at


def _is_number(cell: object) -> TypeGuard[int | float]:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _missing(where: str, names: Iterable[str], known: list[str]) -> Iterator[str]:
    for name in names:
        if name not in known:
            yield tr("{where}: {name!r} bestaat niet{near}", where=where, name=name, near=_near(name, known))
