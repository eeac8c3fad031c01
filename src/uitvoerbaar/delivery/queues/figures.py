"""Figures of queues: the backlog, the share late, the time to a decision and what lateness costs, month by month.

One maker for the report and for the page of one file, so that both draw the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from uitvoerbaar.delivery.queues.results import Band, Outcome
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Range, Text, Unit

METHOD = Text(
    "Tussen deze grenzen ligt 95 procent van de herhalingen", "95 percent of the repetitions lie between these bounds"
)
PER_ROW = Range(None, None, METHOD)
TOGETHER = Range(
    None,
    None,
    Text(
        "De lijnen zijn van alle herhalingen samen; een wacht op mensen van minder dan een kwart maand telt als nul",
        "The lines are of all repetitions together; a wait for staff of less than a quarter of a month counts as nothing",
    ),
)
MONTH = Column("maand", Text("Maand na het begin", "Month from the start"), "aantal")
LINE = Column("lijn", Text("Lijn", "Line"))


@dataclass(frozen=True, slots=True)
class Origin:
    """What all figures of one run share: the test, where the numbers are from, the day and the command that makes them again.

    `note` names what was assumed; None when everything was given.
    """

    test: str
    source: Text
    date: str
    reproduce: str
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A queue with the name of its line: before, after, or a kind of work."""

    name: Text
    outcome: Outcome


def backlog(origin: Origin, name: str, about: Text, lines: Sequence[Line]) -> Figure:
    """Cases that wait for somebody at the end of each month; one that waits for papers has no decision either, and is not here."""
    return _bands(
        origin,
        f"voorraad-{name}",
        Text("{about}: wat er ligt te wachten", "{about}: what is waiting").format(about=about),
        Text(
            "Zaken die aan het eind van elke maand wachten op wie beslist, gemiddeld over de herhalingen, met hun interval als "
            "band. Zonder besluit zijn er meer: een zaak die op stukken of antwoorden wacht, staat hier niet.",
            "Cases that wait at the end of each month for whoever decides, the mean over the repetitions, with their interval "
            "as a band. More have no decision: a case that waits for papers or answers is not here.",
        ),
        Column("waarde", Text("Zaken die op mensen wachten", "Cases waiting for staff"), "aantal"),
        lines,
        lambda outcome: outcome.backlog,
    )


def late(origin: Origin, name: str, about: Text, lines: Sequence[Line]) -> Figure | None:
    """Share late of those whose legal term ends in a month; None when no line has a term that ends in the months followed."""
    return _bands_or_none(
        origin,
        f"te-laat-{name}",
        Text("{about}: wie te laat een besluit krijgt", "{about}: who gets a decision too late").format(about=about),
        Text(
            "Van iedereen die in een maand een besluit had moeten hebben: welk deel had het niet. Wie nog wacht, telt mee.",
            "Of everybody who should have had a decision in a month: the part that had none. Who still waits is counted.",
        ),
        Column("waarde", Text("Te laat", "Late"), "aandeel"),
        lines,
        lambda outcome: outcome.late,
    )


def penalties(origin: Origin, name: str, about: Text, lines: Sequence[Line]) -> Figure | None:
    """Penalties of cases decided in each month under both tariffs, a line for each; None when nobody asks for one."""
    parts: list[tuple[Text, Band]] = []
    for line in lines:
        for tariff, found in ((_AWB, line.outcome.statutory), (_COURT, line.outcome.court)):
            if found is not None:
                name_ = (
                    tariff
                    if len(lines) == 1
                    else Text("{line}, {tariff}", "{line}, {tariff}").format(line=line.name, tariff=tariff.inside)
                )
                parts.append((name_, found))
    if not parts:
        return None
    return _figure(
        origin,
        f"dwangsommen-{name}",
        Text("{about}: dwangsommen per maand", "{about}: penalties per month").format(about=about),
        Text(
            "Over zaken waarin die maand is besloten. De dwangsom van de Awb heeft een bovengrens per zaak; die van de rechter "
            "komt later, en heeft een eigen, veel hogere grens.",
            "On cases decided in that month. The penalty of the Awb has a ceiling per case; that of the court comes "
            "later, and has "
            "a much higher ceiling of its own.",
        ),
        Column("waarde", Text("Dwangsommen", "Penalties"), "eurocent_per_maand"),
        parts,
    )


