"""What a sweep says of itself, in both languages: the description that goes with its results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from uitvoerbaar.assess.figures import on_people
from uitvoerbaar.assess.live.measures import Measure
from uitvoerbaar.base.language import both, mark, tr
from uitvoerbaar.base.text import SPACE, Text
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.engine.explain.refusals import find_version
from uitvoerbaar.face.live import ArticleDial
from uitvoerbaar.face.provenance import digest
from uitvoerbaar.face.sweep.asked import Sweep, plain
from uitvoerbaar.face.sweep.front import better
from uitvoerbaar.face.sweep.plan import Plan, names_of
from uitvoerbaar.law import load_corpus

_UNITS: Mapping[str, str] = {
    "euro": mark("euro"), "cent": mark("cent"), "percent": "%", "as_is": "%", "promille": "‰", "years": mark("jaar"),
    "months": mark("maanden"), "weeks": mark("weken"), "days": mark("dagen"), "hours": mark("uren"),
    "quarters": mark("kwartalen"),
}  # fmt: skip
_DRAWN: Mapping[str, tuple[str, Decimal]] = {
    "euro": ("eurocent", Decimal(100)), "cent": ("eurocent", Decimal(1)), "percent": ("aandeel", Decimal("0.01")),
    "as_is": ("aandeel", Decimal("0.01")), "promille": ("aandeel", Decimal("0.001")), "years": ("jaren", Decimal(1)),
}  # fmt: skip
"""In which unit of a report a dial is drawn, and how many of it one of the text's unit is."""
_ON = Text("Gerekend op {who}.", "Run on {who}.")
_SOURCE = Text(
    "Doorgerekend met de wetten, de bevolking en het programma waarvan de sha256 in uitkomsten.parquet staat",
    "Computed with the laws, the population and the program of which uitkomsten.parquet has the sha256",
)
_OWN = Text(
    "Eigen gegevens: wat op te weinig huishoudens rust is weggelaten en aantallen zijn afgerond. Het verschil van twee "
    "varianten naast elkaar kan op weinig huishoudens rusten: laat de tabel nakijken voordat zij de omgeving verlaat.",
    "Own microdata: what rests on too few households is left out and counts are rounded. The difference of two variants "
    "beside each other may rest on few households: have the table checked before it leaves the environment.",
)


def description(sweep: Sweep, plan: Plan, measures: Sequence[Measure], command: Sequence[str]) -> dict[str, Any]:
    """All that one must know of results to read, join and draw them, as JSON values."""
    return {
        "vraag": sweep.question(measures),
        "varianten": len(plan.variants),
        "variantensleutel": digest([[plain(value) for value in values] for values in plan.variants]),
        "soort": plan.kind,
        "steekproef": not sweep.start.full,
        "getallen": [_dial(dial) for dial in plan.dials],
        "maten": [
            {"id": each.id, "naam": _pair(each.title), "eenheid": each.unit, "beter": better(each.id)}
            for each in measures
        ],
        "waarover": _pair(SPACE.join([_about(sweep), _ON.format(who=on_people(sweep.live.ctx, "{}", "{}"))])),
        "opmerkingen": [_pair(note) for note in _notes(sweep)],
        "bron": _pair(_SOURCE),
        "dag": sweep.place.proposal.after.date,
        "opdracht": list(command),
    }


def _dial(dial: ArticleDial) -> dict[str, Any]:
    kind, factor = _DRAWN.get(dial.unit, ("aantal", Decimal(1)))
    unit = _UNITS.get(dial.unit, "")
    name = names_of(dial)[-1]
    return {
        "id": dial.id,
        "naam": _pair(Text(name.replace("_", " ") if name != dial.id else dial.around)),
        "eenheid": _pair(both(tr(unit)) if unit.isalpha() else Text(unit, unit)),
        "per": plain(dial.per),
        "soort": kind,
        "per_soort": plain(factor / dial.per),
    }


def _about(sweep: Sweep) -> Text:
    proposal, place = sweep.place.proposal, sweep.place
    law = find_version(proposal.after.corpus(load_corpus()), place.law, proposal.after.date)
    articles = ", ".join(dict.fromkeys(dial.control.article for dial in sweep.dials))
    where = Text(
        "Getallen van artikel {articles} van de {law}, op {day}", "Numbers of article {articles} of {law}, on {day}"
    )
    told = where.format(articles=articles, law=law_name(law), day=proposal.after.date)
    if not place.named:
        return Text("{told}; vergeleken met de wet op die dag.", "{told}; compared with the law of that day.").format(
            told=told
        )
    return Text(
        "{told}, in het voornemen «{title}»; vergeleken met de wet op {before}.",
        "{told}, in the proposal «{title}»; compared with the law on {before}.",
    ).format(told=told, title=proposal.title, before=proposal.before.date)


def _notes(sweep: Sweep) -> Iterator[Text]:
    for dial in sweep.unreached:
        yield Text(
            "Het getal '{id}' raakt geen enkele uitkomst: varianten die alleen daarin verschillen komen op hetzelfde uit.",
            "The number '{id}' reaches no outcome: variants that differ in it alone come to the same.",
        ).format(id=dial.id)
    if sweep.rule is not None:
        yield _OWN


def _pair(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.english}
