"""How bad a refuted property is: only what the proposal brings is serious, and a jump that moves is not new."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

from uitvoerbaar.assess.aspects.proven.ask import Asked
from uitvoerbaar.assess.aspects.proven.weigh import Weight, weigh
from uitvoerbaar.assess.make_context import without_people
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.engine.prove.domain import load_domain
from uitvoerbaar.engine.prove.property import find_property, load_properties
from uitvoerbaar.engine.prove.prove import prove
from uitvoerbaar.engine.prove.result import Outcome
from uitvoerbaar.proposal import load_proposal

pytestmark = pytest.mark.usefixtures("nothing_shipped")
CHILDCARE = ("wet_kinderopvang", "hoogte_kinderopvangtoeslag")
RENT = ("wet_op_de_huurtoeslag", "hoogte_huurtoeslag")


def weighed(proposal: str, name: str, law: tuple[str, str], *, before: Outcome | None = None) -> Weight:
    """The weight of a property refuted after a proposal; `before` stands for what was found of the law before."""
    ctx = without_people(load_proposal(proposal))
    [prop] = find_property(load_properties(), name)
    proofs = {}
    for role in ROLES if before is None else ROLES[1:]:
        side = ctx.sides.of(role)
        proofs[role] = prove(side.corpus, ctx.explainer(role), *law, side.date, prop, load_domain(), seconds=600)
    assert proofs["na"].result == "refuted"
    if before is not None:
        proofs["voor"] = replace(proofs["na"], result=before, counterexample=None)
    return weigh(ctx, Asked(prop, *law, proofs, {}))


@pytest.mark.parametrize("before", ["proven", "undecided"])
def test_all_or_nothing_is_brought_by_the_proposal_also_when_the_law_before_is_undecided(before: Outcome) -> None:
    found = weighed("alles-of-niets-2026", "c-evenredig", CHILDCARE, before=before)
    assert found.brought
    assert found.severity == "ernstig"
    assert found.compared is not None
    assert "binnen de grens" in found.compared.nl


def test_a_limit_that_moves_with_the_year_is_not_new() -> None:
    """The wealth limit of the rent allowance is a jump in 2025 and in 2026, each at its own amount."""
    found = weighed("huurtoeslag-2026", "a-vermogen", RENT)
    assert found == replace(found, severity="informatie", brought=False)
    assert not found.before_too, "it is another household that falls now"


def test_what_the_law_before_does_to_the_same_household_too_is_said_with_both_amounts() -> None:
    """The steps of the table of percentages are the same before and after."""
    found = weighed("alles-of-niets-2026", "a-inkomen", CHILDCARE, before="undecided")
    assert (found.severity, found.brought, found.before_too) == ("informatie", False, True)
    assert found.compared is not None
    _, first, now = found.compared.nl.split("€")
    assert "ook te veel: €" in found.compared.nl
    assert first.split(",")[0] == now.rstrip(".")


def test_what_the_law_before_breaks_as_well_is_not_the_proposals() -> None:
    """Civil status decides about a tenant under 18, in 2025 and in 2026."""
    found = weighed("huurtoeslag-2026", "h-burgerlijke-staat", RENT)
    assert (found.brought, found.before_too) == (False, True)


def test_each_ground_has_a_property_of_its_own() -> None:
    """One that the law breaks already must not hide that a proposal breaks another."""
    blind = [prop for prop in load_properties() if prop.sort == "onafhankelijk"]
    fields = [name for prop in blind for name in prop.fields]
    assert len(fields) == len(set(fields))
    by_field = {name: prop.id for prop in blind for name in prop.fields}
    grounds = ("afkomst", "geslacht", "godsdienst", "seksuele_gerichtheid", "is_gehuwd")
    assert len({by_field[name] for name in grounds}) == len(grounds)
