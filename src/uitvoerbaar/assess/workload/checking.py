"""What an hour of checking costs at a provider: the process 'controle' of data/organisations, with figures of the user's own."""

from __future__ import annotations

from uitvoerbaar.assess.context import Context, once
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.organisations import Organisations, load_organisations
from uitvoerbaar.delivery.organisations.load import FOLDER
from uitvoerbaar.delivery.work import Processes, load_processes

CHECK = "controle"
"""The process of checking files by an official."""


def check_rate(ctx: Context, provider: str) -> Fact | None:
    """Euro for an hour of who checks at a provider; None where the data know no such provider or process.

    Raises LawFileError for a file of data/organisations, or of the user, that is wrong.
    """
    known = _known(ctx)
    organisation = None if known is None else known[0].named(provider)
    if known is None or organisation is None:
        return None
    processes = known[1].of(organisation.id, organisation.layer)
    return next((process.staff.rate for process in processes if process.id == CHECK), None)


@once
def _known(ctx: Context) -> tuple[Organisations, Processes] | None:
    if not (data_dir() / FOLDER).is_dir():
        return None
    organisations = load_organisations(ctx.own_figures)
    return organisations, load_processes(organisations, ctx.own_figures)
