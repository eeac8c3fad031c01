"""The lowered program: straight-line typed instructions over rows, without branches and without calls.

Three types: f (float64), i (int64, wrapping) and b (truth). Both kernels execute exactly this list, in this order:
`numpy_` on arrays, `llvm` as one loop. Instructions are hash-consed and truth constants are folded while building.

=========================  =================  =========================================================
load                       -                  imm: input number
const                      -                  imm: the number or truth
add sub mul                x y                same type f or i
div                        x y                f only
fdiv                       x y                i only: floor(x / y) for y > 0
floor abs                  x                  f (abs also i)
lt le eq                   x y                f or i; gives b
and or not                 b (b)              gives b
sel                        b x y              x where b, else y
tof                        x                  i or b to f
toi                        x                  f to i, saturating
=========================  =================  =========================================================
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from uitvoerbaar.engine.batch.lower.inputs import Input

Type = Literal["f", "i", "b"]
NEAR = 3
"""How many steps down a chain of and, or is looked for what stands beside it."""
FALSE, TRUE = 0, 1
"""Registers of the two truth constants in every program."""


@dataclass(frozen=True, slots=True)
class Ins:
    """One instruction; its register is its position in the program."""

    op: str
    type: Type
    args: tuple[int, ...] = ()
    imm: Any = None


@dataclass(slots=True)
class Program:
    """Instructions, what the inputs are (any hashable, read by the layout) and which registers go out."""

    code: list[Ins] = field(default_factory=list)
    inputs: list[tuple[Input, Type]] = field(default_factory=list)
    outputs: list[int] = field(default_factory=list)
    _index: dict[Ins, int] = field(default_factory=dict)
    _input: dict[tuple[Input, Type], int] = field(default_factory=dict)
    _output: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._emit(Ins("const", "b", (), False))
        self._emit(Ins("const", "b", (), True))

    def _emit(self, ins: Ins) -> int:
        key = ins if ins.op != "const" else Ins("const", ins.type, (), repr(ins.imm))
        found = self._index.get(key)
        if found is None:
            found = self._index[key] = len(self.code)
            self.code.append(ins)
        return found

    def type(self, reg: int) -> Type:
        """The type of a register."""
        return self.code[reg].type

    def output(self, reg: int) -> int:
        """Position of `reg` among the outputs, added when new."""
        if reg not in self._output:
            self._output[reg] = len(self.outputs)
            self.outputs.append(reg)
        return self._output[reg]

    def load(self, what: Input, type_: Type) -> int:
        """A column of the row."""
        key = (what, type_)
        if key not in self._input:
            self._input[key] = len(self.inputs)
            self.inputs.append(key)
        return self._emit(Ins("load", type_, (), self._input[key]))

    def const(self, value: int | float, type_: Type) -> int:
        """A constant of type f or i."""
        return self._emit(Ins("const", type_, (), float(value) if type_ == "f" else int(value)))

    def op(self, name: str, *args: int) -> int:
        """An arithmetic instruction; its type is that of its operands."""
        return self._emit(Ins(name, self.code[args[0]].type, args))

    def compare(self, name: str, x: int, y: int) -> int:
        """lt, le or eq."""
        if x == y:
            return FALSE if name == "lt" else TRUE
        if name == "eq" and y < x:
            x, y = y, x
        return self._emit(Ins(name, "b", (x, y)))

    def tof(self, x: int) -> int:
        """A register as float64."""
        type_ = self.type(x)
        if type_ == "f":
            return x
        ins = self.code[x]
        return self.const(ins.imm, "f") if ins.op == "const" else self._emit(Ins("tof", "f", (x,)))

    def toi(self, x: int) -> int:
        """A register as int64."""
        if self.type(x) == "i":
            return x
        ins = self.code[x]
        return self.const(int(ins.imm), "i") if ins.op == "const" else self._emit(Ins("toi", "i", (x,)))

    def and_(self, *args: int) -> int:
        """True when all are; constants fold."""
        result = TRUE
        for arg in args:
            if arg == FALSE or result == FALSE:
                return FALSE
            if arg in (TRUE, result):
                continue
            result = arg if result == TRUE else self._both("and", result, arg)
        return result

    def or_(self, *args: int) -> int:
        """True when any is; constants fold."""
        result = FALSE
        for arg in args:
            if arg == TRUE or result == TRUE:
                return TRUE
            if arg in (FALSE, result):
                continue
            result = arg if result == FALSE else self._both("or", result, arg)
        return result

    def _both(self, name: str, x: int, y: int) -> int:
        """and, or of two truths that are no constants: what one of them already says is not asked again."""
        dual, decided = ("or", FALSE) if name == "and" else ("and", TRUE)
        for one, other in ((x, y), (y, x)):
            same, against = self._parts(name, other), self._parts(dual, other)
            opposite = self.not_of(one)
            if one in same:
                return other
            if one in against:
                return one
            if opposite in same:
                return decided
            if opposite in against and self.code[other].op == dual:
                left, right = self.code[other].args
                if opposite in (left, right):
                    rest = right if left == opposite else left
                    return self.and_(one, rest) if name == "and" else self.or_(one, rest)
        return self._emit(Ins(name, "b", (min(x, y), max(x, y))))

    def _parts(self, name: str, reg: int) -> set[int]:
        """What is joined by `name` in a register, itself included; only the nearest, so that programs stay linear."""
        found, stack = {reg}, [(reg, 0)]
        while stack:
            at, depth = stack.pop()
            if depth < NEAR and self.code[at].op == name:
                for arg in self.code[at].args:
                    if arg not in found:
                        found.add(arg)
                        stack.append((arg, depth + 1))
        return found

    def not_of(self, x: int) -> int | None:
        """The register that is the other truth of `x`, if the program has it."""
        ins = self.code[x]
        return ins.args[0] if ins.op == "not" else self._index.get(Ins("not", "b", (x,)))

    def not_(self, x: int) -> int:
        """The other truth."""
        if x in (FALSE, TRUE):
            return TRUE - x
        ins = self.code[x]
        return ins.args[0] if ins.op == "not" else self._emit(Ins("not", "b", (x,)))

    def select(self, when: int, x: int, y: int) -> int:
        """x where `when`, else y; both of one type."""
        if when == TRUE or x == y:
            return x
        if when == FALSE:
            return y
        ins = self.code[when]
        if ins.op == "not":
            return self.select(ins.args[0], y, x)
        if self.code[x].op == "sel" and self.code[x].args[0] == when:
            return self.select(when, self.code[x].args[1], y)
        if self.code[y].op == "sel" and self.code[y].args[0] == when:
            return self.select(when, x, self.code[y].args[2])
        if self.type(x) == "b":
            if x in (FALSE, TRUE) or y in (FALSE, TRUE):
                if x == TRUE:
                    return self.or_(when, y)
                if x == FALSE:
                    return self.and_(self.not_(when), y)
                return self.and_(when, x) if y == FALSE else self.or_(self.not_(when), x)
            return self._emit(Ins("sel", "b", (when, x, y)))
        return self._emit(Ins("sel", self.type(x), (when, x, y)))

    def needed(self, regs: Iterable[int]) -> set[int]:
        """Every register that `regs` are computed from, themselves and the two truths included."""
        needed = {*regs, FALSE, TRUE}
        for reg in range(max(needed), -1, -1):
            if reg in needed:
                needed.update(self.code[reg].args)
        return needed

    def finish(self, keep: Iterable[int] | None = None) -> Program:
        """The program with only what the outputs need, renumbered; `keep` are the positions of the outputs to keep."""
        outputs = self.outputs if keep is None else [self.outputs[position] for position in keep]
        needed = self.needed(outputs)
        made = Program()
        new: dict[int, int] = {FALSE: FALSE, TRUE: TRUE}
        for reg, ins in enumerate(self.code):
            if reg in new or reg not in needed:
                continue
            if ins.op == "load":
                what, type_ = self.inputs[ins.imm]
                new[reg] = made.load(what, type_)
            else:
                new[reg] = made._emit(Ins(ins.op, ins.type, tuple(new[a] for a in ins.args), ins.imm))
        made.outputs = [new[reg] for reg in outputs]
        return made
