"""A law that was passed, and what courts decided, is no proposal: it is called what `proposal.yaml` says that it is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.report.pages import read
from tests.report.sample import sample
from uitvoerbaar.findings import Assessment, Text
from uitvoerbaar.findings.kinds import CALLED, called, called_so
from uitvoerbaar.report import render_html
from uitvoerbaar.report.html import render_parliament
from uitvoerbaar.report.words import LANGS, Lang, plain

_THE_PROPOSAL = {"nl": re.compile(r"\b[Hh]et (voornemen|voorstel)\b"), "en": re.compile(r"\b[Tt]he proposal\b")}
_PLANTED = Text(
    "Het voornemen kost meer; zonder het voorstel niet.", "The proposal costs more; not without the proposal."
)


def _of_kind(kind: str) -> Assessment:
    a = sample()
    planted = replace(a, limits=(*a.limits, _PLANTED), proposal=replace(a.proposal, kind=kind))
    return called_so(planted)


def _read(a: Assessment, lang: Lang) -> str:
    pages = (render_html(a.to_json(), lang), render_parliament(a.to_json(), lang))
    return " ".join(" ".join(read(page).all("body")[0].text.split()) for page in pages)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", CALLED)
def test_what_nobody_proposes_is_called_what_it_is_on_every_page(kind: str, lang: Lang) -> None:
    told = _read(_of_kind(kind), lang)
    assert _THE_PROPOSAL[lang].findall(told) == []
    assert plain(CALLED[kind], lang) in told


@pytest.mark.parametrize("lang", LANGS)
def test_a_bill_is_a_proposal_still(lang: Lang) -> None:
    told = _read(_of_kind("wetsvoorstel"), lang)
    assert plain(_PLANTED, lang) in told
    assert not any(plain(noun, lang) in told for noun in CALLED.values())


def test_any_proposal_and_the_one_of_the_machine_keep_their_word() -> None:
    kept = "Een voornemen dat twaalf regels toevoegt. Dit is een voorstel van de machine. Het voorstel van de machine blijft."
    assert called(kept, "rechtspraak", english=False) == kept
    assert called("See proposal.yaml; a proposal that adds one.", "rechtspraak", english=True).count("proposal") == 2


def test_words_of_others_stay_as_they_were_written() -> None:
    a = sample()
    mine = Text("Het voornemen is oud.", "The proposal is old.")
    law = Text("Het voornemen tot sloop wordt gemeld.", law=True)
    there = replace(
        a, proposal=replace(a.proposal, kind="aangenomen wet", summary=mine), limits=(*a.limits, law, _PLANTED)
    )
    made = called_so(there)
    assert made.proposal.summary == mine
    assert made.limits[-2] == law
    assert made.limits[-1].nl == "De wetswijziging kost meer; zonder de wetswijziging niet."
    assert Assessment.from_json(made.to_json()) == made
