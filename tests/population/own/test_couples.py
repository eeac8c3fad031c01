"""A couple of own data shares an application and a lease, whoever of both the file gives it to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from uitvoerbaar.population import load_own
from uitvoerbaar.population.population import Population

MAPPING = """jaar: 2026
naam: proef
overige_velden: standaard
personen:
  bestand: personen.csv
  huishouden: huis
  rol: rol
  velden:
    geboortedatum: geboren
    is_huurder: huurt
    kale_huur: huur
    aanvraag_huurtoeslag: vraagt
"""
HEADER = "huis,rol,geboren,huurt,huur,vraagt"


def loaded(tmp_path: Path, *rows: str) -> Population:
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "personen.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return load_own(tmp_path / "mapping.yaml")


def column(population: Population, name: str) -> list[int]:
    return [int(value) for value in np.asarray(population.people.columns[name])]


@pytest.mark.parametrize("turned", [False, True])
def test_what_the_partner_applied_for_the_couple_applied_for(tmp_path: Path, turned: bool) -> None:
    head, partner = "A,hoofd,1980-05-01,ja,65000,nee", "A,partner,1981-05-01,nee,0,ja"
    found = loaded(tmp_path, *([partner, head] if turned else [head, partner]), "B,hoofd,1970-05-01,ja,50000,nee")
    assert column(found, "aanvraag_huurtoeslag") == [1, 1, 0]
    assert any("aanvraag_huurtoeslag" in line for line in found.manifest["gelezen"])
    assert column(found, "kale_huur") == [65000, 0, 50000]


def test_the_lease_of_the_partner_is_that_of_the_home(tmp_path: Path) -> None:
    rows = ["A,hoofd,1980-05-01,nee,0,ja", "A,partner,1981-05-01,ja,65000,ja", "A,kind,2004-01-01,nee,0,nee"]
    found = loaded(tmp_path, *rows, "B,hoofd,1970-05-01,nee,0,nee", "B,partner,1970-05-01,nee,0,nee")
    assert column(found, "is_huurder") == [1, 1, 0, 0, 0]
    assert column(found, "kale_huur") == [65000, 65000, 0, 0, 0]
    assert any("huurcontract" in line for line in found.manifest["gelezen"])


def test_a_couple_that_agrees_is_not_told_of(tmp_path: Path) -> None:
    found = loaded(tmp_path, "A,hoofd,1980-05-01,ja,65000,ja", "A,partner,1981-05-01,nee,0,ja")
    assert not any("paar" in line for line in found.manifest["gelezen"])
