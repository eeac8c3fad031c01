"""Without an extra every verb says which one it needs and how to install it; nothing ends as a defect of the program."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.places import ROOT
from tests.report.sample import sample
from uitvoerbaar.assess.aspects.proven.aspect import TEST as PROVEN
from uitvoerbaar.base.extras import EXTRAS, ExtraMissing, command, missing_extra
from uitvoerbaar.engine.batch.kernels.choose import choose
from uitvoerbaar.report import write_report

CARE = ["wet_op_de_zorgtoeslag", "--on", "2026-01-01"]
OUTPUT = "wet_op_de_zorgtoeslag:hoogte_zorgtoeslag"
TABLE = "bsn,geboortedatum,loon_uit_dienstbetrekking\n1,1990-05-01,2500000\n"
ASSESS = ["assess", "huurtoeslag-2026", "--households", "500", "--prove", "0"]
WITHOUT = """
import sys
for name in sys.argv[1].split(","):
    sys.modules[name] = None
from uitvoerbaar.cli import run
sys.exit(run(sys.argv[2:]))
"""


def run_without(modules: tuple[str, ...], words: list[str], folder: Path) -> tuple[int, str]:
    """Exit code and everything said by a fresh process in which some modules cannot be imported."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, ",".join(modules), *words], cwd=folder, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


def test_the_table_of_extras_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {
        extra: {re.split(r"[><=~!;\[ ]", needed)[0] for needed in listed}
        for extra, listed in project["optional-dependencies"].items()
        if extra != "dev"
    }
    imported = {"vl-convert-python": "vl_convert", "z3-solver": "z3", "dj-database-url": "dj_database_url"}
    imported |= {"django-ninja": "ninja"}
    assert {extra: set(modules) for extra, modules in EXTRAS.items()} == {
        extra: {imported.get(name, name) for name in names} for extra, names in declared.items()
    }


@pytest.mark.parametrize(
    ("extra", "module", "words"),
    [
        ("population", "pyarrow", ["population", "make", "--households", "500", "--out", "bevolking"]),
        ("population", "tqdm", ["population", "make", "--households", "500", "--out", "bevolking"]),
        ("population", "pyarrow", ["population", "validate", "data/population/voorbeeld"]),
        ("population", "pyarrow", ["run", OUTPUT, "--on", "2026-01-01", "--data", "p.csv", "--out", "u.csv"]),
        ("population", "pyarrow", ASSESS),
        ("population", "tqdm", ASSESS),
        ("report", "jsonschema", ASSESS),
        ("report", "jinja2", ASSESS),
        ("report", "vl_convert", ASSESS),
        ("report", "jsonschema", ["report", "report.json"]),
        ("report", "jinja2", ["report", "report.json"]),
        ("report", "markupsafe", ["report", "report.json"]),
        ("report", "vl_convert", ["report", "report.json"]),
        ("report", "jinja2", ["diff", "report.json", "report.json"]),
        ("report", "vl_convert", ["curve", "--on", "2026-01-01", "--case", "chantal"]),
        ("pdf", "typst", ["report", "report.json", "--pdf"]),
        ("pdf", "pypdf", ["report", "report.json", "--pdf"]),
        ("pdf", "pypdf", ["report", "report.json", "--parliament", "--pdf"]),
        ("prove", "z3", ["prove", *CARE]),
        ("desk", "django", ["serve"]),
        ("desk", "gunicorn", ["serve"]),
        ("population", "pyarrow", ["bench", "--households", "500"]),
    ],
)
def test_a_missing_extra_is_named_with_the_command_that_installs_it(
    extra: str, module: str, words: list[str], tmp_path: Path
) -> None:
    write_report(sample(), tmp_path)
    (tmp_path / "p.csv").write_text(TABLE, encoding="utf-8")
    code, said = run_without((module,), words, tmp_path)
    assert code == 1, said
    assert command(extra) in said
    assert "Traceback" not in said
    assert "Fout in het programma zelf" not in said


@pytest.mark.parametrize(
    "words",
    [
        ["check", "data/laws/nl/wet/wet_op_de_zorgtoeslag"],
        ["explain", CARE[0], "hoogte_zorgtoeslag", *CARE[1:], "--case", "chantal"],
        ["--help"],
        ["report", "--help"],
    ],
)
def test_what_needs_no_extra_works_without_all_of_them(words: list[str], tmp_path: Path) -> None:
    everything = tuple(module for modules in EXTRAS.values() for module in modules)
    code, said = run_without(everything, words, tmp_path)
    assert code == 0, said


def test_without_compiled_kernels_it_works_and_says_why_it_is_slow(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(TABLE, encoding="utf-8")
    words = ["run", OUTPUT, "--on", "2026-01-01", "--data", "p.csv", "--out", "u.csv"]
    code, said = run_without(("llvmlite",), words, tmp_path)
    assert code == 0, said
    assert command("fast") in said
    assert (tmp_path / "u.csv").is_file()


def test_compiled_kernels_that_are_asked_for_by_name_are_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "llvmlite", None)
    with pytest.raises(ExtraMissing, match=re.escape(command("fast"))) as error:
        choose("llvm", cache=False)
    assert (error.value.extra, error.value.modules) == ("fast", ("llvmlite",))


def test_an_assessment_without_the_solver_says_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from uitvoerbaar.assess.context import Proving
    from uitvoerbaar.assess.make_context import without_people
    from uitvoerbaar.proposal import load_proposal

    monkeypatch.setitem(sys.modules, "z3", None)
    ctx = replace(without_people(load_proposal("huurtoeslag-2026")), proving=Proving(1.0))
    outcome = PROVEN.run(ctx)
    assert outcome.run.status == "niet_uitgevoerd"
    (why,) = outcome.run.missing
    assert command("prove") in why.nl
    assert command("prove") in str(why.en)


def test_another_module_that_is_missing_is_a_defect_and_no_extra() -> None:
    assert missing_extra(ModuleNotFoundError("no", name="uitvoerbaar.niets")) is None
    assert missing_extra(ModuleNotFoundError("no")) is None
