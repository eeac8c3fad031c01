"""A CSV for people opens in the spreadsheet of its language, and there is one writer of them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.places import ROOT
from uitvoerbaar.base.csv_cells import csv_file
from uitvoerbaar.base.language import Lang

LINES = [["Huur (euro)", "Aandeel"], ["=1+1", 0.25], [Decimal("-1234.50"), None], ["1.234 m²; 2,5", 3]]
SRC = ROOT / "src" / "uitvoerbaar"
FOR_PROGRAMS = {"assess/backtests/record.py"}
"""A file of data/ that this program reads back itself."""


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nl", 'Huur (euro);Aandeel\r\n\'=1+1;0,25\r\n-1234,50;\r\n"1.234 m²; 2,5";3\r\n'),
        ("en", 'Huur (euro),Aandeel\r\n\'=1+1,0.25\r\n-1234.50,\r\n"1.234 m²; 2,5",3\r\n'),
    ],
)
def test_numbers_and_separators_are_those_of_the_language(lang: Lang, told: str) -> None:
    assert csv_file(LINES, lang) == b"\xef\xbb\xbf" + told.encode()


def test_nothing_else_writes_a_csv_for_people() -> None:
    writers = {
        str(path.relative_to(SRC))
        for path in SRC.rglob("*.py")
        if re.search(r"csv\.(writer|DictWriter)\(", path.read_text(encoding="utf-8"))
    }
    assert writers == {"base/csv_cells.py", *FOR_PROGRAMS}
