"""A data file is read into records; what is wrong with it is told all at once, with lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from uitvoerbaar.base.entries import read_entries
from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.base.text import Text

GOOD = """\
naam: {nl: een, en: one}
aantal: 3
heel: true
lijst:
  - {wat: a}
  - {wat: b}
maanden: [1, 3]
"""


def test_what_is_there_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(GOOD, encoding="utf-8")
    file = read_entries(path)
    assert file.text("naam") == Text("een", "one")
    assert (file.number("aantal"), file.number("geen", 7), file.truth("heel")) == (3, 7, True)
    assert [item.word("wat") for item in file.objects("lijst")] == ["a", "b"]
    assert file.numbers("maanden") == (1, 3)
    file.check()


@pytest.mark.parametrize(
    ("edit", "line", "message"),
    [
        (("en: one", "eng: one"), 1, "'en' ontbreekt; verwacht: een tekst"),
        (("aantal: 3", "aantal: drie"), 2, "'aantal' is 'drie'; verwacht: een geheel getal"),
        (("heel: true", "heel: 1"), 3, "'heel' is '1'; verwacht: waar of onwaar"),
        (("{wat: b}", "b"), 6, "'lijst' is 'b'; verwacht: een object"),
        (("[1, 3]", "[1, true]"), 7, "'maanden' is waar/onwaar; verwacht: een geheel getal"),
        (("maanden: [1, 3]", "maand: [1, 3]"), 1, "'maanden' ontbreekt; verwacht: een lijst"),
    ],
)
def test_each_problem_has_its_line(tmp_path: Path, edit: tuple[str, str], line: int, message: str) -> None:
    path = tmp_path / "x.yaml"
    assert edit[0] in GOOD
    path.write_text(GOOD.replace(*edit), encoding="utf-8")
    file = read_entries(path)
    file.text("naam"), file.number("aantal"), file.truth("heel"), file.numbers("maanden")
    [item.word("wat") for item in file.objects("lijst")]
    with pytest.raises(LawFileError) as caught:
        file.check()
    assert [(p.line, p.message) for p in caught.value.problems] == [(line, message)]


def test_a_file_that_is_no_object_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("- 1\n", encoding="utf-8")
    with pytest.raises(LawFileError, match="verwacht: een object"):
        read_entries(path)
