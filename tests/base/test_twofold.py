"""A number with a point and three digits behind it is never read without a word: 170.000 is 170 here, 170000 to many."""

from __future__ import annotations

from pathlib import Path

import pytest

from uitvoerbaar.base.entries import read_entries
from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.base.twofold import twofold
from uitvoerbaar.base.yaml import load
from uitvoerbaar.engine.explain.read_case import read_case_file


def told(text: str) -> list[str]:
    return [str(problem) for problem in twofold(load(text, "x.yaml"), "x.yaml")]


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("170.000", "170000 of 170"),
        ("-1.000", "-1000 of -1"),
        ("1.500", "1500 of 1.5"),
        ("1.125", "1125 of 1.1250"),
    ],
)
def test_both_ways_are_named_with_the_line(written: str, ways: str) -> None:
    expected = f"x.yaml:2: fout: 'b': {written} is op twee manieren te lezen (schrijf {ways})"
    assert told(f"a: 1\nb: {written}\n") == [expected]
    assert told(f"- 1\n- {written}\n") == [expected.replace("'b'", f"'{written}'")]
    assert told(f"a:\n  - {{b: {written}}}\n") == [expected]


@pytest.mark.parametrize(
    "written", ["0.125", "170", "170.0", "1.25", "1.1250", "'170.000'", "1234.500", "1.000.000", "1e3"]
)
def test_what_can_be_read_in_one_way_is_left_alone(written: str) -> None:
    assert told(f"a: {written}\n") == []


def test_a_data_file_and_a_case_file_refuse_it(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("aantal: 2.000\n", encoding="utf-8")
    file = read_entries(path)
    file.number("aantal")
    with pytest.raises(LawFileError, match="schrijf 2000 of 2"):
        file.check()
    with pytest.raises(UserError, match="schrijf 2000 of 2"):
        read_case_file(path)
