"""The solver, folders of laws, hints and long choices stay within their bounds, and say so; devices stay what they are."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

import z3

from tests.engine.prove.test_small_laws import LOSS, PAY, REACHED, SHARE, asked
from tests.law.build import law
from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.base.files import below
from uitvoerbaar.base.messages import nearest
from uitvoerbaar.base.whole import put, target
from uitvoerbaar.cli import run
from uitvoerbaar.engine.prove.property import Property
from uitvoerbaar.law import load_corpus

CHOICES = 4_000


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A solver that may hold one megabyte, and holds more; afterwards it may hold what it wants."""
    held = [z3.Int(f"vulling{number}") for number in range(20_000)]
    monkeypatch.setenv("UITVOERBAAR_MAX_SOLVER_MEGABYTES", "1")
    yield
    z3.set_param("memory_max_size", 0)
    held.clear()


@pytest.mark.parametrize("prop", [LOSS, REACHED])
def test_a_proof_that_takes_too_much_memory_is_undecided(little: None, prop: Property) -> None:
    choice = f"{{operation: EQUALS, subject: ${PAY}, value: 1}}"
    proof = asked(prop, f"{{operation: IF, cases: [{{when: {choice}, then: 1}}], default: {SHARE}}}", f"{PAY}_2:number")
    assert proof.result == "undecided"
    assert "geheugen" in str(proof.reason)


def test_a_folder_with_too_much_in_it_is_not_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        (tmp_path / f"{number}.yaml").write_text(law(f"wet_{number}", "{}"), encoding="utf-8")
    assert len(below(tmp_path)) == 6
    monkeypatch.setenv("UITVOERBAAR_MAX_FOLDER_ENTRIES", "5")
    with pytest.raises(LawFileError, match="meer dan 5 bestanden en mappen"):
        below(tmp_path)
    for command in (["check"], ["laws", "--laws"], ["test", str(tmp_path / "0.yaml")]):
        assert run([*command, str(tmp_path)]) in (1, 2)


def test_laws_that_are_too_large_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (tmp_path / f"{number}.yaml").write_text(law(f"wet_{number}", "{}"), encoding="utf-8")
    assert len(load_corpus([tmp_path]).versions) == 3
    monkeypatch.setenv("UITVOERBAAR_MAX_LAW_BYTES", "500")
    with pytest.raises(LawFileError, match="UITVOERBAAR_MAX_LAW_BYTES"):
        load_corpus([tmp_path])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_made_does_not_take_the_place_of_a_pipe_or_a_device(tmp_path: Path) -> None:
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="geen gewoon bestand"), target(pipe):
        pass
    with pytest.raises(UserError, match="geen gewoon bestand"):
        put({pipe: b"a"})
    asked_for = ["explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2026-01-01", "--pin", str(pipe)]
    assert run(asked_for) == 1
    assert pipe.is_fifo()


def test_a_hint_is_left_out_where_there_is_too_much_to_compare() -> None:
    words = [f"woord_{number}" for number in range(400)]
    assert nearest("woord_12x", words) is not None
    assert nearest("woord_12x", words * 2) is None
    assert nearest("w" * 1_000, words) is None


def test_a_choice_of_thousands_of_cases_is_looked_at_in_linear_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = ", ".join(
        f"{{when: {{operation: GREATER_THAN, subject: $x, value: {CHOICES - at}}}, then: {at}}}"
        for at in range(CHOICES)
    )
    late = "{when: {operation: GREATER_THAN, subject: $x, value: 7}, then: 1}"
    article = f"""execution:
  parameters: [{{name: x, type: number, required: true}}]
  output: [{{name: y, type: number}}]
  actions: [{{output: y, value: {{operation: IF, cases: [{cases}, {late}], default: 0}}}}]
"""
    (tmp_path / "wet.yaml").write_text(law("wet", article), encoding="utf-8")
    began = time.process_time()
    run(["check", str(tmp_path)])
    assert time.process_time() - began < 15  # with every pair tried it took a minute
    said = capsys.readouterr().out
    assert (
        f"geval {CHOICES + 1} van deze IF komt nooit aan de beurt: geval {CHOICES - 6} neemt al deze gevallen" in said
    )


def test_features_and_registers_behind_a_link_are_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "geheim").write_text(
        "Feature: a\n  Scenario: b\n    Given hunter2\nvelden: hunter2\n", encoding="utf-8"
    )
    own = tmp_path / "eigen"
    own.mkdir()
    (own / "wet.yaml").write_text(law("wet", "{}"), encoding="utf-8")
    (own / "a.feature").symlink_to(tmp_path / "geheim")
    registers = tmp_path / "registers"
    registers.mkdir()
    (registers / "a.yaml").symlink_to(tmp_path / "geheim")
    for command in (
        ["test", str(own / "wet.yaml"), str(own)],
        ["check", str(own / "wet.yaml"), "--registers", str(registers)],
    ):
        assert run(command) in (1, 2)
        said = "".join(capsys.readouterr())
        assert "leidt buiten de map" in said
        assert "hunter2" not in said
