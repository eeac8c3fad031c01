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


def _paired(household: Any, _period: Any) -> Array:
    return household.nb_persons() == 2


def _old(person: Any, period: Any) -> Array:
    return rules.age(person("geboortedatum", period)) >= 67


def _state_pension(person: Any, period: Any) -> Array:
    paired = person.household("paired", period)
    return rules.state_pension(person("old", period), person("aow_opbouwjaren", period), paired)


def _home_income(person: Any, period: Any) -> Array:
    return rules.home_income(person("eigenwoningwaarde", period), person("hypotheekrente", period))


def _earnings(person: Any, period: Any) -> Array:
    return person("loon_uit_dienstbetrekking", period) + person("winst_uit_onderneming", period)


def _box1_income(person: Any, period: Any) -> Array:
    names = ("earnings", "uitkeringen_en_pensioenen", "state_pension", "home_income")
    return np.floor(sum(person(name, period) for name in names))


def _box3(person: Any, period: Any) -> list[Array]:
    return [person(name, period) for name in ("spaargeld", "beleggingen", "onroerend_goed", "schulden")]


def _wealth(person: Any, period: Any) -> Array:
    return rules.wealth(*_box3(person, period))


def _notional_return(person: Any, period: Any) -> Array:
    return rules.notional_return(*_box3(person, period))


def _joint(name: str) -> Any:
    def formula(household: Any, period: Any) -> Array:
        return household.sum(household.members(name, period))

    return formula


def _box3_income(person: Any, period: Any) -> Array:
    household = person.household
    return rules.box3_income(
        household("joint_wealth", period), household("joint_return", period), household("paired", period)
    )


def _total_income(person: Any, period: Any) -> Array:
    return person("box1_income", period) + person("inkomen_box2", period) + person("box3_income", period)


def _income_tax(person: Any, period: Any) -> Array:
    old, total = person("old", period), person("total_income", period)
    earned = np.floor(rules.positive(person("earnings", period)))
    box1 = person("box1_income", period), person("hypotheekrente", period)
    tax = (
        rules.box1_tax(*box1, old, person("geboortedatum", period))
        + rules.box2_tax(person("inkomen_box2", period))
        + np.floor(0.36 * person("box3_income", period))
        - rules.general_credit(total, old)
        - rules.work_credit(earned, old)
        - rules.elderly_credits(total, old, person.household("paired", period))
    )
    return rules.positive(tax)


def _health_allowance(person: Any, period: Any) -> Array:
    household, insured = person.household, person("heeft_zorgverzekering", period)
    return rules.health_allowance(
        rules.age(person("geboortedatum", period)) >= 18,
        insured,
        household("insured_members", period) - insured > 0,
        household("paired", period),
        household("joint_income", period),
        household("joint_wealth", period),
    )


def system() -> TaxBenefitSystem:
    """The country package: entities and variables."""
    made = TaxBenefitSystem([PERSON, HOUSEHOLD])
    for name in MONEY:
        made.add_variable(variable(name, float))
    made.add_variable(variable("geboortedatum", int))
    made.add_variable(variable("heeft_zorgverzekering", bool))
    made.add_variable(variable("old", bool, _old))
    for name, formula in (
        ("state_pension", _state_pension), ("home_income", _home_income), ("earnings", _earnings),
        ("box1_income", _box1_income), ("wealth", _wealth), ("notional_return", _notional_return),
        ("box3_income", _box3_income), ("total_income", _total_income), ("inkomensheffing", _income_tax),
        ("hoogte_zorgtoeslag", _health_allowance),
    ):  # fmt: skip
        made.add_variable(variable(name, float, formula))
    made.add_variable(variable("paired", bool, _paired, HOUSEHOLD))
    for name, member in (
        ("joint_wealth", "wealth"),
        ("joint_return", "notional_return"),
        ("joint_income", "total_income"),
    ):
        made.add_variable(variable(name, float, _joint(member), HOUSEHOLD))
    made.add_variable(variable("insured_members", int, _joint("heeft_zorgverzekering"), HOUSEHOLD))
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
