"""One process followed: what waits, who is late, what that costs and how many people it takes."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from uitvoerbaar.base.draws import Draws
from uitvoerbaar.base.language import Lang, active, said, tr
from uitvoerbaar.base.numbers import decimal, numeral, percent, spoken_money
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.whole import put
from uitvoerbaar.delivery.queues.draws import Kept
from uitvoerbaar.delivery.queues.enough import IN_TIME, Enough, enough
from uitvoerbaar.delivery.queues.figures import Line, Origin, backlog, late, lead, penalties
from uitvoerbaar.delivery.queues.file import ProcessFile, read_process
from uitvoerbaar.delivery.queues.results import REPETITIONS, Band, Outcome, TeamOutcome, run
from uitvoerbaar.face.extras import need_report
from uitvoerbaar.findings import Figure

_TEST = "wachtrij"
KICKER = Text("Wachtrijen · gemaakt door de machine", "Queues · made by the machine")


@dataclass(frozen=True, slots=True)
class Queue:
    """A process that was followed: its file, what it comes to, how many people it takes, and the figures of its page."""

    process: ProcessFile
    outcome: TeamOutcome
    enough: Enough
    figures: tuple[Figure, ...]

    def lines(self) -> Iterator[str]:
        """What it comes to in plain sentences, in the language that is spoken."""
        months = len(self.process.team.staff.places)
        yield tr(
            "{name}: {months} maanden, {count} herhalingen",
            name=said(self.process.name),
            months=months,
            count=REPETITIONS,
        )
        for outcome in self.outcome.works.values():
            yield from _about(outcome)
        yield self._needed()

    def _needed(self) -> str:
        places = decimal(round(self.process.team.staff.places[-1], 1))
        if self.enough.places is None:
            return tr(
                "Met geen enkel aantal mensen is {share} procent op tijd: de tijd buiten het wachten is al te lang.",
                share=said(percent(IN_TIME)),
            )
        return tr(
            "Nodig om {share} procent op tijd te beslissen: {enough} voltijdplaatsen (het bestand heeft er {places}).",
            share=said(percent(IN_TIME)),
            enough=said(decimal(round(self.enough.places, 1))),
            places=said(places),
        )

    def write(self, folder: str | Path, *, lang: Lang | None = None) -> Path:
        """Write the page in a folder, in `lang` or what is spoken; gives its path."""
        need_report()
        from uitvoerbaar.report.curve_page import render_curves

        about = [
            Text("Bron van de cijfers: {source}.", "Source of the figures: {source}.").format(
                source=self.process.source
            ),
            Text(
                "Elke herhaling is een ander toeval: wie wanneer komt, hoe lang een zaak duurt, wie vertrekt. Dezelfde "
                "gegevens "
                "geven altijd dezelfde uitkomst.",
                "Each repetition is another course of chance: who comes when, how long a case takes, who leaves. The same data "
                "always give the same outcome.",
            ),
        ]
        page = Path(folder) / "wachtrij.html"
        put({page: render_curves(self.process.name, self.figures, about, lang or active(), kicker=KICKER).encode()})
        return page


def queue(file: str | Path, *, seed: int = 1) -> Queue:
    """Follow the process in a file. Raises UserError for a file that cannot be read or says what cannot be."""
    process = read_process(Path(file))
    draws = Kept(Draws(seed))
    outcome = run(process.team, draws)
    origin = Origin(
        _TEST,
        Text("Eigen opgave: {source}", "Own figures: {source}").format(source=process.source),
        process.day,
        shlex.join(["uitvoerbaar", "queue", str(file), "--seed", str(seed)]),
    )
    figures = tuple(_figures(origin, process.name, list(outcome.works.values())))
    return Queue(process, outcome, enough(process.team, draws), figures)


def _figures(origin: Origin, about: Text, outcomes: Sequence[Outcome]) -> Iterator[Figure]:
    """Backlog and share late of all kinds of work together, four in a drawing; the rest for each kind."""
    for start in range(0, len(outcomes), _IN_ONE):
        some = [Line(outcome.work.name, outcome) for outcome in outcomes[start : start + _IN_ONE]]
        name = str(start // _IN_ONE + 1)
        yield backlog(origin, name, about, some)
        drawn = late(origin, name, about, some)
        if drawn is not None:
            yield drawn
    for outcome in outcomes:
        one = [Line(outcome.work.name, outcome)]
        for made in (
            lead(origin, outcome.work.id, outcome.work.name, outcome),
            penalties(origin, outcome.work.id, outcome.work.name, one),
        ):
            if made is not None:
                yield made


_IN_ONE = 4
"""Lines that can be told apart in one drawing."""


def _about(outcome: Outcome) -> Iterator[str]:
    name, last = said(outcome.work.name), len(outcome.work.arrivals)
    yield tr(
        "  {name}: na {months} maanden wachten {number} zaken op wie beslist (tussen {low} en {high})",
        name=name,
        months=last,
        **{key: said(numeral(round(value))) for key, value in _last(outcome.backlog).items()},
    )
    if outcome.late_total is not None:
        share, low, high = (said(percent(each, 1)) for each in outcome.late_total)
        yield tr(
            "    te laat in de hele periode: {share} procent (tussen {low} en {high})", share=share, low=low, high=high
        )
    if outcome.later:
        yield tr(
            "    van {number} zaken eindigt de termijn daarna: of die te laat zijn, is niet bekend",
            number=said(numeral(round(outcome.later))),
        )
    for penalty, words in ((outcome.statutory, tr("Awb 4:17")), (outcome.court, tr("rechter"))):
        if penalty is not None:
            total = said(spoken_money(sum(each or 0.0 for each in penalty.mean)))
            yield tr("    dwangsommen, {words}: {total} in de hele periode", words=words, total=total)


def _last(found: Band) -> dict[str, float]:
    """The last month of a band; a backlog has a number in each."""
    return {"number": found.mean[-1] or 0.0, "low": found.low[-1] or 0.0, "high": found.high[-1] or 0.0}
