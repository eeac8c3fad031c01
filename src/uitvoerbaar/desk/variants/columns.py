"""What each variant is asked as: the laws it comes down to, what of it is in conflict, and why one cannot be computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.desk.variants.address import BEFORE, Beside, Variant
from uitvoerbaar.desk.workbench.changes import Change, changes_of, typed_of
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.proposals import proposals
from uitvoerbaar.face.typed_law import dial_of
from uitvoerbaar.face.variants import WHOLE_LAW, Conflict, Source, stack_of
from uitvoerbaar.face.words import law_words


@dataclass(frozen=True, slots=True)
class Said:
    """What one variant says of what is in conflict: its name and the words, and the address in which it holds."""

    name: str
    words: str
    choose: str


@dataclass(frozen=True, slots=True)
class Clash:
    """The same number or article changed by two variants: where, and what each says."""

    law: str
    law_name: str
    article: str
    around: str
    says: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A variant with its name, and how the compute process is asked for it; `trouble` or `clashes` when it is not."""

    variant: Variant
    name: str
    asked: Mapping[str, Any]
    changes: tuple[Change, ...] = ()
    trouble: str = ""
    clashes: tuple[Clash, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether it can be computed."""
        return not self.trouble and not self.clashes


THE_LAW: Mapping[str, Any] = {"sources": [], "choices": []}
"""The side that is the law of the day."""


def columns_of(of: Laws, beside: Beside) -> dict[int, Column]:
    """Every variant of a page, by its number."""
    return {each.number: column_of(of, beside, each) for each in beside.variants}


def column_of(of: Laws, beside: Beside, variant: Variant) -> Column:
    """A variant as it is asked."""
    name = name_of(beside, variant)
    try:
        leaves = beside.leaves(variant)
    except ValueError as error:
        return Column(variant, name, THE_LAW, trouble=str(error))
    changes = tuple(changes_of(of, variant.words))
    wrong = [each for each in changes if each.trouble]
    if wrong or any(leaf.empty for leaf in leaves):
        told = f"{wrong[0].word}: {wrong[0].trouble}" if wrong else tr("hier is nog niets gekozen")
        return Column(variant, name, THE_LAW, changes, told)
    places = {leaf.number: at for at, leaf in enumerate(leaves)}
    choices = {key: places[held] for key, held in variant.choices.items() if held in places}
    try:
        sources = [_source(of, leaf) for leaf in leaves]
        conflicts = stack_of(of, sources, choices).conflicts if len(sources) > 1 or variant.proposal else ()
    except UserError as error:
        return Column(variant, name, THE_LAW, changes, str(error).partition("\n")[0])
    clashes = tuple(_clash(of, beside, variant, leaves, each) for each in conflicts)
    asked = {
        "sources": [_asked(source) for source in sources],
        "choices": [[*key, at] for key, at in sorted(choices.items())],
    }
    return Column(variant, name, asked, changes, "", clashes)


def name_of(beside: Beside, variant: Variant) -> str:
    """What a variant is called: its own name, else what it is."""
    if variant.name:
        return variant.name
    if variant.proposal:
        title = next((said(each.title) for each in proposals() if each.id == variant.proposal), variant.proposal)
        return tr("{title} (ervoor)", title=title) if variant.side == BEFORE else title
    if variant.parts:
        known = [beside.find(part) for part in variant.parts]
        names = [name_of(beside, each) for each in known if each is not None and not each.parts]
        return tr(", daarna ").join(names) or tr("Variant {n}", n=variant.number)
    return tr("Variant {n}", n=variant.number)


def _source(of: Laws, leaf: Variant) -> Source:
    if leaf.proposal:
        return Source(proposal=leaf.proposal, side=leaf.side)
    wrong = next((each for each in changes_of(of, leaf.words) if each.trouble), None)
    if wrong is not None:
        raise UserError(f"{wrong.word}: {wrong.trouble}")
    return Source(typed_of(changes_of(of, leaf.words)))


def _asked(source: Source) -> dict[str, Any]:
    if source.proposal:
        return {"proposal": source.proposal, "side": source.side}
    return {"changes": {law: dict(typed) for law, typed in source.typed.items()}}


def _clash(of: Laws, beside: Beside, variant: Variant, leaves: Sequence[Variant], conflict: Conflict) -> Clash:
    says = []
    for at, value in conflict.says:
        leaf = leaves[at]
        chosen = {**variant.choices, conflict.key: leaf.number}
        there = Variant(variant.number, variant.name, parts=variant.parts, choices=chosen)
        words = _words(of, leaf, conflict) if value is not None else tr("een andere tekst of regel")
        says.append(Said(name_of(beside, leaf), words, beside.with_variant(there).address))
    around = ""
    if "#" in conflict.item:
        around = dial_of(of, conflict.law, conflict.item).around
    name = of.corpus.select(conflict.law, of.on).name if conflict.law in of.corpus.versions else conflict.law
    article = tr("de hele wet") if conflict.item == WHOLE_LAW else tr("artikel {number}", number=conflict.article)
    return Clash(law_words(conflict.law, name), name, article, around, tuple(says))


def _words(of: Laws, leaf: Variant, conflict: Conflict) -> str:
    """The numbers of a variant in the article or number that is in conflict, as they were typed."""
    found = [
        each
        for each in changes_of(of, leaf.words)
        if each.law == conflict.law and conflict.item in (each.control, each.article, WHOLE_LAW)
    ]
    return ", ".join(f"€ {each.said}" if each.turned and each.turned.unit == "€" else each.said for each in found)
