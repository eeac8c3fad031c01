"""Values, names and single operations of a law in plain English.

Names of laws and of what they yield are Dutch law; data/taal/engels.yaml says them in English where we wrote that
down. A name that is not there is shown as the law has it, in quotation marks.
"""

from __future__ import annotations

from collections.abc import Mapping

from uitvoerbaar.base.vocabulary import vocabulary
from uitvoerbaar.engine.explain.dutch import words as dutch
from uitvoerbaar.engine.explain.language import Plain

_WHO: Mapping[str, str] = {"de persoon": "the person", "de partner": "the partner", "aanvrager": "applicant"}
_TABLES: Mapping[str, str] = {
    "kind": "child",
    "huisgenoot": "housemate",
    "nummer": "number",
    "persoon": "person",
    "partner": "partner",
}


def words(name: str) -> str:
    """A name of the law in English, or as the law has it, in quotation marks."""
    return vocabulary().get(name) or f"“{dutch(name)}”"


def whose(name: str) -> str:
    """Whose record it is: kind 1 is child 1."""
    table, _, number = name.partition(" ")
    return _WHO.get(name) or (f"{_TABLES[table]} {number}".strip() if table in _TABLES else name)


ENGLISH = Plain(
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    point=".",
    sign="€",
    yes="yes",
    no="no",
    none="none",
    empty="(empty)",
    tainted="cannot be put into rules ({})",
    last="and",
    either="or",
    divided=" ÷ ",
    units={
        "years": "years",
        "months": "months",
        "weeks": "weeks",
        "days": "days",
        "hours": "hours",
        " per jaar": " a year",
        " per maand": " a month",
        " per uur": " an hour",
    },
    terms=("years", "months", "weeks", "days"),
    phrases={
        "LESS_THAN": "{0} is below {1}",
        "LESS_THAN_OR_EQUAL": "{0} is at most {1}",
        "GREATER_THAN": "{0} is above {1}",
        "GREATER_THAN_OR_EQUAL": "{0} is at least {1}",
        "EQUALS": "{0} is {1}",
        "IN": "{0} is one of {1}",
        "IS_NULL": "{0} is missing",
        "NOT_NULL": "{0} is not missing",
        "NOT": "not: {0}",
        "MIN": "the lowest of {0}",
        "MAX": "the highest of {0}",
        "ROUND": "{0}, rounded",
        "CEIL": "{0}, rounded up",
        "FLOOR": "{0}, rounded down",
        "AGE": "age, born {0}, on {1}",
        "DATE_DIFF": "{0} from {1} to {2}",
        "DAY_OF_WEEK": "day of the week (Monday is 0) of {0}",
        "DATE_PART year": "the year of {0}",
        "DATE_PART month": "the month of {0}",
        "DATE_PART day": "the day of {0}",
        "START_OF year": "1 January of the year of {0}",
        "START_OF month": "the first day of the month of {0}",
        "?": "{0} of {1}",
    },
    date_phrases={
        "LESS_THAN": "{0} is before {1}",
        "LESS_THAN_OR_EQUAL": "{0} is on or before {1}",
        "GREATER_THAN": "{0} is after {1}",
        "GREATER_THAN_OR_EQUAL": "{0} is on or after {1}",
    },
    negated=(" is ", " is not "),
    unknown="it is unknown whether {}",
    lacking="unknown (missing: {})",
    combined={
        "ADD": "the sum over",
        "AND": "holds for each of",
        "OR": "holds for at least one of",
        "MIN": "the lowest of",
        "MAX": "the highest of",
        None: "the list of",
        "?": "over",
    },
    said={
        "nothing": "(and {} items of {})",
        "left_out": "does not count",
        "of": "{} of {}",
        "given": "Given: {}.",
        "place": "{}, article {}",
        "sum": ", which is {}",
        "because": ", because {}",
    },
    named=words,
    whose=whose,
    values={"geen": "none", "dagopvang": "day care", "bso": "after-school care", "gastouder": "childminder"},
)
