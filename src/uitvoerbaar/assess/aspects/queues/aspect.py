"""Queues: does the work that the proposal brings pile up, who gets a decision too late, and how many people it takes.

Fills the row on the risk of disruption of the kader.
"""

from __future__ import annotations

from collections.abc import Mapping

from uitvoerbaar.assess.aspects.queues.findings import findings, level
from uitvoerbaar.assess.aspects.queues.measure import AFTER, NOW, REACHED, RECRUITED, Measured, Queue, late, measure
from uitvoerbaar.assess.aspects.queues.row import row
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.figures import TableSpec, figure
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.workload.carried import workload
from uitvoerbaar.base.numbers import decimal, percent
from uitvoerbaar.delivery.queues import figures as drawn
from uitvoerbaar.delivery.queues.results import Outcome as Result
from uitvoerbaar.findings import Cell, Column, Encoding, Figure, Range, TestRun, Text

ID = "wachtrijen"
_TITLE = Text("Wachtrijen en besluiten te laat", "Queues and late decisions")
_INTRO = Text(
    "Het werk dat deze doorrekening telt, komt bij mensen die beslissen en bellen. Loopt het daar vol? Gevolgd zijn 36 "
    "maanden, "
    "met de mensen van nu en met werving. Hoeveel mensen er nu zijn is niet bekend: aangenomen is net genoeg om 95 "
    "procent op tijd "
    "te beslissen.",
    "The work that this run counts lands on people who decide and answer calls. Does it pile up there? Followed are 36 "
    "months, with "
    "the staff of today and with recruitment. How many people there are now is not known: assumed is just enough to decide 95 "
    "percent in time.",
)
_SOURCE = Text(
    "Werk per maand uit de doorrekening en data/organisations; wachtrijen met data/queues",
    "Work per month from the run and data/organisations; queues with data/queues",
)
_STAYS = Text("Het voornemen verandert bij niemand het werk.", "The proposal changes the work of nobody.")


def run(ctx: Context) -> Outcome:
    """Every queue that the proposal changes, followed."""
    load = workload(ctx)
    if isinstance(load, Text):
        return not_done(ID, _TITLE, _INTRO, load)
    found = measure(ctx, load)
    if not (found.queues or found.phones or found.full):
        return not_done(ID, _TITLE, _INTRO, *(found.left_out or (_STAYS,)))
    figures = _figures(ctx, found)
    made = findings(ctx, ID, found)
    test = TestRun(ID, _TITLE, _INTRO, "gedeeltelijk" if found.left_out else "uitgevoerd", found.left_out)
    return Outcome(test, made, figures, kader=[row(ctx, found, made, figures)])


def _figures(ctx: Context, found: Measured) -> list[Figure]:
    origin = drawn.Origin(ID, _SOURCE, ctx.sides.after.date, ctx.command, _note(found))
    made: list[Figure] = [_staff(ctx, found)] if found.queues else []
    for queue in found.queues:
        if not level(ctx, queue) or queue.slowest is None:
            continue  # within the norms: in the table of staff only
        lines = [drawn.Line(name, outcome) for name, outcome in zip(_NAMES, queue.outcomes, strict=True)]
        some = (
            drawn.backlog(origin, queue.id, queue.name, lines),
            drawn.late(origin, queue.id, queue.name, lines),
            drawn.lead(origin, queue.id, _under(queue.slowest.work.name), queue.slowest),
            drawn.penalties(origin, queue.id, _under(queue.name), lines[1:2]),
        )
        made += [each for each in some if each is not None]
    return made + [_reached(ctx, name, phone.before, phone.after, found) for name, phone in found.phones]


_NAMES = (NOW, AFTER, RECRUITED)


def _under(name: Text) -> Text:
    """Of what a figure is that draws one of the three courses only."""
    return Text(
        "{name}, met het voornemen en de mensen van nu", "{name}, with the proposal and the staff of today"
    ).format(name=name)


def _note(found: Measured) -> Text:
    """What the queues rest on that nobody looked up."""
    assumed = found.assumed
    return Text(
        "Mensen van nu: net genoeg voor 95 procent op tijd. Verder (data/queues/aannamen.yaml): {leave} procent vertrekt per jaar, "
        "werving duurt {recruit} maanden en inwerken {learn}, {flow} procent van de termijn gaat op aan stukken en antwoorden, en "
        "{notice} procent van wie te lang wacht stelt in gebreke.",
        "Staff of today: just enough for 95 percent in time. Further (data/queues/aannamen.yaml): {leave} percent leave in a year, "
        "recruitment takes {recruit} months and learning {learn}, {flow} percent of the term goes to papers and answers, and "
        "{notice} percent of those who wait too long send a notice of default.",
    ).format(
        leave=percent(assumed.of("verloop_per_jaar")),
        recruit=decimal(assumed.of("werving_maanden")),
        learn=decimal(assumed.of("inwerken_maanden")),
        flow=percent(assumed.of("doorloop_deel")),
        notice=percent(assumed.of("ingebreke")),
    )


