"""A sum is told in euros only when its parts are euros."""

from __future__ import annotations

from pathlib import Path

import pytest

from uitvoerbaar.cli import run

LAW = """\
$id: proefwet
regulatory_layer: WET
valid_from: '2026-01-01'
publication_date: '2026-01-01'
name: Proefwet
url: https://example.org
articles:
  - number: '1'
    text: Proef.
    url: https://example.org/1
    machine_readable:
      definitions:
        bedrag: {value: 1200, type_spec: {unit: eurocent}}
        zwaarte: {value: 10000}
      execution:
        input:
          - {name: loon_uit_dienstbetrekking, type: amount, type_spec: {unit: eurocent}, source: {}}
          - {name: uren_per_week, type: number, source: {}}
        parameters:
          - {name: bsn, type: number, required: true}
        output:
          - {name: uitkomst, type: number}
        actions:
          - output: uitkomst
            value: EXPRESSION
"""


@pytest.mark.parametrize(("expression", "told"), [
    ("{operation: ADD, values: [{operation: MULTIPLY, values: [$uren_per_week, $zwaarte]}, $bedrag]}", "361.200"),
    ("{operation: ADD, values: [$loon_uit_dienstbetrekking, $bedrag]}", "€ 112,00"),
    ("{operation: ADD, values: [$loon_uit_dienstbetrekking, 500]}", "€ 105,00"),
    ("{operation: SUBTRACT, values: [$loon_uit_dienstbetrekking, {operation: MULTIPLY, values: [0.1, $bedrag]}]}", "€ 98,80"),
    ("{operation: MAX, values: [$uren_per_week, $bedrag]}", "1200"),
    ("{operation: MULTIPLY, values: [12, {operation: ADD, values: [$uren_per_week, $bedrag]}]}", "14.832"),
    ("{operation: ROUND, precision: 0, value: {operation: ADD, values: [$uren_per_week, $bedrag]}}", "1236"),
    ("{operation: IF, cases: [{when: {operation: IS_NULL, subject: $uren_per_week}, then: 0}], default: $bedrag}", "€ 12,00"),
])  # fmt: skip
def test_money_is_what_is_made_of_money(
    expression: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wet.yaml").write_text(LAW.replace("EXPRESSION", expression), encoding="utf-8")
    arguments = ("explain", "proefwet", "uitkomst", "--laws", str(tmp_path), "--on", "2026-01-01", "--with")
    assert run((*arguments, "loon_uit_dienstbetrekking=€100")) == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[0] == f"Uitkomst: {told}"


def test_a_rank_of_children_is_no_amount(capsys: pytest.CaptureFixture[str]) -> None:
    case = (
        "loon_uit_dienstbetrekking=3000000", "kind.1.geboortedatum=2023-05-01", "kind.1.opvangsoort=gastouder",
        "kind.1.opvanguren_per_maand=300", "kind.1.uurtarief=1200", "kind.1.opvangkosten_betaald=4320000",
    )  # fmt: skip
    named = [word for fact in case for word in ("--with", fact)]
    assert run(("explain", "wet_kinderopvang", "hoogte_kinderopvangtoeslag", "--on", "2026-01-01", *named)) == 0
    shown = capsys.readouterr().out
    assert "Hoogte kinderopvangtoeslag: € 22.495,00" in shown
    assert "Hoogste rangorde: 3.001.200" in shown
    assert "30.012,00" not in shown
