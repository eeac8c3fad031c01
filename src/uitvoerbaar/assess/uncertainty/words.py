"""What is in an interval, and which assumptions move a figure most: in words and in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import TableSpec, on_people
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.uncertainty.calibration import AMOUNT, PEOPLE, Miss
from uitvoerbaar.assess.uncertainty.shift import Shift
from uitvoerbaar.assess.uncertainty.tornado import Tornado
from uitvoerbaar.assess.uncertainty.track import Track
from uitvoerbaar.base.numbers import decimal, numeral, percent, spoken_money
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.findings import Cell, Column, Figure, Range, Text, Unit
from uitvoerbaar.population.ensemble.kept import Ensemble

_COUNT = "huishoudens"


@dataclass(frozen=True, slots=True)
class Parts:
    """What an interval is made of: half the interval of the sample, the shift by assumptions, the misses that count with the
    part of the value that they make it at least, and the record of earlier comparisons."""

    half: float
    shift: Shift
    misses: tuple[tuple[Scheme, Miss], ...]
    off: float
    track: Track | None


TOGETHER = Text(
    "Interval van steekproef, aannamen, ijking en terugblik samen.",
    "Interval of sample, assumptions, calibration and looking back together.",
)


def method(ensemble: Ensemble, figure: Figure, parts: Parts, *, full: bool) -> Text:
    """What is in the interval of a figure."""
    told = [
        TOGETHER,
        _sample(figure, parts.half, full=full),
        _assumed(ensemble, figure, parts.shift),
        _calibrated(parts),
        *([] if parts.track is None else [_tracked(parts.track)]),
    ]
    return SPACE.join(told)


def method_without(some: Text, parts: Parts) -> Text:
    """What is in the interval of a figure without an ensemble; `some` says which assumptions were run one by one."""
    told = [some, _NOT_ALL, _calibrated(parts), *([] if parts.track is None else [_tracked(parts.track)])]
    return SPACE.join(told)


_NOT_ALL = Text("Andere aannamen zitten er niet in.", "Other assumptions are not in it.")
BESIDE = Text(
    "Interval van steekproef, ijking en terugblik; niet van de aannamen.",
    "Interval of sample, calibration and looking back; not of the assumptions.",
)


def _sample(figure: Figure, half: float, *, full: bool) -> Text:
    if full:
        return Text("Steekproef: geen, alle huishoudens zijn doorgerekend.", "Sample: none, every household was run.")
    if half == 0:
        return Text("Steekproef: er is niemand in.", "Sample: nobody is in it.")
    return Text("Steekproef: {half} naar beide kanten.", "Sample: {half} either way.").format(half=_said(figure, half))


def _assumed(ensemble: Ensemble, figure: Figure, shift: Shift) -> Text:
    members, composed = len(ensemble.of("lid")), len(ensemble.of("samenstelling"))
    what: dict[str, Text | str | int] = {
        "members": members,
        "size": numeral(ensemble.households),
        "many": len(ensemble.factors),
    }
    value = float(figure.value or 0)
    low, high = (end - value for end in shift.of(value))
    if round(low) == 0 == round(high):
        told = Text(
            "Aannamen: in {members} bevolkingen van {size} huishoudens, met {many} aannamen anders binnen hun bereik, "
            "verschuift het cijfer niet.",
            "Assumptions: in {members} populations of {size} households, with {many} assumptions other within their ranges, "
            "the figure does not move.",
        ).format(**what)
    else:
        told = Text(
            "Aannamen: in {members} bevolkingen van {size} huishoudens, met {many} aannamen anders binnen hun bereik, "
            "verschuift het cijfer van {low} tot {high}.",
            "Assumptions: in {members} populations of {size} households, with {many} assumptions other within their ranges, "
            "the figure moves from {low} to {high}.",
        ).format(**what, low=_said(figure, low), high=_said(figure, high))
    if not composed:
        return told
    if shift.composition == 0:
        other = Text(
            "Wie met wie woont is in {composed} bevolkingen anders; dat geeft niet meer verschil dan toeval.",
            "Who lives with whom is other in {composed} populations; that gives no more difference than chance.",
        )
    else:
        other = Text(
            "Daarin zit ook wie met wie woont, anders in {composed} bevolkingen.",
            "Who lives with whom, other in {composed} populations, is in it too.",
        )
    return SPACE.join([told, other.format(composed=composed)])


def _calibrated(parts: Parts) -> Text:
    if not parts.misses:
        return Text(
            "IJking: van deze regeling is geen gepubliceerd cijfer vastgelegd.",
            "Calibration: no published figure of this scheme is on record.",
        )
    told = [
        _MISSED[miss.measure].format(scheme=scheme.name.inside, year=miss.year, off=percent(miss.off))
        for scheme, miss in parts.misses
    ]
    return Text(
        "IJking: zo ver zit de bevolking van een gepubliceerd cijfer, en zo ruim is het interval ten minste: {told}.",
        "Calibration: so far the population is from a published figure, and so wide is the interval at least: {told}.",
    ).format(told=Text("; ", "; ").join(told))


def _tracked(track: Track) -> Text:
    of = _OWN if track.own_scheme else _ALL
    return Text(
        "Terugblik: van {many} andere vergelijkingen met een gepubliceerd cijfer ({of}) liggen er negen van de tien binnen "
        "{factor} keer meer of minder; zo ruim is het interval ten minste.",
        "Looking back: of {many} other comparisons with a published figure ({of}) nine of ten lie within {factor} times more or "
        "less; so wide is the interval at least.",
    ).format(many=track.comparisons, of=of, factor=decimal(round(track.factor, 2)))


_OWN = Text("van deze regeling", "of this scheme")
_ALL = Text("van alle regelingen, want van deze zijn er te weinig", "of all schemes, for of this one there are too few")
_MISSED = {
    AMOUNT: Text("bedrag van {scheme} in {year}, {off} procent", "amount of {scheme} in {year}, {off} percent"),
    PEOPLE: Text("ontvangers van {scheme} in {year}, {off} procent", "recipients of {scheme} in {year}, {off} percent"),
}


def _said(figure: Figure, value: float) -> Text:
    if figure.unit == _COUNT:
        return numeral(_rounded(value))
    return spoken_money(_rounded(value))


def _rounded(value: float) -> int:
    """In three figures: more would suggest what is not there."""
    return int(float(f"{value:.3g}"))


_SURE = {True: Text("ja", "yes"), False: Text("misschien toeval", "may be chance")}
_READING = Text(
    "Wat het cijfer meer (boven nul) of minder (onder nul) wordt als een aanname aan de lage of de hoge grens van haar bereik "
    "ligt, elk apart. Ten hoogste vijf per cijfer, uit {tried} die in het ensemble het meest met het cijfer samengaan. Samen "
    "verklaren zij van de spreiding in het ensemble: {explained}. De grenzen zijn zelf aannamen "
    "(data/population/bereiken.yaml).",
    "What the figure becomes more (above zero) or less (below zero) when an assumption is at the low or high end of its range, "
    "each by itself. At most five of each figure, out of {tried} that go with it most in the ensemble. Together they "
    "explain of the spread in the ensemble: {explained}. The ends are assumptions themselves (data/population/bereiken.yaml).",
)


def _spec(test: str, unit: Unit) -> TableSpec:
    return TableSpec(
        test,
        "aannamen",
        Text("Welke aannamen het cijfer het meest bewegen", "Which assumptions move the figure most"),
        _READING,
        (
            Column("cijfer", Text("Cijfer", "Figure")),
            Column("aanname", Text("Aanname", "Assumption")),
            Column("laag", Text("Aan de lage grens", "At the low end"), unit),
            Column("hoog", Text("Aan de hoge grens", "At the high end"), unit),
            Column("zeker", Text("Meer dan toeval?", "More than chance?")),
        ),
        unit=unit,
        assumption=True,
    )


def table_of(ctx: Context, of: Mapping[str, tuple[Figure, Tornado]], tried: int) -> Figure | None:
    """The assumptions that move these figures (of one test and one unit) most; None when there are none."""
    if not of:
        return None
    first = next(iter(of.values()))[0]
    rows: list[Mapping[str, Cell]] = [
        {
            "cijfer": figure.title,
            "aanname": effect.factor.name,
            "laag": _rounded(effect.low),
            "hoog": _rounded(effect.high),
            "zeker": _SURE[effect.sure],
        }
        for figure, tornado in of.values()
        for effect in tornado.effects
    ]
    explained = Text("; ", "; ").join(
        Text("{title}: {part} procent", "{title}: {part} percent").format(
            title=figure.title.inside, part=percent(tornado.explained)
        )
        for figure, tornado in of.values()
    )
    spec = _spec(first.test, first.unit).filled(tried=tried, explained=explained)
    return spec.figure(ctx, rows, source=on_people(ctx, "Ensemble van bevolkingen naast {}", "Ensemble of populations beside {}"),
                       range_=Range(None, None, _CHANCE))  # fmt: skip


def beside(cost: Figure, treasury: Tornado | None, *, computed: bool) -> Figure:
    """The figure on the assumptions that move the cost, with those on the population named below it: what they move the amount
    of a year for the treasury by. `treasury` is None when none moves it, or when that was not `computed`."""
    told = _NONE if computed else _NOT_COMPUTED
    if treasury is not None:
        named = Text("; ", "; ").join(
            Text("{name} ({low} tot {high})", "{name} ({low} to {high})").format(
                name=effect.factor.name,
                low=spoken_money(_rounded(min(effect.low, effect.high, 0.0))),
                high=spoken_money(_rounded(max(effect.low, effect.high, 0.0))),
            )
            for effect in treasury.effects
        )
        told = _OF_POPULATION.format(named=named)
    return replace(cost, note=told if cost.note is None else SPACE.join([cost.note, told]))


_NONE = Text(
    "Van die over de bevolking verschuift er geen het bedrag van één jaar voor de schatkist.",
    "Of those on the population none moves the amount of one year for the treasury.",
)
_NOT_COMPUTED = Text(
    "Hoe ver die de kosten verschuiven, is hier niet doorgerekend; zij kunnen sterker zijn dan wat hier staat.",
    "How far those move the cost was not computed here; they may be stronger than what stands here.",
)
_OF_POPULATION = Text(
    "Van die over de bevolking verschuiven deze het bedrag van één jaar voor de schatkist het meest, elk apart, van minder "
    "tot meer kosten: {named}. Over vijf jaar is dat ongeveer vijf keer zoveel.",
    "Of those on the population these move the amount of one year for the treasury most, each by itself, from less to more cost: "
    "{named}. Over five years that is about five times as much.",
)
_CHANCE = Text(
    "Toeval alleen: een gevolg kleiner dan twee keer zijn standaardfout heet misschien toeval.",
    "Chance alone: an effect smaller than twice its standard error is called one that may be chance.",
)


def unsure(figures: Iterable[Figure]) -> list[Figure]:
    """The figures on money of which it is not certain whether they are above or below zero."""
    return [
        f for f in figures if f.unit != _COUNT and f.wider is not None and (f.wider.low or 0) < 0 < (f.wider.high or 0)
    ]
