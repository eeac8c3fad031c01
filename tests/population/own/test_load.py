"""Own data with a mapping.yaml: the same columns as a made population, and errors that say file, line and column."""

import re
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.cli import run
from uitvoerbaar.engine.batch.people import Strings
from uitvoerbaar.population import load, load_own
from uitvoerbaar.population.own.load import OwnDataError
from uitvoerbaar.population.own.mapping import MappingError
from uitvoerbaar.population.tables import PopulationDataError, money_of, tables_dir

PERSONS = """nr;gezin;positie;geboren;loon;student;huur;wijk
11;A;H;01-05-1980;30000,50;N;612,10;Noord
12;B;H;17-11-1950;0;N;0;Zuid
13;A;P;29-02-1984;12000;N;0;Noord
14;A;K;02-03-2004;0;J;0;Noord
"""
CHILDREN = """gezin,geboren,soort
A,2019-06-01,bso
A,2022-01-15,dagopvang
"""
HOMES = """gezin,weeg,wijk
B,2.5,Zuid
A,1,Noord
"""
MAPPING = """jaar: 2026
naam: proef
overige_velden: standaard
personen:
  bestand: personen.csv
  sleutel: nr
  huishouden: gezin
  rol: {kolom: positie, waarden: {H: hoofd, P: partner, K: kind}}
  velden:
    geboortedatum: {kolom: geboren, formaat: "%d-%m-%Y"}
    loon_uit_dienstbetrekking: {kolom: loon, eenheid: euro}
    kale_huur: {kolom: huur, eenheid: euro}
    is_student: {kolom: student, waarden: {J: true, N: false}}
    heeft_zorgverzekering: {waarde: true}
kinderen:
  bestand: kinderen.csv
  huishouden: gezin
  velden: {geboortedatum: geboren, opvangsoort: soort}
huishoudens:
  bestand: huishoudens.csv
  huishouden: gezin
  velden: {gewicht: weeg, wijk: wijk}
"""


def folder(tmp_path: Path, **changed: str) -> Path:
    texts = {"personen.csv": PERSONS, "kinderen.csv": CHILDREN, "huishoudens.csv": HOMES, "mapping.yaml": MAPPING}
    for name, text in texts.items():
        (tmp_path / name).write_text(changed.get(name.split(".")[0], text), encoding="utf-8")
    return tmp_path


def code(year: int, month: int, day: int) -> int:
    return year * 512 + month * 32 + day


def test_a_folder_with_a_mapping_is_a_population(tmp_path: Path) -> None:
    found = load(folder(tmp_path))
    people = found.people
    assert found.keys.tolist() == ["11", "13", "14", "12"]
    assert people.columns["geboortedatum"].tolist() == [
        code(1980, 5, 1),
        code(1984, 2, 29),
        code(2004, 3, 2),
        code(1950, 11, 17),
    ]
    assert people.columns["loon_uit_dienstbetrekking"].tolist() == [3_000_050, 1_200_000, 0, 0]
    assert people.columns["kale_huur"].tolist() == [61_210, 0, 0, 0]
    assert people.columns["is_student"].tolist() == [0, 0, 1, 0]
    assert people.columns["heeft_zorgverzekering"].all()
    assert people.partner.tolist() == [1, 0, -1, -1]
    assert found.household.tolist() == [0, 0, 0, 1]
    assert found.head.tolist() == [0, 3]
    assert found.weight.tolist() == [1000, 2500]
    assert found.manifest["eigen_indelingen"] == ["wijk"]
    place = found.households["wijk"]
    assert isinstance(place, Strings)
    assert [place.words[c] for c in place.codes] == ["Noord", "Zuid"]
    kids, mates = people.collections["kinderen"], people.collections["huisgenoten"]
    assert (kids.stop - kids.start).tolist() == [2, 2, 0, 0]
    assert kids.start.tolist()[:2] == [0, 0]
    form = kids.columns["opvangsoort"]
    assert isinstance(form, Strings)
    assert [form.words[c] for c in form.codes] == ["bso", "dagopvang"]
    assert [mates.index[a:b].tolist() for a, b in zip(mates.start, mates.stop, strict=True)] == [[2], [2], [0, 1], []]
    assert mates.columns["is_kind"].tolist() == [0, 0, 1, 0]


def test_what_the_data_lack_gets_the_default_and_is_told(tmp_path: Path) -> None:
    found = load(folder(tmp_path))
    assert (found.people.columns["aow_opbouwjaren"] == 50).all()
    filled = found.manifest["standaardwaarden"]
    assert "aow_opbouwjaren (personen): 50" in filled
    assert not any(line.startswith("loon_uit_dienstbetrekking") for line in filled)
    assert any("standaardwaarde" in note for note in found.manifest["opmerkingen"])


