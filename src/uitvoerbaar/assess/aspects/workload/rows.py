"""The rows of the figures on workload."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from uitvoerbaar.assess.aspects.workload.tables import (
    ARITHMETIC,
    ARRIVALS,
    BESIDE,
    COUNTS,
    FACTS,
    MONTHS,
    PROVIDERS,
    STAFF,
)
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.figures import SIDE, on_people, per_row
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.workload.carried import Carried, Workload, sizes, summed
from uitvoerbaar.base.add_up import add_up
from uitvoerbaar.base.numbers import decimal, numeral, spoken_money
from uitvoerbaar.delivery.fact import CONFIDENCE_NAMES, Fact
from uitvoerbaar.delivery.organisations import Organisation
from uitvoerbaar.delivery.organisations.model import STAFF as STAFF_MEASURE
from uitvoerbaar.delivery.organisations.units import SHARE, UNITS
from uitvoerbaar.delivery.work import Process, Work
from uitvoerbaar.delivery.work.volumes import HORIZON
from uitvoerbaar.delivery.work.volumes import MONTHS as MONTHS_A_YEAR
from uitvoerbaar.delivery.work.worked import NOTHING, Amount
from uitvoerbaar.findings import Cell, Figure, Range, Text

Rows = list[Mapping[str, Cell]]
RANGE = Range(
    None,
    None,
    Text(
        "De marges van de aannamen, elk apart genomen en als onafhankelijk opgeteld (wortel van de kwadraten); die "
        "van de steekproef "
        "komt daarbij.",
        "The margins of the assumptions, each taken apart and added as independent (root of the squares); that of "
        "the sample comes "
        "on top.",
    ),
)
_WHEN = dict(zip(ROLES, ("before", "after"), strict=True))
_PER_CLIENT = "kosten_per_klant_{scheme}"
_SCHEME_OF = {"kinderbijslag": "akw"}
"""Schemes that a provider's figures call otherwise."""
_MINUTES = 60
_THOUSAND = 1000
"""Euros to which cost is told: more would suggest a precision that is not there."""


def _cases_behind(carried: Iterable[Carried]) -> dict[str, Cell]:
    """The smallest group that a row gives away, also by what changes: what disclosure asks."""
    return {"_achter": min((size for c in carried for size in c.groups), default=0)}


def counts(ctx: Context, changed: Sequence[Carried]) -> Figure:
    """What the run counts."""
    rows: Rows = []
    for carried in changed:
        for name, pair in carried.estimates.items():
            once = carried.processes.counted[name].once
            after = pair.after
            rows.append(
                {
                    "regeling": carried.cases.scheme.name,
                    "telling": carried.processes.counted[name].name,
                    "voor": None if once else round(pair.before.value),
                    "na": round(after.value),
                    "verschil": None if once else round(after.value) - round(pair.before.value),
                    "laag": max(0, round(after.low)),
                    "hoog": round(after.high),
                    "_achter": max(after.value, pair.before.value),
                    # A difference of a few gives away who they are, however many there were and are.
                    **{f"_groep_{n}": size for n, size in enumerate(sizes(pair.before.value, after.value))},
                }
            )
    return COUNTS.figure(ctx, rows, source=on_people(ctx), range_=per_row(ctx.full))


def arithmetic(ctx: Context, changed: Sequence[Carried]) -> Figure:
    """Cases x share x minutes x rework = hours, for every process of every scheme."""
    rows: Rows = []
    for carried in changed:
        for work in carried.work:
            handling = work.process.handling
            before, after, once = (round(work.hours[when].value) for when in ("before", "after", "once"))
            rows.append(
                {
                    "regeling": carried.cases.scheme.name,
                    "proces": work.process.name,
                    "zaken_voor": round(work.cases["before"]),
                    "zaken_na": round(work.cases["after"]),
                    "zaken_eenmalig": round(work.cases["once"]),
                    "met_de_hand": handling.by_hand.value,
                    "minuten": handling.minutes.value,
                    "herwerk": handling.rework.value,
                    "uren_voor": before,
                    "uren_na": after,
                    "uren_verschil": after - before,
                    "uren_eenmalig": once,
                    **_cases_behind([carried]),
                }
            )
    return ARITHMETIC.figure(ctx, rows, source=on_people(ctx), range_=RANGE)


def staff(ctx: Context, found: Workload) -> Figure:
    """Full-time staff by process on both sides, for all schemes that change."""
    rows: Rows = []
    for works in summed(w for c in found.changed for w in c.work).values():
        for role in ROLES:
            amount = total(w.fte(_WHEN[role], found.hours.value) for w in works)
            rows.append(
                {
                    "proces": works[0].process.name,
                    "kant": SIDE.of(role),
                    "fte": round(amount.value, 1),
                    "laag": round(amount.low, 1),
                    "hoog": round(amount.high, 1),
                    **_cases_behind(found.changed),
                }
            )
    return STAFF.filled(hours=numeral(round(found.hours.value))).figure(ctx, rows, source=on_people(ctx), range_=RANGE)


