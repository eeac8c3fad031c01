"""The shipped proposals on some own households: what the tests that read the law find in real law."""

from __future__ import annotations

from functools import cache

import pytest

from tests.places import DATA
from uitvoerbaar.assess.aspects.doenvermogen.data import load_calendar, load_events
from uitvoerbaar.assess.aspects.doenvermogen.life_events import event, year
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.assess.norms import others
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.reading.burden import burden
from uitvoerbaar.assess.reading.conditions import toggles
from uitvoerbaar.assess.reading.data import load_burden_rules, load_room_rules
from uitvoerbaar.assess.reading.law_text import provisions, sources, terms
from uitvoerbaar.assess.registry import TESTS
from uitvoerbaar.proposal import load_proposal
from uitvoerbaar.proposal.load import shipped_proposals

PEOPLE = DATA / "population" / "voorbeeld"
OURS = ("doenvermogen", "ruimte", "wetstechniek", "stapeling")


@cache
def ctx_of(name: str) -> Context:
    return make_context(load_proposal(name), PEOPLE, f"uitvoerbaar assess {name}")


@cache
def outcomes(name: str) -> dict[str, Outcome]:
    return {test.id: test.run(ctx_of(name)) for test in TESTS if test.id in OURS}


def found(name: str) -> dict[str, str]:
    return {f.id: f.severity for o in outcomes(name).values() for f in o.findings}


@pytest.mark.parametrize("name", shipped_proposals())
def test_every_test_runs_and_every_table_has_its_columns(name: str) -> None:
    made = outcomes(name)
    assert set(made) == set(OURS)
    ids = [figure.id for outcome in made.values() for figure in outcome.figures]
    assert len(ids) == len(set(ids))
    for outcome in made.values():
        for figure in outcome.figures:
            assert figure.test == outcome.run.id
            keys = {column.key for column in figure.columns}
            assert figure.rows
            assert all(set(row) == keys for row in figure.rows)


@pytest.mark.parametrize("name", ["alles-of-niets-2026", "kinderopvangtoeslag-2015"])
def test_all_or_nothing_is_found_where_it_stands(name: str) -> None:
    assert found(name)["ruimte-alles_of_niets-nieuw"] == "ernstig"
    finding = next(f for f in outcomes(name)["ruimte"].findings if f.id == "ruimte-alles_of_niets-nieuw")
    assert (finding.law, finding.article) == ("wet_kinderopvang", "1.5")


def test_the_turn_of_2019_gives_room_and_takes_the_switch_away() -> None:
    made = found("kinderopvangtoeslag-evenredig-2019")
    assert made["ruimte-terugvordering-meer"] == "informatie"
    assert made["ruimte-hele_bedrag_terug-vervalt"] == "informatie"
    assert made["ruimte-alles_of_niets-vervalt"] == "informatie"
    assert "ernstig" not in made.values()


def test_rent_benefit_asks_less_and_is_simpler() -> None:
    made = outcomes("huurtoeslag-2026")
    finding = next(f for f in made["doenvermogen"].findings if f.id == "doenvermogen-huurtoeslag")
    assert (finding.severity, "servicekosten" in finding.explanation.nl) == ("informatie", True)
    assert [row.value for row in made["wetstechniek"].kader] == ["afname"]


def test_other_amounts_only_change_nothing_in_the_rules() -> None:
    assert found("kindgebonden-budget-2028") == {}


def test_a_rent_limit_was_all_or_nothing_until_2026() -> None:
    ctx = ctx_of("huurtoeslag-2026")
    scheme = next(s for s in ctx.settings.schemes if s.id == "huurtoeslag")
    laws = others(scheme, ctx.settings.schemes)
    places = {
        role: {t.place for t in toggles(ctx.sides.of(role).nodes[scheme.id], ctx.catalogue, laws)} for role in ROLES
    }
    assert places["voor"] == {(f, "wet_op_de_huurtoeslag", "13") for f in ("kale_huur", "servicekosten")}
    assert places["na"] == set()


def test_the_law_on_benefits_says_what_it_gives() -> None:
    """Awir as it stood in 2015 and as it stands in 2026: hardship clause, hearing beforehand, terms."""
    rules = load_room_rules()
    topics = {t.id: t for t in rules.subjects}
    given = {}
    for name in ("kinderopvangtoeslag-2015", "huurtoeslag-2026"):
        ctx = ctx_of(name)
        scheme = next(s for s in ctx.settings.schemes if s.id == "kinderopvangtoeslag")
        under = [s for s in sources(ctx, "na", scheme, rules.process, True) if not s.general]
        given[name] = {t: [p.article.number for p in provisions(topics[t], under)] for t in ("hardheid", "zienswijze")}
        weeks = [t.days for s in under for a in s.law.articles if a.number == "28" for t in terms(s.law, a)]
        assert weeks == [42]
    assert given["kinderopvangtoeslag-2015"] == {"hardheid": [], "zienswijze": []}
    assert given["huurtoeslag-2026"] == {"hardheid": ["47"], "zienswijze": ["26b"]}


def test_a_year_of_a_tenant_holds_the_rent_in_july_and_no_task_of_a_scheme_that_is_not_theirs() -> None:
    calendar, rules = load_calendar(), load_burden_rules()
    ctx = ctx_of("huurtoeslag-2026")
    schemes = {s.id: s for s in ctx.settings.schemes}
    tenant = year(calendar, [burden(ctx, "na", schemes[name], rules) for name in ("huurtoeslag", "zorgtoeslag")])
    assert len(tenant) == 12
    assert "nieuwe huur doorgeven" in [task.nl for task in tenant[6]]
    assert not any("opvang" in task.nl or "aangifte" in task.nl for month in tenant for task in month)
    assert year(calendar, [burden(ctx, "na", schemes["kinderbijslag"], rules)]) == [[] for _ in range(12)]


def test_a_divorce_moves_what_the_register_says() -> None:
    ctx, rules = ctx_of("huurtoeslag-2026"), load_burden_rules()
    events = {e.id: e for e in load_events()}
    rent = next(s for s in ctx.settings.schemes if s.id == "huurtoeslag")
    sides = {role: event(events["scheiding"], [burden(ctx, role, rent, rules)], ctx.catalogue) for role in ROLES}
    assert set(sides["voor"].by_citizen) - set(sides["na"].by_citizen) == {"servicekosten"}
    assert "partner_bsn" in sides["na"].by_others
    assert sides["na"].organisations == ("Dienst Toeslagen", "Sociale Verzekeringsbank", "gemeente")
