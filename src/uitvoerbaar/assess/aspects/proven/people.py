"""Who a refuted property falls on: the households of a population that break it now, and those within reach of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from uitvoerbaar.assess.people.claim import of_all
from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.engine.batch.outputs import fill_computed
from uitvoerbaar.engine.batch.people import People
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.findings import Households, Text
from uitvoerbaar.law import Corpus
from uitvoerbaar.population import Population, load

if TYPE_CHECKING:
    from uitvoerbaar.engine.prove.domain import Domain
    from uitvoerbaar.engine.prove.property import Property
    from uitvoerbaar.engine.prove.question import Question
    from uitvoerbaar.engine.prove.result import Proof


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many households break the property with their own values, and how many more would after a small move.

    `near` is None where no field is moved; `reach` says what a small move is. `why` tells why nothing was counted.
    """

    broken: Households | None
    near: Households | None = None
    reach: Text | None = None
    why: str = ""

    @property
    def told(self) -> Text:
        """One sentence, for a reader."""
        if self.broken is None:
            return Text(
                f"Niet geteld in de bevolking: {self.why}.",
                "Not counted in the population: it lacks something that the property is about.",
            )
        nl = [f"Nu in deze situatie: {_number(self.broken, 'nl')} huishoudens (volgens de wet, aangevraagd of niet)"]
        en = [f"In this situation now: {_number(self.broken, 'en')} households (by law, applied for or not)"]
        if self.near is not None and self.reach is not None:
            nl.append(f"nog {_number(self.near, 'nl')} zijn er hoogstens {self.reach.nl} van af")
            en.append(f"another {_number(self.near, 'en')} are at most {self.reach.en} away from it")
        return Text("; ".join(nl) + ".", "; ".join(en) + ".")

    def as_json(self) -> Mapping[str, Any]:
        """The counts as JSON values."""
        return {
            "now": _ends(self.broken),
            "near": _ends(self.near),
            "reach": self.reach.nl if self.reach else None,
            "reason": self.why or None,
        }


def _ends(found: Households | None) -> Mapping[str, Any] | None:
    return None if found is None else {"value": found.value, "low": found.low, "high": found.high}


def _number(found: Households, lang: str) -> str:
    shown = [f"{n:,}" for n in (found.value, found.low, found.high)]
    value, low, high = (s.replace(",", ".") for s in shown) if lang == "nl" else shown
    return value if found.low == found.high else f"{value} ({low} {'tot' if lang == 'nl' else 'to'} {high})"


def crowd(question: Question, people: People, heads: Ints, weights: Ints, full: bool, source: Text) -> Crowd:
    """Count a property on the households with these heads (person rows) and weights (thousandths)."""
    from uitvoerbaar.engine.prove.search.census import count
    from uitvoerbaar.engine.prove.search.inhabitants import Uncountable

    try:
        found = count(question, people, heads)
    except Uncountable as why:
        return Crowd(None, why=str(why))
    changes = question.asked.changes
    reach = question.domain.near.get(changes[0].field) if changes else None
    return Crowd(
        of_all(np.asarray(found.broken), weights, full, source).households,
        None if found.near is None else of_all(np.asarray(found.near), weights, full, source).households,
        None if reach is None else Text(reach.nl, reach.en),
    )


@dataclass
class Census:
    """Counts refuted properties in the population of a folder, in the year of the law."""

    folder: Path
    _years: dict[int, Population] = field(default_factory=dict)

    def count(self, corpus: Corpus, explainer: Explainer, proof: Proof, prop: Property, domain: Domain) -> Crowd:
        """Count one refuted property. Raises UserError for a population that cannot be read."""
        from uitvoerbaar.engine.prove.question import ask

        year = int(proof.on[:4])
        if year not in self._years:
            self._years[year] = load(self.folder, year)
        population = self._years[year]
        question = ask(corpus, explainer, proof.law, proof.output, proof.on, prop, domain)
        people = fill_computed(corpus, proof.on, population.people, explainer.catalogue, only=[question.node])
        weights = population.weight.astype(np.int64)
        heads = population.head.astype(np.int64)
        full = bool(np.all(weights == MILLI))
        return crowd(question, people, heads, weights, full, Text(str(self.folder), str(self.folder)))
