"""Lowered programs kept on disk: the same answers without lowering, and lowered anew for whatever they do not fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.engine.country import random_country
from uitvoerbaar.base import sealed
from uitvoerbaar.engine.batch import Batch, People, Result
from uitvoerbaar.engine.batch.lower import digest
from uitvoerbaar.engine.batch.lower.digest import Digests
from uitvoerbaar.engine.batch.lower.lowered import Lowered
from uitvoerbaar.engine.batch.outputs import link_outputs
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.graph import Graph, Node
from uitvoerbaar.law.registers import load_registers

DATE = "2026-01-01"
CARE = {"zorg": ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag")}
BACKENDS = ("llvm", "numpy")
pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(tmp_path / "config"))
    return tmp_path / "cache"


@pytest.fixture
def lowered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The outputs that were lowered, in the order in which."""
    seen: list[str] = []
    before = Lowered.__init__

    def noted(self: Lowered, nodes: Any, *rest: Any, **named: Any) -> None:
        seen.extend(nodes)
        before(self, nodes, *rest, **named)

    monkeypatch.setattr(Lowered, "__init__", noted)
    return seen


@pytest.fixture(scope="module")
def folk() -> tuple[People, Any]:
    return random_country(load_registers(), 300, 11)


def laws() -> dict[str, Node]:
    """The same law each time, in a graph of its own."""
    return link_outputs(load_corpus(), DATE, CARE, load_registers(), Graph())


def same(one: Result, other: Result) -> None:
    for name in one.values:
        assert np.array_equal(one.values[name], other.values[name])
        assert (one.null[name] is None) == (other.null[name] is None)
    assert list(one.errors) == list(other.errors)
    assert one.explained_by == other.explained_by


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_was_lowered_before_is_not_lowered_again_and_gives_the_same(
    backend: Any, folk: tuple[People, Any], lowered: list[str]
) -> None:
    people, heads = folk
    first = Batch(laws(), backend=backend).run(people, heads)
    assert lowered == ["zorg"]
    again = Batch(laws(), backend=backend).run(people, heads)
    assert lowered == ["zorg"]
    same(first, again)
    same(first, Batch(laws(), backend=backend, cache=False).run(people, heads))
    assert lowered == ["zorg", "zorg"]


@pytest.mark.parametrize("backend", BACKENDS)
def test_columns_with_other_facts_are_lowered_for(backend: Any, folk: tuple[People, Any], lowered: list[str]) -> None:
    people, heads = folk
    Batch(laws(), backend=backend).run(people, heads)
    wages = np.asarray(people.columns["loon_uit_dienstbetrekking"]).astype(np.int64)
    richer = replace(people, columns={**people.columns, "loon_uit_dienstbetrekking": wages + 10**15})
    found = Batch(laws(), backend=backend).run(richer, heads)
    assert lowered == ["zorg", "zorg"]
    same(found, Batch(laws(), backend=backend, cache=False).run(richer, heads))
    Batch(laws(), backend=backend).run(people, heads)  # both are kept
    Batch(laws(), backend=backend).run(richer, heads)
    assert len(lowered) == 3


def test_a_law_is_kept_for_each_of_many_values_of_a_column(folk: tuple[People, Any], lowered: list[str]) -> None:
    people, heads = folk
    wages = np.asarray(people.columns["loon_uit_dienstbetrekking"]).astype(np.int64)
    many = [
        replace(people, columns={**people.columns, "loon_uit_dienstbetrekking": wages + 10**7 * step})
        for step in range(12)
    ]
    first = [Batch(laws(), backend="llvm").run(each, heads) for each in many]
    assert len(lowered) == 12
    for each, found in zip(many, first, strict=True):
        same(found, Batch(laws(), backend="llvm").run(each, heads))
    assert len(lowered) == 12


def test_columns_of_another_storage_are_lowered_for(folk: tuple[People, Any], lowered: list[str]) -> None:
    people, heads = folk
    first = Batch(laws(), backend="llvm").run(people, heads)
    wages = np.asarray(people.columns["loon_uit_dienstbetrekking"])
    as_float = replace(people, columns={**people.columns, "loon_uit_dienstbetrekking": wages.astype(np.float64)})
    same(first, Batch(laws(), backend="llvm").run(as_float, heads))
    assert lowered == ["zorg", "zorg"]


def test_without_its_kernels_a_lowering_is_made_again(
    folk: tuple[People, Any], lowered: list[str], own_cache: Path
) -> None:
    people, heads = folk
    first = Batch(laws(), backend="llvm").run(people, heads)
    for path in (own_cache / "kernels").glob("*.o"):
        path.unlink()
    same(first, Batch(laws(), backend="llvm").run(people, heads))
    assert lowered == ["zorg", "zorg"]


def test_a_lowering_that_is_damaged_or_foreign_is_not_used(
    folk: tuple[People, Any], lowered: list[str], own_cache: Path
) -> None:
    people, heads = folk
    first = Batch(laws(), backend="llvm").run(people, heads)
    paths = list((own_cache / "programs").glob("*.json"))
    assert len(paths) == 2  # which columns it reads, and the lowering for their facts
    for number, path in enumerate(paths, 2):
        raw = path.read_bytes()
        path.write_bytes(raw[:-2] + b"9]")
        same(first, Batch(laws(), backend="llvm").run(people, heads))
        assert lowered == ["zorg"] * number
        assert sealed.read(path) is not None


def test_another_law_has_another_hash_and_another_graph_has_not() -> None:
    one, other = laws(), laws()
    assert Digests().of(one) == Digests().of(other)
    graph = Graph()

    def dearer(node: Node, _: tuple[Node, ...]) -> Node | None:
        return graph.const(node.payload + 1) if node.op == "CONST" and node.payload == 2400 else None

    changed = dict(zip(one, graph.copied(one.values(), dearer), strict=True))
    assert Digests().of(one) != Digests().of(changed)
    assert Digests().of(one) != Digests().of({"anders": one["zorg"]})


def test_kernels_for_everyone_are_not_kept(folk: tuple[People, Any], own_cache: Path) -> None:
    people, _ = folk
    Batch(laws(), backend="llvm").run(people)
    assert not (own_cache / "programs").exists()


def test_code_that_is_replaced_while_it_runs_is_not_the_code_that_made_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """An old process that goes on beside a newer version may not keep its work under the name of the newer one."""
    nodes = laws()
    before = Digests().of(nodes)
    monkeypatch.setattr(digest, "source_hash", lambda room: "nieuwer")
    assert digest.lowering_source() != digest.LOADED
    assert Digests().of(nodes) == before
