"""A count of days is told in days, whatever it is compared with."""

from __future__ import annotations

from pathlib import Path

import uitvoerbaar as uv
from tests.law.build import ABSENCE, law

ARTICLE = """
definitions:
  eis: {value: 18, type: number, type_spec: {unit: years}}
execution:
  parameters: [{name: bsn, type: number, required: true}]
  input: [{name: geboortedatum, type: date, source: {}}]
  output: [{name: x, type: boolean}]
  actions:
    - output: x
      value:
        operation: GREATER_THAN
        subject: {operation: DATE_DIFF, from: $geboortedatum, to: $referencedate, in: days}
        value: $eis
"""


def test_days_beside_years(tmp_path: Path) -> None:
    (tmp_path / "wet.yaml").write_text(law("wet", ARTICLE, schema=ABSENCE), encoding="utf-8")
    found = uv.laws(on="2026-01-01", folders=[tmp_path]).explain("wet:x", uv.case(geboortedatum="2020-01-01"))
    assert "2.192 dagen is hoger dan 18 jaar" in found.summary[-1].replace("2192", "2.192")
    assert "jaar is hoger" not in found.summary[-1]
