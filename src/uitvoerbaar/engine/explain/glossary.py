"""What the law files say of names: units, named amounts, names of laws, and places to read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from uitvoerbaar.law.graph import Label, Origin
from uitvoerbaar.law.model import Article, Definition, Field, Law


def law_name(law: Law) -> str:
    """The name of a law for readers; a name that the law itself computes is replaced by its id."""
    return law.name if law.name and not law.name.startswith("#") else law.id.replace("_", " ").capitalize()


def unit_of(found: Field) -> str | None:
    """The unit of a declared field; an amount without a unit is in eurocent (RegelRecht)."""
    return found.unit or ("eurocent" if found.type == "amount" else None)


def declared(law: Law, name: str, article: str | None = None) -> Field | None:
    """How a law (one article of it) declares an output, input or parameter."""
    for found in law.articles:
        if found.rules is None or article not in (None, found.number):
            continue
        fields = (*found.rules.outputs, *(i.field for i in found.rules.inputs), *found.rules.parameters)
        match = next((f for f in fields if f.name == name), None)
        if match is not None:
            return match
    return None


@dataclass(slots=True)
class Glossary:
    """Look-ups in the laws of one link, kept because a trace asks them again and again."""

    laws: dict[tuple[str, str], Law]
    _units: dict[Label, str | None] = field(default_factory=dict)
    _definitions: dict[tuple[str, str, str], dict[Any, list[Definition]]] = field(default_factory=dict)

    def unit(self, label: Label) -> str | None:
        """The unit that an article declares for a name."""
        if label not in self._units:
            law = self.laws.get((label.law, label.version))
            found = declared(law, label.name, label.article) if law else None
            self._units[label] = unit_of(found) if found else None
        return self._units[label]

    def constant(self, label: Label, value: Any, origin: Origin | None) -> Definition | None:
        """The definition of an article that a constant stands for, found by its line or else by its value alone.

        Equal constants are one node, so the line may be one of another article.
        """
        key = (label.law, label.version, label.article)
        if key not in self._definitions:
            self._definitions[key] = self._by_value(self.article(*key))
        found = self._definitions[key].get((type(value), value), [])
        here = origin is not None and (origin.law, origin.version, origin.article) == key
        at_line = next((d for d in found if here and origin is not None and d.line == origin.line), None)
        return at_line or (found[0] if len(found) == 1 and not here else None)

    @staticmethod
    def _by_value(article: Article | None) -> dict[Any, list[Definition]]:
        table: dict[Any, list[Definition]] = {}
        if article is not None and article.rules is not None:
            for definition in article.rules.definitions.values():
                table.setdefault((type(definition.value), definition.value), []).append(definition)
        return table

    def article(self, law: str, version: str, number: str) -> Article | None:
        """An article of a version of a law."""
        found = self.laws.get((law, version))
        return found.article(number) if found else None
