"""Under which laws a household is computed: the law of a day, before and after a proposal, or with numbers of the workbench."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import data_dir, laws_dir
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.base.messages import describe, suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.desk.laws.asked import article_of
from uitvoerbaar.desk.laws.corpus import laws_on, today
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.workbench.changes import BETWEEN, CHANGE, changes_of, elsewhere, typed_of
from uitvoerbaar.desk.workbench.typed import turned
from uitvoerbaar.face.article_text import Draft, LawPair, propose
from uitvoerbaar.face.household import proposed_sides
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.live import article_dials
from uitvoerbaar.face.proposals import proposals
from uitvoerbaar.face.typed_law import typed_law
from uitvoerbaar.face.words import law_words

DAY, PROPOSAL, LAW, ARTICLE, DIAL = "op", "voornemen", "wet", "artikel", "d."
"""Names in an address: the day, a shipped proposal, and an article of the workbench with its dials (d.ID)."""
LINES = "\n"
"""Between the changes of other articles (w), which a form and an address repeat, where words are held one for each name."""
_KEPT = 6
Moved = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""By law what was typed, by control."""


@dataclass(frozen=True)
class Sides:
    """The laws to compute under (one, or before and after), what they are called, and the part of the address that says so."""

    laws: tuple[Laws, ...]
    title: str
    query: tuple[tuple[str, str], ...]

    @property
    def day(self) -> str:
        """The day on which law is applied."""
        return self.laws[-1].on

    @property
    def compares(self) -> bool:
        """Whether there is a before and an after."""
        return len(self.laws) > 1


def sides_of(words: Mapping[str, str], day: str | None) -> Sides:
    """The laws that an address asks. Raises Mistake (404) for a proposal that is not there, UserError for the rest."""
    named = words.get(PROPOSAL, "").strip()
    law, article = words.get(LAW, "").strip(), words.get(ARTICLE, "").strip()
    if named:
        known = {each.id: each for each in proposals()}
        if named not in known:
            hint = suggest(named[:100], known) or tr("kies uit {known}", known=", ".join(known))
            raise Mistake(404, tr("Het voornemen {name} is er niet ({hint}).", name=describe(named), hint=hint))
        pair = _proposed(data_dir(), named, day)
        return Sides(pair, said(known[named].title), ((PROPOSAL, named), *(((DAY, day),) if day else ())))
    dials = [name for name, typed in words.items() if name.startswith(DIAL) and typed.strip()]
    if dials and not law:
        raise UserError(tr("{name}: zeg ook van welke wet, met wet=NAAM", name=describe(dials[0])))
    if dials or (law and article) or words.get(CHANGE):
        return _dialled(laws_on(day or today()), law, article, words)
    return plain(day or today())


def plain(day: str) -> Sides:
    """The law of a day as it stands. Raises UserError for what is no day."""
    return Sides((_own(laws_dir(), day),), "", ((DAY, day),))


@lru_cache(maxsize=_KEPT)
def _own(folder: Path, day: str) -> Laws:
    """Laws of these pages alone: what is linked for a household goes when its day is not asked any more."""
    return replace(laws_on(day))


def _dialled(of: Laws, law: str, article: str, words: Mapping[str, str]) -> Sides:
    """Before and after the numbers of an article and of others that were changed beside it. Raises UserError."""
    here = law and article
    shown = article_of(of, law, article) if here else None
    own = turned(article_dials(of, law, article), words) if here else []
    # A number that this article does not have is one of another, as in the workbench, or of none: then that is told.
    loose = [
        BETWEEN.join((law, name.removeprefix(DIAL), typed))
        for name, typed in words.items()
        if name.startswith(DIAL) and typed.strip() and name not in {each.name for each in own}
    ]
    others = elsewhere(changes_of(of, filter(None, words.get(CHANGE, "").split(LINES))), law, article)
    others += changes_of(of, loose)
    wrong = next((each.trouble for each in own if each.trouble), "")
    wrong = wrong or next((f"{describe(each.control)}: {each.trouble}" for each in others if each.trouble), "")
    if wrong:
        raise UserError(wrong)
    typed = typed_of(others)
    moved = {each.dial.id: each.said for each in own if each.moved}
    if moved:
        typed[law] = {**typed.get(law, {}), **moved}
    if not typed:
        return plain(of.on)
    query = (
        (DAY, of.on),
        *(((LAW, law), (ARTICLE, article)) if here else ()),
        *((f"{DIAL}{name}", said_) for name, said_ in moved.items()),
        *((CHANGE, each.word) for each in others if each.moved),
    )
    places = dict.fromkeys((each.law_words, each.article) for each in others if each.moved)
    if shown is not None and moved:
        places = {(law_words(shown.law, shown.law_name), article): None, **places}
    title = "; ".join(tr("{law}, artikel {number}", law=name, number=number) for name, number in places)
    by_law = tuple((name, tuple(sorted(said_.items()))) for name, said_ in sorted(typed.items()))
    return Sides(_changed(laws_dir(), of.on, by_law), title, query)


@lru_cache(maxsize=_KEPT)
def _proposed(data: Path, name: str, day: str | None) -> tuple[Laws, Laws]:
    return proposed_sides(name, day)


@lru_cache(maxsize=_KEPT)
def _changed(folder: Path, day: str, moved: Moved) -> tuple[Laws, Laws]:
    """Before and after numbers of laws, as a proposal of its own; its files live as long as these laws."""
    of = laws_on(day)
    pairs = [LawPair(each.before, each.after) for each in (typed_law(of, law, dict(typed)) for law, typed in moved)]
    place = Path(tempfile.mkdtemp(prefix="uitvoerbaar-huishouden-"))
    try:
        draft = Draft(Text("Werkbank", "Workbench"), day, id="werkbank")
        made = proposed_sides(propose(place / "werkbank", draft, pairs), day)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    weakref.finalize(made[0], shutil.rmtree, place, ignore_errors=True)
    return made
