"""The public RegelRecht suite, read in place: golden cases, engine scenarios, scenarios on laws."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.places import REGELRECHT
from uitvoerbaar.engine import EvaluationError, evaluate
from uitvoerbaar.engine.reference.values import is_number, strictly_equal
from uitvoerbaar.engine.scenarios.feature import Scenario, read
from uitvoerbaar.engine.scenarios.run import TOLERANCE, World
from uitvoerbaar.law import Corpus, LawLookupError, load_corpus
from uitvoerbaar.law.corpus import of_law
from uitvoerbaar.law.read.law_file import parse_text

GOLDEN, ENGINE, LAWS = 56, 29, 39
"""So many cases the suite holds; said here so that they are counted also where the suite is not."""


def golden() -> list[dict[str, Any]]:
    files = sorted((REGELRECHT / "packages/engine/tests/fixtures").glob("*.json"))
    return [case for file in files for case in json.loads(file.read_text(), parse_float=Decimal)["test_cases"]]


def scenarios(folder: str) -> list[Any]:
    found = [s for file in sorted((REGELRECHT / folder).rglob("*.feature")) for s in read(file)]
    return [
        pytest.param(
            s, id=str(s), marks=[pytest.mark.xfail(reason="@wip upstream", strict=True)] if "@wip" in s.tags else []
        )
        for s in found
    ]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus([REGELRECHT / "corpus"])


def same(found: Any, wanted: Any) -> bool:
    if is_number(found) and is_number(wanted):
        return abs(Decimal(found) - Decimal(wanted)) <= TOLERANCE
    if isinstance(found, tuple) and isinstance(wanted, list):
        return len(found) == len(wanted) and all(same(f, w) for f, w in zip(found, wanted, strict=True))
    return strictly_equal(found, wanted)


def golden_corpus(case: dict[str, Any]) -> Corpus:
    texts = [law["yaml"] for law in case["laws"]] if "laws" in case else [case["law_yaml"]]
    return Corpus.of(of_law(parse_text(text, f"{case['id']}.yaml")) for text in texts)


@pytest.mark.shared(cases=GOLDEN)
@pytest.mark.parametrize("case", golden(), ids=lambda c: c["id"])
def test_golden(case: dict[str, Any]) -> None:
    expected = case["expected"]
    corpus = golden_corpus(case)

    def run() -> dict[str, Any]:
        return dict(
            evaluate(
                corpus, case["law_id"], [case["output_name"]], case["calculation_date"], case["parameters"]
            ).outputs
        )

    if not expected["success"]:
        with pytest.raises((EvaluationError, LawLookupError)) as caught:
            run()
        assert caught.value.kind == expected["error_type"]
        return
    outputs = run()
    assert expected["outputs"]
    for name, wanted in expected["outputs"].items():
        assert same(outputs[name], wanted), f"{name}: {outputs[name]!r} != {wanted!r}"
    if "article_number" in expected:
        article = corpus.select(case["law_id"], case["calculation_date"]).producer(case["output_name"])
        assert article is not None
        assert article.number == expected["article_number"]


@pytest.mark.shared(cases=ENGINE)
@pytest.mark.parametrize("scenario", scenarios("bdd/conformance"))
def test_engine_scenario(scenario: Scenario, corpus: Corpus) -> None:
    World(corpus).run(scenario)


@pytest.mark.shared(cases=LAWS)
@pytest.mark.parametrize("scenario", scenarios("corpus"))
def test_law_scenario(scenario: Scenario, corpus: Corpus) -> None:
    World(corpus).run(scenario)


@pytest.mark.shared
def test_counts() -> None:
    assert len(golden()) == GOLDEN
    assert len(scenarios("bdd/conformance")) == ENGINE
    assert len(scenarios("corpus")) == LAWS
