"""What it costs to report a change late, as a table: by change, months late and law version."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from uitvoerbaar.assess.aspects.mistakes.data import load_changes
from uitvoerbaar.assess.aspects.mistakes.late import Late, measure_late
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import KANT, SIDE, figure, on_people
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.totals import count
from uitvoerbaar.assess.proportion import LEVELS, levels_of
from uitvoerbaar.findings import Cell, Column, Figure, Text


def late_figures(ctx: Context, test: str) -> list[Figure]:
    """The table, or nothing when neither side can settle an allowance after a report."""
    rows = [_row(ctx, found, SIDE.of(role)) for role in ROLES for found in measure_late(ctx, role) if len(found.rows)]
    if not rows:
        return []
    start = load_changes().start
    return [
        figure(
            ctx,
            test,
            "te-laat",
            Text("Te laat gemeld: gevolg gedeeld door vergissing", "Reported late: consequence divided by mistake"),
            Text(
                "Na {start} maanden verandert er iets, en de burger meldt het 1 of meer maanden later. De vergissing is wat "
                "in die maanden te veel is betaald; het gevolg is wat daardoor meer moet worden terugbetaald dan bij meteen "
                "melden. Een verhouding van 1 betekent: alleen dat bedrag gaat terug.",
                "After {start} months something changes, and the citizen reports it 1 or more months later. The mistake is "
                "what is overpaid in those months; the consequence is how much more must be paid back than when reported at "
                "once. A ratio of 1 means: only that amount goes back.",
            ).format(start=start),
            (
                Column("wijziging", Text("Wat verandert", "What changes")),
                Column("maanden", Text("Maanden te laat", "Months late"), "aantal"),
                KANT,
                Column("huishoudens", Text("Kunnen het meemaken", "Can experience it"), "huishoudens"),
                Column("terug", Text("Terug te betalen, mediaan", "To pay back, median"), "eurocent_per_jaar"),
                Column("door", Text("Waarvan door te laat, mediaan", "By being late, median"), "eurocent_per_jaar"),
                Column("midden", Text("Verhouding, mediaan", "Ratio, median"), "keer"),
                Column("hoogste", Text("Verhouding, hoogste", "Ratio, highest"), "keer"),
                Column("te_hard", Text("Onevenredig geraakt", "Hit out of proportion"), "huishoudens"),
            ),
            rows,
            unit="keer",
            source=on_people(
                ctx,
                "Awir, artikelen 5, 14, 16, 19, 22, 24 en 26; wijzigingen: AANNAME (data/assess/meldingen.yaml); "
                "doorgerekend op {}",
                "Awir, articles 5, 14, 16, 19, 22, 24 and 26; changes: ASSUMPTION (data/assess/meldingen.yaml); run on {}",
            ),
            assumption=True,
            note=Text(
                "Zijn er nog termijnen genoeg, dan worden die lager en hoeft er niets terug. "
                "Zonder rente (Awir, artikel 27) en boete (artikel 40). Inkomen telt over het hele jaar; wie dat wijzigt, "
                "betaalt ook bij meteen melden iets terug over de maanden ervoor. Van een partner die er komt wonen zijn "
                "huishoudens genomen die nu een partner hebben, eerst doorgerekend zonder. Toeslagen van de aanvrager samen.",
                "Where enough terms are still to come, these get lower and nothing has to be paid back. "
                "Without interest (Awir, article 27) and fines (article 40). Income counts for the whole year, so even who "
                "reports at once pays something back for the months before. For a partner who moves in, households were "
                "taken that have a partner now, first run without. Allowances of the applicant together.",
            ),
        )
    ]


def _row(ctx: Context, found: Late, side: Text) -> Mapping[str, Cell]:
    ratio = found.extra / found.size
    here = np.zeros(len(ctx.heads), dtype=bool)
    here[found.rows] = True
    hard = np.zeros(len(ctx.heads), dtype=bool)
    hard[found.rows[levels_of(found.size, found.extra, ctx.settings) < len(LEVELS)]] = True
    return {
        "wijziging": found.change.name,
        "maanden": found.months,
        "kant": side,
        "huishoudens": round(count(here, ctx.weights, ctx.full).value),
        "terug": round(float(np.median(found.back))),
        "door": round(float(np.median(found.extra))),
        "midden": round(float(np.median(ratio)), 2),
        "hoogste": round(float(ratio.max()), 2),
        "te_hard": round(count(hard, ctx.weights, ctx.full).value),
    }
