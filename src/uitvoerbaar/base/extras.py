"""What is installed apart: the extras of this package, and the message that names the one that is missing."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import all_of

EXTRAS: Mapping[str, tuple[str, ...]] = {
    "fast": ("llvmlite",),
    "population": ("pyarrow", "tqdm"),
    "excel": ("openpyxl",),
    "report": ("vl_convert", "jinja2", "jsonschema"),
    "pdf": ("typst", "pypdf"),
    "prove": ("z3",),
    "desk": ("dj_database_url", "django", "ninja", "gunicorn", "jinja2", "pygments", "snowballstemmer", "whitenoise"),
    "postgresql": ("psycopg",),
    "cluster": ("distributed",),
    "delivery": ("simpy",),
    "plan": ("ortools", "highspy"),
}
"""Per extra of pyproject.toml the modules that it brings, by the name under which they are imported."""


class ExtraMissing(UserError):
    """An extra is asked for that is not installed; `extra` is its name and `modules` are what it lacks."""

    def __init__(self, extra: str, modules: tuple[str, ...]) -> None:
        self.extra = extra
        self.modules = modules
        what = all_of(modules)
        super().__init__(
            tr(
                "Hiervoor is nodig: {what}. Dat is hier niet geïnstalleerd.\nInstalleer het met: {command}",
                what=what,
                command=command(extra),
            )
        )


def command(extra: str) -> str:
    """The command that installs an extra."""
    return f"pip install 'uitvoerbaar[{extra}]'"


def lacking(extra: str) -> tuple[str, ...]:
    """The modules of an extra that are not installed; empty when it is there."""
    return tuple(module for module in EXTRAS[extra] if not _there(module))


def _there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ValueError:
        return False  # Loading it was forbidden in this process (None in sys.modules).


def require(extra: str) -> None:
    """Raises ExtraMissing when something of the extra is not installed."""
    if missing := lacking(extra):
        raise ExtraMissing(extra, missing)


def missing_extra(error: ModuleNotFoundError) -> ExtraMissing | None:
    """The extra that a failed import asked for; None for a module that is of no extra."""
    module = (error.name or "").partition(".")[0]
    for extra, modules in EXTRAS.items():
        if _PART_OF.get(module, module) in modules:
            return ExtraMissing(extra, lacking(extra) or (module,))
    return None


_PART_OF = {"markupsafe": "jinja2"}
"""Modules that come along with one of an extra."""
