"""Figures of the burden of duties: per duty, by size, by sector, by threshold, and the questions that go with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uitvoerbaar.assess.figures import KANT, SIDE, bounds
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.burden.cost import Amount, Burden, DutyCost, Share, concerned
from uitvoerbaar.delivery.burden.duty import Rates, Side
from uitvoerbaar.delivery.burden.questions import Alternative, Answer
from uitvoerbaar.delivery.burden.span import Span
from uitvoerbaar.delivery.burden.stack import Stack
from uitvoerbaar.delivery.burden.target import Target
from uitvoerbaar.delivery.fact import CONFIDENCE_NAMES, Fact
from uitvoerbaar.findings import Cell, ChartKind, Column, Encoding, Figure, Range, Unit

ID = "regeldruk"
KICKER = Text("Bedrijven · gemaakt door de machine", "Businesses · made by the machine")
"""Above the title of a page."""
ATR = Text(
    "De vier vragen van het Adviescollege toetsing regeldruk",
    "The four questions of the advisory board on regulatory burden (ATR)",
)
MKB = Text("De MKB-toets", "The SME test (MKB-toets)")
_CENTS = 100
_ENDS = Range(
    None,
    None,
    Text(
        "Laag: alle tijden, tarieven en aantallen aan hun lage eind; hoog: alle aan hun hoge eind",
        "Low: all times, rates and counts at their low end; high: all at their high end",
    ),
)
_SOURCE = Text(
    "Standaardkostenmodel: aantal maal keren per jaar maal (tijd maal tarief plus kosten); bedrijven uit de synthetische "
    "bedrijven, afgestemd op CBS",
    "Standard cost model: number times times a year times (time times rate plus expense); businesses from the synthetic "
    "businesses, calibrated on Statistics Netherlands",
)
NOTE = Text(
    "De uurtarieven zijn niet nagezocht en de tijden zijn voor het grootste deel een aanname: elk staat met zijn bron in de "
    "tabel van tijden en tarieven, en een eigen bestand komt ervoor in de plaats.",
    "The hourly rates were not looked up and most times are an assumption: each stands with its source in the table of times "
    "and rates, and a file of your own takes their place.",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What every figure of a page has in common: its day and the command that makes it again."""

    date: str
    command: str
    test: str = ID

    def figure(
        self,
        name: str,
        title: Text,
        reading: Text,
        columns: Sequence[Column],
        rows: Sequence[Mapping[str, Cell]],
        *,
        unit: Unit = "eurocent_per_jaar",
        chart: ChartKind = "table",
        encoding: Encoding | None = None,
        source: Text = _SOURCE,
        range_: Range | None = _ENDS,
        note: Text | None = NOTE,
    ) -> Figure:
        """A figure that rests on assumptions, with their note."""
        return Figure(
            id=f"{self.test}-{name}",
            test=self.test,
            title=title,
            reading=reading,
            unit=unit,
            range=range_,
            source=source,
            date=self.date,
            reproduce=self.command,
            chart=chart,
            columns=tuple(columns),
            rows=tuple(rows),
            encoding=encoding or Encoding(),
            assumption=note is not None,
            note=note,
        )


def cents(euros: float) -> int:
    """Euros as eurocents, in whole euros: finer than any of these figures is."""
    return round(euros) * _CENTS


def per_duty(frame: Frame, burdens: Sequence[Burden]) -> Figure:
    """Each duty before and after: on how many, hours and euros a year, and once."""
    rows = [
        {"plicht": line.duty.name, "kant": SIDE.before if side == "before" else SIDE.after, **_amount(line, side)}
        for burden in burdens
        for line in burden.lines
        for side in ("before", "after")
    ]
    columns = (
        Column("plicht", Text("Plicht", "Duty")),
        KANT,
        Column("aantal", Text("Aantal", "Number"), "aantal"),
        Column("uren", Text("Uren per jaar", "Hours a year"), "uren_per_jaar"),
        Column("euro", Text("Per jaar", "A year"), "eurocent_per_jaar"),
        *bounds("eurocent_per_jaar"),
        Column("eenmalig", Text("Eenmalig", "One-off"), "eurocent"),
    )
    return frame.figure(
        "plichten",
        Text("Wat de plichten kosten, per plicht", "What the duties cost, for each duty"),
        Text(
            "Aantal is hoeveel bedrijven of burgers (of meldingen van burgers) de plicht per jaar raakt. Eenmalig telt bij wie de "
            "plicht er nieuw bij krijgt.",
            "Number is how many businesses or citizens (or reports by citizens) the duty concerns a year. One-off counts for who "
            "newly gets the duty.",
        ),
        columns,
        rows,
    )


