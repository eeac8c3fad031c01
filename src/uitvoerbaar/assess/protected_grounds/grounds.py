"""The grounds and groups by which equal treatment is measured: data/assess/gronden.yaml, on the population."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal, cast, get_args

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.entries import read_assess_list
from uitvoerbaar.assess.people.groups import Grouping, groupings, own_groupings
from uitvoerbaar.assess.people.groups_of_heads import VULNERABLE, mark, self_employed, sexes
from uitvoerbaar.base.entries import ITEMS, Entries
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
    """Every ground of gronden.yaml. Raises LawFileError for a malformed file."""
    file = read_assess_list("gronden.yaml")
    grounds = [_ground(e) for e in file.objects(ITEMS)]
    file.check()
    return grounds


def _ground(e: Entries) -> Ground:
    by = e.word("groepen") if "groepen" in e else None
    return Ground(
        e.word("id"),
        e.text("naam"),
        cast(Kind, e.choice("soort", get_args(Kind))),
        e.word("bron"),
        e.words("velden") if "velden" in e else (),
        by,
        e.text("niet_gemeten") if by is None else None,
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
