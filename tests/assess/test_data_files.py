"""Each file of data/assess says where a key is missing, misspelt or of another kind, with its line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.places import DATA
from uitvoerbaar.assess.aspects.advances.data import published
from uitvoerbaar.assess.aspects.cliffs.data import load_ages, load_types
from uitvoerbaar.assess.aspects.cumulation.data import load_concepts
from uitvoerbaar.assess.aspects.doenvermogen.data import load_calendar, load_events
from uitvoerbaar.assess.aspects.hygiene.data import load_hygiene
from uitvoerbaar.assess.aspects.legal.data import load_safeguards
from uitvoerbaar.assess.aspects.mistakes.data import load_changes
from uitvoerbaar.assess.aspects.personas.data import load_reasons
from uitvoerbaar.assess.aspects.take_up.data import load_reach_data
from uitvoerbaar.assess.assumptions import load_assumptions
from uitvoerbaar.assess.norms import load_settings
from uitvoerbaar.assess.poverty.lines import load_lines
from uitvoerbaar.assess.protected_grounds.grounds import load_grounds
from uitvoerbaar.assess.reading.data import load_burden_rules, load_room_rules
from uitvoerbaar.base.errors import LawFileError

FILES: dict[str, Callable[[], object]] = {
    "aannamen.yaml": load_assumptions,
    "armoede.yaml": load_lines,
    "begrippen.yaml": load_concepts,
    "bereik.yaml": load_reach_data,
    "doenvermogen.yaml": load_burden_rules,
    "gronden.yaml": load_grounds,
    "huishoudtypen.yaml": lambda: (load_ages(), load_types(2026)),
    "kalender.yaml": load_calendar,
    "levensgebeurtenissen.yaml": load_events,
    "meldingen.yaml": load_changes,
    "normen.yaml": load_settings,
    "normen_armoede.yaml": load_settings,
    "normen_keten.yaml": load_settings,
    "normen_mensen.yaml": load_settings,
    "normen_regels.yaml": load_settings,
    "normen_werk.yaml": load_settings,
    "normen_wachtrijen.yaml": load_settings,
    "regelingen.yaml": load_settings,
    "ruimte.yaml": load_room_rules,
    "terugvorderingen.yaml": published,
    "verhaal.yaml": load_reasons,
    "waarborgen.yaml": load_safeguards,
    "wetstechniek.yaml": load_hygiene,
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of data/assess that the program reads."""
    shutil.copytree(DATA / "assess", tmp_path / "assess")
    monkeypatch.setenv("UITVOERBAAR_DATA", str(tmp_path))
    return tmp_path / "assess"


def test_every_file_is_here(folder: Path) -> None:
    assert sorted(path.name for path in folder.glob("*.yaml")) == sorted(FILES)
    for load in FILES.values():
        load()


@pytest.mark.parametrize(
    ("file", "right", "wrong", "says"),
    [
        ("aannamen.yaml", "    velden: ", "    veldn: ", "'velden' ontbreekt"),
        ("begrippen.yaml", "leeftijd_van: kind", "leeftijd_vn: kind", "onbekende sleutel 'leeftijd_vn'"),
        ("begrippen.yaml", "naam: {nl: Kind, en: Child}", "naam: Kind", "'naam' is 'Kind'; verwacht: een object"),
        ("bereik.yaml", "deel: 0.373, ", "", "'deel' ontbreekt; verwacht: een getal"),
        ("bereik.yaml", "groep: bijstand", "group: bijstand", "onbekende sleutel 'group'"),
        ("doenvermogen.yaml", "  zelden: ", "  zeldn: ", "'zelden' ontbreekt"),
        ("doenvermogen.yaml", "groep: F", "groep: G", "'groep' noemt 'G'; dat bestaat niet"),
        ("doenvermogen.yaml", 'tekst: "verrekenen"', 'tekst: "(verrekenen"', "'tekst' is geen reguliere expressie"),
        ("gronden.yaml", "soort: beschermd", "soort: bescherm", "'soort' noemt 'bescherm'; dat bestaat niet"),
        ("gronden.yaml", "  groepen: geslacht\n", "", "'niet_gemeten' ontbreekt"),
        ("huishoudtypen.yaml", "    tot: betaald\n", "    tot: alles\n", "'tot' is 'alles'; verwacht: een geheel getal"),
        ("huishoudtypen.yaml", "langs: [inkomen, huur]", "langs: [inkomn, huur]", "'langs' noemt 'inkomn'; dat bestaat niet"),
        ("huishoudtypen.yaml", "{leeftijd: 35, ", "{", "'leeftijd' ontbreekt"),
        ("kalender.yaml", "maand: 12", "maand: 13", "'maand' is 13; verwacht: 1 tot en met 12"),
        ("kalender.yaml", "voor: voorschot", "voor: voorschotten", "'voor' noemt 'voorschotten'"),
        ("levensgebeurtenissen.yaml", "velden: ", "veld: ", "'velden' ontbreekt"),
        ("meldingen.yaml", "te_laat: ", "telaat: ", "'te_laat' ontbreekt"),
        ("normen.yaml", "waarde: 2\n", "waarde: twee\n", "'waarde' is 'twee'; verwacht: een getal"),
        ("normen_mensen.yaml", "    en: ", "    eng: ", "'en' ontbreekt; verwacht: een tekst"),
        ("normen_regels.yaml", "  waarde: ", "  wrde: ", "'waarde' ontbreekt"),
        ("normen_wachtrijen.yaml", "  bron:", "  bronn:", "'bron' ontbreekt"),
        ("regelingen.yaml", "rijen: eenheden", "rijen: eenheid", "'rijen' noemt 'eenheid'; dat bestaat niet"),
        ("regelingen.yaml", "aanvraag: ", "aanvrag: ", "onbekende sleutel 'aanvrag'"),
        ("ruimte.yaml", "zwaar: true", "zwaar: ja", "'zwaar' is 'ja'; verwacht: waar of onwaar"),
        ("ruimte.yaml", "voor: iedereen", "voor: ieder", "'voor' noemt 'ieder'; dat bestaat niet"),
        ("terugvorderingen.yaml", "eenheid: aandeel", "eenheid: procent", "'eenheid' noemt 'procent'"),
        ("verhaal.yaml", "{zonder: ", "{zondr: ", "'zonder' ontbreekt"),
        ("waarborgen.yaml", "gevonden: goed", "gevonden: fout", "'gevonden' noemt 'fout'"),
        ("wetstechniek.yaml", "  depth: ", "  diepte: ", "'depth' ontbreekt"),
        ("wetstechniek.yaml", 'AMvB: ["01-01", "07-01"]', "AMvB: [1, 7]", "'AMvB' is '1'; verwacht: een tekst"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_file_and_line(folder: Path, file: str, right: str, wrong: str, says: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    line = text[: text.index(right)].count("\n") + 1
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(LawFileError) as caught:
        FILES[file]()
    told = caught.value.problems[0]
    assert told.file == str(path)
    assert says in told.message
    assert line - 8 <= told.line <= line  # a missing key is told at the object that lacks it
