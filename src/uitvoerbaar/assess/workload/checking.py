"""What checking takes and costs at a provider: the process 'controle' of data/organisations, with figures of the user's own."""

from __future__ import annotations

from uitvoerbaar.assess.context import Context, once
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.organisations import Organisations, load_organisations
from uitvoerbaar.delivery.organisations.load import FOLDER
from uitvoerbaar.delivery.work import Process, Processes, load_processes

CHECK = "controle"
"""The process of checking files by an official."""


_RECIPIENTS, _MINUTES = "ontvangers", 60


def check_rate(ctx: Context, provider: str) -> Fact | None:
    """Euro for an hour of who checks at a provider; None where the data know no such provider or process.

    Raises LawFileError for a file of data/organisations, or of the user, that is wrong.
    """
    process = _process(ctx, provider)
    return None if process is None else process.staff.rate


def check_hours(ctx: Context, scheme: Scheme) -> float | None:
    """Hours of checking a year for each recipient of a scheme, as the chapter on work counts them; None for a levy, which has
    no recipients, and where the data know no such provider or process.

    Raises LawFileError as `check_rate`.
    """
    process = _process(ctx, scheme.provider) if scheme.spends else None
    if process is None:
        return None
    looked = sum(origin.share.value for origin in process.origins if origin.of == _RECIPIENTS)
    each = process.handling
    return looked * each.by_hand.value * each.minutes.value * (1 + each.rework.value) / _MINUTES


def _process(ctx: Context, provider: str) -> Process | None:
    known = _known(ctx)
    organisation = None if known is None else known[0].named(provider)
    if known is None or organisation is None:
        return None
    processes = known[1].of(organisation.id, organisation.layer)
    return next((process for process in processes if process.id == CHECK), None)


@once
def _known(ctx: Context) -> tuple[Organisations, Processes] | None:
    if not (data_dir() / FOLDER).is_dir():
        return None
    organisations = load_organisations(ctx.own_figures)
    return organisations, load_processes(organisations, ctx.own_figures)
