"""The rows on introduction and portfolio, from what a proposal says of its delivery."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from uitvoerbaar.assess.aspects.introduction import earliest, portfolio
from uitvoerbaar.assess.norms import load_settings
from uitvoerbaar.base.text import Text
from uitvoerbaar.proposal import ProposalError, load_proposal
from uitvoerbaar.proposal.delivery_block import AskedOf, DeliveryBlock, Step

BLOCK = """
uitvoering:
  bron: Opgave van de uitvoerder
  besluit: "2026-02-01"
  proces: {maanden: 3}
  lagere_regels: {maanden: [3, 6]}
  ict: {maanden: [6, 12], na: [lagere_regels], kosten_euro: 5000000}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a shipped proposal, without what it says of its delivery."""
    shipped = load_proposal("huurtoeslag-2026").folder
    (tmp_path / "laws").symlink_to(shipped / "laws")
    said, _, _ = (shipped / "proposal.yaml").read_text(encoding="utf-8").partition("\nuitvoering:\n")
    (tmp_path / "proposal.yaml").write_text(f"{said}\n", encoding="utf-8")
    return tmp_path


def with_block(folder: Path, block: str):
    path = folder / "proposal.yaml"
    path.write_text(path.read_text(encoding="utf-8") + block, encoding="utf-8")
    return load_proposal(str(folder))


def test_the_row_is_a_range_with_what_binds(folder):
    proposal = with_block(folder, BLOCK)
    assert proposal.delivery is not None
    found = earliest.earliest(proposal, proposal.delivery, load_settings(), ())
    assert found is not None
    row = earliest.row(proposal, proposal.delivery, found)
    assert row.value == "tussen 1 januari 2027 en 1 januari 2028"  # 9 months: 1 November; 18 months: 1 August
    assert "lagere regels maken, daarna systemen aanpassen" in row.explanation.nl
    assert "De ingangsdatum 1 januari 2026 is niet eerlijk te halen" in row.explanation.nl
    assert "mensen werven en opleiden" in row.explanation.nl  # not given, so said
    assert row.status == "gedeeltelijk"
    assert "moet bij het Adviescollege ICT-toetsing worden gemeld" in row.explanation.nl


def test_months_that_are_assumed_answer_the_row_in_part_only(folder):
    every = BLOCK + "  werving: {maanden: 6}\n"
    for said, status in (
        ("eigen opgave", "beoordeeld"),
        ("aanname", "gedeeltelijk"),
        ("uit het hoofd", "gedeeltelijk"),
    ):
        path = folder / "proposal.yaml"
        before = path.read_text(encoding="utf-8")
        proposal = with_block(folder, every.replace("  besluit:", f"  zekerheid: {said}\n  besluit:"))
        path.write_text(before, encoding="utf-8")
        assert proposal.delivery is not None
        found = earliest.earliest(proposal, proposal.delivery, load_settings(), ())
        assert found is not None
        row = earliest.row(proposal, proposal.delivery, found)
        assert row.status == status
        assert row.words is not None
        assert row.words.en == "between 1 January 2027 and 1 January 2028"


def test_an_ict_project_of_4_9_million_need_not_be_reported(folder):
    proposal = with_block(folder, BLOCK.replace("5000000", "4900000"))
    assert proposal.delivery is not None
    found = earliest.earliest(proposal, proposal.delivery, load_settings(), ())
    assert found is not None
    assert "blijft onder de grens" in earliest.row(proposal, proposal.delivery, found).explanation.nl


def test_published_on_10_november_it_waits_for_1_july():
    """Notice of two months binds; of three where municipalities carry it out."""
    proposal = replace(load_proposal("huurtoeslag-2026"), published="2025-11-10", kind="wetsvoorstel")
    block = DeliveryBlock(Text("test"), tuple(Step(id_, 1, 1) for id_ in ("proces", "ict", "werving", "lagere_regels")))
    for providers in ((), ("gemeente",)):
        found = earliest.earliest(proposal, block, load_settings(), providers)
        assert found is not None
        assert found.low.day.isoformat() == "2026-07-01"
        assert found.low.binds == ("bekendmaking",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("maanden: 3", "maanden: drie", "'maanden' is 'drie'"),
        ("[3, 6]", "[6, 3]", "het minste en het meeste"),
        ("[3, 6]", "[]", "het minste en het meeste"),
        ("[3, 6]", "[1, 2, 3]", "het minste en het meeste"),
        ("  proces:", "  beslag: [{capaciteit: fte, per_kwartaal: []}]\n  proces:", "hele getallen vanaf 0"),
        ("na: [lagere_regels]", "na: [lagere_regel]", "'na' noemt 'lagere_regel'"),
        ("  bron: Opgave van de uitvoerder\n", "", "mist 'bron'"),
        ('"2026-02-01"', "volgend jaar", "'besluit' moet een datum zijn"),
        ("  proces:", "  zekerheid: zeker\n  proces:", "'zekerheid' is 'zeker'"),
        ("proces:", "processen:", "kent geen 'processen'"),
        ("  proces:", "  beslag: [{capaciteit: fte, per_kwartaal: [-1]}]\n  proces:", "hele getallen vanaf 0"),
        ("  proces:", "  beslag: [{capaciteit: fte, per_kwartaal: [1]}]\n  proces:", "vraagt ook 'portefeuille'"),
        ("5000000", "-1", "'kosten_euro' is '-1'"),
    ],
)
def test_a_broken_block_is_told_with_its_line(folder, old, new, told):
    assert old in BLOCK
    with pytest.raises(ProposalError) as caught:
        with_block(folder, BLOCK.replace(old, new, 1))
    assert told in str(caught.value)


def about(amount: int, effective: str = "2023-07-01"):
    block = DeliveryBlock(
        Text("test"), portfolio="brief-2021", quarters=3, claims=(AskedOf("svb-mensen", (amount,) * 3),)
    )
    return portfolio.row(replace(load_proposal("huurtoeslag-2026"), effective=effective), block)


def test_what_fits_in_the_room_that_is_left_moves_nobody():
    assert about(1).value == "past"


def test_what_is_more_than_there_is_does_not_fit():
    row = about(1_000)
    assert (row.status, row.value) == ("gedeeltelijk", "past niet"), "the portfolio is an example"


def test_what_cannot_be_computed_is_told():
    row = about(1, effective="2040-01-01")
    assert (row.status, row.value) == ("niet_beoordeeld", None)
    assert "valt buiten de portefeuille" in row.explanation.nl
    block = DeliveryBlock(Text("test"), portfolio="brief-2012", quarters=3)
    assert "geen portefeuille" in portfolio.row(load_proposal("huurtoeslag-2026"), block).explanation.nl