def test_without_defaults_a_field_that_is_not_given_is_no_column(tmp_path: Path) -> None:
    found = load(folder(tmp_path, mapping=MAPPING.replace("overige_velden: standaard\n", "")))
    assert "aow_opbouwjaren" not in found.people.columns
    assert found.manifest["standaardwaarden"] == []


def test_another_year(tmp_path: Path) -> None:
    found = load(folder(tmp_path), year=2024)
    factor = money_of(2024).wage / money_of(2026).wage
    assert found.people.columns["loon_uit_dienstbetrekking"][1] == round(12_000 * factor) * 100
    assert found.people.columns["geboortedatum"][1] == code(1982, 2, 28)


def test_another_year_needs_the_fields_that_growth_depends_on(tmp_path: Path) -> None:
    text = MAPPING.replace("overige_velden: standaard\n", "").replace("loon_uit_dienstbetrekking:", "geschat_inkomen:")
    with pytest.raises(PopulationDataError, match=r"geschat_inkomen.*niet naar een ander jaar zonder"):
        load(folder(tmp_path, mapping=text), year=2024)


def test_parquet_and_persons_without_households(tmp_path: Path) -> None:
    born = pa.array(np.array(["1990-01-02", "1960-03-04"], dtype="datetime64[D]"))
    pq.write_table(pa.table({"geb": born, "loon": pa.array([100_00, 5], pa.int32())}), tmp_path / "p.parquet")
    text = (
        "jaar: 2025\npersonen:\n  bestand: p.parquet\n  velden: {geboortedatum: geb, loon_uit_dienstbetrekking: loon}\n"
    )
    (tmp_path / "mapping.yaml").write_text(text)
    found = load_own(tmp_path / "mapping.yaml")
    assert found.people.columns["geboortedatum"].tolist() == [code(1990, 1, 2), code(1960, 3, 4)]
    assert found.head.tolist() == [0, 1]
    assert found.weight.tolist() == [1000, 1000]
    assert found.people.collections["huisgenoten"].stop.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("jaar: 2026\n", "", r"mapping\.yaml:1: .*'jaar' ontbreekt of is geen jaartal"),
        ("jaar: 2026", "jaren: 2026", r"mapping\.yaml:1: .*een mapping kent geen 'jaren' \(bedoelde u 'jaar'\?\)"),
        (
            "kale_huur: {",
            "kale_hur: {",
            r"mapping\.yaml:12: .*'kale_hur' is geen veld van personen \(bedoelde u 'kale_h",
        ),
        ("kolom: huur,", "kolom: hur,", r"mapping\.yaml:12: .*kolom 'hur' voor 'kale_huur' staat niet in .*personen"),
        ("eenheid: euro}\n    kale", "eenheid: dollar}\n    kale", r"mapping\.yaml:11: .*onbekende eenheid 'dollar'"),
        ("  rol: {kolom: positie, waarden: {H: hoofd, P: partner, K: kind}}\n", "", r"mist 'rol'"),
        ("  bestand: kinderen.csv\n", "", r"mapping\.yaml:16: .*'kinderen' mist 'bestand'"),
        (
            "overige_velden: standaard",
            "overige_velden: raden",
            r"mapping\.yaml:3: .*is standaard of weglaten, niet 'raden'",
        ),
        ("{waarde: true}", "{waarde: true, kolom: x}", r"precies een van 'kolom' en 'waarde'"),
        ("naam: proef", "naam: [", r"mapping\.yaml:\d+: .*geen geldige YAML"),
    ],
)
def test_a_wrong_mapping_is_told_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in MAPPING
    with pytest.raises(MappingError, match=message):
        load(folder(tmp_path, mapping=MAPPING.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("personen", "17-11-1950", "17-13-1950", r"personen\.csv: kolom 'geboren' is geen datum.* op regel 3"),
        ("personen", "12000", "veel", r"personen\.csv: kolom 'loon' is geen getal \('veel'\) op regel 4"),
        ("personen", "12000", "", r"personen\.csv: kolom 'loon' is leeg op regel 4"),
        ("personen", "612,10", "-5", r"personen\.csv: kolom 'huur' is te laag op regel 2"),
        ("personen", "13;A;P", "13;A;Q", r"personen\.csv: kolom 'positie' kan niet 'Q' zijn.* op regel 4"),
        ("personen", "13;A;P", "13;A;H", r"huishouden 'A' \(regel 2, regel 4, regel 5\) heeft 2 keer de rol 'hoofd'"),
        ("personen", "12;B;H", "12;B;K", r"huishouden 'B' \(regel 3\) heeft 0 keer de rol 'hoofd'"),
        (
            "personen",
            "02-03-2004;0;J",
            "02-03-2004;0;misschien",
            r"kolom 'student' is geen ja of nee .* op regel 5",
        ),
        ("kinderen", "A,2019", "Z,2019", r"kinderen\.csv: kolom 'gezin': huishouden 'Z' op regel 2 komt niet voor"),
        ("kinderen", "bso", "oma", r"kinderen\.csv: kolom 'soort' kan niet 'oma' zijn.* op regel 2"),
        ("huishoudens", "B,2.5,Zuid\n", "", r"huishoudens\.csv: verwacht: precies een rij voor elk van 2 huishoudens"),
        (
            "huishoudens",
            "gezin,weeg,wijk",
            "gezin,weeg,provincie",
            r"'provincie' kan niet 'Zuid' zijn .*; verwacht: Groningen",
        ),
        ("huishoudens", "2.5", "-2.5", r"huishoudens\.csv: kolom 'weeg' is te laag op regel 2"),
    ],
)
def test_wrong_data_are_told_with_file_line_and_column(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    text = {"personen": PERSONS, "kinderen": CHILDREN, "huishoudens": HOMES}[file]
    assert old in text
    mapping = MAPPING.replace("wijk: wijk", "provincie: provincie") if "provincie" in new else MAPPING
    with pytest.raises(OwnDataError, match=message):
        load(folder(tmp_path, mapping=mapping, **{file: text.replace(old, new, 1)}))


@pytest.mark.parametrize(("old", "new", "keys"), [("A,1", "A,0", ["12"]), ("B,2.5", "B,0.0001", ["11", "13", "14"])])
def test_a_household_of_weight_zero_is_left_out_with_its_people_and_that_is_told(
    tmp_path: Path, old: str, new: str, keys: list[str]
) -> None:
    whole, found = load(folder(tmp_path)), load(folder(tmp_path, huishoudens=HOMES.replace(old, new)))
    assert found.keys.tolist() == keys
    assert found.people.n == found.manifest["volwassenen"] == len(keys)
    assert found.manifest["minderjarigen"] == (0 if "A" in old else 2)
    assert (found.households["gewicht"] > 0).tolist() == [True]
    wijk = found.households["wijk"]
    assert [wijk.words[code] for code in wijk.codes] == (["Zuid"] if "A" in old else ["Noord"])
    wage = dict(zip(whole.keys, whole.people.columns["loon_uit_dienstbetrekking"].tolist(), strict=True))
    assert found.people.columns["loon_uit_dienstbetrekking"].tolist() == [wage[key] for key in keys]
    assert any("gewicht 0 tellen niet mee" in line for line in found.manifest["gelezen"])
    assert not any("gewicht 0" in line for line in whole.manifest["gelezen"])


@pytest.mark.parametrize("name", ["x" * 5_000 + ".csv", "x/" * 3_000 + "b.csv"])
def test_a_table_with_a_name_that_no_file_can_have_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError):
        load(folder(tmp_path, mapping=MAPPING.replace("personen.csv", name)))