def months(ctx: Context, found: Workload) -> Figure:
    """Hours per month of all schemes that change."""
    volumes = found.volumes
    rows: Rows = []
    for role in ROLES:
        for month in range(HORIZON):
            hours = sum(v.minutes_of(v.before if role == "voor" else v.after)[month] for v in volumes) / _MINUTES
            rows.append(
                {"maand": month + 1, "kant": SIDE.of(role), "uren": round(hours), **_cases_behind(found.changed)}
            )
    first = found.changed[0].first_month
    return MONTHS.filled(months=HORIZON, first=first).figure(ctx, rows, source=on_people(ctx), range_=RANGE)


def arrivals(ctx: Context, changed: Sequence[Carried]) -> Figure:
    """Cases per month of every process of every scheme."""
    rows: Rows = []
    for carried in changed:
        names = {process.id: process.name for process in carried.processes.processes}
        for each in carried.volumes:
            busiest = each.after.index(max(each.after))
            third = each.after[-MONTHS_A_YEAR:]
            rows.append(
                {
                    "regeling": carried.cases.scheme.name,
                    "organisatie": carried.organisation.name,
                    "proces": names[each.process],
                    "voor": round(sum(each.before) / len(each.before)),
                    "eerste": round(each.after[0]),
                    "drukste": round(each.after[busiest]),
                    "welke": busiest + 1,
                    "derde_jaar": round(sum(third) / len(third)),
                    **_cases_behind([carried]),
                }
            )
    return ARRIVALS.figure(ctx, rows, source=on_people(ctx), range_=RANGE)


def providers(ctx: Context, found: Workload) -> Figure:
    """What the proposal adds at every provider, by kind of work and in all."""
    rows: Rows = []
    for organisation in found.touched:
        carried = [c for c in found.at(organisation.id) if c.changed]
        works = [w for c in carried for w in c.work]
        known = organisation.latest(STAFF_MEASURE)
        kinds = list(summed(works).values())
        # The kinds of work add up to the last row as they are printed.
        fte = _with_sum([difference(ws, found.hours.value).value for ws in kinds], 10)
        once = _with_sum([total(w.fte("once", found.hours.value) for w in ws).value for ws in kinds], 10)
        costs = _with_sum([(euros(ws, "after") - euros(ws, "before")) / _THOUSAND for ws in kinds])
        costs_once = _with_sum([euros(ws, "once") / _THOUSAND for ws in kinds])
        for at, (name, part) in enumerate([*((ws[0].process.name, ws) for ws in kinds), (_ALL, works)]):
            added = difference(part, found.hours.value)
            whole = name is _ALL
            rows.append(
                {
                    "organisatie": organisation.name,
                    "soort": name,
                    "fte": fte[at],
                    "laag": min(round(added.low, 1), fte[at]),
                    "hoog": max(round(added.high, 1), fte[at]),
                    "fte_eenmalig": once[at],
                    "kosten": round(costs[at] * _THOUSAND * 100),
                    "kosten_eenmalig": round(costs_once[at] * _THOUSAND * 100),
                    "personeel": known.fact.value if known is not None and whole else None,
                    "zekerheid": _confidence(known.fact) if known is not None and whole else None,
                    **_cases_behind(carried),
                }
            )
    return PROVIDERS.figure(ctx, rows, source=on_people(ctx), range_=RANGE)


_ALL = Text("Alles samen", "All together")


def _with_sum(parts: Sequence[float], steps: int = 1) -> list[float]:
    """The parts as they are printed, and behind them their sum as it is printed."""
    made = add_up(parts, steps)
    return [*made, round(sum(made), 1)]


def difference(works: Iterable[Work], hours: float) -> Amount:
    """Full-time staff after less before; the range is that of the minutes and shares, which move both sides alike."""
    found = Amount(0.0, 0.0, 0.0)
    for work in works:
        before, after = work.fte("before", hours), work.fte("after", hours)
        ends = sorted((after.low - before.low, after.value - before.value, after.high - before.high))
        found = found + Amount(after.value - before.value, ends[0], ends[-1])
    return found


