"""What a user gives for a case: names and values as text, checked against the law and the register catalogue."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import json_words, suggest
from uitvoerbaar.base.twofold import twofold
from uitvoerbaar.base.typed import json_value
from uitvoerbaar.base.yaml import Mapping as YamlMapping
from uitvoerbaar.base.yaml import load, scalar
from uitvoerbaar.engine.explain.amounts import is_money, read_amount, refuse_unclear, understood
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.explain.needs import KIND_WORDS, Need, Needs, of_field
from uitvoerbaar.engine.explain.person_case import PersonCase, case_of, field_of
from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.engine.reference.case import plain
from uitvoerbaar.engine.reference.values import is_number
from uitvoerbaar.law.registers import CHILD, COLLECTIONS, HOUSEMATE, KEY

_BOOLEANS = {"true": True, "false": False, "ja": True, "nee": False}
_EMPTY = ("", "null", "~")
_RECORD = re.compile(rf"({CHILD}|{HOUSEMATE})\.\d+\Z")
_BASED = re.compile(r"0[xo]", re.IGNORECASE)
"""Sixteenths and eighths: numbers in the YAML of a program, not what people type for an amount."""
"""A whole child or housemate, given as an object."""
PERSONA = "persona"
"""The name of what a case file tells readers of its person: name, story, year; no law reads it."""


def read_case(
    explainer: Explainer,
    needs: Needs,
    given: Mapping[str, Any],
    files: Mapping[str, str] | None = None,
    notes: list[str] | None = None,
) -> PersonCase:
    """The case from names and values; text is read by the type that the law or the catalogue gives the name.

    `files` tells of a name from which file and line it comes, for messages. `notes` gets what was understood of amounts
    that were typed without a unit. Raises UserError for an unknown name (with a
    did-you-mean and what the law needs) or a value that does not fit.
    """
    values: dict[str, Any] = {}
    for name, raw in given.items():
        where = (files or {}).get(name, "--with")
        if name in COLLECTIONS or name == "partner" or _RECORD.match(name):
            values[name] = _nested(explainer, needs, name, raw, where)
            continue
        need = find_need(explainer, needs, name)
        if need is None:
            raise UserError(unknown(explainer, needs, name, where), column=name)
        values[name] = read_value(need, raw, where)
        told = understood(need, raw) if notes is not None and isinstance(raw, str) and where.startswith("--") else None
        if notes is not None and told is not None:
            notes.append(f"{where}: {told}")
    _said_once(values, files or {})
    if notes is not None:
        notes += _amounts_in_files(explainer, needs, given, files or {})
    return case_of(values, explainer.catalogue, frozenset(needs.outside))


def _said_once(values: Mapping[str, Any], files: Mapping[str, str]) -> None:
    """Refuse a fact that one source gives twice, within a record and by its own name: which of both counts would be the order
    in which they were written. Another source may say it anew (`--with` wins over a file)."""
    seen: dict[tuple[str, str], Any] = {}
    for name, value in values.items():
        where = files.get(name, "--with")
        source = where.rpartition(":")[0] or where
        for fact, said in _facts(name, value):
            if (source, fact) in seen:
                raise UserError(
                    tr(
                        "{option}: '{name}' is twee keer gegeven: {found} en {value}",
                        option=where,
                        name=fact,
                        found=seen[source, fact],
                        value=said,
                    ),
                    column=fact,
                )
            seen[source, fact] = said


def _facts(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The facts in a value of a case, each by its name with points."""
    if name in COLLECTIONS:
        for number, item in enumerate(value, 1):
            yield from _facts(f"{COLLECTIONS[name]}.{number}", item)
    elif isinstance(value, Mapping):
        yield from ((f"{name}.{key}", inner) for key, inner in value.items())
    else:
        yield name, value


def _amounts_in_files(
    explainer: Explainer, needs: Needs, given: Mapping[str, Any], files: Mapping[str, str]
) -> Iterator[str]:
    """Of each case file of the user one line on the amounts that say no unit: that they are eurocents, and the highest."""
    found: dict[str, list[tuple[int, Need]]] = {}
    for name, raw in given.items():
        file = files.get(name, "--").rpartition(":")[0]
        if file and os.path.isfile(Path(file)) and not Path(file).resolve().is_relative_to(data_dir().resolve()):
            found.setdefault(file, []).extend(_plain_amounts(explainer, needs, name, raw))
    for file, amounts in found.items():
        if amounts:
            highest, need = max(amounts, key=lambda pair: pair[0])
            yield tr(
                "{file}: bedragen zonder eenheid zijn gelezen als eurocenten; het hoogste is {shown} ({name}). Schrijf "
                "25000euro voor euro's.",
                file=file,
                shown=plain_words().show(highest, need.unit),
                name=need.name,
            )


