"""What must be installed besides the basis, told with the command that installs it."""

from __future__ import annotations

from uitvoerbaar.base.extras import command, lacking, require
from uitvoerbaar.base.language import tr


def need_tables() -> None:
    """Raises ExtraMissing (a UserError) that says how to get what reading tables needs."""
    require("population")


def need_solver() -> None:
    """Raises ExtraMissing (a UserError) that says how to get what proofs need."""
    require("prove")


def need_report() -> None:
    """Raises ExtraMissing (a UserError) that says how to get what pages and pictures need."""
    require("report")


def slow() -> str | None:
    """That the compiled kernels are not installed, so that nobody waits without knowing why; None when they are."""
    if not lacking("fast"):
        return None
    return tr("Zonder llvmlite rekent dit veel langzamer; installeer het met: {command}", command=command("fast"))
