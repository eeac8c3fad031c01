"""What chooses nothing: limits that give everybody one amount, comparisons that everybody meets or nobody, things compared
with themselves or written twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from uitvoerbaar.base.language import tr
from uitvoerbaar.law.check.branches import always
from uitvoerbaar.law.graph import Node, strip

_ORDER = ("LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL")
_ONCE = ("AND", "OR", "MIN", "MAX")
"""Operations in which a thing counts once however often it is written."""


def sameness(node: Node) -> Iterator[tuple[str, str]]:
    """What chooses nothing in one node, and what to do."""
    if node.op in ("MIN", "MAX"):
        yield from _limits(node)
    if node.op in ("EQUALS", *_ORDER):
        if node.args[0] is node.args[1] and strip(node.args[0]).op != "CONST":
            yield (
                tr("{op} vergelijkt iets met zichzelf", op=node.op),
                tr("noem aan een van beide kanten het andere gegeven"),
            )
        elif node.op in _ORDER and (holds := always(node)) is not None:
            yield (
                tr("deze vergelijking ({op}) is voor iedereen waar", op=node.op)
                if holds
                else tr("deze vergelijking ({op}) is voor niemand waar", op=node.op),
                tr("vergelijk de grens met wat het gegeven kan zijn; klopt de eenheid?"),
            )
    if node.op == "SUBTRACT" and any(arg is node.args[0] for arg in node.args[1:]) and node.lo != node.hi:
        yield tr("SUBTRACT trekt iets van zichzelf af"), tr("noem het andere gegeven, of schrijf de uitkomst")
    if node.op in ("AND", "OR") and (why := _together(node)) is not None:
        yield (
            tr("{op} is voor niemand waar: {why}", op=node.op, why=why)
            if node.op == "AND"
            else tr("{op} is voor iedereen waar: {why}", op=node.op, why=why),
            tr("was OR bedoeld? verbeter anders een van de voorwaarden")
            if node.op == "AND"
            else tr("was AND bedoeld? verbeter anders een van de voorwaarden"),
        )
    if node.op in _ONCE:
        written = [arg.id for arg in node.args if strip(arg).op != "CONST"]
        if len(set(written)) < len(written):
            yield (
                tr("{op} noemt twee keer hetzelfde: de tweede keer telt niet", op=node.op),
                tr("was iets anders bedoeld? noem dat, of haal een van beide weg"),
            )


def _limits(node: Node) -> Iterator[tuple[str, str]]:
    """A limit that leaves one value: an upper limit below the lower one, or one that is out of reach of what a register holds.

    An amount that happens to stay below a limit that it is held against is no mistake.
    """
    low, high = Decimal(node.lo), Decimal(node.hi)
    if low != high or not low.is_finite():
        return
    others = [strip(arg) for arg in node.args if arg.lo != arg.hi]
    if others and all(arg.op in ("FIELD", "GET") or _kept_short(arg, node) for arg in others):
        yield (
            tr(
                "deze {op} geeft iedereen {value}, wat er verder ook in staat", op=node.op, value=f"{low.normalize():f}"
            ),
            tr("ligt de bovengrens onder de ondergrens, of zijn MIN en MAX verwisseld?"),
        )


def _kept_short(arg: Node, node: Node) -> bool:
    """Whether an operand is itself kept to a limit, in the other direction, that lies short of the limit of `node`."""
    if arg.op not in ("MIN", "MAX") or arg.op == node.op:
        return False
    limits = [Decimal(each.lo) for each in arg.args if each.lo == each.hi]
    return any(limit > node.lo if arg.op == "MAX" else limit < node.lo for limit in limits)


def _together(node: Node) -> str | None:
    """Why conditions that are taken together hold for nobody (AND) or for everybody (OR) although none does so by itself."""
    if any(always(arg) is not None for arg in node.args):
        return None  # told of that condition, or of a value that is fixed elsewhere
    turned = {id(strip(part.args[0])) for part in map(strip, node.args) if part.op == "NOT"}
    if any(id(strip(arg)) in turned for arg in node.args):
        return tr("een voorwaarde en haar tegendeel")
    if always(node) is not None:
        return tr("de grenzen sluiten elkaar uit")
    if node.op == "OR" and _covers(node):
        return tr("de grenzen nemen samen elk getal")
    words: dict[int, set[str]] = {}
    for part in map(strip, node.args):
        if node.op == "OR":
            if part.op != "NOT":
                continue
            part = strip(part.args[0])
        if part.op != "EQUALS":
            continue
        for one, other in (part.args, part.args[::-1]):
            fixed = strip(other)
            if fixed.op == "CONST" and fixed.payload is not None and strip(one).op != "CONST":
                words.setdefault(strip(one).id, set()).add(repr(fixed.payload))
    if any(len(found) > 1 for found in words.values()):
        return tr("een gegeven heeft nooit twee waarden tegelijk")
    return None


def _covers(node: Node) -> bool:
    """Whether two comparisons of one number in opposite directions leave no number out."""
    ups: dict[int, Decimal] = {}
    downs: dict[int, Decimal] = {}
    for part in map(strip, node.args):
        if part.op not in _ORDER or part.args[0].nullable:
            continue
        limit = strip(part.args[1])
        if limit.op != "CONST" or isinstance(limit.payload, bool) or not isinstance(limit.payload, int | Decimal):
            continue
        of, value = strip(part.args[0]).id, Decimal(limit.payload)
        if part.op.startswith("GREATER"):
            ups[of] = min(ups.get(of, value), value)
        else:
            downs[of] = max(downs.get(of, value), value)
    return any(ups[of] < downs[of] for of in ups.keys() & downs.keys())
