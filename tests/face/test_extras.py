"""Without the extras: what needs none works, the rest says which to install."""

from __future__ import annotations

import subprocess
import sys

import pytest

EXTRAS = ("pyarrow", "tqdm", "jinja2", "vl_convert", "jsonschema", "z3", "scipy", "typst", "llvmlite")
WITHOUT = f"""
import importlib.util as found, sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {EXTRAS!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing())
look = found.find_spec
found.find_spec = lambda name, package=None: None if name in {EXTRAS!r} else look(name, package)
from uitvoerbaar.cli import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("explain wet_op_de_zorgtoeslag hoogte_zorgtoeslag --on 2026-01-01", 0, "Hoogte zorgtoeslag: €"),
        ("laws --on 2026-01-01", 0, "regeling    zorgtoeslag: hoogte_zorgtoeslag"),
        ("show wet_op_de_zorgtoeslag 2 --on 2026-01-01", 0, "standaardpremie"),
        ("run zorgtoeslag --on 2026-01-01 --data x.csv --out y.csv", 1, "uitvoerbaar[population]"),
        ("assess huurtoeslag-2026 --population nergens", 1, "uitvoerbaar[population]"),
        ("population validate nergens", 1, "uitvoerbaar[population]"),
        ("prove wet_kinderopvang", 1, "uitvoerbaar[prove]"),
        ("report x.json", 1, "uitvoerbaar[report]"),
        ("diff a.json b.json", 1, "uitvoerbaar[report]"),
    ],
)
def test_a_verb_without_the_extras(line: str, code: int, said: str) -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT, *line.split()], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert said in (done.stderr if code else done.stdout)
