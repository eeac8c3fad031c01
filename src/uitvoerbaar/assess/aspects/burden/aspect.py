"""Regulatory burden: what the proposal asks of citizens (counted from the run) and of businesses (duties beside it)."""

from __future__ import annotations

from collections.abc import Mapping

from uitvoerbaar.assess.aspects.burden.measure import Counted, counted
from uitvoerbaar.assess.changed import changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.duties import figures
from uitvoerbaar.assess.duties.figures import ID, Frame, cents
from uitvoerbaar.assess.duties.target import read_duties, target_for
from uitvoerbaar.assess.figures import KANT, SIDE, bounds, on_people
from uitvoerbaar.assess.findings import delivery_finding
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.reading.data import load_burden_rules
from uitvoerbaar.base.numbers import numeral, spoken_money
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.delivery.burden.cost import Burden, cost
from uitvoerbaar.delivery.burden.duty import Rates
from uitvoerbaar.delivery.burden.questions import alternatives, atr, mkb, sentence
from uitvoerbaar.delivery.burden.read import BESIDE, load_rates
from uitvoerbaar.delivery.burden.target import Target
from uitvoerbaar.findings import Cell, Column, Figure, Finding, KaderRow, Severity, TestRun, Text

_TITLE = Text("Regeldruk", "Regulatory burden")
_INTRO = Text(
    "Wat het voornemen van burgers en bedrijven vraagt, in uren en euro's, met het standaardkostenmodel. "
    "Hoeveel burgers iets moeten doen, "
    "volgt uit de doorrekening; de tijden en tarieven zijn aannamen en staan er met hun bron bij.",
    "What the proposal asks of citizens and businesses, in hours and euros, by the standard cost model. How "
    "many citizens have to act "
    "follows from the run; the times and rates are assumptions and stand beside it with their source.",
)
_ALLOWANCES = "toeslagen"
_NO_SCHEME = Text(
    "Burgers: niet te berekenen, want het voornemen verandert geen toeslag die beide kanten kunnen uitrekenen.",
    "Citizens: cannot be computed, for the proposal changes no allowance that both sides can compute.",
)
_NO_DUTIES = Text(
    "Bedrijven: niet berekend, want bij het voornemen zijn geen plichten opgegeven.",
    "Businesses: not computed, for no duties were given with the proposal.",
)


def run(ctx: Context) -> Outcome:
    """The burden before and after, with a finding where it rises by more than the norm."""
    rates = load_rates()
    people = counted(ctx, changed_schemes(ctx), load_burden_rules())
    citizens = None if people is None else cost(read_duties(_ALLOWANCES, rates), rates, None, people.citizens)
    own, target = _beside(ctx, rates, people)
    missing = [*([_NO_SCHEME] if citizens is None else []), *([_NO_DUTIES] if own is None else [])]
    if citizens is None and own is None:
        return not_done(ID, _TITLE, _INTRO, *missing)
    frame = Frame(ctx.sides.after.date, ctx.command)
    made: list[Figure] = []
    findings: list[Finding] = []
    if citizens is not None and people is not None:
        made.append(_citizens(ctx, frame, citizens, people))
        findings += _of_citizens(ctx, citizens, people)
    if own is not None:
        made += _of_duties(frame, own, rates, target)
        findings += _of_businesses(ctx, own, target)
    made.append(figures.sources(frame, [b for b in (citizens, own) if b is not None], rates))
    return Outcome(
        TestRun(ID, _TITLE, _INTRO, "uitgevoerd", tuple(missing)), findings, made, kader_parts=_row(own, target)
    )


def business_sentence(ctx: Context) -> Text | None:
    """What the row on interaction of the kader says of businesses; None when the proposal brings no duties on them."""
    own, target = _beside(ctx, load_rates(), None)
    return None if own is None else sentence([own], target)


def _row(own: Burden | None, target: Target | None) -> list[KaderRow]:
    """The part of businesses in the row on interaction: duties of theirs, or that none were given."""
    said = None if own is None else sentence([own], target)
    return [KaderRow("interactie", "gedeeltelijk", None, _NO_DUTIES if said is None else said)]


def _beside(ctx: Context, rates: Rates, people: Counted | None) -> tuple[Burden | None, Target | None]:
    """The duties in the folder of the proposal, costed, and the businesses that they were counted on."""
    if not (ctx.proposal.folder / BESIDE).is_file():
        return None, None
    file = read_duties(str(ctx.proposal.folder), rates)
    target = target_for(file)
    return cost(file, rates, target, None if people is None else people.citizens), target


def _of_duties(frame: Frame, own: Burden, rates: Rates, target: Target | None) -> list[Figure]:
    """The figures of the duties beside the proposal."""
    made = [figures.per_duty(frame, [own])]
    if target is not None:
        tried = alternatives(own.file, rates, target)
        made += [
            figures.by_size(frame, [own], target),
            figures.by_sector(frame, [own], target),
            figures.thresholds(frame, tried),
            figures.questions(frame, "atr", figures.ATR, atr(own, tried)),
            figures.questions(frame, "mkb", figures.MKB, mkb(own)),
        ]
    return [figure for figure in made if figure.rows]


