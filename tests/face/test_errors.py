"""One family of errors, exported, that tells people in words and programs in fields."""

from __future__ import annotations

import pickle
import pkgutil
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import uitvoerbaar as uv
from uitvoerbaar.base.errors import FIELDS, Problem, UserError


def _family(of: type[uv.UserError]) -> set[type[uv.UserError]]:
    return {of}.union(*(_family(child) for child in of.__subclasses__()))


def _ours(module: str) -> bool:
    return module.startswith("uitvoerbaar.") and not module.startswith("uitvoerbaar.desk.")


def test_the_whole_family_is_exported() -> None:
    for module in pkgutil.walk_packages(uv.__path__, "uitvoerbaar."):
        # The desk is a web application: its modules need settings, and its mistakes are pages, not errors of a library.
        if not module.name.endswith("__main__") and not module.name.startswith("uitvoerbaar.desk."):
            import_module(module.name)
    family = {error.__name__ for error in _family(uv.UserError) if _ours(error.__module__)}
    assert len(family) > 8
    assert family <= set(uv.__all__)


def test_an_error_without_fields_is_as_before() -> None:
    error = uv.UserError("zo")
    assert str(error) == "zo"
    assert error.fields == {}
    assert all(getattr(error, name) is None for name in FIELDS)


def test_fields_are_told_and_survive_another_process() -> None:
    error = uv.UserError("zo", file="x.yaml", line=3, row=0, hint="anders")
    again = pickle.loads(pickle.dumps(error))
    assert again.fields == error.fields == {"file": "x.yaml", "line": 3, "row": 0, "hint": "anders"}
    assert str(again) == "zo"


def test_a_law_file_error_has_the_place_of_its_first_problem() -> None:
    problems = [Problem("a.yaml", 3, "fout", article="2", hint="anders", column=7), Problem("b.yaml", 1, "ook")]
    assert uv.LawFileError(problems).fields == {
        "file": "a.yaml", "line": 3, "article": "2", "column": 7, "hint": "anders",
    }  # fmt: skip
    assert uv.LawFileError([]).fields == {}


def test_a_case_that_the_law_cannot_decide_names_the_article(tmp_path: Path) -> None:
    (tmp_path / "delen.yaml").write_text(
        "$id: wet_delen\nregulatory_layer: WET\nvalid_from: '2020-01-01'\narticles:\n"
        "  - number: '7'\n    text: Delen.\n    machine_readable:\n      execution:\n"
        "        parameters:\n          - {name: a, type: number}\n          - {name: b, type: number}\n"
        "        output:\n          - {name: c, type: number}\n"
        "        actions:\n          - {output: c, value: {operation: DIVIDE, values: [$a, $b]}}\n",
        encoding="utf-8",
    )
    with pytest.raises(uv.UserError) as told:
        uv.laws(on="2026-01-01", folders=[tmp_path]).explain("wet_delen:c", uv.case(given={"a": 1, "b": 0}))
    assert told.value.article == "7"
    assert told.value.file == str(tmp_path / "delen.yaml")
    assert told.value.line == 15


def test_a_report_that_cannot_be_read_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text("{}", encoding="utf-8")
    with pytest.raises(uv.ReportError) as told:
        uv.read(tmp_path)
    assert told.value.file == str(tmp_path / "report.json")


def test_a_proposal_that_is_not_there_has_a_hint() -> None:
    with pytest.raises(uv.ProposalError) as told:
        uv.laws(proposal="huurtoeslag-2025")
    assert told.value.hint == "bedoelde u 'huurtoeslag-2026'?"


@pytest.mark.parametrize(
    "ask",
    [
        uv.check, uv.population, uv.read, uv.people, lambda long: uv.case(long), lambda long: uv.laws(folders=[long]),
        lambda long: uv.laws(proposal=long), lambda long: uv.assess("huurtoeslag-2026", long),
    ],
)  # fmt: skip
def test_a_name_that_no_file_can_have_is_told(ask: Any) -> None:
    with pytest.raises(UserError):
        ask("x" * 5_000)
