"""Examples in docstrings and in docs/ are run, so that they cannot lie."""

from __future__ import annotations

import doctest
import json
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import uitvoerbaar.face
from tools.notebook import NOTEBOOK, cells, run_notebook

ROOT = Path(__file__).resolve().parents[2]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
MODULES = [module.name for module in pkgutil.iter_modules(uitvoerbaar.face.__path__)]
FEWEST = 50
"""Examples that there are at least: a reader of docstrings that finds none would pass otherwise."""
FUNCTIONS = (
    "laws", "case", "euro", "people", "population", "make_population", "validate_population", "assess", "read", "curve",
    "show", "check", "compare",
)  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module(name: str) -> None:
    found = doctest.testmod(import_module(f"uitvoerbaar.face.{name}"), optionflags=FLAGS)
    assert found.failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    modules = [import_module(f"uitvoerbaar.face.{name}") for name in MODULES]
    assert sum(len(test.examples) for module in modules for test in finder.find(module)) >= FEWEST


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_has_an_example(name: str) -> None:
    import uitvoerbaar as uv

    function = getattr(uv, name)
    function = getattr(function, "__wrapped__", function)
    assert ">>>" in (function.__doc__ or "")


def test_the_page_on_python() -> None:
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "docs/python.md", "docs/python.md", 0)
    assert len(test.examples) >= 15
    assert doctest.DocTestRunner(optionflags=FLAGS).run(test).failed == 0


def test_the_notebook_gives_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell runs, and gives the words that stand below it; pictures and trees are there as HTML."""
    monkeypatch.chdir(ROOT / "docs")
    kept = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    made = run_notebook(kept)
    assert len(cells(made)) >= 10
    html = 0
    for before, after in zip(cells(kept), cells(made), strict=True):
        texts = ["".join(o["data"]["text/plain"]) for cell in (before, after) for o in cell["outputs"]]
        assert len(set(texts)) <= 1, before["source"]
        html += any("text/html" in output["data"] for output in after["outputs"])
    assert html >= 8
