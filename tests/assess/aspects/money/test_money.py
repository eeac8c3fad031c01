"""Five years, cover, work and options on the fictional country and on a made population, against sums that are made here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.fixtures.edited_law import MakeProposal
from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.budget import aspect as budget
from uitvoerbaar.assess.aspects.money import aspect
from uitvoerbaar.assess.aspects.money.options import options
from uitvoerbaar.assess.aspects.workload import aspect as workload_aspect
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.assess.workload.carried import workload
from uitvoerbaar.base.numbers import decimal, numeral
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.money.data import load_money
from uitvoerbaar.findings import Figure, KaderRow
from uitvoerbaar.proposal import ProposalError

CARE = "wet_opvangtoeslag"
LESS = {"deel: 0.80": "deel: 0.70"}
MONEY = """geld:
  ingroei: [50, 100, 100, 100, 100]
  dekking:
    - {naam: Kas, bedragen: [1000, 1000, 1000, 1000, 1000], wie: rijk, bron: nota}
  uitvoering:
    - {naam: Bouw, onderdeel: automatisering, soort: incidenteel, wie: rijk, bedragen: [500000, 0, 0, 0, 0], fte: 2.5, bron: dienst}
  cw31: {doeltreffendheid: Zo., doelmatigheid: Zo., instrumenten: Zo., sectoren: Zo.}
