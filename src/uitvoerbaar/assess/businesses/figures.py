"""Figures of the first NOW: beside what was published, the jump, recoveries by size, mistakes, and what the answer hangs on."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from uitvoerbaar.assess.businesses.now import VARIED, NowRun
from uitvoerbaar.assess.duties.figures import KICKER, Frame
from uitvoerbaar.base.numbers import decimal, exact_money, money, numeral, percent, spoken_money
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import CONFIDENCE_NAMES
from uitvoerbaar.engine.piecewise.jumps import points
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Range

__all__ = ["ID", "INTERIM", "KICKER", "NOTE", "now_figures"]

ID = "now"
NOTE = Text(
    "Het omzetpad van bedrijven en wat werkgevers verwachtten zijn aannamen; het aantal werkgevers "
    "en wie nooit om vaststelling vroeg zijn op de gepubliceerde aantallen gebracht. Hoeveel "
    "werkgevers hun verlies te hoog schatten, is gekozen bij het deel dat over alle acht tranches terugkwam; wie dan "
    "terugbetaalt is toen gezien, en is dus geen blinde voorspelling.",
    "The turnover of businesses and what employers expected are assumptions; the number of employers "
    "and of those who never asked for settlement were set to the published ones. How far employers "
    "overstated their loss was chosen by the part that came back over all eight tranches; who repays with "
    "it was seen then, so that is no blind prediction.",
)
INTERIM = Text(
    "Het gepubliceerde deel is een tussenstand van 25 februari 2021 (32.650 van de 139.538 werkgevers) en "
    "niet zuiver: wie vroeg om "
    "vaststelling vroeg, is een ander deel dan wie wachtte. Het eindcijfer is niet gevonden. Dat twee delen "
    "op elkaar lijken, bewijst niets: de bandbreedte is breed en de bedragen liggen verder uiteen.",
    "The published part is an interim state of 25 February 2021 (32,650 of the 139,538 employers) and "
    "biased: who asked for settlement early is another part than who waited. The final figure was not found. "
    "That two parts look alike proves nothing: the range is wide and the amounts lie further apart.",
)
_SOURCE = Text(
    "De regeling als wet, door de rekenkern gedraaid op synthetische werkgevers",
    "The scheme as a law, run by the engine on synthetic employers",
)
_ENDS = Range(
    None,
    None,
    Text(
        "Laagste en hoogste uitkomst als een van de aannamen aan een eind staat",
        "Lowest and highest outcome with one of the assumptions at an end",
    ),
)


_NOT_RANGED = Range(
    None,
    None,
    Text(
        "niet per rij berekend; waar de uitkomst van afhangt, staat in de laatste figuur",
        "not computed for each row; what the outcome hangs on stands in the last figure",
    ),
)


def now_figures(run: NowRun, frame: Frame) -> tuple[Figure, ...]:
    """Every figure, the one beside what was published first."""
    return (beside(run, frame), jump(run, frame), recoveries(run, frame), mistakes(run, frame), hangs_on(run, frame))


def beside(run: NowRun, frame: Frame) -> Figure:
    """Our outcomes with their ends, beside what was published."""
    every = [run.middle, *(end for pair in run.ends.values() for end in pair)]
    rows: list[Mapping[str, Cell]] = []

    def row(name: str, what: Text, ours: list[float], show: object, about: str) -> None:
        fact = run.data.published[name]
        assert callable(show)
        rows.append(
            {
                "wat": what,
                "hier": show(ours[0]),
                "laag": show(min(ours)),
                "hoog": show(max(ours)),
                "gepubliceerd": show(fact.value * (100 if "euro" in fact.unit else 1)),
                "zekerheid": CONFIDENCE_NAMES[fact.confidence],
                "bron": f"{fact.source}{about}",
            }
        )

    def share(value: float) -> Text:
        return Text("{share} procent", "{share} percent").format(share=percent(value))

    def count(value: float) -> Text:
        return numeral(int(round(value, -3)))

    row(
        "betaalt_terug",
        Text(
            "Betaalt terug, van wie om vaststelling vroeg (gepubliceerd: tussenstand)",
            "Repays, of those who asked for settlement (published: interim)",
        ),
        [s.share_repay for s in every],
        share,
        "",
    )
    row(
        "terug_gemiddeld",
        Text(
            "Gemiddeld terug per terugvordering (gepubliceerd: tussenstand)",
            "Repaid on average (published: interim)",
        ),
        [s.mean_repaid for s in every],
        money_rounded,
        "",
    )
    row(
        "terug_alle_tranches",
        Text(
            "Deel van de voorschotten dat terugkwam (gepubliceerd: alle acht tranches; hierbij gekozen)",
            "Part of the advances that came back (published: all eight tranches; chosen by it)",
        ),
        [s.share_back for s in every],
        share,
        "",
    )
    row(
        "terug_nooit_gevraagd",
        Text(
            "Terug van wie nooit om vaststelling vroeg",
            "Repaid by those who never asked for settlement",
        ),
        [s.sum_never for s in every],
        spoken_money,
        "",
    )
    row("voorschotten", Text("Voorschotten", "Advances"), [s.advances for s in every], spoken_money, "")
    row(
        "banen",
        Text(
            "Banen bij werkgevers met een voorschot",
            "Jobs at employers with an advance",
        ),
        [s.jobs for s in every],
        count,
        "",
    )
    return frame.figure(
        "naast",
        Text("De eerste NOW hier, naast wat is gepubliceerd", "The first NOW here, beside what was published"),
        INTERIM,
        (
            Column("wat", Text("Wat", "What")),
            Column("hier", Text("Hier", "Here")),
            Column("laag", Text("Laag", "Low")),
            Column("hoog", Text("Hoog", "High")),
            Column("gepubliceerd", Text("Gepubliceerd", "Published")),
            Column("zekerheid", Text("Zekerheid", "Confidence")),
            Column("bron", Text("Bron", "Source")),
        ),
        rows,
        unit="tekst",
        source=_SOURCE,
        range_=_ENDS,
        note=NOTE,
    )


def money_rounded(value: float) -> Text:
    """An amount to the nearest hundred euros."""
    return money(round(value / 10_000) * 10_000)


def jump(run: NowRun, frame: Frame) -> Figure:
    """The settled subsidy of one employer along its loss of turnover, exact at every drawn point."""
    example, reference = run.example, int(run.example.facts["omzet_referentie"])
    marks = {one.x: _mark(one.size) for one in example.jumps}
    rows: list[Mapping[str, Cell]] = []
    for x, value in points(example.line, list(example.jumps)):
        rows.append({"verlies": round(1 - x / reference, 6), "subsidie": value, "sprong": marks.pop(x, None)})
    rows.reverse()
    sector = run.businesses.data.sectors[example.sector].name.inside
    return frame.figure(
        "sprong",
        Text(
            "Een werkgever op de grens: de subsidie langs het omzetverlies",
            "An employer at the edge: the subsidy along the loss of turnover",
        ),
        Text(
            "De werkgever met de middelste loonsom ({sector}, {jobs} banen, {wage} loonsom in januari). Bij "
            "{threshold} procent omzetverlies "
            "is er {size} subsidie, bij een cent meer omzet niets. {near} werkgevers met een voorschot "
            "zitten binnen een procentpunt van die grens.",
            "The employer with the median wage bill ({sector}, {jobs} jobs, {wage} wage bill in January). At "
            "{threshold} percent loss of "
            "turnover there is {size} of subsidy, at one cent more turnover nothing. {near} employers with "
            "an advance lie within one percentage point of that threshold.",
        ).format(
            sector=sector,
            jobs=numeral(example.jobs),
            wage=money(int(example.facts["loonsom_referentie"])),
            threshold=percent(run.threshold),
            size=exact_money(abs(example.jumps[0].size)),
            near=numeral(int(round(run.middle.near, -2))),
        ),
        (
            Column("verlies", Text("Omzetverlies (deel)", "Loss of turnover (part)"), "aandeel"),
            Column("subsidie", Text("Vastgestelde subsidie", "Subsidy as settled"), "eurocent"),
            Column("sprong", Text("Sprong", "Jump")),
        ),
        rows,
        unit="eurocent",
        chart="line",
        encoding=Encoding(category="verlies", value="subsidie", mark="sprong"),
        source=Text(
            "De regeling als stukken van veeltermen, exact op elk getekend punt",
            "The scheme as pieces of polynomials, exact at every drawn point",
        ),
        range_=None,
        note=None,
    )


def _mark(size: int) -> Text:
    return Text("{size} (artikel 7)", "{size} (article 7)").format(size=money(abs(size)))


def recoveries(run: NowRun, frame: Frame) -> Figure:
    """Who repays, by size of the business: their share and what it is in months of their wage bill."""
    people, b = run.people, run.businesses
    back, asked = run.out["terug_te_betalen"], np.asarray(people.facts["vaststelling_gevraagd"], np.bool_)
    group = b.group()[people.row]
    rows: list[Mapping[str, Cell]] = []
    for place, (_, name) in enumerate(b.data.groups.items()):
        here = asked & (group == place)
        repays = here & (back > 0)
        if not people.weight[here].sum():
            continue
        total = float(people.weight[here].sum())
        sums = float((back * people.weight)[repays].sum())
        wages = float((b.wage[people.row] * people.weight)[repays].sum())
        rows.append(
            {
                "deel": name,
                "aandeel": round(float(people.weight[repays].sum()) / total, 4),
                "werkgevers": round(total),
                "som": int(round(sums, -2)),
                "maanden": round(sums / wages, 2) if wages else None,
            }
        )
    m = run.middle
    return frame.figure(
        "terug",
        Text("Wie terugbetaalt, naar grootte", "Who repays, by size"),
        Text(
            "Deel van de werkgevers die om vaststelling vroegen en terugbetalen. {heavy} werkgevers betalen "
            "meer dan een maand loonsom terug; {nothing} houden niets over.",
            "Part of the employers who asked for settlement and repay. {heavy} employers repay more than one "
            "month of their wage bill; {nothing} are left with nothing.",
        ).format(heavy=numeral(round(m.heavy)), nothing=numeral(round(m.nothing_left))),
        (
            Column("deel", Text("Werkzame personen", "Persons")),
            Column("aandeel", Text("Betaalt terug", "Repays"), "aandeel"),
            Column("werkgevers", Text("Werkgevers", "Employers"), "aantal"),
            Column("som", Text("Samen terug", "Repaid together"), "eurocent"),
            Column("maanden", Text("In maanden loonsom", "In months of wage bill"), "keer"),
        ),
        rows,
        unit="aandeel",
        chart="bars",
        encoding=Encoding(category="deel", value="aandeel"),
        source=_SOURCE,
        range_=_NOT_RANGED,
        note=NOTE,
    )


def mistakes(run: NowRun, frame: Frame) -> Figure:
    """What a mistake in the request for settlement costs."""
    rows = [
        {
            "fout": one.slip.text.capital,
            "geraakt": round(one.hit),
            "mediaan": round(one.median),
            "keer": None if one.ratio is None else round(one.ratio, 2),
            "twee": None if one.ratio is None else round(one.over_twice),
        }
        for one in run.slips
    ]
    return frame.figure(
        "vergissing",
        Text("Wat een vergissing een werkgever kost", "What a mistake costs an employer"),
        Text(
            "Van de werkgevers met subsidie die om vaststelling vroegen. Keer is wat het kost, gedeeld door "
            "de vergissing zelf; meer dan twee keer is boven de norm die ook voor burgers geldt.",
            "Of the employers with a subsidy who asked for settlement. Times is the cost over the mistake "
            "itself; more than twice is over the norm that holds for citizens too.",
        ),
        (
            Column("fout", Text("Vergissing", "Mistake")),
            Column("geraakt", Text("Werkgevers die het geld kost", "Employers whom it costs"), "aantal"),
            Column("mediaan", Text("Kosten, middelste", "Cost, median"), "eurocent"),
            Column("keer", Text("Keer de vergissing, middelste", "Times the mistake, median"), "keer"),
            Column("twee", Text("Meer dan twee keer", "More than twice"), "aantal"),
        ),
        rows,
        unit="aantal",
        source=_SOURCE,
        range_=_NOT_RANGED,
        note=NOTE,
    )


def hangs_on(run: NowRun, frame: Frame) -> Figure:
    """The share that repays with each assumption at its low and its high end."""
    rows: list[Mapping[str, Cell]] = []
    for name in VARIED:
        fact, (low, high) = run.data.facts[name], run.ends[name]
        rows.append(
            {
                "aanname": _NAMES[name],
                "van": _ends(fact.low),
                "tot": _ends(fact.high),
                "laag": round(low.share_repay, 4),
                "hoog": round(high.share_repay, 4),
                "terug_laag": round(low.share_back, 4),
                "terug_hoog": round(high.share_back, 4),
            }
        )
    return frame.figure(
        "hangt-af",
        Text("Waar het deel dat terugbetaalt van afhangt", "What the share that repays hangs on"),
        Text(
            "Elke aanname aan haar lage en hoge eind, de andere in het midden ({middle} procent betaalt terug).",
            "Each assumption at its low and high end, the others in the middle ({middle} percent repays).",
        ).format(middle=percent(run.middle.share_repay)),
        (
            Column("aanname", Text("Aanname", "Assumption")),
            Column("van", Text("Van", "From")),
            Column("tot", Text("Tot", "To")),
            Column("laag", Text("Betaalt terug, laag eind", "Repays, low end"), "aandeel"),
            Column("hoog", Text("Betaalt terug, hoog eind", "Repays, high end"), "aandeel"),
            Column("terug_laag", Text("Terug van de voorschotten, laag eind", "Came back, low end"), "aandeel"),
            Column("terug_hoog", Text("Terug van de voorschotten, hoog eind", "Came back, high end"), "aandeel"),
        ),
        rows,
        unit="aandeel",
        source=_SOURCE,
        range_=_NOT_RANGED,
        note=NOTE,
    )


def _ends(value: float | None) -> Text | None:
    return None if value is None else decimal(value)


_NAMES = {
    "te_hoog_verwacht": Text(
        "verlies te hoog verwacht (deel van de omzet)",
        "loss expected too high (part of turnover)",
    ),
    "verwachting_ruis": Text("spreiding van die verwachting", "spread of that expectation"),
    "loonsom_lager": Text("loonsom lager dan in januari (deel)", "wage bill below that of January (part)"),
    "loonsom_ruis": Text("spreiding van de loonsom", "spread of the wage bill"),
}
