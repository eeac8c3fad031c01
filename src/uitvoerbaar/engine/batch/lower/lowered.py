"""From law graph to lowered programs: a short sequence of row kernels with element kernels between them.

A FOREACH is an element kernel over the elements of the rows at hand, reduced per row. Between element kernels that need
each other's results run row kernels, stage by stage; a value is computed in the last stage that is early enough, so
most of a law is one kernel. Values cross stages as columns of a block ("slots").

What programs read is named by the records of `inputs`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.pauses import pause
from uitvoerbaar.engine.batch.lower.calendar import FIRST, LAST
from uitvoerbaar.engine.batch.lower.inputs import (
    Chain,
    ElementField,
    ElementNull,
    Input,
    OuterSlot,
    PersonField,
    PersonNull,
    PersonRow,
    SharedValue,
    Slot,
    Turned,
)
from uitvoerbaar.engine.batch.lower.integers import F_MAX, Int
from uitvoerbaar.engine.batch.lower.operations import Operations
from uitvoerbaar.engine.batch.lower.program import FALSE, TRUE, Program
from uitvoerbaar.engine.batch.lower.scaled import Arithmetic, Num
from uitvoerbaar.engine.batch.lower.schedule import constants, depths, homes
from uitvoerbaar.engine.batch.lower.schema import PERSON, Fact, Observed, bounds, date_bounds
from uitvoerbaar.engine.batch.lower.sharing import Sharing, share
from uitvoerbaar.engine.batch.lower.twins import PARTNER
from uitvoerbaar.engine.batch.lower.value import BROKEN, Value, absent, map_registers
from uitvoerbaar.engine.reference.walk import deep_recursion
from uitvoerbaar.law.graph import FieldSpec, Kind, Node, topological
from uitvoerbaar.law.registers import KEY, SOURCE

TYPICAL = 10**9
"""Ordinary amounts stay below ten million euro; larger ones are right too, only not always fast."""
MAX_ELEMENTS = 32
"""Rows with more elements of one collection go to the reference, so that sums have a tight bound."""


@dataclass(slots=True)
class Group:
    """One element kernel: all FOREACH of one stage over one collection of one person."""

    number: int
    collection: str
    chain: Chain
    kernel: Kernel
    reductions: list[tuple[int, str]] = field(default_factory=list)
    """(output of the kernel, add | or | min | max)."""

    def reduce(self, reg: int, how: str) -> int:
        """Number of the reduction of an output."""
        key = (self.kernel.program.output(reg), how)
        if key not in self.reductions:
            self.reductions.append(key)
        return self.reductions.index(key)


@dataclass(slots=True)
class Root:
    """A requested output: its value in the last row kernel; `slow` when every row needs the reference."""

    name: str
    node: Node
    value: Value
    slow: bool
    outputs: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Outputs of the last kernel that hold the value, null, err and sure."""
    scale: int = 1