def test_a_province_may_have_its_other_name(tmp_path: Path) -> None:
    homes = HOMES.replace("wijk", "provincie").replace("Zuid", "Friesland").replace("Noord", "Utrecht")
    found = load(folder(tmp_path, huishoudens=homes, mapping=MAPPING.replace("wijk: wijk", "provincie: provincie")))
    column = found.households["provincie"]
    assert isinstance(column, Strings)
    assert sorted(column.words[code] for code in column.codes) == ["Fryslân", "Utrecht"]


@pytest.mark.parametrize(
    ("old", "new", "by"), [("%d-%m-%Y", "%Y/%m/%d", "'formaat' %Y/%m/%d"), ("H: hoofd", "H: baas", "'waarden'")]
)
def test_a_wrong_translation_is_told_with_the_line_of_the_mapping(tmp_path: Path, old: str, new: str, by: str) -> None:
    line = next(n for n, text in enumerate(MAPPING.splitlines(), 1) if old in text)
    made = folder(tmp_path, mapping=MAPPING.replace(old, new))
    with pytest.raises(OwnDataError, match=re.escape(f"omgezet met {by} van {made / 'mapping.yaml'}:{line}")):
        load(made)


def test_the_example_that_is_shipped_loads() -> None:
    found = load(tables_dir() / "voorbeeld")
    assert found.people.n == 5
    assert found.weight.tolist() == [120_000, 80_500]
    due = found.people.collections["kinderen"].columns
    assert (due["uurtarief"] * due["opvanguren_per_maand"] * 12).tolist() == due["opvangkosten_betaald"].tolist()


