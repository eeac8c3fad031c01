"""What can be given for an output of a law: its parameters, the register fields it reads, and its own inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.explain.glossary import unit_of
from uitvoerbaar.engine.explain.person_case import PARTNER_KEY, field_of
from uitvoerbaar.engine.explain.plain_words import described, plain_words, unit_words
from uitvoerbaar.law.graph import Kind, Node, topological
from uitvoerbaar.law.model import Field, Input
from uitvoerbaar.law.registers import CHILD, COLLECTIONS, HOUSEMATE, KEY, Catalogue, RegisterField

_TYPES: Mapping[str, Kind] = {
    "number": "number", "amount": "number", "boolean": "bool", "date": "date", "string": "string", "array": "list",
    "object": "object",
}  # fmt: skip
KIND_WORDS: Mapping[str, str] = {
    "number": mark("getal"), "bool": mark("true of false"), "date": mark("datum JJJJ-MM-DD"), "string": mark("tekst"),
    "list": mark("lijst (JSON)"), "object": mark("object (JSON)"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that can be given: its name as the user writes it, and what is allowed."""

    name: str
    kind: str = "any"
    unit: str | None = None
    nullable: bool = True
    lo: Any = None
    hi: Any = None
    values: tuple[str, ...] | None = None
    text: str = ""
    default: str | None = None
    required: bool = True
    whole: bool = False
    """Money of a register: whole eurocents."""

    @property
    def asked(self) -> str:
        """What a value must be, in words."""
        parts = [", ".join(self.values) if self.values else tr(KIND_WORDS.get(self.kind, mark("waarde")))]
        if self.unit:
            parts.append(unit_words(self.unit))
        if self.lo is not None and self.hi is not None:
            parts.append(tr("van {lo} tot en met {hi}", lo=self.lo, hi=self.hi))
        return "; ".join(parts)

    def __str__(self) -> str:
        told = f"  {self.name}: {self.asked}" + (
            tr("; anders: {default}", default=self.default) if self.default is not None else ""
        )
        return f"{told}. {described(self.text)}" if self.text else told


def of_field(found: RegisterField, name: str) -> Need:
    """What the register catalogue says of a field, under the name that the user writes."""
    default = plain_words().show(found.default, found.unit) if found.has_default else None
    if found.due is not None:
        default = tr("wat verschuldigd is ({due})", due=found.due)
    spec = found.spec
    whole = found.unit is not None and found.unit.startswith("eurocent")
    return Need(
        name,
        spec.kind,
        found.unit,
        spec.nullable,
        spec.lo,
        spec.hi,
        spec.values,
        found.description,
        default,
        whole=whole,
    )


def of_declared(found: Field) -> Need:
    """What a law says of a parameter or input."""
    kind = _TYPES.get(found.type, "any")
    return Need(
        found.name,
        kind,
        unit_of(found),
        lo=found.lo,
        hi=found.hi,
        text=found.description or "",
        required=found.required,
    )


@dataclass(frozen=True)
class Needs:
    """Everything that can be given for one output of one law: parameters of the law and fields of registers."""

    parameters: Mapping[str, Need]
    """Parameters that the law declares, without bsn."""
    inputs: Mapping[str, Need]
    """Inputs of the law: a value that is given wins over the register and over other laws."""
    read: tuple[Need, ...]
    """Register fields that the output can read, of any person."""
    outside: Mapping[str, Need]
    """Fields of a person that the laws read and no register of the catalogue has."""

    def __str__(self) -> str:
        lines: list[str] = []
        for title, found in (
            (tr("Parameters van de wet:"), [*self.parameters.values()]),
            (tr("Gegevens uit registers:"), [*self.read, *self.outside.values()]),
            (tr("Tussenuitkomsten die u in plaats daarvan mag geven:"), [*self.inputs.values()]),
        ):
            if found:
                lines += [title, *(str(need) for need in found)]
        return "\n".join(lines)


def needs_of(explainer: Explainer, law: str, output: str, date: str) -> Needs:
    """What can be given for an output. Raises LawLookupError when the law or output does not exist."""
    rules = [a.rules for a in explainer.corpus.select(law, date).articles if a.rules]
    asked = {p.name: p for r in rules for p in r.parameters}
    plan = explainer.plan(law, output, date, asked)
    every = [(used.id, a.rules) for used in plan.linked.laws for a in used.articles if a.rules]
    # Rules that join this law (fill in, hook, override) take the parameters of the caller.
    joining = [p for _, r in every if r.implements or r.hooks or r.overrides for p in r.parameters]
    parameters = {name: of_declared(p) for name, p in asked.items() if name != KEY}
    for found in joining:
        if found.name != KEY:
            parameters.setdefault(found.name, replace(of_declared(found), required=False))
    reached = list(topological(plan.linked.outputs.values()))
    used_names = {n.payload.name for n in reached if n.op == "NAME" and n.payload.law == law}
    fields = {n.payload[1] for n in reached if n.op == "FIELD"}
    own = [i for r in rules for i in r.inputs if i.field.name not in fields and i.field.name not in parameters]
    inputs = {i.field.name: of_declared(i.field) for i in own if _is_lazy(i) or i.field.name in used_names}
    inputs.update((t.id, Need(t.id)) for r in rules for t in r.open_terms if t.id in used_names)
    known = {*explainer.catalogue.person_specs(), *inputs, *parameters}
    lazy = [i.field for _, r in every for i in r.inputs if _is_lazy(i)]
    outside = {found.name: of_declared(found) for found in lazy if found.name not in known}
    return Needs(parameters, inputs, tuple(_read(reached, fields, explainer.catalogue)), outside)


def _read(reached: list[Node], fields: set[str], catalogue: Catalogue) -> Iterator[Need]:
    """The register fields that nodes read, as a user writes them."""
    names = sorted(fields - set(COLLECTIONS))
    for table in (CHILD, HOUSEMATE):
        items = catalogue.items(table)
        read = {
            n.payload[0] for n in reached if n.op == "GET" and n.spec is not None and n.spec is items.get(n.payload[0])
        }
        names += [f"{table}.1.{name}" for name in sorted(read)]
    for name in names:
        found = field_of(catalogue, name)
        if found is not None:
            yield of_field(found[1], name)
    if PARTNER_KEY in fields:
        yield Need("partner.VELD", text=tr("Dezelfde velden van de partner; 'partner_bsn' volgt vanzelf."))


def _is_lazy(item: Input) -> bool:
    """Whether an input is only supplied by a register or the caller."""
    return item.source is None or (item.source.regulation is None and item.source.output is None)
