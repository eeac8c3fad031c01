"""Beside the proposal: nothing done, the alternative that was named, and the scheme scrapped; one comparison of them all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from uitvoerbaar.assess.amounts import Amounts, amounts_of
from uitvoerbaar.assess.aspects.money.counts import articles
from uitvoerbaar.assess.aspects.money.figures import ID, cents, rounded
from uitvoerbaar.assess.aspects.money.work import building, work_beside
from uitvoerbaar.assess.changed import changed_laws, changed_schemes, touched
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import figure, on_people
from uitvoerbaar.assess.live.nodes import bounds_of
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.other_law import alternative_side, without
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.part import thinned
from uitvoerbaar.assess.people.rounded import EURO
from uitvoerbaar.assess.people.totals import EXACT, SAMPLED, count, total
from uitvoerbaar.assess.poverty.change import poorer
from uitvoerbaar.assess.workload.carried import Workload
from uitvoerbaar.base.numbers import decimal
from uitvoerbaar.base.text import COMMA, SPACE
from uitvoerbaar.delivery.money import Work, WorkCost, cost_of, staff_of
from uitvoerbaar.delivery.money.data import MoneyData
from uitvoerbaar.findings import Cell, Column, Figure, Range, Text, Unit
from uitvoerbaar.proposal.alternative import Alternative

LARGEST = 100_000
"""Households on which options are compared: another law on the whole country would take as long as the proposal itself."""


@dataclass(frozen=True, slots=True)
class Option:
    """A law beside the law before: what it costs more in euros a year with half its interval, who has the schemes, who loses
    and gains (None without net income), how many people more live below the poverty line (None where that is not known or
    smaller than can be measured), and what delivery asks once and a year (`fte` None: not known).
    """

    name: Text
    euros: float
    half: float
    recipients: float
    losers: float | None
    gainers: float | None
    poor: float | None
    once: float
    yearly: float
    fte: float | None
    behind: float


def options(ctx: Context, of: Workload | Text, data: MoneyData) -> tuple[list[Option], list[Text]]:
    """The options, and what could not be compared and why."""
    here = _part(ctx)
    scrapped = _own(here)
    schemes = _both([one.scheme for one in amounts_of(here, touched(here)) if one.changed], scrapped)
    made = [
        _nil(here, schemes),
        _option(here, Text("Het voornemen", "The proposal"), schemes, articles(here), of, data),
    ]
    said: list[Text] = []
    named = ctx.proposal.alternative
    if named is None:
        said.append(
            Text(
                "Het voornemen noemt geen alternatief (alternatief in proposal.yaml).",
                "The proposal names no alternative (alternatief in proposal.yaml).",
            )
        )
    else:
        with tempfile.TemporaryDirectory(prefix="uitvoerbaar-alternatief-") as place:
            other = _quick(alternative_side(here, named, Path(place)))
            title = Text("Alternatief: {name}", "Alternative: {name}").format(name=named.name.inside)
            made.append(_option(other, title, schemes, _articles(named), of, data))
    if scrapped:
        names = COMMA.join(scheme.name.inside for scheme in scrapped)
        other = _quick(without(here, scrapped))
        title = Text("Afschaffen: {names}", "Scrap: {names}").format(names=names)
        made.append(_scrap(other, title, schemes, scrapped, of, data))
    else:
        said.append(
            Text(
                "Afschaffen is niet vergeleken: het voornemen verandert geen wet van een regeling zelf.",
                "Scrapping was not compared: the proposal changes no act of a scheme itself.",
            )
        )
    return made, said


def _part(ctx: Context) -> Context:
    """The people on whom options are compared: all, or every k-th household of a very large population."""
    one_in = -(-len(ctx.heads) // LARGEST)
    return ctx if one_in == 1 else thinned(ctx, one_in)


def _quick(ctx: Context) -> Context:
    """A law that is run once is not worth compiling on few people."""
    ctx.backend = "numpy" if len(ctx.heads) < LARGEST else "auto"
    return ctx


def _both(first: Sequence[Scheme], more: Sequence[Scheme]) -> list[Scheme]:
    return list(dict.fromkeys([*first, *more]))


def _own(ctx: Context) -> list[Scheme]:
    """The schemes whose own act changes and that exist before."""
    laws = changed_laws(ctx)
    return [s for s in changed_schemes(ctx) if s.law in laws and s.id in ctx.sides.before.nodes and not s.new]


def _nil(ctx: Context, schemes: Sequence[Scheme]) -> Option:
    having = [c for s in schemes if (c := ctx.household_column("voor", s)) is not None]
    users = count(np.any([c > 0 for c in having], axis=0), ctx.weights, ctx.full).value if having else 0.0
    known = 0.0 if ctx.common_outcome else None
    return Option(
        Text("Niets doen (nuloptie)", "Do nothing (nil option)"), 0, 0, users, known, known, known, 0, 0, 0, users
    )


def _articles(named: Alternative) -> int:
    """How many articles an alternative changes, as far as that can be told: by its numbers, else one for each law or file."""
    numbered = {(law, control.partition("#")[0]) for law, of in named.numbers.items() for control in of}
    return len(numbered) + len(named.pins) + len(named.laws)


def _option(
    ctx: Context, name: Text, schemes: Sequence[Scheme], many: int, of: Workload | Text, data: MoneyData
) -> Option:
    """What a law does beside the law before; recipients are those of `schemes`, the same for every option."""
    found = [one for one in amounts_of(ctx, touched(ctx)) if one.changed]
    costs = [cost_of(work) for work in [*_work(ctx, of, found, data), *building(ctx, many, data)]]
    return _measured(ctx, name, schemes, found, costs, data)


def _work(ctx: Context, of: Workload | Text, found: Sequence[Amounts], data: MoneyData) -> list[Work]:
    """The work of a law beside the law before, as far as organisations are known."""
    return work_beside(ctx, of, [one.scheme for one in found], data) if isinstance(of, Workload) else []


def _scrap(
    ctx: Context,
    name: Text,
    schemes: Sequence[Scheme],
    gone: Sequence[Scheme],
    of: Workload | Text,
    data: MoneyData,
) -> Option:
    """Scrapping: the work of the scheme itself ends, by its published cost for each recipient where there is one.

    That cost takes the place of the counted work of that scheme only: what others ask more, because they read it, stays. Its
    staff is then not known, for a cost for each recipient has no hours.
    """
    found = [one for one in amounts_of(ctx, touched(ctx)) if one.changed]
    known = {
        scheme.id: data.cost_per_recipient[scheme.id].value for scheme in gone if scheme.id in data.cost_per_recipient
    }
    counted = [one for one in found if one.scheme.id not in known]
    costs = [cost_of(work) for work in _work(ctx, of, counted, data)]
    ended = [cost_of(work) for work in _work(ctx, of, [one for one in found if one.scheme.id in known], data)]
    costs += [cost for cost in ended if cost.work.lasting == "incidenteel"]
    made = _measured(ctx, name, schemes, found, costs, data)
    if not known:
        return made
    saved = 0.0
    for one in found:
        before = one.columns.before
        if one.scheme.id in known and before is not None:
            saved += known[one.scheme.id] * count(before > 0, ctx.weights, ctx.full).value
    return replace(made, yearly=made.yearly - saved, fte=None)


def _measured(
    ctx: Context,
    name: Text,
    schemes: Sequence[Scheme],
    found: Sequence[Amounts],
    costs: Sequence[WorkCost],
    data: MoneyData,
) -> Option:
    change = np.zeros(len(ctx.heads), dtype=np.int64)
    for one in found:
        change += one.change if one.scheme.spends else -one.change
    sum_ = total(change, ctx.weights, ctx.full)
    having = [c for s in schemes if (c := ctx.household_column("na", s)) is not None]
    users = count(np.any([c > 0 for c in having], axis=0), ctx.weights, ctx.full).value if having else 0.0
    losers = gainers = None
    if ctx.common_outcome:
        before, after = (ctx.outcome(role)[0].astype(np.int64) for role in ROLES)
        least, _ = bounds_of(ctx.settings, before)
        losers = count(before - after >= least, ctx.weights, ctx.full).value
        gainers = count(after - before >= least, ctx.weights, ctx.full).value
    by = {
        lasting: sum(c.euros for c in costs if c.work.lasting == lasting) for lasting in ("incidenteel", "structureel")
    }
    return Option(
        name,
        sum_.value / EURO,
        sum_.half / EURO,
        users,
        losers,
        gainers,
        poorer(ctx),
        by["incidenteel"],
        by["structureel"],
        staff_of(costs, "structureel", data.productive_hours),
        count(change != 0, ctx.weights, ctx.full).value,
    )


def comparison(ctx: Context, found: Sequence[Option], data: MoneyData) -> Figure:
    """The options beside each other."""
    here = _part(ctx)
    rows = list(_rows(found))
    published = SPACE.join(
        Text(
            "Uitvoering van {scheme} bij afschaffen: {cost} euro per ontvanger per jaar ({source}, {year}); om hoeveel mensen dat "
            "gaat, is niet te berekenen omdat dat bedrag geen uren noemt.",
            "Delivery of {scheme} when scrapped: {cost} euros per recipient a year ({source}, {year}); how many staff that is "
            "cannot be computed because that amount names no hours.",
        ).format(scheme=scheme.name.inside, cost=decimal(fact.value), source=fact.source, year=fact.year)
        for scheme in _own(here)
        if (fact := data.cost_per_recipient.get(scheme.id)) is not None
    )
    note = Text(
        "Armoede is het aantal mensen dat meer of minder onder de armoedegrens leeft, voor zover die hier bekend is (AANNAME: zie "
        "de toets op armoede); een streepje is onbekend of kleiner dan het model kan meten. Gedrag verandert niet, en wie een "
        "afgeschafte regeling mist, vraagt hier geen andere aan. Uitvoering telt hier voor elke optie zonder de verrekening van "
        "voorschotten; wat het voornemen alles bij elkaar vraagt, staat bij de kosten van uitvoering.",
        "Poverty is how many people more or fewer live below the poverty line, as far as that is known here (ASSUMPTION: see the "
        "test on poverty); a dash is not known or smaller than the model can measure. Behaviour does not change, and who misses a "
        "scrapped scheme does not apply for another here. Delivery counts here for every option without the settlement of "
        "advances; what the proposal asks altogether stands with the cost of delivery.",
    )
    euro: Unit = "eurocent_per_jaar"
    return figure(
        ctx,
        ID,
        "opties",
        Text(
            "Niets doen, het voornemen, een alternatief, afschaffen", "Do nothing, the proposal, an alternative, scrap"
        ),
        Text(
            "Elke rij is een wet naast de wet van voor het voornemen, op dezelfde mensen. Kosten zijn per jaar, min is minder "
            "uitgeven. Verliezers en winnaars tellen vanaf dezelfde grens als bij de inkomenseffecten.",
            "Each row is a law beside the law before the proposal, on the same people. Cost is per year, minus is less spent. "
            "Losers and gainers count from the same bound as in the income effects.",
        ),
        (
            Column("optie", Text("Optie", "Option")),
            Column("kosten", Text("Kosten schatkist", "Cost to the treasury"), euro),
            Column("laag", Text("Ondergrens", "Lower bound"), euro),
            Column("hoog", Text("Bovengrens", "Upper bound"), euro),
            Column("huishoudens", Text("Met de regelingen", "With the schemes"), "huishoudens"),
            Column("verliezers", Text("Gaat erop achteruit", "Loses"), "huishoudens"),
            Column("winnaars", Text("Gaat erop vooruit", "Gains"), "huishoudens"),
            Column("armoede", Text("Mensen in armoede", "People in poverty"), "aantal"),
            Column("eenmalig", Text("Uitvoering, eenmalig", "Delivery, once"), "eurocent"),
            Column("jaarlijks", Text("Uitvoering, per jaar", "Delivery, a year"), euro),
            Column("fte", Text("Mensen, structureel", "Staff, lasting"), "fte"),
        ),
        rows,
        unit=euro,
        source=on_people(here, "Wetten doorgerekend op {}", "Laws run on {}"),
        range_=Range(None, None, EXACT if here.full else SAMPLED),
        assumption=True,
        note=SPACE.join([note, published]) if published.nl else note,
    )


def _rows(found: Sequence[Option]) -> Iterator[Mapping[str, Cell]]:
    for one in found:
        yield {
            "optie": one.name,
            "kosten": cents(rounded(one.euros)),
            "laag": cents(rounded(one.euros - one.half)),
            "hoog": cents(rounded(one.euros + one.half)),
            "huishoudens": round(one.recipients),
            "verliezers": None if one.losers is None else round(one.losers),
            "winnaars": None if one.gainers is None else round(one.gainers),
            "armoede": None if one.poor is None else round(one.poor),
            "eenmalig": cents(rounded(one.once)),
            "jaarlijks": cents(rounded(one.yearly)),
            "fte": None if one.fte is None else round(one.fte, 1),
            "_anders": round(one.behind),
        }
