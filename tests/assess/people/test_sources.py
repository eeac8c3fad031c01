"""Households by where most of their income comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.people.sources import sources
from uitvoerbaar.engine.batch.people import age_on, array_of


def test_the_largest_source_names_the_group(contexts: Callable[[str], Context]) -> None:
    ctx = contexts("huurtoeslag-2026")
    found = sources(ctx)
    assert found is not None
    assert len(found.codes) == len(ctx.heads)
    wage = np.bincount(
        ctx.base.household,
        weights=array_of(ctx.people.after.columns["loon_uit_dienstbetrekking"]),
        minlength=len(ctx.heads),
    )
    ages = age_on(ctx.sides.after.date, array_of(ctx.people.after.columns["geboortedatum"])[ctx.heads])
    labels = [label.nl for label in found.labels]
    assert (wage[found.codes == labels.index("Loon")] > 0).all()
    # Who has the state pension and no wage at all in the home lives of pension, and is old enough for it.
    pension = found.codes == labels.index("AOW en pensioen")
    assert pension.sum() > 50
    assert np.median(ages[pension]) > 67
    assert np.median(ages[found.codes == labels.index("Loon")]) < 60
    assert (wage[found.codes == labels.index("Geen van deze")] == 0).all()


def test_without_the_register_there_is_no_such_division(contexts: Callable[[str], Context]) -> None:
    ctx = contexts("huurtoeslag-2026")
    people = ctx.people.after
    columns = {name: column for name, column in people.columns.items() if name != "winst_uit_onderneming"}
    bare = replace(ctx, people=ctx.people.map(lambda _: replace(people, columns=columns)))
    assert sources(bare) is None
