"""Shipped laws and proposals: what the demonstrations claim, and that it holds in the other readers of the law."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

from uitvoerbaar.cli import run
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.prove.cache import fingerprint
from uitvoerbaar.engine.prove.domain import load_domain
from uitvoerbaar.engine.prove.property import find_property, load_properties
from uitvoerbaar.engine.prove.prove import prove, shapes
from uitvoerbaar.engine.prove.question import ask, outline
from uitvoerbaar.engine.prove.result import Proof
from uitvoerbaar.engine.prove.search.search import Search
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.proposal import load_proposal

RENT = ("wet_op_de_huurtoeslag", "hoogte_huurtoeslag")
CARE = ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag")
CHILDCARE = ("wet_kinderopvang", "hoogte_kinderopvangtoeslag")


AMPLE = 600.0
"""Seconds for a question of which the answer is certain: a machine that is busy does not make it another answer."""


def asked(law: tuple[str, str], name: str, on: str, proposal: str | None = None) -> Proof:
    corpus = load_corpus()
    if proposal is not None:
        corpus = load_proposal(proposal).after.corpus(corpus)
    [prop] = find_property(load_properties(), name)
    return prove(corpus, Explainer(corpus, load_registers()), *law, on, prop, load_domain(), seconds=AMPLE)


def test_all_or_nothing_childcare_is_refuted_by_one_parent_with_one_child() -> None:
    proof = asked(CHILDCARE, "c-evenredig", "2015-01-01", "kinderopvangtoeslag-2015")
    assert proof.result == "refuted"
    example = proof.counterexample
    assert example is not None
    assert not any(name.startswith(("partner", "kind.2", "huisgenoot")) for name in example.household)
    assert example.after == 0
    assert example.before > 200
    assert any("Heeft recht op kinderopvangtoeslag: nee" in line for line in example.reasons_after)


def test_childcare_in_proportion_is_proven() -> None:
    proof = asked(CHILDCARE, "c-evenredig", "2019-10-23", "kinderopvangtoeslag-evenredig-2019")
    assert proof.result == "proven", proof.reason
    assert len(proof.parts) == 6  # one or two parents, one to three children


def test_the_maximum_rent_was_a_cliff_until_2026() -> None:
    before = asked(RENT, "a-huur", "2025-01-01")
    assert before.result == "refuted"
    assert before.counterexample is not None
    assert before.counterexample.after == 0
    assert asked(RENT, "a-huur", "2026-01-01").result == "proven"


def test_the_wealth_limit_is_a_cliff() -> None:
    proof = asked(CARE, "a-vermogen", "2026-01-01")
    assert proof.result == "refuted"
    assert proof.counterexample is not None
    assert proof.counterexample.after == 0


def test_what_is_proven_holds_for_random_households_in_the_batch_engine() -> None:
    corpus, catalogue = load_corpus(), load_registers()
    proven = [(CARE, "a-inkomen", "2026-01-01"), (RENT, "a-huur", "2026-01-01"), (RENT, "f-huur", "2026-01-01")]
    for law, name, on in proven:
        [prop] = find_property(load_properties(), name)
        question = ask(corpus, Explainer(corpus, catalogue), *law, on, prop, load_domain())
        chosen = shapes(question)[:4]
        assert chosen
        for shape in chosen:
            near = Search(outline(question, shape)).run(0.5)
            assert near is not None
            assert near.excess <= 0, (name, near)


def test_a_cache_that_cannot_be_written_costs_no_answer(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path / "bestand"))
    assert run(["prove", "wet_op_de_zorgtoeslag", "--on", "2026-01-01", "--property", "a-vermogen", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["result"] == "refuted"


def test_the_command_writes_json_and_keeps_what_it_decided(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    line = ["prove", "wet_op_de_zorgtoeslag", "--on", "2026-01-01", "--property", "a-vermogen", "--json"]
    assert run(line) == 0
    [first] = json.loads(capsys.readouterr().out)
    assert {"property", "law", "version", "result", "seconds", "counterexample"} <= first.keys()
    assert first["result"] == "refuted"
    assert len(list(tmp_path.glob("prove/*.json"))) == 1
    assert run(line) == 0
    assert json.loads(capsys.readouterr().out) == [first]


def test_another_law_text_is_another_question() -> None:
    corpus, catalogue = load_corpus(), load_registers()
    [prop] = find_property(load_properties(), "a-huur")
    marks = {
        fingerprint(ask(corpus, Explainer(corpus, catalogue), *RENT, on, prop, load_domain()))
        for on in ("2025-01-01", "2026-01-01")
    }
    assert len(marks) == 2


def test_unknown_property_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["prove", "wet_op_de_zorgtoeslag", "--property", "a-inkomsten"]) == 1
    assert "a-inkomen" in capsys.readouterr().err
