"""What a test of an assessment is: one module in assess/tests with a `TEST`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules

from uitvoerbaar.assess.context import Context
from uitvoerbaar.findings import Figure, Finding, KaderRow, TestRun


@dataclass(slots=True)
class Outcome:
    """What a test gives: how it ran, its findings and figures, which figures belong on the first screen, and the rows of
    the kader that it can fill.
    """

    run: TestRun
    findings: list[Finding] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    key_figures: list[str] = field(default_factory=list)
    kader: list[KaderRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Test:
    """A test: its id, its place in the report and the function that runs it; a late one runs after all others."""

    id: str
    order: int
    run: Callable[[Context], Outcome]
    late: bool = False

    __test__ = False  # pytest collects classes named Test*; this is not one of its tests


def all_tests() -> list[Test]:
    """Every test in assess/tests, in the order of the report. A test is added by adding its module."""
    from uitvoerbaar.assess import tests as package

    found = [import_module(f"{package.__name__}.{module.name}").TEST for module in iter_modules(package.__path__)]
    return sorted(found, key=lambda test: (test.order, test.id))
