"""A second, wider band for the first numbers of a report: what they become when an assumption about people is another.

The interval of a sample says how far a number can be off by chance. It says nothing of what was assumed about everybody alike.
Each assumption of data/assess/aannamen.yaml is run again, one at a time, for the schemes that change: each on its own part of
the households, so that all together are at most one more pass. What it moves there is laid around the number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from uitvoerbaar.assess.aspects.income_effects.aspect import classes_of
from uitvoerbaar.assess.changed import touched
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.entries import read_assess
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.part import LARGEST, thinned
from uitvoerbaar.assess.people.totals import exact_total
from uitvoerbaar.base.text import SPACE, Ground
from uitvoerbaar.engine.batch.people import Column, People, Strings
from uitvoerbaar.findings import Figure, Range, Text
from uitvoerbaar.law.graph import topological
from uitvoerbaar.law.registers import SOURCE

_LOSE, _GAIN = (0, 1), (3, 4)
"""Classes of effect that count as losing and as gaining."""
_MILLI = 1000


_Kind = Literal["keer", "wordt"]
_Variant = tuple[_Kind, int]


@dataclass(frozen=True, slots=True)
class Assumption:
    """Fields of persons that were assumed, and what they become: so many times as large, or one value."""

    id: str
    name: Text
    fields: tuple[str, ...]
    times: tuple[int, ...]
    becomes: tuple[int, ...]
    lacking: tuple[int, ...]
    """What they can be in own data that do not have them, where their default says nothing that can be multiplied."""
    reason: Text

    def variants(self, *, own: bool) -> tuple[_Variant, ...]:
        """Each way in which it can be another, on a made population or on `own` data that lack the fields."""
        if own and self.lacking:
            return tuple(("wordt", n) for n in self.lacking)
        return (*(("keer", n) for n in self.times), *(("wordt", n) for n in self.becomes))


def load_assumptions() -> tuple[Assumption, ...]:
    """The assumptions of data/assess/aannamen.yaml. Raises LawFileError for a malformed file."""
    file = read_assess("aannamen.yaml")
    found = tuple(
        Assumption(
            e.word("id"),
            e.text("naam"),
            e.words("velden"),
            e.numbers("keer") if "keer" in e else (),
            e.numbers("wordt") if "wordt" in e else (),
            e.numbers("ontbreekt") if "ontbreekt" in e else (),
            e.text("reden"),
        )
        for e in file.objects("aannamen")
    )
    file.check()
    return found


def widened(ctx: Context, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures, the first numbers with the band that the assumptions give; as they are where no assumption matters.

    The change of every scheme has it too, also when it is no key figure: of the only scheme that changes it is the total again,
    and one number has one interval.
    """
    known = tuple(figures)
    schemes = touched(ctx)
    assumed = [a for a in load_assumptions() if _matters(ctx, a, schemes)]
    if not assumed:
        return known
    shifts = _shifts(ctx, assumed, schemes)
    return tuple(replace(f, wider=_wider(f, shifts[f.id], assumed)) if f.id in shifts else f for f in known)


def _matters(ctx: Context, assumed: Assumption, schemes: tuple[Scheme, ...]) -> bool:
    """Whether a scheme that changes reads what was assumed, and the population did not bring it as a fact."""
    nodes = [ctx.sides.of(role).nodes[scheme.id] for role in ROLES for scheme in schemes]
    read = {n.payload[1] for n in topological(nodes) if n.op == "FIELD" and n.payload[0] == SOURCE}
    return bool(read & set(_fields(ctx, assumed)) & ctx.people.after.columns.keys())


def own_data(ctx: Context) -> bool:
    """Whether the population is the user's own, of which nobody knows what was assumed but for what it lacks."""
    return ctx.base.manifest.get("seed") is None


def _fields(ctx: Context, assumed: Assumption) -> tuple[str, ...]:
    """The fields that were assumed: of own data only those that they lack, for what they bring is a fact."""
    if not own_data(ctx):
        return assumed.fields
    missing = set(ctx.base.manifest.get("ontbrekend", ()))
    return tuple(name for name in assumed.fields if name in missing)


