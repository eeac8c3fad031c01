"""Every solved step is checked by brute force: it holds at it and not at the next; what is not proven says so."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from uitvoerbaar.assess.live.each import EachHousehold
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.live import LiveArticle
from uitvoerbaar.face.population import population
from uitvoerbaar.face.solve import solve as module
from uitvoerbaar.face.solve.search import Crossing, from_grid, grid_of, halved, once
from uitvoerbaar.face.solve.solve import solve
from uitvoerbaar.face.solve.target import COST, LOSERS, LOSS, Target, read_target

DAY, CARE = "2026-01-01", "wet_op_de_zorgtoeslag"
LIMIT, PARTNER = (f"3#definitions.vermogensgrens_{who}.value" for who in ("alleenstaand", "partner"))


@pytest.fixture(scope="module")
def limit(populations: Callable[[int, int], Path]) -> LiveArticle:
    return LiveArticle(laws(on=DAY), CARE, "3", population(populations(3_000, 5)).of_year)


def _solved(
    live: LiveArticle, target: str, values: dict[str, Decimal] | None = None, dial: str = LIMIT
) -> dict[str, Any]:
    moved = next(each for each in live.dials if each.id == dial)
    return solve(live.live, moved, values or {}, read_target(target), lambda _done, _all: None)


def _costs(live: LiveArticle, at: Decimal, values: dict[str, Decimal] | None = None) -> float:
    return live.live.answer({**(values or {}), LIMIT: at}).treasury.value


def test_what_pays_for_another_change(limit: LiveArticle) -> None:
    values = {PARTNER: Decimal(25_000_000)}
    found = _solved(limit, "kosten=0", values)
    assert (found["outcome"], found["proven"], len(found["found"])) == ("gevonden", True, 1)
    only = found["found"][0]
    at, beyond = Decimal(only["at"]), Decimal(only["beyond"])
    assert (beyond - at, only["up_to"]) == (1, True)
    assert (
        _costs(limit, at, values)
        == only["figure"]["value"]
        <= 0
        < only["next"]["value"]
        == _costs(limit, beyond, values)
    )
    assert at < 14_601_100
    assert found["tried"] <= 3 + 29
    for near in range(1, 6):
        assert _costs(limit, at - 1000 * near, values) <= 0 < _costs(limit, beyond + 1000 * near, values)


def test_at_most_so_many_losers(limit: LiveArticle) -> None:
    found = _solved(limit, "verliezers=50.000")
    only = found["found"][0]
    at, beyond = Decimal(only["at"]), Decimal(only["beyond"])
    assert (at - beyond, only["up_to"]) == (1, False)
    assert limit.live.answer({LIMIT: at}).losers <= 50_000 < limit.live.answer({LIMIT: beyond}).losers
    assert found["now"]["value"] == 0


def test_nobody_loses_more_than_a_share(limit: LiveArticle) -> None:
    found = _solved(limit, "achteruit=2%")
    only = found["found"][0]
    at, beyond = Decimal(only["at"]), Decimal(only["beyond"])
    assert at - beyond == 1
    each = EachHousehold(limit.live)
    assert each.worst(each.changes({LIMIT: at})) <= 0.02 < each.worst(each.changes({LIMIT: beyond}))
    assert only["figure"]["value"] == 0 < only["next"]["value"]
    assert only["next"]["worst"] > 0.02


def test_no_value_in_reach_says_what_there_is_at_both_ends(limit: LiveArticle) -> None:
    found = _solved(limit, "kosten=-900.000 miljoen")
    assert (found["outcome"], found["found"]) == ("nergens", [])
    assert [end["at"] for end in found["ends"]] == ["0", "29202200"]
    assert not any(end["holds"] for end in found["ends"])
    assert found["ends"][0]["figure"]["value"] == _costs(limit, Decimal(0))
    assert _solved(limit, "kosten=900.000 miljoen")["outcome"] == "overal"


def test_a_number_that_reaches_no_amount_is_not_searched(limit: LiveArticle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(limit.live), "dials", {})
    found = _solved(limit, "kosten=0")
    assert (found["outcome"], found["tried"]) == ("onbereikt", 0)


def test_a_figure_that_goes_up_and_down_gives_every_crossing_and_is_not_called_proven(
    limit: LiveArticle, populations: Callable[[int, int], Path], tmp_path: Path
) -> None:
    """A made-up law in which a higher limit lets more in up to 200,000 euros, and fewer beyond."""
    text = (laws_dir() / "nl/wet" / CARE / f"{DAY}.yaml").read_text(encoding="utf-8")
    plain = "default: $vermogensgrens_alleenstaand"
    falling = "{operation: SUBTRACT, values: [40000000, $vermogensgrens_alleenstaand]}"
    tent = f"default: {{operation: MIN, values: [$vermogensgrens_alleenstaand, {falling}]}}"
    assert text.count(plain) == 1
    (tmp_path / "wet.yaml").write_text(text.replace(plain, tent), encoding="utf-8")
    people = population(populations(3_000, 5)).of_year
    live = LiveArticle(laws(on=DAY), CARE, "3", people, (tmp_path / "wet.yaml",))
    found = _solved(live, "kosten=0")
    assert (found["outcome"], found["proven"], found["grid"]) == ("gevonden", False, 49)
    up, down = found["found"]
    assert (up["up_to"], down["up_to"]) == (True, False)
    for each in (up, down):
        at, beyond = Decimal(each["at"]), Decimal(each["beyond"])
        assert abs(at - beyond) == 1
        assert _costs(live, at) <= 0 < _costs(live, beyond)
    assert abs(Decimal(up["at"]) + Decimal(down["at"]) - 40_000_000) <= 1


def test_every_position_may_stop_it(limit: LiveArticle) -> None:
    class Stop(Exception):
        pass

    seen: list[tuple[int, int]] = []

    def look(done: int, of: int) -> None:
        seen.append((done, of))
        if done == 3:
            raise Stop

    with pytest.raises(Stop):
        solve(limit.live, limit.dials[0], {}, Target(LOSERS, Decimal(1)), look)
    assert [done for done, _ in seen if done] == sorted(done for done, _ in seen if done)
    assert all(of > done for done, of in seen)


def test_own_microdata_is_not_searched_for_single_households(
    limit: LiveArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "rule_of", lambda _ctx: object())
    with pytest.raises(UserError, match="eigen gegevens"):
        _solved(limit, "verliezers=10")
    found = _solved(limit, "kosten=0", {PARTNER: Decimal(25_000_000)})["found"]
    assert [(each["figure"], each["next"]) for each in found] == [(None, None)]


def test_halving_finds_the_step() -> None:
    for edge in range(101):
        assert once(lambda step, edge=edge: step <= edge, 0, 101) == [Crossing(edge, edge + 1)]  # type: ignore[misc]
        assert once(lambda step, edge=edge: step > edge, 0, 101) == [Crossing(edge + 1, edge)]  # type: ignore[misc]
        assert halved(lambda step, edge=edge: step > edge, 101, 0) == Crossing(edge + 1, edge)  # type: ignore[misc]
    assert once(lambda _: True, 0, 101) == once(lambda _: False, 0, 101) == []
    assert grid_of(0, 4, 49, [2, 9]) == [0, 1, 2, 3, 4]
    assert from_grid(lambda step: 3 <= step <= 7, range(0, 11, 2)) == [Crossing(3, 2), Crossing(7, 8)]


@pytest.mark.parametrize(
    ("words", "kind", "most"),
    [
        ("kosten=0", COST, "0"),
        ("kosten=-1.500,25", COST, "-150025"),
        ("kosten=€ 2,5 miljoen", COST, "250000000"),
        ("verliezers=1.000", LOSERS, "1000"),
        ("verliezers=1000 huishoudens", LOSERS, "1000"),
        ("kosten=€ -5", COST, "-500"),
        ("kosten=1 000 000 euro", COST, "100000000"),
        ("achteruit=2,5%", LOSS, "0.025"),
        ("achteruit=1 procent", LOSS, "0.01"),
    ],
)
def test_what_is_asked_is_read(words: str, kind: str, most: str) -> None:
    found = read_target(words)
    assert (found.kind, found.most) == (kind, Decimal(most))
    assert read_target(found.words) == found


@pytest.mark.parametrize(
    "words",
    ["kosten", "kosten=", "kost=1", "kosten=veel", "kosten=1.5", "kosten=1e9", "verliezers=-1", "verliezers=1,5",
     "verliezers=5%", "verliezers=10 euro", "achteruit=10 euro", "achteruit=5 huishoudens", "kosten=5 %", "kosten=100 huishoudens",
     "kosten=5 % 5", "kosten=5euro5", "kosten=€ 5 euro", "kosten=1,000", "verliezers=1,000", "kosten=10 00", "kosten=--5",
     "achteruit=101", "achteruit=1,00001", "kosten=1,005", "kosten=" + "9" * 60, "kosten=٣"],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(words: str) -> None:
    with pytest.raises(UserError) as refused:
        read_target(words)
    assert str(refused.value)