"""


def figure(of: Outcome, name: str) -> Figure:
    return next(f for f in of.figures if f.id == f"geld-{name}")


def row(of: Outcome, name: str) -> KaderRow:
    return next(r for r in of.kader if r.id == name)


def cells(of: Figure, key: str, said: str) -> Mapping[str, Any]:
    return next(r for r in of.rows if said in (r[key].nl if isinstance(r[key], Text) else str(r[key])))


@pytest.fixture
def with_block(context: MakeContext, proposal: MakeProposal) -> Callable[[str, Mapping[str, str]], Context]:
    """A context of an edited law with a block of proposal.yaml."""

    def make(block: str, edits: Mapping[str, str]) -> Context:
        folder = proposal(CARE, edits)
        path = Path(folder) / "proposal.yaml"
        path.write_text(path.read_text(encoding="utf-8") + block, encoding="utf-8")
        return context(folder)

    return make


def test_the_programme_is_the_amount_of_the_chapter_on_the_budget(context: MakeContext, proposal: MakeProposal) -> None:
    ctx = context(proposal(CARE, LESS))
    treasury = next(f for f in budget.run(ctx).figures if f.id == "begroting-schatkist").value
    table = figure(aspect.run(ctx), "vijf-jaar")
    years = [sum(r[f"t{n}"] for r in table.rows if str(r["post"].nl).startswith("Programma")) for n in range(5)]
    assert treasury is not None
    assert treasury < 0
    assert years == [treasury] * 5


def test_growth_halves_the_first_year_and_what_the_organisation_states_stands_in_the_place_of_ours(
    with_block: Callable[..., Context],
) -> None:
    made = aspect.run(with_block(MONEY, LESS))
    table = figure(made, "vijf-jaar")
    programme = cells(table, "post", "Programma")
    assert programme["t0"] * 2 == pytest.approx(programme["t1"], abs=2)
    built = [r for r in table.rows if "Bouw (opgave van de organisatie)" in r["post"].nl]
    assert [r["t0"] for r in built] == [50_000_000]
    amounts = {(a.kind, a.part.nl): a.value for a in row(made, "uitvoeringskosten").amounts}
    assert amounts["incidenteel", "Automatisering"] == 50_000_000
    assert "opgave van de organisatie; de machine kwam op" in row(made, "uitvoeringskosten").explanation.nl
    staff = {(a.kind, a.part.nl): a.value for a in row(made, "personeel").amounts}
    assert staff["incidenteel", "Automatisering"] == 2.5
    assert made.run.missing[-1].nl.startswith("Het voornemen noemt geen alternatief")
    assert not any("artikel 3.1 ontbreekt" in text.nl for text in made.run.missing[1:])


def test_the_printed_lines_add_up_to_gross_net_and_what_is_not_covered(with_block: Callable[..., Context]) -> None:
    made = aspect.run(with_block(MONEY, {"deel: 0.80": "deel: 0.90"}))
    table, left = figure(made, "vijf-jaar"), figure(made, "dekking")
    sums = {r["post"].nl: r for r in table.rows if r["duur"] is None}
    lines = [r for r in table.rows if r["duur"] is not None]
    assert len(lines) == 2  # the programme, and what the organisation states
    for year in (f"t{n}" for n in range(5)):
        assert sums["Bruto"][year] == sum(max(0, r[year]) for r in lines)
        assert sums["Netto"][year] == sum(r[year] for r in lines)
        assert sums["Netto, onderkant"][year] <= sums["Netto"][year] <= sums["Netto, bovenkant"][year]
        by = {(r["betaler"].nl, r["post"].nl): r[year] for r in left.rows}
        assert sum(amount for (_, post), amount in by.items() if post == "Netto kosten") == sums["Netto"][year]
        for payer in {payer for payer, _ in by}:
            there = by[payer, "Bestaand budget"] + by[payer, "Nieuwe dekking"]
            assert by[payer, "Niet gedekt"] == max(0, by[payer, "Netto kosten"] - there)


def test_what_is_counted_of_the_work_is_what_the_chapter_on_it_prints(contexts: Callable[[str], Context]) -> None:
    """Cases more a year are those after less those before, as these stand there; and staff of parts adds up to its sum."""
    ctx = contexts("huurtoeslag-2026")
    made, there = aspect.run(ctx), workload_aspect.TEST.run(ctx)
    (counted,) = [f for f in there.figures if f.id == "werklast-rekensom"]
    more = {str(r["proces"].nl): r["zaken_na"] - r["zaken_voor"] for r in counted.rows}  # type: ignore[union-attr,operator]
    lasting = [
        r for r in figure(made, "uitvoering").rows if r["duur"].nl == "structureel" and " keer " in r["geteld"].nl
    ]  # type: ignore[union-attr]
    assert len(lasting) > 5
    for each in lasting:
        said = each["geteld"].nl.partition(" keer ")[0]  # type: ignore[union-attr]
        assert said == numeral(more[each["werk"].nl.lower()]).nl  # type: ignore[union-attr]
    staff = row(made, "personeel")
    once, yearly = (sum(a.value for a in staff.amounts if a.kind == kind) for kind in ("incidenteel", "structureel"))
    assert staff.words is not None
    assert (
        staff.words.nl
        == f"{decimal(round(once, 1)).nl} fte incidenteel, {decimal(round(yearly, 1)).nl} fte structureel"
    )
    (providers,) = [f for f in there.figures if f.id == "werklast-uitvoerders"]
    assert round(yearly, 1) == providers.rows[-1]["fte"]


def test_an_assumption_without_a_range_is_not_counted_and_each_other_one_moves_the_outcome(
    context: MakeContext, proposal: MakeProposal
) -> None:
    found = figure(aspect.run(context(proposal(CARE, LESS))), "gevoeligheid")
    assert all(r["verschil"] > 0 and r["van"].nl != r["tot"].nl for r in found.rows)


def test_entry_into_force_in_the_course_of_a_year_is_said(context: MakeContext, proposal: MakeProposal) -> None:
    told = [
        figure(aspect.run(context(proposal(CARE, LESS, effective=day))), "vijf-jaar").reading.nl
        for day in ("2026-01-01", "2026-07-01")
    ]
    assert ["telt hier toch als heel jaar" in text for text in told] == [False, True]


def test_what_is_not_covered_is_said_in_euros_and_words(with_block: Callable[..., Context]) -> None:
    more = {"deel: 0.80": "deel: 0.90"}
    made = aspect.run(with_block(MONEY, more))
    (finding,) = made.findings
    left = cells(figure(made, "dekking"), "post", "Niet gedekt")
    assert finding.id == "geld-niet-gedekt"
    # What one payer lacks another may save: the title says with whom it lands, not "in all".
    assert finding.title.nl.startswith("Niet gedekt bij Rijk: ")
    assert finding.title.english.startswith("Not covered at State: ")
    assert finding.severity == "aandacht"
    assert left["t0"] > 0
    assert "na de genoemde dekking" in finding.explanation.nl
    silent = aspect.run(with_block("", more))
    assert [f.severity for f in silent.findings] == ["informatie"]
    assert "noemt geen dekking" in silent.findings[0].explanation.nl


def test_a_proposal_that_saves_is_covered(context: MakeContext, proposal: MakeProposal) -> None:
    made = aspect.run(context(proposal(CARE, LESS)))
    left = cells(figure(made, "dekking"), "post", "Niet gedekt")
    assert left["t4"] == 0


def test_the_rows_of_the_kader_have_the_printed_parts_and_the_arithmetic_adds_up(
    context: MakeContext, proposal: MakeProposal
) -> None:
    made = aspect.run(context(proposal(CARE, LESS)))
    for name in ("uitvoeringskosten", "personeel"):
        amounts = row(made, name).amounts
        assert [a.kind for a in amounts] == ["incidenteel"] * 3 + ["structureel"] * 3
        assert [a.part.nl for a in amounts][:3] == ["Dienstverlening", "Handhaving/toezicht", "Automatisering"]
        assert row(made, name).status == "gedeeltelijk"
    for work in figure(made, "uitvoering").rows:
        hours, rate, cost = (work[key] for key in ("uren", "tarief", "bedrag"))
        assert isinstance(hours, int)
        assert cost == pytest.approx(hours * rate, abs=rate)  # hours are printed whole


def test_nobody_differs_is_said(context: MakeContext, proposal: MakeProposal) -> None:
    made = aspect.run(context(proposal(CARE, {"De toeslag is 80": "De toeslag is nu 80"})))
    assert made.run.status == "niet_uitgevoerd"
    assert "Voor niemand" in made.run.missing[0].nl


def test_scrapping_takes_the_whole_scheme_and_nothing_does_nothing(
    context: MakeContext, proposal: MakeProposal
) -> None:
    ctx = context(proposal(CARE, LESS))
    found, said = options(ctx, workload(ctx), load_money())
    nil, here, scrap = found
    scheme = next(s for s in ctx.settings.schemes if s.law == CARE)
    before = ctx.household_column("voor", scheme)
    assert before is not None
    whole = int((before.astype(np.int64) * ctx.weights).sum()) / 1000 / 100
    assert (nil.euros, nil.losers, nil.once) == (0, 0, 0)
    assert scrap.euros == pytest.approx(-whole)
    assert scrap.recipients == 0
    assert scrap.euros < here.euros < 0
    assert nil.recipients == pytest.approx(float((ctx.weights[before > 0]).sum()) / 1000)
    assert [text.nl[:29] for text in said] == ["Het voornemen noemt geen alte"]


OTHER = (
    "alternatief:\n  naam: Naar {share} procent\n  getallen: ['wet_opvangtoeslag~3#definitions.deel~{share} procent']\n"
)


def test_an_alternative_by_a_number_is_that_law(with_block: Callable[..., Context]) -> None:
    ctx = with_block(OTHER.format(share=70), LESS)
    found, said = options(ctx, workload(ctx), load_money())
    _, here, other, _ = found
    assert said == []
    assert other.name.nl == "Alternatief: naar 70 procent"
    assert other.euros == pytest.approx(here.euros)  # the same number written in another way
    ctx = with_block(OTHER.format(share=60), LESS)
    less = options(ctx, workload(ctx), load_money())[0][2]
    assert less.euros == pytest.approx(2 * here.euros, rel=0.01)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("wet_opvangtoeslag~", "wet_opvangtoeslg~", "bestaat niet"),
        ("definitions.deel", "definitions.dele", "de knop '3#definitions.dele' bestaat niet"),
        ("60 procent'", "veel'", "'alternatief': "),
    ],
)
def test_an_alternative_that_cannot_be_made_is_told_with_its_line(
    with_block: Callable[..., Context], old: str, new: str, said: str
) -> None:
    block = OTHER.format(share=60).replace(old, new)
    with pytest.raises(ProposalError, match="alternatief") as caught:
        aspect.run(with_block(block, LESS))
    (problem,) = caught.value.problems
    assert said in problem.message
    assert problem.line > 10


def test_no_more_than_five_assumptions_and_the_widest_first(context: MakeContext, proposal: MakeProposal) -> None:
    rows = figure(aspect.run(context(proposal(CARE, LESS))), "gevoeligheid").rows
    widths = [r["verschil"] for r in rows]
    assert len(widths) == 5
    assert widths == sorted(widths, reverse=True)
    assert all(r["hoog"] - r["laag"] == pytest.approx(r["verschil"], abs=2) for r in rows)


def test_the_work_of_a_real_proposal_is_that_of_the_chapter_on_workload(contexts: Callable[[str], Context]) -> None:
    ctx = contexts("huurtoeslag-2026")
    made, here = aspect.run(ctx), workload(ctx)
    assert not isinstance(here, Text)
    hours = {
        when: sum(w.hours[when].value for c in here.changed for w in c.work) for when in ("before", "after", "once")
    }
    rows = [r for r in figure(made, "uitvoering").rows if r["onderdeel"].nl != "Automatisering"]
    by = {d: sum(r["uren"] for r in rows if r["duur"].nl == d) for d in ("incidenteel", "structureel")}
    assert by["incidenteel"] == pytest.approx(hours["once"], abs=len(rows))
    assert by["structureel"] == pytest.approx(hours["after"] - hours["before"], abs=len(rows))
    jobs = sum(a.value for a in row(made, "personeel").amounts if a.kind == "structureel")
    assert jobs == pytest.approx((hours["after"] - hours["before"]) / here.hours.value, abs=0.2)


def test_the_shipped_rent_allowance_has_cover_and_an_alternative(contexts: Callable[[str], Context]) -> None:
    made = aspect.run(contexts("huurtoeslag-2026"))
    cover = [r["t0"] for r in figure(made, "dekking").rows if r["post"].nl == "Nieuwe dekking"]
    assert cover == [43_500_000_000]
    options_ = [r["optie"].nl for r in figure(made, "opties").rows]
    assert [name.partition(":")[0] for name in options_] == [
        "Niets doen (nuloptie)",
        "Het voornemen",
        "Alternatief",
        "Afschaffen",
    ]


def test_both_ends_of_an_assumption_are_told_in_its_unit(context: MakeContext, proposal: MakeProposal) -> None:
    """`0` to `0,03` could be euros, a share or years."""
    rows = figure(aspect.run(context(proposal(CARE, LESS))), "gevoeligheid").rows
    for row in rows:
        for end in (row["van"], row["tot"]):
            assert re.search(r"(keer|jaar|procent|uur|grens)$", end.nl), end.nl
            assert re.search(r"(times|years?|percent|percent a year|hours|end)$", end.en), end.en
