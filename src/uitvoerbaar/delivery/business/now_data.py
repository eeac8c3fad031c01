"""What the first NOW scheme is run with: data/businesses/now.yaml, assumptions with a low and a high end, and published figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.business.data import businesses_dir
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.read_fact import read_facts, wrong

FIELDS = (
    "loonsom_referentie", "loonsom_subsidieperiode", "omzet_referentie", "omzet_verwacht", "omzet_werkelijk",
    "vaststelling_gevraagd",
)  # fmt: skip
KINDS = ("factor", "maand", "nooit")


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake of an employer in one fact: times `value` (factor), one month of three times it (maand), or not asked (nooit)."""

    id: str
    field: str
    kind: str
    value: float
    text: Text


@dataclass(frozen=True, slots=True)
class NowData:
    """The law and its day, how deep each month from March on is, figures by name, what was published, and mistakes."""

    law: str
    date: str
    months: tuple[float, ...]
    facts: Mapping[str, Fact]
    published: Mapping[str, Fact]
    slips: tuple[Slip, ...]

    def value(self, name: str) -> float:
        """The value of a figure. Raises KeyError for a name that the file lacks."""
        return self.facts[name].value

    def at(self, name: str, value: float) -> NowData:
        """The same with another value of one figure."""
        return replace(self, facts={**self.facts, name: replace(self.facts[name], value=value)})


def load_now(file: Path | None = None) -> NowData:
    """The figures of the first NOW (ours when None). Raises LawFileError for a malformed file."""
    e = read_entries(file or businesses_dir() / "now.yaml")
    months = e.decimals("maanden")
    if len(months) < 3:
        wrong(e, "maanden", tr("'maanden' heeft {n} getallen; verwacht: ten minste 3", n=len(months)))
    read = NowData(
        e.word("regeling"),
        e.word("dag"),
        months,
        read_facts(e.object("parameters")),
        read_facts(e.object("gepubliceerd")),
        tuple(_slip(one) for one in e.objects("fouten")),
    )
    e.check()
    return read


def _slip(e: Entries) -> Slip:
    return Slip(e.word("id"), e.choice("veld", FIELDS), e.choice("soort", KINDS), e.decimal("waarde"), e.text("tekst"))
