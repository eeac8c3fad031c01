"""Every figure in the data has a source, or is marked as an assumption of this project."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.places import FACTS
from uitvoerbaar.base.folders import data_dir

FOLDERS = ("assess", "population", "properties", "personas")
FILES = sorted(path for folder in FOLDERS for path in (data_dir() / folder).glob("*.yaml"))
_NO_FIGURES = ("kolommen.csv", "sleutels.csv", "afgesteld.csv")
"""Tables that name columns, sources of columns and what was tuned to which figure: there is no number in them."""
TABLES = sorted(path for path in (data_dir() / "population").glob("*.csv") if path.name not in _NO_FIGURES)
_WHOLE_FILE = re.compile(r"^# ?(?:Bron\b|AANNAME\b|Verzonnen persoon\b)", re.MULTILINE)
"""Comment lines that speak for every figure in a file: where all come from, or that all are made up."""


def unsourced(value: Any, path: str = "", known: bool = False) -> Iterator[str]:
    """Places of numbers that lie in no object with a source."""
    if isinstance(value, dict):
        source = value.get("bron")
        known = known or bool(source if isinstance(source, str) else source and source.get("nl"))
        for key, item in value.items():
            yield from unsourced(item, f"{path}.{key}", known)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from unsourced(item, f"{path}[{position}]", known)
    elif isinstance(value, int | float) and not isinstance(value, bool) and not known:
        yield path.lstrip(".")


def bare(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [] if _WHOLE_FILE.search(text) else list(unsourced(yaml.safe_load(text)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_number_has_a_source_or_is_an_assumption(path: Path) -> None:
    assert bare(path) == []


@pytest.mark.parametrize("name", _NO_FIGURES)
def test_a_table_without_figures_has_none(name: str) -> None:
    with (data_dir() / "population" / name).open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.replace(".", "", 1).lstrip("-").isdigit()]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_every_row_of_a_table_has_a_source(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert [number for number, row in enumerate(rows, 2) if not (row.get("bron") or "").strip()] == []


def test_a_number_without_a_source_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "normen.yaml"
    file.write_text(
        "een: {waarde: 2, bron: AANNAME}\ntwee: {waarde: 3}\ndrie: [{bron: '', waarde: 4}]\n", encoding="utf-8"
    )
    assert bare(file) == ["twee.waarde", "drie[0].waarde"]


@pytest.mark.parametrize("path", sorted(FACTS.glob("*.csv")), ids=lambda path: path.name)
def test_every_published_figure_of_a_law_has_a_source(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert [number for number, row in enumerate(rows, start=2) if not row["source"].strip()] == []
