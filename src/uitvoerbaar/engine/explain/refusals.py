"""Why a law gives no answer: what was asked does not exist, or the case cannot be decided."""

from __future__ import annotations

import re
from collections.abc import Mapping

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.language import mark, retold, tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.engine.reference.values import EvaluationError
from uitvoerbaar.law import Corpus, LawLookupError, UserError
from uitvoerbaar.law.model import Law

_KINDS: Mapping[str, str] = {
    "VariableNotFound": mark("een gegeven ontbreekt"),
    "Unknown": mark("gegevens ontbreken"),
    "NullOperand": mark("de wet rekent of beslist met iets dat er niet is, zonder dat eerst te toetsen"),
    "OutputVoided": mark("de uitkomst ontstaat niet"),
    "NullNotAllowed": mark("een gegeven is leeg waar de wet een waarde verwacht"),
    "TypeMismatch": mark("een gegeven is van het verkeerde soort"),
    "InvalidDate": mark("een datum klopt niet"),
    "DivisionByZero": mark("er wordt door nul gedeeld"),
    "ArithmeticOverflow": mark("een getal wordt te groot"),
    "InvalidOperation": mark("een bewerking in de wet kan hier niet"),
    "UnitMismatch": mark("de wet rekent met eenheden die niet bij elkaar passen"),
    "Untranslatable": mark("de wet zegt hier iets dat niet in regels is uit te drukken"),
    "ResolutionError": mark("een lagere regel die de wet invult, ontbreekt of spreekt zichzelf tegen"),
    "CircularReference": mark("de wet verwijst in een kring naar zichzelf"),
    "MaxDepthExceeded": mark("wetten verwijzen te diep naar elkaar"),
    "LawNotFound": mark("een andere wet waarnaar wordt verwezen, ontbreekt"),
    "LawNotYetInForce": mark("een andere wet geldt op deze dag nog niet"),
    "LawEnded": mark("een andere wet geldt op deze dag niet meer"),
    "OutputNotFound": mark("een andere wet heeft de gevraagde uitkomst niet"),
}
_MISSING = re.compile(r"(?:Variable not found|unknown for lack of): ([\w.]+(?:, [\w.]+)*)")
_VOIDED = re.compile(r"Output '(.+)' of (.+) article (.+) does not arise, by (.+) article ([^:]+)(?:: (.*))?")


def read_date(text: str) -> str:
    """The ISO date itself. Raises UserError when it is none."""
    if parse_date(text) is None:
        raise UserError(
            tr("'{text}' is geen datum; schrijf JJJJ-MM-DD, zoals 2026-01-01", text=text), expected="JJJJ-MM-DD"
        )
    return text


def find_version(corpus: Corpus, law: str, date: str) -> Law:
    """The version of a law in force. Raises UserError that lists what there is."""
    if law not in corpus.versions:
        hint = suggest(law, corpus.versions)
        known = ", ".join(sorted(corpus.versions))
        raise UserError(
            tr(
                "De wet '{law}' is er niet{word}. Er zijn: {known}",
                law=law,
                word=f" ({hint})" if hint else "",
                known=known,
            ),
            expected=known,
            hint=hint,
        )
    versions = ", ".join(sorted(e.valid_from for e in corpus.versions[law]))
    try:
        return corpus.select(law, date)
    except LawLookupError as error:
        ended = error.kind == "LawEnded"
        raise UserError(
            tr(
                "De wet '{law}' geldt op {date} {word}; er zijn versies van {versions}",
                law=law,
                date=date,
                word=tr("niet meer") if ended else tr("nog niet"),
                versions=versions,
            ),
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
            tr(
                "De wet '{law}' heeft op {date} geen uitkomst '{output}'{word}. Er zijn: {known}",
                law=law,
                date=date,
                output=output,
                word=f" ({hint})" if hint else "",
                known=known,
            ),
            expected=known,
            hint=hint,
        )
    return found


def undecided(error: EvaluationError) -> str:
    """Why a case could not be decided and where in the law that is, in one or two sentences."""
    told = tr("De wet kan dit geval niet beslissen: {kinds}", kinds=tr(_KINDS.get(error.kind, error.kind)))
    missing = _MISSING.search(error.message)
    voided = _VOIDED.match(error.message) if error.kind == "OutputVoided" else None
    if missing:
        names = missing[1].split(", ")
        told += tr(
            " ({names}; geef {names_2})",
            names=", ".join(map(plain_words().words, names)),
            names_2=" ".join(f"--with {name}=..." for name in names),
        )
    elif voided:
        ground = f': "{voided[6]}"' if voided[6] else ""
        told += tr(
            " ({voided}, door {voided_2} artikel {voided_3}{ground})",
            voided=voided[1],
            voided_2=voided[4],
            voided_3=voided[5],
            ground=ground,
        )
    else:
        told += f" ({retold(error.message)})"
    if error.origin is not None:
        told += tr(
            ".\nPlaats: {law} artikel {article}, {file}:{line}",
            law=error.origin.law,
            article=error.origin.article,
            file=error.origin.file,
            line=error.origin.line,
        )
    return told
