"""The net income of every household type along every fact, before and after, and which jump became which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from uitvoerbaar.assess.aspects.cliffs.data import load_types
from uitvoerbaar.assess.aspects.cliffs.household_types import Axis, HouseholdType, end_of, varied
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import NET
from uitvoerbaar.assess.pair import Pair, Role, each_side
from uitvoerbaar.base.language import both
from uitvoerbaar.base.text import Text
from uitvoerbaar.engine.explain.person_case import Persons
from uitvoerbaar.engine.piecewise.jumps import Jump, Line
from uitvoerbaar.engine.piecewise.known import Known
from uitvoerbaar.engine.piecewise.profile import Exact, moved, profile
from uitvoerbaar.engine.reference.walk import Case
from uitvoerbaar.law.graph import Node, topological
from uitvoerbaar.law.registers import KEY


@dataclass(frozen=True, slots=True)
class JumpPair:
    """The same jump on both sides; None on the side that does not have it."""

    before: Jump | None
    after: Jump | None

    @property
    def shown(self) -> Jump:
        """The jump after the proposal, else the one that goes."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def worse(self) -> int:
        """How much deeper the fall is after the proposal (eurocent a year); below zero when it is less deep."""
        return fall(self.after) - fall(self.before)


def fall(jump: Jump | None) -> int:
    """How much a household loses at a jump; 0 when it gains or when there is none."""
    return 0 if jump is None else max(0, jump.loss)


@dataclass(frozen=True, slots=True)
class Track:
    """One household type along one fact, on both sides."""

    household: HouseholdType
    axis: Axis
    lines: Pair[Line]
    jumps: Pair[list[Jump]]
    pairs: tuple[JumpPair, ...]


def tracks(ctx: Context) -> tuple[list[Track], list[Text]]:
    """Every type along each of its facts; and what could not be followed, with the reason."""
    every = list(followed(ctx))
    return [one for one in every if isinstance(one, Track)], [one for one in every if isinstance(one, Text)]


def followed(ctx: Context) -> Iterator[Track | Text]:
    """Every type along each of its facts, one after another; the reason where one cannot be followed."""
    axes, types = load_types(ctx.sides.after.year)
    least = round(ctx.settings.norm("sprong_kleinste_eurocent"))
    order = list(topological(side.nodes[NET] for side in ctx.sides))
    for household in types:
        register = Persons(household.case, ctx.catalogue).register()
        case = Case({KEY: household.case.bsn}, register)
        fixed: dict[int, Any] = {}
        for axis in (axes[name] for name in household.along):
            try:
                lines, known = _lines(ctx, order, household, axis, case, fixed)
            except NotImplementedError as error:
                why = both(str(error))
                yield Text(
                    f"{household.name.nl}, {axis.name.nl}: {why.nl}",
                    f"{household.name.en}, {axis.name.en}: {why.en}",
                )
                continue
            jumps = lines.map(lambda line: line.jumps(least))
            fixed |= known.fixed
            known.drop()
            yield Track(household, axis, lines, jumps, pairs(jumps.before, jumps.after))


def _lines(
    ctx: Context, order: Sequence[Node], household: HouseholdType, axis: Axis, case: Case, fixed: Mapping[int, Any]
) -> tuple[Pair[Line], Known]:
    """Both sides, which share most of what they ask; `order` are their nodes, `fixed` is what was found of the case itself."""
    moving = varied(order, household, axis, ctx.catalogue)
    known = Known(moved(order, moving), any(node.level for node in order if node.id in moving))
    known.fixed |= known.unmoved(fixed)

    def line(role: Role) -> Line:
        net = ctx.sides.of(role).nodes[NET]
        made = profile(net, case, moving, axis.low, end_of(axis, household), known)
        return Line(Exact(net, case, moving, known), made, axis.step, axis.less)

    return each_side(line), known


def pairs(before: list[Jump], after: list[Jump]) -> tuple[JumpPair, ...]:
    """Jumps of the same condition are the same; then those of the same article that lie closest, largest first.

    Where two conditions lie in one place a household falls by both at once, and the jump bears the name of one of them. When
    the proposal moves one, what stays behind in that place was part of the fall before, and is no new jump.
    """
    made: list[JumpPair] = []
    left, right = list(before), list(after)
    for same in (_same_node, _same_article):
        for jump in list(right):
            found = [other for other in left if same(other, jump)]
            if found:
                nearest = min(found, key=lambda other, at=jump: abs(other.x - at.x))  # type: ignore[misc]
                made.append(JumpPair(nearest, jump))
                left.remove(nearest)
                right.remove(jump)
    made, right = _joint_apart(made, right)
    made += [JumpPair(None, jump) for jump in right] + [JumpPair(jump, None) for jump in left]
    return tuple(sorted(made, key=lambda pair: (-max(fall(pair.before), fall(pair.after)), pair.shown.x)))


def _joint_apart(made: list[JumpPair], right: list[Jump]) -> tuple[list[JumpPair], list[Jump]]:
    """The pairs, of which those that moved away from a place where another fall stays give that part of theirs to it."""
    for stays in list(right):
        for at, pair in enumerate(made):
            before, moved = pair.before, pair.after
            if before is None or moved is None or moved.x == before.x or stays.x != before.x:
                continue
            part = min(fall(stays), fall(before) - fall(moved))
            if part > 0:
                way = 1 if before.less else -1
                made[at] = JumpPair(replace(before, size=before.size - way * part), moved)
                made.append(JumpPair(replace(stays, size=way * part), stays))
                right = [jump for jump in right if jump is not stays]
                break
    return made, right


def _same_node(one: Jump, other: Jump) -> bool:
    return one.node is other.node and _article(one) == _article(other)


def _same_article(one: Jump, other: Jump) -> bool:
    same_way = (one.size < 0) is (other.size < 0)
    return _article(one) is not None and same_way and _article(one) == _article(other)


def _article(jump: Jump) -> tuple[str, str] | None:
    return None if jump.origin is None else (jump.origin.law, jump.origin.article)
