"""What registers say of the elements of a list that an article goes over."""

from __future__ import annotations

from collections.abc import Mapping

from uitvoerbaar.law.graph import FieldSpec
from uitvoerbaar.law.model import Expression, Rules, Variable
from uitvoerbaar.law.registers import COLLECTIONS, Catalogue


def items_of(
    collection: Expression, rules: Rules | None, catalogue: Catalogue | None
) -> Mapping[str, FieldSpec] | None:
    """The fields of the elements when the collection is an input that the registers know; else None."""
    if not isinstance(collection, Variable) or len(collection.path) > 1 or rules is None or catalogue is None:
        return None
    name = collection.path[0]
    found = next((i for i in rules.inputs if i.field.name == name), None)
    lazy = found is not None and (found.source is None or (found.source.regulation or found.source.output) is None)
    table = COLLECTIONS.get(name) if lazy else None
    return (catalogue.items(table) or None) if table else None
