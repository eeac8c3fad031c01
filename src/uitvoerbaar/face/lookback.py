"""The queues run on what happened, beside the published figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from uitvoerbaar.base.draws import Draws
from uitvoerbaar.base.language import Lang, active, said, tr
from uitvoerbaar.base.numbers import decimal, percent
from uitvoerbaar.base.text import Cell, Text
from uitvoerbaar.base.whole import put
from uitvoerbaar.delivery.fact import CONFIDENCE_NAMES
from uitvoerbaar.delivery.queues.lookback_data import CLOSE, Comparison, Lookback, look_back
from uitvoerbaar.face.extras import need_report
from uitvoerbaar.face.queue import KICKER
from uitvoerbaar.findings import Column, Figure, Range

_ROLES = {"geijkt": Text("geijkt", "fitted"), "voorspeld": Text("voorspeld", "predicted")}
_HIT = {
    True: Text("dichtbij", "near"),
    False: Text("mis", "miss"),
    None: Text("geen toets", "no test"),
}
_CHANCE = Range(
    None,
    None,
    Text(
        "Waar toeval meespeelt, staan de grenzen erbij waar 95 procent van de herhalingen tussen ligt",
        "Where chance plays a part, the bounds between which 95 percent of the repetitions lie are given",
    ),
)
_TITLE = Text("Terugblik: het model naast wat er gebeurde", "Looking back: the model beside what happened")


@dataclass(frozen=True, slots=True)
class Backtests:
    """Every comparison, with a table for each case."""

    found: Lookback
    figures: tuple[Figure, ...]

    def lines(self) -> Iterator[str]:
        """A line per comparison, in the language that is spoken, and how many predictions came near."""
        case = ""
        for each in self.found.comparisons:
            if each.case != case:
                case = each.case
                yield said(self.found.cases[case])
            yield tr(
                "  {what}: gepubliceerd {published}, model {ours} ({role}: {hit})",
                what=said(each.what),
                published="–" if each.published is None else said(_number(each.published.value)),
                ours=said(_number(each.ours.value)),
                role=said(_ROLES[each.role]),
                hit=said(_HIT[each.near]),
            )
        tested = [each for each in self.found.comparisons if each.near is not None]
        yield tr(
            "{near} van {all} voorspellingen binnen {share} procent van het gepubliceerde cijfer",
            near=sum(bool(each.near) for each in tested),
            all=len(tested),
            share=said(percent(CLOSE)),
        )

    def write(self, folder: str | Path, *, lang: Lang | None = None) -> Path:
        """Write the page in a folder, in `lang` or what is spoken; gives its path."""
        need_report()
        from uitvoerbaar.report.curve_page import render_curves

        about = [
            Text(
                "Geijkt: een getal van het model is zo gekozen dat het klopt. Voorspeld: daarna is niets bijgesteld, "
                "en een misser "
                "blijft staan.",
                "Fitted: a number of the model was chosen such that it is right. Predicted: nothing was adjusted "
                "afterwards, and a "
                "miss stays.",
            )
        ]
        page = Path(folder) / "terugblik.html"
        put({page: render_curves(_TITLE, self.figures, about, lang or active(), kicker=KICKER).encode()})
        return page


def backtests(*, seed: int = 1) -> Backtests:
    """Run every comparison. Raises UserError for a malformed data file."""
    found = look_back(Draws(seed))
    figures = tuple(_figure(found, case, name, seed) for case, name in found.cases.items())
    return Backtests(found, figures)


def _figure(found: Lookback, case: str, name: Text, seed: int) -> Figure:
    rows = [_row(each) for each in found.comparisons if each.case == case]
    unsure = [fact.source for id_, fact in found.facts.items() if id_.startswith(f"{case}_") and fact.unsure]
    return Figure(
        id=f"terugblik-{case}",
        test="terugblik",
        title=name,
        reading=Text(
            "Dichtbij is binnen 10 procent van het gepubliceerde cijfer (aanname).",
            "Near is within 10 percent of the published figure (assumption).",
        ),
        unit="tekst",
        range=_CHANCE,
        source=Text("Gepubliceerde cijfers per rij", "Published figures by row"),
        date=found.day,
        reproduce=f"uitvoerbaar backtest-delivery --seed {seed}",
        columns=(
            Column("wat", Text("Wat", "What")),
            Column("gepubliceerd", Text("Gepubliceerd", "Published")),
            Column("model", Text("Model", "Model")),
            Column("rol", Text("Geijkt of voorspeld", "Fitted or predicted")),
            Column("uitkomst", Text("Uitkomst", "Outcome")),
            Column("hoe", Text("Hoe berekend", "How computed")),
            Column("bron", Text("Bron", "Source")),
        ),
        rows=tuple(rows),
        assumption=bool(unsure),
        note=Text("; ".join(unsure)) if unsure else None,
    )


def _row(each: Comparison) -> Mapping[str, Cell]:
    source = Text("–")
    if each.published is not None:
        source = Text("{source} ({sure})", "{source} ({sure})").format(
            source=each.published.source, sure=CONFIDENCE_NAMES[each.published.confidence]
        )
    ours = _number(each.ours.value)
    if each.ours.low is not None and each.ours.high is not None:
        ours = Text("{value} ({low} tot {high})", "{value} ({low} to {high})").format(
            value=ours, low=_number(each.ours.low), high=_number(each.ours.high)
        )
    return {
        "wat": each.what,
        "gepubliceerd": Text("–") if each.published is None else _number(each.published.value),
        "model": ours,
        "rol": _ROLES[each.role],
        "uitkomst": _HIT[each.near],
        "hoe": each.how,
        "bron": source,
    }


def _number(value: float) -> Text:
    """A number in three figures, or whole when it is large."""
    return decimal(float(f"{value:.3g}") if abs(value) < 1000 else float(round(value, -2)))
