"""Mistakes: every input that a citizen supplies gets its plausible small mistakes; what does each cost?"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from uitvoerbaar.assess.aspects.mistakes.exposure import Exposure, measure
from uitvoerbaar.assess.aspects.mistakes.figures import late_figures
from uitvoerbaar.assess.aspects.mistakes.findings import describe_finding
from uitvoerbaar.assess.aspects.mistakes.slips import slips
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import HOUSEHOLDS, KANT, SIDE, TableSpec, before_after, on_people, per_row
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import ROLES, Pair, each_side
from uitvoerbaar.assess.people.part import part_of
from uitvoerbaar.assess.people.totals import Estimate, count
from uitvoerbaar.assess.proportion import LEVELS
from uitvoerbaar.base.numbers import decimal_nl, money
from uitvoerbaar.findings import Cell, Column, Figure, Finding, TestRun, Text

ID = "vergissingen"


def run(ctx: Context) -> Outcome:
    """Every plausible mistake on every household, before and after; one finding per field that punishes too hard."""
    found = slips(ctx.catalogue)
    sides = each_side(lambda role: measure(ctx, role, found))
    measured = sides.map(lambda side: side[0])
    undecided = [gap for _, gaps in sides for gap in gaps]
    findings = [
        f for f in (_finding(ctx, group, measured) for group in _by_field(ctx, measured.after)) if f is not None
    ]
    figures = [_figure(ctx, measured), _table(ctx, measured)] if any(measured) else []
    figures += late_figures(part_of(ctx), ID)
    title = Text("Vergissingen", "Mistakes")
    if not figures:
        missing = Text(
            "Geen van de te berekenen wetten vraagt iets aan burgers waarin een kleine vergissing is beschreven.",
            "None of the laws that can be computed asks citizens for anything in which a small mistake is described.",
        )
        return not_done(ID, title, _intro(), missing)
    return Outcome(TestRun(ID, title, _intro()), findings, figures, undecided=undecided)


def _intro() -> Text:
    return Text(
        "Alles wat burgers zelf opgeven krijgt de kleine vergissingen die de registercatalogus aannemelijk noemt. Het "
        "gevolg wordt vergeleken met de vergissing: kost een fout van 1 euro ook ongeveer 1 euro, of alles? Ook gekeken is naar "
        "wie een wijziging te laat meldt.",
        "Everything that citizens supply gets the small mistakes that the register catalogue calls plausible. The "
        "consequence is compared with the mistake: does an error of 1 euro cost about 1 euro, or everything? Late reports of "
        "changes were looked at as well.",
    )


def _by_field(ctx: Context, exposures: list[Exposure]) -> list[list[Exposure]]:
    """Exposures that are out of proportion for someone, together per field."""
    groups: dict[tuple[str, str], list[Exposure]] = {}
    for exposure in exposures:
        if (exposure.levels < len(LEVELS)).any():
            groups.setdefault((exposure.slip.field.table, exposure.slip.field.name), []).append(exposure)
    return list(groups.values())


def _finding(ctx: Context, group: list[Exposure], measured: Pair[list[Exposure]]) -> Finding | None:
    """The finding of one field: by its worst mistake (severest level, then largest ratio of loss to mistake).

    None where both sides hit the same households as hard: that is not the proposal's, and stands in the table.
    """
    if all(any(exposure.as_hard_as(other) for other in measured.before) for exposure in group):
        return None

    def rank(exposure: Exposure) -> tuple[int, float]:
        level = exposure.levels
        worst = int(level.min())
        hit = level == worst
        return worst, -float((exposure.loss[hit] / exposure.size[hit]).max())

    worst = min(group, key=rank)
    before = next((e for e in measured.before if e.slip.id == worst.slip.id), None)
    others = [e.slip for e in group if e is not worst]
    return describe_finding(ctx, ID, worst, before, others)


def _bad(ctx: Context, exposure: Exposure) -> int:
    return round(_bad_count(ctx, exposure).value)


def _bad_count(ctx: Context, exposure: Exposure) -> Estimate:
    bad = exposure.mask(exposure.levels < len(LEVELS), len(ctx.heads))
    return count(bad, ctx.weights, ctx.full)


def _label(exposure: Exposure) -> Text:
    return exposure.slip.mistake.words


_FIGURE_TABLE = before_after(
    ID,
    "huishoudens",
    Text(
        "Huishoudens voor wie een kleine vergissing onevenredig veel kost",
        "Households for whom a small mistake costs out of proportion",
    ),
    Text(
        "Bij elke vergissing: hoeveel huishoudens er meer dan {times} keer zoveel door zouden verliezen, voor en na "
        "het voornemen. Het gaat om wie de vergissing kan maken, niet om wie haar maakt.",
        "For each mistake: how many households would lose more than {times} times as much by it, before and after the "
        "proposal. These are the households that can make the mistake, not those that make it.",
    ),
    Column("vergissing", Text("Vergissing", "Mistake")),
    HOUSEHOLDS,
    assumption=True,
)


def _figure(ctx: Context, measured: Pair[list[Exposure]]) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    names = list(dict.fromkeys(e.slip.id for role in ROLES for e in measured.of(role)))
    for name in names:
        for role in ROLES:
            exposure = next((e for e in measured.of(role) if e.slip.id == name), None)
            if exposure is not None:
                found = _bad_count(ctx, exposure)
                rows.append(
                    {
                        "vergissing": _label(exposure),
                        "kant": SIDE.of(role),
                        "huishoudens": round(found.value),
                        "laag": max(0, round(found.low)),
                        "hoog": round(found.high),
                    }
                )
    times = _times(ctx)
    return _FIGURE_TABLE.filled(times=times).figure(ctx, rows, source=_source(ctx), range_=per_row(ctx.full))


def _times(ctx: Context) -> Text:
    """How many times its own size a mistake may cost."""
    norm = ctx.settings.norm("evenredigheid_verhouding")
    return Text(decimal_nl(norm), f"{norm:g}")


_TABLE_TABLE = TableSpec(
    ID,
    "verhouding",
    Text("Gevolg gedeeld door vergissing", "Consequence divided by mistake"),
    Text(
        "Een verhouding van 1 betekent: de vergissing kost precies zoveel als zij groot is. Boven {times} (en meer dan "
        "{rounding} afronding) is het gevolg onevenredig.",
        "A ratio of 1 means: the mistake costs exactly its own size. Above {times} (and more than "
        "{rounding} of rounding) the consequence is out of proportion.",
    ),
    (
        Column("vergissing", Text("Vergissing", "Mistake")),
        KANT,
        Column("kunnen", Text("Kunnen haar maken", "Can make it"), "huishoudens"),
        Column("te_hard", Text("Onevenredig geraakt", "Hit out of proportion"), "huishoudens"),
        Column("midden", Text("Verhouding, mediaan", "Ratio, median"), "keer"),
        Column("hoogste", Text("Verhouding, hoogste", "Ratio, highest"), "keer"),
        Column("verlies", Text("Verlies bij de hoogste", "Loss at the highest"), "eurocent_per_jaar"),
    ),
    unit="keer",
    assumption=True,
)


def _table(ctx: Context, measured: Pair[list[Exposure]]) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    for role in ROLES:
        for exposure in measured.of(role):
            if not len(exposure.rows):
                continue
            ratio = exposure.loss / exposure.size
            worst = int(np.argmax(ratio))
            can = exposure.mask(np.ones(len(ratio), dtype=bool), len(ctx.heads))
            rows.append(
                {
                    "vergissing": _label(exposure),
                    "kant": SIDE.of(role),
                    "kunnen": round(count(can, ctx.weights, ctx.full).value),
                    "te_hard": _bad(ctx, exposure),
                    "midden": round(float(np.median(ratio)), 2),
                    "hoogste": round(float(ratio[worst]), 1),
                    "verlies": int(exposure.loss[worst]),
                }
            )
    times, rounding = _times(ctx), ctx.settings.norm("afronding_eurocent_per_jaar")
    return _TABLE_TABLE.filled(times=times, rounding=money(rounding)).figure(ctx, rows, source=_source(ctx))


def _source(ctx: Context) -> Text:
    return on_people(
        ctx,
        "Registercatalogus (data/registers): aannemelijke vergissingen (aanname); doorgerekend op {}",
        "Register catalogue (data/registers): plausible mistakes (assumption); run on {}",
    )


TEST = Test(ID, run)
