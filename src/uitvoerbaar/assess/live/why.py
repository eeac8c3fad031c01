"""Why a changed text moves no amount: it is not in force, no scheme reads it, or nobody is in the situation that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.effect import nobody_differs
from uitvoerbaar.findings import Text
from uitvoerbaar.law.corpus import LawLookupError
from uitvoerbaar.law.graph import topological

Reason = Literal["not_in_force", "law_unread", "article_unread", "part_unread", "nobody"]
"""`part_unread`: schemes read the article, but not what changed in it. All but `nobody` hold for every household that can be."""


@dataclass(frozen=True, slots=True)
class Why:
    """The reason, and the schemes that were run anew without anybody getting another amount."""

    reason: Reason
    schemes: tuple[Text, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether it follows from the laws themselves, whatever the population."""
        return self.reason != "nobody"


def why_still(ctx: Context, law: str, article: str, file: Path) -> Why | None:
    """Why the side after gives everybody what the side before gives; None when it does not.

    `file` is the changed file of `law`, in which `article` was rewritten.
    """
    if not nobody_differs(ctx):
        return None
    before, after = ctx.sides
    try:
        used = after.corpus.select(law, after.date).file
    except LawLookupError:
        used = ""
    if used != str(file):
        return Why("not_in_force")
    every = (*ctx.settings.schemes, ctx.settings.net)
    moved = tuple(s.name for s in every if before.nodes.get(s.id) is not after.nodes.get(s.id))
    if moved or ctx.people.before is not ctx.people.after:
        return Why("nobody", moved)
    if law not in {one.id for laws in after.laws.values() for one in laws}:
        return Why("law_unread")
    places = {(n.payload.law, n.payload.article) for n in topological(after.nodes.values()) if n.op == "NAME"}
    return Why("part_unread" if (law, article) in places else "article_unread")
