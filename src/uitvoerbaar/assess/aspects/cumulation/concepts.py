"""What one word means in each law: the data and results that its articles use for a concept, found from the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from uitvoerbaar.assess.aspects.cumulation.data import Concept
from uitvoerbaar.assess.changed import changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import NONE, SIDE, figure
from uitvoerbaar.assess.findings import rule_finding
from uitvoerbaar.assess.pair import ROLES, Pair, Role
from uitvoerbaar.assess.reading.burden import read_of
from uitvoerbaar.assess.reading.conditions import COMPARES
from uitvoerbaar.assess.words import field_label
from uitvoerbaar.findings import Cell, Column, Figure, Finding, Text
from uitvoerbaar.law.graph import Label, Node, strip, topological
from uitvoerbaar.law.model import Input, Law

_SIGNS = {
    "LESS_THAN": ("jonger dan", "under"),
    "LESS_THAN_OR_EQUAL": ("tot en met", "up to and including"),
    "GREATER_THAN": ("ouder dan", "over"),
    "GREATER_THAN_OR_EQUAL": ("vanaf", "from"),
}
Found = Pair[Mapping[str, list["Meaning"]]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a concept means in one law: names of what it uses (with the law that gives it) and bounds on age."""

    law: Law
    uses: tuple[Text, ...]
    ages: tuple[Text, ...] = ()

    @property
    def words(self) -> Text:
        """The meaning as a cell."""
        return Text(
            ", ".join(one.nl for one in (*self.uses, *self.ages)),
            ", ".join(str(one.en) for one in (*self.uses, *self.ages)),
        )


def meanings(
    ctx: Context, role: Role, concepts: Sequence[Concept], short: Mapping[str, str]
) -> dict[str, list[Meaning]]:
    """Per concept its meaning in every law that some scheme uses on a side and that knows the concept.

    `concepts` are the entries of data/assess/begrippen.yaml; only articles that some scheme passes count.
    """
    side = ctx.sides.of(role)
    schemes = [s.id for s in ctx.settings.schemes if s.id in side.nodes]
    laws = {law.id: law for scheme in schemes for law in side.laws[scheme]}
    nodes = list(topological(side.nodes[scheme] for scheme in schemes))
    passed = {(n.payload.law, n.payload.article) for n in nodes if n.op == "NAME" and isinstance(n.payload, Label)}
    found: dict[str, list[Meaning]] = {}
    for concept in concepts:
        ages = _ages(ctx, nodes, concept.ages_of) if concept.ages_of is not None else {}
        for law in sorted(laws.values(), key=lambda one: one.id):
            rules = [a.rules for a in law.articles if a.rules and (law.id, a.number) in passed]
            uses = {use for r in rules for item in r.inputs for use in _use(item, law, concept.names, short)}
            uses |= {_given_by(o.name, "eigen", "own") for r in rules for o in r.outputs if o.name in concept.names}
            if uses:
                meaning = Meaning(law, tuple(sorted(uses, key=lambda use: use.nl)), tuple(ages.get(law.id, ())))
                found.setdefault(concept.id, []).append(meaning)
    return found


def _use(item: Input, law: Law, names: frozenset[str], short: Mapping[str, str]) -> Iterator[Text]:
    """What an input takes for the concept from another law or a register; a result of the law itself is not one."""
    source = item.source
    if source is None or source.regulation == law.id or (source.regulation is None and source.output is not None):
        return
    name = source.output or item.field.name
    if name in names:
        giver = short.get(source.regulation, source.regulation.replace("_", " ")) if source.regulation else "register"
        yield _given_by(name, giver, giver)


def _given_by(name: str, giver: str, english: str) -> Text:
    """A name with who gives it."""
    label = field_label(name, "")
    return Text(f"{label.nl} ({giver})", f"{label.en} ({english})")


def _ages(ctx: Context, nodes: Iterable[Node], table: str) -> dict[str, dict[Text, None]]:
    """Per law: the ages of persons of a table that its articles compare with."""
    found: dict[str, dict[Text, None]] = {}
    for node in nodes:
        if node.op not in COMPARES or node.origin is None or len(node.args) != 2:
            continue
        age, bound = (strip(a) for a in node.args)
        if age.op == "AGE" and bound.op == "CONST" and _of(age, ctx, table) and node.op in _SIGNS:
            nl, en = _SIGNS[node.op]
            found.setdefault(node.origin.law, {})[Text(f"{nl} {bound.payload}", f"{en} {bound.payload}")] = None
    return found


def _of(age: Node, ctx: Context, table: str) -> bool:
    read = read_of(strip(age.args[0]), ctx.catalogue)
    return read is not None and read[0].table == table


def concept_table(ctx: Context, test: str, found: Found, concepts: Sequence[Concept]) -> Figure:
    """What each law uses for each concept, before and after; `found` holds the meanings by side and concept."""
    rows: list[Mapping[str, Cell]] = []
    for concept in concepts:
        words = Pair(*({m.law.id: m for m in found.of(role).get(concept.id, [])} for role in ROLES))
        for law in sorted(words.before.keys() | words.after.keys()):
            cells = Pair(*(words.of(role)[law].words if law in words.of(role) else NONE for role in ROLES))
            known = words.after.get(law) or words.before[law]
            rows.append(
                {
                    "begrip": concept.name,
                    "wet": known.law.name or law.replace("_", " "),
                    "voor": cells.before,
                    "na": cells.after,
                }
            )
    return figure(
        ctx,
        test,
        "begrippen",
        Text("Een woord, verschillende betekenissen", "One word, different meanings"),
        Text(
            "Wat elke wet gebruikt voor inkomen, partner, kind en vermogen: eigen uitkomsten, uitkomsten van een andere wet of "
            "gegevens uit een register.",
            "What each law uses for income, partner, child and wealth: results of its own, results of another law or data from "
            "a register.",
        ),
        (
            Column("begrip", Text("Begrip", "Concept")),
            Column("wet", Text("Wet", "Act")),
            Column("voor", SIDE.before),
            Column("na", SIDE.after),
        ),
        rows,
    )


def concept_findings(ctx: Context, test: str, found: Found, concepts: Sequence[Concept]) -> list[Finding]:
    """A meaning that no law had before, so that there are more than there were, asks for attention."""
    made = []
    for concept in concepts:
        name, key = concept.name, concept.id
        before, after = ({m.words for m in found.of(role).get(key, [])} for role in ROLES)
        new = [m for m in found.after.get(key, []) if m.words not in before]
        if new and len(after) > len(before):
            law = new[0].law.name or new[0].law.id.replace("_", " ")
            made.append(
                rule_finding(
                    ctx,
                    test,
                    f"begrip-{key}",
                    "aandacht",
                    Text("{name}: een betekenis erbij", "{name}: one meaning more").format(name=name),
                    Text(
                        "{law}: {new}. Er zijn nu {after} betekenissen, eerst {before}.",
                        "{law}: {new}. There are {after} meanings now, first {before}.",
                    ).format(law=law, new=new[0].words, after=len(after), before=len(before)),
                    changed_schemes(ctx),
                    new[0].law.id,
                    mend=Text(
                        "Sluit aan bij een begrip dat er al is voor {name}.",
                        "Use a concept of {name} that exists already.",
                    ).format(name=name.inside),
                )
            )
    return made
