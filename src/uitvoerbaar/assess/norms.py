"""What an assessment computes and by which norms it weighs: data/assess, each entry with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from uitvoerbaar.assess.data_file import read_data, text
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.findings import Text
from uitvoerbaar.proposal import NewScheme

Rows = Literal["huishoudens", "eenheden", "personen"]
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


def _scheme(raw: Mapping[str, Any], rows: Rows) -> Scheme:
    return Scheme(
        id=str(raw.get("id", NET)),
        name=text(raw["naam"]),
        law=str(raw["wet"]),
        output=str(raw["uitvoer"]),
        rows=raw.get("rijen", rows),
        spends=raw.get("richting", "uitgave") == "uitgave",
        provider=str(raw.get("uitvoerder", "")),
        applied=raw.get("aanvraag"),
        caveat=text(raw["let_op"]) if "let_op" in raw else None,
        since=None if raw.get("vanaf") is None else str(raw["vanaf"]),
    )


def load_settings() -> Settings:
    """The settings of data/assess. Raises LawFileError for a malformed file."""
    schemes = read_data("regelingen.yaml")
    return Settings(
        tuple(_scheme(item, "huishoudens") for item in schemes["regelingen"]),
        _scheme(schemes["netto"], "huishoudens"),
        _norms(),
    )


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
        norms = read_data(path.name)
        for name, entry in norms.items():
            if name in found:
                raise LawFileError(
                    [
                        Problem(
                            str(path),
                            norms.line_of(name),
                            tr("grens '{name}' staat al in een ander bestand", name=name),
                        )
                    ]
                )
            if not isinstance(entry["bron"], Mapping):
                raise LawFileError(
                    [Problem(str(path), norms.line_of(name), tr("de bron van '{name}' mist nl of en", name=name))]
                )
            found[name] = Norm(float(entry["waarde"]), text(entry["bron"]))
    return found


def others(scheme: Scheme, schemes: Iterable[Scheme]) -> frozenset[str]:
    """The laws of the other schemes."""
    return frozenset(s.law for s in schemes if s.law != scheme.law)
