"""Synthetic businesses as what duties fall on."""

from __future__ import annotations

from functools import cache

import numpy as np

from uitvoerbaar.delivery.burden.duty import DutyFile, Rates
from uitvoerbaar.delivery.burden.read import find_duties, load_duties, load_rates
from uitvoerbaar.delivery.burden.target import Target
from uitvoerbaar.delivery.business.data import YEARS, BusinessData, businesses_dir, load_business_data
from uitvoerbaar.delivery.business.population import Businesses, make_businesses

SME = frozenset(("micro", "klein", "midden"))
"""Groups of sizes below 250 persons (recommendation 2003/361/EC, by persons alone)."""


def target_of(b: Businesses) -> Target:
    """Businesses as columns of plain numbers."""
    return Target(
        b.weight,
        b.jobs,
        b.legal,
        b.sector.astype(np.int64),
        b.group().astype(np.int64),
        {sector.id: sector.name for sector in b.data.sectors},
        dict(b.data.groups),
        SME,
    )


def target_for(file: DutyFile) -> Target | None:
    """The businesses of the year of a file; None when no duty of it is on businesses."""
    if all(rule.who != "bedrijven" for duty in file.duties for rule in duty.rules.values()):
        return None
    return _target(str(businesses_dir()), file.year)


@cache
def _target(folder: str, year: int) -> Target:
    return target_of(make_businesses(load_business_data(), year))


def read_duties(name: str, rates: Rates | None = None, data: BusinessData | None = None) -> DutyFile:
    """The duties that a name, file or folder means (see `find_duties`). Raises UserError and LawFileError."""
    known = rates or load_rates()
    sectors = [sector.id for sector in (data or load_business_data()).sectors]
    return load_duties(find_duties(name), known.by_staff, sectors, YEARS)
