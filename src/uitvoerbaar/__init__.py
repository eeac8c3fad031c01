"""uitvoerbaar: test a policy before it is decided.

    import uitvoerbaar as uv

    wet = uv.laws(on="2026-01-01")
    wet.explain("zorgtoeslag", uv.case(loon_uit_dienstbetrekking=uv.euro(25_000)))

The public names are below; each has a docstring with an example, and docs/python.md tells the whole. They are loaded when
they are first used, so that the import itself costs next to nothing. Everything else in this package is the inside.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.version import __version__ as __version__

if TYPE_CHECKING:
    from uitvoerbaar.base.errors import LawFileError as LawFileError
    from uitvoerbaar.base.errors import Problem as Problem
    from uitvoerbaar.base.errors import UserError as UserError
    from uitvoerbaar.base.extras import ExtraMissing as ExtraMissing
    from uitvoerbaar.base.language import speak as speak
    from uitvoerbaar.delivery.organisations.model import UnknownOrganisationError as UnknownOrganisationError
    from uitvoerbaar.engine.reference.values import EvaluationError as EvaluationError
    from uitvoerbaar.engine.scenarios.run import StepUnknownError as StepUnknownError
    from uitvoerbaar.face.assessment import Assessment as Assessment
    from uitvoerbaar.face.assessment import assess as assess
    from uitvoerbaar.face.assessment import read as read
    from uitvoerbaar.face.case import Case as Case
    from uitvoerbaar.face.case import case as case
    from uitvoerbaar.face.case import euro as euro
    from uitvoerbaar.face.case_months import CaseMonths as CaseMonths
    from uitvoerbaar.face.check import Checked as Checked
    from uitvoerbaar.face.check import check as check
    from uitvoerbaar.face.compare import Comparison as Comparison
    from uitvoerbaar.face.compare import compare as compare
    from uitvoerbaar.face.curve import Curve as Curve
    from uitvoerbaar.face.curve import curve as curve
    from uitvoerbaar.face.difference import Difference as Difference
    from uitvoerbaar.face.explained import Explained as Explained
    from uitvoerbaar.face.figures import Figure as Figure
    from uitvoerbaar.face.figures import Finding as Finding
    from uitvoerbaar.face.known import KnownLaws as KnownLaws
    from uitvoerbaar.face.laws import Laws as Laws
    from uitvoerbaar.face.laws import laws as laws
    from uitvoerbaar.face.months import MonthlyOutcomes as MonthlyOutcomes
    from uitvoerbaar.face.outcomes import Outcomes as Outcomes
    from uitvoerbaar.face.people import People as People
    from uitvoerbaar.face.people import people as people
    from uitvoerbaar.face.population import Population as Population
    from uitvoerbaar.face.population import make_population as make_population
    from uitvoerbaar.face.population import population as population
    from uitvoerbaar.face.population import validate_population as validate_population
    from uitvoerbaar.face.proofs import Proofs as Proofs
    from uitvoerbaar.face.reform import Reform as Reform
    from uitvoerbaar.face.reform import reform as reform
    from uitvoerbaar.face.related import NotComparable as NotComparable
    from uitvoerbaar.face.show import show as show
    from uitvoerbaar.face.shown import ShownArticle as ShownArticle
    from uitvoerbaar.face.shown import ShownLaw as ShownLaw
    from uitvoerbaar.face.versions import LawChanges as LawChanges
    from uitvoerbaar.findings.check import ReportError as ReportError
    from uitvoerbaar.law.corpus import LawLookupError as LawLookupError
    from uitvoerbaar.law.graph import GraphTooLarge as GraphTooLarge
    from uitvoerbaar.law.horizon import BeyondHorizon as BeyondHorizon
    from uitvoerbaar.law.read.older import OlderFormatError as OlderFormatError
    from uitvoerbaar.population.ensemble.kept import EnsembleError as EnsembleError
    from uitvoerbaar.population.manifest import PopulationFileError as PopulationFileError
    from uitvoerbaar.population.own.load import OwnDataError as OwnDataError
    from uitvoerbaar.population.own.mapping import MappingError as MappingError
    from uitvoerbaar.population.own.microdata import MicrodataError as MicrodataError
    from uitvoerbaar.population.tables import PopulationDataError as PopulationDataError
    from uitvoerbaar.proposal.amend.value import AmendError as AmendError
    from uitvoerbaar.proposal.amend.value import OutOfRangeError as OutOfRangeError
    from uitvoerbaar.proposal.model import ProposalError as ProposalError
    from uitvoerbaar.report.pdf import PdfMissing as PdfMissing

_WHERE = {
    "speak": "base.language",
    "laws": "face.laws",
    "Laws": "face.laws",
    "KnownLaws": "face.known",
    "case": "face.case",
    "Case": "face.case",
    "euro": "face.case",
    "Explained": "face.explained",
    "compare": "face.compare",
    "Comparison": "face.compare",
    "people": "face.people",
    "People": "face.people",
    "Outcomes": "face.outcomes",
    "MonthlyOutcomes": "face.months",
    "Proofs": "face.proofs",
    "population": "face.population",
    "Population": "face.population",
    "make_population": "face.population",
    "validate_population": "face.population",
    "assess": "face.assessment",
    "read": "face.assessment",
    "Assessment": "face.assessment",
    "Finding": "face.figures",
    "Figure": "face.figures",
    "Difference": "face.difference",
    "curve": "face.curve",
    "Curve": "face.curve",
    "reform": "face.reform",
    "Reform": "face.reform",
    "show": "face.show",
    "ShownLaw": "face.shown",
    "ShownArticle": "face.shown",
    "LawChanges": "face.versions",
    "check": "face.check",
    "CaseMonths": "face.case_months",
    "Checked": "face.check",
    "UserError": "base.errors",
    "Problem": "base.errors",
    "LawFileError": "base.errors",
    "LawLookupError": "law.corpus",
    "EvaluationError": "engine.reference.values",
    "NotComparable": "face.related",
    "AmendError": "proposal.amend.value",
    "OutOfRangeError": "proposal.amend.value",
    "ProposalError": "proposal.model",
    "MicrodataError": "population.own.microdata",
    "MappingError": "population.own.mapping",
    "OwnDataError": "population.own.load",
    "EnsembleError": "population.ensemble.kept",
    "PopulationFileError": "population.manifest",
    "PopulationDataError": "population.tables",
    "ReportError": "findings.check",
    "PdfMissing": "report.pdf",
    "ExtraMissing": "base.extras",
    "BeyondHorizon": "law.horizon",
    "GraphTooLarge": "law.graph",
    "OlderFormatError": "law.read.older",
    "StepUnknownError": "engine.scenarios.run",
    "UnknownOrganisationError": "delivery.organisations.model",
}
"""Every public name and the module that has it."""

__all__ = ["__version__", *_WHERE]


def __getattr__(name: str) -> Any:
    """A public name, loaded on first use."""
    if name not in _WHERE:
        raise AttributeError(f"module 'uitvoerbaar' has no attribute '{name}'; see dir(uitvoerbaar)")
    found = _loaded(name)
    # A room of the same name that is loaded by now keeps its place: it can be called as the function (see _Face).
    return globals().setdefault(name, found)


def _loaded(name: str) -> Any:
    """What a public name stands for. The first of the face chooses the language that the environment asks.

    Raises UserError for an environment that asks a language that there is not.
    """
    found = getattr(import_module(f"uitvoerbaar.{_WHERE[name]}"), name)
    if _WHERE[name].startswith("face."):
        from uitvoerbaar.base.environment import speak_as_asked

        speak_as_asked()
    return found


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)


class _Room(ModuleType):
    """A room whose name is also that of a public function, such as `assess`: calling it calls the function."""

    def __call__(self, *args: Any, **named: Any) -> Any:
        """See the function of this name in `uitvoerbaar.face`."""
        return self.__wrapped__(*args, **named)

    @property
    def __wrapped__(self) -> Any:
        """The public function, for who asks for its signature."""
        name = self.__name__.rpartition(".")[2]
        return _loaded(name)


class _Face(ModuleType):
    """This package. Importing a room sets it as attribute; where a public function has that name, both must work."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _WHERE and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
