"""The pre-scan as its form has it (instruments 15.2, number 11), the AI Act and the IAMA."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from uitvoerbaar.delivery.digital.entry import Entry, Transfer, load_entry, load_words
from uitvoerbaar.delivery.digital.prescan import Facts, ai_class, dpia, dtia, iama, kia
from uitvoerbaar.delivery.digital.record import category

WORDS = load_words()
NO_LAW = Facts(legislation=False, decides=False, subjects=None)
PLAIN = """\
gegevens: {soorten: [gewoon], frequentie: Eenmalig}
gebruik: {}
ai: {systeem: false, zelflerend: false}
algoritme: {naam: Proef, omschrijving: Een proef., organisatie: Polderdienst, contact: a@b.nl, status: In gebruik}
"""


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    """An entry that asks for nothing by itself."""
    (tmp_path / "digitaal.yaml").write_text(PLAIN, encoding="utf-8")
    found = load_entry(tmp_path, WORDS)
    assert found is not None
    return found


def test_one_item_of_the_edpb_list_recommends_a_dpia(entry: Entry) -> None:
    advice = dpia(replace(entry, edpb=WORDS.edpb[:1]), NO_LAW, WORDS)
    assert advice.level == "aanbevolen"


def test_two_items_of_the_edpb_list_make_it_compulsory(entry: Entry) -> None:
    assert dpia(replace(entry, edpb=WORDS.edpb[:2]), NO_LAW, WORDS).level == "verplicht"


def test_legislation_makes_it_compulsory_with_and_without_an_entry(entry: Entry) -> None:
    law = replace(NO_LAW, legislation=True)
    assert dpia(entry, law, WORDS).level == dpia(None, law, WORDS).level == "verplicht"


def test_one_item_of_the_list_of_the_authority_makes_it_compulsory(entry: Entry) -> None:
    assert dpia(replace(entry, ap=WORDS.ap[:1]), NO_LAW, WORDS).level == "verplicht"


def test_nothing_of_all_this_needs_none(entry: Entry) -> None:
    assert dpia(entry, NO_LAW, WORDS).level == "niet nodig"


def test_without_an_entry_it_cannot_be_told() -> None:
    assert dpia(None, NO_LAW, WORDS).level == "onbekend"
    assert {one.level for one in (dtia(None), kia(None), iama(None, NO_LAW))} == {"onbekend"}


def test_the_sum_of_points_counts_from_above_the_bound_and_says_that_points_are_assumed(entry: Entry) -> None:
    """Four points are not more than 4, five are: ordinary, sensitive, minors, often; and from 10,000 people on one more."""
    four = replace(entry, kinds=("gewoon", "gevoelig"), minors=True, frequency="Continu")
    assert dpia(four, replace(NO_LAW, subjects=9_999), WORDS).level == "niet nodig"
    five = dpia(four, replace(NO_LAW, subjects=10_000), WORDS)
    assert five.level == "verplicht"
    assert five.assumed


def test_what_the_entry_says_of_the_number_goes_before_what_was_counted(entry: Entry) -> None:
    four = replace(entry, kinds=("gewoon", "gevoelig"), minors=True, frequency="Continu", large=False)
    assert dpia(four, replace(NO_LAW, subjects=1_000_000), WORDS).level == "niet nodig"


@pytest.mark.parametrize(
    ("stored", "support", "mechanism", "level"),
    [
        ("buiten EER", "binnen EER", "Standaard contractsbepaling (SCC)", "verplicht"),
        ("binnen EER", "buiten EER", "Overig mechanisme", "verplicht"),
        ("binnen EER", "binnen EER", "Overig mechanisme", "niet nodig"),
        ("buiten EER", "buiten EER", "Adequaatheidsbesluit", "niet nodig"),
    ],
)
def test_a_transfer_outside_the_eea_by_clauses_needs_a_dtia(
    entry: Entry, stored: str, support: str, mechanism: str, level: str
) -> None:
    assert dtia(replace(entry, transfer=Transfer(stored, support, mechanism))).level == level


def test_a_digital_service_mainly_for_minors_recommends_a_kia(entry: Entry) -> None:
    assert kia(replace(entry, service=True, service_minors=True)).level == "aanbevolen"
    assert kia(replace(entry, service=True)).level == "niet nodig"


@pytest.mark.parametrize(
    ("system", "named"),
    [
        ({"ai": False, "areas": ("werk",)}, "geen AI-systeem"),
        ({"forbidden": ("sociale score",), "areas": ("werk",)}, "verboden"),
        ({"areas": ("essentiële diensten en uitkeringen",)}, "hoog risico"),
        ({"product": True}, "hoog risico"),
        ({"talks": True}, "risico op misleiding"),
        ({}, "overig AI-systeem"),
    ],
)
def test_the_class_of_the_ai_act(entry: Entry, system: dict[str, Any], named: str) -> None:
    made = replace(entry, system=replace(entry.system, **{"ai": True, **system}))
    assert ai_class(made)[0] == named


def test_an_algorithm_that_decides_has_impact_though_it_is_no_ai(entry: Entry) -> None:
    decides = replace(NO_LAW, decides=True)
    assert iama(entry, decides).level == "aanbevolen"
    assert category(entry, decides) == "Impactvolle algoritmes"
    assert category(entry, NO_LAW) == "Overige algoritmes"
    assert iama(entry, NO_LAW).level == "niet nodig"


def test_the_entry_may_deny_legal_consequences(entry: Entry) -> None:
    assert iama(replace(entry, legal=False), replace(NO_LAW, decides=True)).level == "niet nodig"
