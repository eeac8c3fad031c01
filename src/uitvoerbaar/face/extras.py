"""What must be installed besides the basis, told with the command that installs it."""

from __future__ import annotations

from importlib.util import find_spec

from uitvoerbaar.base.errors import UserError

_PACKAGES = {"population": ("pyarrow", "tqdm"), "prove": ("z3",), "report": ("jinja2", "vl_convert", "jsonschema")}


def need_tables() -> None:
    """Raises UserError that says how to get what reading tables needs."""
    missing = [name for name in _PACKAGES["population"] if find_spec(name) is None]
    if missing:
        raise UserError(
            f"tabellen lezen heeft {' en '.join(missing)} nodig: pip install 'uitvoerbaar[population]'",
            hint="pip install 'uitvoerbaar[population]'",
        )


def need_solver() -> None:
    """Raises UserError that says how to get what proofs need."""
    if find_spec("z3") is None:
        raise UserError(
            "voor bewijzen is z3 nodig; installeer 'uitvoerbaar[prove]'", hint="pip install 'uitvoerbaar[prove]'"
        )


def need_report() -> None:
    """Raises UserError that says how to get what pages and pictures need."""
    missing = [name for name in _PACKAGES["report"] if find_spec(name) is None]
    if missing:
        raise UserError(
            f"rapporten en tekeningen hebben {' en '.join(missing)} nodig: pip install 'uitvoerbaar[report]'",
            hint="pip install 'uitvoerbaar[report]'",
        )
