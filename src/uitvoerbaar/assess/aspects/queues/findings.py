"""Findings on queues: work that piles up, callers who reach nobody, and work for which there is no room already."""

from __future__ import annotations

from uitvoerbaar.assess.aspects.queues.measure import REACHED, Full, Measured, Queue, late
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.findings import delivery_finding
from uitvoerbaar.base.numbers import numeral, percent
from uitvoerbaar.delivery.queues.demand import Phone
from uitvoerbaar.findings import Finding, Severity, Text

MEDIUM, LARGE, MORE = (
    "wachtrij_te_laat_gemiddeld_aandeel",
    "wachtrij_te_laat_groot_aandeel",
    "wachtrij_te_laat_erbij_aandeel",
)
LEVELS = ("klein", "gemiddeld", "groot")
_ASSUMED: Severity = "aandacht"
"""How bad a queue is of people whose number we assume: it asks a question of the provider, and sets no condition."""


def level(ctx: Context, queue: Queue) -> int:
    """How much the queue is disturbed: 0 small, 1 medium, 2 large (see data/assess/normen_wachtrijen.yaml)."""
    if queue.rise < ctx.settings.norm(MORE):
        return 0
    share = late(queue.outcomes[1])
    return (share > ctx.settings.norm(MEDIUM)) + (share > ctx.settings.norm(LARGE))


def phone_level(ctx: Context, phone: Phone) -> int:
    """The same of a telephone line: large when as many more reach nobody in some month as a queue may be late."""
    fewer = max(before - after for before, after in zip(phone.before, phone.after, strict=True))
    if fewer < ctx.settings.norm(MORE):
        return 0
    below = min(phone.after) < ctx.settings.norm(REACHED)
    return below + (below and fewer > ctx.settings.norm(LARGE))


def findings(ctx: Context, test: str, found: Measured) -> list[Finding]:
    """What is above a norm; nothing for a queue that stays within it."""
    made = [_queue(ctx, test, each) for each in found.queues if level(ctx, each)]
    made += [_phone(ctx, test, name, each) for name, each in found.phones if phone_level(ctx, each)]
    return made + [_full(ctx, test, each) for each in found.full]


def _queue(ctx: Context, test: str, queue: Queue) -> Finding:
    now, needed = queue.size.before.places, queue.size.after.places
    if needed is None:
        mend = Text(
            "Meer mensen helpen niet: verleng de termijn of verdeel het werk over meer maanden.",
            "More people do not help: lengthen the term or spread the work over more months.",
        )
    else:
        mend = Text(
            "Neem ongeveer {more} voltijdplaatsen meer aan, ruim voor de invoering; of laat het voornemen in delen ingaan.",
            "Hire about {more} more full-time places, well before the introduction; or let the proposal come into force in "
            "parts.",
        ).format(more=numeral(max(round(needed - (now or 0.0)), 1)))
    return delivery_finding(
        ctx,
        test,
        queue.id,
        _ASSUMED,
        Text(
            "{who}: met de mensen van nu (aangenomen) {share} procent te laat van de besluiten die een mens neemt",
            "{who}: with today's staff (assumed) {share} percent of decisions taken by a person are late",
        ).format(who=queue.name, share=percent(late(queue.outcomes[1]), 0)),
        Text(
            "Met de mensen van nu (aangenomen: {now} voltijdplaatsen) stijgt het deel te laat over 36 maanden van "
            "{before} naar {after} "
            "procent; met werving vanaf de eerste dag is het {recruited} procent, want nieuwe mensen moeten eerst "
            "komen en leren.",
            "With the staff of today (assumed: {now} full-time places) the share late over 36 months rises from "
            "{before} to {after} "
            "percent; with recruitment from the first day it is {recruited} percent, for new people must first come and learn.",
        ).format(
            now=numeral(round(now or 0.0)),
            before=percent(late(queue.outcomes[0]), 0),
            after=percent(late(queue.outcomes[1]), 0),
            recruited=percent(late(queue.outcomes[2]), 0),
        ),
        Text(
            "Wie wacht op een besluit dat een mens neemt bij {who}",
            "Whoever waits for a decision that a person takes at {who}",
        ).format(who=queue.organisation),
        mend,
    )


def _phone(ctx: Context, test: str, name: Text, phone: Phone) -> Finding:
    month = min(range(len(phone.after)), key=phone.after.__getitem__)
    return delivery_finding(
        ctx,
        test,
        f"telefoon-{phone.organisation}",
        _ASSUMED,
        Text(
            "{name}: met de mensen van nu (aangenomen) bereikt {share} procent van de bellers niemand in maand {month}",
            "{name}: with today's staff (assumed) {share} percent of callers get no answer in month {month}",
        ).format(name=name, share=percent(1 - phone.after[month], 0), month=month + 1),
        Text(
            "Zonder het voornemen is dat {before} procent. Aangenomen is dat {agents} mensen tegelijk aan de lijn zitten, genoeg "
            "voor nu. Wie niemand bereikt, belt opnieuw, en maakt de rij langer.",
            "Without the proposal it is {before} percent. Assumed is that {agents} people are on the line at once, enough for "
            "now. Who reaches nobody calls again, and makes the queue longer.",
        ).format(before=percent(1 - phone.before[month], 0), agents=numeral(phone.agents)),
        Text("Wie belt met {name}", "Who calls {name}").format(name=name),
        Text(
            "Zet {needed} mensen tegelijk aan de lijn in plaats van {agents}, of spreid de brieven.",
            "Put {needed} people on the line at once instead of {agents}, or spread the letters.",
        ).format(needed=numeral(phone.needed), agents=numeral(phone.agents)),
    )


def _full(ctx: Context, test: str, full: Full) -> Finding:
    carried, stock, waiting = full.carried, full.stock, full.waiting
    return delivery_finding(
        ctx,
        test,
        f"vol-{carried.cases.scheme.id}",
        "ernstig",
        Text("{name}: er is geen ruimte voor meer werk", "{name}: there is no room for more work").format(
            name=stock.name
        ),
        Text(
            "Er wachten al {waiting} zaken ({year}); de eigen norm van {who} is {norm}. Het voornemen voegt er werk "
            "aan toe. {source}.",
            "{waiting} cases wait already ({year}); the own norm of {who} is {norm}. The proposal adds work. {source}.",
        ).format(
            waiting=numeral(round(waiting.value)),
            year=str(waiting.year),
            who=carried.organisation.name,
            norm=numeral(round(stock.norm)),
            source=waiting.source,
        ),
        Text("Wie een besluit krijgt van {who}", "Who gets a decision from {who}").format(
            who=carried.organisation.name
        ),
        Text("Werk eerst de voorraad weg, of haal ander werk weg.", "Clear the stock first, or take other work away."),
    )