class Kernel:
    """One program being lowered: rows at a stage, or the elements of a group."""

    def __init__(self, lowering: Lowered, stage: int, elements: Group | None = None) -> None:
        self.lowering, self.stage, self.elements = lowering, stage, elements
        self.program = Program()
        self.arithmetic = Arithmetic(self.program)
        self.operations = Operations(self.program, self.arithmetic, lowering.word)
        self.memo: dict[int, Value] = {}
        self.nobody = False
        """True when it makes values for a partner who is not there."""
        self.without: Kernel | None = None
        """This kernel for such values."""

    def value(self, node: Node) -> Value:
        """The value of a node in this kernel."""
        found = self.memo.get(node.id)
        if found is None:
            found = self.memo[node.id] = self._lower(node)
        return found

    def _lower(self, node: Node) -> Value:
        lowering = self.lowering
        if node.id in lowering.constants:
            return self.operations.constant(lowering.constants[node.id])
        if node.level == 0 and node.op not in ("CONST", "DIAL") and not self.nobody:
            home = lowering.home[node.id]
            if self.elements is not None:
                return self._brought(lambda output: OuterSlot(home, output), lowering.rows[home], node)
            if lowering.shared is not None and node.id in lowering.shared.cuts:
                return self._shared(node, lowering.shared)
            if home < self.stage and node.op not in ("FIELD", "PARAM"):
                return self._brought(lambda output: Slot(home, output), lowering.rows[home], node)
        leaf = LEAVES.get(node.op)
        return leaf(self, node) if leaf is not None else self.operations.lower(node, self.value)

    def _constant(self, node: Node) -> Value:
        return self.operations.constant(node.payload)

    def _element(self, node: Node) -> Value:
        return Value("object", collection="element")

    def _foreach(self, node: Node) -> Value:
        from uitvoerbaar.engine.batch.lower.foreach import foreach

        return foreach(self, node)

    def _brought(self, named: Callable[[int], Input], kernel: Kernel, node: Node) -> Value:
        """A value that an earlier kernel gave; `named` is the input that one of its outputs is."""

        def bring(reg: int) -> int:
            ins = kernel.program.code[reg]
            if ins.op == "const":
                return reg if ins.type == "b" else self.program.const(ins.imm, ins.type)
            return self.program.load(named(kernel.program.output(reg)), ins.type)

        return map_registers(kernel.value(node), bring)

    def _shared(self, node: Node, sharing: Sharing) -> Value:
        """A value of the shared programs; where there is no partner, what the law makes of that."""
        cut = sharing.cuts[node.id]
        made = self._brought(lambda output: SharedValue(cut.chain, output), sharing.lowering.rows[-1], cut.twin)
        if cut.sure:
            return made
        if self.without is None:
            self.without = Kernel(self.lowering, self.stage)
            self.without.program, self.without.arithmetic = self.program, self.arithmetic
            self.without.operations, self.without.nobody = self.operations, True
            self.without.memo[sharing.key.id] = absent()
        return self.operations.join(self.value(sharing.key).null, self.without.value(node), made)

    # --- leaves -------------------------------------------------------------------------------------------------

    def key(self, chain: Chain) -> Value:
        """The bsn of the person at the end of a chain."""
        p, rows = self.program, self.lowering.n
        row = p.load(PersonRow(chain), "f")
        index = Int(row, -1 if chain else 0, rows, 0, rows)
        null = p.compare("lt", row, p.const(0, "f")) if chain else FALSE
        return Value(
            "number", Num(self.arithmetic.int_op("add", index, self.arithmetic.constant(1))), null=null, chain=chain
        )

    def _parameter(self, node: Node) -> Value:
        if node.payload == KEY:
            return self.key(())
        return self.column(PersonField((), node.payload), node.spec)

    def _dial(self, node: Node) -> Value:
        """A number that the run is given, in whole steps of the dial."""
        held = node.payload
        lo, hi = held.range.scaled(held.range.lo), held.range.scaled(held.range.hi)
        reg = self.program.load(Turned(held.name), "f")
        return Value("number", Num(Int(reg, lo, hi, lo, hi), 10**held.range.decimals))

    def _field(self, node: Node) -> Value:
        source, name = node.payload
        key = self.value(node.args[0])
        if source != SOURCE or key.chain is None:
            return BROKEN if key.kind != "null" or key.err == TRUE else self._fallback(node, key, absent(key.err))
        spec = node.spec
        if name == PARTNER:
            made = self.key((*key.chain, name))
            made = made._replace(null=self.program.or_(key.null, made.null))
        elif spec is not None and spec.kind == "list":
            made = Value("list", chain=key.chain, collection=name, null=key.null)
        else:
            made = self.column(PersonField(key.chain, name), spec)
            made = made._replace(null=self.program.or_(key.null, made.null))
        return self._fallback(node, key, made._replace(err=self.program.or_(key.err, made.err)))

    def _fallback(self, node: Node, key: Value, made: Value) -> Value:
        if len(node.args) == 1 or key.null == FALSE:
            return made
        other = self.value(node.args[1])
        made = self.operations.join(key.null, other._replace(err=self.program.or_(key.err, other.err)), made)
        return made._replace(sure=self.program.and_(made.sure, self.program.not_(key.err)))

    def _get(self, node: Node) -> Value:
        target, name = self.value(node.args[0]), node.payload[0]
        if self.elements is None or target.collection != "element":
            return BROKEN
        group = self.elements
        made = self.column(ElementField(group.collection, group.chain, name), node.spec)
        return made._replace(err=self.program.or_(target.err, made.err))

    def column(self, what: PersonField | ElementField, spec: FieldSpec | None) -> Value:
        """A column as a value of the catalogue's kind."""
        fact = self.lowering.fact(PERSON if isinstance(what, PersonField) else what.collection, what.field)
        kind: Kind = fact.kind if spec is None or spec.kind == "any" else spec.kind
        p = self.program
        null = FALSE
        if fact.nulls:
            gap: Input = (
                PersonNull(what.chain, what.field)
                if isinstance(what, PersonField)
                else ElementNull(what.collection, what.chain, what.field)
            )
            null = p.load(gap, "b")
        if kind == "bool":
            return Value("bool", truth=p.load(what, "b"), null=null)
        if kind == "string":
            return Value("string", Num(Int(p.load(what, "f"), 0, 2**31, 0, 2**31)), null=null)
        if kind == "date":
            lo, hi = date_bounds(spec, fact)
            code = Int(p.load(what, "f"), lo, hi, lo, hi)
            ends = self.arithmetic.constant(FIRST), self.arithmetic.constant(LAST)
            outside = p.or_(
                self.arithmetic.int_compare("lt", code, ends[0]), self.arithmetic.int_compare("lt", ends[1], code)
            )
            return Value("date", Num(code), null=null, err=p.and_(outside, p.not_(null)))
        if kind != "number" or fact.kind != "number":
            return BROKEN
        lo, hi = bounds(spec, fact)
        wide = max(abs(lo), abs(hi)) > F_MAX
        reg = p.load(what, "i" if wide else "f")
        limit = TYPICAL * 10**fact.decimals
        return Value(
            "number",
            Num(Int(reg, lo, hi, max(lo, min(hi, -limit)), min(hi, max(lo, limit))), 10**fact.decimals),
            null=null,
        )


