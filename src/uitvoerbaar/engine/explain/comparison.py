"""Explained cases beside each other: what an answer becomes when facts change, or by a proposal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.engine.explain.explainer import Explanation
from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.engine.reference.values import is_number

_SIDES = {"": "{title}", "voor": mark("{title} zonder het voornemen"), "na": mark("{title} met het voornemen")}


@dataclass(frozen=True, slots=True)
class Compared:
    """A case explained by one law; `then` is the same case with some facts changed."""

    side: str
    """'voor' or 'na' the proposal; empty without a proposal."""
    first: Explanation
    then: Explanation | None = None

    @property
    def last(self) -> Explanation:
        """What the comparison ends in."""
        return self.then or self.first


def told(made: list[Compared], changed: Mapping[str, str]) -> str:
    """The answers, each with its difference from the one before; `changed` are the changed facts as the user wrote them."""
    return "\n".join(_lines(made, changed))


def _lines(made: list[Compared], changed: Mapping[str, str]) -> Iterator[str]:
    name = plain_words().words(made[0].first.output)
    before: Explanation | None = None
    for one in made:
        title = tr(_SIDES[one.side], title=f"{name[:1].upper()}{name[1:]}")
        yield f"{title}: {_shown(one.first, None if changed else before)}"
        if one.then is not None:
            facts = ", ".join(f"{fact}={value}" for fact, value in changed.items())
            yield tr("  wordt met {facts}: {shown}", facts=facts, shown=_shown(one.then, one.first))
        before = one.first


def _shown(explained: Explanation, before: Explanation | None) -> str:
    shown = plain_words().show(explained.value, explained.unit)
    difference = difference_of(before, explained)
    return shown if difference is None else tr("{shown}, dat is {difference}", shown=shown, difference=difference)


def difference_of(before: Explanation | None, after: Explanation) -> str | None:
    """How much more or less an answer is than the one before; None when there is nothing to compare."""
    if before is None or not (is_number(before.value) and is_number(after.value)):
        return None
    change = after.value - before.value
    if change == 0:
        return tr("evenveel")
    size = plain_words().show(abs(change), after.unit)
    return tr("{size} meer", size=size) if change > 0 else tr("{size} minder", size=size)


def as_json(made: list[Compared], changed: Mapping[str, str]) -> dict[str, Any]:
    """The comparison with every explanation in full."""
    return {
        "format": "uitvoerbaar-vergelijking-1",
        "changed": dict(changed),
        "explanations": [
            {"side": one.side, "changed": explained is one.then, "explanation": explained.as_json()}
            for one in made
            for explained in (one.first, one.then)
            if explained is not None
        ],
    }
