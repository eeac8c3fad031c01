"""The country under a rewritten rule has the shape of the country under a moved number, and says the same of one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.limits import RULE_ROWS
from uitvoerbaar.face.article_text import law_text
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.live import LiveArticle
from uitvoerbaar.face.population import population
from uitvoerbaar.face.rule_ground import RuleGround
from uitvoerbaar.face.typed_law import amended_law, dial_of

DAY, LAW = "2026-01-01", "wet_op_de_zorgtoeslag"
DIAL = "3#definitions.vermogensgrens_alleenstaand.value"


@pytest.fixture(scope="module")
def folk(populations: Callable[[int, int], Path]) -> Path:
    return populations(2_000, 5)


@pytest.fixture(scope="module")
def ground(folk: Path) -> RuleGround:
    return RuleGround(DAY, population(folk).of_year, compiled=False)


def test_a_number_written_in_the_rule_is_a_number_that_was_moved(
    ground: RuleGround, folk: Path, tmp_path: Path
) -> None:
    of, value = laws(on=DAY), Decimal(10_000_000)
    path = tmp_path / "wet.yaml"
    unit = dial_of(of, LAW, DIAL).rule_unit
    path.write_bytes(amended_law(of, LAW, {DIAL: (value, unit)}).after.bytes)
    written = ground.answer({LAW: path}, LAW, "3", lambda: None)
    moved = LiveArticle(of, LAW, "3", population(folk).of_year).answer({DIAL: value})
    for part in ("treasury", "losers", "winners", "classes", "groups", "undecided", "full", "depth"):
        assert written[part] == moved[part], part
    for one, other in zip(written["schemes"], moved["schemes"], strict=True):
        assert {k: v for k, v in one.items() if k != "moved"} == {k: v for k, v in other.items() if k != "moved"}
    assert written["why"] is None


def test_what_goes_step_by_step_for_too_many_is_refused_with_words(
    ground: RuleGround, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = law_text(laws(on=DAY), LAW).text
    path = tmp_path / "wet.yaml"
    old = "{operation: ROUND, value: $berekende_zorgtoeslag, precision: -2}"
    assert old in text
    path.write_text(text.replace(old, "{operation: DIVIDE, values: [$berekende_zorgtoeslag, 0]}"), encoding="utf-8")
    monkeypatch.setenv(RULE_ROWS.variable, "7")
    asked = []
    with pytest.raises(
        UserError, match=RULE_ROWS.variable.removeprefix("UITVOERBAAR_MAX_").lower() + "|stap voor stap"
    ):
        ground.answer({LAW: path}, LAW, "2", lambda: asked.append(1))
    assert len(asked) >= 7
