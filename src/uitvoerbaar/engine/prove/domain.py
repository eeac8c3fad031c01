"""The households that a proof speaks of (data/properties/domein.yaml): sizes, free amounts, and what always holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import lacking_words
from uitvoerbaar.base.yaml import Mapping as YamlMapping
from uitvoerbaar.base.yaml import load
from uitvoerbaar.engine.prove.formulas.symbol import Who
from uitvoerbaar.law.graph import FieldSpec

FILE = "domein.yaml"
ORDERS = ("hoogstens", "minstens", "kleiner", "groter", "gelijk")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a product of fields and a number (`persoon.` in front names the head of the household)."""

    factor: Any
    fields: tuple[str, ...] = ()

    def locate(self, name: str, record: Who) -> tuple[Who, str]:
        """Whose field it is."""
        head, _, rest = name.partition(".")
        return ((head, 0), rest) if rest else (record, name)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that holds in every household: a comparison within one record of a table."""

    table: str
    left: Amount
    order: str
    right: Amount
    text: str
    when: str | None = None
    when_value: Any = None

    def locate(self, name: str, record: Who) -> tuple[Who, str]:
        """Whose field it is."""
        return self.left.locate(name, record)

    def names(self, record: Who) -> list[tuple[Who, str]]:
        """Every field that it speaks of."""
        fields = [*self.left.fields, *self.right.fields, *([self.when] if self.when else [])]
        return [self.locate(name, record) for name in fields]


@dataclass(frozen=True, slots=True)
class Free:
    """An amount that a law takes from another law and that a proof lets take every value; `carriers` are fields of the
    person that can give it that value."""

    spec: FieldSpec
    law: str
    carriers: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """How far from a household a field may be moved for what happens there to be within its reach, also in words."""

    distance: int
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Domain:
    """The largest household, the free amounts by name, and the facts."""

    children: int
    housemates: int
    free: Mapping[str, Free]
    facts: tuple[Fact, ...]
    near: Mapping[str, Near]
    """By field; for counting in a population, no part of a proof."""

    @property
    def parameters(self) -> Mapping[str, FieldSpec]:
        """The free amounts as parameters of a law."""
        return {name: free.spec for name, free in self.free.items()}


def properties_dir() -> Path:
    """The shipped properties."""
    return data_dir() / "properties"


def read_yaml(path: Path) -> YamlMapping:
    """A YAML object. Raises LawFileError."""
    raw = load(path.read_text(encoding="utf-8"), str(path))
    if not isinstance(raw, YamlMapping):
        raise LawFileError([Problem(str(path), 1, tr("verwacht een object"))])
    return raw


def load_domain(path: Path | None = None) -> Domain:
    """The domain of all proofs. Raises LawFileError for a malformed file."""
    path = path or properties_dir() / FILE
    raw = read_yaml(path)
    try:
        free = {
            str(name): Free(
                FieldSpec("number", "eurocent", nullable=False, lo=item["bereik"][0], hi=item["bereik"][1]),
                str(item["wet"]),
                tuple(map(str, item["drager"])),
                str(item["tekst"]),
            )
            for name, item in raw["vrij"].items()
        }
        facts = tuple(_fact(item) for item in raw["feiten"])
        near = {
            str(name): Near(int(item["afstand"]), str(item["nl"]), str(item["en"]))
            for name, item in raw["nabij"].items()
        }
        return Domain(int(raw["kinderen"]), int(raw["huisgenoten"]), free, facts, near)
    except (KeyError, TypeError, IndexError) as error:
        raise LawFileError(
            [Problem(str(path), raw.line, tr("het domein mist of verminkt {error}", error=lacking_words(error)))]
        ) from None


def _fact(raw: Mapping[str, Any]) -> Fact:
    order = next(o for o in ORDERS if o in raw)
    when = raw.get("als") or {}
    name = next(iter(when), None)
    return Fact(
        str(raw["tabel"]),
        amount_of(raw["veld"]),
        order,
        amount_of(raw[order]),
        str(raw["tekst"]),
        name,
        when[name] if name else None,
    )


def amount_of(raw: Any) -> Amount:
    """`veld`, a number, or `{maal: [12, veld, veld]}`; a text in quotes within `{waarde: ...}` is a constant."""
    if isinstance(raw, Mapping):
        if "waarde" in raw:
            return Amount(raw["waarde"])
        parts = raw["maal"]
        factor = 1
        for part in parts:
            if not isinstance(part, str):
                factor = factor * part
        return Amount(factor, tuple(part for part in parts if isinstance(part, str)))
    return Amount(1, (raw,)) if isinstance(raw, str) else Amount(raw)
