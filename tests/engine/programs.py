"""Random well-typed programs of the law graph, and random people for them, with many values on boundaries."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import numpy as np

from uitvoerbaar.engine.batch.people import Collection, People, Strings
from uitvoerbaar.law.graph import FieldSpec, Graph, Label, Node, Record

WORDS = ("", "koop", "huur", "zon")
CHILD = {
    "geboren": FieldSpec("date", nullable=False, lo="1995-01-01", hi="2035-12-31"),
    "uren": FieldSpec("number", nullable=False, lo=0, hi=400),
    "tarief": FieldSpec("number", lo=0, hi=50, integer=False),
    "thuis": FieldSpec("bool", nullable=False),
    "soort": FieldSpec("string", nullable=False, values=WORDS),
}
MATE = {"inkomen": FieldSpec("number", lo=-(10**9), hi=10**11), "kind": FieldSpec("bool", nullable=False)}
PERSON = {
    "loon": FieldSpec("number", nullable=False, lo=0, hi=10**10),
    "winst": FieldSpec("number", nullable=False, lo=-(10**9), hi=10**10),
    "jaren": FieldSpec("number", lo=0, hi=50),
    "factor": FieldSpec("number", lo=-10, hi=10, integer=False),
    "vermogen": FieldSpec("number", nullable=False, lo=0, hi=10**15),
    "huurt": FieldSpec("bool", nullable=False),
    "student": FieldSpec("bool"),
    "woning": FieldSpec("string", nullable=False, values=WORDS),
    "regeling": FieldSpec("string"),
    "geboren": FieldSpec("date", nullable=False, lo="1900-01-01", hi="2035-12-31"),
    "gescheiden": FieldSpec("date", lo="1900-01-01", hi="2035-12-31"),
}
BSN = FieldSpec("number", nullable=False)
PARTNER = FieldSpec("number", reference=True)
KINDS = ("number", "bool", "date", "string")
COLLECTIONS = {"kinderen": CHILD, "huisgenoten": MATE}
NUMBER_OPS = (
    "ADD", "SUBTRACT", "MULTIPLY", "MULTIPLY", "DIVIDE", "DIVIDE", "MIN", "MAX", "ROUND", "ROUND", "CEIL", "FLOOR",
    "AGE", "DATE_DIFF", "DAY_OF_WEEK", "DATE_PART", "FOREACH",
)  # fmt: skip
TRUTH_OPS = (
    "EQUALS", "LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL", "AND", "OR", "NOT", "IN",
    "IS_NULL", "FOREACH",
)  # fmt: skip
REFERENCE = Record((("year", 2026), ("month", 2), ("day", 28), ("iso", "2026-02-28")))


def _numbers(rng: np.random.Generator, n: int, lo: int, hi: int, scale: int = 1) -> np.ndarray:
    """Whole numbers in [lo, hi], half of them small or on a boundary."""
    wide = rng.integers(lo * scale, hi * scale, n, endpoint=True)
    near = rng.choice([0, 1, 2, 3, 5, 10, 49, 50, 100, 333, 1000, 12_345, hi * scale, lo * scale, hi * scale - 1], n)
    ordinary = rng.integers(0, min(hi, 6_000_000) * scale, n, endpoint=True)
    kind = rng.random(n)
    return np.clip(np.where(kind < 0.4, near, np.where(kind < 0.9, ordinary, wide)), lo * scale, hi * scale)


def _dates(rng: np.random.Generator, n: int, first: int, last: int) -> np.ndarray:
    year, month = rng.integers(first, last, n, endpoint=True), rng.integers(1, 13, n)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    length = np.where(month == 2, 28 + leap, np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])[month])
    day = np.where(rng.random(n) < 0.4, length, rng.integers(1, 28, n, endpoint=True))
    month, day = np.where(rng.random(n) < 0.2, 2, month), day
    day = np.minimum(day, np.where(month == 2, 28 + leap, day))
    return (year * 512 + month * 32 + day).astype(np.int32)


def _column(rng: np.random.Generator, n: int, name: str, spec: FieldSpec) -> Any:
    if spec.kind == "bool":
        return rng.integers(0, 2, n).astype(np.uint8)
    if spec.kind == "string":
        return Strings(rng.integers(0, 4, n).astype(np.int8), ("huur", "zon", "maan", ""))
    if spec.kind == "date":
        return _dates(rng, n, int(str(spec.lo)[:4]), int(str(spec.hi)[:4]))
    assert isinstance(spec.lo, int)
    assert isinstance(spec.hi, int)
    if not spec.integer:
        return _numbers(rng, n, spec.lo, spec.hi, 100) / 100.0
    values = _numbers(rng, n, spec.lo, spec.hi)
    return values.astype(np.int16) if spec.hi < 30_000 else values


def _table(rng: np.random.Generator, n: int, specs: dict[str, FieldSpec]) -> tuple[dict[str, Any], dict[str, Any]]:
    columns = {name: _column(rng, n, name, spec) for name, spec in specs.items()}
    nulls = {name: rng.random(n) < 0.2 for name, spec in specs.items() if spec.nullable}
    return columns, nulls


def random_people(seed: int, n: int) -> People:
    """Persons with partners, children and housemates."""
    rng = np.random.default_rng(seed)
    columns, nulls = _table(rng, n, PERSON)
    partner = np.full(n, -1, np.int32)
    for one in range(0, n - 1, 2):
        if rng.random() < 0.5:
            partner[one], partner[one + 1] = one + 1, one
    counts = rng.integers(0, 4, n)
    stop = np.cumsum(counts)
    kids, kid_nulls = _table(rng, int(stop[-1]), CHILD)
    mates, mate_nulls = _table(rng, n, MATE)
    index = rng.integers(0, n, 2 * n).astype(np.int32)
    begin = rng.integers(0, 2 * n - 3, n)
    end = begin + rng.integers(0, 4, n)
    children = Collection((stop - counts).astype(np.int32), stop.astype(np.int32), kids, None, kid_nulls)
    housemates = Collection(begin.astype(np.int32), end.astype(np.int32), mates, index, mate_nulls)
    return People(n, columns, partner, {"kinderen": children, "huisgenoten": housemates}, nulls)


class Maker:
    """Draws nodes of a wanted kind; `three` says whether null is absence in the law."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.graph = Graph()
        self.three = random.random() < 0.75
        self.element: tuple[Node, str] | None = None
        self.label = 0

    def one(self, *choices: Any) -> Any:
        return self.random.choice(choices)

    def coin(self) -> bool:
        return self.random.random() < 0.5

    def node(self, op: str, *args: Node, payload: Any = None, spec: FieldSpec | None = None) -> Node:
        return self.graph.node(op, args, payload, spec=spec)

    def key(self) -> Node:
        key = self.node("PARAM", payload="bsn", spec=BSN)
        for _ in range(self.one(0, 0, 0, 1, 1, 2)):
            key = self.node("FIELD", key, payload=("personen", "partner_bsn"), spec=PARTNER)
        return key

    def leaf(self, kind: str) -> Node:
        """A constant, a field of a person, or a field of the element at hand."""
        if self.element is not None and self.coin():
            var, collection = self.element
            fields = COLLECTIONS[collection]
            names = [name for name, spec in fields.items() if spec.kind == kind]
            if names:
                name = self.one(*names)
                return self.node("GET", var, payload=(name, self.three), spec=fields[name])
        if self.random.random() < 0.25:
            return self.graph.const(self.constant(kind))
        name = self.one(*(name for name, spec in PERSON.items() if spec.kind == kind))
        found = self.node("FIELD", self.key(), payload=("personen", name), spec=PERSON[name])
        if not found.nullable or self.random.random() < 0.15:
            return found
        test = self.node("IS_NULL", found)
        other = self.graph.const(self.constant(kind))
        return self.node("IF", test, other, self.node("PRESENT", found), payload=self.three)

    def constant(self, kind: str) -> Any:
        if kind == "bool":
            return self.coin()
        if kind == "string":
            return self.one(*WORDS)
        if kind == "date":
            return self.one("2026-02-28", "2024-02-29", "1990-12-31", "2000-03-01", REFERENCE)
        if self.coin():
            return self.one(0, 1, 2, 3, 5, 7, 10, 12, 100, 1000, 2_500_000, -1, -50)
        return Decimal(self.one("0.5", "0.0632", "0.3575", "1.25", "-0.1", "0.00000062538", "33.33"))

    def make(self, kind: str, depth: int) -> Node:
        """A node of a kind, now and then null, failing, or guarded."""
        if depth <= 0:
            return self.leaf(kind)
        wrap = self.random.random()
        if wrap < 0.01:
            return self.graph.const(None)
        if wrap < 0.02:
            return self.graph.error("VariableNotFound", "not there")
        if wrap < 0.028:
            return self.graph.unknown(self.one("huur", "partner", "erfenis"))
        if wrap < 0.05:
            return self.node("NONNULL", self.make(kind, depth - 1), payload="never absent")
        if wrap < 0.07:
            return self.node("SEQ", self.make("number", depth - 1), self.make(kind, depth - 1))
        if wrap < 0.10:
            self.label += 1
            return self.node(
                "NAME", self.make(kind, depth - 1), payload=Label("output", "w", "", "1", f"n{self.label}")
            )
        if wrap < 0.16:
            return self.guarded(kind, depth)
        if wrap < 0.35:
            return self.choice(kind, depth)
        return {"number": self.number, "bool": self.truth, "date": self.date, "string": self.leaf_of}[kind](kind, depth)

    def leaf_of(self, kind: str, depth: int) -> Node:
        return self.choice(kind, depth) if self.coin() else self.leaf(kind)

    def guarded(self, kind: str, depth: int) -> Node:
        """IF x is null THEN one ELSE something with x, known to be there."""
        value = self.make(kind, depth - 1)
        there = self.node("PRESENT", value)
        return self.node("IF", self.node("IS_NULL", value), self.make(kind, depth - 2), there, payload=self.three)

    def choice(self, kind: str, depth: int) -> Node:
        args: list[Node] = []
        for _ in range(self.one(1, 1, 2)):
            args += [self.make(self.one("bool", "bool", "bool", "number"), depth - 1), self.make(kind, depth - 1)]
        return self.node("IF", *args, self.make(kind, depth - 1), payload=self.three)

    def several(self, kind: str, depth: int) -> list[Node]:
        return [self.make(kind, depth - 1) for _ in range(self.one(2, 2, 3))]

    def number(self, kind: str, depth: int) -> Node:
        op = self.one(*NUMBER_OPS)
        if op in ("ROUND", "CEIL", "FLOOR"):
            precision = self.one(0, 0, 0, 2, -2)
            return self.node(op, self.make("number", depth - 1), payload=(precision, self.three))
        if op == "AGE":
            return self.node(op, self.make("date", depth - 1), self.make("date", depth - 1), payload=self.three)
        if op == "DATE_DIFF":
            unit = self.graph.const(self.one("days", "months", "years"))
            return self.node(op, self.make("date", depth - 1), self.make("date", depth - 1), unit, payload=self.three)
        if op == "DATE_PART":
            return self.node(op, self.make("date", depth - 1), payload=(self.one("year", "month", "day"), self.three))
        if op == "DAY_OF_WEEK":
            return self.node(op, self.make("date", depth - 1), payload=self.three)
        if op == "FOREACH":
            return self.foreach(self.one("ADD", "MIN", "MAX"), "number", depth)
        return self.node(op, *self.several("number", depth), payload=self.three)

    def foreach(self, combine: str, kind: str, depth: int) -> Node:
        if self.element is not None:
            return self.leaf(kind)
        name = self.one("kinderen", "kinderen", "huisgenoten")
        spec = FieldSpec("list", nullable=False, items=COLLECTIONS[name])
        collection = self.node("FIELD", self.key(), payload=("personen", name), spec=spec)
        var = self.node("VAR", payload=1, spec=FieldSpec("object", nullable=False, items=COLLECTIONS[name]))
        self.element = (var, name)
        try:
            keep = self.graph.const(True) if self.coin() else self.make("bool", depth - 1)
            body = self.make(kind, depth - 1)
        finally:
            self.element = None
        return self.node("FOREACH", collection, keep, body, payload=(1, combine, self.three))

    def truth(self, kind: str, depth: int) -> Node:
        op = self.one(*TRUTH_OPS)
        if op in ("AND", "OR"):
            return self.node(op, *self.several("bool", depth), payload=self.three)
        if op == "NOT":
            return self.node(op, self.make("bool", depth - 1), payload=self.three)
        if op == "IS_NULL":
            return self.node(op, self.make(self.one(*KINDS), depth - 1))
        if op == "FOREACH":
            return self.foreach(self.one("AND", "OR"), "bool", depth)
        if op == "IN":
            of = self.one("number", "string")
            if self.coin():
                listed = self.graph.const(tuple(self.constant(of) for _ in range(3)))
            else:
                listed = self.node("LIST", *self.several(of, depth))
            return self.node(op, self.make(of, depth - 1), listed)
        of = self.one(*KINDS) if op == "EQUALS" else self.one("number", "number", "date")
        other = self.one(*KINDS) if self.random.random() < 0.03 else of
        payload = None if op == "EQUALS" else self.three
        return self.node(op, self.make(of, depth - 1), self.make(other, depth - 1), payload=payload)

    def date(self, kind: str, depth: int) -> Node:
        op = self.one("leaf", "leaf", "DATE_ADD", "DATE", "START_OF")
        if op == "leaf":
            return self.leaf("date")
        if op == "START_OF":
            return self.node(op, self.make("date", depth - 1), payload=(self.one("year", "month"), self.three))
        if op == "DATE":
            year = self.node("ADD", self.graph.const(2000), self.make("number", depth - 2), payload=self.three)
            return self.node(
                op, year, self.graph.const(self.one(2, 12)), self.graph.const(self.one(28, 29, 31)), payload=self.three
            )
        amounts = [self.graph.const(self.one(0, 0, 1, -1, 18, 67)) for _ in range(3)]
        days = self.graph.const(self.one(0, 30, -400)) if self.coin() else self.make("number", 0)
        return self.node(op, self.make("date", depth - 1), *amounts, days, payload=self.three)


def random_programs(random: Random, count: int = 4) -> dict[str, Node]:
    """`count` outputs of one graph, from one node to some hundreds."""
    maker = Maker(random)
    kinds = ("number", "number", "number", "bool", "date", "string")
    return {f"out{k}": maker.make(maker.one(*kinds), maker.one(1, 2, 3, 4, 5, 6)) for k in range(count)}
