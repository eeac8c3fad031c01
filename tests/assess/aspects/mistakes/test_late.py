"""Late reports: what the figure says of a household is what the Awir says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from uitvoerbaar.assess.aspects.mistakes.data import load_changes
from uitvoerbaar.assess.aspects.mistakes.figures import late_figures
from uitvoerbaar.assess.aspects.mistakes.late import Late, measure_late
from uitvoerbaar.assess.cases.simplest import case_of_row
from uitvoerbaar.assess.context import Context

Contexts = Callable[[str], Context]
RENT = "huurtoeslag-2026"


@pytest.fixture(scope="module")
def late(contexts: Contexts) -> tuple[Context, list[Late]]:
    ctx = contexts(RENT)
    return ctx, measure_late(ctx, "na")


def _of(late: tuple[Context, list[Late]], change: str, months: int) -> Late:
    (found,) = [one for one in late[1] if (one.change.id, one.months) == (change, months)]
    return found


def test_every_change_is_reported_one_three_and_six_months_late(late: tuple[Context, list[Late]]) -> None:
    read = load_changes()
    changes, start, months = read.changes, read.start, list(read.late)
    assert months == [1, 3, 6]
    assert start == 6
    assert [(one.change.id, one.months) for one in late[1]] == [(c.id, m) for c in changes for m in months]


def test_lower_rent_reported_late_is_what_the_awir_says(late: tuple[Context, list[Late]]) -> None:
    """The same household by the reference: the allowance at both rents, and what the Awir makes of the two."""
    ctx, _ = late
    found = _of(late, "huur_omlaag", 6)
    assert len(found.rows) > 50
    explain, day = ctx.explainer("na").explain, ctx.sides.after.date
    for position in range(0, len(found.rows), max(1, len(found.rows) // 5)):
        case = case_of_row(ctx.people.after, int(ctx.heads[found.rows[position]]), ctx.catalogue)
        if case.housemates:
            continue
        cheaper = replace(case, person={**case.person, "kale_huur": int(case.person["kale_huur"]) - 5000})
        old, new = (explain("wet_op_de_huurtoeslag", "hoogte_huurtoeslag", day, one).value for one in (case, cheaper))
        given = {
            "toeslag_oude_situatie": old, "toeslag_nieuwe_situatie": new, "maanden_tot_wijziging": 6,
            "maanden_tot_melding": 12, "telt_voor_hele_jaar": False,
        }  # fmt: skip
        asked = replace(case, parameters=given)
        back = explain("algemene_wet_inkomensafhankelijke_regelingen", "terug_na_melding", day, asked).value
        assert found.back[position] == back


def test_later_never_means_less_to_pay_back(late: tuple[Context, list[Late]]) -> None:
    for change in load_changes().changes:
        one, three, six = (_of(late, change.id, months) for months in (1, 3, 6))
        assert len(one.rows) > 0, change.id
        assert (one.rows == six.rows).all()
        assert (one.back <= three.back).all()
        assert (three.back <= six.back).all()
        assert (one.extra >= 0).all()


def test_only_couples_can_forget_to_report_a_partner(late: tuple[Context, list[Late]]) -> None:
    ctx, _ = late
    rows = _of(late, "partner_erbij", 6).rows
    assert len(rows) > 0
    assert (ctx.people.after.partner[ctx.heads[rows]] >= 0).all()


def test_the_table_has_both_sides(contexts: Contexts) -> None:
    (table,) = late_figures(contexts(RENT), "vergissingen")
    assert {row["kant"].nl for row in table.rows} == {"Voor", "Na"}  # type: ignore[union-attr]
    assert table.assumption
