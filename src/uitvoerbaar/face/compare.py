"""One case beside itself: with other facts, and before and after a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.explain import comparison
from uitvoerbaar.engine.explain.comparison import Compared
from uitvoerbaar.face.asked import Asked
from uitvoerbaar.face.case import Case, Facts, as_case
from uitvoerbaar.face.explained import Explained
from uitvoerbaar.face.given import DAY, FACTS, PATH, PATHS, takes
from uitvoerbaar.face.laws import SIDES, Laws, as_day, corpus_of, doubts_about, errors_in
from uitvoerbaar.law import load_corpus
from uitvoerbaar.proposal import load_proposal


@dataclass(frozen=True, repr=False)
class Comparison:
    """Explained cases beside each other. `made` has one entry per side of the law, each with the case and, when facts
    were changed, the changed case.
    """

    made: tuple[Compared, ...]
    changed: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    """What was understood of amounts without a unit, and what is odd in the proposal."""

    @property
    def values(self) -> tuple[Any, ...]:
        """The answers in order, in the unit of the law (amounts in eurocent)."""
        return tuple(each.value for one in self.made for each in (one.first, one.then) if each is not None)

    @property
    def explained(self) -> tuple[Explained, ...]:
        """The explained cases in the order of `values`."""
        return tuple(Explained(each) for one in self.made for each in (one.first, one.then) if each is not None)

    @property
    def compares(self) -> bool:
        """Whether there is more than one answer."""
        return len(self.values) > 1

    @property
    def last(self) -> Explained:
        """What the comparison ends in."""
        return Explained(self.made[-1].last)

    def text(self) -> str:
        """The answers, each with its difference from the one before."""
        return comparison.told(list(self.made), self.changed)

    def as_json(self) -> dict[str, Any]:
        """The comparison as JSON values, with every explanation in full."""
        return comparison.as_json(list(self.made), self.changed)

    def __repr__(self) -> str:
        return f"<{self.text()}>"

    def _repr_html_(self) -> str:
        from uitvoerbaar.face.trace_html import comparison_html

        return comparison_html(self.text(), [explained.record for explained in self.explained])


@takes(on=DAY, then=FACTS, proposal=PATH.like("'huurtoeslag-2026'"), folders=PATHS)
def compare(
    what: Asked,
    case: Case | Facts | None = None,
    *,
    on: str | date,
    then: Facts | None = None,
    proposal: str | Path | None = None,
    side: Literal["voor", "na", "beide"] = "beide",
    folders: Iterable[str | Path] | None = None,
) -> Comparison:
    """One case on both sides of a proposal, with other facts (`then`), or both.

    >>> import uitvoerbaar as uv
    >>> ervoor = uv.case(loon_uit_dienstbetrekking=uv.euro(25_000))
    >>> uv.compare("zorgtoeslag", ervoor, on="2026-01-01", then={"loon_uit_dienstbetrekking": uv.euro(26_000)})
    <Hoogte zorgtoeslag: € 1.550,00
      wordt met loon_uit_dienstbetrekking=2600000: € 1.550,00, dat is evenveel>

    `side` says which law with a proposal: 'voor', 'na' or 'beide'. Without a proposal it is the law as it stands. Raises
    UserError as `Laws.explain` does.
    """
    sides = _sides(as_day(on), proposal, side if proposal is not None or side != "beide" else "na", folders)
    return beside(sides, what, as_case(case), as_case(then).facts, "then" if then else "")


def beside(sides: Iterable[Laws], what: Asked, case: Case, changed: Facts, place: str) -> Comparison:
    """A case under several laws; `changed` are the facts that are other afterwards, given at `place`."""
    made, notes = [], dict[str, None]()
    for law in sides:
        first = law.explain(what, case)
        then = law.explain(what, case.then(changed, place)) if changed else None
        made.append(Compared(law.side, first.record, None if then is None else then.record))
        notes |= dict.fromkeys((*first.notes, *(then.notes if then else ())))
    return Comparison(tuple(made), dict(changed), tuple(notes))


def _sides(on: str, proposal: str | Path | None, side: str, folders: Iterable[str | Path] | None) -> tuple[Laws, ...]:
    if side not in (*SIDES, "beide"):
        raise UserError(
            tr("side='{side}' kan niet; kies uit voor, na, beide", side=side), expected=tr("voor, na, beide")
        )
    return sides_of(on, proposal, side, folders)


def sides_of(
    on: str, proposal: str | Path | None, side: str, folders: Iterable[str | Path] | None = None
) -> tuple[Laws, ...]:
    """The laws of one side, or of both ('beide'). Raises UserError for both sides of nothing."""
    if proposal is None and side == "beide":
        raise UserError(tr("--side beide vergelijkt de wet voor en na een voornemen: noem het met --proposal"))
    chosen = tuple(map(Path, folders or ()))
    corpus = load_corpus(chosen or None)
    told = errors_in(chosen)
    if proposal is None:
        return (Laws(on, corpus, doubts=told),)
    loaded = load_proposal(str(proposal))
    told += doubts_about(loaded, corpus, on or None)
    return tuple(
        Laws(on, corpus_of(loaded, name, corpus), loaded, name, told) for name in SIDES if side in (name, "beide")
    )
