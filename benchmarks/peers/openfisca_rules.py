"""The rules as an OpenFisca country package, and a small server that times them.

Runs in an environment of its own with OpenFisca-core (AGPL) and is never imported by uitvoerbaar: compare.py starts it
as a process, sends one word a line and reads one line of JSON for each.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import rules
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Array = Any
YEAR = "2026"
PERSON = build_entity(key="person", plural="persons", label="Person", is_person=True)
HOUSEHOLD = build_entity(
    key="household", plural="households", label="Household", roles=[{"key": "member", "plural": "members"}]
)
MONEY = (
    "loon_uit_dienstbetrekking", "uitkeringen_en_pensioenen", "winst_uit_onderneming", "inkomen_box2",
    "eigenwoningwaarde", "hypotheekrente", "spaargeld", "beleggingen", "onroerend_goed", "schulden", "aow_opbouwjaren",
)  # fmt: skip
OUTPUTS = ("inkomensheffing", "hoogte_zorgtoeslag")


def variable(name: str, kind: type, formula: Any = None, entity: Any = PERSON) -> type[Variable]:
    """A variable of a year; without formula it is an input."""
    parts = {"value_type": kind, "entity": entity, "definition_period": DateUnit.YEAR, "label": name}
    return type(name, (Variable,), parts if formula is None else {**parts, "formula": formula})


def of(function: Any, *names: str, household: tuple[str, ...] = ()) -> Any:
    """A formula of a person: `function` of the variables by name, those in `household` asked of the household."""

    def formula(person: Any, period: Any) -> Array:
        return function(*(person.household(n, period) if n in household else person(n, period) for n in names))

    return formula


def joint(name: str) -> Any:
    """A formula of a household: the sum over its members."""

    def formula(household: Any, period: Any) -> Array:
        return household.sum(household.members(name, period))

    return formula


def of_home(function: Any, *names: str) -> Any:
    """A formula of a household from its own variables."""

    def formula(household: Any, period: Any) -> Array:
        return function(*(household(name, period) for name in names))

    return formula


def _paired(household: Any, _period: Any) -> Array:
    return household.nb_persons() == 2


def _box1_income(*parts: Array) -> Array:
    return np.floor(sum(parts))


def _earned(wages: Array, profit: Array) -> Array:
    return np.floor(rules.positive(wages + profit))


def _sum(*parts: Array) -> Array:
    return sum(parts)


def _charge(charged: Array, credits: Array) -> Array:
    return rules.positive(charged - credits)


def _paid_out(
    born: Array, general: Array, credits: Array, charged: Array, own: Array, of_both: Array, paired: Array
) -> Array:
    return rules.paid_out_credit(born, general, credits, charged, of_both - own, paired)


def _conditions(born: Array, insured: Array, little_wealth: Array) -> Array:
    return (rules.age(born) >= 18) & insured & little_wealth


def _partner_insured(insured: Array, members: Array) -> Array:
    return members - insured > 0


PAIRED = ("heeft_toeslagpartner",)
BOX3 = ("spaargeld", "beleggingen", "onroerend_goed", "schulden_boven_drempel")
CHARGES = ("box1_heffing", "tariefsaanpassing", "box2_heffing", "box3_heffing")
CREDITS = ("algemene_heffingskorting", "arbeidskorting", "ouderenkorting", "alleenstaande_ouderenkorting")
OF_PERSONS: dict[str, tuple[type, Any]] = {
    "heeft_aow_leeftijd": (bool, of(lambda born: rules.age(born) >= 67, "geboortedatum")),
    "aow_per_maand": (float, of(rules.state_pension_month, "aow_opbouwjaren", *PAIRED, household=PAIRED)),
    "hoogte_aow": (float, of(
        rules.state_pension_year, "aow_per_maand", "heeft_aow_leeftijd", "aow_opbouwjaren", *PAIRED, household=PAIRED)),
    "eigenwoningforfait": (float, of(rules.home_fiction, "eigenwoningwaarde")),
    "aftrek_kleine_eigenwoningschuld": (float, of(rules.small_debt, "eigenwoningforfait", "hypotheekrente")),
    "inkomsten_eigen_woning": (float, of(
        lambda fiction, interest, small: fiction - interest - small,
        "eigenwoningforfait", "hypotheekrente", "aftrek_kleine_eigenwoningschuld")),
    "box1_inkomen": (float, of(
        _box1_income, "loon_uit_dienstbetrekking", "winst_uit_onderneming", "uitkeringen_en_pensioenen", "hoogte_aow",
        "inkomsten_eigen_woning")),
    "tarief_eerste_schijf": (float, of(rules.first_rate, "heeft_aow_leeftijd")),
    "einde_eerste_schijf": (float, of(rules.first_end, "geboortedatum")),
    "box1_heffing": (float, of(rules.bands, "box1_inkomen", "tarief_eerste_schijf", "einde_eerste_schijf")),
    "tariefsaanpassing": (float, of(rules.interest_correction, "box1_inkomen", "hypotheekrente")),
    "box2_heffing": (float, of(rules.box2_tax, "inkomen_box2")),
    "schulden_boven_drempel": (float, of(rules.net_debts, "schulden", "gezamenlijke_schulden", *PAIRED,
        household=("gezamenlijke_schulden", *PAIRED))),
    "rendementsgrondslag": (float, of(rules.wealth_less, *BOX3)),
    "forfaitair_rendement": (float, of(rules.return_less, *BOX3)),
    "box3_inkomen": (float, of(
        rules.box3_share, "belast_rendement", *PAIRED, household=("belast_rendement", *PAIRED))),
    "box3_heffing": (float, of(lambda income: np.floor(0.36 * income), "box3_inkomen")),
    "verzamelinkomen": (float, of(
        lambda *boxes: sum(boxes), "box1_inkomen", "inkomen_box2", "box3_inkomen")),
    "maximale_algemene_heffingskorting": (float, of(rules.general_credit_most, "heeft_aow_leeftijd")),
    "afbouw_algemene_heffingskorting": (float, of(rules.general_credit_down, "heeft_aow_leeftijd")),
    "algemene_heffingskorting": (float, of(
        rules.credit_less, "maximale_algemene_heffingskorting", "afbouw_algemene_heffingskorting", "verzamelinkomen")),
    "aandeel_heffingskortingen": (float, of(rules.credit_part, "heeft_aow_leeftijd")),
    "arbeidsinkomen": (float, of(_earned, "loon_uit_dienstbetrekking", "winst_uit_onderneming")),
    "arbeidskorting": (float, of(rules.work_credit_of, "arbeidsinkomen", "aandeel_heffingskortingen")),
    "maximale_ouderenkorting": (float, of(rules.elderly_credit_most, "heeft_aow_leeftijd")),
    "ouderenkorting": (float, of(rules.elderly_credit, "maximale_ouderenkorting", "verzamelinkomen")),
    "alleenstaande_ouderenkorting": (float, of(
        rules.single_elderly_credit, "heeft_aow_leeftijd", *PAIRED, household=PAIRED)),
    "heffing_voor_kortingen": (float, of(_sum, *CHARGES)),
    "standaardheffingskorting": (float, of(_sum, *CREDITS)),
    "heffing_na_kortingen": (float, of(_charge, "heffing_voor_kortingen", "standaardheffingskorting")),
    "uitbetaalde_heffingskorting": (float, of(
        _paid_out, "geboortedatum", "algemene_heffingskorting", "standaardheffingskorting", "heffing_voor_kortingen",
        "heffing_na_kortingen", "heffing_van_beiden", *PAIRED, household=("heffing_van_beiden", *PAIRED))),
    "inkomensheffing": (float, of(np.subtract, "heffing_na_kortingen", "uitbetaalde_heffingskorting")),
    "voldoet_aan_voorwaarden": (bool, of(
        _conditions, "geboortedatum", "heeft_zorgverzekering", "vermogen_onder_grens",
        household=("vermogen_onder_grens",))),
    "partner_is_verzekerd": (bool, of(
        _partner_insured, "heeft_zorgverzekering", "verzekerden", household=("verzekerden",))),
    "berekende_zorgtoeslag": (float, of(
        rules.computed_allowance, "standaardpremie_min_normpremie", *PAIRED, "partner_is_verzekerd",
        household=("standaardpremie_min_normpremie", *PAIRED))),
    "hoogte_zorgtoeslag": (float, of(rules.paid_allowance, "berekende_zorgtoeslag", "voldoet_aan_voorwaarden")),
}  # fmt: skip
"""The outputs of the laws by their own names: one variable each."""
OF_HOUSEHOLDS: dict[str, tuple[type, Any]] = {
    "heeft_toeslagpartner": (bool, _paired),
    "gezamenlijke_schulden": (float, joint("schulden")),
    "gezamenlijke_grondslag": (float, joint("rendementsgrondslag")),
    "gezamenlijk_rendement": (float, joint("forfaitair_rendement")),
    "gezamenlijk_heffingvrij": (float, of_home(rules.tax_free, *PAIRED)),
    "belast_rendement": (float, of_home(
        rules.taxed_return, "gezamenlijke_grondslag", "gezamenlijk_rendement", "gezamenlijk_heffingvrij")),
    "heffing_van_beiden": (float, joint("heffing_na_kortingen")),
    "gezamenlijk_toetsingsinkomen": (float, joint("verzamelinkomen")),
    "vermogen_onder_grens": (bool, of_home(rules.little_wealth, "gezamenlijke_grondslag", *PAIRED)),
    "verzekerden": (int, joint("heeft_zorgverzekering")),
    "standaardpremie_huishouden": (float, of_home(rules.standard_premium, *PAIRED)),
    "normpremie": (float, of_home(rules.norm_premium, "gezamenlijk_toetsingsinkomen", *PAIRED)),
    "standaardpremie_min_normpremie": (float, of_home(np.subtract, "standaardpremie_huishouden", "normpremie")),
}  # fmt: skip


def system() -> TaxBenefitSystem:
    """The country package: entities and variables."""
    made = TaxBenefitSystem([PERSON, HOUSEHOLD])
    for name in MONEY:
        made.add_variable(variable(name, float))
    made.add_variable(variable("geboortedatum", int))
    made.add_variable(variable("heeft_zorgverzekering", bool))
    for table, entity in ((OF_PERSONS, PERSON), (OF_HOUSEHOLDS, HOUSEHOLD)):
        for name, (kind, formula) in table.items():
            made.add_variable(variable(name, kind, formula, entity))
    return made


def simulation(made: TaxBenefitSystem, columns: dict[str, Array]) -> Simulation:
    """People in households, with their inputs; nothing is computed yet."""
    n = len(columns["geboortedatum"])
    builder = SimulationBuilder()
    builder.create_entities(made)
    builder.declare_person_entity("person", np.arange(n))
    home = columns["household"]
    household = builder.declare_entity("household", np.arange(int(home.max()) + 1))
    builder.join_with_persons(household, home, ["member"] * n)
    found = builder.build(made)
    for name in (*MONEY, "geboortedatum", "heeft_zorgverzekering"):
        found.set_input(name, YEAR, columns[name])
    return found


def serve(file: Path, answers: Path) -> None:
    """Answer 'run' with the seconds that one computation takes (a new simulation each time), until 'stop'."""
    with np.load(file) as stored:
        columns = {name: stored[name] for name in stored.files}
    made = system()
    for line in sys.stdin:
        if line.strip() != "run":
            break
        start = time.perf_counter()
        fresh = simulation(made, columns)
        built = time.perf_counter()
        outputs = {name: fresh.calculate(name, YEAR) for name in OUTPUTS}
        seconds = time.perf_counter() - built
        np.savez(answers, **outputs)
        print(json.dumps({"build_s": built - start, "run_s": seconds}), flush=True)


if __name__ == "__main__":
    serve(Path(sys.argv[1]), Path(sys.argv[2]))
