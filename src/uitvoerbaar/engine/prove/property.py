"""Properties as data (data/properties): what a law must satisfy for every household, with the source of the norm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from uitvoerbaar.base.errors import LawFileError, Problem, UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import lacking_words, suggest
from uitvoerbaar.engine.prove.domain import FILE, properties_dir, read_yaml
from uitvoerbaar.engine.prove.formulas.symbol import Who
from uitvoerbaar.engine.prove.settlement import Settlement

Sort = Literal["verlies", "laat_over", "beslist", "takken", "artikelen", "onafhankelijk", "later"]
"""verlies: a change never costs more than the bound; laat_over: a payment leaves enough of an income; beslist: every case
has an answer; takken: every branch can be reached; artikelen: every article is used; onafhankelijk: fields do not matter;
later: cannot be tested yet, and why."""

SORTS: tuple[Sort, ...] = ("verlies", "laat_over", "beslist", "takken", "artikelen", "onafhankelijk", "later")


@dataclass(frozen=True, slots=True)
class Change:
    """How a field differs after the change: `sign` times a number from `least` to `most` is added."""

    who: Who
    field: str
    sign: int
    least: int
    most: int

    @property
    def fixed(self) -> bool:
        """Whether the size is one number."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class Leaves:
    """Of which output (law, output) a payment is made, and which output is the least that must be left of it."""

    of: tuple[str, str]
    least: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Property:
    """One property.

    A change may cost at most `fixed_bound` plus `times` the size of the change (and times the field `priced` of the
    same record: hours in money). What it costs is the fall of the outcome, or what `settlement` says must be paid back.
    `extra_child` compares with the same household with one child more. `paid_in_full` looks only at households that pay
    all childcare, also after the change.
    """

    id: str
    letter: str
    title: str
    english: str
    sort: Sort
    source: str
    outputs: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    fixed_bound: int
    times: int
    extra_child: bool
    paid_in_full: bool
    fields: tuple[str, ...]
    """For onafhankelijk: the fields that must not matter; for later: nothing."""
    reason: str
    """For later: why it cannot be tested yet."""
    limits: Mapping[str, tuple[int, int]]
    """Narrower ranges of free amounts or fields of the person."""
    leaves: Leaves | None = None
    """For laat_over."""
    priced: str = ""
    settlement: Settlement | None = None
    stated: bool = False
    """Whether the change is in what a citizen states: that need not be so, thus the facts may not hold after it."""
    any_change: bool = False
    """Whether everything may change, also who is in the household: any two outcomes are compared."""
    mistakes: tuple[str, ...] = ()
    """Mistakes of the register catalogue that the change covers."""


def load_properties(folder: Path | None = None) -> list[Property]:
    """Every property, by id. Raises LawFileError for a malformed file."""
    folder = folder or properties_dir()
    found = [_read(path) for path in sorted(folder.glob("*.yaml")) if path.name != FILE]
    return sorted(found, key=lambda p: p.id)


def find_property(properties: list[Property], name: str) -> list[Property]:
    """The property with an id, or all with a letter. Raises UserError."""
    found = [p for p in properties if name in (p.id, p.letter)]
    if not found:
        hint = suggest(name, [p.id for p in properties])
        known = ", ".join(p.id for p in properties)
        raise UserError(
            tr("geen eigenschap '{name}'; {hint}", name=name, hint=hint or tr("er zijn: {known}", known=known))
        )
    return found


def _read(path: Path) -> Property:
    raw = read_yaml(path)
    try:
        bound = raw.get("grens") or {}
        if raw["soort"] not in SORTS:
            raise ValueError(tr("soort '{sort}'; kies uit {sorts}", sort=raw["soort"], sorts=", ".join(SORTS)))
        return Property(
            id=path.stem,
            letter=path.stem[0],
            title=str(raw["titel"]["nl"]),
            english=str(raw["titel"]["en"]),
            sort=raw["soort"],
            source=str(raw["bron"]),
            outputs=tuple(map(_output, raw.get("uitvoer", []))),
            changes=tuple(_change(item) for item in raw.get("wijzigt", [])),
            fixed_bound=int(bound.get("vast", 0)),
            times=int(bound.get("maal", 0)),
            extra_child=raw.get("erbij") == "kind",
            paid_in_full=bool(raw.get("alles_betaald", False)),
            fields=tuple(map(str, raw.get("velden", []))),
            reason=str(raw.get("reden", "")),
            limits={str(k): (int(v[0]), int(v[1])) for k, v in (raw.get("bereik") or {}).items()},
            leaves=Leaves(_output(raw["van"]), _output(raw["minst"])) if raw["soort"] == "laat_over" else None,
            priced=str(bound.get("keer", "")),
            settlement=_settlement(raw["afwikkeling"], bound) if "afwikkeling" in raw else None,
            stated=bool(raw.get("opgegeven", False)),
            any_change=bool(raw.get("alles_wijzigt", False)),
            mistakes=tuple(map(str, raw.get("vergissingen", []))),
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise LawFileError(
            [Problem(str(path), raw.line, tr("de eigenschap mist of verminkt {error}", error=lacking_words(error)))]
        ) from None


def _settlement(raw: Mapping[str, Any], bound: Mapping[str, Any]) -> Settlement:
    """`{wet: ..., uitvoer: ..., met: {parameter: ervoor | erna | wijziging | melding | waarde}, te_laat: [maanden]}`."""
    return Settlement(
        law=str(raw["wet"]),
        output=str(raw["uitvoer"]),
        given=tuple((str(name), value) for name, value in raw["met"].items()),
        late=tuple(int(n) for n in raw.get("te_laat", [0])),
        times_before=int(bound.get("maanden_ervoor", 0)),
        times_late=int(bound.get("maanden_te_laat", 0)),
    )


def _output(raw: Mapping[str, Any]) -> tuple[str, str]:
    return str(raw["wet"]), str(raw["uitvoer"])


def _change(raw: Mapping[str, Any]) -> Change:
    """`{veld: kind.1.uurtarief, plus: 1}`; `min` takes away; `{van: a, tot: b}` is any size from a to b."""
    head, *rest = str(raw["veld"]).split(".")
    who: Who = (head, int(rest[0]) - 1) if len(rest) == 2 else (head, 0)
    sign, size = (1, raw["plus"]) if "plus" in raw else (-1, raw["min"])
    least, most = (size["van"], size["tot"]) if isinstance(size, Mapping) else (size, size)
    return Change(who, rest[-1], sign, int(least), int(most))
