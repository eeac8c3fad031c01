"""Digital values in an assessment: what follows from the law is not asked, what cannot be told is said."""

from __future__ import annotations

from pathlib import Path

from tests.delivery.digital.test_prescan import PLAIN
from tests.fixtures.edited_law import MakeProposal
from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.digital import aspect
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.assess.reading.digital import read
from uitvoerbaar.delivery.digital.words import load_words

EDIT = {"eigen_deel: {value: 20000": "eigen_deel: {value: 21000"}


def told(outcome: Outcome) -> dict[str, str]:
    [figure] = outcome.figures
    return {str(row["wat"].nl).split(" ")[0]: str(row["uitkomst"].nl) for row in figure.rows}  # type: ignore[union-attr]


def test_without_an_entry_a_law_still_needs_a_dpia(context: MakeContext, proposal: MakeProposal) -> None:
    outcome = aspect.run(context(proposal("wet_woontoeslag", EDIT)))
    assert told(outcome)["DPIA"] == "verplicht"
    assert told(outcome)["IAMA"] == told(outcome)["AI-verordening"] == "niet te bepalen"
    assert outcome.run.status == "gedeeltelijk"
    assert "digitaal.yaml" in outcome.run.missing[0].nl


def test_with_an_entry_all_of_it_is_told(context: MakeContext, proposal: MakeProposal) -> None:
    folder = proposal("wet_woontoeslag", EDIT, kind="beleidsregel")
    (Path(folder) / "digitaal.yaml").write_text(PLAIN, encoding="utf-8")
    outcome = aspect.run(context(folder))
    assert outcome.run.status == "uitgevoerd"
    assert told(outcome)["DPIA"] == "niet nodig"
    assert told(outcome)["AI-verordening"] == "geen AI-systeem"
    assert "niet te bepalen" not in told(outcome).values()


def test_whom_the_data_are_about_are_persons_and_not_households(context: MakeContext, proposal: MakeProposal) -> None:
    """The form asks for 'betrokkenen': both partners of a couple with housing allowance are."""
    ctx = context(proposal("wet_woontoeslag", EDIT))
    scheme = next(s for s in ctx.settings.schemes if s.id == "woontoeslag")
    column = ctx.household_column("na", scheme)
    assert column is not None
    homes = ctx.household_of("personen").tolist()
    persons = sum(
        homes.count(home) * weight / 1000 for home, weight in enumerate(ctx.weights.tolist()) if column[home] > 0
    )
    found = read(ctx, load_words()).facts.subjects
    assert found == persons
    assert found > ctx.weights[column > 0].sum() / 1000
