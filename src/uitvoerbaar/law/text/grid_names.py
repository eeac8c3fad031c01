"""What a number in a table is called in a sentence: percentage eerste kind, schijf 3, grens."""

from __future__ import annotations

from collections import Counter

from uitvoerbaar.base.yaml_places import Path
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.law.text.grids import grids_of


def cell_names(law: LawText, article: str) -> dict[Path, str]:
    """The names of the numbers in the tables of an article by their path below its rules, each of one number alone.

    Brackets count from 1, from the lowest up. A number that has a name in the definitions keeps that, and is not here.
    """
    found: dict[Path, str] = {}
    for grid in grids_of(law, article):
        output = grid.output.replace("_", " ")
        for at, row in enumerate(grid.rows, 1):
            for what, cell in (("grens", row.high), ("uitkomst", row.value), ("deel", row.rate)):
                if cell is not None and cell.constant is not None and not cell.constant.name:
                    found.setdefault(cell.constant.path, f"{output}, schijf {at}, {what}")
    many = Counter(found.values())
    return {path: name for path, name in found.items() if many[name] == 1}
