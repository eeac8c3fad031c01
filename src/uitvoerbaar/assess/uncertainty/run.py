"""The uncertainty of an assessment: its key figures with one interval each, and findings that hold only with some assumptions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from uitvoerbaar.assess.aspects.budget.estimate import NAME, estimate_figure
from uitvoerbaar.assess.aspects.income_effects.aspect import classes_of
from uitvoerbaar.assess.assumptions import own_data, widened
from uitvoerbaar.assess.changed import touched
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.totals import Estimate, exact_total
from uitvoerbaar.assess.uncertainty.calibration import AMOUNT, PEOPLE, Miss, load_misses, miss_of
from uitvoerbaar.assess.uncertainty.members import (
    LOSERS,
    LOST,
    MUCH,
    TREASURY,
    WINNERS,
    Shares,
    change_of,
    ground_of,
    shares_of,
)
from uitvoerbaar.assess.uncertainty.shift import STILL, ends, grounds, measured_in, shift_of, shift_over
from uitvoerbaar.assess.uncertainty.tornado import TRIED, Tornado, tornados
from uitvoerbaar.assess.uncertainty.track import track_of, track_record
from uitvoerbaar.assess.uncertainty.words import (
    BESIDE,
    TOGETHER,
    Parts,
    beside,
    method,
    method_without,
    table_of,
    unsure,
)
from uitvoerbaar.base.command_line import command_line
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import both
from uitvoerbaar.base.text import COMMA, SPACE, Ground
from uitvoerbaar.findings import Figure, Finding, Range, Text
from uitvoerbaar.population.ensemble.kept import Ensemble, EnsembleError, kept_folder, open_ensemble
from uitvoerbaar.population.tables import table
from uitvoerbaar.proposal.estimate import OfficialEstimate

_SAMPLE: tuple[Ground, Ground] = ("steekproef", "steekproef")
_EURO = 100
_MILLI = 1000
_ASSUMED = "A"
"""How a table of the population marks a figure that is assumed."""


@dataclass(frozen=True, slots=True)
class Told:
    """The outcomes with their intervals, and what a reader must know of how those were made."""

    outcomes: list[Outcome]
    limits: tuple[Text, ...]


def with_intervals(ctx: Context, outcomes: Sequence[Outcome]) -> Told:
    """Every key figure with one interval of sample, assumptions and calibration, by the ensemble that is kept.

    Without one of this code and these data the figures have the band of a few assumptions run again, no narrower than
    calibration and looking back say, and the limits say so.
    """
    keys = {key for outcome in outcomes for key in outcome.key_figures}
    if not keys or not touched(ctx):
        return Told(list(outcomes), ())
    grown = growth_limit(ctx)
    if own_data(ctx):  # how far ours are from published figures is of the people who were made
        return Told(_banded(ctx, outcomes), grown)
    try:
        ensemble = open_ensemble(kept_folder())
        made = _with_ensemble(ctx, ensemble, outcomes, keys)
    except EnsembleError as error:
        without = [_with_population(o, None, computed=False) for o in _at_least(ctx, _banded(ctx, outcomes))]
        return Told(without, (_no_ensemble(error), *grown))
    return Told(made, grown)


def growth_limit(ctx: Context) -> tuple[Text, ...]:
    """That no interval holds the growth to the year of the law, where that growth is assumed; nothing where it is not."""
    made, year = int(ctx.base.manifest.get("jaar", ctx.base.year)), ctx.base.year
    if made == year or not (data_dir() / "population" / "groei.csv").is_file():
        return ()
    growth = table("groei")
    assumed = [
        of
        for of, sure in zip(map(int, growth.text("jaar")), growth.text("zekerheid"), strict=True)
        if sure == _ASSUMED and min(made, year) < of <= max(made, year)
    ]
    if not assumed:
        return ()
    return (
        Text(
            "De bevolking is van {made} en de wet van {year}. Hoe lonen, huren en andere bedragen in {years} groeien is een "
            "aanname (data/population/groei.csv), en die zit in geen enkel interval.",
            "The population is of {made} and the law of {year}. How wages, rents and other amounts grow in {years} is an "
            "assumption (data/population/groei.csv), and no interval holds it.",
        ).format(made=made, year=year, years=COMMA.join(Text(str(of), str(of)) for of in assumed)),
    )


COST = "geld-gevoeligheid"
"""The figure on what moves the cost, below which the assumptions on the population are named."""


def _no_ensemble(error: EnsembleError) -> Text:
    return Text(
        "Het interval van de eerste cijfers bevat de steekproef, een paar aannamen die apart zijn doorgerekend, de ijking en de "
        "terugblik, maar niet alle aannamen: er is geen ensemble van bevolkingen ({why}). Met {command} maakt u er een.",
        "The interval of the first figures holds the sample, a few assumptions run one by one, the calibration and looking back, "
        "but not all assumptions: there is no ensemble of populations ({why}). The command {command} makes one.",
    ).format(why=both(error.args[0]), command=command_line("population ensemble"))


def _banded(ctx: Context, outcomes: Sequence[Outcome]) -> list[Outcome]:
    figures = {f.id: f for f in widened(ctx, (f for o in outcomes for f in o.figures))}
    return [replace(o, figures=[figures[f.id] for f in o.figures]) for o in outcomes]


def _at_least(ctx: Context, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The key figures and the official estimates with intervals no narrower than calibration and looking back say."""
    schemes = touched(ctx)
    ids = {TREASURY, LOSERS, WINNERS, *(change_of(scheme) for scheme in schemes)}

    def wide(figure: Figure) -> Figure:
        if figure.id in ids and figure.value is not None:
            return _least(ctx, figure, schemes)
        return _estimated(ctx, None, figure)

    return [replace(o, figures=[wide(f) for f in o.figures]) for o in outcomes]


