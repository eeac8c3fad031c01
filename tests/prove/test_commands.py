"""What `prove` prints can be run: every command gives the amount of the counterexample, of every shipped proposal."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

from uitvoerbaar.cli import run
from uitvoerbaar.population import build
from uitvoerbaar.proposal import shipped_proposals


@pytest.mark.parametrize("side", ["voor", "na"])
@pytest.mark.parametrize("proposal", sorted(shipped_proposals()))
def test_every_command_gives_the_amount_of_the_counterexample(
    proposal: str, side: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["prove", proposal, "--side", side, "--property", "a", "--timeout", "3", "--json"]) == 0
    for proof in json.loads(capsys.readouterr().out):
        example = proof["counterexample"]
        if example is None:
            continue
        for command, expected in zip(example["commands"], (example["before"], example["after"]), strict=True):
            words = shlex.split(command)
            assert words[0] == "uitvoerbaar"
            assert run([*words[1:], "--json"]) == 0, command
            assert json.loads(capsys.readouterr().out)["value"] == expected, command


def test_a_kept_refutation_is_explained_again_and_a_damaged_one_is_asked_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    line = ["prove", "wet_op_de_zorgtoeslag", "--on", "2026-01-01", "--property", "a-vermogen", "--json"]
    assert run(line) == 0
    [first] = json.loads(capsys.readouterr().out)
    [kept] = tmp_path.glob("prove/*.json")
    whole = kept.read_text(encoding="utf-8")
    outcomes = []
    for damaged in (whole[: len(whole) // 2], whole.replace('"refuted"', '"proven"'), "[]", "null", ""):
        assert damaged != whole
        kept.write_text(damaged, encoding="utf-8")
        assert run(line) == 0
        [again] = json.loads(capsys.readouterr().out)
        outcomes.append(again["result"])
    assert outcomes == ["refuted"] * 5
    assert first["result"] == "refuted"


def test_refutations_are_counted_in_a_population(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """All or nothing falls on whoever pays for childcare; without a cliff nobody is counted."""
    build.make(tmp_path / "bevolking", 1000, 1, 2026, 1, lambda _step, _points: None)
    people = ["--population", str(tmp_path / "bevolking"), "--json"]
    assert run(["prove", "alles-of-niets-2026", "--property", "c-evenredig", "--timeout", "20", *people]) == 0
    [proof] = json.loads(capsys.readouterr().out)
    now = proof["population"]["now"]
    assert proof["result"] == "refuted"
    assert 0 < now["low"] <= now["value"] <= now["high"]
    assert proof["population"]["reach"]
