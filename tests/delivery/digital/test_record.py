"""A record of the register is valid or refused by field; a broken entry is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.delivery.digital.test_prescan import NO_LAW, PLAIN, WORDS
from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.delivery.digital.entry import Entry, load_entry
from uitvoerbaar.delivery.digital.record import check, record, schema


def _entry(folder: Path, text: str) -> Entry:
    (folder / "digitaal.yaml").write_text(text, encoding="utf-8")
    found = load_entry(folder, WORDS)
    assert found is not None
    return found


def test_a_record_holds_what_is_required_and_nothing_empty(tmp_path: Path) -> None:
    made = record(
        _entry(tmp_path, PLAIN), NO_LAW, [("Wet X", "https://wetten.overheid.nl/X"), ("Regel Y", None)], ["inkomen"], []
    )
    assert set(schema()["required"]) <= made.keys()
    assert made["lawful_basis_grouping"] == [{"title": "Wet X", "link": "https://wetten.overheid.nl/X"}]
    assert made["methods_and_models"] == "Zelflerend: nee."
    assert "" not in made.values()
    check(made)


def test_only_assessments_that_were_carried_out_are_listed_as_such(tmp_path: Path) -> None:
    """The register asks for 'naam van uitgevoerde impacttoets', and in a field of its own why others were not done."""
    done = "status: In gebruik, impacttoetsen: [{titel: DPIA, link: 'https://example.nl/dpia'}]"
    made = record(_entry(tmp_path, PLAIN.replace("status: In gebruik", done)), NO_LAW, [], [], ["DPIA", "IAMA"])
    assert made["impacttoetsen_grouping"] == [{"title": "DPIA", "link": "https://example.nl/dpia"}]
    assert made["impacttoetsen"] == "Verplicht of aanbevolen en nog niet uitgevoerd: IAMA."
    none = record(_entry(tmp_path, PLAIN), NO_LAW, [], [], ["DPIA"])
    assert "impacttoetsen_grouping" not in none


def test_every_field_of_the_published_list_that_people_fill_can_be_filled(tmp_path: Path) -> None:
    """Beside what the laws and the run give: only the grouping of sources of data has no place in an entry."""
    address = "'https://example.nl'"
    more = (
        f"status: Buiten gebruik, begin: 2024-01, einde: 2026-01, themas: [Werk], doel: D, afwegingen: A, "
        f"menselijke_tussenkomst: M, risicobeheer: R, werking: W, leverancier: L, broncode: {address}, "
        f"publiekspagina: {address}, bronregistratie: {address}, verwerkingsregister: {address}, bron_id: B, zoektermen: Z, "
        "impacttoetsen: [{titel: DPIA}]"
    )
    text = PLAIN.replace("status: In gebruik", more)
    made = record(_entry(tmp_path, text), NO_LAW, [("Wet X", "https://wetten.overheid.nl/X")], ["inkomen"], ["IAMA"])
    assert schema()["properties"].keys() - made.keys() == {"source_data_grouping"}


def test_long_lists_of_data_stay_within_the_register(tmp_path: Path) -> None:
    made = record(_entry(tmp_path, PLAIN), NO_LAW, [], [f"gegeven {n}" for n in range(1000)], [])
    assert len(made["source_data"]) <= 2_500
    assert made["source_data"].endswith("…")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("naam: Proef", f"naam: {'x' * 101}", "algoritme.naam: 101 tekens; verwacht: ten hoogste 100"),
        ("omschrijving: Een proef.", f"omschrijving: {'x' * 351}", "algoritme.omschrijving: 351 tekens; verwacht: ten hoogste 350"),
        ("contact: a@b.nl", "contact: bel ons", "algoritme.contact: 'bel ons' heeft niet de vorm"),
        ("status: In gebruik", "status: In gebruik, themas: [Woonen]", "algoritme.themas"),
        ("naam: Proef", "naam: ''", "algoritme.naam"),
        ("status: In gebruik", "status: In gebruik, themas: [Werk, Wonen, Recht, Economie]",
         "algoritme.themas: 4 waarden; verwacht: ten hoogste 3"),
    ],
)  # fmt: skip
def test_what_the_register_would_refuse_is_told_by_its_name_in_the_entry(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    entry = _entry(tmp_path, PLAIN.replace(old, new))
    with pytest.raises(UserError) as caught:
        record(entry, NO_LAW, [], [], [])
    assert message in str(caught.value)


BROKEN = [
    ("betrokkenen: [burgers]", "betrokkenen: [burger]", "'betrokkenen' noemt 'burger'; dat bestaat niet (bedoelde u 'burgers'?)"),
    ("betrokkenen: [burgers]", "betrokkenen: []", "'betrokkenen' is leeg; over wie gaan de gegevens?"),
    ("betrokkenen: [burgers]", "betrokkenen: [burgers], gewone: [Content, Content]", "'gewone' noemt 'Content' twee keer"),
    ("betrokkenen: [burgers]", "betrokkenen: [burgers], basisregistratie: true", "onbekende sleutel 'basisregistratie'"),
    ("gebruik: {}", "gebruik: {vooral_onder_18: true}", "'vooral_onder_18' zonder digitale dienst"),
    ("gebruik: {}", "gebruik: {digitale_dienst: true, vooral_onder_18: true, zonder_minderjarigen: true}",
     "een dienst vooral voor minderjarigen wordt door hen gebruikt"),
    ("systeem: false", "systeem: false, verboden: [sociale score]", "'verboden' geldt alleen voor een AI-systeem"),
    ("systeem: false", "systeem: false, in_product: true", "'in_product' geldt alleen voor een AI-systeem"),
    ("status: In gebruik", "status: In gebruik, einde: 2026-01", "'einde' hoort bij status 'Buiten gebruik'"),
    ("status: In gebruik", "status: Buiten gebruik, begin: 2026-02, einde: 2026-01",
     "'einde' (2026-01) ligt voor 'begin' (2026-02)"),
    ("frequentie: Eenmalig", "frequentie: Soms", "'frequentie' noemt 'Soms'; dat bestaat niet"),
    ("frequentie: Eenmalig", "frequentie: Eenmalig, edpb_lijst: [Kwetsbare groepen, Kwetsbare groepen]",
     "'edpb_lijst' noemt 'Kwetsbare groepen' twee keer"),
    ("frequentie: Eenmalig", "frequentie: Eenmalig, ap_lijst: [Profileren]", "(bedoelde u 'Profilering'?)"),
    ("frequentie: Eenmalig", "frequentie: Eenmalig, minstens_10000: ja", "'minstens_10000' is 'ja'; verwacht: waar of onwaar"),
    ("frequentie: Eenmalig", "frequentie: Eenmalig, doorgifte: {opslag: buiten EER}", "'ondersteuning' ontbreekt"),
    ("systeem: false, zelflerend: false", "systeem: false, zelflerend: true", "wat zelf leert is een AI-systeem"),
    ("systeem: false", "systeem: false, gebieden: [belasting]", "'gebieden' noemt 'belasting'; dat bestaat niet"),
    ("status: In gebruik", "status: Klaar", "'status' noemt 'Klaar'; dat bestaat niet"),
    ("status: In gebruik", "status: In gebruik, begin: 2026-13", "'begin' is '2026-13'; verwacht: een maand (JJJJ-MM)"),
    ("gebruik: {}", "gebruk: {}", "'gebruik' ontbreekt; verwacht: een object (er staat wel 'gebruk')"),
    ("gebruik: {}", "gebruik: {rechtsgevolg: true}", "onbekende sleutel 'rechtsgevolg' (bedoelde u 'rechtsgevolgen'?)"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), BROKEN)
def test_a_broken_entry_is_told_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in PLAIN
    line = PLAIN[: PLAIN.index(old)].count("\n") + 1
    with pytest.raises(LawFileError) as caught:
        _entry(tmp_path, PLAIN.replace(old, new))
    told = str(caught.value)
    assert message in told
    assert f"digitaal.yaml:{line}:" in told or "digitaal.yaml:1:" in told


def test_a_proposal_without_an_entry_has_none(tmp_path: Path) -> None:
    assert load_entry(tmp_path, WORDS) is None
