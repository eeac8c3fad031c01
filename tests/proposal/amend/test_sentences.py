"""Amending sentences: made from two versions of a law, read back to the same file."""

from __future__ import annotations

import random
import time
from decimal import Decimal

import pytest

from tests.places import DATA
from tests.proposal.amend.test_change import _any
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.proposal.amend import sentences
from uitvoerbaar.proposal.amend.apply import apply
from uitvoerbaar.proposal.amend.change import amend, controls_of
from uitvoerbaar.proposal.amend.read_sentences import read_amendments
from uitvoerbaar.proposal.amend.sentences import amendments, compose
from uitvoerbaar.proposal.amend.value import AmendError

_HEAD = "$id: wet_x\nname: Wet proef\nregulatory_layer: WET\narticles:\n"
_TWO = """  - number: '2'
    text: |
      1. De grens is € 1.823 voor wie achttien jaar is.
      2. Anders is zij € 1.823 en voor wie 18 jaar en 18 maanden wacht, nul.
      3. Dit lid vervalt ooit.
    machine_readable:
      definitions:
        grens: {value: 182300, type_spec: {unit: eurocent}}
        leeftijd: {value: 18, type_spec: {unit: years}}
        wacht: {value: 18, type_spec: {unit: months}}
"""
_FIVE = """  # Hoort bij artikel 5.
  - number: '5'
    text: Wie 7,60 procent krijgt, krijgt 7,60 procent.
    machine_readable:
      definitions:
        deel: {value: 0.0760, type_spec: {unit: ratio}}
        stil: {value: 500, type_spec: {unit: eurocent}}
"""
_LAW = LawText(_HEAD + _TWO + _FIVE)


def _said(**given: str) -> str:
    ids = {c.constants[0].name: name for name, c in controls_of(_LAW).items()}
    made = amend(_LAW, {ids[name]: value for name, value in given.items()})
    return compose(amendments(_LAW, made.after))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"wacht": "12"}, "In artikel 2, tweede lid, wordt «18 maanden» vervangen door «12 maanden»."),
        ({"deel": "8%"}, "In artikel 5 wordt «7,60 procent» telkens vervangen door «8,00 procent»."),
        ({"stil": "€ 6,50"}, "In de regels van artikel 5 wordt «stil: € 5» vervangen door «€ 6,50»."),
        (
            {"grens": "€ 1.900"},
            "Artikel 2 wordt als volgt gewijzigd:\n"
            "a. In het eerste lid wordt «€ 1.823» vervangen door «€ 1.900».\n"
            "b. In het tweede lid wordt «€ 1.823» vervangen door «€ 1.900».",
        ),
        (
            {"wacht": "6", "deel": "8%"},
            "A\n\nIn artikel 2, tweede lid, wordt «18 maanden» vervangen door «6 maanden».\n\n"
            "B\n\nIn artikel 5 wordt «7,60 procent» telkens vervangen door «8,00 procent».",
        ),
    ],
)
def test_a_change_is_said_as_an_amending_act_says_it(given: dict[str, str], sentence: str) -> None:
    assert _said(**given) == sentence


def test_an_article_that_lapses_comes_or_reads_otherwise_is_said() -> None:
    without = LawText(_HEAD + _TWO)
    assert compose(amendments(_LAW, without)) == "Artikel 5 vervalt."
    assert compose(amendments(without, _LAW)) == (
        "Na artikel 2 wordt een artikel ingevoegd, luidende:\n\nArtikel 5\n\nWie 7,60 procent krijgt, krijgt 7,60 procent."
    )
    other = LawText(
        _LAW.text.replace("Wie 7,60 procent krijgt, krijgt 7,60 procent.", "Niemand heeft nog iets te vragen.")
    )
    assert compose(amendments(_LAW, other), "Wet proef") == (
        "De Wet proef wordt als volgt gewijzigd:\n\nArtikel 5 komt te luiden:\n\nNiemand heeft nog iets te vragen."
    )
    assert compose(amendments(_LAW, LawText(_LAW.text.replace("ooit", "morgen")))) == (
        "In artikel 2, derde lid, wordt «ooit» vervangen door «morgen»."
    )