def _least(ctx: Context, figure: Figure, schemes: tuple[Scheme, ...]) -> Figure:
    assert figure.value is not None
    band = figure.wider or figure.range
    low, high = _ends_of(figure.value, band)
    misses, off = _misses(ctx, figure, schemes)
    track = track_of(track_record(), [scheme.id for scheme in schemes], ctx.proposal.id)
    if not misses and track is None:
        return figure
    parts = Parts((high - low) / 2, STILL, misses, off, track)
    some = figure.wider.method if figure.wider is not None else BESIDE
    factor = 1.0 if track is None else track.factor
    found = ends(figure.value, low, high, STILL, off, factor)
    banded = band.grounds if band is not None else ()
    of = grounds(figure.value, (low, high), STILL, off, factor, banded=banded or _SAMPLE)
    return _spanned(figure, found, of, method_without(some, parts))


def _ends_of(value: float, band: Range | None) -> tuple[float, float]:
    """The ends of an interval; the value itself where it is exact."""
    if band is None or band.low is None or band.high is None:
        return float(value), float(value)
    return float(band.low), float(band.high)


def _spanned(figure: Figure, found: tuple[float, float], of: tuple[Ground, ...], method_: Text) -> Figure:
    """The figure with an interval in whole households or in three digits of euros, rounded outwards so that it holds that of
    the sample, and the word that its sign is not certain where that is so."""
    counts = figure.unit == "huishoudens"
    steps = [1 if counts or end in _ends_of(math.nan, figure.range) else _step(end) for end in found]
    low, high = math.floor(found[0] / steps[0]) * steps[0], math.ceil(found[1] / steps[1]) * steps[1]
    made = replace(figure, wider=Range(max(0, low) if counts else low, high, method_, of))
    return replace(made, reading=SPACE.join([made.reading, _UNSURE])) if unsure([made]) else made


def _step(cents: float) -> int:
    """Eurocent to which an end that is not the sample's own is rounded: three digits, and no less than a euro. One that happens
    to be in whole hundreds of euros would be read as exact."""
    return max(_EURO, int(10 ** (len(str(math.floor(abs(cents)))) - 3)))


def _with_ensemble(ctx: Context, ensemble: Ensemble, outcomes: Sequence[Outcome], keys: set[str]) -> list[Outcome]:
    schemes = touched(ctx)
    parts = (*ensemble.of("basis"), *ensemble.of("lid"), *ensemble.of("samenstelling"))
    ground = ground_of(ctx, ensemble, schemes)
    shares = shares_of(ground, parts)
    known = {f.id: f for o in outcomes for f in o.figures if f.id in shares.of and f.value is not None}
    wide = {id_: _wider(ctx, ensemble, shares, figure, schemes) for id_, figure in known.items()}
    moved = tornados(ground, shares, [key for key in known if key in keys])
    made = []
    for outcome in outcomes:
        figures = [wide.get(f.id) or _estimated(ctx, shares, f) for f in outcome.figures]
        of = {f.id: (f, moved[f.id]) for f in figures if f.id in moved}
        table = table_of(ctx, of, TRIED)
        findings = [_weighed(ctx, shares, finding) for finding in outcome.findings]
        made.append(replace(outcome, figures=[*figures, *([] if table is None else [table])], findings=findings))
    computed = TREASURY in known and TREASURY in keys
    return [_with_population(outcome, moved.get(TREASURY), computed=computed) for outcome in made]


