"""Article 3.1 of the Comptabiliteitswet 2016: the three parts that a proposal must explain, what it says, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uitvoerbaar.assess.amounts import Amounts
from uitvoerbaar.assess.aspects.money.counts import Counts, articles
from uitvoerbaar.assess.aspects.money.figures import ID, cents
from uitvoerbaar.assess.changed import changed_laws
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import figure
from uitvoerbaar.base.numbers import decimal, numeral, spoken_money
from uitvoerbaar.delivery.money import Table
from uitvoerbaar.findings import Column, Figure, Text
from uitvoerbaar.findings.cost_terms import PAYERS


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the article: what the proposal says of it (None: nothing) and what the program can add."""

    letter: str
    name: Text
    said: Text | None
    computed: Text

    @property
    def missing(self) -> bool:
        """Whether the proposal is silent on it."""
        return self.said is None


def parts_of(ctx: Context, table: Table, found: Sequence[Amounts], counts: Sequence[Counts]) -> list[Part]:
    """The parts in the order of the article."""
    money, proposal = ctx.proposal.money, ctx.proposal
    delivery = sum(sum(line.years) for line in table.lines if line.kind == "uitvoering")
    programme = sum(abs(sum(line.years)) for line in table.lines if line.kind == "programma")
    gained = sum(one.of["nieuw"].value + max(0.0, one.of["anders"].value - one.of["lager"].value) for one in counts)
    per = Text("niet te berekenen omdat geen bedrag verandert", "cannot be computed because no amount changes")
    if programme:
        per = Text(
            "uitvoering kost over vijf jaar {each} euro op elke 100 euro die het programma verschuift",
            "delivery costs over five years {each} euros on every 100 euros that the programme moves",
        ).format(each=decimal(round(100 * delivery / programme, 2)))
    reach = Text(
        "{many} keer krijgt een huishouden een regeling erbij of meer van een regeling; of het doel daarmee wordt bereikt, is niet "
        "te berekenen",
        "{many} times a household gets a scheme or more of a scheme; whether that reaches the goal cannot be computed",
    ).format(many=numeral(round(gained)))
    instruments = Text(
        "gewijzigde artikelen: {articles}; wetten: {laws}; nieuwe regelingen: {new}",
        "changed articles: {articles}; acts: {laws}; new schemes: {new}",
    ).format(articles=articles(ctx), laws=len(changed_laws(ctx)), new=len(proposal.new_schemes))
    return [
        Part(
            "a",
            Text("Doelstellingen", "Goals"),
            proposal.goal,
            Text("niet te berekenen: een doel stelt een mens", "cannot be computed: a goal is set by people"),
        ),
        Part("a", Text("Doeltreffendheid", "Effectiveness"), money.effectiveness if money else None, reach),
        Part("a", Text("Doelmatigheid", "Efficiency"), money.efficiency if money else None, per),
        Part(
            "b",
            Text("Beleidsinstrumenten", "Policy instruments"),
            (money.instruments if money else None) or _named(ctx),
            instruments,
        ),
        Part(
            "c",
            Text("Financiële gevolgen voor het Rijk", "Financial effects on the State"),
            _cover(ctx, table),
            _effects(table, "rijk"),
        ),
        Part(
            "c",
            Text("Financiële gevolgen voor maatschappelijke sectoren", "Financial effects on sectors of society"),
            money.sectors if money else None,
            _others(table, found),
        ),
    ]


def _named(ctx: Context) -> Text | None:
    """The changed articles are the instrument of a change of law, when the proposal lists them."""
    changes = ctx.proposal.changes
    if not changes:
        return None
    names = ", ".join(dict.fromkeys(f"{c.law.replace('_', ' ')} art. {c.article}" for c in changes))
    return Text("wijziging van {names}", "change of {names}").format(names=names)


def _cover(ctx: Context, table: Table) -> Text | None:
    """What the proposal says of cover for the State; None when it says nothing."""
    if ctx.proposal.money is None or not any(one.payer == "rijk" for one in table.cover):
        return None
    return Text("dekking van {amount} in vijf jaar", "cover of {amount} in five years").format(
        amount=spoken_money(cents(sum(table.covered("rijk"))))
    )


def _effects(table: Table, payer: str) -> Text:
    net = table.net("rijk") if payer == "rijk" else table.net()
    return Text(
        "netto {first} in {year} en {total} in vijf jaar samen",
        "net {first} in {year} and {total} in five years together",
    ).format(first=spoken_money(cents(net[0])), year=table.first, total=spoken_money(cents(sum(net))))


def _others(table: Table, found: Sequence[Amounts]) -> Text:
    """What other public bodies pay, and what households have more or less in sum."""
    said = [
        Text("{payer} {amount} in vijf jaar", "{payer} {amount} in five years").format(
            payer=PAYERS[payer].inside, amount=spoken_money(cents(sum(table.net(payer))))
        )
        for payer in ("medeoverheden", "fondsen")
        if payer in table.payers()
    ]
    net = sum(sum(line.years) for line in table.lines if line.kind == "programma")
    said.append(
        Text("huishoudens samen {amount} in vijf jaar", "households together {amount} in five years").format(
            amount=spoken_money(cents(net))
        )
    )
    said.append(
        Text("bedrijven en instellingen zijn hier niet berekend", "businesses and institutions were not computed here")
    )
    return Text("; ", "; ").join(said)


def cw_figure(ctx: Context, parts: Sequence[Part]) -> Figure:
    """The parts as a table."""
    missing = Text("ontbreekt", "missing")
    return figure(
        ctx,
        ID,
        "cw31",
        Text(
            "Comptabiliteitswet artikel 3.1: wat een voornemen moet uitleggen",
            "Comptabiliteitswet article 3.1: what a proposal must explain",
        ),
        Text(
            "Onderdeel a: doelen, doeltreffendheid en doelmatigheid. Onderdeel b: instrumenten. Onderdeel c: financiële gevolgen "
            "voor het Rijk en, waar het kan, voor maatschappelijke sectoren.",
            "Part a: goals, effectiveness and efficiency. Part b: instruments. Part c: financial effects on the State and, where "
            "possible, on sectors of society.",
        ),
        (
            Column("onderdeel", Text("Onderdeel", "Part")),
            Column("wat", Text("Wat", "What")),
            Column("gezegd", Text("Wat het voornemen zegt", "What the proposal says")),
            Column("berekend", Text("Wat de machine erbij kan zeggen", "What the machine can add")),
        ),
        [{"onderdeel": p.letter, "wat": p.name, "gezegd": p.said or missing, "berekend": p.computed} for p in parts],
        source=Text(
            "Beschrijving van het voornemen (proposal.yaml) en Comptabiliteitswet 2016, artikel 3.1",
            "Description of the proposal (proposal.yaml) and Comptabiliteitswet 2016, article 3.1",
        ),
    )
