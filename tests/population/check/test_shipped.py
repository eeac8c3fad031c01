"""The validations that are shipped: the page is made from them, and a report says whether they are of its population."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import cast

import numpy as np
import pytest

from uitvoerbaar.assess.basis import population_summary
from uitvoerbaar.assess.context import Context
from uitvoerbaar.population import Population
from uitvoerbaar.population.check import shipped
from uitvoerbaar.population.check.shipped import Shipped, people_hash, told
from uitvoerbaar.population.check.summary import ALL, Nearness
from uitvoerbaar.population.manifest import read_manifest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("validation_tool", ROOT / "tools" / "validation.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_the_page_is_what_was_kept(tool: ModuleType) -> None:
    assert tool.main(["check"]) == 0


def test_a_page_that_was_edited_is_found(tool: ModuleType) -> None:
    page = tool.PAGE.read_text(encoding="utf-8")
    assert tool.BEGIN in page
    assert tool.END in page
    edited = page.replace("| **Never used** |", "| **Never used** (all fine) |")
    assert edited != page
    assert tool.with_tables(edited) == page


def test_the_summary_that_is_kept_is_that_of_its_figures(tool: ModuleType) -> None:
    paths = sorted(tool.kept().glob("bevolking-*.json"))
    assert paths
    for path in paths:
        data = json.loads(path.read_text(encoding="utf-8"))
        line = next(one for one in data["samenvatting"] if (one["soort"], one["deel"]) == ("niet_gebruikt", "alle"))
        never = [one for one in data["cijfers"] if one["soort"] == "niet_gebruikt"]
        assert line["cijfers"] == len(never) > 100
        for percent in (5, 10, 25):
            near = sum(abs(one["verschil"]) <= percent / 100 for one in never)
            assert line[f"binnen_{percent}_procent"] == near


def of(people: str, stand: str, households: int = 100_000) -> Shipped:
    near = Nearness("niet_gebruikt", ALL, 160, (40, 70, 130))
    return Shipped(households, 1, 2026, people, stand, (near,), ())


def test_a_report_says_whose_validation_it_tells(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = read_manifest(made)
    monkeypatch.setattr(shipped, "stand", lambda: "now")
    monkeypatch.setattr(shipped, "shipped", lambda: (of(people_hash(manifest), "now"),))
    line = told(manifest)
    assert line.nl.startswith("Deze bevolking is naast gepubliceerde cijfers gelegd. Van de 160 ")
    assert line.en is not None
    assert "40 are within 5 percent, 70 within 10 percent and 130 within 25 percent" in line.en


def test_another_population_is_not_passed_off_as_this_one(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = read_manifest(made)
    monkeypatch.setattr(shipped, "stand", lambda: "now")
    monkeypatch.setattr(shipped, "shipped", lambda: (of("other", "now"), of("whole", "now", 8_374_404)))
    line = told(manifest)
    assert line.nl.startswith(
        "Deze bevolking is zelf niet naast gepubliceerde cijfers gelegd; een andere wel, van 100.000 "
    )
    changed = {**manifest, "uitvoer": manifest["uitvoer"][1:]}
    assert people_hash(changed) != people_hash(manifest)


def test_what_changed_since_is_said(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = read_manifest(made)
    monkeypatch.setattr(shipped, "stand", lambda: "now")
    monkeypatch.setattr(shipped, "shipped", lambda: (of(people_hash(manifest), "then"),))
    assert told(manifest).nl.endswith("Sindsdien zijn het programma, de cijfers of de wetten veranderd.")
    monkeypatch.setattr(shipped, "shipped", tuple)
    assert told(manifest).nl == "Deze bevolking is niet naast gepubliceerde cijfers gelegd."


def test_it_stands_first_in_the_chapter_on_the_population(made: Path, loaded: Population) -> None:
    manifest = read_manifest(made)
    people = SimpleNamespace(
        base=loaded, heads=loaded.head, members=np.ones(len(loaded.head), int), weights=loaded.weight
    )
    notes = population_summary(cast(Context, people)).notes
    assert notes[0] == told(manifest)
    assert [note.nl for note in notes[1:]] == manifest["opmerkingen"]
