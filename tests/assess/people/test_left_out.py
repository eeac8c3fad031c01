"""A group that a figure leaves out is named below it: no province and no tenth of incomes is missing in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from uitvoerbaar.assess.aspects.cumulation import aspect as cumulation
from uitvoerbaar.assess.aspects.equal_treatment import aspect as equal_treatment
from uitvoerbaar.assess.aspects.income_effects import aspect as income_effects
from uitvoerbaar.assess.aspects.marginal_rates import aspect as marginal_rates
from uitvoerbaar.assess.aspects.poverty import aspect as poverty
from uitvoerbaar.assess.aspects.take_up import aspect as take_up
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.outcome import Test
from uitvoerbaar.assess.people.groups import Grouping, groupings
from uitvoerbaar.assess.people.left_out import of_grouping, with_left_out
from uitvoerbaar.findings import Figure, Text

GROUPS = {
    income_effects.TEST: [
        *(f"inkomenseffecten-{kind}-{division}" for kind in ("aandelen", "gemiddeld") for division in ("provincie",)),
        "inkomenseffecten-aandelen-inkomensdeciel",
        "inkomenseffecten-gemiddeld-leeftijd",
    ],
    marginal_rates.TEST: ["marginale_druk-huishoudtype", "marginale_druk-inkomensdeciel", "marginale_druk-aandelen"],
    poverty.TEST: ["armoede-armoede-huishoudtype"],
    take_up.TEST: ["bereik-alle-groepen"],
    cumulation.TEST: ["stapeling-groepen"],
}


@pytest.fixture(scope="module")
def ctx(contexts: Callable[[str], Context]) -> Context:
    return contexts("huurtoeslag-2026")


def _divided(ctx: Context, figure: Figure) -> list[Grouping]:
    """The divisions whose groups a figure has: the one that its name ends in, else all of people but the provinces."""
    every = groupings(ctx)
    named = [each for each in every if figure.id.endswith(each.id)]
    if figure.id == "marginale_druk-aandelen":
        return [each for each in every if each.id in ("huishoudtype", "inkomensdeciel")]
    return named or [each for each in every if each.id != "provincie"]


@pytest.mark.parametrize("test", GROUPS, ids=lambda test: test.id)
def test_every_group_is_in_a_figure_or_below_it(ctx: Context, test: Test) -> None:
    figures = {figure.id: figure for figure in test.run(ctx).figures}
    missing = 0
    for name in GROUPS[test]:
        figure = figures[name]
        for side in ("nl", "english"):
            shown = {getattr(row["groep"], side) for row in figure.rows}
            note = getattr(figure.note, side) if figure.note is not None else ""
            for grouping in _divided(ctx, figure):
                for label in grouping.labels:
                    told = getattr(label, side)
                    assert told in shown or told in note, (name, told)
                    missing += told not in shown
    # 3,000 households have few of some province and few earners of some tenth: without those this would hold nothing.
    assert missing or test is poverty.TEST or test is cumulation.TEST


def test_who_is_left_out_by_ground_is_named(ctx: Context) -> None:
    figures = {figure.id: figure for figure in equal_treatment.TEST.run(ctx).figures}
    some = 0
    for name in ("ontvangen", "geraakt-alle"):
        figure = figures[f"gelijke-behandeling-{name}"]
        assert figure.note is not None
        blank = [row for row in figure.rows if name == "ontvangen" and row["bedrag_voor"] is None]
        for row in blank:
            assert row["groep"].nl in figure.note.nl.partition("om een bedrag te noemen:")[2]  # type: ignore[union-attr]
        some += len(blank) + ("te weinig huishoudens:" in figure.note.nl)
    assert some


def test_many_groups_are_counted_and_a_note_stays_in_front() -> None:
    note = Text("Aangenomen.", "Assumed.")
    assert with_left_out(note, []) is note
    assert with_left_out(None, []) is None
    many = [Text(f"wijk {n}", f"district {n}") for n in range(30)]
    found = with_left_out(note, many)
    assert found is not None
    assert found.nl.startswith("Aangenomen. Niet getoond")
    assert "wijk 11 en 18 andere groepen" in found.nl
    assert "district 11 and 18 other groups" in found.english
    assert of_grouping(note, []) == []
    assert [each.nl for each in of_grouping(Text("Inkomen", "Income"), many[:2])] == ["inkomen: wijk 0, wijk 1"]
