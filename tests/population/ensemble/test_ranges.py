"""Every assumption has a range with a reason, and values move within it as it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.base.text import Text
from uitvoerbaar.population.ensemble.ranges import FILE, Reach, load_ranges, others_at
from uitvoerbaar.population.tables import (
    Others,
    PopulationDataError,
    assuming,
    assumption,
    number,
    percentiles,
    table,
    tables_dir,
)


def _reach(how: str, low: float, high: float, most: float | None = None) -> Reach:
    return Reach("x", Text("x", "x"), how, low, high, most, "")  # type: ignore[arg-type]


def test_every_assumption_has_a_range_or_is_fixed_and_says_why() -> None:
    for reach in load_ranges().all:
        assert len(reach.reason) > 5, reach.id
        assert reach.name.nl, reach.id
        assert reach.name.en, reach.id


def test_every_table_with_an_assumption_is_varied_or_says_why_not() -> None:
    ranges = load_ranges()
    known = {reach.where.table for reach in ranges.all if reach.where is not None} | ranges.unvaried.keys()
    assumed = {path.stem for path in tables_dir().glob("*.csv") if "AANNAME" in path.read_text(encoding="utf-8")}
    assert assumed <= known
    assert all(len(why) > 5 for why in ranges.unvaried.values())


def test_every_assumed_distribution_is_varied() -> None:
    varied = {r.where.row[1] for r in load_ranges().all if r.where is not None and r.where.row is not None}
    rows = zip(table("verdelingen").text("verdeling"), table("verdelingen").text("bron"), strict=True)
    assert {name for name, source in rows if "AANNAME" in source} <= varied


def test_every_range_fits_the_files_at_both_ends() -> None:
    for reach in load_ranges().varied:
        for place in (0.0, 1.0):
            other = others_at([reach], {reach.id: place})
            assert other.values or other.tables, reach.id


def test_an_assumption_without_a_range_is_refused(tmp_path: Path) -> None:
    lines = (tables_dir() / FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / FILE
    path.write_text("".join(line for line in lines if "id: servicekosten_aandeel" not in line), encoding="utf-8")
    with pytest.raises(PopulationDataError, match="servicekosten_aandeel"):
        load_ranges(path)


def test_a_range_of_what_is_no_assumption_is_refused(tmp_path: Path) -> None:
    text = (tables_dir() / FILE).read_text(encoding="utf-8")
    path = tmp_path / FILE
    extra = 'aannames:\n  - {id: verzonnen, naam: {nl: "a", en: "b"}, vast: true, reden: "om te proberen"}\n'
    path.write_text(text.replace("aannames:\n", extra, 1), encoding="utf-8")
    with pytest.raises(PopulationDataError, match="verzonnen"):
        load_ranges(path)


def test_a_range_without_the_value_itself_is_refused(tmp_path: Path) -> None:
    text = (tables_dir() / FILE).read_text(encoding="utf-8")
    path = tmp_path / FILE
    path.write_text(text.replace("keer: [0.5, 1.4]", "keer: [1.1, 1.4]", 1), encoding="utf-8")
    with pytest.raises(LawFileError):
        load_ranges(path)


def test_a_value_is_itself_in_the_middle_and_at_the_ends_what_the_range_says() -> None:
    times = _reach("keer", 0.5, 2.0)
    assert [times.moved(10.0, place) for place in (0.0, 0.25, 0.5, 0.75, 1.0)] == [5.0, 7.5, 10.0, 15.0, 20.0]
    assert _reach("plus", -1.0, 2.0).moved(10.0, 1.0) == 12.0
    assert times.moved([1.0, 2.0], 1.0) == [2.0, 4.0]
    assert times.moved({"a": 1.0, "b": 3}, 0.0) == {"a": 0.5, "b": 2}


def test_a_list_becomes_steeper_about_its_middle() -> None:
    assert _reach("helling", -0.5, 0.5).moved([1.0, 1.0, 1.0], 1.0) == [0.5, 1.0, 1.5]


def test_a_chance_stays_below_its_bound_unless_it_was_above() -> None:
    reach = _reach("keer", 0.5, 2.0, 0.95)
    assert reach.moved(0.6, 1.0) == 0.95
    assert reach.moved(0.98, 1.0) == 0.98


def test_what_stands_in_the_place_of_a_file_holds_within_the_block_only() -> None:
    before = number("servicekosten_aandeel"), percentiles("huur_overig").tolist()
    chosen = {r.id: r for r in load_ranges().all}
    reaches = [chosen["servicekosten_aandeel"], chosen["tabel_huur_overig"]]
    with assuming(others_at(reaches, {"servicekosten_aandeel": 0.0, "tabel_huur_overig": 1.0})):
        assert number("servicekosten_aandeel") == pytest.approx(before[0] * reaches[0].low)
        assert percentiles("huur_overig").tolist() == pytest.approx([v * reaches[1].high for v in before[1]])
        assert percentiles("huur_corporatie").tolist() == pytest.approx(percentiles("huur_corporatie").tolist())
    assert (number("servicekosten_aandeel"), percentiles("huur_overig").tolist()) == before


def test_only_the_rows_of_the_range_move() -> None:
    reach = next(r for r in load_ranges().all if r.id == "tabel_huur_overig")
    assert reach.where is not None
    other = others_at([reach], {reach.id: 0.0}).tables["verdelingen"]
    assert other.row("verdeling", "servicekosten") == table("verdelingen").row("verdeling", "servicekosten")
    gone = replace(reach, where=replace(reach.where, row=("verdeling", "bestaat-niet")))
    with pytest.raises(PopulationDataError, match="bestaat-niet"):
        others_at([gone], {reach.id: 0.0})


def test_another_value_is_read_as_it_is() -> None:
    with assuming(Others({"paar_leeftijd_ruis_jaren": 7})):
        assert assumption("paar_leeftijd_ruis_jaren") == 7
