"""What is left of more wage: against explained cases, and one case by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from uitvoerbaar.assess.aspects.marginal_rates import aspect
from uitvoerbaar.assess.aspects.marginal_rates.findings import _out, earning_more, kept_of
from uitvoerbaar.assess.aspects.marginal_rates.measure import LARGE, STEPS, Kept, earners, measure
from uitvoerbaar.assess.cases.simplest import case_of_row
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.law.graph import FieldSpec, Graph, topological
from uitvoerbaar.law.registers import KEY, SOURCE
from uitvoerbaar.law.registers.nodes import WAGE, own, reads

Contexts = Callable[[str], Context]


def test_kernels_keep_what_explained_cases_keep(contexts: Contexts) -> None:
    ctx = contexts("huurtoeslag-2026")
    who = earners(ctx)
    chosen = np.flatnonzero(who)[::90]
    for role in ROLES:
        kept = measure(ctx, role, who)
        assert kept.answered[chosen].all()
        for position in chosen:
            case = case_of_row(ctx.people.of(role), int(ctx.heads[position]), ctx.catalogue)
            assert kept.by_step[LARGE][position] == kept_of(ctx, role, case), case


def test_a_single_tenant_by_hand(contexts: Contexts) -> None:
    """40,000 euros and 900 euros rent in 2026: 375.60 tax, 63.98 and -19.50 of credits, 137.30 and 270 of allowances; each
    rounded to whole euros, so within 8 euros of 172.60."""
    ctx = contexts("huurtoeslag-2026")
    case = PersonCase({"geboortedatum": "1990-05-01", WAGE: 4_000_000, "is_huurder": True, "kale_huur": 90_000})
    kept = kept_of(ctx, "na", case)
    assert kept is not None
    assert abs(kept - (100_000 - 37_560 - 6_398 + 1_950 - 13_730 - 27_000)) <= 800


def test_below_the_tax_everything_is_kept(contexts: Contexts) -> None:
    """5,000 euros wage, no rent: no tax after credits and the full healthcare allowance, so all of 1,000 euros is left."""
    ctx = contexts("huurtoeslag-2026")
    assert kept_of(ctx, "na", PersonCase({"geboortedatum": "1990-05-01", WAGE: 500_000})) == LARGE


def test_pressure_and_bounds() -> None:
    kept = Kept({LARGE: np.array([100_000, 20_000, 19_999, -1, 0, 150_000])}, np.array([True] * 5 + [False]))
    assert kept.loses_more_than(0.8, LARGE).tolist() == [False, False, True, True, True, False]
    assert kept.loses_more_than(1.0, LARGE).tolist() == [False, False, False, True, False, False]
    assert kept.pressure(LARGE)[:2].tolist() == [0.0, 0.8]


def test_bins_take_every_pressure() -> None:
    names = [aspect.bin_name(i).nl for i in range(12)]
    assert names[0] == "onder 0 %"
    assert names[-1] == "boven 100 %"
    found = aspect.bin_of(np.array([-0.01, 0.0, 0.099, 0.1, 0.95, 1.0, 1.0001]))
    assert [names[i] for i in found] == [
        "onder 0 %", "0 tot 10 %", "0 tot 10 %", "10 tot 20 %", "90 tot 100 %", "90 tot 100 %", "boven 100 %",
    ]  # fmt: skip


def test_more_wage_changes_the_head_also_where_the_partner_looks_at_him(contexts: Contexts) -> None:
    """The law reads the head's wage through the partner's partner as well."""
    ctx = contexts("huurtoeslag-2026")
    net = ctx.sides.after.nodes["netto"]
    fields = [n for n in topological([net]) if n.op == "FIELD" and n.payload == (SOURCE, WAGE)]
    assert sum(reads(n, WAGE) for n in fields) > 1
    assert any(not reads(n, WAGE) for n in fields), "the partner's own wage stays"


def test_a_key_is_ones_own_after_an_even_number_of_partners() -> None:
    graph = Graph()
    key = graph.node("PARAM", (), KEY, spec=FieldSpec("number", nullable=False))
    partner = graph.node("FIELD", (key,), (SOURCE, "partner_bsn"))
    back = graph.node("FIELD", (graph.node("PRESENT", (partner,)),), (SOURCE, "partner_bsn"))
    assert [own(node) for node in (key, partner, back)] == [True, False, True]


def test_the_finding_names_law_case_and_command(contexts: Contexts) -> None:
    ctx = contexts("huurtoeslag-2026")
    outcome = aspect.TEST.run(ctx)
    assert outcome.run.status == "uitgevoerd"
    rows = {
        row["stap"].nl for figure in outcome.figures if figure.id == "marginale_druk-aandelen" for row in figure.rows
    }  # type: ignore[union-attr]
    assert rows == {"1 euro", "1.000 euro"}
    (found,) = outcome.findings
    assert (found.law, found.article) == ("wet_op_de_huurtoeslag", "21")
    case = found.smallest_case
    assert case is not None
    assert case.after.value < LARGE * 0.2 <= case.before.value
    assert "--proposal huurtoeslag-2026" in found.command
    wage = next(int(item.value) for item in case.situation if item.name == WAGE)  # type: ignore[arg-type]
    assert f"--then {WAGE}={wage + LARGE}" in found.command


def test_nothing_is_found_where_nothing_changes(contexts: Contexts) -> None:
    """All-or-nothing in childcare changes nothing in what is left of more wage for most; no rise, no finding."""
    outcome = aspect.TEST.run(contexts("alles-of-niets-2026"))
    assert outcome.findings == []


def test_without_income_tax_it_is_left_out_with_the_reason(contexts: Contexts) -> None:
    outcome = aspect.TEST.run(contexts("kinderopvangtoeslag-2015"))
    assert outcome.run.status == "niet_uitgevoerd"
    assert outcome.run.missing[0].nl.startswith("Netto inkomen is voor dit jaar niet te berekenen")
    assert outcome.figures == []


def test_earning_more_is_a_thousand_euros() -> None:
    assert earning_more(PersonCase({WAGE: 5})).person[WAGE] == 5 + LARGE
    assert STEPS == (100, LARGE)


@pytest.mark.parametrize("share", [0.0, -0.001, 0.00001])
def test_where_nobody_comes_out_nothing_is_told(share: float) -> None:
    assert _out(share) == []


def test_for_whom_it_is_no_longer_so_is_told_where_the_whole_rises_by_less() -> None:
    """1.2 percent comes in and the whole goes from 2.97 to 3.59: a reader who adds finds another number."""
    [told] = _out(0.0058)
    assert "0,58 procent" in told.nl
    assert "0.58 percent" in told.english