def _with_population(outcome: Outcome, treasury: Tornado | None, *, computed: bool) -> Outcome:
    """The outcome with the assumptions on the population named below the figure on what moves the cost, where it has one."""
    told = [beside(f, treasury, computed=computed) if f.id == COST else f for f in outcome.figures]
    return replace(outcome, figures=told)


def _wider(ctx: Context, ensemble: Ensemble, shares: Shares, figure: Figure, schemes: tuple[Scheme, ...]) -> Figure:
    """The figure with its interval by the ensemble."""
    assert figure.value is not None
    low, high = _ends_of(figure.value, figure.range)
    misses, off = _misses(ctx, figure, schemes)
    track = track_of(track_record(), [scheme.id for scheme in schemes], ctx.proposal.id)
    parts = Parts((high - low) / 2, shift_of(shares, figure.id), misses, off, track)
    factor = 1.0 if track is None else track.factor
    found = ends(figure.value, low, high, parts.shift, off, factor)
    of = grounds(figure.value, (low, high), parts.shift, off, factor)
    return _spanned(figure, found, of, method(ensemble, figure, parts, full=ctx.full))


_UNSURE = Text(
    "Het teken is niet zeker: met andere aannamen kan het aan de andere kant van nul liggen.",
    "The sign is not certain: with other assumptions it may lie on the other side of zero.",
)


def _estimated(ctx: Context, shares: Shares | None, figure: Figure) -> Figure:
    """The table of official estimates with the same kind of interval around ours (without `shares` not of the assumptions);
    another figure as it is."""
    if figure.id != f"{figure.test}-{NAME}":
        return figure
    known = load_misses()

    def around(of: OfficialEstimate, ours: Estimate) -> tuple[float, float]:
        if shares is None:
            shift = STILL
        elif of.scheme not in shares.amounts:
            return ours.low, ours.high
        else:
            shift = shift_over(shares.parts, *measured_in(shares, of.scheme, of.what))
        miss = miss_of(known, of.scheme, PEOPLE if of.what == "nieuwe_ontvangers" else AMOUNT, ctx.sides.after.year)
        track = track_of(track_record(), [of.scheme], ctx.proposal.id)
        off, factor = 0.0 if miss is None else miss.off, 1.0 if track is None else track.factor
        return ends(ours.value, ours.low, ours.high, shift, off, factor)

    return estimate_figure(ctx, figure.test, around, BESIDE if shares is None else TOGETHER) or figure


def _misses(ctx: Context, figure: Figure, schemes: tuple[Scheme, ...]) -> tuple[tuple[tuple[Scheme, Miss], ...], float]:
    """The misses that count for a figure, and which part of its value the interval is at least."""
    known, year = load_misses(), ctx.sides.after.year
    measure = PEOPLE if figure.unit == "huishoudens" else AMOUNT
    of = [scheme for scheme in schemes if figure.id in (TREASURY, LOSERS, WINNERS, change_of(scheme))]
    found = tuple((s, miss) for s in of if (miss := miss_of(known, s.id, measure, year)) is not None)
    return found, max((miss.off for _, miss in found), default=0.0)


def _weighed(ctx: Context, shares: Shares, finding: Finding) -> Finding:
    """A finding on who loses much that is serious only with some assumptions asks for attention, and sets no condition."""
    if finding.id != "inkomen-veel-achteruit" or finding.severity != "ernstig" or MUCH not in shares.of:
        return finding
    assert finding.households is not None
    count = finding.households
    many = ends(count.value, count.low, count.high, shift_of(shares, MUCH), 0.0)[0]
    represents = int(ctx.weights.sum()) / _MILLI
    if many > ctx.settings.norm("verliezers_ernstig_aandeel") * represents or _costly(ctx, shares):
        return finding
    return replace(finding, severity="aandacht", explanation=SPACE.join([finding.explanation, _NOT_SERIOUS]))


_NOT_SERIOUS = Text(
    "Met andere aannamen binnen hun bereik is het niet zo veel dat het ernstig heet; daarom stelt het geen voorwaarde.",
    "With other assumptions within their ranges it is not so much that it is called serious; so it sets no condition.",
)


def _costly(ctx: Context, shares: Shares) -> bool:
    """Whether those who lose much lose a serious part of all that households have, also with the assumptions that give least."""
    before, after = (ctx.outcome(role)[0] for role in ROLES)
    change = after.astype("int64") - before
    much = classes_of(ctx, before, change) == 0
    lost = exact_total((-change * much).astype("int64"), ctx.weights) / _MILLI
    had = exact_total(before.astype("int64"), ctx.weights) / _MILLI
    least = ends(lost, lost, lost, shift_of(shares, LOST), 0.0)[0]
    return least > ctx.settings.norm("verlies_ernstig_inkomen_aandeel") * had > 0