def _citizens(ctx: Context, frame: Frame, burden: Burden, people: Counted) -> Figure:
    """What the changed allowances ask of citizens, before and after."""
    rows: list[Mapping[str, Cell]] = []
    for line in burden.lines:
        roles: tuple[tuple[Role, str, Text], ...] = (("voor", "before", SIDE.before), ("na", "after", SIDE.after))
        for role, side, kant in roles:
            amount = getattr(line, side)
            rows.append(
                {
                    "plicht": line.duty.name,
                    "kant": kant,
                    "aantal": round(amount.count.mid),
                    "uren": round(amount.hours.mid),
                    "euro": cents(amount.euros.mid),
                    "laag": cents(amount.euros.low),
                    "hoog": cents(amount.euros.high),
                    "_achter": people.behind[role],
                }
            )
    names = COMMA.join(scheme.name.inside for scheme in people.schemes)
    return frame.figure(
        "burgers",
        Text("Wat het burgers kost: {names}", "What it costs citizens: {names}").format(names=names),
        Text(
            "Nieuw is wie door het voornemen recht krijgt en het ontvangt. Bij wijzigingen telt hoeveel er "
            "ten hoogste te melden is, en welk deel "
            "daarvan een aanname is. Een uur van een burger heeft een vast tarief.",
            "New is who gets and receives a right by the proposal. For changes the count is what can be "
            "reported at most, of which an assumed "
            "part is. An hour of a citizen has a fixed rate.",
        ),
        (
            Column("plicht", Text("Wat", "What")),
            KANT,
            Column("aantal", Text("Keer per jaar ten hoogste", "Times a year at most"), "aantal"),
            Column("uren", Text("Uren per jaar", "Hours a year"), "uren_per_jaar"),
            Column("euro", Text("Per jaar", "A year"), "eurocent_per_jaar"),
            *bounds("eurocent_per_jaar"),
        ),
        rows,
        source=on_people(
            ctx,
            "Standaardkostenmodel, met aantallen van {}",
            "Standard cost model, with counts of {}",
        ),
    )


_ROUGH = 100
"""Hours from which they are told to the hundred; fewer would be told as none."""


def _of_citizens(ctx: Context, burden: Burden, people: Counted) -> list[Finding]:
    """How many hours a year more or less the changed allowances ask; nothing when that is, as it is told, none."""
    change = sum(line.after.hours.mid - line.before.hours.mid for line in burden.lines)
    hours = int(round(abs(change), -2 if abs(change) >= _ROUGH else 0))
    if not hours:
        # An allowance that only reads a changed law asks what it asked: "0 hours more" would be told as a change.
        return []
    euros = burden.change
    more = change >= 0
    severity: Severity = "aandacht" if change > ctx.settings.norm("regeldruk_burgers_uren") else "informatie"
    # Of what is less the ends are of how much less, the smaller one first; an end on the other side of nothing keeps its sign.
    low, high = (euros.low, euros.high) if more else (-euros.high, -euros.low)
    found = delivery_finding(
        ctx,
        ID,
        "burgers",
        severity,
        Text(
            "Burgers: {hours} uur per jaar {word} aan toeslagen kwijt",
            "Citizens: {hours} hours a year {word} spent on allowances",
        ).format(hours=numeral(hours), word=_word(more)),
        Text(
            "Aanvragen, wijzigingen doorgeven en beschikkingen nakijken bij {names}. In geld {money} per "
            "jaar {word} (van {low} tot {high}). De "
            "tijden zijn een aanname.",
            "Applying, reporting changes and checking decisions for {names}. In money {money} a year {word} "
            "(from {low} to {high}). The times "
            "are an assumption.",
        ).format(
            names=COMMA.join(scheme.name.inside for scheme in people.schemes),
            money=spoken_money(100 * abs(euros.mid)),
            word=_word(more),
            low=spoken_money(100 * low),
            high=spoken_money(100 * high),
        ),
        Text("Burgers met deze toeslagen", "Citizens with these allowances"),
        Text(
            "Vul vooraf in wat bekend is en vraag alleen wat ontbreekt.",
            "Fill in beforehand what is known and ask only what is missing.",
        )
        if change > 0
        else None,
    )
    return [found]


def _of_businesses(ctx: Context, own: Burden, target: Target | None) -> list[Finding]:
    """What the duties beside the proposal cost businesses; nothing when none is on them."""
    said = sentence([own], target)
    if said is None:
        return []
    change = sum(line.change.mid for line in own.lines if line.by_size)
    substantial = change > ctx.settings.norm("regeldruk_bedrijven_euro")
    return [
        delivery_finding(
            ctx,
            ID,
            "bedrijven",
            "aandacht" if substantial else "informatie",
            Text("Bedrijven: {money} per jaar {word} regeldruk", "Businesses: {money} a year {word} burden").format(
                money=spoken_money(100 * abs(change)), word=_word(change >= 0)
            ),
            said,
            Text("Bedrijven met de plichten van het voornemen", "Businesses with the duties of the proposal"),
            Text(
                "Leg het voor aan een panel van ondernemers (MKB-toets) en reken een hogere drempel door.",
                "Put it to a panel of entrepreneurs (SME test) and compute a higher threshold.",
            )
            if substantial
            else None,
        )
    ]


def _word(more: bool) -> Text:
    return Text("meer", "more") if more else Text("minder", "less")


TEST = Test(ID, run)
