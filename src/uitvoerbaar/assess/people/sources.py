"""Groups of households by where most of their income comes from."""

from __future__ import annotations

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.people.groups import Grouping
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.engine.batch.people import array_of
from uitvoerbaar.findings import Text

ID = "inkomensbron"
_TITLE = Text("Grootste bron van inkomen van het huishouden", "Largest source of income of the household")
_WAGE, _PROFIT, _PAID = "loon_uit_dienstbetrekking", "winst_uit_onderneming", "uitkeringen_en_pensioenen"
_AOW, _ASSISTANCE = "aow", "bijstand"
_LABELS = (
    Text("Loon", "Wage"),
    Text("Eigen bedrijf", "Own business"),
    Text("Uitkering, zonder bijstand", "Benefit, without social assistance"),
    Text("AOW en pensioen", "State pension and pension"),
    Text("Bijstand", "Social assistance"),
    Text("Geen van deze", "None of these"),
)


def sources(ctx: Context) -> Grouping | None:
    """Households by the largest of these sources of everybody in it, with AOW and social assistance as the law before gives.

    What the register calls a benefit or pension is a pension of who has AOW. The division is a choice of ours. None when the
    population or the law of the day lacks one of them.
    """
    columns = ctx.people.after.columns
    schemes = {scheme.id: scheme for scheme in ctx.settings.schemes}
    if any(name not in columns for name in (_WAGE, _PROFIT, _PAID)) or not {_AOW, _ASSISTANCE} <= set(schemes):
        return None
    aow, assistance = ctx.column("voor", schemes[_AOW]), ctx.household_column("voor", schemes[_ASSISTANCE])
    if aow is None or assistance is None:
        return None
    paid = array_of(columns[_PAID]).astype(np.int64)
    of_persons = (
        array_of(columns[_WAGE]),
        array_of(columns[_PROFIT]),
        np.where(aow > 0, 0, paid),
        aow + np.where(aow > 0, paid, 0),
    )
    amounts = np.stack([*(_by_household(ctx, each) for each in of_persons), assistance])
    codes = np.where(amounts.max(axis=0) > 0, amounts.argmax(axis=0), len(_LABELS) - 1).astype(np.int64)
    return Grouping(ID, _TITLE, codes, _LABELS)


def _by_household(ctx: Context, of_persons: Ints) -> Ints:
    """Amounts of persons added up per household; far below 2**53, so float64 holds them exactly."""
    found = np.bincount(ctx.base.household, weights=of_persons, minlength=len(ctx.heads))
    return np.rint(found).astype(np.int64)