def euros(works: Iterable[Work], when: str) -> float:
    """What works cost, in euros."""
    return sum(work.euros[when].value for work in works)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum."""
    found = NOTHING
    for amount in amounts:
        found = found + amount
    return found


def beside(ctx: Context, found: Workload) -> Figure | None:
    """The computed work of each provider beside its staff, and cost per client beside what was published."""
    rows: Rows = []
    rule = rule_of(ctx)

    def few(carried: Iterable[Carried]) -> bool:
        # Its numbers are words, which stay where the numbers of a row are hidden: so such a row is left out whole.
        return rule is not None and any(rule.small(size) for c in carried for size in c.groups)

    for organisation in {c.organisation.id: c.organisation for c in found.carried}.values():
        carried = found.at(organisation.id)
        if not few(carried):
            rows += _staff_beside(found, organisation, carried)
        for each in carried:
            rows += [] if few([each]) else _cost_beside(organisation, each)
    return BESIDE.figure(ctx, rows, source=on_people(ctx), range_=RANGE) if rows else None


def _staff_beside(found: Workload, organisation: Organisation, carried: Sequence[Carried]) -> Rows:
    known = organisation.latest(STAFF_MEASURE)
    if known is None:
        return []
    computed = total(w.fte("before", found.hours.value) for c in carried for w in c.work).value
    what = Text("{name}: personeel, voor het voornemen (fte)", "{name}: staff, before the proposal (fte)")
    name = {"name": organisation.name}
    return [
        _beside(what.format(**name), numeral(round(computed)), numeral(round(known.fact.value)), known.fact, carried)
    ]


def _cost_beside(organisation: Organisation, carried: Carried) -> Rows:
    scheme = carried.cases.scheme
    known = organisation.latest(_PER_CLIENT.format(scheme=_SCHEME_OF.get(scheme.id, scheme.id)))
    clients = carried.counts.get("ontvangers", (0.0, 0.0))[0]
    if known is None or not clients:
        return []
    each = euros(carried.work, "before") / clients
    what = Text("{name}: uitvoeringskosten per klant per jaar", "{name}: cost of delivery per client a year")
    computed, published = spoken_money(100 * round(each)), spoken_money(100 * round(known.fact.value))
    return [_beside(what.format(name=scheme.name), computed, published, known.fact, [carried])]


def _beside(what: Text, computed: Text, published: Text, fact: Fact, carried: Sequence[Carried]) -> Mapping[str, Cell]:
    return {
        "wat": what,
        "berekend": computed,
        "gepubliceerd": published,
        "jaar": str(fact.year),
        "zekerheid": _confidence(fact),
        "bron": Text(fact.source, law=True),
        **_cases_behind(carried),
    }


_NAMES = {
    "by_hand": Text("deel door een mens", "share by a person"),
    "minutes": Text("minuten per zaak", "minutes per case"),
    "rework": Text("komt terug", "comes again"),
}


def facts(ctx: Context, found: Workload) -> Figure:
    """Every figure that the hours rest on."""
    rows: Rows = []
    for organisation in found.touched:
        used = {w.process.id: w.process for c in found.at(organisation.id) if c.changed for w in c.work}
        for process in used.values():
            for name, fact in _facts_of(process, found):
                rows.append(
                    {
                        "organisatie": organisation.name,
                        "proces": process.name,
                        "cijfer": name,
                        "waarde": said(fact),
                        "van_tot": _range(fact),
                        "zekerheid": _confidence(fact),
                        "bron": Text(fact.source, law=True),
                    }
                )
    return FACTS.figure(ctx, rows)


def _facts_of(process: Process, found: Workload) -> Iterable[tuple[Text, Fact]]:
    names = {p.id: p.name for p in found.processes.processes} | {c.id: c.name for c in found.processes.counted.values()}
    for origin in process.origins:
        yield Text("deel van: {of}", "share of: {of}").format(of=names[origin.of]), origin.share
    for key, name in _NAMES.items():
        yield name, getattr(process.handling, key)
    yield Text("uurtarief", "rate per hour"), process.staff.rate


def said(fact: Fact) -> Text:
    """A figure with its unit; a share in percents."""
    if fact.unit == SHARE:
        words = decimal(round(100 * fact.value, 3))
        return Text(f"{words.nl} procent", f"{words.english} percent")
    unit = UNITS[fact.unit]
    number = decimal(fact.value) if fact.value < 1000 else numeral(round(fact.value))
    return Text("{number} {unit}", "{number} {unit}").format(number=number, unit=unit)


def _range(fact: Fact) -> Text | None:
    if fact.low is None or fact.high is None or fact.low == fact.high:
        return None
    scale = 100 if fact.unit == SHARE else 1
    low, high = (decimal(round(scale * value, 3)) for value in (fact.low, fact.high))
    return Text("{low} – {high}", "{low} – {high}").format(low=low, high=high)


def _confidence(fact: Fact) -> Text:
    return CONFIDENCE_NAMES[fact.confidence]
