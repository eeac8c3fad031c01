"""The uncertainty of an assessment: its key figures with one interval each, and findings that hold only with some assumptions."""

from __future__ import annotations

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
from uitvoerbaar.assess.uncertainty.shift import ends, measured_in, shift_of, shift_over
from uitvoerbaar.assess.uncertainty.tornado import TRIED, tornados
from uitvoerbaar.assess.uncertainty.track import track_of, track_record
from uitvoerbaar.assess.uncertainty.words import TOGETHER, Parts, method, table_of, unsure
from uitvoerbaar.base.command_line import command_line
from uitvoerbaar.base.language import both
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.findings import Figure, Finding, Range, Text
from uitvoerbaar.population.ensemble.kept import Ensemble, EnsembleError, kept_folder, open_ensemble
from uitvoerbaar.proposal.estimate import OfficialEstimate

_EURO = 100
_MILLI = 1000


@dataclass(frozen=True, slots=True)
class Told:
    """The outcomes with their intervals, and what a reader must know of how those were made."""

    outcomes: list[Outcome]
    limits: tuple[Text, ...]


def with_intervals(ctx: Context, outcomes: Sequence[Outcome]) -> Told:
    """Every key figure with one interval of sample, assumptions and calibration, by the ensemble that is kept.

    Without one of this code and these data the figures have the band of a few assumptions run again, and the limits say so.
    """
    keys = {key for outcome in outcomes for key in outcome.key_figures}
    if not keys or not touched(ctx):
        return Told(list(outcomes), ())
    if own_data(ctx):
        return Told(_banded(ctx, outcomes, keys), ())
    try:
        ensemble = open_ensemble(kept_folder())
        made = _with_ensemble(ctx, ensemble, outcomes, keys)
    except EnsembleError as error:
        return Told(_banded(ctx, outcomes, keys), (_no_ensemble(error),))
    return Told(made, ())


def _no_ensemble(error: EnsembleError) -> Text:
    return Text(
        "Het interval van de eerste cijfers bevat de steekproef en een paar aannamen die apart zijn doorgerekend, niet alle "
        "aannamen en niet de ijking: er is geen ensemble van bevolkingen ({why}). Met {command} maakt u er een.",
        "The interval of the first figures holds the sample and a few assumptions run one by one, not all assumptions and not "
        "the calibration: there is no ensemble of populations ({why}). The command {command} makes one.",
    ).format(why=both(error.args[0]), command=command_line("population ensemble"))


def _banded(ctx: Context, outcomes: Sequence[Outcome], keys: set[str]) -> list[Outcome]:
    figures = {f.id: f for f in widened(ctx, (f for o in outcomes for f in o.figures), keys)}
    return [replace(o, figures=[figures[f.id] for f in o.figures]) for o in outcomes]


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
    return made


def _wider(ctx: Context, ensemble: Ensemble, shares: Shares, figure: Figure, schemes: tuple[Scheme, ...]) -> Figure:
    """The figure with its interval, and the word that its sign is not certain where that is so."""
    assert figure.value is not None
    sample = (float(figure.value), float(figure.value))
    if figure.range is not None and figure.range.low is not None and figure.range.high is not None:
        sample = (float(figure.range.low), float(figure.range.high))
    misses, off = _misses(ctx, figure, schemes)
    track = track_of(track_record(), [scheme.id for scheme in schemes], ctx.proposal.id)
    parts = Parts((sample[1] - sample[0]) / 2, shift_of(shares, figure.id), misses, off, track)
    low, high = ends(figure.value, *sample, parts.shift, off, 1.0 if track is None else track.factor)
    if figure.unit == "huishoudens":
        span = Range(max(0, round(low)), round(high), method(ensemble, figure, parts, full=ctx.full))
    else:
        span = Range(_to_euro(low), _to_euro(high), method(ensemble, figure, parts, full=ctx.full))
    made = replace(figure, wider=span)
    if not unsure([made]):
        return made
    return replace(made, reading=SPACE.join([made.reading, _UNSURE]))


_UNSURE = Text(
    "Het teken is niet zeker: met andere aannamen kan het aan de andere kant van nul liggen.",
    "The sign is not certain: with other assumptions it may lie on the other side of zero.",
)


def _to_euro(cents: float) -> int:
    return round(cents / _EURO) * _EURO


def _estimated(ctx: Context, shares: Shares, figure: Figure) -> Figure:
    """The table of official estimates with the same kind of interval around ours; another figure as it is."""
    if figure.id != f"{figure.test}-{NAME}":
        return figure
    known = load_misses()

    def around(of: OfficialEstimate, ours: Estimate) -> tuple[float, float]:
        if of.scheme not in shares.amounts:
            return ours.low, ours.high
        values, chance = measured_in(shares, of.scheme, of.what)
        miss = miss_of(known, of.scheme, PEOPLE if of.what == "nieuwe_ontvangers" else AMOUNT, ctx.sides.after.year)
        shift = shift_over(shares.parts, values, chance)
        track = track_of(track_record(), [of.scheme], ctx.proposal.id)
        off, factor = 0.0 if miss is None else miss.off, 1.0 if track is None else track.factor
        return ends(ours.value, ours.low, ours.high, shift, off, factor)

    return estimate_figure(ctx, figure.test, around, TOGETHER) or figure


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