def _plain_amounts(explainer: Explainer, needs: Needs, name: str, raw: Any) -> Iterator[tuple[int, Need]]:
    """The amounts without a unit in a value of a case, which may be a record or a list of them."""
    if isinstance(raw, Mapping | list | tuple):
        prefix = f"{COLLECTIONS.get(name, name)}."
        for position, item in enumerate(raw if isinstance(raw, list | tuple) else [raw], 1):
            within = prefix if name not in COLLECTIONS else f"{prefix}{position}."
            for key, inner in item.items() if isinstance(item, Mapping) else ():
                yield from _plain_amounts(explainer, needs, f"{within}{key}", inner)
    elif isinstance(raw, int) and not isinstance(raw, bool) and raw:
        need = find_need(explainer, needs, name)
        if need is not None and is_money(need):
            yield raw, need


def find_need(explainer: Explainer, needs: Needs, name: str) -> Need | None:
    """What is known of a name: of the law itself first, then of the registers."""
    if name == KEY:
        return Need(KEY, "number", text=tr("Het nummer van de persoon."))
    own = needs.parameters.get(name) or needs.inputs.get(name)
    found = field_of(explainer.catalogue, name)
    if found is not None:
        return of_field(found[1], name)
    if own is not None:
        return own
    short = name.removeprefix("partner.")
    return replace(needs.outside[short], name=name) if short in needs.outside else None


def unknown(explainer: Explainer, needs: Needs, name: str, where: str) -> str:
    """The message for a name that nobody knows."""
    prefix = name[: len(name) - len(name.rsplit(".", 1)[-1])]
    table = prefix.split(".")[0] if prefix else "persoon"
    fields = explainer.catalogue.names({"partner": "persoon"}.get(table, table))
    # Only the partner, and children and housemates by number, have fields: a word that is itself unknown is no hint.
    there = prefix in ("", "partner.") or _RECORD.match(prefix.removesuffix("."))
    known = [prefix + f for f in fields if there]
    known += [n.name for n in needs.read]
    known += [] if prefix else [*needs.parameters, *needs.inputs, *needs.outside, *COLLECTIONS, "partner_bsn"]
    if prefix and not fields:
        known += [f"partner.{field}" for field in explainer.catalogue.names("persoon")]
    # A short name, such as 'loon', is meant for the one name that begins with it.
    longer = sorted({n for n in known if n.startswith(f"{name}_")})
    hint = tr("bedoelde u '{longer}'?", longer=longer[0]) if len(longer) == 1 else suggest(name, known)
    return (
        tr("{where}: '{name}' kent deze wet niet en geen register", where=where, name=name)
        + (f" ({hint})" if hint else "")
        + f".\n{needs}"
    )


def _nested(explainer: Explainer, needs: Needs, name: str, raw: Any, where: str) -> Any:
    value = _json(name, raw, where) if isinstance(raw, str) and raw.strip().startswith(("[", "{")) else raw
    items = value if isinstance(value, list | tuple) else [value]
    alone = name in COLLECTIONS or len(items) == 1
    if not alone or not all(isinstance(item, Mapping) for item in items):
        shape = tr("een lijst van objecten") if name in COLLECTIONS else tr("een object")
        raise UserError(
            tr(
                '{where}: \'{name}\' moet {shape} zijn, zoals {{"geboortedatum": "2020-03-01"}}',
                where=where,
                name=name,
                shape=shape,
            )
        )
    read = []
    for number, item in enumerate(items, 1):
        prefix = f"{COLLECTIONS[name]}.{number}." if name in COLLECTIONS else f"{name}."
        one = {}
        for key, given in item.items():
            place = f"{where.rpartition(':')[0]}:{item.line_of(key)}" if isinstance(item, YamlMapping) else where
            need = find_need(explainer, needs, prefix + key)
            if need is None:
                raise UserError(unknown(explainer, needs, prefix + key, place), column=prefix + key)
            one[key] = read_value(need, given, place)
        read.append(one)
    return read if name in COLLECTIONS else read[0]


def _json(name: str, text: str, where: str) -> Any:
    try:
        return json_value(text, _no_number(name, where))
    except json.JSONDecodeError as error:
        raise UserError(
            tr(
                "{where}: '{name}' is geen geldige JSON: {error} bij teken {pos} van {text}",
                where=where,
                name=name,
                error=json_words(error),
                pos=error.pos + 1,
                text=text,
            )
        ) from None


def _no_number(name: str, where: str) -> Callable[[str], Any]:
    """What JSON of Python takes for numbers and JSON does not have (RFC 8259, section 6)."""

    def refuse(word: str) -> Any:
        raise UserError(tr("{where}: '{name}' heeft {word}, en dat is geen getal", where=where, name=name, word=word))

    return refuse


