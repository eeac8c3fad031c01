"""Every output of every shipped law: the kernels against the reference walk, on random persons."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engine.batch.test_agree import BACKENDS, check
from tests.engine.country import random_country
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.outputs import fill_computed, link_outputs
from uitvoerbaar.law import Corpus, LawLookupError, load_corpus
from uitvoerbaar.law.graph import Node, topological
from uitvoerbaar.law.registers import KEY, Catalogue, load_registers

PERSONS = 60
DATES = ("2013-06-01", "2015-01-01", "2019-12-31", "2023-01-01", "2024-01-01", "2024-07-01", "2025-01-01", "2026-01-01")


def outputs(corpus: Corpus, date: str) -> Iterator[tuple[str, str]]:
    """(law, output) of everything that a law in force on a date gives for a person."""
    for law_id in corpus.versions:
        try:
            law = corpus.select(law_id, date)
        except LawLookupError:
            continue
        for article in law.articles:
            if article.rules and any(p.name == KEY for p in article.rules.parameters):
                for output in article.rules.outputs:
                    yield law_id, output.name


def needs_only_a_person(node: Node, catalogue: Catalogue) -> bool:
    """Whether the caller need not pass anything besides the bsn."""
    return all(n.op != "PARAM" or n.payload == KEY for n in topological([node]))


@pytest.mark.parametrize("date", DATES)
def test_shipped_laws_agree(date: str) -> None:
    corpus, catalogue = load_corpus(), load_registers()
    people, _ = random_country(catalogue, PERSONS, seed=int(date[:4]))
    nodes = link_outputs(corpus, date, list(outputs(corpus, date)), catalogue)
    nodes = {name: node for name, node in nodes.items() if needs_only_a_person(node, catalogue) and node.kind != "any"}
    if not nodes:
        pytest.skip(f"no law is in force on {date}")
    people = fill_computed(corpus, date, people, catalogue, only=nodes.values())
    results = {b: Batch(nodes, backend=b, threads=1).run(people) for b in BACKENDS}  # type: ignore[arg-type]
    check(nodes, people, results, range(PERSONS))
    by_reference = sum(results["llvm"].explained_by.values())
    assert by_reference < 0.05 * PERSONS * len(nodes), results["llvm"].explained_by