_SEARCHED = Range(
    None,
    None,
    Text(
        "Gezocht tot op een tiende plaats, met elke keer hetzelfde toeval; de werkvoorraad zelf is een schatting",
        "Searched to a tenth of a place, with the same chance each time; the work itself is an estimate",
    ),
)
_STAFF = TableSpec(
    ID,
    "personeel",
    Text(
        "Mensen die het vraagt om 95 procent op tijd te beslissen", "Staff that it takes to decide 95 percent in time"
    ),
    Text(
        "Voltijdplaatsen, gezocht met de wachtrij; en het deel te laat over 36 maanden. Alleen het werk van de regelingen die "
        "veranderen. Van de zaken in de laatste kolom eindigt de termijn na die maanden: of zij te laat zijn, is niet bekend.",
        "Full-time places, searched with the queue; and the share late over 36 months. Only the work of the schemes "
        "that change. The term of the cases in the last column ends after those months: whether they are late is not known.",
    ),
    (
        Column("wie", Text("Wie", "Who")),
        Column("nu", Text("Plaatsen nu", "Places now"), "fte"),
        Column("nodig", Text("Plaatsen nodig", "Places needed"), "fte"),
        Column("erbij", Text("Erbij", "More"), "fte"),
        Column("laat_nu", Text("Te laat nu", "Late now"), "aandeel"),
        Column("laat_na", Text("Te laat zonder werving", "Late without recruitment"), "aandeel"),
        Column("laat_werving", Text("Te laat met werving", "Late with recruitment"), "aandeel"),
        Column("later", Text("Termijn eindigt later", "Term ends later"), "aantal"),
    ),
    unit="fte",
    assumption=True,
)


def _staff(ctx: Context, found: Measured) -> Figure:
    spec = TableSpec(
        _STAFF.test,
        _STAFF.name,
        _STAFF.title,
        _STAFF.reading,
        _STAFF.columns,
        _STAFF.unit,
        assumption=True,
        note=_note(found),
    )
    counted = rule_of(ctx) is None
    rows = [_needed(queue, counted=counted) for queue in found.queues]
    return spec.figure(ctx, rows, source=_SOURCE, range_=_SEARCHED)


def _needed(queue: Queue, *, counted: bool) -> Mapping[str, Cell]:
    """A row of the table; the number of cases only when it may be told, as of own microdata it may not."""
    now, needed = queue.size.before.places, queue.size.after.places
    later = queue.outcomes[1].later if counted else None
    return {
        "wie": queue.name,
        "nu": _tenth(now),
        "nodig": _tenth(needed),
        "erbij": None if now is None or needed is None else round(needed - now, 1),
        **{key: _share(outcome) for key, outcome in zip(_LATE, queue.outcomes, strict=True)},
        "later": None if later is None else round(later),
    }


_LATE = ("laat_nu", "laat_na", "laat_werving")


def _share(outcome: Result) -> float | None:
    """The share late; None for work without a legal term, of which nothing can be late."""
    return None if outcome.late_total is None else late(outcome)


def _tenth(places: float | None) -> float | None:
    return None if places is None else round(places, 1)


def _reached(ctx: Context, name: Text, before: tuple[float, ...], after: tuple[float, ...], found: Measured) -> Figure:
    """Who gets to speak to somebody on the telephone."""
    rows: list[Mapping[str, Cell]] = [
        {"maand": month, "lijn": words, "waarde": value}
        for words, values in ((NOW, before), (AFTER, after))
        for month, value in enumerate(values, 1)
    ]
    return figure(
        ctx,
        ID,
        "telefoon-" + name.nl.lower().replace(" ", "-"),
        Text("{name}: bellers die iemand te spreken krijgen", "{name}: callers who get to speak to somebody").format(
            name=name
        ),
        Text(
            "Met zo veel mensen aan de lijn dat nu in de drukste maand {norm} procent iemand bereikt. Wie ophangt, "
            "belt soms opnieuw.",
            "With so many people on the line that now {norm} percent reach somebody in the busiest month. Who hangs up "
            "may call again.",
        ).format(norm=percent(ctx.settings.norm(REACHED))),
        (drawn.MONTH, drawn.LINE, Column("waarde", Text("Bereikt", "Reached"), "aandeel")),
        rows,
        unit="aandeel",
        source=_SOURCE,
        chart="line",
        encoding=Encoding(category="maand", value="waarde", series="lijn"),
        assumption=True,
        note=_note(found),
    )


TEST = Test(ID, run)