_AWB = Text("Awb 4:17", "Awb 4:17")
_COURT = Text("Rechter", "Court")
_PERCENTILES: Mapping[float, Text] = {
    0.5: Text("de helft is sneller", "half is faster"),
    0.9: Text("negen van de tien zijn sneller", "nine of ten are faster"),
    0.95: Text("95 van de 100 zijn sneller", "95 of 100 are faster"),
}


def lead(origin: Origin, name: str, about: Text, outcome: Outcome) -> Figure | None:
    """Days from the day a case came in to its decision by percentile beside the legal term; None when nothing is decided."""
    rows: list[Mapping[str, Cell]] = []
    for share, days in outcome.lead.items():
        rows += _points(_PERCENTILES[share], Band(days, (), ()))
    if all(row["waarde"] is None for row in rows):
        return None
    term = outcome.work.term_days
    if term is not None:
        rows += _points(
            Text("de wettelijke termijn", "the legal term"), Band((term,) * len(outcome.work.arrivals), (), ())
        )
    return Figure(
        id=f"{origin.test}-doorlooptijd-{name}",
        test=origin.test,
        title=Text("{about}: dagen tot een besluit", "{about}: days to a decision").format(about=about),
        reading=Text(
            "Van de zaken waarin een maand is besloten, over alle herhalingen samen: hoeveel dagen sinds zij binnenkwamen.",
            "Of the cases decided in a month, over all repetitions together: how many days since they came in.",
        ),
        unit="aantal",
        range=TOGETHER,
        source=origin.source,
        date=origin.date,
        reproduce=origin.reproduce,
        chart="line",
        columns=(MONTH, LINE, Column("waarde", Text("Dagen", "Days"), "aantal")),
        rows=tuple(rows),
        encoding=Encoding(category="maand", value="waarde", series="lijn"),
        assumption=origin.note is not None,
        note=origin.note,
    )


def _points(name: Text, found: Band) -> list[Mapping[str, Cell]]:
    return [{"maand": month, "lijn": name, "waarde": value} for month, value in enumerate(found.mean, 1)]


def _bands(
    origin: Origin,
    id_: str,
    title: Text,
    reading: Text,
    value: Column,
    lines: Sequence[Line],
    of: Callable[[Outcome], Band | None],
) -> Figure:
    found = [(line.name, band) for line in lines if (band := of(line.outcome)) is not None]
    return _figure(origin, id_, title, reading, value, found)


def _bands_or_none(
    origin: Origin,
    id_: str,
    title: Text,
    reading: Text,
    value: Column,
    lines: Sequence[Line],
    of: Callable[[Outcome], Band | None],
) -> Figure | None:
    made = _bands(origin, id_, title, reading, value, lines, of)
    return made if any(row["waarde"] is not None for row in made.rows) else None


def _figure(
    origin: Origin, id_: str, title: Text, reading: Text, value: Column, parts: Sequence[tuple[Text, Band]]
) -> Figure:
    rows: list[Mapping[str, Cell]] = [
        {"maand": month, "lijn": name, "waarde": mean, "laag": low, "hoog": high}
        for name, band in parts
        for month, (mean, low, high) in enumerate(zip(band.mean, band.low, band.high, strict=True), 1)
    ]
    columns = (MONTH, LINE, value, *_ends(value.unit))
    return Figure(
        id=f"{origin.test}-{id_}",
        test=origin.test,
        title=title,
        reading=reading,
        unit=value.unit,
        range=PER_ROW,
        source=origin.source,
        date=origin.date,
        reproduce=origin.reproduce,
        chart="line",
        columns=columns,
        rows=tuple(rows),
        encoding=Encoding(category="maand", value="waarde", series="lijn", low="laag", high="hoog"),
        assumption=origin.note is not None,
        note=origin.note,
    )


def _ends(unit: Unit) -> tuple[Column, Column]:
    return Column("laag", Text("Laag", "Low"), unit), Column("hoog", Text("Hoog", "High"), unit)
