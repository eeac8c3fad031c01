"""Legal safeguards, each planted in a law or a proposal and each found with its article, or asked of a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.edited_law import MakeProposal
from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.legal import aspect
from uitvoerbaar.assess.aspects.legal.data import load_safeguards
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.base.text import Text

CARE = "wet_opvangtoeslag"
FIRST = "De kosten zijn die van alle kinderen samen; wat per kind te veel is betaald telt niet."


def row(of: Outcome, name: str) -> dict[str, Any]:
    question = next(s.question.nl for s in load_safeguards() if s.id == name)
    (table,) = of.figures
    found = next(r for r in table.rows if isinstance(r["vraag"], Text) and r["vraag"].nl == question)
    return {key: cell.nl if isinstance(cell, Text) else cell for key, cell in found.items()}


def said(words: str) -> dict[str, str]:
    return {FIRST: f"{FIRST} {words}"}


@pytest.mark.parametrize(
    ("words", "name", "outcome"),
    [
        ("De dienst beslist binnen acht weken.", "beslistermijn", "gevonden"),
        ("Bezwaar kan worden gemaakt binnen zes weken.", "bezwaartermijn", "gevonden"),
        ("Tegen een besluit van de dienst kan binnen zes weken bezwaar worden gemaakt.", "bezwaartermijn", "gevonden"),
        ("De ouder betaalt binnen zes weken terug.", "betalingstermijn", "gevonden"),
        ("De dienst kan afwijken als dat een onbillijkheid van overwegende aard geeft.", "hardheid", "gevonden"),
        ("Voor een terugvordering vraagt de dienst om een zienswijze.", "horen", "gevonden"),
        ("De gevolgen mogen niet onevenredig zijn.", "evenredigheid", "gevonden"),
        ("Wie niet op tijd betaalt, ziet het bedrag verhoogd met de helft.", "verhogingen", "vraag aan een mens"),
        ("Bij ministeriële regeling worden nadere regels gesteld.", "lagere-regel", "vraag aan een mens"),
        ("Alleen wie in Nederland woont heeft recht.", "vrij-verkeer", "vraag aan een mens"),
        ("Een werkgever krijgt een vergoeding.", "staatssteun", "vraag aan een mens"),
        ("Voor opvang is een vergunning nodig.", "notificatie", "vraag aan een mens"),
        ("De wet van voor die dag blijft van toepassing op lopende aanvragen.", "overgangsrecht", "gevonden"),
        ("Binnen vijf jaar volgt een verslag over de doeltreffendheid.", "evaluatie", "gevonden"),
        ("De wet geldt niet op Bonaire.", "caribisch", "gevonden"),
    ],
)
def test_what_a_proposal_writes_is_found_in_its_article(
    context: MakeContext, proposal: MakeProposal, words: str, name: str, outcome: str
) -> None:
    made = row(aspect.run(context(proposal(CARE, said(words)))), name)
    assert made["uitkomst"] == outcome
    assert made["voor"] == "niet gevonden"
    assert "Wet opvangtoeslag 1" in made["na"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("De dienst berekent en betekent het stuk binnen acht weken.", "beslistermijn"),
        ("De dienst stelt de ouder binnen twee weken in kennis.", "beslistermijn"),
        ("Wie iets bezwaarlijk vindt, zegt dat binnen zes weken.", "bezwaartermijn"),
        (
            "De dienst beslist op een bezwaar binnen zes weken, of binnen twaalf weken met een commissie.",
            "bezwaartermijn",
        ),
        ("Op het bezwaarschrift wordt binnen zes weken beslist.", "bezwaartermijn"),
        ("De dienst betaalt binnen vier weken wat te weinig is gegeven.", "betalingstermijn"),
        ("De overheid mag een zienswijze vooraf overslaan.", "aankondiging"),
        ("Het jaar voorafgaand aan de opvang telt.", "aankondiging"),
        ("De toeslag wordt voor een tweede kind verhoogd met 10 euro.", "verhogingen"),
        ("Bij overgang van een onderneming blijft het recht bestaan.", "overgangsrecht"),
        ("Een dagverblijf is opvang.", "vrij-verkeer"),
        ("Een verblijfsvergunning van de ouder telt niet.", "notificatie"),
        ("Het bedrag is het product van uren maal prijs.", "notificatie"),
        ("Waterschappen zijn openbare lichamen.", "caribisch"),
    ],
)
def test_the_same_words_in_another_sense_are_no_evidence(
    context: MakeContext, proposal: MakeProposal, words: str, name: str
) -> None:
    assert row(aspect.run(context(proposal(CARE, said(words)))), name)["na"] == "niet gevonden"


def test_what_is_not_there_is_a_question_or_nothing_points_to_it(context: MakeContext, proposal: MakeProposal) -> None:
    made = aspect.run(context(proposal(CARE, said("Dat is alles."))))
    assert row(made, "hardheid")["uitkomst"] == "vraag aan een mens"
    assert row(made, "vrij-verkeer")["uitkomst"] == "niets wijst erop"
    assert row(made, "laag")["na"] == "Wet opvangtoeslag: wet"
    assert row(made, "moment")["uitkomst"] == "getoetst in een ander hoofdstuk"
    assert made.findings == []


def test_questions_are_counted_in_the_sentence(context: MakeContext, proposal: MakeProposal) -> None:
    (table,) = aspect.run(context(proposal(CARE, said("Dat is alles.")))).figures
    asks = sum(isinstance(r["uitkomst"], Text) and r["uitkomst"].nl == "vraag aan een mens" for r in table.rows)
    assert table.reading.nl.startswith(f"{asks} van de {len(table.rows)} rijen zijn een vraag")
    assert len(table.rows) == len(load_safeguards())


def test_a_safeguard_that_goes_and_a_term_that_gets_worse_are_findings(
    context: MakeContext, proposal: MakeProposal
) -> None:
    before = said(
        "De ouder reageert binnen zes weken. De dienst beslist binnen acht weken na een verslag over de doeltreffendheid."
    )
    after = said("De ouder reageert binnen twee weken. De dienst beslist binnen twaalf weken.")
    found = {f.id: f for f in aspect.run(context(proposal(CARE, after, before=before))).findings}
    assert set(found) == {
        "waarborgen-evaluatie-weg",
        "waarborgen-termijn-burger-wet_opvangtoeslag-1",
        "waarborgen-termijn-overheid-wet_opvangtoeslag-1",
    }
    assert "van 42 naar 14 dagen" in found["waarborgen-termijn-burger-wet_opvangtoeslag-1"].title.nl
    assert "van 56 naar 84 dagen" in found["waarborgen-termijn-overheid-wet_opvangtoeslag-1"].title.nl
    better = aspect.run(context(proposal(CARE, before, before=after))).findings
    assert better == []


def test_a_proposal_that_works_back_is_asked_about(context: MakeContext, proposal: MakeProposal) -> None:
    made = proposal(CARE, said("Dat is alles."), effective="2026-01-01", published="2026-03-01")
    assert row(aspect.run(context(made)), "terugwerkend")["uitkomst"] == "vraag aan een mens"
    on_time = proposal(CARE, said("Dat is alles."), effective="2026-07-01", published="2026-03-01")
    assert row(aspect.run(context(on_time)), "terugwerkend")["uitkomst"] == "niets wijst erop"


def test_what_the_proposal_itself_must_say(context: MakeContext, proposal: MakeProposal) -> None:
    folder = proposal(CARE, said("Dat is alles."))
    silent = aspect.run(context(folder))
    assert row(silent, "doelen")["uitkomst"] == row(silent, "varianten")["uitkomst"] == "vraag aan een mens"
    assert row(silent, "uitvoerder")["na"] == "Polderdienst"
    path = Path(folder) / "proposal.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "doel: Minder fouten.\n", encoding="utf-8")
    assert row(aspect.run(context(folder)), "doelen")["na"] == "Minder fouten."


def test_an_open_term_is_left_to_a_lower_rule(context: MakeContext, proposal: MakeProposal) -> None:
    edit = {
        "      definitions:\n        deel: 0.80\n": "      open_terms:\n"
        "        - {id: deel, type: number, required: true, delegation_type: BELEIDSREGEL}\n"
    }
    folder = proposal(CARE, edit)
    path = Path(folder) / "proposal.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('artikel: "1"', 'artikel: "3"'), encoding="utf-8")
    made = row(aspect.run(context(folder)), "lagere-regel")
    assert made["na"] == "Wet opvangtoeslag 3 (deel: beleidsregel)"
    assert made["uitkomst"] == "vraag aan een mens"
