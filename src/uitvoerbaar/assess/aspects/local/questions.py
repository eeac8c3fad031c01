"""The three questions of the Uitvoerbaarheidstoets Decentrale Overheden (UDO), answered by figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from uitvoerbaar.assess.aspects.local.areas import Area
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.totals import MILLI, exact_total
from uitvoerbaar.assess.workload.carried import Carried, Workload
from uitvoerbaar.base.numbers import decimal, numeral, spoken_money
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.delivery.organisations import Organisation
from uitvoerbaar.delivery.organisations.model import STAFF
from uitvoerbaar.findings import Cell, Text

FITS = Text("1. Past de taak bij deze laag?", "1. Does the task fit this layer?")
CAN = Text("2. Kan de laag het goed uitvoeren?", "2. Can the layer carry it out well?")
MEANS = Text("3. Zijn er genoeg middelen?", "3. Are there enough means?")
ALL = Text("1, 2 en 3", "1, 2 and 3")
_CONSULTATION = 2
"""Months that local governments have for consultation after a UDO (Code Interbestuurlijke Verhoudingen)."""
_DAYS = 30.4
_THOUSAND = 100_000
_HUNDRED_THOUSAND_EUROS = 10_000_000


def answers(
    ctx: Context, found: Workload, layer: Organisation, sizes: Mapping[str, Area] | None
) -> list[Mapping[str, Cell]]:
    """The rows of one layer."""
    own = [c for c in found.at(layer.id) if c.changed]
    if own:
        return [_row(layer, question, answer) for question, answer in _answered(ctx, found, layer, own, sizes)]
    return [_row(layer, ALL, _UNCHANGED if carries_out(ctx, found, layer) else NOT_MODELLED[layer.id])]


def carries_out(ctx: Context, found: Workload, layer: Organisation) -> bool:
    """Whether any scheme that is computed is of this layer: of one without any it is not known that it stays as it is."""
    named = (found.organisations.named(scheme.provider) for scheme in ctx.settings.schemes)
    return any(each is not None and each.id == layer.id for each in named)


_UNCHANGED = Text(
    "Geen regeling die deze laag uitvoert en die wordt gerekend, verandert voor iemand: daar geen andere taak en geen ander "
    "werk.",
    "No scheme that this layer carries out and that is computed changes for anybody: no other task and no other work there.",
)
NOT_MODELLED: Mapping[str, Text] = {
    "gemeenten": Text(
        "Niet gemodelleerd: geen regeling van gemeenten wordt gerekend. Of hun taak, werk of geld verandert, is niet bekend.",
        "Not modelled: no scheme of municipalities is computed. Whether their task, work or money changes is not known.",
    ),
    "provincies": Text(
        "Niet gemodelleerd: geen regeling van provincies wordt gerekend, ook niet de opcenten op de motorrijtuigenbelasting "
        "(Provinciewet art. 222). Of hun taak, werk of geld verandert, is niet bekend.",
        "Not modelled: no scheme of provinces is computed, nor the surcharge on motor vehicle tax (Provinciewet art. 222). Whether "
        "their task, work or money changes is not known.",
    ),
    "waterschappen": Text(
        "Niet gemodelleerd: geen regeling van waterschappen wordt gerekend, ook niet de watersysteemheffing en de "
        "zuiveringsheffing (Waterschapswet art. 117 en 122d) en de kwijtschelding daarvan. Of hun taak, werk of geld verandert, "
        "is niet bekend.",
        "Not modelled: no scheme of water boards is computed, nor the water system levy and the treatment levy (Waterschapswet "
        "art. 117 and 122d) and their remission. Whether their task, work or money changes is not known.",
    ),
}
"""Of a layer without any scheme that is computed; the articles are from memory."""


def _row(layer: Organisation, question: Text, answer: Text) -> Mapping[str, Cell]:
    return {"laag": layer.name, "vraag": question, "antwoord": answer}


def _answered(
    ctx: Context, found: Workload, layer: Organisation, own: Sequence[Carried], sizes: Mapping[str, Area] | None
) -> Iterator[tuple[Text, Text]]:
    new = [c.cases.scheme.name for c in own if c.cases.scheme.new]
    names = COMMA.join(c.cases.scheme.name.inside for c in own)
    if new:
        yield (
            FITS,
            Text(
                "Nieuwe taak: {new}. Of zij past, is aan de laag.", "New task: {new}. Whether it fits is for the layer."
            ).format(new=COMMA.join(n.inside for n in new)),
        )
    else:
        yield (
            FITS,
            Text(
                "Geen nieuwe taak: de laag voert al uit: {names}.",
                "No new task: the layer already carries out: {names}.",
            ).format(names=names),
        )
    yield from ((CAN, answer) for answer in _can(ctx, found, layer, own, sizes))
    yield from ((MEANS, answer) for answer in _means(ctx, found, layer, own))


def _can(
    ctx: Context, found: Workload, layer: Organisation, own: Sequence[Carried], sizes: Mapping[str, Area] | None
) -> Iterator[Text]:
    hours = found.hours.value
    before, after = (sum(w.fte(when, hours).value for c in own for w in c.work) for when in ("before", "after"))
    staff = layer.latest(STAFF)
    told = Text(
        "Werk aan deze regelingen: van {before} naar {after} banen",
        "Work on these schemes: from {before} to {after} jobs",
    ).format(before=numeral(round(before)), after=numeral(round(after)))
    if staff is None:
        yield Text(
            "{told}; het personeel van de laag is niet bekend.", "{told}; the staff of the layer is not known."
        ).format(told=told)
    else:
        yield Text("{told}, op {staff} fte in {year}.", "{told}, of {staff} fte in {year}.").format(
            told=told, staff=numeral(round(staff.fact.value)), year=staff.when
        )
    for size in found.organisations.sizes:
        area = (sizes or {}).get(size.id)
        many = [m for m in found.organisations.of_kind("gemeente") if m.size == size]
        if area is not None and many and area.rows >= ctx.settings.norm("kleinste_groep_huishoudens"):
            yield Text(
                "{size}: gemiddeld {before} zaken per gemeente, straks {after}.",
                "{size}: {before} cases per municipality on average, then {after}.",
            ).format(
                size=size.name.capital,
                before=numeral(round(area.cases.before / len(many))),
                after=numeral(round(area.cases.after / len(many))),
            )


def _more(cents: int) -> Text:
    """An amount more, or one less: 'minus 5 million more' says both."""
    return Text("{amount} {more}", "{amount} {more}").format(
        amount=spoken_money(abs(cents)), more=Text("meer", "more") if cents >= 0 else Text("minder", "less")
    )


def _means(ctx: Context, found: Workload, layer: Organisation, own: Sequence[Carried]) -> Iterator[Text]:
    paid = [sum(exact_total(c.cases.amount.of(role), ctx.weights) / MILLI for c in own) for role in ROLES]
    work = [sum(w.euros[when].value for c in own for w in c.work) for when in ("before", "after")]
    inhabitants = sum(m.inhabitants.value for m in found.organisations.of_kind("gemeente") if m.inhabitants is not None)
    each = (paid[1] - paid[0]) / 100 / inhabitants if inhabitants else 0.0
    yield Text(
        "Geld: {paid} aan uitkeringen per jaar ({each} euro per inwoner) en {work} aan uitvoering. Het Rijk vergoedt de "
        "kosten van medebewind (Gemeentewet art. 108 lid 3, Financiële-verhoudingswet art. 2).",
        "Money: {paid} in benefits a year ({each} euros per inhabitant) and {work} in delivery. The State compensates the "
        "cost of co-administration (Gemeentewet art. 108(3), Financiële-verhoudingswet art. 2).",
    ).format(
        paid=_more(_rounded(paid[1] - paid[0])),
        each=decimal(abs(round(each, 2))),
        work=_more(_rounded(100 * (work[1] - work[0]))),
    )
    yield _time(ctx)
    named = tuple(
        dict.fromkeys(
            a.rules.competent_authority
            for c in own
            for law in ctx.sides.after.laws.get(c.cases.scheme.id, ())
            if law.id == c.cases.scheme.law
            for a in law.articles
            if a.rules and a.rules.competent_authority
        )
    )
    yield (
        Text("Bevoegdheid: {named} beslist, zegt de wet.", "Power: the law lets {named} decide.").format(
            named=", ".join(named)
        )
        if named
        else Text(
            "Bevoegdheid: de gelezen artikelen noemen niet wie beslist.",
            "Power: the articles read do not say who decides.",
        )
    )


def _rounded(cents: float) -> int:
    step = _THOUSAND if abs(cents) < 100 * _HUNDRED_THOUSAND_EUROS else _HUNDRED_THOUSAND_EUROS
    return round(cents / step) * step


def _time(ctx: Context) -> Text:
    published = ctx.proposal.published
    if published is None:
        return Text(
            "Tijd: het voornemen noemt geen dag van bekendmaking. Na de UDO hebben medeoverheden {months} maanden "
            "voor hun reactie.",
            "Time: the proposal names no day of publication. After the UDO local governments have {months} months to "
            "respond.",
        ).format(months=_CONSULTATION)
    days = (date.fromisoformat(ctx.proposal.effective) - date.fromisoformat(published)).days
    return Text(
        "Tijd: {months} maanden tussen bekendmaking en ingang; de norm voor medeoverheden is drie, na {consultation} "
        "maanden voor "
        "hun reactie.",
        "Time: {months} months between publication and start; the norm for local governments is three, after "
        "{consultation} months to "
        "respond.",
    ).format(months=decimal(round(days / _DAYS, 1)), consultation=_CONSULTATION)
