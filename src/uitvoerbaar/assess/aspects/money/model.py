"""The five years of a proposal as one calculation, so that it can be made again with one assumption at another value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.money import Assumption, Cover, Line, Programme, Table, Work, WorkCost, cost_of, table_of
from uitvoerbaar.delivery.money.data import MoneyData
from uitvoerbaar.delivery.money.sensitivity import AssumedUnit
from uitvoerbaar.delivery.money.years import Years, delivery_line, programme_line
from uitvoerbaar.findings import Text
from uitvoerbaar.findings.cost_terms import LASTING, PARTS, YEARS, Lasting, Part
from uitvoerbaar.proposal import Proposal
from uitvoerbaar.proposal.money import DeliveryLine

_THOUSAND, _HUNDRED_THOUSAND = 1000.0, 100_000.0
_LARGE = 100_000_000.0
"""Euros a year of a programme beside which delivery is told in hundreds of thousands."""
_CENT = 0.01


@dataclass(frozen=True, slots=True)
class Model:
    """What the calculation is made of."""

    first: int
    programmes: tuple[Programme, ...]
    work: tuple[Work, ...]
    given: tuple[Line, ...]
    """Lines of delivery that an organisation states; ours for that part and duration are then not in the table."""
    cover: tuple[Cover, ...]
    growth: tuple[float, ...]
    data: MoneyData
    given_fte: tuple[DeliveryLine, ...] = ()
    """What organisations state, with the staff that they state."""

    def costs(self) -> list[WorkCost]:
        """The work with its cost."""
        return [cost_of(work) for work in self.work]

    def stated(self, part: Part, lasting: Lasting) -> bool:
        """Whether an organisation states this part itself."""
        return any(line.part == part and line.lasting == lasting for line in self.given)

    def table(self) -> Table:
        """The table as the report shows it, so that its sums are those of the lines that are printed: the programme to the cent,
        cost of delivery to a thousand euros, for it is no more precise; to a hundred thousand beside a programme of a hundred
        million or more.
        """
        programme = [_printed(programme_line(one, self.growth), _CENT) for one in self.programmes]
        large = any(abs(year) >= _LARGE for line in programme for year in line.years)
        step = _HUNDRED_THOUSAND if large else _THOUSAND
        delivery = [_printed(line, step) for line in self._delivery(self.costs())]
        return table_of(self.first, [*programme, *delivery, *self.given], self.cover)

    def _delivery(self, costs: Sequence[WorkCost]) -> list[Line]:
        made = []
        for lasting in LASTING:
            for part in PARTS:
                of = [c for c in costs if c.work.part == part and c.work.lasting == lasting]
                if self.stated(part, lasting):
                    continue
                for payer in dict.fromkeys(c.work.payer for c in of):
                    mine = [c for c in of if c.work.payer == payer]
                    ends = sum(c.low for c in mine), sum(c.euros for c in mine), sum(c.high for c in mine)
                    if any(ends):
                        name = Text("Uitvoering: {part}", "Delivery: {part}").format(part=PARTS[part].inside)
                        made.append(delivery_line(name, part, lasting, payer, ends, self.growth))
        return made

    def five_years(self, at: Mapping[str, float]) -> float:
        """Net cost of the five years together in euros, with some assumptions at another value (see `assumptions`)."""
        factor = at.get("gebruik", self.data.use.value)
        moved = [
            replace(one, euros=(one.euros + at.get("steekproef", 0.0) * one.half) * factor) for one in self.programmes
        ]
        work = [_moved(work, at) for work in self.work]
        costs = [cost_of(one) for one in work]
        lines = [*(programme_line(one, self.growth) for one in moved), *self._delivery(costs), *self.given]
        growth = at.get("prijsontwikkeling", self.data.price_growth.value)
        years = table_of(self.first, lines, ()).net()
        if at.get("uitstel", self.data.delay.value) >= 1:
            years = (0.0, *years[:-1])
        return sum(amount * (1 + growth) ** year for year, amount in enumerate(years))

    def assumptions(self) -> list[Assumption]:
        """Everything in the calculation that has a range."""
        made = [
            _of("gebruik", Text("Gebruik van de regeling", "Take-up of the scheme"), self.data.use),
            _of("uitstel", Text("Een jaar later ingaan", "Starting a year later"), self.data.delay, "jaren"),
            _of(
                "prijsontwikkeling",
                Text("Loon- en prijsontwikkeling per jaar", "Growth of wages and prices a year"),
                self.data.price_growth,
                "aandeel_per_jaar",
            ),
        ]
        if any(one.half for one in self.programmes):
            name = Text("Toeval van de steekproef", "Chance of the sample")
            made.append(Assumption("steekproef", name, 0.0, -1.0, 1.0, "95 %-interval", False, "rand"))
        rates = {work.rate.source: work.rate for work in self.work}
        if rates:
            name = Text("Uurtarieven, alle samen", "Hourly rates, all together")
            made.append(Assumption("tarieven", name, 0.0, -1.0, 1.0, "; ".join(sorted(rates)), unit="rand"))
        for key, work in {work.key: work for work in self.work}.items():
            parts: tuple[tuple[str, Text, Fact, AssumedUnit], ...] = (
                ("deel", Text("deel met een mens", "share with a person"), work.share, "aandeel"),
                ("uren", Text("uren", "hours"), work.hours, "uren"),
            )
            for what, label, fact, unit in parts:
                name = Text("{process}: {label}", "{process}: {label}").format(process=work.name, label=label)
                made.append(_of(f"{what}:{key}", name, fact, unit))
        return [one for one in made if one.low != one.high]


def _printed(line: Line, step: float) -> Line:
    return replace(line, years=_round(line.years, step), low=_round(line.low, step), high=_round(line.high, step))


def _round(years: Years, step: float) -> Years:
    return tuple(float(round(amount / step) * step) for amount in years)


def _of(name: str, title: Text, fact: Fact, unit: AssumedUnit = "keer") -> Assumption:
    low = fact.value if fact.low is None else fact.low
    high = fact.value if fact.high is None else fact.high
    return Assumption(name, title, fact.value, low, high, fact.source, fact.unsure, unit)


def _moved(work: Work, at: Mapping[str, float]) -> Work:
    """Work with another rate, share or hours a case."""
    for key, value in at.items():
        what, _, of = key.partition(":")
        if of == work.key:
            if what == "uren":
                work = replace(work, hours=replace(work.hours, value=value))
            elif what == "deel":
                work = replace(work, share=replace(work.share, value=value))
    position = at.get("tarieven", 0.0)
    if position:
        end = work.rate.low if position < 0 else work.rate.high
        work = replace(work, rate=replace(work.rate, value=work.rate.value if end is None else end))
    return work


def model_of(proposal: Proposal, programmes: Sequence[Programme], work: Sequence[Work], data: MoneyData) -> Model:
    """The calculation of a proposal: what the run counts, and what the block `geld` says."""
    money = proposal.money
    first = int(proposal.effective[:4])
    if money is None:
        return Model(first, tuple(programmes), tuple(work), (), (), (1.0,) * YEARS, data)
    growth = tuple(share / 100 for share in money.growth)
    given = tuple(
        Line(
            d.name,
            "uitvoering",
            d.lasting,
            d.payer,
            _floats(d.amounts),
            _floats(d.amounts),
            _floats(d.amounts),
            d.part,
            True,
        )
        for d in money.delivery
    )
    cover = [
        Cover(c.name, c.payer, _floats(c.amounts), c.source, existing, c.confidence)
        for existing, lines in ((False, money.cover), (True, money.existing))
        for c in lines
    ]
    return Model(money.first_year, tuple(programmes), tuple(work), given, tuple(cover), growth, data, money.delivery)


def _floats(amounts: Sequence[int]) -> Years:
    return tuple(float(amount) for amount in amounts)
