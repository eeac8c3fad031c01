"""The work `solve`: first on the sample, then on everybody; what is no question is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.desk.compute import solve as work
from uitvoerbaar.face import live as face
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.population import population
from uitvoerbaar.face.solve.solve import solve
from uitvoerbaar.face.solve.target import read_target

DAY, LAW = "2026-01-01", "wet_op_de_zorgtoeslag"
DIAL = "3#definitions.vermogensgrens_alleenstaand.value"
ASKED = {"day": DAY, "law": LAW, "article": "3", "changes": {}, "values": {}, "dial": DIAL, "kind": "verliezers"}


class OwnTools:
    """Tools that keep nothing and tell how far a work is."""

    def __init__(self, folder: Path) -> None:
        self.population, self.told = folder, list[tuple[int, int]]()

    def progress(self, done: int, total: int) -> None:
        self.told.append((done, total))

    def compiling(self) -> None:
        pass

    def check(self) -> None:
        pass

    def kept(self, _family: str, _name: str, make: Callable[[], Any], _tell: Any, _most: int = 2) -> Any:
        return make()


@pytest.fixture
def tools(populations: Callable[[int, int], Path]) -> Any:
    return OwnTools(populations(2_000, 5))


def test_everybody_comes_after_the_sample(tools: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (work, face):
        monkeypatch.setattr(module, "SAMPLE_SIZE", 1_000)
    parts = list(work.solve({**ASKED, "most": "50000"}, tools))
    assert len(parts) == 2
    live = face.LiveArticle(laws(on=DAY), LAW, "3", population(tools.population).of_year)
    dial = next(each for each in live.dials if each.id == DIAL)
    assert parts[1] == solve(live.live, dial, {}, read_target("verliezers=50000"), lambda _done, _all: None)
    assert parts[0]["found"] != parts[1]["found"]
    assert all(part["outcome"] == "gevonden" and part["proven"] for part in parts)
    assert len(tools.told) >= sum(part["tried"] for part in parts)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "geluk"}, "kosten"),
        ({"most": "NaN"}, "een getal"),
        ({"most": "veel"}, "een getal"),
        ({"most": 3}, "een tekst"),
        ({"dial": ""}, "een tekst"),
    ],
)
def test_what_is_no_question_is_refused(tools: Any, change: dict[str, Any], told: str) -> None:
    with pytest.raises(UserError, match=told):
        list(work.solve({**ASKED, "most": "1", **change}, tools))


def test_equal_questions_are_one(tools: Any) -> None:
    assert work._content({**ASKED, "most": "1.0"}, tools) == work._content({**ASKED, "most": "1"}, tools)
    assert work._content({**ASKED, "most": "1"}, tools) != work._content({**ASKED, "most": "2"}, tools)
    here = {**ASKED, "most": "1", "values": {DIAL: "5"}}
    assert work._content(here, tools) == work._content({**ASKED, "most": "1"}, tools)
