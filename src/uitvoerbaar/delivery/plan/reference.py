"""What a plan is compared with (data/plan/referentie.yaml): what reorganisations cost, and from what amount ICT is reported."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.base.entries import read_entries
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.plan.reorganisation import ReferenceClass
from uitvoerbaar.delivery.read_fact import read_fact


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference classes of reorganisations, and the threshold (euros over the whole life) from which ICT is reported."""

    reorganisations: tuple[ReferenceClass, ...]
    ict_threshold: Fact

    def reorganisation(self, id_: str) -> ReferenceClass:
        """A reference class by its id. Raises KeyError."""
        return {each.id: each for each in self.reorganisations}[id_]


def load_reference() -> Reference:
    """The references. Raises LawFileError for a malformed file."""
    file = read_entries(data_dir() / "plan" / "referentie.yaml")
    classes = tuple(
        ReferenceClass(
            e.word("id"),
            e.text("naam"),
            read_fact(e.object("eenmalig"), "euro"),
            read_fact(e.object("per_jaar"), "euro") if "per_jaar" in e else None,
            read_fact(e.object("jaren"), "jaren") if "jaren" in e else None,
            read_fact(e.object("verloren_jaren"), "jaren") if "verloren_jaren" in e else None,
        )
        for e in file.objects("reorganisaties")
    )
    threshold = read_fact(file.object("ict_meldplicht"), "euro")
    file.check()
    return Reference(classes, threshold)
