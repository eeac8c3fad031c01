"""Forgetting what a change cannot touch: a proof without it holds with it, and is found much sooner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import z3

from uitvoerbaar.engine.prove.formulas.polynomial import Monomial
from uitvoerbaar.engine.prove.formulas.space import Atom, Space, product_name


class Names:
    """The names of the variables in formulas, each formula visited once."""

    def __init__(self) -> None:
        self._found: dict[int, frozenset[str]] = {}

    def of(self, formula: Any) -> frozenset[str]:
        """Names of the variables in a formula."""
        number = formula.get_id()
        if number not in self._found:
            if z3.is_const(formula):
                own = formula.decl().kind() == z3.Z3_OP_UNINTERPRETED
                self._found[number] = frozenset({formula.decl().name()} if own else ())
            else:
                self._found[number] = frozenset().union(*(self.of(child) for child in formula.children()))
        return self._found[number]


@dataclass
class Slices:
    """The constraints of a problem, weakened by what a change of the seeds (z3 terms) cannot touch."""

    space: Space
    seeds: Iterable[Any]

    def __post_init__(self) -> None:
        self.names = Names()
        self.products = {product_name(m): {self.space.atoms[a].name for a in m} for m in self.space.products}
        self.touched = self._touched()

    def _touched(self) -> set[str]:
        """The names of the variables that a change can alter."""
        space = self.space
        definitions: dict[str, set[str]] = {}
        for constraint, atom in zip(space.constraints, space.about, strict=True):
            if atom is not None:
                definitions.setdefault(space.atoms[atom].name, set()).update(self.names.of(constraint))
        for name, factors in self.products.items():
            definitions.setdefault(name, set()).update(factors)
        reached = set().union(*(self.names.of(seed) for seed in self.seeds))
        growing = True
        while growing:
            new = {name for name, used in definitions.items() if name not in reached and (used - {name}) & reached}
            reached |= new
            growing = bool(new)
        return reached

    def changed_products(self) -> list[Monomial]:
        """The products that a change can alter."""
        return [monomial for monomial in self.space.products if product_name(monomial) in self.touched]

    def without_tables(self) -> list[Any]:
        """The constraints without tables and brackets that stay as they are."""
        return [c for c, atom in self._all() if not self._same_table(atom)]

    def _all(self) -> Iterable[tuple[Any, Atom | None]]:
        space = self.space
        for constraint, number in zip(space.constraints, space.about, strict=True):
            atom = None if number is None else space.atoms[number]
            yield constraint, None if atom is None or atom.name in self.touched else atom

    def _same_table(self, atom: Atom | None) -> bool:
        return atom is not None and atom.relation == "if" and all(v.value is not None for _, v in atom.cases)