def test_own_data_cannot_be_set_beside_the_whole_country(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["population", "validate", str(tables_dir() / "voorbeeld")]) == 1
    assert "dit zijn eigen gegevens" in capsys.readouterr().err


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = PERSONS.replace("12000", "veel").replace("17-11-1950", "gisteren")
    with pytest.raises(OwnDataError) as caught:
        load(folder(tmp_path, personen=text, kinderen=CHILDREN.replace("bso", "oma")))
    assert len(str(caught.value).splitlines()) == 3


def test_a_unit_of_what_is_no_amount_is_refused(tmp_path: Path) -> None:
    changed = MAPPING.replace("{gewicht: weeg,", "{gewicht: {kolom: weeg, eenheid: euro},")
    with pytest.raises(MappingError, match="'gewicht' is geen bedrag"):
        load(folder(tmp_path, mapping=changed))


def test_amounts_that_only_the_population_has_are_read_as_amounts(tmp_path: Path) -> None:
    homes = "gezin;weeg;bezit\nB;2,5;31250,50\nA;1;1200,00\n"
    changed = MAPPING.replace("wijk: wijk}", "vermogen: bezit}")
    assert load(folder(tmp_path, mapping=changed, huishoudens=homes)).households["vermogen"].tolist() == [
        120_000,
        3_125_050,
    ]


@pytest.mark.parametrize(
    ("pattern", "lacking"), [("%Y", "maand en dag"), ("%m-%Y", "dag"), ("%d-%m", "jaar"), ("%%d-%m-%Y", "dag")]
)
def test_a_notation_of_days_without_a_part_is_refused(tmp_path: Path, pattern: str, lacking: str) -> None:
    with pytest.raises(MappingError, match=f"noemt geen {lacking}:"):
        load(folder(tmp_path, mapping=MAPPING.replace("%d-%m-%Y", pattern)))


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("loon, eenheid: euro", 'loon, eenheid: euro, formaat: "%d"', "'loon_uit_dienstbetrekking' is geen datum"),
        ('"%d-%m-%Y"}', '"%d-%m-%Y", waarden: {onbekend: 1980-01-01}}', "een van beide wordt niet gelezen"),
        ("bestand: kinderen.csv", "bestand: kinderen.csv\n  rol: soort", "'kinderen' kent geen 'rol'"),
        ("bestand: huishoudens.csv", "bestand: huishoudens.csv\n  sleutel: wijk", "'huishoudens' kent geen 'sleutel'"),
    ],
)
def test_what_nobody_would_read_is_refused(tmp_path: Path, was: str, becomes: str, told: str) -> None:
    with pytest.raises(MappingError, match=told):
        load(folder(tmp_path, mapping=MAPPING.replace(was, becomes)))


def test_a_word_that_means_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    changed = MAPPING.replace("wijk: wijk}", "wijk: {kolom: wijk, waarden: {Zuid: null}}}")
    with pytest.raises(OwnDataError, match="kolom 'wijk' is leeg op regel 2"):
        load(folder(tmp_path, mapping=changed))


def test_keys_of_households_are_the_same_in_every_file(tmp_path: Path) -> None:
    homes = HOMES.replace("B,", "2.0,").replace("A,", " 1.0 ,")
    persons = PERSONS.replace(";A;", ";1;").replace(";B;", ";2;")
    found = load(folder(tmp_path, personen=persons, kinderen=CHILDREN.replace("A,", "1 ,"), huishoudens=homes))
    assert found.households["gewicht"].tolist() == [1000, 2500]


def test_a_household_with_other_people_than_it_says_is_refused(tmp_path: Path) -> None:
    changed = MAPPING.replace("wijk: wijk}", "volwassenen: n, minderjarigen: k}")
    homes = "gezin,weeg,n,k\nB,2.5,{},0\nA,1,3,2\n"
    assert load(folder(tmp_path, mapping=changed, huishoudens=homes.format(1))).households["volwassenen"].tolist() == [
        3,
        1,
    ]
    with pytest.raises(OwnDataError, match="'volwassenen' is 2 op regel 2, maar er zijn rijen van 1;"):
        load(folder(tmp_path, mapping=changed, huishoudens=homes.format(2)))
