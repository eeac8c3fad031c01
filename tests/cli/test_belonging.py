"""An option that says nothing without another one is refused, instead of answering another question."""

from __future__ import annotations

import pytest

from uitvoerbaar.cli import run


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["chain", "--days", "3"], "--days hoort bij --fails"),
        (["corpus", "export", "uit", "--side", "voor"], "--side hoort bij --proposal"),
        (["corpus", "export", "uit", "--changed"], "--changed hoort bij --proposal"),
        (["sweep", "x", "--seed", "4"], "--seed hoort bij --sample"),
        (["sweep", "x", "--tls-key", "sleutel"], "--tls-key hoort bij --cluster"),
        (["prove", "wet_op_de_zorgtoeslag", "--side", "voor"], "--side hoort bij een voornemen"),
        (["prove", "--all", "--side", "na"], "--side hoort bij een voornemen"),
        (
            ["explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2026-01-01", "--side", "voor"],
            "--side hoort bij --proposal of --set",
        ),
        (
            ["run", "x:y", "--on", "2026-01-01", "--data", "x.csv", "--out", "y.csv", "--side", "na"],
            "--side hoort bij --proposal of --set",
        ),
        (
            ["assess", "huurtoeslag-2026", "--population", "x", "--households", "5000"],
            "--households hoort bij een nieuwe bevolking",
        ),
        (["assess", "huurtoeslag-2026", "--population", "x", "--seed", "3"], "--seed hoort bij een nieuwe bevolking"),
        (["businesses", "NOW-1", "--year", "2021"], "--year hoort bij de bedrijven zelf"),
    ],
)
def test_it_is_said_to_what_it_belongs(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    assert told in capsys.readouterr().err


def test_the_default_of_such_an_option_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sweep", "x"]) == 2
    assert "hoort bij" not in capsys.readouterr().err
