"""Who belongs to whom and how old: what cannot be is refused with its rows, what is odd is told, all in one pass."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import numpy as np
import pytest

from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.cli import run
from uitvoerbaar.population import load
from uitvoerbaar.population.own.load import OwnDataError
from uitvoerbaar.population.own.mapping import MappingError

NET = ("besteedbaar_inkomen:besteedbaar_inkomen_eenheid", "besteedbaar_inkomen:besteedbaar_inkomen_huishouden")
KGB = ("wet_op_het_kindgebonden_budget:hoogte_kindgebonden_budget",)


def go(
    tmp_path: Path, outputs: tuple[str, ...], capsys: pytest.CaptureFixture[str], **tables: str
) -> tuple[int, str, list[dict[str, str]]]:
    words = ["run", *outputs, "--on", "2026-01-01", "--out", str(tmp_path / "uit.csv")]
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        words += [f"--{name}", str(tmp_path / f"{name}.csv")]
    code = run(words)
    out, err = capsys.readouterr()
    rows = list(csv.DictReader((tmp_path / "uit.csv").open())) if code == 0 else []
    return code, out + err, rows


THREE = (
    "bsn,partner_bsn,geboortedatum,loon_uit_dienstbetrekking\n"
    "1,,1960-01-01,2000000\n2,3,1990-01-01,3000000\n3,2,1991-01-01,3000000\n"
)
PARENT = "bsn,geboortedatum,partner_bsn\n1,1990-05-01,2\n2,1991-06-01,1\n3,1985-01-01,\n"


def test_a_couple_among_the_housemates_counts_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mates = "bewoner_bsn,huisgenoot_bsn\n1,2\n1,3\n2,1\n3,1\n"
    code, said, rows = go(tmp_path, NET, capsys, data=THREE, housemates=mates)
    assert code == 0, said
    units = [int(row["besteedbaar_inkomen_eenheid"]) for row in rows]
    assert units[1] == units[2] != units[0]
    # The household is the unit of person 1 and the couple once, whoever is asked.
    assert {int(row["besteedbaar_inkomen_huishouden"]) for row in rows} == {units[0] + units[1]}


def test_the_household_is_the_same_for_every_adult_whoever_has_the_lease(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A couple, the tenant and a fourth adult; then a second name on the lease: one dwelling has one huurtoeslag."""
    persons = (
        "bsn,partner_bsn,geboortedatum,is_gehuwd,loon_uit_dienstbetrekking,is_huurder,kale_huur\n"
        "1,2,1980-05-01,true,1200000,false,0\n2,1,1981-05-01,true,0,false,0\n"
        "3,,1990-05-01,false,500000,true,60000\n4,,2001-05-01,false,300000,{lease},{rent}\n"
    )
    mates = "bewoner_bsn,huisgenoot_bsn\n1,3\n1,4\n3,1\n3,4\n4,1\n4,3\n"
    outputs = (*NET, "besteedbaar_inkomen:huurtoeslag_uitbetaald")
    for lease, rent in (("false", 0), ("true", 60000)):
        code, said, rows = go(tmp_path, outputs, capsys, data=persons.format(lease=lease, rent=rent), housemates=mates)
        assert code == 0, said
        units = [int(row["besteedbaar_inkomen_eenheid"]) for row in rows]
        rent_allowance = int(rows[2]["huurtoeslag_uitbetaald"])
        assert rent_allowance > 0
        assert {int(row["besteedbaar_inkomen_huishouden"]) for row in rows} == {sum(units[1:]) + rent_allowance}


def test_one_of_a_couple_alone_in_the_list_still_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, rows = go(tmp_path, NET, capsys, data=THREE, housemates="bewoner_bsn,huisgenoot_bsn\n1,3\n")
    assert code == 0
    assert int(rows[0]["besteedbaar_inkomen_huishouden"]) == sum(
        int(r["besteedbaar_inkomen_eenheid"]) for r in rows[:2]
    )
    assert "regel 2: deze huisgenoot noemt de bewoner niet als huisgenoot" in said


