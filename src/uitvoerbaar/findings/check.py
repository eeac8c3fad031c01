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
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.base.strict_json import no_numbers
from uitvoerbaar.base.typed import digits
from uitvoerbaar.findings import FORMAT, KADER
from uitvoerbaar.findings.claims import contradictions
from uitvoerbaar.findings.consistency import inconsistencies
from uitvoerbaar.findings.drawing import undrawable
from uitvoerbaar.findings.said import DAY, leaves, near, say, short
from uitvoerbaar.findings.sizes import oversize


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


@cache
def _validator() -> Any:
    """Holds values against the schema. References are written out once, as following each of them takes half the time."""
    definitions = schema()["$defs"]

    def plain(part: Any) -> Any:
        if isinstance(part, list):
            return [plain(item) for item in part]
        if not isinstance(part, dict):
            return part
        own = {key: plain(item) for key, item in part.items() if key not in ("$ref", "$defs")}
        return {**plain(definitions[part["$ref"].rpartition("/")[2]]), **own} if "$ref" in part else own

    return _VALIDATOR(plain(schema()))


def _pattern(validator: Any, pattern: str, instance: Any, rules: Any) -> Iterator[ValidationError]:
    """`pattern` as JSON Schema has it: its $ is the end, not the end of a line. A day must be one that exists."""
    if not isinstance(instance, str):
        return
    whole = pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern
    if not re.search(whole, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")
    elif pattern == DAY and parse_date(instance) is None:
        yield ValidationError(f"{instance!r} is no day")


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
    problems = [say(error) for error in leaves(islice(_validator().iter_errors(data), _TOLD))]
    if not problems:
        problems = list(islice(_references(data), _TOLD))
    if problems:
        raise ReportError(list(dict.fromkeys(problems)), file)


def _other_format(given: object) -> str | None:
    """What to say of a report of another version of the format; None when it may be one of ours."""
    name, _, version = str(given).partition("/")
    if name != FORMAT.partition("/")[0] or given == FORMAT or (number := digits(version)) is None:
        return None
    newer = number > int(FORMAT.partition("/")[2])
    what = (
        tr("nieuwer; gebruik een nieuwere versie van uitvoerbaar") if newer else tr("ouder; maak het rapport opnieuw")
    )
    return tr(
        'format: moet "{format}" zijn, kreeg "{given}": het rapport is {what}', format=FORMAT, given=given, what=what
    )


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
        yield from undrawable(f"figures[{index}]", figure)
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
                yield tr("{where}.date: {day} is geen dag die bestaat (JJJJ-MM-DD)", where=place, day=short(day))
            waiting += [(f"{place}.{key}" if place else str(key), inner) for key, inner in reversed(list(item.items()))]
        elif isinstance(item, list):
            waiting += [(f"{place}[{at}]", inner) for at, inner in reversed(list(enumerate(item)))]


def _missing(where: str, names: Iterable[str], known: list[str]) -> Iterator[str]:
    for name in names:
        if name not in known:
            yield tr("{where}: {name!r} bestaat niet{near}", where=where, name=name, near=near(name, known))