def _shifts(ctx: Context, assumed: list[Assumption], schemes: tuple[Scheme, ...]) -> dict[str, list[float]]:
    """By key figure: how far each variant of an assumption moves it, in the unit of the figure."""
    variants = [(_fields(ctx, a), *variant) for a in assumed for variant in a.variants(own=own_data(ctx))]
    one_in = max(len(variants), -(-len(ctx.heads) * len(variants) // LARGEST))
    found: dict[str, list[float]] = {}
    for number, (fields, kind, amount) in enumerate(variants):
        part = thinned(ctx, one_in, number)
        if ctx.by_net:  # the rest of what is computed is not asked; without net income the allowances together are
            part = replace(part, settings=replace(ctx.settings, schemes=schemes))
        before = _numbers(part, schemes)
        after = _numbers(_other(part, fields, kind, amount), schemes)
        for name in before:
            found.setdefault(name, []).append(after[name] - before[name])
    return found


def _other(part: Context, fields: tuple[str, ...], kind: _Kind, amount: int) -> Context:
    """The part with these fields of its people changed, and nothing computed yet."""
    made: dict[int, People] = {}
    specs = part.catalogue.person_specs()
    for people in part.people:
        if id(people) not in made:
            columns = dict(people.columns)
            for name in fields:
                if name in columns:
                    columns[name] = _changed(columns[name], kind, amount, specs[name].hi if name in specs else None)
            made[id(people)] = replace(people, columns=columns)
    return replace(
        part, people=part.people.map(lambda people: made[id(people)]), _columns={}, _no_answer={}, _once={}, behind={}
    )


def _changed(column: Column, kind: _Kind, amount: int, most: object) -> Column:
    if isinstance(column, Strings):
        return column
    values = column.astype(np.int64) * amount if kind == "keer" else np.full(len(column), amount, dtype=np.int64)
    # Not beyond what the register allows: the kernels rely on it.
    return np.minimum(values, int(most)).astype(column.dtype) if isinstance(most, int) else values.astype(column.dtype)


def _numbers(part: Context, schemes: tuple[Scheme, ...]) -> Mapping[str, float]:
    """The key figures on a part of the people, by the id of their figure."""
    found: dict[str, float] = {}
    cost = 0.0
    for scheme in schemes:
        before, after = (part.household_column(role, scheme) for role in ROLES)
        if before is None or after is None:
            continue
        change = exact_total(after.astype(np.int64) - before, part.weights) / _MILLI
        found[f"begroting-{scheme.id}-verschil"] = change
        cost += change if scheme.spends else -change
    found["begroting-schatkist"] = cost
    if part.common_outcome:
        before, after = (part.outcome(role)[0] for role in ROLES)
        classes = classes_of(part, before, after.astype(np.int64) - before)
        for name, which in (("verliezers", _LOSE), ("winnaars", _GAIN)):
            found[f"inkomenseffecten-{name}"] = int(part.weights[np.isin(classes, which)].sum()) / _MILLI
    return found


def _wider(figure: Figure, shifts: list[float], assumed: list[Assumption]) -> Range | None:
    """The interval of the sample, moved as far as any one assumption moves the number."""
    if figure.value is None:
        return None
    low, high = figure.value, figure.value
    if figure.range is not None and figure.range.low is not None and figure.range.high is not None:
        low, high = figure.range.low, figure.range.high
    counts = figure.unit == "huishoudens"
    down, up = min(0.0, *shifts), max(0.0, *shifts)
    if not counts:
        down, up = round(down / 100) * 100, round(up / 100) * 100
    grounds: tuple[Ground, ...] = ("aannamen" if down else "steekproef", "aannamen" if up else "steekproef")
    return Range(
        max(0, round(low + down)) if counts else round(low + down), round(high + up), _method(assumed), grounds
    )


def _method(assumed: list[Assumption]) -> Text:
    names = Text("; ", "; ").join(a.name for a in assumed)
    return SPACE.join(
        [
            Text(
                "De band van de steekproef, en zo veel ruimer als het cijfer verschuift wanneer een aanname anders is, elk "
                "apart en niet samen: {names}.",
                "The interval of the sample, and wider by as much as the number moves when an assumption is another, each by "
                "itself and not together: {names}.",
            ).format(names=names),
            *(a.reason for a in assumed),
        ]
    )
