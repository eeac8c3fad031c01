"""Every broken input ends in a message that says what to do, and in the right exit code; never in a traceback.

The cases are data: each table beside this file (`*.yaml`) lists command lines, with `{cases}` for the folder of input
files and `{tmp}` for an empty folder, the exit code and fragments of what must be said.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from uitvoerbaar.base.yaml import load
from uitvoerbaar.cli import run

HERE = Path(__file__).parent
CASES = HERE / "cases"


def table() -> list[Any]:
    return [
        pytest.param(row, id=f"{file.stem}-{row['id']}")
        for file in sorted(HERE.glob("*.yaml"))
        for row in load(file.read_text(encoding="utf-8"), str(file))
    ]


@pytest.mark.parametrize("case", table())
def test_bad_input(case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [str(part).replace("{cases}", str(CASES)).replace("{tmp}", str(tmp_path)) for part in case["command"]]
    code = run(command)
    out, err = capsys.readouterr()
    said = out + err
    assert code == case["exit"], said
    for fragment in case["says"]:
        assert fragment in said
    assert "Traceback" not in said
    assert "Fout in het programma zelf" not in said


def test_every_input_file_has_a_case() -> None:
    named = [str(part) for param in table() for part in param.values[0]["command"] if "{cases}" in str(part)]
    targets = [Path(part.replace("{cases}", str(CASES))) for part in named]
    narrow = [t for t in targets if t != CASES / "law"]
    files = [file for file in CASES.rglob("*") if file.is_file()]
    assert len(files) > 30
    for file in files:
        assert any(t == file or t in file.parents for t in narrow), f"{file} is used by no case"


def test_there_are_at_least_thirty_cases() -> None:
    assert len(table()) >= 30
