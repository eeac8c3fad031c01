"""Small laws for tests: an article in a few lines, and its outcome for one case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from uitvoerbaar.engine import DataSource, EvaluationError, Result, evaluate
from uitvoerbaar.law import Corpus
from uitvoerbaar.law.corpus import of_law
from uitvoerbaar.law.link.linker import Mode
from uitvoerbaar.law.read.law_file import parse_text

STRICT, COLLECTIONS, ABSENCE, NEWEST = "v0.5.6", "v0.5.7", "v0.5.8", "v0.8.0"
"""Schema versions in which null is an error, FOREACH exists, null is absence, and of today."""


def law(
    law_id: str,
    *articles: str,
    schema: str = STRICT,
    layer: str = "WET",
    valid_from: str = "2020-01-01",
    head: str = "",
) -> str:
    """The text of a law; each article is the flow or block YAML of its `machine_readable`, indented from column 0."""
    lines = [
        f"$schema: https://example.org/schema/{schema}/schema.json",
        f"$id: {law_id}",
        f"regulatory_layer: {layer}",
        f'valid_from: "{valid_from}"',
        'publication_date: "2020-01-01"',
        "bwb_id: BWBR0000000",
        f"url: https://example.org/{law_id}",
        *([head] if head else []),
        *(["officiele_titel: Verordening"] if layer.endswith("VERORDENING") else []),
        "articles:",
    ]
    for number, article in enumerate(articles, 1):
        url = f"    url: https://example.org/{law_id}#{number}"
        lines += [f'  - number: "{number}"', "    text: Artikel.", url, "    machine_readable:"]
        lines += [f"      {line}" for line in article.strip("\n").splitlines()]
    return "\n".join(lines) + "\n"


def corpus(*texts: str) -> Corpus:
    """A corpus of the laws in `texts`."""
    return Corpus.of(of_law(parse_text(text, f"wet{i}.yaml")) for i, text in enumerate(texts))


def outcome(
    texts: Iterable[str],
    law_id: str = "wet",
    output: str = "x",
    date: str = "2024-06-15",
    parameters: Mapping[str, Any] | None = None,
    sources: Iterable[DataSource] = (),
    mode: Mode = "error",
) -> Result:
    """The result of one output of a law."""
    return evaluate(corpus(*texts), law_id, [output], date, parameters, sources, mode=mode)


def value_of(
    expression: str, parameters: Mapping[str, Any] | None = None, *, schema: str = STRICT, nullable: bool = True
) -> Any:
    """The value of one expression (flow YAML) of which the names are parameters."""
    names = ", ".join(f"{{name: {name}, type: number, nullable: true}}" for name in parameters or {})
    article = f"""
execution:
  parameters: [{names}]
  output: [{{name: x, type: number, nullable: {str(nullable).lower()}}}]
  actions: [{{output: x, value: {expression}}}]
"""
    return outcome([law("wet", article, schema=schema)], parameters=parameters).outputs["x"]


@contextmanager
def fails(words: str) -> Iterator[pytest.ExceptionInfo[EvaluationError]]:
    """The case inside cannot be decided, for a reason in which the format's own engine would use these words (a pattern)."""
    with pytest.raises(EvaluationError) as caught:
        yield caught
    assert re.search(words, caught.value.message), caught.value.message
