"""A law that was passed, and what courts decided, is no proposal: it is called what `proposal.yaml` says that it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.report.pages import read
from tests.report.sample import sample
from uitvoerbaar.findings import Assessment, Text
from uitvoerbaar.findings.kinds import CALLED, called, called_so
from uitvoerbaar.report import render_html
from uitvoerbaar.report.difference.compare import compare
from uitvoerbaar.report.difference.page import render_difference
from uitvoerbaar.report.html import render_parliament
from uitvoerbaar.report.words import LANGS, Lang, catalogue, plain, spoken

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


def _side(kind: str, article: str) -> Assessment:
    """A side that ran a version of a law in each role that the other did not, so that the page tells all roles."""
    a = _of_kind(kind)
    change = replace(a.proposal.changes[0], article=article)
    law = next(law for law in a.laws if law.role != "beide")
    others = tuple(replace(law, id=f"{law.id}_{role}_{article}", role=role) for role in ("voor", "na"))
    return replace(a, laws=(*a.laws, *others), proposal=replace(a.proposal, changes=(change,)))


def _compared(kind: str, other: str, lang: Lang) -> tuple[str, list[str]]:
    """What the page tells, and the heads of its columns."""
    page = read(render_difference(compare(_side(kind, "1"), _side(other, "2")), lang))
    return " ".join(page.all("body")[0].text.split()), [" ".join(head.text.split()) for head in page.all("th")]


def _two(words: Mapping[str, str]) -> set[str]:
    return {words["now"], words["proposed"]}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("other", CALLED)
@pytest.mark.parametrize("kind", CALLED)
def test_a_comparison_calls_either_side_what_it_is(kind: str, other: str, lang: Lang) -> None:
    (told, heads), words = _compared(kind, other, lang), catalogue(lang)
    assert _THE_PROPOSAL[lang].findall(told) == []
    for role in ("voor", "na"):
        assert spoken(lang, kind)["role"][role] in told
        assert spoken(lang, other)["role"][role] in told
    assert _two(words["not_proposed"]) <= set(heads)
    assert _two(words).isdisjoint(heads)


@pytest.mark.parametrize("lang", LANGS)
def test_a_comparison_with_a_bill_says_proposal_of_the_bill(lang: Lang) -> None:
    words = catalogue(lang)
    told, heads = _compared("wetsvoorstel", "wetsvoorstel", lang)
    assert words["role"]["na"] in told
    assert _two(words) <= set(heads)
    told, heads = _compared("wetsvoorstel", "rechtspraak", lang)
    assert words["role"]["na"] in told
    assert spoken(lang, "rechtspraak")["role"]["na"] in told
    assert _two(words["not_proposed"]) <= set(heads)
