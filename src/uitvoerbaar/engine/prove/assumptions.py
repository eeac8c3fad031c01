"""Within which households and under which assumptions an outcome holds, as plain Dutch sentences below a proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.prove.formulas.household import TABLES
from uitvoerbaar.engine.prove.question import Question
from uitvoerbaar.law.graph import FieldSpec, Label, topological
from uitvoerbaar.law.registers import CHILD, HOUSEMATE

_A_YEAR = " per jaar"
"""How the unit of an amount of a year ends in the registers."""


def assumptions(question: Question, facts: Iterable[str]) -> tuple[str, ...]:
    """Everything that a proof takes for granted: the domain, the ranges of what the law reads, and `facts` that hold."""
    return tuple(dict.fromkeys([*_household(question), *_time(question), *_values(question), *facts, *_law(question)]))


def _household(question: Question) -> Iterator[str]:
    domain, names = question.domain, {name for _, name in question.reads}
    yield (
        as_written(
            "Huishoudens met een of geen partner, ten hoogste {children} kinderen en {housemates} huisgenoot.",
            children=domain.children,
            housemates=domain.housemates,
        )
    )
    if "partner_bsn" in names:
        yield as_written(
            "De partner van de partner is de persoon zelf; beiden hebben dezelfde kinderen en huisgenoten."
        )
    if question.asked.any_change:
        yield as_written(
            "Voor en na de verandering is het welk huishouden ook van deze: alles mag veranderen, ook "
            "wie er in huis is."
        )
    if question.asked.paid_in_full:
        yield as_written("Alle opvang is betaald, ook na de verandering.")


def _time(question: Question) -> Iterator[str]:
    yield as_written(
        "De wetten zoals die gelden op {on}; de situatie van die dag telt voor het hele jaar.", on=question.on
    )
    settlement = question.asked.settlement
    if settlement is not None and settlement.monthly:
        *first, last = map(str, settlement.late)
        if settlement.late == (0,):
            yield as_written(
                "Er is een verandering in het jaar, na 0 tot en met 11 hele maanden; zij wordt meteen gemeld."
            )
        elif first:
            yield as_written(
                "Er is een verandering in het jaar, na 0 tot en met 11 hele maanden; zij wordt {first} of {last} maanden "
                "te laat gemeld.",
                first=", ".join(first),
                last=last,
            )
        else:
            yield as_written(
                "Er is een verandering in het jaar, na 0 tot en met 11 hele maanden; zij wordt {months} maanden te laat "
                "gemeld.",
                months=last,
            )


def _values(question: Question) -> Iterator[str]:
    """The free amounts, and per field that the law reads the values that it may have."""
    for name, free in question.domain.free.items():
        if ("parameter", name) in question.reads:
            yield free.text
        if name in question.asked.limits:
            yield as_written("{name} van {lo} tot en met {hi}.", name=name, lo=free.spec.lo, hi=free.spec.hi)
    ranges = [text for text in (_range(question, *read) for read in sorted(question.reads)) if text]
    if ranges:
        yield as_written("Elk gegeven heeft een waarde binnen zijn register: {ranges}.", ranges="; ".join(ranges))
    if question.asked.changes:
        yield as_written("De nieuwe waarde ligt ook binnen dat bereik.")


def _range(question: Question, table: str, name: str) -> str:
    known = question.catalogue.field(TABLES.get(table, ""), name)
    if known is None or known.spec.reference or known.spec.kind == "list":
        return ""
    spec: FieldSpec = known.spec
    called = _owned(name, table)
    if spec.kind == "number":
        # The unit goes with the bound: a kept message is recognised by its template, one blank after the other.
        hi = f"{spec.hi} {known.unit}" if known.unit else str(spec.hi)
        if hi.endswith(_A_YEAR):
            hi = as_written("{what} per jaar", what=hi.removesuffix(_A_YEAR))
        if spec.integer:
            return as_written("{called} hele getallen van {lo} tot en met {hi}", called=called, lo=spec.lo, hi=hi)
        return as_written("{called} getallen van {lo} tot en met {hi}", called=called, lo=spec.lo, hi=hi)
    if spec.kind == "date":
        return as_written(
            "{called} van {lo} tot en met {hi}", called=called, lo=spec.lo, hi=min(str(spec.hi), question.on)
        )
    return as_written("{called} een van {values}", called=called, values=", ".join(spec.values)) if spec.values else ""


def _owned(name: str, table: str) -> str:
    """A field with whose it is, when that is not the person."""
    if table == CHILD:
        return as_written("{name} van een kind", name=name)
    return as_written("{name} van een huisgenoot", name=name) if table == HOUSEMATE else name


def _law(question: Question) -> Iterator[str]:
    """Open norms that got the law's own default, and decisions of people that are not computed."""
    settlement = question.asked.settlement
    if settlement is not None:
        yield as_written("Wat een mens per geval kan matigen, kwijtschelden of beboeten, en rente, telt niet mee.")
    for node in topological(question.roots):
        if node.op == "NAME" and isinstance(node.payload, Label) and node.payload.kind == "open_term":
            yield as_written(
                "De open norm {name} ({law}) heeft de waarde die de wet als standaard geeft.",
                name=node.payload.name,
                law=node.payload.law,
            )
