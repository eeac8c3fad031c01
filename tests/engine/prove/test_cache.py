"""What is kept of a proof: one cache folder and two questions never give the answer of the other one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

from tests.engine.prove.test_small_laws import CLIFF, LOSS, ON, article
from tests.law.build import ABSENCE, corpus, law
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.prove import cache, prove, shipped
from uitvoerbaar.engine.prove.domain import load_domain
from uitvoerbaar.engine.prove.prove import _earlier
from uitvoerbaar.engine.prove.question import Question, ask
from uitvoerbaar.engine.prove.result import Proof
from uitvoerbaar.law.registers import load_registers

OTHER_DAY = "2026-07-01"


@pytest.fixture
def question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Question:
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(tmp_path / "config"))
    laws = corpus(law("proefwet", article(CLIFF), schema=ABSENCE))
    return ask(laws, Explainer(laws, load_registers()), "proefwet", "bedrag", ON, LOSS, load_domain())


def others(question: Question) -> list[Question]:
    """Questions that differ in one thing that the answer depends on."""
    prop = question.asked
    return [
        replace(question, on=OTHER_DAY),
        replace(question, output="ander_bedrag"),
        replace(question, law=replace(question.law, id="andere_wet")),
        replace(question, asked=replace(prop, id="a-ander")),
        replace(question, asked=replace(prop, fixed_bound=1)),
        replace(question, domain=replace(question.domain, children=question.domain.children + 1)),
    ]


def made(question: Question, result: str, limit: float) -> Proof:
    return replace(prove._proof(question, result, 0.1), limit=limit)  # type: ignore[arg-type]


def test_a_proof_is_found_for_its_own_question_only(question: Question) -> None:
    cache.keep(question, made(question, "proven", 1.0))
    assert cache.find(question) is not None
    assert [cache.find(other) for other in others(question)] == [None] * len(others(question))


def test_questions_have_names_of_their_own(question: Question) -> None:
    asked = [question, *others(question)]
    assert len({cache.fingerprint(one) for one in asked}) == len(asked)


@pytest.mark.parametrize(("seconds", "again"), [(0.5, False), (1.0, False), (1.5, True), (60.0, True)])
def test_what_was_undecided_is_asked_again_when_there_is_more_time(
    question: Question, seconds: float, again: bool
) -> None:
    cache.keep(question, made(question, "undecided", 1.0))
    assert (_earlier(question, seconds) is None) is again


def test_what_was_proven_is_not_asked_again(question: Question) -> None:
    cache.keep(question, made(question, "proven", 1.0))
    assert _earlier(question, 60.0) is not None


def test_a_shipped_proof_serves_the_question_it_was_made_for_only(
    question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache.find(question) is None
    monkeypatch.setattr(shipped, "folder", lambda: tmp_path / "proofs")
    (tmp_path / "proofs").mkdir()
    proof = made(question, "proven", 1.0)
    text = shipped.as_text("2026-01-01", "4.0", {cache.fingerprint(question): proof})
    (tmp_path / "proofs" / "dag.json").write_text(text, encoding="utf-8")
    assert cache.find(question) == proof
    assert [cache.find(other) for other in others(question)] == [None] * len(others(question))


def test_what_was_decided_here_goes_before_what_was_shipped(
    question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped, "folder", lambda: tmp_path / "proofs")
    (tmp_path / "proofs").mkdir()
    text = shipped.as_text("2026-01-01", "4.0", {cache.fingerprint(question): made(question, "proven", 1.0)})
    (tmp_path / "proofs" / "dag.json").write_text(text, encoding="utf-8")
    own = made(question, "refuted", 2.0)
    cache.keep(question, own)
    assert cache.find(question) == own


@pytest.mark.parametrize(("here", "there"), [(2.0, 1.0), (2.0, 9.0)])
def test_what_was_undecided_here_does_not_hide_what_is_shipped(
    question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: float, there: float
) -> None:
    monkeypatch.setattr(shipped, "folder", lambda: tmp_path / "proofs")
    (tmp_path / "proofs").mkdir()
    text = shipped.as_text("2026-01-01", "4.0", {cache.fingerprint(question): made(question, "proven", there)})
    (tmp_path / "proofs" / "dag.json").write_text(text, encoding="utf-8")
    cache.keep(question, made(question, "undecided", here))
    found = cache.find(question)
    assert found is not None
    assert found.result == "proven"


def test_a_file_of_another_format_is_told(question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "folder", lambda: tmp_path / "proofs")
    (tmp_path / "proofs").mkdir()
    (tmp_path / "proofs" / "dag.json").write_text('{"format": "iets/1", "proofs": {}}', encoding="utf-8")
    with pytest.raises(UserError, match="uitvoerbaar-bewijzen/1"):
        cache.find(question)
