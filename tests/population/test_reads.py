"""What is read of data/population is heard at the one door: columns, rows and assumptions, in any thread, at no cost when off."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from uitvoerbaar.population import load
from uitvoerbaar.population.manifest import read_manifest
from uitvoerbaar.population.reads import from_data, heard, recorded, running
from uitvoerbaar.population.tables import assumption, money_of, number, percentiles, table


def test_columns_rows_and_assumptions_are_heard() -> None:
    with recorded() as reads:
        table("eigendom").lookup("item", "woningen")
        table("provincies").numbers("inwoners_2024")
        percentiles("huur_corporatie")
        number("pensioen_aanleg")
        assumption("bijstand_verdeling")
    assert reads.tables["eigendom"] == {"item": {"*"}, "woningen": {"*"}}
    assert reads.tables["provincies"] == {"inwoners_2024": {"*"}}
    assert reads.tables["verdelingen"]["p50"] == {"huur_corporatie"}
    assert reads.assumptions == {"pensioen_aanleg", "bijstand_verdeling"}


def test_a_row_is_read_and_not_its_neighbours() -> None:
    with recorded() as reads:
        money_of(2024)
    assert reads.tables["jaarbedragen"]["aow_alleen"] == {"2022", "2024"}
    assert reads.tables["groei"]["loon_pct"] == {"*"}


def test_an_inner_recorder_is_heard_by_the_outer_and_the_other_way_round_is_not() -> None:
    with recorded() as outer:
        number("pensioen_aanleg")
        with recorded() as inner:
            number("uitkering_aanleg")
    assert inner.assumptions == {"uitkering_aanleg"}
    assert outer.assumptions == {"pensioen_aanleg", "uitkering_aanleg"}
    assert running() is None


def test_other_threads_are_heard_when_asked() -> None:
    with recorded() as reads, ThreadPoolExecutor(2) as pool:
        list(pool.map(heard(number), ("pensioen_aanleg", "uitkering_aanleg")))
        list(pool.map(number, ("uurloon_ruis",)))
    assert reads.assumptions == {"pensioen_aanleg", "uitkering_aanleg"}


def test_a_manifest_says_what_every_step_read_and_reads_back(made: Path) -> None:
    steps = {step["stap"]: step for step in read_manifest(made)["gelezen"]}
    assert {"bedragen", "samenstelling", "gemeenten", "werk", "inkomen", "wonen", "vermogen", "gewichten"} <= set(steps)
    assert "woningen" in steps["wonen"]["tabellen"]["eigendom"]
    assert "uurloon_aanleg" in steps["inkomen"]["aannames"]
    files = {Path(entry["bestand"]).stem for entry in read_manifest(made)["invoer"]}
    assert files == {"aannames", "kolommen", *(name for step in steps.values() for name in step["tabellen"])}
    assert files.isdisjoint({"toetscijfers", "totalen", "sleutels", "afgesteld", "land_per_jaar"})
    for step in steps.values():
        assert from_data(step).as_data() == {name: step[name] for name in ("tabellen", "aannames")}
        assert json.loads(json.dumps(step)) == step


def test_what_brings_a_population_to_another_year_is_heard_too(made: Path) -> None:
    with recorded() as reads:
        load(made, 2022)
    assert "loon_pct" in reads.tables["groei"]
    assert "premie" in reads.tables["zorgpremie"]
    assert "groei_als_pensioen_boven" in reads.assumptions
