"""Cases of childcare benefit for the tests: a parent, a partner and children in care."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from tests.places import DATA
from uitvoerbaar.engine.reference.case import DataSource, evaluate
from uitvoerbaar.law import Corpus, load_corpus

LAW, DECREE = "wet_kinderopvang", "besluit_kinderopvangtoeslag"
AWIR = "algemene_wet_inkomensafhankelijke_regelingen"
LAYERS = (f"wet/{LAW}", f"amvb/{DECREE}", f"wet/{AWIR}", "uitvoeringsbeleid")
FOLDERS = tuple(DATA / "laws" / "nl" / layer for layer in LAYERS)
KINDS = ("dagopvang", "bso", "gastouder")


@cache
def corpus() -> Corpus:
    return load_corpus(FOLDERS)


def child(kind: str, hours: Any, price: Any, *, short: Any = 0, born: str | None = None) -> dict[str, Any]:
    """A child in care: hours a month, eurocent an hour; `short` eurocent of the year not shown to be paid.

    Born about three years before the date of the case, when `born` is not given.
    """
    return {
        "opvangsoort": kind, "opvanguren_per_maand": hours, "uurtarief": price,
        "opvangkosten_betaald": 12 * hours * price - short, "geboortedatum": born,
    }  # fmt: skip


def benefit(
    date: str,
    income: int,
    children: Iterable[dict[str, Any]],
    *,
    hours: int = 36,
    student: bool = False,
    partner: dict[str, Any] | None = None,
    laws: Corpus | None = None,
) -> dict[str, Any]:
    """All outputs of the article of the amount; `income` is the joint income in whole euro."""
    parent = {
        "bsn": 1, "uren_per_week": hours, "is_student": student, "partner_bsn": None if partner is None else 2,
        "kinderen": [c | {"geboortedatum": c["geboortedatum"] or f"{int(date[:4]) - 4}-05-01"} for c in children],
    }  # fmt: skip
    other = {"bsn": 2, "uren_per_week": 36, "is_student": False, "partner_bsn": 1, "kinderen": [], **(partner or {})}
    found = evaluate(
        laws or corpus(), LAW, ["hoogte_kinderopvangtoeslag", "heeft_recht_op_kinderopvangtoeslag"], date,
        {"bsn": 1, "heeft_toeslagpartner": partner is not None, "gezamenlijk_toetsingsinkomen": income * 100},
        [DataSource("personen", "bsn", (parent, other))],
    )  # fmt: skip
    return dict(found.outputs)


@cache
def share(date: str, income: int) -> tuple[Any, Any]:
    """The shares for the first and for next children at a joint income in whole euro."""
    wanted = ["percentage_eerste_kind", "percentage_volgende_kinderen"]
    found = evaluate(corpus(), DECREE, wanted, date, {"gezamenlijk_toetsingsinkomen": income * 100}).outputs
    return found[wanted[0]], found[wanted[1]]
