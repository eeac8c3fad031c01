"""A rewritten rule beside the law of the day gives what an assessment of it gives, to the cent, however much serves again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.assess.live.test_live import _check
from tests.places import DATA
from uitvoerbaar.assess.live.ground import Ground, ground_on
from uitvoerbaar.assess.live.why import why_still
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.limits import RULE_NODES
from uitvoerbaar.engine.batch.finisher import asking
from uitvoerbaar.population import load
from uitvoerbaar.proposal.draft import draft

DAY = "2026-01-01"
CARE, RENT, TAX = "wet_op_de_zorgtoeslag", "wet_op_de_huurtoeslag", "wet_inkomstenbelasting_2001"
HALF = "{operation: MULTIPLY, values: [0.5, $standaardpremie_min_normpremie]}"
ROUND = "{operation: ROUND, value: $berekende_zorgtoeslag, precision: -2}"
EDITS = {
    "nothing for whose partner has no insurance": (CARE, HALF, "0"),
    "rounded down": (CARE, ROUND, ROUND.replace("ROUND", "FLOOR")),
    "rent, which a housemate's income is for another": (RENT, "operation: MAX", "operation: MIN"),
    "tax, which the income of housemates reads": (TAX, "operation: FLOOR", "operation: CEIL"),
}


def _shipped(law: str) -> Path:
    """The newest file of a law."""
    return max((DATA / "laws").rglob(f"{law}/*.yaml"))


def _edited(law: str, old: str, new: str, folder: Path) -> Path:
    text = _shipped(law).read_text(encoding="utf-8")
    assert old in text
    path = folder / "wet.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folk(populations: Callable[[int, int], Path]) -> Path:
    return populations(3_000, 5)


@pytest.fixture(scope="module")
def ground(folk: Path) -> Ground:
    return ground_on(DAY, lambda year: load(folk, year), compiled=False)


@pytest.mark.parametrize("name", EDITS)
def test_a_rewritten_rule_gives_what_an_assessment_gives(name: str, ground: Ground, folk: Path, tmp_path: Path) -> None:
    path = _edited(*EDITS[name], tmp_path)
    beside = ground.beside([path])
    answer = ground.answer(beside)
    whole = make_context(draft(DAY, [path]), folk, "test")
    assert np.any(whole.outcome("na")[0] != whole.outcome("voor")[0])
    _check(answer, whole)
    for collection, field in ground.computed:
        made, wanted = (ctx.people.after.collections[collection] for ctx in (beside, whole))
        assert np.array_equal(made.columns[field], wanted.columns[field]), field
        assert np.array_equal(made.null.get(field, np.zeros(0)), wanted.null.get(field, np.zeros(0))), field


def test_what_is_beside_it_leaves_no_trace(ground: Ground, tmp_path: Path) -> None:
    held, columns = len(ground.ctx.graph.nodes), set(ground.ctx._columns)
    people = ground.ctx.people.before
    fields = {name: set(found.columns) for name, found in people.collections.items()}
    first = ground.answer(ground.beside([_edited(*EDITS["rounded down"], tmp_path)]))
    ground.answer(ground.beside([_edited(CARE, HALF, "0", tmp_path)]))
    assert ground.answer(ground.beside([_edited(*EDITS["rounded down"], tmp_path)])) == first
    assert len(ground.ctx.graph.nodes) == held
    assert set(ground.ctx._columns) == columns
    assert {name: set(found.columns) for name, found in people.collections.items()} == fields


def test_only_fields_of_housemates_that_change_are_computed_anew(ground: Ground, tmp_path: Path) -> None:
    beside = ground.beside([_edited(CARE, HALF, "0", tmp_path)])
    before, after = (ctx.people.after.collections["huisgenoten"].columns for ctx in (ground.ctx, beside))
    assert after["toetsingsinkomen"] is before["toetsingsinkomen"]
    assert after["besteedbaar_inkomen_eenheid"] is not before["besteedbaar_inkomen_eenheid"]


@pytest.mark.parametrize(
    ("article", "old", "new", "reason", "proven"),
    [
        ("2", "text: >-\n      De zorgtoeslag", "text: >-\n      Een zorgtoeslag", "part_unread", True),
        ("2", "valid_from: '2026-01-01'", "valid_from: '2026-02-01'", "not_in_force", True),
        ("1 lid 1 c", "{value: 18, type: number, ", "{value: 17.5, type: number, ", "nobody", False),
    ],
)
def test_nothing_changes_for_a_reason(
    article: str, old: str, new: str, reason: str, proven: bool, ground: Ground, tmp_path: Path
) -> None:
    path = _edited(CARE, old, new, tmp_path)
    found = why_still(ground.beside([path]), CARE, article, path)
    assert found is not None
    assert (found.reason, found.proven) == (reason, proven)
    assert bool(found.schemes) == (reason == "nobody")


@pytest.mark.parametrize(("read", "reason"), [(False, "law_unread"), (True, "article_unread")])
def test_a_law_or_article_that_no_scheme_reads_is_told_so(
    read: bool, reason: str, ground: Ground, tmp_path: Path
) -> None:
    """A law by itself; and an article more in a law that is read."""
    path = tmp_path / "wet.yaml"
    if read:
        law = CARE
        text = _shipped(CARE).read_text(encoding="utf-8")
        path.write_text(f"{text.rstrip()}\n{_LONE}", encoding="utf-8")
    else:
        law = "wet_los"
        path.write_text(f"{_HEAD}{_LONE}", encoding="utf-8")
    found = why_still(ground.beside([path]), law, "99", path)
    assert found is not None
    assert (found.reason, found.proven) == (reason, True)


def test_what_changes_something_needs_no_reason(ground: Ground, tmp_path: Path) -> None:
    path = _edited(*EDITS["rounded down"], tmp_path)
    assert why_still(ground.beside([path]), CARE, "2", path) is None


def test_a_rule_beyond_its_bound_is_refused(ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RULE_NODES.variable, "10")
    with pytest.raises(UserError, match=RULE_NODES.variable):
        ground.beside([_edited(CARE, HALF, "0", tmp_path)])


def test_a_rule_that_fails_for_everybody_can_be_stopped(ground: Ground, tmp_path: Path) -> None:
    path = _edited(CARE, HALF, "{operation: DIVIDE, values: [$standaardpremie, 0]}", tmp_path)
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "default: $standaardpremie_min_normpremie", "default: {operation: DIVIDE, values: [1, 0]}"
        ),
        encoding="utf-8",
    )
    beside = ground.beside([path])

    class Enough(Exception):
        pass

    asked = 0

    def check() -> None:
        nonlocal asked
        asked += 1
        if asked > 5:
            raise Enough

    with asking(check), pytest.raises(Enough):
        ground.answer(beside)


def test_a_law_without_net_income_is_refused_with_words(ground: Ground, tmp_path: Path) -> None:
    path = _edited("besteedbaar_inkomen", "besteedbaar_inkomen_huishouden", "iets_anders", tmp_path)
    with pytest.raises(UserError, match="niet te berekenen"):
        ground.answer(ground.beside([path]))


_HEAD = (
    "$id: wet_los\nname: Los\nregulatory_layer: WET\nvalid_from: '2026-01-01'\npublication_date: '2026-01-01'\n"
    "url: https://example.org\narticles:\n"
)
_LONE = "  - number: '99'\n    text: Los.\n    url: https://example.org\n"
