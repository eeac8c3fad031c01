"""What a proposal asks of citizens is counted from the run; of businesses by the duties in its folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fixtures.town import Town, single, with_norm
from uitvoerbaar.assess.aspects.burden.aspect import TEST, business_sentence
from uitvoerbaar.assess.aspects.burden.measure import counted
from uitvoerbaar.assess.changed import changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.reading.data import load_burden_rules
from uitvoerbaar.delivery.burden.read import duties_dir

RENT = "huurtoeslag"
YOUNG = {"geboren": "2004-07-01"}


def _town(town: Town):  # type: ignore[no-untyped-def]
    """One tenant who has a right on both sides, one of 21 who gets it by the proposal, one who does not ask."""
    return town(
        "huurtoeslag-2026",
        [
            single("a"),
            {**single("b", wage=1_500_000), **YOUNG},
            single("c", rent_asked=False),
            single("d", wage=9_000_000),
        ],
    )


def test_who_newly_gets_it_is_counted_and_who_does_not_ask_is_not(town: Town) -> None:
    ctx = _town(town)
    found = counted(ctx, changed_schemes(ctx), load_burden_rules())
    assert found is not None
    assert [s.id for s in found.schemes] == [RENT]
    assert found.citizens["voor"]["ontvangers"].mid == 1
    assert found.citizens["na"]["ontvangers"].mid == 2
    assert found.citizens["na"]["nieuw"].mid == 1
    assert "nieuw" not in found.citizens["voor"]
    moments = found.citizens["na"]["meldingen"].mid / found.citizens["na"]["ontvangers"].mid
    assert moments >= 1


def test_the_report_holds_hours_of_citizens_and_says_that_businesses_have_no_duties(town: Town) -> None:
    outcome = TEST.run(_town(town))
    rows = {(r["plicht"].nl, r["kant"].nl): r for f in outcome.figures if f.id == "regeldruk-burgers" for r in f.rows}  # type: ignore[union-attr]
    apply = rows["Een toeslag aanvragen", "Na"]
    assert (apply["aantal"], apply["uren"]) == (1, 1)
    assert rows["Een toeslag aanvragen", "Voor"]["aantal"] == 0
    assert any("geen plichten opgegeven" in why.nl for why in outcome.run.missing)
    assert all(f.assumption for f in outcome.figures)


def test_more_hours_than_the_norm_ask_attention(town: Town) -> None:
    ctx = _town(town)
    assert TEST.run(ctx).findings[0].severity == "informatie"
    with_norm(ctx, "regeldruk_burgers_uren", 0)
    assert TEST.run(ctx).findings[0].severity == "aandacht"


def test_what_is_less_is_told_by_how_much_less(contexts: Callable[[str], Context]) -> None:
    """'604,103 euros less (from minus 3.1 million to minus 162,302)' says less twice, and begins at the other end."""
    (finding,) = TEST.run(contexts("kinderopvangtoeslag-2015")).findings
    money = finding.explanation.nl.partition("In geld ")[2]
    assert " per jaar minder (van € " in money.replace("\u00a0", " ")
    assert "−" not in money
    assert "−" not in finding.explanation.english


@pytest.fixture
def with_duties(town: Town, tmp_path: Path):  # type: ignore[no-untyped-def]
    """The proposal with the duty to report on travel beside it."""
    ctx = _town(town)
    text = (duties_dir() / "werkgebonden-personenmobiliteit.yaml").read_text(encoding="utf-8")
    (tmp_path / "plichten.yaml").write_text(text, encoding="utf-8")
    return replace(ctx, proposal=replace(ctx.proposal, folder=tmp_path))


def test_duties_beside_the_proposal_are_costed_by_size_and_sector(with_duties) -> None:  # type: ignore[no-untyped-def]
    outcome = TEST.run(with_duties)
    ids = [f.id for f in outcome.figures]
    for name in ("plichten", "grootte", "sector", "drempel", "atr", "mkb", "bronnen"):
        assert f"regeldruk-{name}" in ids
    businesses = next(f for f in outcome.findings if f.id == "regeldruk-bedrijven")
    assert businesses.severity == "informatie"
    assert "minder" in businesses.title.nl


def test_the_row_of_the_kader_gets_a_sentence_only_with_duties(town: Town, with_duties) -> None:  # type: ignore[no-untyped-def]
    assert business_sentence(_town(town)) is None
    said = business_sentence(with_duties)
    assert said is not None
    assert said.nl.startswith("Bedrijven: de plichten kosten nu")


def test_no_hours_more_or_less_is_no_finding(town: Town) -> None:
    """A tenant on the same rent allowance: hours that are told as 0 are no change of a burden."""
    outcome = TEST.run(town("huurtoeslag-2026", [single("a"), single("c", rent_asked=False)]))
    assert any(figure.id == "regeldruk-burgers" for figure in outcome.figures)
    assert not any(finding.id == "regeldruk-burgers" for finding in outcome.findings)
