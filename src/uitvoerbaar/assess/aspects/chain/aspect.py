"""The chain: on which registers, facilities and suppliers a decision leans, what the proposal adds or drops, what stops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from uitvoerbaar.assess.aspects.chain.fails import outage
from uitvoerbaar.assess.aspects.chain.figures import (
    DAYS,
    ID,
    data_needed,
    failures,
    leaning_schemes,
    picture,
    single_points,
)
from uitvoerbaar.assess.aspects.chain.measure import Needs, needs
from uitvoerbaar.assess.aspects.chain.words import country, names
from uitvoerbaar.assess.changed import changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import SIDE, TableSpec, listed, on_people
from uitvoerbaar.assess.findings import rule_finding
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.outcome import Outcome, Test, not_done
from uitvoerbaar.assess.pair import Pair, Role
from uitvoerbaar.assess.people.claim import Claim, of_all
from uitvoerbaar.assess.people.part import part_of
from uitvoerbaar.assess.words import any_of, field_label
from uitvoerbaar.base.numbers import spoken_money
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.delivery.chain.model import Link
from uitvoerbaar.delivery.chain.outage import Outage
from uitvoerbaar.delivery.chain.read import load_chain
from uitvoerbaar.findings import Cell, Column, Figure, Finding, TestRun, Text

_TITLE = Text("De keten", "The chain")
_INTRO = Text(
    "Waar komen de gegevens voor een beslissing vandaan, wie houdt ze, en waarop leunt die? Gelezen uit de gekoppelde wet en "
    "uit wat van registraties en voorzieningen bekend is, en geteld op de bevolking: voor wie is een gegeven nodig, en "
    "wat stopt er als een schakel uitvalt?",
    "Where do the data for a decision come from, who holds them, and what does that lean on? Read from the linked law and from "
    "what is known of registers and facilities, and counted on the population: for whom is an item needed, "
    "and what stops when a link fails?",
)


def run(ctx: Context) -> Outcome:
    """The chain of the schemes that the proposal changes (of all when it changes none), before and after."""
    ctx = part_of(ctx)
    chain = load_chain()
    known = [s for s in ctx.settings.schemes if s.id in ctx.sides.after.nodes]
    ids = {s.id for s in changed_schemes(ctx)}
    shown = [s for s in known if s.id in ids] or known
    if not shown:
        return not_done(ID, _TITLE, _INTRO, Text("Geen regeling is te berekenen.", "No scheme can be computed."))
    both = Pair(needs(ctx, "voor", chain, ctx.settings.schemes), needs(ctx, "na", chain, ctx.settings.schemes))
    ours = needs(ctx, "na", chain, shown)
    figures = [
        picture(ctx, ours, shown, {}, _news(both, shown), both.before),
        _changes(ctx, both, shown),
        single_points(ctx, both.after, ours),
        data_needed(ctx, ours, shown),
        failures(ctx, ours),
    ]
    unknown = _unknown(ours)
    findings = [*_added(ctx, both, shown), *_weakest(ctx, ours), *_hardly_needed(ctx, ours, shown)]
    return Outcome(
        TestRun(ID, _TITLE, _INTRO, "gedeeltelijk" if unknown else "uitgevoerd", unknown),
        findings,
        [f for f in figures if f.rows],
    )


def _unknown(needs: Needs) -> tuple[Text, ...]:
    """What the chain does not know, said."""
    fields = {f.name: field_label(f.name, "") for s in needs.sources.values() for f in s.unknown}
    if not fields:
        return ()
    return (
        Text(
            "Niet te berekenen: uit welke registratie deze gegevens komen, is niet bekend ({fields}).",
            "Cannot be computed: it is not known from which register these data come ({fields}).",
        ).format(fields=COMMA.join(fields.values())),
    )


def _news(both: Pair[Needs], shown: Sequence[Scheme]) -> Text:
    added = [name for s in shown for name in _difference(both.after, both.before, s)]
    dropped = [name for s in shown for name in _difference(both.before, both.after, s)]
    if not added and not dropped:
        return Text("Het voornemen voegt geen registratie toe en laat er geen vallen.",
                    "The proposal adds no register and drops none.")  # fmt: skip
    chain = both.after.chain
    return Text("Erbij: {added}. Vervalt: {dropped}.", "Added: {added}. Dropped: {dropped}.").format(
        added=listed([chain.links[one].name for one in dict.fromkeys(added)]),
        dropped=listed([chain.links[one].name for one in dict.fromkeys(dropped)]),
    )


def _difference(of: Needs, minus: Needs, scheme: Scheme) -> list[str]:
    """The registers that a scheme asks on one side and not on the other; all of a scheme that is new."""
    there, here = of.sources.get(scheme.id), minus.sources.get(scheme.id)
    known = here.registers if here is not None else {}
    return [] if there is None else [on for on in there.registers if on not in known]


_CHANGES = TableSpec(
    ID,
    "verschil",
    Text("Wat het voornemen aan de keten verandert", "What the proposal changes in the chain"),
    Text(
        "Per regeling: hoeveel gegevens ze leest en uit hoeveel registraties, voor en na, en wat erbij komt of vervalt.",
        "Per scheme: how many items it reads and from how many registers, before and after, and what is added or dropped.",
    ),
    (
        Column("regeling", Text("Regeling", "Scheme")),
        Column("gegevens_voor", Text("Gegevens: {side}", "Items: {side}").format(side=SIDE.before.inside), "aantal"),
        Column("gegevens_na", Text("Gegevens: {side}", "Items: {side}").format(side=SIDE.after.inside), "aantal"),
        Column("erbij", Text("Gegevens erbij", "Items added")),
        Column("vervalt", Text("Gegevens die vervallen", "Items dropped")),
        Column("registraties", Text("Registraties erbij of eraf", "Registers added or dropped")),
    ),
)


def _changes(ctx: Context, both: Pair[Needs], shown: Sequence[Scheme]) -> Figure:
    rows: list[Mapping[str, Cell]] = []
    chain = both.after.chain
    for scheme in shown:
        before, after = (side.sources.get(scheme.id) for side in both)
        was = {} if before is None else before.fields
        now = {} if after is None else after.fields
        links = [
            *(
                Text("+ {n}", "+ {n}").format(n=chain.links[on].name)
                for on in _difference(both.after, both.before, scheme)
            ),
            *(
                Text("- {n}", "- {n}").format(n=chain.links[on].name)
                for on in _difference(both.before, both.after, scheme)
            ),
        ]
        rows.append({
            "regeling": scheme.name,
            "gegevens_voor": len(was),
            "gegevens_na": len(now),
            "erbij": listed([field_label(f.name, "") for key, f in now.items() if key not in was]),
            "vervalt": listed([field_label(f.name, "") for key, f in was.items() if key not in now]),
            "registraties": listed(links),
        })  # fmt: skip
    return _CHANGES.figure(ctx, rows)


def _added(ctx: Context, both: Pair[Needs], shown: Sequence[Scheme]) -> list[Finding]:
    """Registers that a scheme did not ask before."""
    found = []
    chain = both.after.chain
    for scheme in shown:
        added = _difference(both.after, both.before, scheme)
        if not added or (scheme.id not in both.before.sources and not scheme.new):
            continue
        abroad = [chain.links[on] for on in added if chain.links[on].foreign]
        more = Text(" Uit het buitenland: {names}.", " From abroad: {names}.").format(
            names=COMMA.join(country(link) for link in abroad)
        )
        found.append(
            rule_finding(
                ctx,
                ID,
                f"erbij-{scheme.id}",
                "aandacht",
                Text("{scheme} gaat leunen op {names}", "{scheme} comes to lean on {names}").format(
                    scheme=scheme.name, names=names(chain, added)
                ),
                Text(
                    "De wet vraagt een gegeven uit een registratie die deze regeling tot nu toe niet nodig had.{more}",
                    "The law asks an item from a register that this scheme did not need until now.{more}",
                ).format(more=more if abroad else Text("", "")),
                [scheme],
                scheme.law,
                mend=Text(
                    "Maak met de houder afspraken over levering, terugmelding en uitval voordat de wet ingaat.",
                    "Agree with the holder on delivery, reporting back and failure before the law takes effect.",
                ),
            )
        )
    return found


def _weakest(ctx: Context, ours: Needs) -> list[Finding]:
    """The link whose failure for two weeks keeps most money: information, for it was so before."""
    used = leaning_schemes(ours)
    outages = [outage(ours, link, DAYS[-1]) for link in ours.chain.links if link in used]
    hit = [o for o in outages if o.benefits]
    if not hit:
        return []
    worst = max(hit, key=lambda o: (o.unpaid, o.resting))
    # The amount is that of every benefit that waits, so the households are those with any of them.
    waiting = {row.id for row in worst.benefits if (row.unpaid if worst.unpaid else row.resting) > 0}
    schemes = [scheme for scheme in ours.schemes if scheme.id in waiting]
    if not schemes:
        return []
    link = ours.chain.links[worst.failed]
    return [
        rule_finding(
            ctx,
            ID,
            "zwakste",
            "informatie",
            _holds_up(link, worst),
            Text(
                "Van alle schakels waarop de gewijzigde regelingen leunen, houdt deze het meeste geld op. Dat was voor het "
                "voornemen ook zo, tenzij de tabel 'wat het voornemen aan de keten verandert' anders zegt.",
                "Of all links on which the changed schemes lean this one holds up most money. That was so before the proposal, "
                "unless the table of what it changes says otherwise.",
            ),
            schemes,
            schemes[0].law,
            claim=_waiting(ctx, ours.role, schemes),
            whom=Text("Wie na het voornemen {schemes} krijgt", "Who receives {schemes} after the proposal").format(
                schemes=any_of([scheme.name.inside for scheme in schemes])
            ),
        )
    ]


def _waiting(ctx: Context, role: Role, schemes: Sequence[Scheme]) -> Claim | None:
    """Who receives one of the schemes on a side: the amount that is not paid is theirs."""
    columns = [column for scheme in schemes if (column := ctx.household_column(role, scheme)) is not None]
    if not columns:
        return None
    source = on_people(ctx, "Wie deze regelingen krijgt, geteld op {}", "Who receives these schemes, counted on {}")
    return of_all(np.any([column > 0 for column in columns], axis=0), ctx.weights, ctx.full, source, under_rule=True)


def _holds_up(link: Link, worst: Outage) -> Text:
    if worst.unpaid:
        return Text(
            "Zonder {link} wordt in twee weken {money} niet betaald", "Without {link} {money} is not paid in two weeks"
        ).format(link=link.name.inside, money=spoken_money(worst.unpaid))
    return Text(
        "Zonder {link} kan in twee weken over {money} niet worden beslist",
        "Without {link} {money} cannot be decided on in two weeks",
    ).format(link=link.name.inside, money=spoken_money(worst.resting))


def _hardly_needed(ctx: Context, ours: Needs, shown: Sequence[Scheme]) -> list[Finding]:
    """Items that a scheme asks citizens for by itself, and that matter for hardly any of those who have it."""
    least, found = ctx.settings.norm("gegeven_nodig_aandeel"), []
    for scheme in shown:
        asked = ours.sources[scheme.id]
        weights = ours.sample.weights
        has = ours.amount(scheme) > 0
        total = float(weights[has].sum())
        if total == 0:
            continue
        rare = [
            field_label(field.name, "")
            for key, field in asked.fields.items()
            if key in asked.direct and field.from_citizen and field.name != scheme.applied and ours.tried(scheme, key)
            if float(weights[ours.matters(scheme, (key,))].sum()) < least * total
        ]
        if rare:
            found.append(
                rule_finding(
                    ctx,
                    ID,
                    f"nauwelijks-{scheme.id}",
                    "informatie",
                    Text(
                        "{scheme}: {names} maakt voor bijna niemand iets uit",
                        "{scheme}: {names} matters for hardly anybody",
                    ).format(scheme=scheme.name, names=COMMA.join(rare)),
                    Text(
                        "De burger moet het opgeven, en bij minder dan 1 op de {n} ontvangers verandert een andere waarde het "
                        "bedrag. Dataminimalisatie (AVG art. 5, eerste lid, onder c) vraagt of het nodig is.",
                        "Citizens must state it, and for fewer than 1 in {n} recipients another value changes the amount. Data "
                        "minimisation (GDPR art. 5(1)(c)) asks whether it is needed.",
                    ).format(n=round(1 / least)),
                    [scheme],
                    scheme.law,
                )
            )
    return found


TEST = Test(ID, run)
