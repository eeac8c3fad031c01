"""Digital values in an assessment: what the entry of the proposal comes to, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import TableSpec
from uitvoerbaar.assess.outcome import Outcome, Test
from uitvoerbaar.assess.reading.digital import Read, read
from uitvoerbaar.delivery.digital.entry import FILE, Entry, load_entry
from uitvoerbaar.delivery.digital.prescan import (
    AI_NAMES,
    LEVEL_NAMES,
    Advice,
    ai_class,
    dpia,
    dtia,
    iama,
    impactful,
    joined,
    kia,
)
from uitvoerbaar.delivery.digital.record import category
from uitvoerbaar.delivery.digital.words import Words, load_words
from uitvoerbaar.findings import Cell, Column, Figure, TestRun, Text

ID = "digitaal"
_TITLE = Text("Digitale waarden", "Digital values")
_INTRO = Text(
    "Een opgave bij het voornemen ({file}) geeft de voorscan voor de DPIA, de klasse van de AI-verordening, of een IAMA nodig is "
    "en een registratie voor het Algoritmeregister. Wat uit de wet volgt, wordt niet gevraagd.",
    "One entry with the proposal ({file}) gives the pre-scan for the DPIA, the class of the AI Act, whether an IAMA is needed "
    "and a record for the register of algorithms. What follows from the law is not asked.",
).format(file=FILE)


def run(ctx: Context) -> Outcome:
    """The table of what the proposal needs; without an entry only what the law tells by itself."""
    words = load_words()
    entry = load_entry(ctx.proposal.folder, words)
    found = read(ctx, words)
    figure = needed(ctx, entry, found, words)
    missing: tuple[Text, ...] = ()
    if entry is None:
        missing = (
            Text(
                "Niet te bepalen zonder {file} in de map van het voornemen: DTIA, KIA, IAMA, de klasse van de AI-verordening en "
                "de registratie. Zie docs/digital.md.",
                "Cannot be told without {file} in the folder of the proposal: DTIA, KIA, IAMA, the class of the AI Act and the "
                "record. See docs/digital.md.",
            ).format(file=FILE),
        )
    return Outcome(TestRun(ID, _TITLE, _INTRO, "gedeeltelijk" if missing else "uitgevoerd", missing), figures=[figure])


_TABLE = TableSpec(
    ID,
    "nodig",
    Text("Wat het voornemen nodig heeft, en waarom", "What the proposal needs, and why"),
    Text(
        "De machine leest de opgave en de wet; of een toets goed is gedaan, beoordeelt een mens.",
        "The machine reads the entry and the law; whether an assessment was done well is for people to judge.",
    ),
    (
        Column("wat", Text("Toets of register", "Assessment or register")),
        Column("uitkomst", Text("Uitkomst", "Outcome")),
        Column("waarom", Text("Waarom", "Why")),
    ),
)
_POINTS = Text(
    "De DPIA is hier alleen verplicht door de som van de risicopunten, en die punten zijn niet gepubliceerd.",
    "The DPIA is compulsory here by the sum of the risk points only, and those points are not published.",
)


def needed(ctx: Context, entry: Entry | None, found: Read, words: Words) -> Figure:
    """One row for each assessment, for the class of the AI Act and for the register."""
    advice: dict[Text, Advice] = {
        Text("DPIA (gegevensbescherming)", "DPIA (data protection)"): dpia(entry, found.facts, words),
        Text("DTIA (doorgifte)", "DTIA (transfer)"): dtia(entry),
        Text("KIA (kinderrechten)", "KIA (children's rights)"): kia(entry),
        Text("IAMA (mensenrechten en algoritmes)", "IAMA (human rights and algorithms)"): iama(entry, found.facts),
    }
    rows: list[Mapping[str, Cell]] = [
        {"wat": what, "uitkomst": LEVEL_NAMES[one.level], "waarom": joined(one.reasons)} for what, one in advice.items()
    ]
    ai, register = Text("AI-verordening", "AI Act"), Text("Algoritmeregister", "Register of algorithms")
    if entry is None:
        unknown = LEVEL_NAMES["onbekend"]
        lacks = Text("het voornemen heeft geen {file}", "the proposal has no {file}").format(file=FILE)
        rows += [{"wat": what, "uitkomst": unknown, "waarom": lacks} for what in (ai, register)]
    else:
        kind, why = ai_class(entry)
        rows.append({"wat": ai, "uitkomst": AI_NAMES[kind], "waarom": why})
        reasons = impactful(entry, found.facts)
        none = Text(
            "geen rechtsgevolgen en geen indeling van mensen", "no legal consequences and no classifying of people"
        )
        rows.append({
            "wat": register,
            "uitkomst": _CATEGORIES[category(entry, found.facts)],
            "waarom": joined(reasons) if reasons else none,
        })  # fmt: skip
    assumed = any(one.assumed for one in advice.values())
    return _TABLE.figure(ctx, rows, note=_POINTS if assumed else None)


_CATEGORIES = {
    "Hoog-risico AI-systeem": Text("Hoog-risico AI-systeem (categorie A)", "High-risk AI system (category A)"),
    "Impactvolle algoritmes": Text("Impactvolle algoritmes (categorie B)", "Algorithms with impact (category B)"),
    "Overige algoritmes": Text("Overige algoritmes (categorie C)", "Other algorithms (category C)"),
}
TEST = Test(ID, run)
