"""One household as the toeslag laws see it: register records and the Awir values, without running the Awir."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tests.shipped_laws.personen import corpus, person
from uitvoerbaar.engine import DataSource, evaluate
from uitvoerbaar.law import Corpus

BSN, PARTNER_BSN = 1, 2


def cents(euro: Any) -> int:
    """Euro as eurocent."""
    return int(Decimal(str(euro)) * 100)


def born(year: int, age: int) -> str:
    """A birth date that makes someone `age` years old on 1 January of `year`."""
    return f"{year - age - 1}-07-01"


def toeslag(
    law: str,
    year: int,
    income: Any,
    *,
    partner: bool = False,
    wealth: Any = 0,
    partner_born: str = "1980-07-01",
    given: Mapping[str, Any] | None = None,
    laws: Corpus | None = None,
    **record: Any,
) -> Mapping[str, Any]:
    """All outputs of the deciding article of a toeslag law for one household.

    `income` and `wealth` (of applicant and partner together) are in euro, register fields and outputs in eurocent;
    `given` are further values of other laws, `laws` takes the place of the shipped corpus.
    """
    output = f"hoogte_{law.removeprefix('wet_op_de_').removeprefix('wet_op_het_')}"
    parameters = {
        "bsn": BSN,
        "heeft_toeslagpartner": partner,
        "gezamenlijk_toetsingsinkomen": cents(income),
        "gezamenlijk_vermogen": cents(wealth),
        **(given or {}),
    }
    head = person(BSN, **{"geboortedatum": "1980-07-01", "partner_bsn": PARTNER_BSN if partner else None, **record})
    other = person(PARTNER_BSN, partner_bsn=BSN, geboortedatum=partner_born)
    source = DataSource("personen", "bsn", (head, other))
    return evaluate(laws or corpus(), law, [output], f"{year}-01-01", parameters, [source]).outputs
