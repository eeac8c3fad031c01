"""Why a law gives no answer, in Dutch: what was asked does not exist, or the case cannot be decided."""

from __future__ import annotations

import re
from collections.abc import Mapping

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.engine.explain.dutch import words
from uitvoerbaar.engine.reference.values import EvaluationError
from uitvoerbaar.law import Corpus, LawLookupError, UserError
from uitvoerbaar.law.model import Law

_KINDS: Mapping[str, str] = {
    "VariableNotFound": "een gegeven ontbreekt",
    "Unknown": "gegevens ontbreken",
    "NullOperand": "de wet rekent of beslist met iets dat er niet is, zonder dat eerst te toetsen",
    "OutputVoided": "de uitkomst ontstaat niet",
    "NullNotAllowed": "een gegeven is leeg waar de wet een waarde verwacht",
    "TypeMismatch": "een gegeven is van het verkeerde soort",
    "InvalidDate": "een datum klopt niet",
    "DivisionByZero": "er wordt door nul gedeeld",
    "ArithmeticOverflow": "een getal wordt te groot",
    "InvalidOperation": "een bewerking in de wet kan hier niet",
    "UnitMismatch": "de wet rekent met eenheden die niet bij elkaar passen",
    "Untranslatable": "de wet zegt hier iets dat niet in regels is uit te drukken",
    "ResolutionError": "een lagere regel die de wet invult, ontbreekt of spreekt zichzelf tegen",
    "CircularReference": "de wet verwijst in een kring naar zichzelf",
    "MaxDepthExceeded": "wetten verwijzen te diep naar elkaar",
    "LawNotFound": "een andere wet waarnaar wordt verwezen, ontbreekt",
    "LawNotYetInForce": "een andere wet geldt op deze dag nog niet",
    "LawEnded": "een andere wet geldt op deze dag niet meer",
    "OutputNotFound": "een andere wet heeft de gevraagde uitkomst niet",
}
_MISSING = re.compile(r"(?:Variable not found|unknown for lack of): ([\w.]+(?:, [\w.]+)*)")
_VOIDED = re.compile(r"Output '(.+)' of (.+) article (.+) does not arise, by (.+) article ([^:]+)(?:: (.*))?")


def read_date(text: str) -> str:
    """The ISO date itself. Raises UserError when it is none."""
    if parse_date(text) is None:
        raise UserError(f"'{text}' is geen datum; schrijf JJJJ-MM-DD, zoals 2026-01-01", expected="JJJJ-MM-DD")
    return text


def find_version(corpus: Corpus, law: str, date: str) -> Law:
    """The version of a law in force. Raises UserError that lists what there is."""
    if law not in corpus.versions:
        hint = suggest(law, corpus.versions)
        known = ", ".join(sorted(corpus.versions))
        raise UserError(
            f"De wet '{law}' is er niet{f' ({hint})' if hint else ''}. Er zijn: {known}", expected=known, hint=hint
        )
    versions = ", ".join(sorted(e.valid_from for e in corpus.versions[law]))
    try:
        return corpus.select(law, date)
    except LawLookupError as error:
        ended = error.kind == "LawEnded"
        raise UserError(
            f"De wet '{law}' geldt op {date} {'niet meer' if ended else 'nog niet'}; er zijn versies van {versions}",
            expected=versions,
        ) from None


def find_law(corpus: Corpus, law: str, output: str, date: str) -> Law:
    """The version of a law in force that has the output. Raises UserError that lists what there is."""
    found = find_version(corpus, law, date)
    if found.producer(output) is None:
        outputs = [o.name for a in found.articles if a.rules for o in a.rules.outputs]
        hint = suggest(output, outputs)
        known = ", ".join(sorted(outputs))
        raise UserError(
            f"De wet '{law}' heeft op {date} geen uitkomst '{output}'{f' ({hint})' if hint else ''}. Er zijn: {known}",
            expected=known,
            hint=hint,
        )
    return found


def undecided(error: EvaluationError) -> str:
    """Why a case could not be decided and where in the law that is, in one or two sentences."""
    told = f"De wet kan dit geval niet beslissen: {_KINDS.get(error.kind, error.kind)}"
    missing = _MISSING.search(error.message)
    voided = _VOIDED.match(error.message) if error.kind == "OutputVoided" else None
    if missing:
        names = missing[1].split(", ")
        told += f" ({', '.join(map(words, names))}; geef {' '.join(f'--with {name}=...' for name in names)})"
    elif voided:
        ground = f': "{voided[6]}"' if voided[6] else ""
        told += f" ({voided[1]}, door {voided[4]} artikel {voided[5]}{ground})"
    else:
        told += f" ({error.message})"
    if error.origin is not None:
        told += f".\nPlaats: {error.origin.law} artikel {error.origin.article}, {error.origin.file}:{error.origin.line}"
    return told
