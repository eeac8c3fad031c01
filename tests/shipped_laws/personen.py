"""Persons for the law tests: full register records, and outputs of the shipped laws for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from uitvoerbaar.engine import DataSource, evaluate
from uitvoerbaar.law import Corpus, load_corpus

_MONEY = (
    "loon_uit_dienstbetrekking", "uitkeringen_en_pensioenen", "winst_uit_onderneming", "inkomen_box2",
    "eigenwoningwaarde", "hypotheekrente", "spaargeld", "beleggingen", "onroerend_goed", "schulden",
    "geregistreerd_inkomen", "geschat_inkomen", "kale_huur", "servicekosten", "betaalde_zorgpremie",
    "onbelaste_winst", "inkomen_uit_vermogen", "studiebeurs",
)  # fmt: skip
_PERSON = {
    **dict.fromkeys(_MONEY, 0),
    "geboortedatum": "1985-07-01",
    "partner_bsn": None,
    "is_gehuwd": False,
    "is_student": False,
    "uren_per_week": 36,
    "aow_opbouwjaren": 50,
    "ontvangt_bijstand": False,
    "heeft_zorgverzekering": True,
    "is_huurder": False,
    "woning_aangepast": False,
    "aanvraag_zorgtoeslag": True,
    "aanvraag_huurtoeslag": True,
    "aanvraag_kindgebonden_budget": True,
    "aanvraag_kinderopvangtoeslag": True,
}
_CHILD = {
    "geboortedatum": "2018-07-01", "opvangsoort": "geen", "opvanguren_per_maand": 0, "uurtarief": 0,
    "opvangkosten_betaald": 0,
}  # fmt: skip
_HOUSEMATE = {
    "geboortedatum": "1990-07-01", "is_kind": False, "is_student": False, "toetsingsinkomen": 0,
    "rendementsgrondslag": 0, "besteedbaar_inkomen_eenheid": 0, "huurtoeslag_uitbetaald": 0,
    "partner_is_huisgenoot": False,
}  # fmt: skip
AOW_AGE = "1950-07-01"
"""A birth date of someone who has the AOW age in every year from 2016."""


@cache
def corpus() -> Corpus:
    """The shipped laws."""
    return load_corpus()


def person(bsn: int = 1, **fields: Any) -> dict[str, Any]:
    """A register record; money in eurocent. `kinderen` and `huisgenoten` may name only what differs."""
    unknown = set(fields) - set(_PERSON) - {"kinderen", "huisgenoten"}
    assert not unknown, f"no such register field: {unknown}"
    return {
        **_PERSON,
        **fields,
        "bsn": bsn,
        "kinderen": [{**_CHILD, **child} for child in fields.get("kinderen", ())],
        "huisgenoten": [{**_HOUSEMATE, **other} for other in fields.get("huisgenoten", ())],
    }


def couple(first: Mapping[str, Any], second: Mapping[str, Any], **both: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two persons, numbers 1 and 2, who are each other's partner; `both` goes for either."""
    return person(1, partner_bsn=2, **{**both, **first}), person(2, partner_bsn=1, **{**both, **second})


def outputs(
    law: str, names: list[str], date: str, *people: Mapping[str, Any], bsn: int = 1, **given: Any
) -> dict[str, Any]:
    """Outputs of a law for person `bsn`; `given` are further parameters."""
    source = [DataSource("personen", "bsn", tuple(people))] if people else []
    parameters = {"bsn": bsn, **given} if people else given
    found = evaluate(corpus(), law, names, date, parameters, source).outputs
    return {name: found[name] for name in names}


def output(law: str, name: str, date: str, *people: Mapping[str, Any], bsn: int = 1, **given: Any) -> Any:
    """One output of a law for person `bsn`."""
    return outputs(law, [name], date, *people, bsn=bsn, **given)[name]
