"""How far the laws are from published figures: the record, and which of its lines counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from uitvoerbaar.assess.uncertainty import record
from uitvoerbaar.assess.uncertainty.calibration import AMOUNT, COLUMNS, Miss, load_misses, miss_of, record_file
from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.population.check.figures import law_figures
from uitvoerbaar.population.check.origin import NEVER_USED, Origin
from uitvoerbaar.population.check.validate import Row


def _miss(year: int, certainty: str = "S", ours: float = 110.0) -> Miss:
    return Miss("x", AMOUNT, "bedrag", year, 100.0, ours, certainty, "bron")


def test_the_year_nearest_to_the_law_counts_and_a_source_goes_before_memory() -> None:
    known = [_miss(2012), _miss(2022), _miss(2025, "M")]
    found = miss_of(known, "x", AMOUNT, 2026)
    assert found is not None
    assert found.year == 2022
    remembered = miss_of([_miss(2025, "M")], "x", AMOUNT, 2026)
    assert remembered is not None
    assert miss_of(known, "y", AMOUNT, 2026) is None


def test_a_miss_is_a_part_of_the_published_figure_on_either_side() -> None:
    assert _miss(2022, ours=110.0).off == pytest.approx(0.1)
    assert _miss(2022, ours=90.0).off == pytest.approx(0.1)


def test_the_shipped_record_holds_the_allowances() -> None:
    schemes = {miss.scheme for miss in load_misses(record_file())}
    assert {"huurtoeslag", "zorgtoeslag", "kindgebonden_budget", "kinderopvangtoeslag"} <= schemes


def test_recording_writes_what_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = law_figures()
    never = Origin(NEVER_USED)
    rows = [Row(never, f.subject, f.value, 2 * f.value, "", f.year, "bron", "S", f.id) for f in figures]
    monkeypatch.setattr(record, "read_manifest", lambda _: {})
    monkeypatch.setattr(record, "compared", lambda *_: rows)
    made = load_misses(record.record_misses(tmp_path, lambda _: None, tmp_path / "ijkfout.csv"))
    assert made
    assert all(miss.off == pytest.approx(1.0, rel=1e-4) for miss in made)
    assert {miss.measure for miss in made} == {"bedrag_mln", "huishoudens"}


@pytest.mark.parametrize("line", ["x,bedrag_mln,bedrag,twee,1,1,S,bron", "x,bedrag_mln"])
def test_a_line_that_is_none_is_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "ijkfout.csv"
    path.write_text(",".join(COLUMNS) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(LawFileError, match="ijkfout"):
        load_misses(path)
