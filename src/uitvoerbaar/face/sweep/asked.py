"""What a sweep asks, and what makes its answers what they are: laws, data, program. Other ones are another question."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.disclosure.rule import Rule
from uitvoerbaar.assess.live import Answer, Live, open_live
from uitvoerbaar.assess.live.measures import Measure, measures_of
from uitvoerbaar.assess.make_context import context_on
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.explain.refusals import find_version
from uitvoerbaar.face.article_text import text_of
from uitvoerbaar.face.laws import as_day
from uitvoerbaar.face.live import ArticleDial, dials_in, dials_of
from uitvoerbaar.face.population import Population
from uitvoerbaar.face.provenance import data_hash, digest, program_hash
from uitvoerbaar.face.show import find_article
from uitvoerbaar.face.sweep.plan import Values
from uitvoerbaar.law import Corpus, load_corpus
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.proposal import Proposal, load_proposal
from uitvoerbaar.proposal.draft import draft, with_dials
from uitvoerbaar.proposal.load import FILE as PROPOSAL

USUAL = ("begroting", "verliezers", "winnaars")
"""The measures of who names none."""
PARTS: Mapping[str, str] = {
    "programma": mark("een andere versie van het programma of zijn gegevensbestanden"),
    "dag": mark("een andere dag"),
    "voornemen": mark("een ander voornemen"),
    "wetten": mark("andere wetten"),
    "gegevens": mark("een andere bevolking"),
    "getallen": mark("andere getallen"),
    "maten": mark("andere maten"),
}
"""What a question is made of, and how it is told that it differs."""


@dataclass(frozen=True)
class Place:
    """Where the numbers stand that a sweep moves: the law of a day, or that of a proposal after it."""

    proposal: Proposal
    text: LawText
    dials: tuple[ArticleDial, ...]
    law: str
    named: bool
    """Whether a proposal was named; without, the law after is that of the day."""
    seen: str = ""
    """A hash of proposal and laws as they were read."""


def place_of(proposal: str | None, law: str, articles: Sequence[str], on: str | None) -> Place:
    """The numbers of articles of a law that can be moved. Raises UserError for what does not exist."""
    if proposal is not None and on is not None:
        raise UserError(tr("--on kan niet bij een voornemen: dat noemt zelf de dag"))
    made = draft(as_day(on)) if proposal is None else load_proposal(proposal)
    before = seen_of(made, named=proposal is not None)
    corpus = made.after.corpus(load_corpus())
    found = find_version(corpus, law, made.after.date)
    text = text_of(found)
    numbers = [find_article(found, article).number for article in dict.fromkeys(articles)]
    dials = tuple(dial for number in numbers for dial in dials_in(text, number))
    return Place(made, text, dials, law, proposal is not None, before)


@dataclass
class Sweep:
    """A law of which some numbers are moved, on one population: ready to answer for variant after variant."""

    place: Place
    dials: tuple[ArticleDial, ...]
    people: Population

    @cached_property
    def live(self) -> Live:
        """Both sides on the people. Raises UserError for what cannot be computed."""
        dials = {self.place.law: dials_of(self.dials, self.place.text)}
        return open_live(context_on(with_dials(self.place.proposal, dials), self.people.of_year, ""))

    @cached_property
    def start(self) -> Answer:
        """What the proposal itself comes to: every dial where its law has it."""
        return self.live.answer({})

    @cached_property
    def rule(self) -> Rule | None:
        """What own microdata may tell; None for people that were made."""
        return rule_of(self.live.ctx)

    @cached_property
    def known(self) -> dict[str, Measure]:
        """Every measure that this population and these laws have."""
        return measures_of(self.start)

    def measures(self, asked: Sequence[str]) -> tuple[Measure, ...]:
        """The measures of these names, the usual ones when there are none. Raises UserError with a did-you-mean."""
        made = []
        for name in dict.fromkeys(asked or USUAL):
            if name not in self.known:
                hint = suggest(name, self.known)
                told = hint or tr("alle namen: uitvoerbaar sweep ... --measures")
                raise UserError(tr("de maat '{name}' is er niet ({told})", name=name, told=told), hint=hint)
            made.append(self.known[name])
        return tuple(made)

    @property
    def changed(self) -> bool:
        """Whether proposal or laws are not any more what they were when they were read."""
        return seen_of(self.place.proposal, named=self.place.named) != self.place.seen

    @property
    def unreached(self) -> tuple[ArticleDial, ...]:
        """The dials that reach no outcome: their variants all come to the same."""
        return tuple(dial for dial in self.dials if dial.id not in self.live.dials)

    def answer(self, values: Values) -> Answer:
        """The figures of a variant."""
        return self.live.answer({dial.id: value for dial, value in zip(self.dials, values, strict=True)})

    def question(self, measures: Iterable[Measure]) -> dict[str, Any]:
        """What makes the answers what they are, as JSON values.

        Raises UserError when proposal or laws were changed while they were opened: nobody knows what was computed then.
        """
        ctx, proposal = self.live.ctx, self.place.proposal
        if self.changed:
            raise UserError(
                tr("het voornemen of een wet is veranderd terwijl die werd gelezen; geef de opdracht opnieuw")
            )
        return {
            "programma": program_hash(),
            "dag": [proposal.before.date, proposal.after.date],
            "voornemen": _proposal(proposal) if self.place.named else "",
            "wetten": [_laws(side.corpus(load_corpus())) for side in (proposal.before, proposal.after)],
            "gegevens": data_hash(ctx),
            "getallen": [
                [self.place.law, dial.id, plain(dial.range.lo), plain(dial.range.hi), dial.range.decimals]
                for dial in self.dials
            ],
            "maten": [measure.id for measure in measures],
        }


def plain(value: Decimal) -> str:
    """A number as it goes into a key: one way of writing for one value."""
    return f"{(value + 0).normalize():f}"


def key_of(question: Mapping[str, Any], values: Values) -> str:
    """The name of a variant of a question: the same content, the same name."""
    return digest([digest(question), [plain(value) for value in values]])


def seen_of(proposal: Proposal, *, named: bool) -> str:
    """A hash of what a proposal is read from: its own file when it is `named`, and the law files of both sides."""
    sides = [_laws(side.corpus(load_corpus())) for side in (proposal.before, proposal.after)]
    return digest([_proposal(proposal) if named else "", *sides])


def _proposal(proposal: Proposal) -> str:
    """What a proposal says beside its laws: new schemes, pins, days."""
    return hashlib.sha256((proposal.folder / PROPOSAL).read_bytes()).hexdigest()


def _laws(corpus: Corpus) -> str:
    """The text of every version of every law of a side, pins included."""
    return digest(
        [
            [law, entry.valid_from, hashlib.sha256(Path(entry.file).read_bytes()).hexdigest()]
            for law, entries in sorted(corpus.versions.items())
            for entry in entries
        ]
    )
