"""Proofs: whether a property of a law holds for every household, and whom it falls on when it does not."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.clock import today
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said, tr, trn
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.explain.refusals import find_version, read_date
from uitvoerbaar.face.extras import need_solver
from uitvoerbaar.face.laws import Laws, doubts_about
from uitvoerbaar.face.proof_table import WORDS
from uitvoerbaar.law import Corpus, LawLookupError, load_corpus
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.proposal import Proposal, load_proposal

if TYPE_CHECKING:
    from uitvoerbaar.assess.aspects.proven.people import Census, Crowd
    from uitvoerbaar.assess.aspects.proven.proxies import Proxies
    from uitvoerbaar.assess.protected_grounds.report import Measurement
    from uitvoerbaar.engine.prove.property import Property
    from uitvoerbaar.engine.prove.result import Counterexample, Proof

_WORST_FIRST = ("refuted", "undecided", "proven", "not_applicable")


@dataclass(frozen=True, slots=True)
class Proved:
    """One proof, with the people in a population that a refutation falls on, and what a blind law still sees."""

    proof: Proof
    explainer: Explainer
    """What explained the household that breaks it."""
    crowd: Crowd | None = None
    proxies: Measurement | None = None

    def told(self) -> list[str]:
        """What was counted in the population, in sentences."""
        counted = [self.crowd.told] if self.crowd else []
        return [said(text) for text in (*counted, *([self.proxies.told()] if self.proxies else []))]

    def as_json(self) -> dict[str, Any]:
        """The proof as JSON values, with what was counted in the population."""
        told = {**self.proof.as_json(), "population": self.crowd.as_json() if self.crowd else None}
        return told if self.proxies is None else {**told, "proxies": self.proxies.as_json()}


@dataclass(frozen=True, repr=False)
class Proofs(Sequence["Proof"]):
    """The proofs of one question, one per property and output. Made by `Laws.prove`."""

    proofs: tuple[Proof, ...]

    @property
    def result(self) -> str:
        """The worst result among them: 'refuted', 'undecided', 'proven', or 'not_applicable' when none applies."""
        results = {proof.result for proof in self.proofs}
        return next(result for result in _WORST_FIRST if result in results)

    @property
    def counterexample(self) -> Counterexample | None:
        """The simplest household that breaks the first property that does not hold; None when all hold."""
        return next((p.counterexample for p in self.proofs if p.counterexample is not None), None)

    def __getitem__(self, position: Any) -> Any:
        return self.proofs[position]

    def __len__(self) -> int:
        return len(self.proofs)

    def __repr__(self) -> str:
        told = "; ".join(f"{p.property} {tr(WORDS[p.result])}" for p in self.proofs[:3])
        more = tr(" en nog {value}", value=len(self) - 3) if len(self) > 3 else ""
        return trn(len(self), "<{n} bewijs: {told}{more}>", "<{n} bewijzen: {told}{more}>", told=told, more=more)

    def _repr_html_(self) -> str:
        from uitvoerbaar.face.proofs_html import proofs_html

        return proofs_html(self.proofs)


@dataclass
class Prover:
    """Decides properties; explainers are kept, because linking a law takes longer than many a proof."""

    seconds: float
    fresh: bool
    options: str = ""
    census: Census | None = None
    proxies: Proxies | None = None
    _explainers: dict[int, Explainer] = field(default_factory=dict)

    def decide(self, corpus: Corpus, law: str, on: str, properties: Iterable[Property]) -> Iterator[Proved]:
        """The proofs of the properties that are about a law; outputs that this version lacks are passed over."""
        from uitvoerbaar.engine.prove.domain import load_domain
        from uitvoerbaar.engine.prove.prove import prove

        domain = load_domain()
        explainer = self._explainers.setdefault(id(corpus), Explainer(corpus, load_registers()))
        for prop in properties:
            for output in (output for owner, output in prop.outputs if owner == law):
                try:
                    proof = prove(
                        corpus,
                        explainer,
                        law,
                        output,
                        on,
                        prop,
                        domain,
                        seconds=self.seconds,
                        cache=not self.fresh,
                        options=self.options,
                    )
                except LawLookupError:
                    continue  # Older versions of a law lack some outputs.
                crowd = measured = None
                if self.census is not None and proof.result == "refuted":
                    crowd = self.census.count(corpus, explainer, proof, prop, domain)
                if self.proxies is not None and proof.result == "proven" and prop.sort == "onafhankelijk":
                    measured = self.proxies.measure(proof)
                yield Proved(proof, explainer, crowd, measured)


def prove_law(law: Laws, asked: str, name: str | None, *, seconds: float, fresh: bool) -> Proofs:
    """See `Laws.prove`."""
    need_solver()
    find_version(law.corpus, asked, law.on)
    prover = Prover(seconds, fresh, _options(law.proposal, law.side))
    proofs = tuple(one.proof for one in prover.decide(law.corpus, asked, law.on, _properties(name)))
    if not proofs:
        raise UserError(_nothing(asked))
    return Proofs(proofs)


def is_law(what: str) -> bool:
    """Whether `what` is the id of a shipped law; a proposal otherwise."""
    return what in load_corpus().versions


def proving(
    what: str | None,
    name: str | None = None,
    *,
    seconds: float,
    day: str | None = None,
    side: str = "na",
    fresh: bool = False,
    population: Path | None = None,
) -> Iterator[Proved]:
    """Proofs about a law, the laws that a proposal changes, or (None) every shipped version, one by one as they come.

    `name` is a property or a letter for a group. With `population` the people that a refutation falls on are counted.
    Raises UserError for what cannot be found or read, and when no property is about what was asked.
    """
    need_solver()
    properties = _properties(name)
    base = load_corpus()
    proposal = None if what is None or what in base.versions else load_proposal(what)
    prover = Prover(seconds, fresh, _options(proposal, side))
    if population is not None:
        from uitvoerbaar.assess.aspects.proven.people import Census
        from uitvoerbaar.assess.aspects.proven.proxies import Proxies

        prover.census, prover.proxies = Census(population), Proxies(population, proposal, side)
    targets = list(_targets(base, what, proposal, day, side, properties))
    some = False
    for corpus, law, on in targets:
        for proved in prover.decide(corpus, law, on, properties):
            some = True
            yield proved
    if not some:
        raise UserError(_nothing(what))


def doubts_of(what: str | None, day: str | None = None) -> tuple[str, ...]:
    """What is odd in the files of a proposal that is proven about (on `day`); nothing for a law or for all laws. Raises
    UserError."""
    base = load_corpus()
    return () if what is None or what in base.versions else doubts_about(load_proposal(what), base, day)


def _nothing(what: str | None) -> str:
    return tr("geen eigenschap in data/properties gaat over {what} op die dag", what=what)


def _properties(name: str | None) -> list[Property]:
    from uitvoerbaar.engine.prove.property import find_property, load_properties

    properties = load_properties()
    return find_property(properties, name) if name else properties


def _options(proposal: Proposal | None, side: str) -> str:
    """What `explain` needs to find the law of a proposal."""
    return "" if proposal is None else f" --proposal {shlex.quote(proposal.called)} --side {side}"


def _targets(
    base: Corpus, what: str | None, proposal: Proposal | None, day: str | None, side: str, properties: list[Property]
) -> Iterator[tuple[Corpus, str, str]]:
    """What to prove: (corpus, law, day)."""
    from uitvoerbaar.engine.prove.prove import versions

    laws = list(dict.fromkeys(law for prop in properties for law, _ in prop.outputs))
    if what is None:
        for law in laws:
            yield from ((base, law, on) for on in versions(base, law))
    elif proposal is None:
        now = today()
        own = list(versions(base, what))
        latest = [version for version in own if version <= now.isoformat()]
        yield base, what, read_date(day) if day else max(latest[-1], f"{now.year}-01-01") if latest else own[0]
    else:
        situation = proposal.before if side == "voor" else proposal.after
        changed = situation.corpus(base)
        yield from ((changed, law, day or situation.date) for law in laws if law in proposal.changed_laws)
