"""How many hours an official works in a year: the norm that turns hours into jobs, wherever that is done."""

from __future__ import annotations

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.organisations.model import Organisations

_NORMS, _HOURS = "rijk", "productieve_uren"
"""The line of norms in data/organisations/cijfers.csv, which a file of one's own replaces like any other."""


def productive_hours(organisations: Organisations) -> Fact:
    """Productive hours a year of a full-time job. Raises UserError when the data have none."""
    found = organisations.find(_NORMS).latest(_HOURS)
    if found is None:
        file = data_dir() / "organisations" / "cijfers.csv"
        raise UserError(tr("{file}: '{measure}' van '{of}' ontbreekt", file=file, measure=_HOURS, of=_NORMS))
    return found.fact