LEAVES: dict[str, Callable[[Kernel, Node], Value]] = {
    "CONST": Kernel._constant,
    "PARAM": Kernel._parameter,
    "DIAL": Kernel._dial,
    "FIELD": Kernel._field,
    "VAR": Kernel._element,
    "GET": Kernel._get,
    "FOREACH": Kernel._foreach,
}
"""What a kernel itself lowers: leaves, and what needs a kernel of its own."""


class Lowered:
    """All kernels of some outputs for people with given columns.

    When the rows are `everyone`, what the law asks of a person and of the partner is shared. The lowering of what
    `owner` shares takes its columns and texts, and can also give values of the nodes in `also`. `words` are texts that
    have a code already.
    """

    def __init__(
        self,
        nodes: Mapping[str, Node],
        observed: Observed,
        everyone: bool,
        owner: Lowered | None = None,
        also: Sequence[Node] = (),
        words: Mapping[str, int] | None = None,
    ) -> None:
        self.nodes, self.observed, self.n = nodes, observed, observed.people.n
        self.used: dict[tuple[str, str], Fact] = {} if owner is None else owner.used
        self.words: dict[str, int] = {"": 0, **(words or {})} if owner is None else owner.words
        self.groups: list[Group] = []
        with deep_recursion():
            self.shared = share(self, also) if everyone else None
            ready = self.shared.cuts if self.shared is not None else ()
            every = [*nodes.values(), *also]
            order = list(topological(every))
            self.constants = constants(order)
            self.depth = depths(order, ready)
            last = max((self.depth[n.id] for n in every), default=0)
            self.home = homes(every, order, self.depth, last, ready)
            if self.shared is not None:
                # Values that may lack a partner ask for the key, also where nothing else of these programs does.
                for node in topological([self.shared.key]):
                    self.home.setdefault(node.id, 0)
            self.rows = [Kernel(self, stage) for stage in range(last + 1)]
            self.roots = [] if owner else [self._root(name, node) for name, node in nodes.items()]

    def word(self, text: str) -> int:
        """The code of a text in these programs."""
        return self.words.setdefault(text, len(self.words))

    def fact(self, table: str, name: str) -> Fact:
        """What is known of a column. Raises UserError when the people lack it."""
        fact = self.observed.fact(table, name)
        if fact is None:
            of = tr(" van {table}", table=table) if table else ""
            raise UserError(
                tr("de kolom '{name}'{of} ontbreekt in de gegevens, maar de wet heeft die nodig", name=name, of=of)
            )
        self.used[table, name] = fact
        return fact

    def group(self, stage: int, collection: str, chain: Chain) -> Group:
        """The element kernel for a collection at a stage."""
        for found in self.groups:
            if (found.kernel.stage, found.collection, found.chain) == (stage, collection, chain):
                return found
        if collection not in self.observed.people.collections:
            raise UserError(
                tr("'{collection}' ontbreekt in de gegevens, maar de wet heeft die nodig", collection=collection)
            )
        group = Group(len(self.groups), collection, chain, Kernel(self, stage))
        group.kernel.elements = group
        self.groups.append(group)
        return group

    def _root(self, name: str, node: Node) -> Root:
        pause()
        kernel = self.rows[-1]
        value = kernel.value(node)
        if value.err == TRUE or value.kind in ("list", "object", "any"):
            return Root(name, node, value, slow=True)
        reg, err, scale = value.truth, value.err, 1
        if value.num is not None:
            reg, scale = kernel.operations.whole_or_float(value.num)
            err = kernel.program.or_(err, kernel.arithmetic.take())
        if err == TRUE:
            return Root(name, node, value, slow=True)
        p = kernel.program
        first, null, wrong, sure = (p.output(each) for each in (reg, value.null, err, value.sure))
        return Root(name, node, value, False, (first, null, wrong, sure), scale)
