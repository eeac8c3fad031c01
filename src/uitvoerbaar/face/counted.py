"""For whom an amount of a law holds once, so that a sum over rows does not count that of a couple twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said, tr, trn
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.numbers import exact_money
from uitvoerbaar.face.asked import schemes
from uitvoerbaar.law.graph import Node, topological
from uitvoerbaar.law.registers import COLLECTIONS, Catalogue
from uitvoerbaar.population.own.together import Homes, Joined, Once, joined

_OF_BOTH = frozenset(("partner_bsn", *COLLECTIONS))
"""What a law reads that looks at a couple or household as one."""


def once_of(
    named: Mapping[str, tuple[str, str]], nodes: Mapping[str, Node], catalogue: Catalogue
) -> dict[str, Once | None]:
    """Per output for whom it holds once; None when that is not known.

    Of a scheme data/assess/regelingen.yaml says it, of what a law computes for a housemate the catalogue (`per`). Another
    output that reads neither partner nor children nor housemates is of the person alone; one that does can be of both or of
    each.
    """
    known: dict[tuple[str, str], Once] = {
        field.spec.computed_by: "eenheden" if field.per_unit else "personen"
        for field in catalogue
        if field.spec.computed_by is not None
    }
    known |= {(scheme.law, scheme.output): scheme.rows for scheme in schemes().values()}
    return {name: known.get(pair) or _of_node(nodes[name]) for name, pair in named.items()}


def _of_node(node: Node) -> Once | None:
    reads = {each.payload[1] for each in topological([node]) if each.op == "FIELD"}
    return None if reads & _OF_BOTH else "personen"


def with_said(found: Mapping[str, Once | None], together: Iterable[str], each: Iterable[str]) -> dict[str, Once | None]:
    """What is known of outputs, with what the user says of them. Raises UserError for a name that is no output, or is in both."""
    said: dict[str, Once] = {}
    for names, once in ((together, "eenheden"), (each, "personen")):
        for name in names:
            if name not in found:
                hint = suggest(name, found)
                raise UserError(
                    tr(
                        "'{name}' is geen uitkomst die wordt gevraagd ({hint})",
                        name=name,
                        hint=hint or ", ".join(found),
                    ),
                    hint=hint,
                )
            if said.setdefault(name, once) != once:  # type: ignore[arg-type]
                raise UserError(tr("'{name}' kan niet samen en per persoon tegelijk gelden", name=name))
    return {**found, **said}


def check_known(found: Mapping[str, Once | None]) -> None:
    """Raises UserError for outputs of which nobody knows whether a couple gets them once."""
    unknown = [name for name, once in found.items() if once is None]
    if unknown:
        raise UserError(
            tr(
                "van {names} is niet bekend of een paar het een keer krijgt of ieder apart; zeg het met --together NAAM of "
                "--each NAAM",
                names=", ".join(unknown),
            )
        )


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over rows: the amount in the unit of its column, of how many households it is not nothing, and how it was counted.

    `value` is None when it is not known whether a couple's amount is of both.
    """

    name: str
    unit: str
    value: float | int | None
    households: int
    once: Once | None
    left_out: int
    """Households without an answer, which are not in the sum."""

    @property
    def words(self) -> str:
        """The sum in a sentence."""
        if self.value is None:
            return tr(
                "Totaal {name}: niet opgeteld, want of een paar het een keer krijgt of ieder apart is niet bekend (zeg het met "
                "--together of --each)",
                name=self.name,
            )
        amount = exact_money(round(self.value * (1 if self.unit.startswith("eurocent") else 100)))
        rest = self.unit.removeprefix("eurocent").removeprefix("euro").strip()
        told = trn(
            self.households,
            "Totaal {name}: {amount}, bij {n} huishouden",
            "Totaal {name}: {amount}, bij {n} huishoudens",
            name=self.name,
            amount=f"{said(amount)} {rest}".strip(),
        )
        once = "" if self.once == "personen" else tr("; van een paar of huishouden een keer geteld")
        gone = trn(
            self.left_out,
            "; {n} huishouden zonder antwoord telt niet mee",
            "; {n} huishoudens zonder antwoord tellen niet mee",
        )
        return told + once + (gone if self.left_out else "")


def totals(
    columns: Mapping[str, Any],
    units: Mapping[str, str | None],
    once: Mapping[str, Once | None],
    homes: Homes,
    failed: Any,
) -> tuple[dict[str, Joined], tuple[Total, ...]]:
    """Every column by household, and the sums of those that are amounts."""
    made: dict[str, Joined] = {}
    found = []
    for name, column in columns.items():
        how = once[name]
        made[name] = joined(column, how or "personen", homes, failed)
        unit = units.get(name) or ""
        if unit.startswith("euro"):
            values, null = made[name].values, made[name].null
            amount = None if how is None else _sum(values[~null])
            many, gone = int(np.count_nonzero(values[~null])), int(np.count_nonzero(null))
            found.append(Total(name, unit, amount, many, how, gone))
    return made, tuple(found)


def _sum(values: Any) -> float | int:
    """A sum that is exact for whole numbers, however large it is."""
    return float(values.sum()) if values.dtype == np.float64 else int(sum(values.tolist()))
