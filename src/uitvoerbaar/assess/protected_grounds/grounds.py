"""The grounds and groups by which equal treatment is measured: data/assess/gronden.yaml, on the population."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.data_file import text
from uitvoerbaar.assess.people.groups import Grouping, groupings, own_groupings
from uitvoerbaar.assess.people.groups_of_heads import VULNERABLE, mark, self_employed, sexes
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.yaml import Mapping, Sequence, load
from uitvoerbaar.findings import Text

Kind = Literal["beschermd", "kwetsbaar", "overig"]
_MARKS = ("is_gehuwd", *VULNERABLE)
_OWN: dict[str, Callable[[Context], Grouping | None]] = {
    "geslacht": sexes,
    "zelfstandig": self_employed,
    **{name: partial(mark, name=name) for name in _MARKS},
}


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground or group: its kind, the law behind it, the register fields that are the ground itself.

    `by` is how the population divides into its groups, or None with in `why_not` why it cannot be measured.
    """

    id: str
    name: Text
    kind: Kind
    source: str
    fields: tuple[str, ...]
    by: str | None
    why_not: Text | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A ground that the population can be divided by."""

    ground: Ground
    groups: Grouping


def load_grounds() -> list[Ground]:
    """Every ground of gronden.yaml. Raises LawFileError for a file that is no list of grounds."""
    path = data_dir() / "assess" / "gronden.yaml"
    raw = load(path.read_text(encoding="utf-8"), str(path))
    if not isinstance(raw, Sequence):
        raise LawFileError([Problem(str(path), 1, tr("verwacht een lijst van gronden"))])
    return [_ground(item) for item in raw]


def _ground(item: Mapping) -> Ground:
    why = item.get("niet_gemeten")
    return Ground(
        str(item["id"]),
        text(item["naam"]),
        item["soort"],
        str(item["bron"]),
        tuple(str(name) for name in item.get("velden", ())),
        item.get("groepen"),
        text(why) if why is not None else None,
    )


def measure(ctx: Context, grounds: list[Ground]) -> tuple[list[Measured], list[Text]]:
    """The grounds that this population can be divided by, and for the others why not."""
    shared = {grouping.id: grouping for grouping in groupings(ctx)}
    found: list[Measured] = []
    missing: list[Text] = []
    for ground in grounds:
        if ground.by is None:
            assert ground.why_not is not None
            missing.append(
                Text("{ground}: {why_not}", "{ground}: {why_not}").format(ground=ground.name, why_not=ground.why_not)
            )
            continue
        groups = _OWN[ground.by](ctx) if ground.by in _OWN else shared.get(ground.by)
        if groups is None:
            missing.append(
                Text(
                    "{ground}: deze bevolking heeft het gegeven niet.", "{ground}: this population lacks the data."
                ).format(ground=ground.name)
            )
        else:
            found.append(Measured(ground, groups))
    found += [
        Measured(Ground(groups.id, groups.title, "overig", "eigen gegevens", (), groups.id, None), groups)
        for groups in own_groupings(ctx)
    ]
    return found, missing
