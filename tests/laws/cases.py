"""One household as the toeslag laws see it: a register record and the Awir values, without running the Awir."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from uitvoerbaar.engine import evaluate
from uitvoerbaar.engine.case import DataSource
from uitvoerbaar.law import Corpus, load_corpus

BSN, PARTNER_BSN = 1, 2
RECORD = {
    "bsn": BSN,
    "partner_bsn": None,
    "geboortedatum": "1980-07-01",
    "kinderen": [],
    "huisgenoten": [],
    "is_huurder": True,
    "kale_huur": 0,
    "servicekosten": 0,
    "woning_aangepast": False,
}


@cache
def corpus() -> Corpus:
    """The shipped laws."""
    return load_corpus()


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
    **record: Any,
) -> Mapping[str, Any]:
    """All outputs of the deciding article of a toeslag law for one household; money in euro in, eurocent out."""
    output = f"hoogte_{law.removeprefix('wet_op_de_').removeprefix('wet_op_het_')}"
    parameters = {
        "bsn": BSN,
        "heeft_toeslagpartner": partner,
        "gezamenlijk_toetsingsinkomen": cents(income),
        "gezamenlijk_vermogen": cents(wealth),
        **(given or {}),
    }
    head = {**RECORD, "partner_bsn": PARTNER_BSN if partner else None, **record}
    people = [head, {**RECORD, "bsn": PARTNER_BSN, "partner_bsn": BSN, "geboortedatum": partner_born}]
    source = DataSource("personen", "bsn", tuple(people))
    return evaluate(corpus(), law, [output], f"{year}-01-01", parameters, [source]).outputs
