"""What shares its work stays on one worker; what does not is divided."""

from __future__ import annotations

from tests.fixtures.workers import place, scope_of
from tests.whole.faults.cases import read

CLIFFS = "tests/assess/aspects/cliffs/"


def test_modules_of_one_outcome_and_tests_of_one_module_stay_together() -> None:
    assert scope_of(f"{CLIFFS}test_cliffs.py::test_a") == scope_of(f"{CLIFFS}ages/test_ages.py::test_b[x]") == CLIFFS
    assert scope_of("tests/law/test_reach.py::test_a[1]") == scope_of("tests/law/test_reach.py::test_b")
    assert scope_of("tests/law/test_reach.py::test_a") != scope_of("tests/law/test_semantics.py::test_a")


def test_edits_of_one_law_stay_together_and_demos_are_divided() -> None:
    edits = [(table, edit) for table in ("planted", "harmless") for edit in read(f"{table}.yaml")]
    scopes = {scope_of(f"tests/whole/faults/test_{table}.py::test_x[{edit.id}]") for table, edit in edits}
    assert scopes == {edit.without for _, edit in edits}
    module = "tests/whole/reproduce/test_printed_commands.py"
    assert (
        scope_of(f"{module}::test_a[een]") == scope_of(f"{module}::test_b[een]") != scope_of(f"{module}::test_a[twee]")
    )


def test_what_takes_long_goes_first() -> None:
    assert (
        place(f"{CLIFFS}test_cliffs.py::test_a") < place("tests/whole/x.py::test_a") < place("tests/law/x.py::test_a")
    )
