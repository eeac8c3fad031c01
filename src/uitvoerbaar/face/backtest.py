"""Changes of law that were estimated or happened, run on a population: ours beside what was published."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uitvoerbaar.assess.backtests.cases import Cases, folder, load_cases
from uitvoerbaar.assess.backtests.measure import off_words
from uitvoerbaar.assess.backtests.record import (
    FILE,
    Moved,
    Sample,
    explained_of,
    load_records,
    moved,
    recorded_text,
    sample_of,
)
from uitvoerbaar.assess.backtests.run import NEAR, Row, run_cases
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import Lang, active, both, said, tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.numbers import decimal, percent
from uitvoerbaar.base.text import Cell, Text
from uitvoerbaar.base.whole import put
from uitvoerbaar.delivery.fact import CONFIDENCE_NAMES, Fact
from uitvoerbaar.face.extras import need_report
from uitvoerbaar.findings import Column, Figure, Range
from uitvoerbaar.population.manifest import read_manifest

if TYPE_CHECKING:
    from uitvoerbaar.population.ensemble.kept import Ensemble

_TITLE = Text(
    "Terugblik op beleid: onze uitkomst naast de raming", "Backtests of policy: our outcome beside the estimate"
)
_KICKER = Text("Terugblik", "Looking back")
_UNITS = {
    "mln euro per jaar": Text("mln euro per jaar", "million euros a year"),
    "huishoudens": Text("huishoudens", "households"),
    "procent": Text("procent", "percent"),
    "euro per maand": Text("euro per maand", "euros a month"),
    "personen": Text("personen", "persons"),
    "procentpunt": Text("procentpunt", "percentage points"),
}
_MEASURES = {
    "bedrag": Text("verandering van het bedrag", "change of the amount"),
    "nieuwe_ontvangers": Text("nieuwe ontvangers", "new recipients"),
    "nieuw_per_maand": Text("bedrag van nieuwe ontvangers", "amount of new recipients"),
    "ontvangers_met_meer": Text("ontvangers met meer", "recipients with more"),
    "deel_met_minder": Text("deel van de ontvangers met minder", "share of recipients with less"),
    "minder_per_maand": Text("verlies van wie minder krijgt", "loss of those with less"),
    "verschil_per_maand": Text("verschil per ontvanger", "difference per recipient"),
    "mensen_onder_grens": Text("mensen onder de armoedegrens", "people below the poverty line"),
    "deel_kinderen_onder_grens": Text("kinderen onder de armoedegrens", "children below the poverty line"),
}
_ORIGINS = {
    "onafhankelijk": Text("onafhankelijk", "independent"),
    "deels": Text("deels invoer", "partly an input"),
    "invoer": Text("invoer: bewijst niets", "an input: proves nothing"),
}
_HIT = {True: Text("dichtbij", "near"), False: Text("mis", "miss")}
_CHANCE = Text(
    "Achter ons cijfer staat het 95 procent-interval van de steekproef alleen",
    "Behind our figure stands the 95 percent interval of the sample only",
)
_WIDE = Text(
    "Achter ons cijfer staat het interval van steekproef, aannamen (een ensemble van bevolkingen), ijking en de vergelijkingen "
    "van andere gevallen samen",
    "Behind our figure stands the interval of sample, assumptions (an ensemble of populations), calibration and the comparisons "
    "of other cases together",
)


@dataclass(frozen=True, slots=True)
class PolicyBacktests:
    """Every comparison that was run, and those that moved since they were recorded (None: nothing is recorded)."""

    cases: Cases
    rows: tuple[Row, ...]
    sample: Sample | None
    moved: tuple[Moved, ...] | None
    command: str
    no_ensemble: Text | None = None
    """Why the intervals are of the sample only; None when assumptions and calibration are in them."""
    explained: Sample | None = None
    """The sample of which the explanations of misses tell, when it is another than this one: their figures are of that one."""

    def lines(self) -> Iterator[str]:
        """A line per comparison in the language that is spoken, the misses with their reason, and the totals."""
        case = ""
        for row in self.rows:
            if row.case.id != case:
                case = row.case.id
                yield said(row.case.name)
            yield "  " + tr(
                "{what}: gepubliceerd {published}, hier {ours} {unit} ({off}; {hit}; {origin})",
                what=said(_MEASURES[row.of.measured]), published=said(_number(row.of.published.value)),
                ours=said(_ours(row)), unit=said(_UNITS[row.of.published.unit]), off=said(_off(row)),
                hit=said(_HIT[row.near]), origin=said(_ORIGINS[row.of.origin]),
            )  # fmt: skip
            if not row.near:
                yield f"    {said(_reason(row, self.explained))}"
        for left in self.cases.not_run:
            yield tr("niet doorgerekend: {name}: {why}", name=said(left.name), why=said(left.reason))
        yield from self._totals()

    def _totals(self) -> Iterator[str]:
        tested = [row for row in self.rows if row.counts]
        near = sum(row.near for row in tested)
        yield tr(
            "{near} van {all} vergelijkingen binnen {share} procent van het gepubliceerde cijfer",
            near=near,
            all=len(tested),
            share=round(NEAR * 100),
        )
        yield tr(
            "in {inside} daarvan ligt het gepubliceerde cijfer in ons interval",
            inside=sum(row.inside for row in tested),
        )
        if self.no_ensemble is None:
            yield tr(
                "zonder wat de andere vergelijkingen leren zijn dat er {inside}",
                inside=sum(row.inside_known for row in tested),
            )
        else:
            yield tr("dat interval is van de steekproef alleen: {why}", why=said(self.no_ensemble))
        if self.moved is None:
            yield tr("voor deze bevolking is niets vastgelegd")
            return
        for each in self.moved:
            if each.was is None:
                yield tr("niet vastgelegd: {id_} is {now}", id_=each.id, now=f"{each.now:.6g}")
            else:
                yield tr(
                    "veranderd: {id_} was {was} en is {now}", id_=each.id, was=f"{each.was:.6g}", now=f"{each.now:.6g}"
                )

    def as_json(self) -> dict[str, Any]:
        """The table as JSON values: numbers in the unit of each row."""
        sample = self.sample
        return {
            "population": None
            if sample is None
            else {"households": sample.households, "year": sample.year, "seed": sample.seed},
            "explained_of": None if self.explained is None else asdict(self.explained),
            "rows": [_json(row) for row in self.rows],
            "not_run": [
                {"name": _both(each.name), "reason": _both(each.reason), "published": _fact(each.published)}
                for each in self.cases.not_run
            ],
            "interval": "sample"
            if self.no_ensemble is not None
            else "sample, assumptions, calibration and other cases",
            "tested": sum(row.counts for row in self.rows),
            "near": sum(row.near for row in self.rows if row.counts),
            "inside": sum(row.inside for row in self.rows if row.counts),
        }

    def write(self, folder: str | Path, *, lang: Lang | None = None) -> tuple[Path, Path]:
        """Write the page and the JSON in a folder; gives their paths."""
        need_report()
        from uitvoerbaar.report.curve_page import render_curves

        page, data = Path(folder) / "terugblik-beleid.html", Path(folder) / "terugblik-beleid.json"
        html = render_curves(_TITLE, self._figures(), _about(self), lang or active(), kicker=_KICKER)
        text = json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n"
        put({page: html.encode(), data: text.encode()})
        return page, data

    def record(self, path: Path | None = None) -> Path:
        """Put these rows in the record in place of those that were there. Raises UserError for own microdata."""
        if self.sample is None:
            raise UserError(
                tr("van eigen gegevens wordt niets vastgelegd: alleen een gemaakte bevolking heeft een zaad")
            )
        file = path or folder() / FILE
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        put({file: recorded_text(self.rows, self.sample, text).encode()})
        return file

    def _figures(self) -> list[Figure]:
        return [_table(self), _misses(self), _left(self)]


def policy_backtests(
    population: str | Path, chosen: Collection[str] = (), told: Callable[[str], None] = lambda _: None
) -> PolicyBacktests:
    """Run the cases (those that are `chosen` by id, else all) on the population in a folder.

    Raises UserError for an unknown case and for what cannot be computed, LawFileError for a malformed file.
    """
    cases = load_cases()
    known = [case.id for case in cases.cases]
    for id_ in chosen:
        if id_ not in known:
            hint = suggest(id_[:100], known) or tr("er zijn: {known}", known=", ".join(known))
            raise UserError(tr("er is geen terugblik '{id_}' ({hint})", id_=id_[:100], hint=hint))
    place = Path(population)
    sample = sample_of(read_manifest(place)) if (place / "manifest.json").is_file() else None
    records = load_records(row.id for case in cases.cases for row in case.comparisons)
    ensemble, why = _ensemble(sample)
    rows = run_cases(cases, place, chosen, told, ensemble)
    recorded = None if sample is None else records.get(sample)
    command = f"uitvoerbaar backtest --population {population}"
    moves = None if recorded is None else moved(rows, recorded)
    of = explained_of(records)
    return PolicyBacktests(cases, rows, sample, moves, command, why, None if of == sample else of)


def _ensemble(sample: Sample | None) -> tuple[Ensemble | None, Text | None]:
    """The ensemble that is kept, or why there is none."""
    from uitvoerbaar.population.ensemble.kept import EnsembleError, kept_folder, open_ensemble

    if sample is None:
        return None, Text("eigen gegevens hebben geen ensemble", "own microdata have no ensemble")
    try:
        return open_ensemble(kept_folder()), None
    except EnsembleError as error:
        return None, both(error.args[0])


def _reason(row: Row, explained: Sample | None) -> Text:
    parts = []
    if row.of.why is not None and explained is not None:
        parts.append(
            Text(
                "waarom, met de getallen van een andere bevolking dan deze ({households} huishoudens, {year}, zaad {seed}): {why}",
                "why, with the figures of another population than this one ({households} households, {year}, seed {seed}): {why}",
            ).format(
                households=decimal(explained.households),
                year=str(explained.year),
                seed=str(explained.seed),
                why=row.of.why,
            )
        )
    elif row.of.why is not None:
        parts.append(Text("waarom: {why}", "why: {why}").format(why=row.of.why))
    if row.of.question is not None:
        parts.append(Text("open vraag: {why}", "open question: {why}").format(why=row.of.question))
    return Text(" ").join(parts) if parts else Text("zonder uitleg", "without an explanation")


def _about(of: PolicyBacktests) -> list[Text]:
    tested = [row for row in of.rows if row.counts]
    return [
        Text(
            "{near} van {all} vergelijkingen liggen binnen {share} procent van het gepubliceerde cijfer. Wetten en bevolking "
            "zijn niet bijgesteld om dichterbij te komen; een lezing van een sleutel is na de eerste uitkomst veranderd "
            "(docs/backtests.md). Wat mist, staat er met de reden of als open vraag.",
            "{near} of {all} comparisons lie within {share} percent of the published figure. Law and population were not "
            "adjusted to come nearer; one reading of a key was changed after the first outcome (docs/backtests.md). What "
            "misses stands there with its reason or as an open question.",
        ).format(near=sum(r.near for r in tested), all=len(tested), share=percent(NEAR)),
        Text(
            "In {inside} van de {all} ligt het gepubliceerde cijfer in ons interval, zonder wat de andere gevallen leren in "
            "{known}. {what}.",
            "In {inside} of the {all} the published figure lies within our interval, without what other cases teach in {known}. "
            "{what}.",
        ).format(
            known=sum(r.inside_known for r in tested),
            inside=sum(r.inside for r in tested),
            all=len(tested),
            what=_WIDE if of.no_ensemble is None else _CHANCE,
        ),
        *(
            []
            if of.no_ensemble is None
            else [Text("Geen ensemble: {why}.", "No ensemble: {why}.").format(why=of.no_ensemble)]
        ),
        Text(
            "Een raming van een ministerie is zelf ook een schatting, soms met gedrag erin. Wij rekenen zonder gedrag.",
            "An estimate of a ministry is an estimate too, sometimes with behaviour in it. We compute without behaviour.",
        ),
    ]


def _table(of: PolicyBacktests) -> Figure:
    return _figure(
        of,
        "terugblik-beleid",
        Text("Ons cijfer naast het gepubliceerde", "Our figure beside the published one"),
        Text(
            "Dichtbij is binnen 25 procent van het gepubliceerde cijfer (aanname). Bij belasting is meer opbrengst "
            "boven nul, bij een toeslag zijn meer uitgaven boven nul.",
            "Near is within 25 percent of the published figure (assumption). For tax more revenue is above zero, for an "
            "allowance more spending is above zero.",
        ),
        (
            Column("wat", Text("Verandering", "Change")),
            Column("maat", Text("Wat", "What")),
            Column("gepubliceerd", Text("Gepubliceerd", "Published")),
            Column("ons", Text("Hier", "Here")),
            Column("eenheid", Text("Eenheid", "Unit")),
            Column("verschil", Text("Verschil", "Difference")),
            Column("uitkomst", Text("Uitkomst", "Outcome")),
            Column("herkomst", Text("Toets?", "A test?")),
            Column("bron", Text("Bron", "Source")),
        ),
        [_cells(row) for row in of.rows],
    )


def _cells(row: Row) -> Mapping[str, Cell]:
    fact = row.of.published
    source = Text("{source}, {day} ({sure})", "{source}, {day} ({sure})").format(
        source=Text(fact.source), day=Text(row.of.day), sure=CONFIDENCE_NAMES[fact.confidence]
    )
    return {
        "wat": row.case.name,
        "maat": _MEASURES[row.of.measured],
        "gepubliceerd": _number(fact.value),
        "ons": _ours(row),
        "eenheid": _UNITS[fact.unit],
        "verschil": _off(row),
        "uitkomst": _HIT[row.near],
        "herkomst": _ORIGINS[row.of.origin],
        "bron": source,
    }


def _misses(of: PolicyBacktests) -> Figure:
    return _figure(
        of,
        "terugblik-beleid-missers",
        Text("Wat mist, en waarom", "What misses, and why"),
        Text("Elke rij die verder dan 25 procent mist.", "Every row that misses by more than 25 percent."),
        (
            Column("wat", Text("Verandering", "Change")),
            Column("hoe", Text("Hoe doorgerekend", "How it was run")),
            Column("reden", Text("Reden of open vraag", "Reason or open question")),
        ),
        [
            {
                "wat": Text("{case}: {what}", "{case}: {what}").format(
                    case=row.case.name, what=_MEASURES[row.of.measured]
                ),
                "hoe": row.case.how,
                "reden": _reason(row, of.explained),
            }
            for row in of.rows
            if not row.near
        ],
    )


def _left(of: PolicyBacktests) -> Figure:
    return _figure(
        of,
        "terugblik-beleid-niet",
        Text("Wat niet is doorgerekend", "What was not run"),
        Text(
            "Veranderingen die hier niet te rekenen zijn, met de reden.",
            "Changes that cannot be run here, with the reason.",
        ),
        (
            Column("wat", Text("Verandering", "Change")),
            Column("gepubliceerd", Text("Gepubliceerd", "Published")),
            Column("reden", Text("Waarom niet", "Why not")),
        ),
        [
            {
                "wat": each.name,
                "gepubliceerd": Text("–")
                if each.published is None
                else Text("{value} {unit}", "{value} {unit}").format(
                    value=_number(each.published.value), unit=_UNITS[each.published.unit]
                ),
                "reden": each.reason,
            }
            for each in of.cases.not_run
        ],
    )


def _figure(
    of: PolicyBacktests,
    id_: str,
    title: Text,
    reading: Text,
    columns: tuple[Column, ...],
    rows: list[Mapping[str, Cell]],
) -> Figure:
    return Figure(
        id=id_,
        test="terugblik",
        title=title,
        reading=reading,
        unit="tekst",
        range=Range(None, None, _WIDE if of.no_ensemble is None else _CHANCE),
        source=Text("Gepubliceerde cijfers per rij", "Published figures by row"),
        date=of.cases.day,
        reproduce=of.command,
        columns=columns,
        rows=tuple(rows),
    )


def _off(row: Row) -> Text:
    return off_words(row.of.published.value, row.ours.value)


def _ours(row: Row) -> Text:
    if row.low == row.high:
        return _number(row.ours.value)
    return Text("{value} ({low} tot {high})", "{value} ({low} to {high})").format(
        value=_number(row.ours.value), low=_number(row.low), high=_number(row.high)
    )


def _number(value: float) -> Text:
    """A number in three figures, or whole when it is large."""
    return decimal(
        float(f"{value:.3g}") if abs(value) < 1000 else float(round(value, -1 if abs(value) < 10_000 else -3))
    )


def _json(row: Row) -> dict[str, Any]:
    return {
        "id": row.of.id,
        "case": row.case.id,
        "name": _both(row.case.name),
        "kind": row.case.kind,
        "measure": row.of.measured,
        "scheme": row.of.scheme,
        "published": _fact(row.of.published),
        "published_on": row.of.day,
        "ours": {"value": row.ours.value, "low": row.low, "high": row.high},
        "sample": {"low": row.ours.low, "high": row.ours.high},
        "inside": row.inside,
        "without_others": None if row.known is None else {"low": row.known[0], "high": row.known[1]},
        "off": row.off,
        "near": row.near,
        "origin": row.of.origin,
        "inputs": list(row.of.inputs),
        "why": None if row.of.why is None else _both(row.of.why),
        "question": None if row.of.question is None else _both(row.of.question),
    }


def _fact(fact: Fact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {
        "value": fact.value, "unit": fact.unit, "year": fact.year, "source": fact.source, "confidence": fact.confidence,
        "url": fact.url,
    }  # fmt: skip


def _both(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.english}
