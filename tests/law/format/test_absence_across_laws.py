"""N5: what another law may leave absent, and a call for somebody who may not be there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.build import ABSENCE, STRICT, law
from uitvoerbaar.law.check.law_files import check_paths

GIVES = """
execution:
  parameters: [{name: bsn, type: number}]
  output: [{name: y, type: number, nullable: %s}]
  actions: [{output: y, value: 1}]
"""
TAKES = """
execution:
  parameters: [{name: bsn, type: number}, {name: partner, type: number, nullable: true}]
  input: [{name: z, type: number, nullable: %s, source: {regulation: ander, output: y, parameters: {bsn: $%s}}}]
  output: [{name: x, type: number, nullable: true}]
  actions: [{output: x, value: $z}]
"""


@pytest.mark.parametrize(
    ("gives", "takes", "whom", "schema", "broken"),
    [
        ("true", "false", "bsn", ABSENCE, True),
        ("true", "true", "bsn", ABSENCE, False),
        ("false", "false", "partner", ABSENCE, True),
        ("false", "true", "partner", ABSENCE, False),
        ("false", "false", "bsn", ABSENCE, False),
        ("true", "false", "bsn", STRICT, False),
    ],
)
def test_input_that_is_never_absent(
    tmp_path: Path, gives: str, takes: str, whom: str, schema: str, broken: bool
) -> None:
    (tmp_path / "a.yaml").write_text(law("ander", GIVES % gives, schema=schema), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(law("wet", TAKES % (takes, whom), schema=schema), encoding="utf-8")
    found = [p.message for p in check_paths([tmp_path], None) if "(N5)" in p.message]
    assert bool(found) is broken
