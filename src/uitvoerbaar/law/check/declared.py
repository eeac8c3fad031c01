"""What a law declares of the outputs and inputs that a linked graph names."""

from __future__ import annotations

from dataclasses import dataclass, field

from uitvoerbaar.law.corpus import Corpus
from uitvoerbaar.law.graph import Label
from uitvoerbaar.law.model import Field


@dataclass(slots=True)
class Declared:
    """The declarations of a corpus by the label of a node; each is looked up once."""

    corpus: Corpus
    _found: dict[Label, Field | None] = field(default_factory=dict)

    def of(self, label: Label) -> Field | None:
        """The field that an article declares under this name; None for a step that is no output."""
        if label not in self._found:
            self._found[label] = self._look_up(label)
        return self._found[label]

    def _look_up(self, label: Label) -> Field | None:
        versions = self.corpus.versions.get(label.law, ())
        law = next((entry.law for entry in versions if entry.valid_from == label.version), None)
        article = None if law is None else law.article(label.article)
        if article is None or article.rules is None:
            return None
        fields: list[Field] = [] if label.kind == "output" else [i.field for i in article.rules.inputs]
        fields += () if label.kind == "input" else article.rules.outputs
        return next((found for found in fields if found.name == label.name), None)
