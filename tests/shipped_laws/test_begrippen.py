"""One concept, one definition: a bill that changes what a partner, child, income, wealth or household is holds everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.engine.batch.test_agree import BACKENDS, check
from tests.engine.country import random_country
from tests.shipped_laws.personen import corpus, couple, person
from tests.shipped_laws.wetsvoorstel import (
    AKW,
    AWIR,
    BUDGET,
    CARE,
    CHILDCARE,
    DATE,
    HOME,
    RENT,
    SHARED,
    Household,
    alone,
    bill,
    defined,
    exchanged,
    linked,
    values,
)  # fmt: skip
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.outputs import fill_computed
from uitvoerbaar.law.graph import Node
from uitvoerbaar.law.registers import load_registers

CASE = SHARED / "cases" / "law-and-input" / "partner-definition-changed" / "voornemen" / "laws"
PAID = [
    (CARE, "hoogte_zorgtoeslag"), (RENT, "hoogte_huurtoeslag"), (BUDGET, "hoogte_kindgebonden_budget"),
    (CHILDCARE, "hoogte_kinderopvangtoeslag"),
]  # fmt: skip
IN_CARE = {"opvangsoort": "bso", "opvanguren_per_maand": 60, "uurtarief": 900, "opvangkosten_betaald": 648000}
YOUNG = {"geboortedatum": "2021-05-01", **IN_CARE}
OLDER = {"geboortedatum": "2012-05-01", **IN_CARE}
TEEN = {"geboortedatum": "2009-05-01"}
GROWN = {"geboortedatum": "2007-05-01"}
LEASE: dict[str, Any] = {"is_huurder": True, "kale_huur": 70000}
EARNS: dict[str, Any] = {"loon_uit_dienstbetrekking": 2400000, **LEASE}


def pair(first: dict[str, Any] | None = None, second: dict[str, Any] | None = None, **both: Any) -> Household:
    return couple({**EARNS, **(first or {})}, {"loon_uit_dienstbetrekking": 2000000, **(second or {})}, **both)


def without_partner(home: Household) -> Household:
    """The same person, of whom the register knows no partner."""
    return ({**home[0], "partner_bsn": None},)


# --- a constant in the place of the definition: all that depends on it moves --------------------------------------------

ALLOWANCES = (CARE, RENT, BUDGET, CHILDCARE, AWIR, HOME, AKW)
HOMES: list[Household] = [
    pair(kinderen=[YOUNG, TEEN]),
    pair({"geboortedatum": "2005-08-01"}, {"geboortedatum": "1980-01-01"}, kinderen=[]),
    pair({"geboortedatum": "2005-08-01", "kale_huur": 85000}, {"geboortedatum": "2005-08-02"}),
    pair({"uren_per_week": 20}, {"uren_per_week": 0}, kinderen=[YOUNG]),
    pair({}, {"heeft_zorgverzekering": False}, kinderen=[OLDER, TEEN]),
    pair({"heeft_zorgverzekering": False}, {}, kinderen=[]),
    pair({"is_huurder": False}, LEASE, kinderen=[]),
    pair({"spaargeld": 12000000}, {"spaargeld": 3000000}, kinderen=[TEEN]),
    pair({"spaargeld": 12000000}, {"spaargeld": 9000000}, kinderen=[YOUNG]),
    pair({"spaargeld": 3000000}, {"spaargeld": 6000000}, kinderen=[]),
    pair({"geschat_inkomen": 2000000}, {"geschat_inkomen": 1500000}, kinderen=[]),
    pair({"geboortedatum": "2008-08-01"}, {"geboortedatum": "2008-08-01"}, kinderen=[{"geboortedatum": "2025-01-05"}]),
    pair({"geboortedatum": "2008-08-01"}, {}, is_gehuwd=True),
    alone(loon_uit_dienstbetrekking=1500000, spaargeld=5000000, kinderen=[OLDER], **LEASE),
]
CONCEPTS = {
    "partner": (AWIR, "heeft_toeslagpartner", "false"),
    "kind": (AKW, "aantal_kinderen", "0"),
    "kind voor de opvang": (CHILDCARE, "leeftijdsgrens_opvang", "0"),
    "inkomen": (AWIR, "toetsingsinkomen", "4000000"),
    "vermogen": (AWIR, "vermogen", "50000000"),
    "huishouden": (RENT, "aantal_personen", "1"),
}
SETTLED = {"toeslagpartner_bsn", "huisgenoot_bsn"}
"""Keys: whose they are is seen by what is asked of that person."""


def depending(nodes: dict[str, Node], law: str, output: str) -> dict[str, Node]:
    """Those whose value the definition can reach; a check of the other inputs of the article is no part of a value."""

    def reaches(root: Node) -> bool:
        seen: set[int] = set()
        stack = [root]
        while stack:
            node = stack.pop()
            if node.id not in seen:
                seen.add(node.id)
                named = node.op == "NAME" and node.payload.kind == "output"
                if named and (node.payload.law, node.payload.name) == (law, output):
                    return True
                stack += node.args[-1:] if node.op == "SEQ" else node.args
        return False

    return {name: node for name, node in nodes.items() if reaches(node)}


def asked_of_a_person() -> list[tuple[str, str]]:
    """Every output of the allowance laws that is asked with nothing but a person."""
    found = []
    for law in ALLOWANCES:
        for article in corpus().select(law, "2026-01-01").articles:
            rules = article.rules
            if rules is not None and [p.name for p in rules.parameters] == ["bsn"]:
                found += [(law, output.name) for output in rules.outputs]
    return found


@pytest.mark.parametrize("concept", CONCEPTS)
def test_a_constant_definition_moves_all_that_depends_on_it(concept: str, tmp_path: Path) -> None:
    law, output, value = CONCEPTS[concept]
    outputs = asked_of_a_person()
    changed = linked(bill(tmp_path, defined(law, output, value)), outputs)
    shipped = linked(corpus(), outputs)
    # The partner of the shipped law is the register field itself, so that concept is looked for in the bill.
    counted = [n for n in depending(changed, law, output) if n.rpartition(".")[2] not in SETTLED]
    assert len(counted) > 3
    still = set(counted)
    for home in HOMES:
        before, after = values({n: shipped[n] for n in still}, home), values({n: changed[n] for n in still}, home)
        still -= {name for name in still if before[name] != after[name]}
        if not still:
            break
    assert still == set()


# --- twenty bills -------------------------------------------------------------------------------------------------------

MARRIED = "{operation: AND, conditions: [{operation: NOT_NULL, subject: $partner_bsn}, $is_gehuwd]}"
REGISTERED = (
    "          - {name: partner_bsn, type: number, nullable: true, source: {}}\n        output:\n"
    "          - {name: heeft_toeslagpartner, type: boolean}"
)


def partner_is(condition: str, *fields: str) -> str:
    """Article 3 of the Awir with another condition, which may read more of the register."""
    more = "".join(f"          - {field}\n" for field in fields)
    text = defined(AWIR, "heeft_toeslagpartner", condition)
    assert text.count(REGISTERED) == 1
    return text.replace(REGISTERED, more + REGISTERED)


def with_income(home: Household, share: float) -> Household:
    """The household when everybody earns a share of it."""
    wage = "loon_uit_dienstbetrekking"
    return tuple({**who, wage: int(who[wage] * share)} for who in home)


def with_children(home: Household, *children: dict[str, Any]) -> Household:
    return tuple({**who, "kinderen": person(kinderen=children)["kinderen"]} for who in home)


def with_wealth(home: Household, *amounts: int) -> Household:
    return tuple({**who, "spaargeld": amount} for who, amount in zip(home, amounts, strict=True))


@dataclass(frozen=True)
class Bill:
    """A change of a definition, and what it makes of a household: the same as the law of today makes of another."""

    name: str
    text: Callable[[], str]
    home: Household
    same_as: Household
    outputs: tuple[tuple[str, str], ...] = tuple(PAID)


FAMILY = pair(kinderen=[YOUNG])
TEENS = pair(kinderen=[YOUNG, TEEN])
UNMARRIED, WED = pair(kinderen=[YOUNG]), pair(kinderen=[YOUNG], is_gehuwd=True)
CHILD_MONEY = ((BUDGET, "hoogte_kindgebonden_budget"), (AKW, "hoogte_kinderbijslag"))
CARE_MONEY = ((CHILDCARE, "hoogte_kinderopvangtoeslag"),)
RENT_MONEY = ((RENT, "hoogte_huurtoeslag"),)
WEALTH = tuple((law, "vermogen_onder_grens") for law in (CARE, RENT, BUDGET))
"""Savings give income in box 3 too, so of wealth only the test is compared."""
LIMIT = 'leeftijdsgrens_kind: {value: 18, description: "AKW art. 7 lid 1"}'
CHILDREN = "$kinderen\n                  as: kind\n                  filter: {operation: GREATER_THAN_OR_EQUAL"
MATE = {"geboortedatum": "1990-07-01", "toetsingsinkomen": 0}

BILLS = [
    Bill("niemand heeft een partner", lambda: defined(AWIR, "heeft_toeslagpartner", "false"),
         FAMILY, without_partner(FAMILY)),
    Bill("alleen gehuwden: niet gehuwd", lambda: partner_is(MARRIED, "{name: is_gehuwd, type: boolean, source: {}}"),
         UNMARRIED, without_partner(UNMARRIED)),
    Bill("alleen gehuwden: gehuwd", lambda: partner_is(MARRIED, "{name: is_gehuwd, type: boolean, source: {}}"), WED, WED),
    Bill("geen partner voor studenten",
         lambda: partner_is("{operation: AND, conditions: [{operation: NOT_NULL, subject: $partner_bsn}, {operation: NOT, "
                            "value: $is_student}]}", "{name: is_student, type: boolean, source: {}}"),
         pair({"is_student": True}, kinderen=[YOUNG]), without_partner(pair({"is_student": True}, kinderen=[YOUNG]))),
    Bill("geen partner onder 27",
         lambda: partner_is("{operation: AND, conditions: [{operation: NOT_NULL, subject: $partner_bsn}, {operation: "
                            "GREATER_THAN_OR_EQUAL, subject: {operation: AGE, date_of_birth: $geboortedatum, "
                            "reference_date: $referencedate}, value: 27}]}",
                            "{name: geboortedatum, type: date, source: {}}"),
         pair({"geboortedatum": "2002-01-01"}), without_partner(pair({"geboortedatum": "2002-01-01"}))),
    Bill("kind tot 16", lambda: exchanged(AKW, (LIMIT, LIMIT.replace("18", "16"))),
         TEENS, with_children(TEENS, YOUNG), CHILD_MONEY),
    Bill("kind tot 21", lambda: exchanged(AKW, (LIMIT, LIMIT.replace("18", "21"))),
         pair(kinderen=[YOUNG, GROWN]), TEENS, CHILD_MONEY),
    Bill("kind tot 12", lambda: exchanged(AKW, (LIMIT, LIMIT.replace("18", "12"))),
         pair(kinderen=[OLDER, TEEN]), pair(), CHILD_MONEY),
    Bill("geen kinderen", lambda: defined(AKW, "aantal_kinderen", "0"), TEENS, pair(), CHILD_MONEY),
    Bill("opvang tot 10", lambda: exchanged(CHILDCARE, ("leeftijdsgrens: {value: 14,", "leeftijdsgrens: {value: 10,")),
         pair(kinderen=[YOUNG, OLDER]), pair(kinderen=[YOUNG]), CARE_MONEY),
    Bill("opvang voor niemand", lambda: defined(CHILDCARE, "leeftijdsgrens_opvang", "0"), FAMILY, pair(), CARE_MONEY),
    Bill("half inkomen",
         lambda: defined(AWIR, "toetsingsinkomen", "{operation: MULTIPLY, values: [0.5, $verzamelinkomen]}"),
         FAMILY, with_income(FAMILY, 0.5)),
    Bill("geen inkomen", lambda: defined(AWIR, "toetsingsinkomen", "0"), FAMILY, with_income(FAMILY, 0)),
    Bill("inkomen van de aanvrager alleen", lambda: defined(AWIR, "gezamenlijk_toetsingsinkomen", "$toetsingsinkomen"),
         FAMILY, (FAMILY[0], {**FAMILY[1], "loon_uit_dienstbetrekking": 0})),
    Bill("vermogen telt niet", lambda: defined(AWIR, "vermogen", "0"),
         with_wealth(FAMILY, 50000000, 90000000), FAMILY, WEALTH),
    Bill("vermogen voor de helft",
         lambda: defined(AWIR, "vermogen", "{operation: MULTIPLY, values: [0.5, $rendementsgrondslag]}"),
         with_wealth(FAMILY, 7000000, 6000000), with_wealth(FAMILY, 3500000, 3000000),
         WEALTH),
    Bill("vermogen van de aanvrager alleen", lambda: defined(AWIR, "gezamenlijk_vermogen", "$vermogen"),
         with_wealth(FAMILY, 1000000, 90000000), with_wealth(FAMILY, 1000000, 0),
         WEALTH),
    Bill("iedereen woont alleen", lambda: defined(RENT, "aantal_personen", "1"),
         alone(**EARNS, kinderen=[YOUNG, TEEN]), alone(**EARNS), RENT_MONEY),
    Bill("huisgenoten tellen niet als bewoner",
         lambda: exchanged(RENT, ("                  filter: {operation: GREATER_THAN_OR_EQUAL, subject: {operation: AGE, "
                                  "date_of_birth: $huisgenoot.geboortedatum, reference_date: $eerste_dag_van_de_maand}, "
                                  "value: 0}\n                  body: 1",
                                  "                  filter: false\n                  body: 1")),
         alone(**EARNS, huisgenoten=[MATE]), alone(**EARNS), RENT_MONEY),
    Bill("kinderen tellen dubbel als bewoner",
         lambda: exchanged(RENT, ("$kind.geboortedatum, reference_date: $eerste_dag_van_de_maand}, value: 0}\n"
                                  "                  body: 1",
                                  "$kind.geboortedatum, reference_date: $eerste_dag_van_de_maand}, value: 0}\n"
                                  "                  body: 2")),
         alone(**{**EARNS, "kale_huur": 76000}, kinderen=[TEEN]),
         alone(**{**EARNS, "kale_huur": 76000}, kinderen=[TEEN, TEEN]), RENT_MONEY),
]  # fmt: skip


def test_who_is_insured_is_said_in_one_article(tmp_path: Path) -> None:
    """Article 2 of the Zvw says who is insured: premium, contribution and allowance all follow it."""
    insurance = "zorgverzekeringswet"
    outputs = [
        (insurance, "nominale_premie"),
        (insurance, "inkomensafhankelijke_bijdrage"),
        (CARE, "hoogte_zorgtoeslag"),
    ]
    home = alone(winst_uit_onderneming=2000000, betaalde_zorgpremie=170000)
    before = values(linked(corpus(), outputs), home)
    after = values(linked(bill(tmp_path, defined(insurance, "is_verzekerd", "false")), outputs), home)
    assert all(value > 0 for value in before.values())
    assert set(after.values()) == {0}


def test_there_are_twenty_bills() -> None:
    assert len({one.name for one in BILLS}) == 20


@pytest.mark.parametrize("one", BILLS, ids=lambda one: one.name)
def test_a_bill_that_changes_a_definition_is_carried_through_everywhere(one: Bill, tmp_path: Path) -> None:
    """Each allowance is what the law of today gives the household that the new definition makes of it."""
    changed = linked(bill(tmp_path, one.text()), one.outputs)
    shipped = linked(corpus(), one.outputs)
    after = values(changed, one.home)
    assert after == values(shipped, one.same_as)
    if one.home != one.same_as:
        assert after != values(shipped, one.home), "this bill changes nothing here"


def test_the_kernels_follow_a_changed_partner(tmp_path: Path) -> None:
    """A key that is chosen by the law is read by the kernels as by the reference."""
    text = partner_is(MARRIED, "{name: is_gehuwd, type: boolean, source: {}}")
    catalogue = load_registers()
    people, _ = random_country(catalogue, 60, seed=7)
    nodes = linked(bill(tmp_path, text), [*PAID, (HOME, "zorgtoeslag_uitbetaald"), (HOME, "huurtoeslag_uitbetaald")])
    people = fill_computed(corpus(), DATE, people, catalogue, only=nodes.values())
    results = {b: Batch(nodes, backend=b, threads=1).run(people) for b in BACKENDS}  # type: ignore[arg-type]
    check(nodes, people, results, range(60))
    assert sum(results["llvm"].explained_by.values()) < 0.05 * 60 * len(nodes)


@pytest.mark.skipif(not CASE.is_dir(), reason=f"{CASE} is not there")
def test_a_bill_that_copies_the_older_text_is_carried_through_too() -> None:
    """Its own article 7 still reads the register, but the allowance laws tell it who the partner is."""
    laws = corpus().overlay([CASE])
    outputs = [*PAID, (HOME, "zorgtoeslag_uitbetaald")]
    after, alone_now = (
        values(linked(laws, outputs), UNMARRIED),
        values(linked(corpus(), outputs), without_partner(UNMARRIED)),
    )
    assert [after[f"{law}.{name}"] for law, name in PAID] == [alone_now[f"{law}.{name}"] for law, name in PAID]
    other = values(linked(corpus(), [(CARE, "hoogte_zorgtoeslag")]), without_partner(UNMARRIED[::-1]))
    both = alone_now[f"{CARE}.hoogte_zorgtoeslag"] + other[f"{CARE}.hoogte_zorgtoeslag"]
    assert after[f"{HOME}.zorgtoeslag_uitbetaald"] == both


def test_the_register_computes_income_and_wealth_of_housemates_by_the_same_definition() -> None:
    catalogue = load_registers()
    for field, output in (("toetsingsinkomen", "toetsingsinkomen"), ("rendementsgrondslag", "vermogen")):
        found = catalogue.field("huisgenoot", field)
        assert found is not None
        assert found.spec.computed_by == (AWIR, output)
