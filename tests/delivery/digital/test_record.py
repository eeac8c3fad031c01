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
    ("soorten: [gewoon]", "soorten: [gewon]", "'soorten' noemt 'gewon'; dat bestaat niet (bedoelde u 'gewoon'?)"),
    ("frequentie: Eenmalig", "frequentie: Soms", "'frequentie' noemt 'Soms'; dat bestaat niet"),
    ("frequentie: Eenmalig", "frequentie: Eenmalig, edpb_lijst: [Kwetsbare groepen, Kwetsbare groepen]",
     "'edpb_lijst' noemt 'Kwetsbare groepen' twee keer"),
    ("frequentie: Eenmalig", "frequentie: Eenmalig, ap_lijst: [Profileren]", "(bedoelde u 'Profilering'?)"),
    ("frequentie: Eenmalig", "frequentie: Eenmalig, minderjarigen: ja", "'minderjarigen' is 'ja'; verwacht: waar of onwaar"),
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
