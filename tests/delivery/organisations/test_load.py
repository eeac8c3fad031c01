"""Organisations and their figures: what is shipped, what a user's file does, and what a broken file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.delivery.organisations import Organisations, UnknownOrganisationError, load_organisations

HEAD = "organisatie,maat,waarde,eenheid,jaar,periode,laag,hoog,bron,url,zekerheid"


@pytest.fixture(scope="module")
def shipped() -> Organisations:
    return load_organisations()


def own(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "eigen.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


def said(folder: Path, *rows: str, head: str = HEAD) -> str:
    with pytest.raises(LawFileError) as caught:
        load_organisations(own(folder, *rows, head=head))
    return str(caught.value)


def test_every_layer_is_whole(shipped: Organisations) -> None:
    """342 municipalities since 2023, 12 provinces, 21 water boards."""
    assert [len(shipped.of_kind(kind)) for kind in ("gemeente", "provincie", "waterschap")] == [342, 12, 21]
    assert len({each.name.nl for each in shipped.of_kind("waterschap")}) == 21


def test_every_municipality_has_a_tile_of_its_own_and_north_is_up(shipped: Organisations) -> None:
    tiles = {each.name.nl: each.tile for each in shipped.of_kind("gemeente")}
    assert None not in tiles.values()
    assert len(set(tiles.values())) == 342
    groningen, maastricht, sluis, enschede = (tiles[n] for n in ("Groningen", "Maastricht", "Sluis", "Enschede"))
    assert groningen is not None
    assert maastricht is not None
    assert sluis is not None
    assert enschede is not None
    assert groningen[1] < enschede[1] < sluis[1] < maastricht[1]
    assert sluis[0] < maastricht[0] < groningen[0] < enschede[0]


def test_every_municipality_has_a_size_and_a_province(shipped: Organisations) -> None:
    names = {each.name.nl for each in shipped.of_kind("provincie")}
    for each in shipped.of_kind("gemeente"):
        assert each.size is not None
        assert each.inhabitants is not None
        assert each.size.holds(each.inhabitants.value)
        assert each.province in names


def test_inhabitants_of_municipalities_add_up_to_the_country(shipped: Organisations) -> None:
    """CBS: 17.94 million on 1 January 2024."""
    total = sum(each.inhabitants.value for each in shipped.of_kind("gemeente") if each.inhabitants is not None)
    assert total == pytest.approx(17_942_942, rel=0.005)


def test_every_figure_has_a_source_and_a_unit_of_its_measure(shipped: Organisations) -> None:
    facts = [fact for each in shipped for fact in each.facts]
    assert len(facts) > 250
    for fact in facts:
        assert fact.fact.source
        assert fact.fact.unit == fact.measure.unit
        assert fact.measure.name.en


def test_a_published_figure_is_the_published_one(shipped: Organisations) -> None:
    """UWV jaarverslag 2020: stock of WIA reassessments 34,900 against a norm of 7,500."""
    stock = shipped.find("UWV").latest("wia_herbeoordelingen_voorraad")
    assert stock is not None
    assert (stock.fact.value, stock.fact.year, stock.fact.confidence) == (34_900, 2020, "gepubliceerd")


def test_the_newest_figure_is_taken(shipped: Organisations) -> None:
    turnover = shipped.find("RVO").latest("omzet")
    assert turnover is not None
    assert (turnover.fact.year, turnover.fact.value) == (2024, 1_223_907_000)


def test_what_is_not_known_is_said(shipped: Organisations) -> None:
    assert "ict_releases" in shipped.find("DUO").unknown
    assert "begroting" not in shipped.find("DUO").unknown  # an agency has a turnover


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("SVB", "svb"),
        ("Sociale Verzekeringsbank", "svb"),
        ("Belastingdienst/Toeslagen", "dienst_toeslagen"),
        ("college van burgemeester en wethouders", "gemeenten"),
        ("GM0363", "GM0363"),
        ("Amsterdam", "GM0363"),
    ],
)
def test_an_organisation_is_found_as_laws_and_people_call_it(shipped: Organisations, name: str, id_: str) -> None:
    assert shipped.find(name).id == id_


@pytest.mark.parametrize(
    ("name", "hint"), [("Dienst Toeslage", "Dienst Toeslagen"), ("Amsterdm", "Amsterdam"), ("uvw", "uwv")]
)
def test_a_near_name_is_suggested(shipped: Organisations, name: str, hint: str) -> None:
    with pytest.raises(UnknownOrganisationError, match=hint):
        shipped.find(name)


def test_a_name_of_two_organisations_asks_for_the_code(shipped: Organisations) -> None:
    with pytest.raises(UnknownOrganisationError, match=r"PV26.*GM0344"):
        shipped.find("Utrecht")


def test_an_own_figure_takes_the_place_of_ours(tmp_path: Path, shipped: Organisations) -> None:
    path = own(tmp_path, "svb,staf,3712.5,fte,2023,,,,Jaarverslag SVB,,")
    staff = load_organisations(path).find("svb").latest("staf")
    before = shipped.find("svb").latest("staf")
    assert staff is not None
    assert before is not None
    assert (staff.fact.value, staff.fact.confidence) == (3712.5, "eigen opgave")
    assert staff.instead_of == before.fact


def test_an_own_figure_goes_before_a_newer_one_of_ours(tmp_path: Path) -> None:
    path = own(tmp_path, "rvo,omzet,1000000,euro_per_jaar,2010,,,,eigen administratie,,")
    turnover = load_organisations(path).find("rvo").latest("omzet")
    assert turnover is not None
    assert turnover.fact.year == 2010


def test_an_own_figure_may_be_of_a_municipality(tmp_path: Path) -> None:
    path = own(tmp_path, "GM0363,ict_releases,4,gevallen_per_jaar,2026,,,,eigen kalender,,")
    assert "ict_releases" not in load_organisations(path).find("Amsterdam").unknown


GOOD = "svb,staf,4000,fte,2023,,,,Jaarverslag,,"
BROKEN = {
    "unknown organisation": (
        "svbb,staf,4000,fte,2023,,,,Jaarverslag,,",
        ["onbekende organisatie 'svbb'", "bedoelde u 'svb'?"],
    ),
    "name for an id": ("Sociale Verzekeringsbank,staf,1,fte,2023,,,,x,,", ["bedoelde u 'svb'?"]),
    "unknown measure": ("svb,stafff,4000,fte,2023,,,,Jaarverslag,,", ["onbekende maat 'stafff'", "bedoelde u 'staf'?"]),
    "another unit": ("svb,staf,4000,personen,2023,,,,Jaarverslag,,", ["eenheid 'personen'; de maat is in 'fte'"]),
    "unknown unit": ("svb,staf,4000,fté,2023,,,,Jaarverslag,,", ["onbekende eenheid 'fté'", "bedoelde u 'fte'?"]),
    "negative": ("svb,staf,-5,fte,2023,,,,Jaarverslag,,", ["-5 in kolom 'waarde' is negatief"]),
    "no number": (
        "svb,staf,4.000 fte,fte,2023,,,,Jaarverslag,,",
        ["'4.000 fte' in kolom 'waarde' is geen getal", "duizendtallen"],
    ),
    "a point for thousands": (
        "svb,staf,3.712,fte,2023,,,,Jaarverslag,,",
        ["'3.712' in kolom 'waarde' kan twee getallen zijn", "schrijf 3712 of 3.7120"],
    ),
    "a point for thousands in a range": ("svb,staf,4000,fte,2023,,3.900,,Jaarverslag,,", ["'3.900' in kolom 'laag'"]),
    "a number as Python writes it": ("svb,staf,4_000,fte,2023,,,,Jaarverslag,,", ["'4_000'", "is geen getal"]),
    "a period in another year": ("svb,staf,4000,fte,2023,2021-04,,,Jaarverslag,,", ["2021-04", "jaar 2023"]),
    "a norm given of one organisation": (
        "svb,productieve_uren,1400,uren_per_jaar,2025,,,,eigen,,",
        ["'productieve_uren' is een norm voor alle organisaties", "rijk"],
    ),
    "infinite": ("svb,staf,inf,fte,2023,,,,Jaarverslag,,", ["is geen getal"]),
    "no source": ("svb,staf,4000,fte,2023,,,,,,", ["geen bron"]),
    "no year": ("svb,staf,4000,fte,vorig jaar,,,,Jaarverslag,,", ["jaar 'vorig jaar'"]),
    "share above one": (
        "uwv,ww_op_tijd,97,aandeel,2023,,,,Jaarverslag,,",
        ["een aandeel van 97", "97 procent is 0.97"],
    ),
    "outside its range": ("svb,staf,4000,fte,2023,,4500,5000,Jaarverslag,,", ["4000 ligt niet tussen laag en hoog"]),
    "range share above one": ("uwv,ww_op_tijd,0.9,aandeel,2023,,0.8,1.2,x,,", ["een aandeel van 1.2 in kolom 'hoog'"]),
    "period": ("svb,staf,4000,fte,2023,april,,,Jaarverslag,,", ["periode 'april'", "2022-04"]),
    "comma in a text": (
        "svb,staf,4000,fte,2023,,,,Jaarverslag, deel 2,,",
        ["12 cellen; verwacht: 11", "aanhalingstekens"],
    ),
}


@pytest.mark.parametrize(("row", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_row_says_where_what_and_how(tmp_path: Path, row: str, words: list[str]) -> None:
    told = said(tmp_path, GOOD.replace("svb", "cak"), row)
    assert "eigen.csv:3" in told
    for word in words:
        assert word in told


def test_two_figures_of_one_thing(tmp_path: Path) -> None:
    assert "staat ook op regel 2" in said(tmp_path, GOOD, GOOD)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    told = said(tmp_path, *(row for row, _ in BROKEN.values()))
    assert len({line for line in range(2, len(BROKEN) + 2) if f"eigen.csv:{line}:" in told}) == len(BROKEN)


def test_a_column_that_is_missing_or_misspelt(tmp_path: Path) -> None:
    told = said(tmp_path, "svb,staf,4000,fte,2023,x", head="organisatie,maat,waarde,eenheid,jaar,bronn")
    assert "onbekende kolom 'bronn'" in told
    assert "kolom 'bron' ontbreekt" in told


def test_three_decimals_that_are_no_thousands_are_read(tmp_path: Path) -> None:
    path = own(tmp_path, "uwv,ww_op_tijd,0.975,aandeel,2025,,,,x,,", "svb,staf,3.7120,fte,2025,,,,x,,")
    assert load_organisations(path).find("svb").latest("staf").fact.value == 3.712  # type: ignore[union-attr]


def test_a_norm_of_all_organisations_can_be_given(tmp_path: Path) -> None:
    path = own(tmp_path, "rijk,productieve_uren,1400,uren_per_jaar,2025,,,,eigen,,")
    hours = load_organisations(path).find("rijk").latest("productieve_uren")
    assert hours is not None
    assert hours.fact.value == 1400


def test_a_file_without_a_figure_is_not_taken_for_one(tmp_path: Path) -> None:
    assert "geen enkele rij" in said(tmp_path)


@pytest.mark.parametrize("sign", [";", "\t"])
def test_another_sign_between_columns_is_told_once(tmp_path: Path, sign: str) -> None:
    """A spreadsheet in Dutch writes semicolons."""
    told = said(tmp_path, GOOD.replace(",", sign), head=HEAD.replace(",", sign))
    assert "verwacht: komma's" in told
    assert told.count("eigen.csv:1") == 1


def test_a_file_of_windows_or_with_a_mark_before_it(tmp_path: Path) -> None:
    """A mark (BOM) is read over; letters of Windows-1252 are told, never read as others."""
    path = tmp_path / "merk.csv"
    path.write_bytes(f"{HEAD}\r\n{GOOD}\r\n".encode("utf-8-sig"))
    assert load_organisations(path).find("svb").latest("staf").fact.value == 4000  # type: ignore[union-attr]
    path.write_bytes(f"{HEAD}\n{GOOD.replace('Jaarverslag', 'coördinatie')}\n".encode("cp1252"))
    with pytest.raises(LawFileError, match="UTF-8"):
        load_organisations(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LawFileError, match="bestaat niet"):
        load_organisations(tmp_path / "geen.csv")


def test_a_shipped_file_needs_a_confidence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a user's own file may leave it out."""
    import shutil

    from tests.places import DATA

    for name in ("organisations", "population"):
        shutil.copytree(DATA / name, tmp_path / name)
    figures = tmp_path / "organisations" / "cijfers.csv"
    figures.write_text(
        figures.read_text(encoding="utf-8").replace(",gepubliceerd\n", ",gepubliseerd\n", 1), encoding="utf-8"
    )
    monkeypatch.setenv("UITVOERBAAR_DATA", str(tmp_path))
    with pytest.raises(LawFileError, match="bedoelde u 'gepubliceerd'"):
        load_organisations()
