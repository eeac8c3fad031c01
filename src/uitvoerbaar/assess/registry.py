"""The tests of an assessment, in the order of the report."""

from __future__ import annotations

from uitvoerbaar.assess.aspects.advances.aspect import TEST as ADVANCES
from uitvoerbaar.assess.aspects.budget.aspect import TEST as BUDGET
from uitvoerbaar.assess.aspects.buildability.aspect import TEST as BUILDABILITY
from uitvoerbaar.assess.aspects.burden.aspect import TEST as BURDEN
from uitvoerbaar.assess.aspects.chain.aspect import TEST as CHAIN
from uitvoerbaar.assess.aspects.cliffs.aspect import TEST as CLIFFS
from uitvoerbaar.assess.aspects.cumulation.aspect import TEST as CUMULATION
from uitvoerbaar.assess.aspects.digital.aspect import TEST as DIGITAL
from uitvoerbaar.assess.aspects.doenvermogen.aspect import TEST as DOENVERMOGEN
from uitvoerbaar.assess.aspects.enforcement.aspect import TEST as ENFORCEMENT
from uitvoerbaar.assess.aspects.equal_treatment.aspect import TEST as EQUAL_TREATMENT
from uitvoerbaar.assess.aspects.fraud.aspect import TEST as FRAUD
from uitvoerbaar.assess.aspects.hygiene.aspect import TEST as HYGIENE
from uitvoerbaar.assess.aspects.income_effects.aspect import TEST as INCOME_EFFECTS
from uitvoerbaar.assess.aspects.introduction.aspect import TEST as INTRODUCTION
from uitvoerbaar.assess.aspects.legal.aspect import TEST as LEGAL
from uitvoerbaar.assess.aspects.local.aspect import TEST as LOCAL
from uitvoerbaar.assess.aspects.marginal_rates.aspect import TEST as MARGINAL_RATES
from uitvoerbaar.assess.aspects.mistakes.aspect import TEST as MISTAKES
from uitvoerbaar.assess.aspects.money.aspect import TEST as MONEY
from uitvoerbaar.assess.aspects.personas.aspect import TEST as PERSONAS
from uitvoerbaar.assess.aspects.poverty.aspect import TEST as POVERTY
from uitvoerbaar.assess.aspects.proven.aspect import TEST as PROVEN
from uitvoerbaar.assess.aspects.queues.aspect import TEST as QUEUES
from uitvoerbaar.assess.aspects.room.aspect import TEST as ROOM
from uitvoerbaar.assess.aspects.take_up.aspect import TEST as TAKE_UP
from uitvoerbaar.assess.aspects.workload.aspect import TEST as WORKLOAD
from uitvoerbaar.assess.outcome import Test

TESTS: tuple[Test, ...] = (
    BUDGET,
    INCOME_EFFECTS,
    POVERTY,
    MISTAKES,
    PROVEN,
    MARGINAL_RATES,
    CLIFFS,
    TAKE_UP,
    DOENVERMOGEN,
    BURDEN,
    ADVANCES,
    WORKLOAD,
    LOCAL,
    EQUAL_TREATMENT,
    MONEY,
    ROOM,
    LEGAL,
    HYGIENE,
    INTRODUCTION,
    PERSONAS,
    CUMULATION,
    QUEUES,
    CHAIN,
    ENFORCEMENT,
    FRAUD,
    BUILDABILITY,
    DIGITAL,
)
"""A test is added by adding its folder in `aspects` and its line here."""
