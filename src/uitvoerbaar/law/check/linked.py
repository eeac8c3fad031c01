"""Checks of laws linked together: circles, units, rules that claim the same thing, kinds of values that cannot work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.errors import Level, Problem
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.law.check.choices import Choices
from uitvoerbaar.law.check.constants import always_fails
from uitvoerbaar.law.check.declared import Declared
from uitvoerbaar.law.check.quantities import Quantities
from uitvoerbaar.law.check.spans import Spans
from uitvoerbaar.law.corpus import Corpus, LawLookupError
from uitvoerbaar.law.graph import FieldSpec, GraphTooLarge, Kind, Node, Origin, strip, topological
from uitvoerbaar.law.link.linker import Linker
from uitvoerbaar.law.model import Law, Rules
from uitvoerbaar.law.registers import Catalogue

_BORN = "geboortedatum"
_TOO_LOW = mark("'{name}' kan lager worden dan de 'min' van {bound} die het noemt")
_TOO_HIGH = mark("'{name}' kan hoger worden dan de 'max' van {bound} die het noemt")
_FAILURES: tuple[tuple[str, str, str, Level], ...] = (
    ("CircularReference", r"Circular reference: (.*)", mark("de berekening draait in een kring: {a}"), "error"),
    ("MaxDepthExceeded", r"Maximum depth of (\d+)", mark("wetten roepen elkaar meer dan {a} lagen diep aan"), "error"),
    ("UnitMismatch", r"Unit mismatch in (\w+): (.*) and (.*)", mark("{a} gebruikt twee eenheden: {b} en {c}"), "error"),
    (
        "ResolutionError", r"No implementation found for required open term '(.*?)'",
        mark("op {date} vult geen regeling de verplichte open term '{a}' in"), "warning",
    ),
    (
        "ResolutionError", r"Ambiguous .*? open term '(.*?)' .*?: (.*) article (.*) and (.*) article (.*) have",
        mark("op {date} vullen twee regelingen van gelijke rang en datum '{a}' in: {b} art. {c} en {d} art. {e}"), "error",
    ),
    (
        "ResolutionError", r"Open term '(.*)' is delegated to (.*), but (.*) article (.*) is (.*)",
        mark("'{a}' is overgelaten aan {b}, maar wordt ingevuld door {c} artikel {d}: {e}"), "error",
    ),
    ("InvalidOperation", r"Multiple overrides of '(.*?)' of (.*)", mark("'{a}' van {b} wordt twee keer vervangen"), "error"),
)  # fmt: skip
"""Failures of a linked graph: the kind, how the engine tells it, how the reader is told, and how bad it is."""
_ON_THE_WAY = ("CircularReference", "MaxDepthExceeded")
"""Failures that are none for an output that does not use them: another output of the article asks for them."""
_ORDER = ("LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL")
_NUMERIC = ("SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX", "ROUND", "CEIL", "FLOOR")
_KINDS: Mapping[str, Kind] = {"number": "number", "amount": "number", "boolean": "bool", "array": "list"}
_WORDS: Mapping[Kind, str] = {
    "number": mark("een getal"), "bool": mark("waar/onwaar"), "string": mark("tekst"), "date": mark("een datum"),
    "list": mark("een lijst"), "object": mark("een object"), "null": mark("leeg"), "any": mark("iets"),
}  # fmt: skip


def check_links(
    corpus: Corpus,
    laws: Iterable[Law],
    dates: Mapping[str, tuple[str, ...]],
    catalogue: Catalogue,
    told: Set[tuple[str, int]] = frozenset(),
    settled: Set[str] = frozenset(),
) -> Iterator[Problem]:
    """Problems that only show when laws are linked; `dates` gives, by file, the dates on which a law is in force.

    Every output is linked on each of its dates. What fails in a linked graph fails in a run that gets there. `told`
    are (file, line) of errors that are known: operands from there are passed over. `settled` are files of which equal cases of
    an IF are not told: in a published law two amounts that are apart in other years can be equal in one.
    """
    by_date: dict[str, list[Law]] = {}
    files: set[str] = set()
    for law in laws:
        files.add(law.file)
        for date in dates[law.file]:
            by_date.setdefault(date, []).append(law)
    known = frozenset(name.lower() for name in catalogue.person_specs())
    seen: set[tuple[str, int, str]] = set()
    choices = Choices(files, settled)
    declared = Declared(corpus)
    spans = Spans(catalogue, declared)
    quantities = Quantities(declared)
    for date in sorted(by_date):
        linker = Linker(corpus, date, [catalogue.source()], mode="warn")
        needed: list[Node] = []
        for law in by_date[date]:
            yield from _link(linker, law, known, needed)
        spans.look_at(linker.graph.nodes)
        quantities.look_at(linker.graph.nodes)
        reached = {node.id for node in topological(needed)}
        for node in linker.graph.nodes:
            if node.op == "ERROR" and node.payload[0] in _ON_THE_WAY and node.id not in reached:
                continue  # an input that this output of the article does not need
            if node.origin is not None and node.origin.file in files and not _follows(node, told):
                choices.add(node)
                for problem in (
                    *_judge(node, date),
                    *spans.problems(node),
                    *quantities.problems(node),
                    *_out_of_range(node, declared),
                ):
                    key = (problem.file, problem.line, problem.message.replace(date, ""))
                    if key not in seen:
                        seen.add(key)
                        yield problem
    yield from choices.problems()


def _link(linker: Linker, law: Law, known: Set[str], needed: list[Node]) -> Iterator[Problem]:
    """Link every output of a law, article by article, into `needed`; what is too large to link is told where it begins."""
    producers = law.producers()
    for article in law.articles:
        outputs = [o for o in article.rules.outputs if producers[o.name] is article] if article.rules else []
        if not outputs or article.rules is None:
            continue
        try:
            names = [o.name for o in outputs]
            linked = linker.link(law.id, names, _given(article.rules, known))
            needed += [linked.outputs[name] for name in linked.wanted(names)]
        except LawLookupError as error:
            message = tr("op {date}: {error}", date=linker.date, error=error)
            for output in outputs:
                yield Problem(law.file, output.line, message, article.number)
        except GraphTooLarge as error:
            yield Problem(law.file, article.line, error.told, article.number, hint=error.hint)


def _given(rules: Rules, known: Set[str]) -> dict[str, FieldSpec | None]:
    """What the caller of an article must supply: its parameters, and inputs that no register knows."""
    given = {p.name: p for p in rules.parameters}
    for item in rules.inputs:
        lazy = item.source is None or (item.source.regulation is None and item.source.output is None)
        if lazy and item.field.name.lower() not in known:
            given[item.field.name] = item.field
    return {
        name: FieldSpec(_KINDS.get(field.type, "any"), field.unit, lo=field.lo, hi=field.hi)
        for name, field in given.items()
    }


def _follows(node: Node, told: Set[tuple[str, int]]) -> bool:
    """Whether an operand of the node stands on a line of which an error is known."""
    return any(a.origin is not None and (a.origin.file, a.origin.line) in told for a in node.args)


def _judge(node: Node, date: str) -> Iterator[Problem]:
    """What is wrong with one node of a linked graph."""
    assert node.origin is not None
    place = node.origin
    if node.op == "ERROR":
        kind, message = node.payload
        for name, pattern, shape, level in _FAILURES:
            match = re.match(pattern, message) if name == kind else None
            if match:
                parts = dict(zip("abcde", match.groups(), strict=False))
                yield Problem(place.file, place.line, tr(shape, date=date, **parts), place.article, level)
        return
    wrong = _wrong_kinds(node)
    if wrong:
        yield Problem(place.file, place.line, wrong, place.article)
    fails = always_fails(node)
    if fails:
        yield Problem(
            place.file, place.line, fails, place.article, "warning", tr("verbeter de waarden, of toets ze eerst")
        )
    if node.op in ("AGE", "DATE_DIFF"):
        yield from _odd_age(node)
    if node.op == "EQUALS":
        yield from _never_equal(node)
    if node.op == "IN":
        yield from _never_in(node)
    if node.op == "NAME" and node.payload.kind == "unit" and node.args[0].unit is not None:
        message = tr(
            "'{name}' staat hier in {unit} maar komt in {unit_2}",
            name=node.payload.name,
            unit=node.unit,
            unit_2=node.args[0].unit,
        )
        yield Problem(place.file, place.line, message, place.article, "warning", tr("een eenheid rekent niet om"))


def _out_of_range(node: Node, declared: Declared) -> Iterator[Problem]:
    """An output that can leave the range that its `type_spec` declares: nothing keeps it within."""
    if node.op != "NAME" or node.payload.kind != "output" or node.origin is None or node.kind != "number":
        return
    wanted, place = declared.of(node.payload), node.origin
    if wanted is None:
        return
    low, high = (Decimal(end) for end in (node.lo, node.hi))
    for bound, beyond, message, op in (
        (wanted.lo, wanted.lo is not None and low.is_finite() and low < wanted.lo, _TOO_LOW, "MAX"),
        (wanted.hi, wanted.hi is not None and high.is_finite() and high > wanted.hi, _TOO_HIGH, "MIN"),
    ):
        if beyond:
            hint = tr("'min' en 'max' begrenzen niets; schrijf {op} in de regel, of verruim het bereik", op=op)
            told = tr(message, name=wanted.name, bound=bound)
            yield Problem(place.file, place.line, told, place.article, "warning", hint)


def _wrong_kinds(node: Node) -> str | None:
    """Operands of a kind that this operation always refuses."""
    kinds = [a.kind for a in node.args]
    numeric = node.op in _NUMERIC or (node.op == "ADD" and "number" in kinds)
    if numeric:
        bad = next((k for k in kinds if k not in ("number", "null", "any")), None)
        return tr("{op} rekent met getallen, maar krijgt {words}", op=node.op, words=tr(_WORDS[bad])) if bad else None
    if node.op in _ORDER:
        bad = next((k for k in kinds if k in ("bool", "string", "list")), None)
        if bad:
            return tr("{op} vergelijkt getallen of data, maar krijgt {words}", op=node.op, words=tr(_WORDS[bad]))
        if set(kinds) == {"number", "date"}:
            return tr("{op} vergelijkt een getal met een datum", op=node.op)
    if node.op in ("AGE", "DATE_DIFF") and any(k in ("number", "bool", "list") for k in kinds[:2]):
        return tr("{op} heeft twee data nodig", op=node.op)
    return None


def _odd_age(node: Node) -> Iterator[Problem]:
    """An age that is counted back from a fixed day, and one that another operation counts than the one for ages."""
    assert node.origin is not None
    place, (first, second) = node.origin, (strip(arg) for arg in node.args[:2])
    born = first.op in ("FIELD", "GET") and isinstance(first.payload, tuple) and _BORN in first.payload
    if first.op == "CONST" and _BORN in (second.payload if isinstance(second.payload, tuple) else ()):
        message = tr(
            "{op} telt hier terug, van een vaste dag naar een geboortedatum: de uitkomst is onder nul", op=node.op
        )
        yield Problem(place.file, place.line, message, place.article, "warning", tr("verwissel beide dagen"))
    elif node.op == "DATE_DIFF" and born and strip(node.args[2]).payload == "years":
        message = tr(
            "DATE_DIFF in years telt wie op 29 februari is geboren een dag eerder ouder dan AGE: dat zijn twee leeftijden"
        )
        yield Problem(place.file, place.line, message, place.article, "warning", tr("gebruik AGE voor een leeftijd"))


def _never_equal(node: Node) -> Iterator[Problem]:
    """An EQUALS that holds for nobody: other kinds, or a word that the register never has."""
    assert node.origin is not None
    place = node.origin
    left, right = (strip(a) for a in node.args)
    if {left.kind, right.kind} <= {"number", "bool", "string"} and left.kind != right.kind:
        message = tr(
            "EQUALS vergelijkt {words} met {words_2}: nooit gelijk",
            words=tr(_WORDS[left.kind]),
            words_2=tr(_WORDS[right.kind]),
        )
        yield Problem(place.file, place.line, message, place.article, "warning")
    for one, other in ((left, right), (right, left)):
        if other.op == "CONST":
            yield from _no_such_word(one, other.payload, place)


def _never_in(node: Node) -> Iterator[Problem]:
    """Words in the list of an IN that the register never has: they are as good as not written."""
    assert node.origin is not None
    subject, members = (strip(a) for a in node.args)
    listed = members.args if members.op == "LIST" else (members,)
    for member in (strip(each) for each in listed):
        words = member.payload if isinstance(member.payload, tuple) else (member.payload,)
        for word in words if member.op == "CONST" else ():
            yield from _no_such_word(subject, word, node.origin)


def _no_such_word(field: Node, word: Any, place: Origin) -> Iterator[Problem]:
    """A fixed text beside a field of a register of which it is none of the words."""
    spec = field.spec
    if isinstance(word, str) and spec is not None and spec.values is not None and word not in spec.values:
        hint = suggest(word, spec.values) or tr("er zijn: {values}", values=", ".join(spec.values))
        message = tr("'{payload}' komt in het register niet voor", payload=word)
        yield Problem(place.file, place.line, message, place.article, "warning", hint)
