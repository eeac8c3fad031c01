"""What is read is what counts: a law is the same law however its file is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.law import Corpus, LawLookupError, Linker, load_corpus
from uitvoerbaar.law.graph import FieldSpec, Graph, topological
from uitvoerbaar.law.read.head import Head, read_heads
from uitvoerbaar.law.read.older import is_older_format
from uitvoerbaar.law.registers import KEY, load_registers

LAW = """$schema: https://example.org/schema/v0.5.8/schema.json
$id: wet_a
valid_from: '2026-01-01'
"""


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (LAW, Head("wet_a", "2026-01-01", False)),
        ('{"$id": "wet_a", "valid_from": "2026-01-01"}', Head("wet_a", "2026-01-01", False)),
        ('"valid_from": 2026-01-01\n"$id": wet_a', Head("wet_a", "2026-01-01", False)),
        ("$id: wet_a\nvalid_from:", Head("wet_a", "", False)),
        ("$id: wet_a\nvalid_from: null", Head("wet_a", "", False)),
        ('explanation: "Wet\n  $id: iets_anders\n  "\n$id: wet_a', Head("wet_a", "", False)),
        ('explanation: "Wet\n\n$id: iets_anders\n  "\n$id: wet_a', Head("wet_a", "", False)),
        ("explanation: |\n  $id: iets_anders\n$id: wet_a", Head("wet_a", "", False)),
        ("# $id: iets_anders\n$id: wet_a", Head("wet_a", "", False)),
        ("articles:\n- $id: iets_anders\n$id: wet_a", Head("wet_a", "", False)),
        ('$id: wet_a\narticles: [{"hooks": []}]', Head("wet_a", "", True)),
        ("$id: wet_a\narticles:\n- ? overrides\n  : []", Head("wet_a", "", True)),
        ("$id: wet_a\ntext: 'hooks: in een zin'", Head("wet_a", "", False)),
        ("!!str $id: !!str wet_a", Head("wet_a", "", False)),
        ("$id: wet_a\nvalid_from: '2026-2-1'", None),
        ("$id: wet_a\nvalid_from: ' 2026-02-01'", None),
        ("$id: wet_a\nvalid_from: ''", None),
        ("$id: wet_a\n$id: wet_b", None),
        ("a: &x wet_a\n$id: *x", None),
        ("a: &k valid_from\n*k : '2030-01-01'\n$id: wet_a", None),
        ("$id: wet_a\na: &k hooks\narticles: [{*k : []}]", None),
        ("$id: 12", None),
        ("$id: [a]", None),
        ("- $id: wet_a", None),
        ("$id: 'wet", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_head_is_what_the_parser_reads(text: str, head: Head | None) -> None:
    assert read_heads([text]) == [head]
    assert read_heads([text]) == [head]  # remembered


class _Quoted(yaml.SafeDumper):
    """Writes every key and text between double quotes; numbers and truth values stay what they are."""


_Quoted.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def as_json(text: str) -> str:
    return json.dumps(_plain(text), ensure_ascii=False, indent=1)


def as_quoted(text: str) -> str:
    """The same document with every key and text quoted and the keys of every mapping the other way round."""
    return yaml.dump(_turned(_plain(text)), Dumper=_Quoted, sort_keys=False, allow_unicode=True, width=10_000)


def _plain(text: str) -> Any:
    from uitvoerbaar.base.yaml import load

    def copy(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: copy(item) for key, item in value.items()}
        if isinstance(value, list):
            return [copy(item) for item in value]
        return float(value) if type(value).__name__ == "Decimal" else value

    return copy(load(text, "wet"))


def _turned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _turned(value[key]) for key in reversed(value)}
    return [_turned(item) for item in value] if isinstance(value, list) else value


def rewritten(write: Any, to: Path) -> Corpus:
    for path in sorted(laws_dir().rglob("*.yaml")):
        place = to / path.relative_to(laws_dir())
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(write(path.read_text(encoding="utf-8")), encoding="utf-8")
    return load_corpus([to])


def graph_of(corpus: Corpus) -> list[Any]:
    """Every output of every law version that can be linked on its first day, as nodes without their places in files."""
    graph, registers = Graph(), load_registers()
    source, roots = registers.source(), []
    for entry in sorted(corpus.entries(), key=lambda e: (e.id, e.valid_from)):
        if not entry.valid_from:
            continue
        linker = Linker(corpus, entry.valid_from, [source], graph=graph)
        # What a law asks beside the person is given too: a fact that is not there is an error at its own line.
        asked = {p.name for article in entry.law.articles if article.rules for p in article.rules.parameters}
        given = {name: FieldSpec("number", nullable=False) for name in sorted(asked | {KEY})}
        for article in entry.law.articles:
            for output in article.rules.outputs if article.rules else ():
                try:
                    linked = linker.link(entry.id, (output.name,), given)
                except LawLookupError as error:  # it needs a law of another day
                    roots.append((entry.id, entry.valid_from, output.name, type(error).__name__))
                else:
                    roots.append((entry.id, entry.valid_from, output.name, linked.outputs[output.name]))
    nodes = list(topological([root[3] for root in roots if not isinstance(root[3], str)]))
    number = {node.id: at for at, node in enumerate(nodes)}
    body = [(n.op, tuple(number[a.id] for a in n.args), repr(n.payload), n.unit, n.kind, n.lo, n.hi) for n in nodes]
    return [body, [(*root[:3], root[3] if isinstance(root[3], str) else number[root[3].id]) for root in roots]]


@pytest.fixture(scope="module")
def shipped_graph() -> list[Any]:
    return graph_of(load_corpus())


@pytest.mark.parametrize("write", [as_json, as_quoted])
def test_all_shipped_laws_give_the_same_graph_in_another_writing(
    write: Any, shipped_graph: list[Any], tmp_path: Path
) -> None:
    assert graph_of(rewritten(write, tmp_path)) == shipped_graph


@pytest.mark.parametrize("indent", [None, 4])
def test_a_law_as_json_that_names_the_older_format_in_a_text_is_no_law_of_before(indent: int | None) -> None:
    names = {"service": "A", "properties": {}, "text": "poc-machine-law/main/schema/v0.1"}
    assert is_older_format(json.dumps(names, indent=indent))
    assert not is_older_format(json.dumps({**names, "articles": []}, indent=indent))
    assert not is_older_format("- poc-machine-law/main/schema/v0.1")