def _amount(line: DutyCost, side: str) -> dict[str, Cell]:
    amount: Amount = getattr(line, side)
    once = line.once.euros.mid if side == "after" else 0.0
    return {
        "aantal": round(amount.count.mid),
        "uren": round(amount.hours.mid),
        "euro": cents(amount.euros.mid),
        **_ends(amount.euros),
        "eenmalig": cents(once),
    }


def _ends(span: Span) -> dict[str, Cell]:
    return {"laag": cents(span.low), "hoog": cents(span.high)}


def by_size(frame: Frame, burdens: Sequence[Burden], target: Target) -> Figure:
    """Euros a year by size of business, before and after."""
    return _parts(
        frame,
        "grootte",
        Text("Regeldruk naar grootte van het bedrijf", "Burden by size of business"),
        Text("Werkzame personen", "Persons"),
        [share for burden in burdens for line in burden.lines for share in line.by_size],
        _counted(burdens, target, target.group, target.groups),
    )


def by_sector(frame: Frame, burdens: Sequence[Burden], target: Target) -> Figure:
    """Euros a year by sector, before and after."""
    return _parts(
        frame,
        "sector",
        Text("Regeldruk naar sector", "Burden by sector"),
        Text("Sector (SBI 2008)", "Sector (SBI 2008)"),
        [share for burden in burdens for line in burden.lines for share in line.by_sector],
        _counted(burdens, target, target.sector, target.sectors),
    )


_SIDES: tuple[tuple[str, Side, Text], ...] = (("before", "voor", SIDE.before), ("after", "na", SIDE.after))


def _counted(
    burdens: Sequence[Burden], target: Target, place: Ints, names: Mapping[str, Text]
) -> dict[tuple[str, str], float]:
    """Businesses with at least one of the duties, by part and side."""
    found: dict[tuple[str, str], float] = {}
    for side, of, _ in _SIDES:
        held = concerned(burdens, target, of)
        for number, name in enumerate(names):
            found[name, side] = float(target.weight[held & (place == number)].sum())
    return found


def _parts(
    frame: Frame,
    name: str,
    title: Text,
    heading: Text,
    shares: Sequence[Share],
    counted: Mapping[tuple[str, str], float],
) -> Figure:
    known = {share.id: share.name for share in shares}
    rows: list[Mapping[str, Cell]] = []
    for id_, text in known.items():
        for side, _, kant in _SIDES:
            amounts: list[Amount] = [getattr(share, side) for share in shares if share.id == id_]
            euros = sum((amount.euros for amount in amounts), Span(0, 0, 0))
            count = counted[id_, side]
            rows.append({"deel": text, "kant": kant, "euro": cents(euros.mid), **_ends(euros), "aantal": round(count)})
    return frame.figure(
        name,
        title,
        Text(
            "Kosten per jaar van alle plichten samen, voor en na. Bedrijven zijn die met ten minste een van de plichten.",
            "Cost a year of all duties together, before and after. Businesses are those with at least one of the duties.",
        ),
        (
            Column("deel", heading),
            KANT,
            Column("euro", Text("Per jaar", "A year"), "eurocent_per_jaar"),
            *bounds("eurocent_per_jaar"),
            Column("aantal", Text("Bedrijven", "Businesses"), "aantal"),
        ),
        rows,
        chart="before_after_bars",
        encoding=Encoding(category="deel", value="euro", series="kant", low="laag", high="hoog"),
    )


def thresholds(frame: Frame, tried: Sequence[Alternative]) -> Figure:
    """What the duties cost from each threshold of jobs."""
    rows: list[Mapping[str, Cell]] = [
        {
            "grens": Text(f"vanaf {one.jobs_from}", f"from {one.jobs_from}"),
            "bedrijven": round(one.businesses),
            "euro": cents(one.euros.mid),
            **_ends(one.euros),
        }
        for one in tried
    ]
    return frame.figure(
        "drempel",
        Text("Wat de plichten kosten bij een andere drempel", "What the duties cost at another threshold"),
        Text(
            "Dezelfde plichten voor bedrijven vanaf zoveel banen; de rest van de regel blijft.",
            "The same duties for businesses from so many jobs; the rest of the rule stays.",
        ),
        (
            Column("grens", Text("Banen", "Jobs")),
            Column("euro", Text("Per jaar", "A year"), "eurocent_per_jaar"),
            *bounds("eurocent_per_jaar"),
            Column("bedrijven", Text("Bedrijven", "Businesses"), "aantal"),
        ),
        rows,
        chart="bars",
        encoding=Encoding(category="grens", value="euro", low="laag", high="hoog"),
    )


