"""The work of variants: the sample first and then everybody, arguments of any kind refused, the country for one at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.desk.compute import variants
from uitvoerbaar.desk.compute.registry import Stopped
from uitvoerbaar.face import live

DAY = "2026-01-01"
LAW: dict[str, Any] = {"sources": [], "choices": []}
LESS = {"wet_op_de_zorgtoeslag": {"3#definitions.vermogensgrens_alleenstaand.value": "100.000"}}


class Here:
    """Tools of a question that nobody stops."""

    def __init__(self, population: Path | None) -> None:
        self.population = population
        self.stopped = False

    def stop(self) -> bool:
        """Whether to stop."""
        return self.stopped

    def check(self) -> None:
        """Raises Stopped when it was stopped."""
        if self.stopped:
            raise Stopped

    def progress(self, done: int, total: int) -> None:
        """Nobody looks."""

    def compiling(self) -> None:
        """Nobody looks."""

    def kept(self, family: str, name: str, make: Callable[[], Any], tell: Callable[[Any], Any], most: int = 2) -> Any:
        """Made each time."""
        return make()

    def facts(self) -> dict[str, Any]:
        """Nothing."""
        return {}


def test_the_sample_comes_first_and_everybody_replaces_it(
    populations: Callable[[int, int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "SAMPLE_SIZE", 1_000)
    monkeypatch.setattr(variants, "SAMPLE_SIZE", 1_000)
    asked = {"day": DAY, "before": LAW, "after": {"sources": [{"changes": LESS}], "choices": []}}
    parts = list(variants.variant(asked, Here(populations(3_000, 5))))
    assert [part["households"] for part in parts] == [1_000, 3_000]
    assert parts[0]["basis"] == parts[1]["basis"]
    assert all(part["measures"][0]["value"] < 0 for part in parts)
    assert not variants._COUNTRY.locked()


@pytest.mark.parametrize(
    "wrong",
    [{}, {"day": 5}, {"day": "gisteren"}, {"before": []}, {"after": {"sources": "x"}}, {"after": {"sources": [5]}},
     {"after": {"sources": [{}]}}, {"after": {"sources": [{"changes": {"wet": "x"}}]}},
     {"after": {"sources": [{"changes": {"wet": {"knop": 5}}}]}}, {"after": {"sources": [{"proposal": "x"}]}},
     {"after": {"sources": [], "choices": [["wet", "x"]]}}, {"after": {"sources": [{"proposal": "x", "side": "na"}] * 13}},
     {"after": {"sources": [{"changes": {"wet": {str(n): "1" for n in range(201)}}}]}}],
)  # fmt: skip
def test_what_is_no_question_is_refused(wrong: dict[str, Any], populations: Callable[[int, int], Path]) -> None:
    asked = {"day": DAY, "before": LAW, "after": LAW, **wrong} if wrong else {}
    with pytest.raises(UserError):
        list(variants.variant(asked, Here(populations(3_000, 5))))


@pytest.mark.parametrize(
    "source",
    [{"proposal": "nergens", "side": "na"}, {"proposal": "kinderopvangtoeslag-2015", "side": "na"},
     {"changes": {"nergens": {"1#x": "5"}}}, {"changes": {"wet_op_de_zorgtoeslag": {"3#x": "5"}}},
     {"changes": {law: {name: "veel"} for law, typed in LESS.items() for name in typed}}],
)  # fmt: skip
def test_what_is_not_there_is_told(source: dict[str, Any], populations: Callable[[int, int], Path]) -> None:
    asked = {"day": DAY, "before": LAW, "after": {"sources": [source], "choices": []}}
    with pytest.raises(UserError):
        list(variants.variant(asked, Here(populations(3_000, 5))))


def test_the_country_is_for_one_at_a_time_and_who_waits_can_be_stopped() -> None:
    first, second = Here(None), Here(None)
    inside = threading.Event()

    def other() -> None:
        with variants._alone(second):
            inside.set()

    with variants._alone(first):
        thread = threading.Thread(target=other)
        thread.start()
        assert not inside.wait(0.2)
        third = Here(None)
        third.stopped = True
        with pytest.raises(Stopped), variants._alone(third):
            pass
    thread.join(10)
    assert inside.is_set()
    assert not variants._COUNTRY.locked()
