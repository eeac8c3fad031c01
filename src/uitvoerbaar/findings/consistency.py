"""Parts of one report that contradict each other: verdict and kader against findings, counts against the country, sums.

A report.json may come from anybody. What the program itself writes fits together; a file in which somebody changed the verdict,
the weight of a finding or a number does not, and is refused with the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.numbers import euros
from uitvoerbaar.base.typed import digits

_EXPECTED = {"kritiek": "niet_uitvoerbaar", "ernstig": "uitvoerbaar_mits", None: "uitvoerbaar"}
_INTERACTION = {"kritiek": "ingrijpend", "ernstig": "middelgroot", None: "beperkt"}
_COUNTED = re.compile(r"^(\d+) (kritieke|ernstige) bevinding(?:en)?\b")
_PEOPLE = ("huishoudens", "personen")
_CHANGE = re.compile(r"^begroting-(.+)-verschil$")
_SLACK = 0.01
"""Part of the whole by which a count may exceed it: weights of a part of the population are rounded."""
_DIGITS = 0.011
"""Part by which rounded amounts may differ: own microdata are told in three digits."""
_CENTS = 2
_EURO = 100
_TO_THE_EURO = _EURO // 2 + _CENTS
"""Eurocent by which a change may differ from its table: it is told in whole euros, the table in cents."""


def inconsistencies(data: Mapping[str, Any]) -> Iterator[str]:
    """What the parts of a report say against one another, one sentence each, starting with its place."""
    worst = _worst(data)
    yield from _verdict(data, worst)
    yield from _interaction(data, worst)
    yield from _people(data)
    for index, finding in enumerate(data["findings"]):
        yield from _finding(f"findings[{index}]", finding, data["population"]["represents"])
    for index, figure in enumerate(data["figures"]):
        yield from _figure(f"figures[{index}]", figure, data["population"]["represents"])
    yield from _changes(data)
    yield from _winners(data)


def _worst(data: Mapping[str, Any]) -> str | None:
    severities = {finding["severity"] for finding in data["findings"]}
    return next((severity for severity in ("kritiek", "ernstig") if severity in severities), None)


def _verdict(data: Mapping[str, Any], worst: str | None) -> Iterator[str]:
    """The proposed verdict follows from the findings; a person who signs may judge otherwise, and then it says so."""
    verdict = data["verdict"]
    if verdict.get("proposed", True):
        none = verdict["value"] == "geen_oordeel"
        if not none and verdict["value"] != _EXPECTED[worst]:
            yield tr(
                "verdict.value: {value!r} spreekt de bevindingen tegen: de zwaarste is {worst}, dus voorgesteld wordt "
                "{expected!r}",
                value=verdict["value"],
                worst=worst or tr("geen kritieke of ernstige"),
                expected=_EXPECTED[worst],
            )
        heavy = {f["id"] for f in data["findings"] if f["severity"] in ("kritiek", "ernstig")}
        if not none and set(verdict.get("reasons", ())) != heavy:
            yield tr(
                "verdict.reasons: zijn niet precies de kritieke en ernstige bevindingen ({differ})",
                differ=", ".join(sorted(heavy ^ set(verdict.get("reasons", ())))),
            )
    said = _COUNTED.match(verdict["explanation"]["nl"])
    if said is not None:
        severity = {"kritieke": "kritiek", "ernstige": "ernstig"}[said.group(2)]
        there = sum(finding["severity"] == severity for finding in data["findings"])
        if digits(said.group(1)) != there:
            yield tr(
                "verdict.explanation: noemt {said} {word} bevindingen, er staan er {there}",
                said=said.group(1),
                word=said.group(2),
                there=there,
            )


def _interaction(data: Mapping[str, Any], worst: str | None) -> Iterator[str]:
    row = data["kader"][0]
    if row["id"] != "interactie" or row["status"] == "niet_beoordeeld":
        return
    if row["value"] != _INTERACTION[worst]:
        yield tr(
            "kader[0].value: {value!r} spreekt de bevindingen tegen: verwacht {expected!r}",
            value=row["value"],
            expected=_INTERACTION[worst],
        )
    heavy = {finding["id"] for finding in data["findings"] if finding["severity"] == "kritiek"}
    if row.get("findings") and not heavy <= set(row.get("findings", ())):
        yield tr(
            "kader[0].findings: noemt niet alle kritieke bevindingen ({lacking})",
            lacking=", ".join(sorted(heavy - set(row.get("findings", ())))),
        )


def _people(data: Mapping[str, Any]) -> Iterator[str]:
    people = data["population"]
    if people["kind"] == "synthetisch" and people["households"] > people["represents"]:
        yield tr(
            "population.households: {rows} rijen staan voor maar {represents} huishoudens",
            rows=people["households"],
            represents=people["represents"],
        )


def _most(represents: int, step: int = 0) -> float:
    return represents * (1 + _SLACK) + max(1, step)


def _finding(where: str, finding: Mapping[str, Any], represents: int) -> Iterator[str]:
    counted = finding["households"]
    step = (counted or {}).get("rounded_to") or 0
    counts = (
        [] if counted is None else [("households.value", counted["value"]), ("households.of", counted.get("of") or 0)]
    )
    counts += [(f"groups[{n}].households", group["households"]) for n, group in enumerate(finding.get("groups", ()))]
    for place, count in counts:
        if count > _most(represents, step):
            yield tr(
                "{where}.{place}: {count} huishoudens is meer dan de bevolking ({represents})",
                where=where,
                place=place,
                count=count,
                represents=represents,
            )
    case = finding["smallest_case"]
    if case is not None:
        yield from _case(where, finding["title"]["nl"], case)


def _case(where: str, title: str, case: Mapping[str, Any]) -> Iterator[str]:
    difference = abs(case["before"]["value"] - case["after"]["value"])
    if case["before"]["unit"] == case["after"]["unit"] and abs(difference - abs(case["loss"])) > _EURO:
        yield tr(
            "{where}.smallest_case.loss: {loss} is niet het verschil tussen 'before' en 'after' ({difference})",
            where=where,
            loss=case["loss"],
            difference=difference,
        )
    mistake = case.get("mistake")
    if mistake is not None and mistake.get("size") and case["ratio"] is not None:
        ratio = case["loss"] / mistake["size"]
        if abs(ratio - case["ratio"]) > max(_SLACK, _SLACK * abs(ratio)):
            yield tr(
                "{where}.smallest_case.ratio: {said} is niet het verlies gedeeld door de vergissing ({ratio:.2f})",
                where=where,
                said=case["ratio"],
                ratio=ratio,
            )
    if " kost €" in title and euros(case["loss"]) not in title:
        yield tr(
            "{where}.title: noemt niet het verlies van het kleinste geval ({loss})",
            where=where,
            loss=euros(case["loss"]),
        )


def _figure(where: str, figure: Mapping[str, Any], represents: int) -> Iterator[str]:
    counts = [column["key"] for column in figure["columns"] if column.get("unit") == "huishoudens"]
    ends = [figure["encoding"].get(name) for name in ("low", "high")] + ["laag", "hoog"]
    value, span = figure["value"], figure["range"]
    if value is not None and span is not None and span["low"] is not None and span["high"] is not None:
        if not span["low"] <= value <= span["high"]:
            yield tr("{where}.range: {value} ligt niet tussen low en high", where=where, value=value)
        wide = figure.get("wider")
        if wide is not None and not _within(span, wide):
            yield tr("{where}.wider: de band met aannamen is niet ruimer dan die van de steekproef", where=where)
        if figure["unit"] in _PEOPLE and value < 0:
            yield tr("{where}.value: een aantal is niet kleiner dan nul", where=where)
    if value is not None and figure["unit"] == "huishoudens" and value > _most(represents, _step(represents)):
        yield tr(
            "{where}.value: {count} huishoudens is meer dan de bevolking ({represents})",
            where=where,
            count=value,
            represents=represents,
        )
    for number, row in enumerate(figure["rows"]):
        place = f"{where}.rows[{number}]"
        for key in counts:
            cell = row.get(key)
            most = _most(represents, _step(represents))
            if key not in ends and isinstance(cell, int | float) and not 0 <= cell <= most:
                yield tr(
                    "{place}.{key}: {cell} huishoudens kan niet in een bevolking van {represents}",
                    place=place,
                    key=key,
                    cell=cell,
                    represents=represents,
                )
        yield from _row(place, figure, row)


def _within(span: Mapping[str, Any], wide: Mapping[str, Any]) -> bool:
    """Whether an interval lies within a wider one, which has both its ends."""
    low, high = _number(wide["low"]), _number(wide["high"])
    return low is not None and high is not None and low <= span["low"] and span["high"] <= high


def _step(represents: int) -> int:
    """How far rounding of own microdata may lift a count above the whole."""
    return represents // 10


def _row(place: str, figure: Mapping[str, Any], row: Mapping[str, Any]) -> Iterator[str]:
    encoding = figure["encoding"]
    value, low, high = (_number(row.get(encoding.get(name) or "")) for name in ("value", "low", "high"))
    ordered = value is None or low is None or high is None or low - _CENTS <= value <= high + _CENTS
    if not ordered:
        yield tr("{place}: {value} ligt niet tussen {low} en {high}", place=place, value=value, low=low, high=high)
    share = figure["unit"] == "aandeel" and figure["chart"] in ("diverging", "before_after_bars", "histogram")
    if share and value is not None and not 0 <= value <= 1:
        yield tr("{place}.{key}: een deel van een groep ligt tussen 0 en 1", place=place, key=encoding["value"])


def _number(cell: Any) -> float | None:
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _changes(data: Mapping[str, Any]) -> Iterator[str]:
    """The change of a scheme is what its table says: after less before."""
    sums: dict[tuple[str, str], float] = {}
    for figure in data["figures"]:
        if figure["id"] == "begroting-regelingen":
            for row in figure["rows"]:
                if isinstance(row.get("bedrag"), int | float):
                    sums[_word(row["regeling"]), _word(row["kant"])] = row["bedrag"]
    for index, figure in enumerate(data["figures"]):
        name = figure["title"]["nl"].partition(":")[0]
        before, after = sums.get((name, "Voor")), sums.get((name, "Na"))
        if _CHANGE.match(figure["id"]) and figure["value"] is not None and before is not None and after is not None:
            rounded: float = _TO_THE_EURO
            if data["population"]["kind"] == "eigen":
                rounded = max(rounded, _DIGITS * max(abs(before), abs(after)))
            if abs(after - before - figure["value"]) > rounded:
                yield tr(
                    "figures[{index}].value: {value} is niet het verschil in de tabel van de regelingen ({difference})",
                    index=index,
                    value=figure["value"],
                    difference=after - before,
                )


def _word(cell: Any) -> str:
    return str(cell["nl"] if isinstance(cell, Mapping) else cell)


def _winners(data: Mapping[str, Any]) -> Iterator[str]:
    """Who lose and who gain are at most everybody."""
    values = {figure["id"]: figure["value"] for figure in data["figures"]}
    both = [_number(values.get(f"inkomenseffecten-{name}")) or 0 for name in ("verliezers", "winnaars")]
    represents = data["population"]["represents"]
    if sum(both) > _most(represents, _step(represents)):
        yield tr("figures: wie erop vooruit- en achteruitgaan zijn samen meer dan de bevolking ({n})", n=represents)
    own = data["population"]["kind"] == "eigen"  # counts and shares of own microdata are rounded apart
    yield from _by_group(
        data["figures"], values, represents, max(_step(represents), represents * _SLACK) if own else represents * _SLACK
    )


def _by_group(
    figures: list[Mapping[str, Any]], values: Mapping[str, Any], represents: int, slack: float
) -> Iterator[str]:
    """The shares of groups that lose and that gain, times the size of each group, come to the numbers of the first screen.

    Groups that are too small to show may be lacking, or stand there without a number: then the shown ones come to as many
    less at most.
    """
    sizes = {
        figure["id"].removeprefix(_MEANS): {
            _word(row["groep"]): size for row in figure["rows"] if (size := _number(row["huishoudens"])) is not None
        }
        for figure in figures
        if figure["id"].startswith(_MEANS)
    }
    for index, figure in enumerate(figures):
        of = sizes.get(figure["id"].removeprefix(_SHARES)) if figure["id"].startswith(_SHARES) else None
        if of is None:
            continue
        untold = {_word(row["groep"]) for row in figure["rows"] if _number(row["aandeel"]) is None}
        of = {group: size for group, size in of.items() if group not in untold}
        left_out = max(0, represents - sum(of.values()))  # all of whom may lose, or gain
        for sign, name in ((-1, "verliezers"), (1, "winnaars")):
            told = _number(values.get(f"inkomenseffecten-{name}"))
            rows = [row for row in figure["rows"] if row["richting"] == sign]
            counted = sum(row["aandeel"] * of[group] for row in rows if (group := _word(row["groep"])) in of)
            off = slack + len(of)
            if told is not None and (counted > told + off or counted < told - off - left_out):
                yield tr(
                    "figures[{index}]: de aandelen komen op {counted} {name}, maar het getal op het eerste scherm is {told}",
                    index=index,
                    counted=round(counted),
                    name=name,
                    told=told,
                )


_MEANS, _SHARES = "inkomenseffecten-gemiddeld-", "inkomenseffecten-aandelen-"
