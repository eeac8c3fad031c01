"""The pre-scan as its form has it (instruments 15.2, number 11), the AI Act and the IAMA."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.digital.entry import Entry, Transfer, load_entry
from uitvoerbaar.delivery.digital.prescan import Facts, ai_class, dpia, dtia, iama, impactful, kia, score
from uitvoerbaar.delivery.digital.record import category
from uitvoerbaar.delivery.digital.words import load_words

WORDS = load_words()
NO_LAW = Facts(legislation=False, decides=False, subjects=None)
PLAIN = """\
gegevens: {betrokkenen: [burgers], frequentie: Eenmalig, bewaartermijn: Minder dan 1 maand}
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


def four_points(entry: Entry) -> Entry:
    """A sensitive item, children (3 of what counts: 1 point), monthly, kept for years."""
    sensitive = {**entry.data, "gevoelige": ("Surfgedrag",)}
    return replace(
        entry,
        data=sensitive,
        subjects=("kinderen jonger dan 16 jaar",),
        frequency="Continu",
        retention="Aantal jaren",
    )


def test_the_sum_of_points_counts_from_above_the_bound(entry: Entry) -> None:
    """Four points are not more than 4, five are: from 10,000 people on one more."""
    four = four_points(entry)
    assert score(four, WORDS, large=False) == 4
    assert dpia(four, replace(NO_LAW, subjects=9_999), WORDS).level == "niet nodig"
    five = dpia(four, replace(NO_LAW, subjects=10_000), WORDS)
    assert five.level == "verplicht"
    assert not five.assumed  # the points are those of the published form


def test_what_hangs_on_a_number_that_nobody_counted_cannot_be_told(entry: Entry) -> None:
    hangs = dpia(four_points(entry), NO_LAW, WORDS)
    assert hangs.level == "onbekend"
    assert "minstens_10000" in hangs.reasons[0].english
    advised = dpia(replace(four_points(entry), edpb=WORDS.edpb[:1]), NO_LAW, WORDS)
    assert advised.level == "aanbevolen"
    assert "minstens_10000" in advised.reasons[1].nl


def test_what_the_entry_says_of_the_number_goes_before_what_was_counted(entry: Entry) -> None:
    four = replace(four_points(entry), large=False)
    assert dpia(four, replace(NO_LAW, subjects=1_000_000), WORDS).level == "niet nodig"


SPECIAL = WORDS.categories["bijzondere"]


@pytest.mark.parametrize(
    ("given", "points"),
    [
        ({"data": {"gewone": WORDS.categories["gewone"][:5]}}, 0),
        ({"data": {"gewone": WORDS.categories["gewone"][:6]}}, 1),
        ({"data": {"bijzondere": SPECIAL[:1]}}, 1),
        ({"data": {"bijzondere": SPECIAL[:6]}}, 1),
        ({"data": {"bijzondere": SPECIAL[:7]}}, 2),
        ({"data": {"gevoelige": WORDS.categories["gevoelige"][:6]}}, 1),
        ({"data": {"gevoelige": WORDS.categories["gevoelige"][:7]}}, 2),
        ({"subjects": ("medewerkers", "burgers")}, 0),
        ({"subjects": ("andere kwetsbare groepen",)}, 1),
        ({"subjects": ("burgers", "kinderen jonger dan 16 jaar")}, 2),
        ({"subjects": ("anders",)}, 0),
        ({"frequency": "Minstens jaarlijks"}, 0),
        ({"frequency": "Minstens maandelijks"}, 1),
        ({"retention": "Jaar"}, 1),
        ({"base_registers": ("BAG", "BGT", "BRO", "BRT")}, 0),
        ({"base_registers": ("BRP", "BRI")}, 1),
        ({"transfer": Transfer("binnen EER", "binnen EER", "Gedragscode")}, 1),
        ({"transfer": Transfer("buiten EER", "binnen EER", "Gedragscode")}, 1),
        ({"transfer": Transfer("buiten EER", "binnen EER", "Gedragscode", cloud=True)}, 2),
        ({"transfer": Transfer("binnen EER", "binnen EER", "Gedragscode", cloud=True)}, 1),
        ({"transfer": Transfer("binnen EER", "binnen EER", "Gedragscode", special=True)}, 2),
        ({"service": True}, 1),
        ({"service": True, "no_minors": True}, 0),
        ({"service": True, "service_minors": True}, 2),
    ],
)
def test_points_are_those_of_the_published_form(entry: Entry, given: dict[str, Any], points: int) -> None:
    """MinBZK/par-dpia-form, sources/prescan.yaml, commit 2d65316: `riskScore` of every question."""
    if "data" in given:
        given = {"data": {**entry.data, **given["data"]}}
    assert score(replace(entry, **given), WORDS, large=False) == points


def test_a_law_that_reads_financial_data_points_at_the_list(entry: Entry) -> None:
    advice = dpia(entry, replace(NO_LAW, financial=True), WORDS)
    assert advice.level == "niet nodig"
    assert "Financiële situatie" in advice.reasons[1].nl


def test_no_word_of_the_lists_is_dutch_in_english(entry: Entry) -> None:
    every = (*WORDS.ap, *WORDS.edpb, *WORDS.forbidden, *WORDS.areas)
    same = [text.nl for text in every if text.english.casefold() == text.nl.casefold()]
    assert same == ["Internet of things"]
    advice = dpia(replace(entry, ap=WORDS.ap, edpb=WORDS.edpb), NO_LAW, WORDS)
    assert not [
        text.nl for text in every if text.nl in " ".join(r.english for r in advice.reasons) and text.nl not in same
    ]
    away = dtia(replace(entry, transfer=Transfer("buiten EER", "buiten EER", "Overig mechanisme")))
    assert "Overig" not in away.reasons[0].english


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
        ({"ai": False}, "geen AI-systeem"),
        ({"forbidden": WORDS.forbidden[:1], "areas": WORDS.areas[:1]}, "verboden"),
        ({"areas": WORDS.areas[4:5]}, "hoog risico"),
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


def test_a_process_that_decides_with_an_algorithm_that_hardly_matters_has_no_impact(entry: Entry) -> None:
    decides = replace(NO_LAW, decides=True)
    assert iama(replace(entry, decisive=False), decides).level == "niet nodig"
    assert iama(replace(entry, decisive=False, contacts=True), NO_LAW).level == "niet nodig"


def test_what_the_ai_act_prohibits_is_never_among_the_other_algorithms(entry: Entry) -> None:
    made = replace(entry, system=replace(entry.system, ai=True, forbidden=WORDS.forbidden[:1]))
    assert iama(made, NO_LAW).level == "aanbevolen"
    assert category(made, NO_LAW) == "Impactvolle algoritmes"
    assert Text("verboden").nl in impactful(made, NO_LAW)[0].nl
