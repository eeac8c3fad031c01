"""Lowered programs kept on disk beside the compiled kernels: what they read and give.

Lowering takes longer than running what it gives, and an assessment asks a hundred laws. A kept lowering is found by what
its nodes say, by how many people there are and by the facts of the columns that it reads: a file of names says which columns
those are, and each set of facts has a file. So a law that is tried on many other values of a column is kept for each. Its
instructions lie compiled in the cache of kernels, and where those are gone the nodes are lowered anew; programs for the
backend that compiles nothing are kept with their instructions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from uitvoerbaar.base import sealed
from uitvoerbaar.base.folders import cache_dir
from uitvoerbaar.engine.batch.lower import inputs
from uitvoerbaar.engine.batch.lower.finished import Of, Part
from uitvoerbaar.engine.batch.lower.inputs import Input
from uitvoerbaar.engine.batch.lower.lowered import Root
from uitvoerbaar.engine.batch.lower.program import Ins, Program
from uitvoerbaar.engine.batch.lower.schema import Fact, Observed
from uitvoerbaar.engine.batch.lower.value import Value
from uitvoerbaar.law.graph import Node

_FILES, _DAYS = 4_000, 90
"""Files that the cache folder holds at most, and days that one stays unused; the rest goes."""
_READINGS = 4
"""Sets of columns that are tried for the same nodes: with other facts a lowering may read other columns."""
_BYTES = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A lowering as it was: the columns that it read with their facts, its texts by code, programs and outputs.

    `library` names its compiled kernels, None where the programs have their instructions; `dtypes` tells, per program,
    the storage of what it reads.
    """

    used: dict[tuple[str, str], Fact]
    words: dict[str, int]
    parts: list[Part]
    roots: list[Root]
    library: str | None
    dtypes: list[tuple[str, ...]]


def find(name: str, observed: Observed, nodes: dict[str, Node]) -> Kept | None:
    """The lowering that was kept under a name for columns with these facts; None when there is none."""
    for columns in _columns(name):
        facts = {(t, f): fact for t, f in columns if (fact := observed.fact(t, f)) is not None}
        raw = sealed.read(_place(name, facts)) if len(facts) == len(columns) else None
        if raw is not None:
            return _as_kept(json.loads(raw), facts, nodes)
    return None


def keep(name: str, kept: Kept) -> None:
    """Write a lowering for later runs; a cache that cannot be written costs time, nothing else."""
    told = {
        "words": list(kept.words),
        "parts": [_told(part, kept.library is None) for part in kept.parts],
        "roots": [_root_told(root) for root in kept.roots],
        "library": kept.library,
        "dtypes": kept.dtypes,
    }
    _write(_place(name, kept.used), told)
    read, known = [list(column) for column in kept.used], _columns(name)
    if read not in known:
        _write(_place(name), [read, *known][:_READINGS])


def _place(name: str, facts: Mapping[tuple[str, str], Fact] | None = None) -> Path:
    """The file of a lowering for columns with these facts; without facts that of the columns which are read."""
    if facts is not None:
        told = json.dumps([[*column, *astuple(fact)] for column, fact in facts.items()])
        name += f"-{blake2b(told.encode(), digest_size=_BYTES).hexdigest()}"
    return cache_dir() / "programs" / f"{name}.json"


def _columns(name: str) -> list[list[list[str]]]:
    """Which columns lowerings of these nodes read. Only this user's own program can have written it (`base.sealed`)."""
    raw = sealed.read(_place(name))
    return [] if raw is None else json.loads(raw)


def _write(place: Path, told: object) -> None:
    content = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    sealed.write(place, content, most=_FILES, days=_DAYS)


def _as_kept(told: dict[str, Any], used: dict[tuple[str, str], Fact], nodes: dict[str, Node]) -> Kept:
    words = {word: code for code, word in enumerate(told["words"])}
    parts = [_part(part) for part in told["parts"]]
    roots = [_root(root, nodes) for root in told["roots"]]
    return Kept(used, words, parts, roots, told["library"], [tuple(types) for types in told["dtypes"]])


def _told(part: Part, whole: bool) -> list[Any]:
    """A part as plain values; with its instructions when it is to be told as a `whole`."""
    program = part.program
    reads = [[type(what).__name__, *astuple(what), type_] for what, type_ in program.inputs]
    gives = [program.type(reg) for reg in program.outputs]
    code = [program.outputs, [list(ins) for ins in program.code]] if whole else None
    return [part.stage, part.group, reads, gives, part.outputs, part.reductions, code]


def _part(told: list[Any]) -> Part:
    """A part; where its instructions were not told, a program that tells what it reads and gives."""
    stage, group, reads, gives, outputs, reductions, code = told
    program = Program()
    program.inputs = [(_input(what, fields), type_) for what, *fields, type_ in reads]
    if code is not None:
        program.outputs, instructions = code
        program.code = [Ins(op, type_, tuple(args), imm) for op, type_, args, imm in instructions]
    else:
        program.outputs = [len(program.code) + number for number in range(len(gives))]
        program.code += [Ins("compiled", type_) for type_ in gives]
    of = None if group is None else Of(group[0], group[1], tuple(group[2]))
    return Part(stage, of, program, outputs, tuple((output, how) for output, how in reductions))


def _input(kind: str, fields: Iterable[Any]) -> Input:
    made: Input = getattr(inputs, kind)(*(tuple(value) if isinstance(value, list) else value for value in fields))
    return made


def _root_told(root: Root) -> list[Any]:
    value = root.value
    return [root.name, value.kind, value.null, value.err, value.sure, root.slow, root.outputs, root.scale]


def _root(told: list[Any], nodes: dict[str, Node]) -> Root:
    name, kind, null, err, sure, slow, outputs, scale = told
    first, second, third, fourth = outputs
    value = Value(kind, null=null, err=err, sure=sure)
    return Root(name, nodes[name], value, slow, (first, second, third, fourth), scale)