def questions(frame: Frame, name: str, title: Text, answers: Sequence[Answer]) -> Figure:
    """Questions of a test with their answers; what people must still answer is marked."""
    yes, no = Text("ja", "yes"), Text("nee", "no")
    rows = [{"vraag": a.question, "antwoord": a.answer, "open": yes if a.open else no} for a in answers]
    return frame.figure(
        name,
        title,
        Text(
            "Wat te tellen is, is geteld. Bij 'ja' in de laatste kolom moet een mens er nog iets van vinden.",
            "What can be counted was counted. Where the last column says yes, a person still has to judge.",
        ),
        (
            Column("vraag", Text("Vraag", "Question")),
            Column("antwoord", Text("Antwoord", "Answer")),
            Column("open", Text("Mens nodig", "Person needed")),
        ),
        rows,
        unit="tekst",
        range_=None,
    )


def stacks(frame: Frame, found: Sequence[Stack]) -> Figure:
    """The duties of several proposals together, by size of business."""
    rows: list[Mapping[str, Cell]] = [
        {
            "deel": one.name,
            "bedrijven": round(one.businesses),
            "plicht": round(one.with_duty),
            "verandering": round(one.with_change),
            "veel": round(one.with_many),
            "voor": cents(one.before.mid),
            "na": cents(one.after.mid),
            "elk": cents(one.each.mid),
        }
        for one in found
    ]
    return frame.figure(
        "samen",
        Text("Alle plichten samen, naar grootte", "All duties together, by size"),
        Text(
            "Bedrijven met een plicht en bedrijven waarvoor iets verandert; drie of meer veranderingen tegelijk is een stapeling.",
            "Businesses with a duty and businesses for which something changes; three or more changes at once is a stack.",
        ),
        (
            Column("deel", Text("Werkzame personen", "Persons")),
            Column("bedrijven", Text("Bedrijven", "Businesses"), "aantal"),
            Column("plicht", Text("Met een plicht", "With a duty"), "aantal"),
            Column("verandering", Text("Iets verandert", "Something changes"), "aantal"),
            Column("veel", Text("Drie of meer", "Three or more"), "aantal"),
            Column("voor", SIDE.before, "eurocent_per_jaar"),
            Column("na", SIDE.after, "eurocent_per_jaar"),
            Column("elk", Text("Per bedrijf met een plicht", "For a business with a duty"), "eurocent_per_jaar"),
        ),
        rows,
    )


def sources(frame: Frame, burdens: Sequence[Burden], rates: Rates) -> Figure:
    """Every time, cost and rate that was used, with its source and how far it can be trusted."""
    rows = [
        _source(duty.name, action.name, action.minutes)
        for b in burdens
        for duty in b.file.duties
        for action in duty.actions
    ]
    once = Text("eenmalig: {name}", "one-off: {name}")
    for burden in burdens:
        for duty in burden.file.duties:
            rows += [_source(duty.name, once.format(name=a.name), a.minutes) for a in duty.once.actions]
            if duty.once.investment is not None:
                rows.append(_source(duty.name, Text("investering", "investment"), duty.once.investment))
            if duty.expense is not None:
                rows.append(_source(duty.name, Text("kosten per keer", "expense each time"), duty.expense))
            if duty.part is not None:
                rows.append(_source(duty.name, Text("deel dat iets moet doen", "part that has to act"), duty.part))
    used = {a.staff for b in burdens for d in b.file.duties for a in (*d.actions, *d.once.actions)}
    for staff, rate in rates.by_staff.items():
        if staff in used:
            rows.append(_source(Text("Uurtarief", "Hourly rate"), rate.name, rate.euros))
    return frame.figure(
        "bronnen",
        Text("Tijden, kosten en tarieven met hun bron", "Times, costs and rates with their source"),
        Text("De gebruikte getallen, elk met wat ervan bekend is.", "The numbers used, each with what is known of it."),
        (
            Column("plicht", Text("Plicht", "Duty")),
            Column("wat", Text("Wat", "What")),
            Column("waarde", Text("Waarde", "Value"), "aantal"),
            Column("laag", Text("Laag", "Low"), "aantal"),
            Column("hoog", Text("Hoog", "High"), "aantal"),
            Column("eenheid", Text("Eenheid", "Unit")),
            Column("zekerheid", Text("Zekerheid", "Confidence")),
            Column("bron", Text("Bron", "Source")),
        ),
        rows,
        unit="tekst",
        range_=None,
    )


def _source(duty: Text, what: Text, fact: Fact) -> dict[str, Cell]:
    return {
        "plicht": duty,
        "wat": what,
        "waarde": fact.value,
        "laag": fact.low,
        "hoog": fact.high,
        "eenheid": Text(fact.unit, law=True),
        "zekerheid": CONFIDENCE_NAMES[fact.confidence],
        "bron": Text(fact.source, law=True),
    }
