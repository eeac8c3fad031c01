"""What an assessment computes and by which norms it weighs: data/assess, each entry with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from uitvoerbaar.assess.entries import read_assess
from uitvoerbaar.base.entries import Entries
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.findings import Text
from uitvoerbaar.proposal import NewScheme

Rows = Literal["huishoudens", "eenheden", "personen"]
_SPENT, _RECEIVED = "uitgave", "ontvangst"
NET = "netto"


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme: the output of a law, for which rows it is computed, and who carries it out.

    `applied` is the register field that says whether the citizen applied for it; None when it comes by itself.
    """

    id: str
    name: Text
    law: str
    output: str
    rows: Rows
    spends: bool
    provider: str
    applied: str | None = None
    new: bool = False
    """Whether the proposal brings it in: it is 0 before, and no law of net income adds it up."""
    caveat: Text | None = None
    """What a reader of the budget must know of the amount."""
    since: str | None = None
    """The first day (ISO) from which the law holds all income that the scheme asks, so that a total means something."""


@dataclass(frozen=True, slots=True)
class Norm:
    """A bound by which an outcome is weighed, and where it comes from."""

    value: float
    source: Text

    @property
    def assumed(self) -> bool:
        """Whether the bound is a choice of ours; its source then says AANNAME."""
        return "AANNAME" in self.source.nl


@dataclass(frozen=True, slots=True)
class Settings:
    """All schemes, the output that is the net income of a household, and the norms by name."""

    schemes: tuple[Scheme, ...]
    net: Scheme
    norms: Mapping[str, Norm]

    def norm(self, name: str) -> float:
        """The value of a norm. Raises KeyError for a name that data/assess/normen.yaml lacks."""
        return self.norms[name].value


def _scheme(e: Entries, id_: str, rows: str, provider: str, *, spends: bool) -> Scheme:
    return Scheme(
        id=id_,
        name=e.text("naam"),
        law=e.word("wet"),
        output=e.word("uitvoer"),
        rows=cast(Rows, rows),
        spends=spends,
        provider=provider,
        applied=e.word("aanvraag") if "aanvraag" in e else None,
        caveat=e.text("let_op") if "let_op" in e else None,
        since=e.word("vanaf") if "vanaf" in e else None,
    )


def load_settings() -> Settings:
    """The settings of data/assess. Raises LawFileError for a malformed file."""
    file = read_assess("regelingen.yaml")
    schemes = tuple(
        _scheme(
            e,
            e.word("id"),
            e.choice("rijen", get_args(Rows)),
            e.word("uitvoerder"),
            spends=e.choice("richting", (_SPENT, _RECEIVED)) == _SPENT,
        )
        for e in file.objects("regelingen")
    )
    total = file.object("netto")
    rows = total.choice("rijen", ("huishoudens",)) if "rijen" in total else "huishoudens"
    net = _scheme(total, NET, rows, "", spends=True)
    file.check()
    return Settings(schemes, net, _norms())


def with_new(settings: Settings, new: Iterable[NewScheme]) -> Settings:
    """The settings with the schemes that a proposal brings in behind the others."""
    new = tuple(new)
    laws = [s.law for s in new]
    made = tuple(
        Scheme(
            s.law if laws.count(s.law) == 1 else f"{s.law}_{s.output}",
            s.name,
            s.law,
            s.output,
            cast(Rows, s.rows),
            s.spends,
            s.provider,
            s.applied,
            new=True,
        )
        for s in new
    )
    return replace(settings, schemes=(*settings.schemes, *made))


def _norms() -> dict[str, Norm]:
    """The norms of every file normen*.yaml. Raises LawFileError when two files name the same norm."""
    found: dict[str, Norm] = {}
    for path in sorted((data_dir() / "assess").glob("normen*.yaml")):
        file = read_assess(path.name)
        for name in file.names():
            if name in found:
                message = tr("grens '{name}' staat al in een ander bestand", name=name)
                file.problems.append(Problem(str(path), file.raw.line_of(name), message))
            entry = file.object(name)
            found[name] = Norm(entry.decimal("waarde"), entry.text("bron"))
        file.check()
    return found


def others(scheme: Scheme, schemes: Iterable[Scheme]) -> frozenset[str]:
    """The laws of the other schemes."""
    return frozenset(s.law for s in schemes if s.law != scheme.law)
