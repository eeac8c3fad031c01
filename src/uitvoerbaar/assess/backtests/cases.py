"""What is compared with what: data/backtests/gevallen.yaml, every published figure with its source.

A case is a change of law: a shipped proposal, or two sides of the law of a day in which versions are pinned and numbers of
articles are others. Under it stand the comparisons: a measure of the change, the published figure, and where that is from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast, get_args

from uitvoerbaar.assess.norms import NET, load_settings
from uitvoerbaar.assess.poverty.lines import load_lines
from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.read_fact import read_fact
from uitvoerbaar.proposal.alternative import SEPARATOR
from uitvoerbaar.proposal.load import shipped_proposals

FILE = "gevallen.yaml"
Kind = Literal["raming", "uitkomst"]
"""An estimate made before, or what came of it."""
Origin = Literal["onafhankelijk", "deels", "invoer"]
"""Whether the published figure, or figures from which it follows, made the population: not at all, in part (numbers of people
are, the estimate is not), or wholly, so that the comparison proves nothing."""
Measured = Literal[
    "bedrag", "nieuwe_ontvangers", "nieuw_per_maand", "ontvangers_met_meer", "deel_met_minder", "minder_per_maand",
    "verschil_per_maand", "mensen_onder_grens", "deel_kinderen_onder_grens",
]  # fmt: skip
UNITS: Mapping[Measured, str] = {
    "bedrag": "mln euro per jaar",
    "nieuwe_ontvangers": "huishoudens",
    "nieuw_per_maand": "euro per maand",
    "ontvangers_met_meer": "huishoudens",
    "deel_met_minder": "procent",
    "minder_per_maand": "euro per maand",
    "verschil_per_maand": "euro per maand",
    "mensen_onder_grens": "personen",
    "deel_kinderen_onder_grens": "procentpunt",
}
OF_POVERTY: tuple[Measured, ...] = ("mensen_onder_grens", "deel_kinderen_onder_grens")
"""Measures of a line of poverty (`grens`) and net income, and not of a scheme (`regeling`)."""


@dataclass(frozen=True, slots=True)
class CaseSide:
    """The law of one side: versions by law, and by law and control the number as it is written."""

    pins: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A measure of a change beside a published figure. `scheme` is whose amounts are measured.

    `inputs` are files of data/population that hold what the figure follows from. `why` explains a miss, `question` says that
    nobody knows yet; both may be None when it is no miss.
    """

    id: str
    measured: Measured
    scheme: str
    published: Fact
    day: str
    origin: Origin
    inputs: tuple[str, ...]
    why: Text | None
    question: Text | None
    line: int
    poverty_line: str = ""
    """The line of data/assess/armoede.yaml that a measure of poverty counts below; `scheme` is then net income."""


@dataclass(frozen=True, slots=True)
class Case:
    """A change of law with what was published of it. `proposal` is the id of a shipped one, else both sides are given."""

    id: str
    name: Text
    how: Text
    kind: Kind
    day: str
    proposal: str
    before: CaseSide
    after: CaseSide
    comparisons: tuple[Comparison, ...]
    line: int


@dataclass(frozen=True, slots=True)
class NotRun:
    """A change of which something was published and that cannot be run here, with the reason."""

    name: Text
    reason: Text
    published: Fact | None


@dataclass(frozen=True, slots=True)
class Cases:
    """All cases, and what could not be run; `day` is when the published figures were gathered."""

    cases: tuple[Case, ...]
    not_run: tuple[NotRun, ...]
    day: str
    file: Path


def folder() -> Path:
    """The folder of the backtests."""
    return data_dir() / "backtests"


def load_cases(path: Path | None = None) -> Cases:
    """The cases of a file. Raises LawFileError with every problem, each with its line."""
    file = path or folder() / FILE
    entries = read_entries(file)
    schemes = {scheme.id for scheme in load_settings().schemes}
    day = _day(entries, "peildatum")
    cases = tuple(_case(entry, schemes) for entry in entries.objects("gevallen"))
    not_run = tuple(_not_run(entry) for entry in entries.objects("niet_doorgerekend"))
    _twice(entries, [(case.id, case.line) for case in cases])
    _twice(entries, [(row.id, row.line) for case in cases for row in case.comparisons])
    entries.check()
    return Cases(cases, not_run, day, file)


def _case(e: Entries, schemes: set[str]) -> Case:
    proposal = e.choice("voornemen", shipped_proposals()) if "voornemen" in e else ""
    given = [key for key in ("dag", "voor", "na") if key in e]
    if proposal and given:
        e.tell(given[0], tr("een geval met 'voornemen' heeft geen eigen '{key}'", key=given[0]))
    own = "voornemen" not in e
    before = _side(e.object("voor")) if "voor" in e else CaseSide()
    after = _side(e.object("na")) if "na" in e else CaseSide()
    if own and before == after:
        hint = tr("noem in 'voor' of 'na' versies (pins) of getallen (WET~KNOP~WAARDE)")
        e.tell("id", tr("voor en na zijn gelijk: dit geval verandert niets"), hint)
    comparisons = tuple(_comparison(row, schemes) for row in e.objects("vergelijkingen"))
    if not comparisons and "vergelijkingen" in e.raw:
        e.tell("vergelijkingen", tr("een geval zonder vergelijking zegt niets"))
    return Case(
        e.word("id"),
        e.text("naam"),
        e.text("hoe"),
        cast(Kind, e.choice("soort", get_args(Kind))),
        _day(e, "dag") if own else "",
        proposal,
        before,
        after,
        comparisons,
        e.raw.line,
    )