def test_a_lapsed_article_leaves_the_file_with_its_comment_and_a_lid_leaves_the_text() -> None:
    assert apply(_LAW, read_amendments("Artikel 5 vervalt.", _LAW)).text == _HEAD + _TWO
    gone = apply(_LAW, read_amendments("Artikel 2, derde lid, vervalt.", _LAW))
    assert gone.text == _LAW.text.replace("      3. Dit lid vervalt ooit.\n", "")
    first = apply(_LAW, read_amendments("Artikel 2, eerste lid, vervalt.", _LAW))
    assert first.text == _LAW.text.replace("      1. De grens is € 1.823 voor wie achttien jaar is.\n", "")
    inline = LawText(_HEAD + "  - number: '1'\n    text: 1. Een regel. 2. Nog een regel. 3. De laatste.\n")
    assert [
        apply(inline, read_amendments(f"Artikel 1, {lid} lid, vervalt.", inline)).text.splitlines()[-1].strip()
        for lid in ("tweede", "derde")
    ] == ["text: 1. Een regel. 3. De laatste.", "text: 1. Een regel. 2. Nog een regel."]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("In artikel 2 wordt «€ 1.823» vervangen door «€ 1.900».", "staat daar 2 keer; bedoelt u 'telkens'"),
        ("In artikel 2, eerste lid, wordt «€ 1.823» vervangen door «€ 1.900».", "wijzig ze alle"),
        ("In artikel 2 wordt «€ 1.824» vervangen door «€ 1.900».", "'€ 1.824' staat daar niet"),
        ("In artikel 2 wordt «8 maanden» vervangen door «9 maanden».", "staat daar niet"),
        ("In artikel 9 wordt «a» vervangen door «b».", "heeft geen artikel 9"),
        ("In artikel 2, vierde lid, wordt «a» vervangen door «b».", "dat deel heeft het artikel niet"),
        ("In artikel 2, tweede lid, wordt «18 maanden» vervangen door «€ 5».", "is in euro"),
        ("In de regels van artikel 5 wordt «stil: € 4» vervangen door «€ 6».", "is € 5, geen € 4"),
        ("In de regels van artikel 5 wordt «stol: € 5» vervangen door «€ 6».", "geen getal 'stol'"),
        ("De wet wordt beter.", "niet te lezen als wijziging"),
        ("", "niet te lezen als wijziging"),
    ],
)
def test_a_sentence_that_cannot_be_carried_out_is_refused(sentence: str, said: str) -> None:
    with pytest.raises(AmendError, match=said):
        apply(_LAW, read_amendments(sentence, _LAW))


def test_a_sentence_changes_text_and_rule_in_one() -> None:
    after = apply(_LAW, read_amendments('In artikel 2 wordt "€ 1.823" telkens vervangen door "€ 1.900,50".', _LAW))
    assert {c.name: c.value for c in after.constants} == {
        "grens": 190050, "leeftijd": 18, "wacht": 18, "deel": Decimal("0.076"), "stil": 500,
    }  # fmt: skip
    assert after.text == _LAW.text.replace("€ 1.823", "€ 1.900,50").replace("182300", "190050")


@pytest.mark.parametrize("seed", range(24))
def test_sentences_made_and_read_back_give_the_same_file_to_the_byte(seed: int) -> None:
    """One to six numbers of a shipped law, in the text and in the rules alone."""
    chance = random.Random(seed)
    file = chance.choice(sorted((DATA / "laws").rglob("2026-01-01.yaml")))
    law = LawText.of(file.read_bytes(), str(file))
    known = controls_of(law)
    spoken = [c for c in known.values() if c.spans and c.certain]
    picked = chance.sample(spoken, min(chance.randrange(1, 4), len(spoken)))
    picked += chance.sample(list(known.values()), min(chance.randrange(1, 4), len(known)))
    wanted: dict[str, str | int | Decimal] = {}
    units: dict[str, str] = {}
    for control in picked:
        wanted[control.id], unit = _any(chance, control)
        units |= {control.id: unit} if unit else {}
    made = amend(law, wanted, units)
    found = amendments(law, made.after)
    assert bool(found) == (made.after.text != law.text)
    text = compose(found, str(law.tree["name"]))
    assert not found or apply(law, read_amendments(text, law)).bytes == made.after.bytes


def test_a_number_of_the_rules_that_its_text_no_longer_says_is_told() -> None:
    after = LawText(_LAW.text.replace("wacht: {value: 18,", "wacht: {value: 12,"))
    assert compose(amendments(_LAW, after)) == "In de regels van artikel 2 wordt «wacht: 18» vervangen door «12»."


def test_a_text_that_grew_out_of_proportion_is_restated_at_once() -> None:
    """Comparing word by word would take the product of the lengths."""
    long = "Wie 7,60 procent krijgt, krijgt 7,60 procent" + " en nog iets" * 8_000
    after = LawText(_LAW.text.replace("Wie 7,60 procent krijgt, krijgt 7,60 procent", long))
    start = time.process_time()
    assert [one.kind for one in amendments(_LAW, after)] == ["restate"]
    assert time.process_time() - start < 5


def test_only_articles_that_differ_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large law has a hundred articles and a change is in one: comparing all takes longer than the figures."""
    compared = []
    monkeypatch.setattr(sentences, "_rule_changes", lambda before, after, number: compared.append(number) or ())
    amendments(_LAW, LawText(_LAW.text.replace("stil: {value: 500", "stil: {value: 600")))
    assert compared == ["5"]


def test_yes_in_place_of_one_is_a_difference() -> None:
    one, yes = (LawText(_LAW.text.replace("stil: {value: 500", f"stil: {{value: {value}")) for value in ("1", "true"))
    assert [each.number for each in amendments(one, yes)] == ["5"]
