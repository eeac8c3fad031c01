"""Values, names and single operations of a law in plain Dutch."""

from __future__ import annotations

from collections.abc import Mapping

from uitvoerbaar.engine.explain.language import Plain

_SPELLED: Mapping[str, str] = {
    "aow": "AOW", "zvw": "Zvw", "woz": "WOZ", "box1": "box 1", "box2": "box 2", "box3": "box 3",
}  # fmt: skip


def words(name: str) -> str:
    """A name of the law as words: hoogte AOW."""
    return " ".join(_SPELLED.get(word, word) for word in name.split("_"))


DUTCH = Plain(
    months=(
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    point=",",
    sign="€ ",
    yes="ja",
    no="nee",
    none="geen",
    empty="(leeg)",
    tainted="niet uit te drukken in regels ({})",
    last="en",
    either="of",
    divided=" : ",
    units={"years": "jaar", "months": "maanden", "weeks": "weken", "days": "dagen", "hours": "uur"},
    terms=("jaar", "maanden", "weken", "dagen"),
    phrases={
        "LESS_THAN": "{0} is lager dan {1}",
        "LESS_THAN_OR_EQUAL": "{0} is ten hoogste {1}",
        "GREATER_THAN": "{0} is hoger dan {1}",
        "GREATER_THAN_OR_EQUAL": "{0} is ten minste {1}",
        "EQUALS": "{0} is {1}",
        "IN": "{0} is een van {1}",
        "IS_NULL": "{0} ontbreekt",
        "NOT_NULL": "{0} ontbreekt niet",
        "NOT": "niet: {0}",
        "MIN": "het laagste van {0}",
        "MAX": "het hoogste van {0}",
        "ROUND": "{0}, afgerond",
        "CEIL": "{0}, naar boven afgerond",
        "FLOOR": "{0}, naar beneden afgerond",
        "AGE": "leeftijd bij {0} op {1}",
        "DATE_DIFF": "{0} van {1} tot {2}",
        "DAY_OF_WEEK": "dag van de week (maandag is 0) van {0}",
        "DATE_PART year": "het jaar van {0}",
        "DATE_PART month": "de maand van {0}",
        "DATE_PART day": "de dag van {0}",
        "START_OF year": "1 januari van het jaar van {0}",
        "START_OF month": "de eerste dag van de maand van {0}",
        "?": "{0} van {1}",
    },
    date_phrases={
        "LESS_THAN": "{0} is vóór {1}",
        "LESS_THAN_OR_EQUAL": "{0} is op of vóór {1}",
        "GREATER_THAN": "{0} is na {1}",
        "GREATER_THAN_OR_EQUAL": "{0} is op of na {1}",
    },
    negated=(" is ", " is niet "),
    unknown="onbekend is of {}",
    lacking="onbekend (ontbreekt: {})",
    combined={
        "ADD": "de som over",
        "AND": "geldt voor elk van",
        "OR": "geldt voor ten minste een van",
        "MIN": "het laagste van",
        "MAX": "het hoogste van",
        None: "de lijst van",
        "?": "over",
    },
    said={
        "nothing": "(en {} posten van {})",
        "left_out": "telt niet mee",
        "of": "{} van {}",
        "given": "Opgegeven: {}.",
        "place": "{}, artikel {}",
        "sum": ", dat is {}",
        "because": ", want {}",
    },
    named=words,
    whose=str,
)

number, euros, day, percent = DUTCH.number, DUTCH.euros, DUTCH.day, DUTCH.percent
show, listed, phrase, stated = DUTCH.show, DUTCH.listed, DUTCH.phrase, DUTCH.stated
