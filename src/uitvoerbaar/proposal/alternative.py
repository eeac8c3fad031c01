"""The alternative that was considered beside a proposal: the block `alternatief` of proposal.yaml.

It is laid on the law before the proposal: as changed law files (`wetten`), as versions (`pins`), or as numbers of articles,
written as in the addresses of the workbench (`LAW~CONTROL~VALUE`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from uitvoerbaar.base.entries import Entries
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.files import leads_out, outside
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.yaml import Mapping as Object
from uitvoerbaar.proposal.blocks import block, finished, said, tell

SEPARATOR = "~"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to the same end: its name, and what it changes in the law before the proposal.

    `numbers` has by law and control the number as it was written.
    """

    name: Text
    laws: tuple[Path, ...] = ()
    pins: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    line: int = 1


def read_alternative(path: Path, raw: Object, problems: list[Problem]) -> Alternative | None:
    """The block `alternatief`, None when there is none or it has a problem (every one is added to `problems`)."""
    e = block(path, raw, "alternatief", problems)
    if e is None:
        return None
    pins = e.object("pins") if "pins" in e else None
    found = Alternative(
        said(e, "naam"),
        tuple(_folders(e, path.parent, problems)),
        {} if pins is None else {law: pins.word(law) for law in pins.names()},
        _numbers(e),
        e.raw.line,
    )
    if not (found.laws or found.pins or found.numbers) and not e.problems:
        hint = tr("noem 'wetten' (map of bestand), 'pins' (versies) of 'getallen' (WET~KNOP~WAARDE)")
        tell(e, "naam", tr("het alternatief verandert niets"), hint)
    return found if finished(e, problems) else None


def _folders(e: Entries, folder: Path, problems: list[Problem]) -> list[Path]:
    found = []
    for name in e.words("wetten") if "wetten" in e else ():
        path, line = folder / name, e.raw.line_of("wetten")
        if leads_out(path, folder):
            problems.append(outside(e.file, folder, line))
        elif not os.path.exists(path):
            tell(e, "wetten", tr("'{item}' bestaat niet in {folder}", item=name, folder=folder))
        else:
            found.append(path)
    return found


def _numbers(e: Entries) -> dict[str, dict[str, str]]:
    made: dict[str, dict[str, str]] = {}
    for given in e.words("getallen") if "getallen" in e else ():
        parts = given.split(SEPARATOR)
        if len(parts) != 3 or not all(parts):
            hint = tr("zoals wet_op_de_zorgtoeslag~3#vermogensgrens~100000, overgenomen uit het adres van de werkbank")
            tell(e, "getallen", tr("'{given}' is geen WET~KNOP~WAARDE", given=given), hint)
            continue
        law, control, value = parts
        made.setdefault(law, {})[control] = value
    return made
