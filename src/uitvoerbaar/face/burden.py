"""What duties ask of businesses and citizens: one proposal or several together, as text, JSON and a page."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.assess.duties import figures
from uitvoerbaar.assess.duties.figures import Frame
from uitvoerbaar.assess.duties.target import read_duties, target_for
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import Lang, active, said, tr
from uitvoerbaar.base.numbers import numeral, spoken_money
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.whole import put
from uitvoerbaar.delivery.burden.cost import Amount, Burden, DutyCost, cost
from uitvoerbaar.delivery.burden.duty import DutyFile, Rates
from uitvoerbaar.delivery.burden.questions import Answer, alternatives, atr, mkb
from uitvoerbaar.delivery.burden.read import load_rates
from uitvoerbaar.delivery.burden.span import Span
from uitvoerbaar.delivery.burden.stack import stacked
from uitvoerbaar.face.extras import need_report
from uitvoerbaar.findings import Figure
from uitvoerbaar.findings.codec import encode

PAGE = "regeldruk.html"
DATA = "regeldruk.json"


@dataclass(frozen=True, repr=False)
class BurdenOf:
    """The burden of the duties of one or more files. Made by `burden`."""

    burdens: tuple[Burden, ...]
    rates: Rates
    figures: tuple[Figure, ...]
    answers: tuple[tuple[Burden, tuple[Answer, ...]], ...]

    def text(self) -> str:
        """What it comes to, as lines."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        for burden in self.burdens:
            yield said(burden.file.title)
            for line in burden.lines:
                yield f"  {said(line.duty.name)}"
                yield f"    {tr('voor: {amount}', amount=_amount(line.before, line))}"
                yield f"    {tr('na: {amount}', amount=_amount(line.after, line))}"
                yield "    " + tr(
                    "verschil: {change} per jaar; eenmalig: {once}",
                    change=_money(line.change),
                    once=_money(line.once.euros),
                )
            for duty in burden.missing:
                yield "  " + tr(
                    "{name}: niet te berekenen, want dit telt een toets op de bevolking (uitvoerbaar assess)",
                    name=said(duty.name),
                )
        for burden, answers in self.answers:
            yield ""
            yield tr("Vragen van de ATR en de MKB-toets: {title}", title=said(burden.file.title))
            for answer in answers:
                yield f"  {said(answer.question)}"
                yield f"    {said(answer.answer)}"
        yield ""
        yield said(figures.NOTE)

    def as_json(self) -> dict[str, Any]:
        """The figures as JSON values, amounts in eurocent."""
        return {"figures": [encode(figure) for figure in self.figures]}

    def write(self, folder: Path, lang: Lang | None = None) -> tuple[Path, ...]:
        """Write the page in a folder, in `lang` or what is spoken. Raises ExtraMissing where pages cannot be made."""
        need_report()
        from uitvoerbaar.report.curve_page import render_curves

        title = Text("Regeldruk", "Regulatory burden")
        about = [burden.file.title for burden in self.burdens]
        page = folder / PAGE
        put({page: render_curves(title, self.figures, about, lang or active(), figures.KICKER).encode()})
        return (page,)

    def __repr__(self) -> str:
        return f"<{tr('regeldruk')}: {'; '.join(said(burden.file.title) for burden in self.burdens)}>"


def burden(names: Sequence[str], rates: str | Path | None = None) -> BurdenOf:
    """The burden of the duties that names, files or folders of proposals mean; `rates` is a file in place of ours.

    Raises UserError for a name without duties and LawFileError for a malformed file.
    """
    known = load_rates(None if rates is None else Path(rates))
    files = [read_duties(name, known) for name in names]
    _once(files)
    if len({file.year for file in files}) > 1:
        raise UserError(tr("de plichten zijn van verschillende jaren ('jaar'); tel alleen op wat van een jaar is"))
    target = next((found for file in files if (found := target_for(file)) is not None), None)
    burdens = tuple(cost(file, known, target, None) for file in files)
    options = [] if rates is None else ["--rates", str(rates)]
    frame = Frame(f"{files[0].year}-01-01", shlex.join(["uitvoerbaar", "burden", *names, *options]))
    return _told(burdens, known, frame)


def _once(files: Sequence[DutyFile]) -> None:
    """Raises UserError for a file that is named twice, also as a copy: its duties would be counted twice."""
    seen: set[Path | str] = set()
    for file in files:
        place = Path(file.file).resolve()
        if seen & {place, file.id}:
            raise UserError(
                tr("'{name}' is twee keer genoemd; de plichten zouden dubbel tellen", name=file.id), hint=file.id
            )
        seen |= {place, file.id}


def _told(burdens: tuple[Burden, ...], rates: Rates, frame: Frame) -> BurdenOf:
    made = [figures.per_duty(frame, burdens)]
    answers = []
    on_businesses = [burden for burden in burdens if any(line.by_size for line in burden.lines)]
    if on_businesses:
        target = target_for(on_businesses[0].file)
        assert target is not None, "a duty on businesses was costed"
        made += [figures.by_size(frame, on_businesses, target), figures.by_sector(frame, on_businesses, target)]
        if len(burdens) > 1:
            made.append(figures.stacks(frame, stacked(on_businesses, target)))
    for burden in on_businesses:
        target = target_for(burden.file)
        tried = () if target is None else alternatives(burden.file, rates, target)
        asked = atr(burden, tried), mkb(burden)
        answers.append((burden, (*asked[0], *asked[1])))
        own = (
            Frame(frame.date, frame.command) if len(burdens) == 1 else Frame(frame.date, frame.command, burden.file.id)
        )
        made.append(figures.thresholds(own, tried))
        made.append(figures.questions(own, "atr", figures.ATR, asked[0]))
        made.append(figures.questions(own, "mkb", figures.MKB, asked[1]))
    made.append(figures.sources(frame, burdens, rates))
    return BurdenOf(burdens, rates, tuple(figure for figure in made if figure.rows), tuple(answers))


def _amount(amount: Amount, line: DutyCost) -> str:
    """On how many, hours and euros of one side."""
    who = tr("bedrijven") if line.by_size else tr("burgers of meldingen")
    return tr(
        "{count} {who}, {hours} uur, {money} per jaar",
        count=said(numeral(round(amount.count.mid))),
        who=who,
        hours=said(numeral(round(amount.hours.mid))),
        money=_money(amount.euros),
    )


def _money(euros: Span) -> str:
    """An amount with its ends."""
    mid, low, high = (said(spoken_money(100 * value)) for value in (euros.mid, euros.low, euros.high))
    return mid if low == high else tr("{mid} ({low} tot {high})", mid=mid, low=low, high=high)
