"""What `prove` prints can be run: every command gives the amount of the counterexample, of every shipped proposal."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

from tests.fixtures.people import Populations
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.cli import run
from uitvoerbaar.proposal import shipped_proposals
from uitvoerbaar.proposal.load import find_proposal


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
    whole = kept.read_bytes()
    outcomes = []
    for damaged in (whole[: len(whole) // 2], whole.replace(b'"refuted"', b'"proven"'), b"[]", b"null", b""):
        assert damaged != whole
        kept.write_bytes(damaged)
        assert run(line) == 0
        [again] = json.loads(capsys.readouterr().out)
        outcomes.append(again["result"])
    assert outcomes == ["refuted"] * 5
    assert first["result"] == "refuted"


def test_refutations_are_counted_in_a_population(capsys: pytest.CaptureFixture[str], populations: Populations) -> None:
    """All or nothing falls on whoever pays for childcare; without a cliff nobody is counted."""
    people = ["--population", str(populations(1000, 1)), "--json"]
    assert run(["prove", "alles-of-niets-2026", "--property", "c-evenredig", "--timeout", "600", *people]) == 0
    [proof] = json.loads(capsys.readouterr().out)
    now = proof["population"]["now"]
    assert proof["result"] == "refuted"
    assert 0 < now["low"] <= now["value"] <= now["high"]
    assert proof["population"]["reach"]


def test_a_proof_of_blindness_names_what_goes_along_with_a_ground(
    capsys: pytest.CaptureFixture[str], populations: Populations
) -> None:
    line = ["prove", "wet_op_de_zorgtoeslag", "--on", "2026-01-01", "--property", "h-burgerlijke-staat"]
    people = ["--population", str(populations(1000, 1))]
    assert run([*line, *people, "--json"]) == 0
    [proof] = json.loads(capsys.readouterr().out)
    assert proof["result"] == "proven"
    assert ("partner_bsn", "burgerlijke_staat") in {(p["field"], p["ground"]) for p in proof["proxies"]["proxies"]}
    assert run([*line, *people]) == 0
    assert "een partner hebben met Burgerlijke staat" in capsys.readouterr().out


def test_commands_about_what_is_paid_back_give_what_must_be_paid_back(capsys: pytest.CaptureFixture[str]) -> None:
    example = refuted("wet_kinderopvang", "c-schatting", "2026-01-01", capsys)
    assert example["cost"] > example["bound"]
    assert answers(example, capsys) == [example["before"], example["after"], example["cost"]]


def test_commands_about_the_floor_give_the_payment_the_income_and_what_must_be_left(
    capsys: pytest.CaptureFixture[str],
) -> None:
    example = refuted("uitvoeringsregeling_awir", "e-termijnen", "2024-01-01", capsys)
    payment, income, least = answers(example, capsys)
    assert payment == example["before"]
    assert payment > example["bound"] == int(income - least)


def refuted(law: str, name: str, on: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The counterexample to a property of a shipped law."""
    assert run(["prove", law, "--on", on, "--property", name, "--timeout", "600", "--json"]) == 0
    [proof] = json.loads(capsys.readouterr().out)
    assert proof["result"] == "refuted"
    found: dict[str, Any] = proof["counterexample"]
    return found


def answers(example: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> list[Any]:
    """What the printed commands say."""
    found = []
    for command in example["commands"]:
        assert run([*shlex.split(command)[1:], "--json"]) == 0, command
        found.append(json.loads(capsys.readouterr().out)["value"])
    return found


def test_a_proposal_with_an_edited_law_is_asked_again(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The wealth limit of the care allowance moves from 146,011 to 150,000 euros, and so does the jump."""
    [source] = laws_dir().glob("**/wet_op_de_zorgtoeslag/2026-01-01.yaml")
    described = (find_proposal("alles-of-niets-2026") / "proposal.yaml").read_text(encoding="utf-8")
    shipped, folder = source.read_text(encoding="utf-8"), tmp_path / "voornemen"
    law = Path("laws/wet/wet_op_de_zorgtoeslag/2026-01-01.yaml")
    (folder / law).parent.mkdir(parents=True)
    described = described.replace("wet_kinderopvang", "wet_op_de_zorgtoeslag")
    (folder / "proposal.yaml").write_text(described, encoding="utf-8")
    jumps = []
    for limit in ("14601100", "15000000", "14601100"):
        assert shipped.count("14601100") == 1
        (folder / law).write_text(shipped.replace("14601100", limit), encoding="utf-8")
        assert run(["prove", str(folder), "--property", "a-vermogen", "--json"]) == 0
        [proof] = json.loads(capsys.readouterr().out)
        jumps.append(proof["counterexample"]["household"]["gezamenlijk_vermogen"])
    assert jumps == [14601100, 15000000, 14601100]
    assert len(list(tmp_path.glob("prove/*.json"))) == 2