def read_value(need: Need, raw: Any, where: str) -> Any:
    """A value of the kind that `need` asks. Text is read; other values are checked. Raises UserError."""
    value = _from_text(need, raw.strip(), where) if isinstance(raw, str) else plain(raw)
    if value is None:
        if need.nullable:
            return None
        raise UserError(
            tr("{where}: '{name}' mag niet leeg zijn.\n{need}", where=where, name=need.name, need=need),
            column=need.name,
            expected=need.asked,
        )
    fits = {
        "number": is_number(value),
        "bool": isinstance(value, bool),
        "date": isinstance(value, str) and parse_date(value) is not None,
        "string": isinstance(value, str),
        "list": isinstance(value, tuple),
    }.get(need.kind, True)
    if not fits:
        raise UserError(
            tr(
                "{where}: '{name}' kan niet {raw!r} zijn; verwacht: {kind_words}.\n{need}",
                where=where,
                name=need.name,
                raw=raw,
                kind_words=KIND_WORDS[need.kind],
                need=need,
            ),
            column=need.name,
            expected=need.asked,
        )
    if need.whole and value != int(value):
        cents = round(value * 100)
        euros = f"€{cents // 100},{cents % 100:02}"
        raise UserError(
            tr(
                "{where}: '{name}' is {raw}; schrijf hele eurocenten: {cents}, of {euros}.\n{need}",
                where=where,
                name=need.name,
                raw=raw,
                cents=cents,
                euros=euros,
                need=need,
            ),
            column=need.name,
            expected=need.asked,
        )
    if need.values is not None and value not in need.values:
        hint = suggest(str(value), need.values)
        told = f" ({hint})" if hint else ""
        raise UserError(
            tr(
                "{where}: '{name}' kan niet {raw!r} zijn{told}; kies uit {values}",
                where=where,
                name=need.name,
                raw=raw,
                told=told,
                values=", ".join(need.values),
            ),
            column=need.name,
            expected=need.asked,
            hint=hint,
        )
    if (need.lo is not None and value < need.lo) or (need.hi is not None and value > need.hi):
        raise UserError(
            tr(
                "{where}: '{name}' is {raw}, maar moet van {lo} tot en met {hi} zijn.\n{need}",
                where=where,
                name=need.name,
                raw=raw,
                lo=need.lo,
                hi=need.hi,
                need=need,
            ),
            column=need.name,
            expected=need.asked,
        )
    return value


def _from_text(need: Need, text: str, where: str) -> Any:
    if need.kind in ("number", "any"):
        amount = read_amount(need, text, where)
        if amount is not None:
            return amount
    elif text.startswith("€"):
        raise UserError(
            tr(
                "{where}: '{name}' is geen bedrag in eurocent, dus kan niet {text} zijn.\n{need}",
                where=where,
                name=need.name,
                text=text,
                need=need,
            ),
            column=need.name,
            expected=need.asked,
        )
    if text.startswith(("[", "{")) or need.kind in ("list", "object"):
        return plain(_json(need.name, text, where))
    if need.kind == "string":
        return None if text == "null" else text
    if need.kind == "number":
        refuse_unclear(need, text, where)
    if text.lower() in _BOOLEANS and need.kind in ("bool", "any"):
        return _BOOLEANS[text.lower()]
    value = text if _BASED.match(text) else scalar(text)
    if value is None and text.lower() not in _EMPTY:
        raise UserError(
            tr(
                "{where}: '{name}' is {text}, en dat is geen getal of te groot.\n{need}",
                where=where,
                name=need.name,
                text=text[:40],
                need=need,
            )
        )
    return value


def read_pairs(pairs: Iterable[str], option: str = "--with") -> dict[str, str]:
    """`name=value` texts of an option by name. Raises UserError for one without `=` or a name that is given twice."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.strip()
        if not equals or not name:
            raise UserError(
                tr(
                    "{option}: '{pair}' is geen naam=waarde, zoals {option} loon_uit_dienstbetrekking=2500000",
                    option=option,
                    pair=pair,
                )
            )
        if name in found:
            raise UserError(
                tr(
                    "{option}: '{name}' is twee keer gegeven: {found} en {value}",
                    option=option,
                    name=name,
                    found=found[name],
                    value=value,
                )
            )
        found[name] = value
    return found


def read_case_file(path: Path) -> YamlMapping:
    """The names and values in a YAML or JSON file, without what it tells readers of the person (`persona`).

    It keeps the line of each name. Raises UserError when it is not an object.
    """
    if not os.path.isfile(path):
        why = tr("is een map, geen bestand") if os.path.isdir(path) else tr("bestaat niet")
        raise UserError(f"{path}: {why}", file=str(path))
    raw = load(read_text(path, str(path)), str(path))
    if not isinstance(raw, YamlMapping):
        raise UserError(
            tr("{path}: verwacht werd een object met naam: waarde, zoals 'geboortedatum: \"1990-05-01\"'", path=path)
        )
    raw.pop(PERSONA, None)
    for problem in twofold(raw, str(path)):
        raise UserError(str(problem), file=str(path))
    return raw
