"""Run the code cells of a notebook in order and keep what they show, without a kernel: `python -m tools.notebook`.

What a cell ends with is shown as a notebook shows it: its `_repr_html_` where it has one, and its repr.
"""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).resolve().parents[1] / "docs" / "voorbeeld.ipynb"


def cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """The code cells of a notebook."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def run_notebook(notebook: dict[str, Any]) -> dict[str, Any]:
    """The same notebook with what its cells show now. Raises what a cell raises."""
    made: dict[str, Any] = json.loads(json.dumps(notebook))
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(cells(made), 1):
        shown = _run("".join(cell["source"]), names, f"cel {number}")
        cell["execution_count"] = number
        cell["outputs"] = [] if shown is None else [_output(shown, number)]
    return made


def _run(source: str, names: dict[str, Any], place: str) -> Any:
    """Run a cell; gives the value of its last line when that is an expression."""
    tree = ast.parse(source, place)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, place, "exec"), names)
    return eval(compile(ast.Expression(last.value), place, "eval"), names) if isinstance(last, ast.Expr) else None


def _output(shown: Any, number: int) -> dict[str, Any]:
    data = {"text/plain": _lines(repr(shown))}
    if hasattr(shown, "_repr_html_"):
        data = {"text/html": _lines(shown._repr_html_()), **data}
    return {"output_type": "execute_result", "execution_count": number, "metadata": {}, "data": data}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def main() -> None:
    """Run docs/voorbeeld.ipynb from its own folder and write it with its outputs, in Dutch wherever it is made."""
    os.environ["UITVOERBAAR_LANG"] = "nl"
    os.chdir(NOTEBOOK.parent)
    made = run_notebook(json.loads(NOTEBOOK.read_text(encoding="utf-8")))
    NOTEBOOK.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