@pytest.mark.parametrize(
    ("children", "code", "says"),
    [
        ("ouder_bsn,geboortedatum\n1,1990-05-01\n", 1, "regel 2: de ouder is niet ouder dan het kind"),
        ("ouder_bsn,geboortedatum\n1,2001-01-01\n", 0, "let op: regel 2: de ouder is minder dan 12 jaar ouder dan het kind"),
        ("ouder_bsn,geboortedatum\n1,2027-01-01\n", 0, "let op: regel 2: is op 2026-01-01 nog niet geboren"),
        ("ouder_bsn,geboortedatum\n1,2020-01-01\n2,2020-01-01\n", 1, "regel 3: hetzelfde kind lijkt er twee keer in te staan"),
        ("ouder_bsn,geboortedatum\n1,2020-01-01\n1,2020-01-01\n", 0, "let op: regel 3: heeft dezelfde ouder en geboortedatum"),
        ("ouder_bsn,bsn,geboortedatum\n1,k,2020-01-01\n2,k,2020-01-01\n", 1, "regel 3: dit kind staat er al in"),
        ("ouder_bsn,bsn,geboortedatum\n1,k,2020-01-01\n2,l,2020-01-01\n", 0, "rijen naar"),
        ("ouder_bsn,bsn,geboortedatum\n1,k,2020-01-01\n3,k,2020-01-01\n", 1, "regel 2, regel 3: dit kind staat bij twee ouders"),
        ("ouder_bsn,bsn,geboortedatum\n1,3,2020-01-01\n", 1, "regel 2: de bsn van dit kind is ook die van een rij"),
    ],
)  # fmt: skip
def test_children(tmp_path: Path, capsys: pytest.CaptureFixture[str], children: str, code: int, says: str) -> None:
    found, said, _ = go(tmp_path, KGB, capsys, data=PARENT, children=children)
    assert says in said
    assert found == code, said


def test_shared_custody_counts_where_the_main_residence_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = "ouder_bsn,bsn,geboortedatum,hoofdverblijf\n1,k,2020-01-01,true\n3,k,2020-01-01,false\n"
    code, said, rows = go(tmp_path, KGB, capsys, data=PARENT, children=twice)
    assert code == 0, said
    assert "let op: regel 3: dit kind telt alleen bij de ouder van het hoofdverblijf" in said
    amounts = [int(row["hoogte_kindgebonden_budget"]) for row in rows]
    assert amounts[0] > 0 == amounts[2]


def test_persons_that_cannot_be_are_all_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    persons = "bsn,geboortedatum,partner_bsn\n1,2030-01-01,1\n2,1900-01-01,3\n3,1980-01-01,\n3,1980-01-01,\n"
    code, said, _ = go(tmp_path, KGB, capsys, data=persons)
    assert code == 1
    for part in (
        "regel 2: is op 2026-01-01 nog niet geboren",
        "noemt de persoon zelf op regel 2",
        "noemt een partner die deze persoon niet als partner noemt op regel 3",
        "bsn 3 staat er meer dan een keer in: regel 4, regel 5",
    ):
        assert part in said


def test_costs_that_nobody_says_were_paid_are_the_costs_owed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    persons = "bsn,geboortedatum,loon_uit_dienstbetrekking\n1,1990-05-01,3000000\n"
    children = "ouder_bsn,geboortedatum,opvangsoort,opvanguren_per_maand,uurtarief\n1,2023-05-01,dagopvang,100,900\n"
    output = ("wet_kinderopvang:hoogte_kinderopvangtoeslag",)
    _, _, rows = go(tmp_path, output, capsys, data=persons, children=children)
    given = children.replace("uurtarief", "uurtarief,opvangkosten_betaald").replace("900\n", "900,1080000\n")
    _, _, same = go(tmp_path, output, capsys, data=persons, children=given)
    assert rows[0]["hoogte_kinderopvangtoeslag"] == same[0]["hoogte_kinderopvangtoeslag"] != "0"


# --- own data ----------------------------------------------------------------------------------------------------------


def own(tmp_path: Path, **changed: tuple[str, str]) -> Path:
    folder = tmp_path / "eigen"
    shutil.copytree(data_dir() / "population" / "voorbeeld", folder)
    for name, (old, new) in changed.items():
        path = folder / (f"{name}.yaml" if name == "mapping" else f"{name}.csv")
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_the_shipped_example_is_sound(tmp_path: Path) -> None:
    found = load(own(tmp_path))
    assert found.weight.dtype == np.int64
    assert not any("let op" in line for line in found.manifest["gelezen"])