def _side(e: Entries) -> CaseSide:
    pins = e.object("pins") if "pins" in e else None
    numbers: dict[str, dict[str, str]] = {}
    for given in e.words("getallen") if "getallen" in e else ():
        parts = given.split(SEPARATOR)
        if len(parts) != 3 or not all(parts):
            hint = tr("zoals wet_op_de_zorgtoeslag~3#vermogensgrens~100000, overgenomen uit het adres van de werkbank")
            e.tell("getallen", tr("'{given}' is geen WET~KNOP~WAARDE", given=given), hint)
            continue
        law, control, value = parts
        numbers.setdefault(law, {})[control] = value
    return CaseSide({} if pins is None else {law: pins.word(law) for law in pins.names()}, numbers)


def _comparison(e: Entries, schemes: set[str]) -> Comparison:
    measured = e.choice("maat", UNITS)
    fact = e.object("cijfer")
    published = read_fact(fact)
    unit = UNITS.get(cast(Measured, measured))
    if unit is not None and published.unit and published.unit != unit:
        fact.tell(
            "eenheid", tr("'eenheid' is '{found}'; bij deze maat hoort '{unit}'", found=published.unit, unit=unit)
        )
    if "waarde" in fact.raw and published.value == 0:
        fact.tell("waarde", tr("'waarde' is 0: een verschil in procent met 0 bestaat niet"))
    if published.url is None:
        fact.tell("bron", tr("een gepubliceerd cijfer heeft een 'url' nodig waar het te lezen is"))
    origin = cast(Origin, e.choice("herkomst", get_args(Origin)))
    inputs = tuple(_inputs(e))
    if origin and (origin == "onafhankelijk") == bool(inputs):
        message = (
            tr("'herkomst' is onafhankelijk en toch staan er bestanden bij 'invoer'")
            if inputs
            else tr("bij 'herkomst: {origin}' horen de bestanden waaruit het volgt: 'invoer'", origin=origin)
        )
        e.tell("herkomst", message)
    of_poverty = measured in OF_POVERTY
    return Comparison(
        e.word("id"),
        cast(Measured, measured),
        NET if of_poverty else e.choice("regeling", sorted(schemes)),
        published,
        _as_read(e, "datum"),
        origin,
        inputs,
        e.text("uitleg") if "uitleg" in e else None,
        e.text("open_vraag") if "open_vraag" in e else None,
        e.raw.line,
        e.choice("grens", sorted(line.id for line in load_lines())) if of_poverty else "",
    )


def _inputs(e: Entries) -> Iterator[str]:
    place = data_dir() / "population"
    known = sorted(path.name for path in place.iterdir() if path.is_file())
    for name in e.words("invoer") if "invoer" in e else ():
        if name in known:
            yield name
        else:
            e.tell("invoer", tr("'{name}' staat niet in data/population", name=name), suggest(name, known))


def _not_run(e: Entries) -> NotRun:
    return NotRun(e.text("naam"), e.text("reden"), read_fact(e.object("cijfer")) if "cijfer" in e else None)


def _day(e: Entries, key: str) -> str:
    value = e.word(key)
    if isinstance(e.raw.get(key), str) and parse_date(value) is None:
        e.tell(key, tr("'{key}' moet een datum zijn (JJJJ-MM-DD), niet {value}", key=key, value=describe(value)))
    return value


def _as_read(e: Entries, key: str) -> str:
    """When a text was published, as far as the text says it: a year, a month or a day."""
    value = e.word(key)
    whole = value + "2000-01-01"[len(value) :] if len(value) in (4, 7) else value
    if isinstance(e.raw.get(key), str) and parse_date(whole) is None:
        e.tell(
            key,
            tr(
                "'{key}' is een jaar, maand of dag (JJJJ, JJJJ-MM of JJJJ-MM-DD), niet {value}",
                key=key,
                value=describe(value),
            ),
        )
    return value


def _twice(e: Entries, found: list[tuple[str, int]]) -> None:
    seen: dict[str, int] = {}
    for id_, line in found:
        if id_ and id_ in seen:
            message = tr("'{id_}' staat ook op regel {line}; elk geval en elke vergelijking heeft een eigen id", id_=id_,
                         line=seen[id_])  # fmt: skip
            e.problems.append(Problem(e.file, line, message))
        seen.setdefault(id_, line)
