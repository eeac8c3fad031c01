"""Groups of households by where most of their income comes from."""

from __future__ import annotations

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.people.groups import Grouping
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.engine.batch.people import array_of
from uitvoerbaar.findings import Text

ID = "inkomensbron"
_TITLE = Text(
    "Grootste bron van inkomen (van hoofd en partner samen)", "Largest source of income (head and partner together)"
)
_FIELDS = ("loon_uit_dienstbetrekking", "winst_uit_onderneming", "uitkeringen_en_pensioenen")
_ASSISTANCE = "ontvangt_bijstand"
_LABELS = (
    Text("Loon", "Wage"),
    Text("Eigen bedrijf", "Own business"),
    Text("Uitkering of pensioen", "Benefit or pension"),
    Text("Bijstand", "Social assistance"),
    Text("Geen van deze", "None of these"),
)


def sources(ctx: Context) -> Grouping | None:
    """Households by their largest source; who gets social assistance is a group apart. None when the population lacks one.

    An assumption of ours: the law has no such division. The AOW is in the register as a benefit or pension.
    """
    columns = ctx.people.after.columns
    if any(name not in columns for name in (*_FIELDS, _ASSISTANCE)):
        return None
    amounts = np.stack([_of_both(ctx, name) for name in _FIELDS])
    codes = np.where(amounts.max(axis=0) > 0, amounts.argmax(axis=0), len(_LABELS) - 1).astype(np.int64)
    codes[_of_both(ctx, _ASSISTANCE) > 0] = 3
    return Grouping(ID, _TITLE, codes, _LABELS)


def _of_both(ctx: Context, name: str) -> Ints:
    """A field of the head and the partner of every household, added up."""
    values = array_of(ctx.people.after.columns[name]).astype(np.int64)
    partner = ctx.people.after.partner[ctx.heads]
    return np.asarray(values[ctx.heads] + np.where(partner >= 0, values[np.maximum(partner, 0)], 0))
