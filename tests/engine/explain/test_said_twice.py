"""A fact that one source gives twice, in a record and by its own name, is refused: the order would decide which counts."""

from __future__ import annotations

from pathlib import Path

import pytest

import uitvoerbaar as uv
from uitvoerbaar.cli import run

ASK = ["explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2026-01-01"]
WAGE = "loon_uit_dienstbetrekking"


@pytest.mark.parametrize(
    "pairs",
    [
        [f"partner.{WAGE}=1000euro", f'partner={{"{WAGE}": 6000000}}'],
        [f'partner={{"{WAGE}": 6000000}}', f"partner.{WAGE}=1000euro"],
        ["kind.1.geboortedatum=2020-01-01", 'kinderen=[{"geboortedatum": "2015-01-01"}]'],
        ['kind.1={"geboortedatum": "2020-01-01"}', 'kinderen=[{"geboortedatum": "2015-01-01"}]'],
    ],
)
def test_twice_on_the_command_line(pairs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*ASK, *(word for pair in pairs for word in ("--with", pair))]) == 1
    assert "is twee keer gegeven" in capsys.readouterr().err


def test_twice_in_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "geval.yaml"
    file.write_text(f"partner.{WAGE}: 100\npartner: {{{WAGE}: 6000000}}\n", encoding="utf-8")
    assert run([*ASK, "--case", str(file)]) == 1
    assert f"'partner.{WAGE}' is twee keer gegeven: 100 en 6000000" in capsys.readouterr().err


def test_twice_in_python() -> None:
    with pytest.raises(uv.UserError, match="is twee keer gegeven"):
        uv.laws(on="2026-01-01").explain(
            "zorgtoeslag", uv.case(partner={WAGE: 100}, given={f"partner.{WAGE}": 6_000_000})
        )


def test_another_source_may_say_it_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--with` wins over a file, also for one field of a record; different fields go together."""
    file = tmp_path / "geval.yaml"
    file.write_text(f"partner: {{{WAGE}: 6000000}}\npartner.geboortedatum: 1990-01-01\n", encoding="utf-8")
    assert run([*ASK, "--case", str(file), "--with", f"partner.{WAGE}=1000euro"]) == 0
    assert "€ 2.963,00" in capsys.readouterr().out.replace("\u00a0", " ")