def test_impossible_ages_of_both_files_are_told_together(tmp_path: Path) -> None:
    persons = (data_dir() / "population" / "voorbeeld" / "personen.csv").read_text(encoding="utf-8").splitlines()
    first, second = persons[2].split(";")[3], "19-11-2012"
    children = (data_dir() / "population" / "voorbeeld" / "kinderen.csv").read_text(encoding="utf-8").splitlines()
    a, b = (line.split(",")[1] for line in children[1:3])
    folder = own(tmp_path, personen=(first, second), kinderen=(a, "2001-05-20"))
    path = folder / "kinderen.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(b, "2029-09-02"), encoding="utf-8")
    with pytest.raises(OwnDataError) as error:
        load(folder)
    said = str(error.value)
    assert "personen.csv: regel 3: is in 2026 jonger dan 16 en staat in personen" in said
    assert "kinderen.csv: regel 2: is op 1 januari 2026 al 18 of ouder" in said
    assert "kinderen.csv: regel 3: is in 2026 nog niet geboren" in said


def test_a_person_with_the_same_key_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OwnDataError, match="regel 3: deze persoon staat er al in"):
        load(own(tmp_path, personen=("\n2;", "\n1;")))


def test_a_partner_who_is_not_married_to_the_married_is_told(tmp_path: Path) -> None:
    text = (data_dir() / "population" / "voorbeeld" / "personen.csv").read_text(encoding="utf-8").splitlines()
    assert text[2].split(";")[2] == "P"
    found = load(own(tmp_path, personen=(text[2], text[2].replace(";J;", ";N;"))))
    assert any(
        "regel 3: is volgens 'is_gehuwd' iets anders dan de partner" in line for line in found.manifest["gelezen"]
    )


@pytest.mark.parametrize(("weight", "thousandths"), [("3000000", 3_000_000_000), ("0.125", 125), ("120", 120_000)])
def test_weights_of_any_size(tmp_path: Path, weight: str, thousandths: int) -> None:
    folder = own(
        tmp_path,
        huishoudens=(",120,", f",{weight},"),
        mapping=("gewicht: gewicht ", "gewicht: {kolom: gewicht, decimaal: punt} "),
    )
    assert thousandths in load(folder).weight.tolist()


def test_a_household_that_stands_for_nobody_does_not_count(tmp_path: Path) -> None:
    every = load(own(tmp_path)).weight.tolist()
    shutil.rmtree(tmp_path / "eigen")
    left = load(own(tmp_path, huishoudens=(",120,", ",0,"))).weight.tolist()
    assert sorted([*left, 120_000]) == sorted(every)


def test_weights_that_stand_for_nobody_or_for_too_many_are_refused_with_the_largest(tmp_path: Path) -> None:
    with pytest.raises(OwnDataError, match=r"huishoudens\.csv: .*het grootste is 3\.000\.000\.000 op regel 2"):
        load(own(tmp_path, huishoudens=(",120,", ",3000000000,")))
    shutil.rmtree(tmp_path / "eigen")
    with pytest.raises(OwnDataError, match="alle gewichten zijn 0"):
        load(own(tmp_path, mapping=("gewicht: gewicht ", "gewicht: {waarde: 0} ")))


def test_a_column_that_looks_like_a_known_one_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"'gewichtt' is geen veld van huishoudens.*bedoelde u 'gewicht'\?"):
        load(own(tmp_path, mapping=("gewicht: gewicht ", "gewichtt: gewicht ")))


def test_another_year_is_told_and_nothing_paid_stays_nothing(tmp_path: Path) -> None:
    children = (data_dir() / "population" / "voorbeeld" / "kinderen.csv").read_text(encoding="utf-8").splitlines()
    row = children[1].rsplit(",", 1)
    found = load(own(tmp_path, kinderen=(children[1], f"{row[0]},0")), year=2015)
    assert any(
        note.startswith("Bedragen en geboortedata zijn gebracht van 2026 naar 2015")
        for note in found.manifest["opmerkingen"]
    )
    assert 0 in np.asarray(found.people.collections["kinderen"].columns["opvangkosten_betaald"]).tolist()


def test_a_partner_who_is_a_child_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = "bsn,partner_bsn,geboortedatum\n1,2,1990-05-01\n2,1,2016-01-01\n3,,2016-01-01\n"
    code, said, _ = go(tmp_path, KGB, capsys, data=people)
    assert code == 0
    assert "let op: regel 3: heeft een partner en is jonger dan 16 jaar" in said
