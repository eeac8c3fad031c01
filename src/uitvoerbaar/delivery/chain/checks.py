"""How a statement of a citizen can be checked, how likely a false one is found, and what a check costs: data/keten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.chain.read import fact, share
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.law.registers import load_registers

How = Literal["vanzelf", "dossier", "bezoek", "niet"]
HOW_NAMES: Mapping[How, Text] = {
    "vanzelf": Text("vanzelf, door vergelijken", "by itself, by comparing"),
    "dossier": Text("een medewerker vraagt bewijs", "an official asks for proof"),
    "bezoek": Text("bezoek ter plaatse", "a visit"),
    "niet": Text("niet te controleren", "cannot be checked"),
}
NOT_CHECKED: How = "niet"


@dataclass(frozen=True, slots=True)
class Check:
    """How one field is checked: against what, the chance (of 1) that a false statement is found within a year, the part
    of the statements that is looked at in a year, and the minutes of an official for each.
    """

    against: Text
    how: How
    chance: Fact
    part: Fact
    minutes: Fact


@dataclass(frozen=True)
class Checks:
    """Checks by (register, field); a register as a whole stands under (register, None). Fine as a part of the gain."""

    by_field: Mapping[tuple[str, str | None], Check]
    fine: Fact

    def of(self, register: str, field: str) -> Check | None:
        """How a field is checked; None when the data know no way to check it."""
        return self.by_field.get((register, field)) or self.by_field.get((register, None))


def load_checks(folder: Path | None = None) -> Checks:
    """data/keten/controles.yaml, or that of a folder. Raises LawFileError with every problem."""
    file = read_entries((folder or data_dir() / "keten") / "controles.yaml")
    registers: dict[str, set[str]] = {}
    for field in load_registers():
        registers.setdefault(field.register, set()).add(field.name)
    found: dict[tuple[str, str | None], Check] = {}
    for e in file.objects("controles"):
        key = e.word("register"), e.word("veld") if "veld" in e else None
        _known(e, *key, registers)
        if key in found:
            _twice(e)
        found[key] = Check(
            e.text("tegen"),
            cast(How, e.choice("hoe", get_args(How))),
            share(e, "kans", "deel"),
            share(e, "deel", "deel"),
            fact(e, "minuten", "minuten"),
        )
        _consistent(e, found[key])
    checks = Checks(found, fact(file, "boete", "deel van het voordeel"))
    file.check()
    return checks


def _known(e: Entries, register: str, field: str | None, registers: Mapping[str, set[str]]) -> None:
    """A check of something that no register knows would never be used, and the item would count as one without a check."""
    if register and register not in registers:
        e.tell("register", tr("er is geen register '{register}'", register=register), suggest(register, registers))
    elif field and field not in registers.get(register, set()):
        told = tr("het register '{register}' heeft geen gegeven '{field}'", register=register, field=field)
        e.tell("veld", told, suggest(field, registers.get(register, set())))


def _consistent(e: Entries, check: Check) -> None:
    """What nothing stands against is not found and not looked at."""
    if check.how == NOT_CHECKED and any(f.value for f in (check.chance, check.part, check.minutes)):
        e.tell(
            "hoe", tr("bij 'hoe: niet' horen kans, deel en minuten 0: wat niet te controleren is, wordt niet gevonden")
        )


def _twice(e: Entries) -> None:
    e.problems.append(Problem(e.file, e.raw.line, tr("deze controle staat er twee keer")))


def expected_gain(gain: float, chance: float, fine: float) -> float:
    """What a false claim brings on average (in the unit of `gain`): kept when it is not found, else repaid with a fine."""
    return gain * (1 - chance) - gain * chance * fine
