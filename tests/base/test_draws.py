"""Draws belong to an entity: they do not depend on where a block starts, on threads or on other draws."""

import numpy as np
import pytest

from uitvoerbaar.base.draws import Blocks, Draws, normal_cdf, normal_quantile
from uitvoerbaar.base.fit import (
    Ranks,
    class_quantiles,
    fit_margins,
    from_percentiles,
    order_of,
    pareto_key,
    smallest,
    to_integers,
)


@pytest.mark.parametrize(("start", "stop"), [(0, 10), (3, 9), (4, 8), (997, 1000), (5, 5)])
@pytest.mark.parametrize("kind", ["uniform", "normal", "words"])
def test_a_part_is_the_same_as_that_part_of_the_whole(kind: str, start: int, stop: int) -> None:
    draw = getattr(Draws(42), kind)
    assert np.array_equal(draw("naam", start, stop), draw("naam", 0, 1000)[start:stop])


def test_names_and_seeds_give_unrelated_draws() -> None:
    n = 20_000
    a, b = Draws(1).uniform("werk", 0, n), Draws(1).uniform("inkomen", 0, n)
    c = Draws(2).uniform("werk", 0, n)
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.03
    assert abs(np.corrcoef(a, c)[0, 1]) < 0.03


def test_uniform_and_normal_have_their_moments() -> None:
    uniform, normal = Draws(1).uniform("x", 0, 200_000), Draws(1).normal("x", 0, 200_000)
    assert 0 < uniform.min() < uniform.max() < 1
    assert uniform.mean() == pytest.approx(0.5, abs=0.005)
    assert normal.mean() == pytest.approx(0, abs=0.01)
    assert normal.std() == pytest.approx(1, abs=0.01)


def test_blocks_and_threads_do_not_change_the_result() -> None:
    def filled(size: int, threads: int) -> np.ndarray:
        out = np.zeros(1000)

        def work(start: int, stop: int) -> None:
            out[start:stop] = Draws(3).uniform("y", start, stop)

        Blocks(size, threads).run(1000, work)
        return out

    assert np.array_equal(filled(1000, 1), filled(77, 4))


@pytest.mark.parametrize("rows", [0, 1, 9, 10, 11, 20, 21, 25])
def test_blocks_cover_every_row_once(rows: int) -> None:
    done = np.zeros(rows, np.int64)

    def work(start: int, stop: int) -> None:
        done[start:stop] += 1

    Blocks(10, 1).run(rows, work)
    assert (done == 1).all()


def test_an_error_in_a_block_is_not_lost() -> None:
    def fail(start: int, stop: int) -> None:
        raise ValueError(start)

    with pytest.raises(ValueError, match="0"):
        Blocks(10, 2).run(100, fail)


def test_normal_table_inverts() -> None:
    p = np.linspace(0.001, 0.999, 50)
    assert normal_cdf(normal_quantile(p)) == pytest.approx(p, abs=1e-6)


def test_integers_keep_the_total_and_stay_near_the_weights() -> None:
    weights = np.array([0.3, 2.7, 0.0, 10.0, 4.4])
    result = to_integers(weights, 1234)
    assert result.sum() == 1234
    assert np.abs(result - weights / weights.sum() * 1234).max() <= 1


def test_fixed_size_draw_takes_exactly_k_and_favours_high_chances() -> None:
    chance = np.where(np.arange(10_000) < 5000, 0.2, 0.6)
    chosen = smallest(pareto_key(Draws(1).uniform("z", 0, 10_000), chance), 4000)
    assert chosen.sum() == 4000
    assert chosen[:5000].mean() == pytest.approx(0.2, abs=0.02)
    assert not smallest(pareto_key(np.array([0.5, 0.5]), np.array([0.0, 0.3])), 2)[0]


def test_margins_are_met() -> None:
    rows, columns = np.array([30.0, 70.0]), np.array([20.0, 50.0, 30.0])
    fitted = fit_margins(np.array([[1.0, 2.0, 3.0], [3.0, 1.0, 1.0]]), rows, columns)
    assert fitted.sum(axis=0) == pytest.approx(columns)
    assert fitted.sum(axis=1) == pytest.approx(rows, rel=1e-6)


def test_order_sorts_with_ties_by_index() -> None:
    assert order_of(np.array([5, 1, 5, 0])).tolist() == [3, 1, 0, 2]


def test_ranks_are_uniform_and_follow_the_score() -> None:
    score = Draws(1).normal("s", 0, 50_000)
    ranks = Ranks(-4, 4)
    bins = ranks.bins(score)
    ranks.count(bins)
    rank = ranks.rank(bins, Draws(1).uniform("t", 0, 50_000))
    assert np.histogram(rank, 10, (0, 1))[0] == pytest.approx(np.full(10, 5000), abs=50)
    assert np.corrcoef(rank, score)[0, 1] > 0.95


def test_classes_keep_their_means_and_the_top_is_pareto() -> None:
    low, high = np.array([0.0, 10, 50]), np.array([10.0, 50, np.inf])
    grid, values, top, alpha = class_quantiles(low, high, np.array([50.0, 40, 10]), np.array([4.0, 25, 80]), 60_000)
    rank = (np.arange(200_000) + 0.5) / 200_000
    x = np.interp(rank, grid, values)
    assert x[rank < 0.5].mean() == pytest.approx(4, rel=0.001)
    assert x[(rank > 0.5) & (rank < 0.9)].mean() == pytest.approx(25, rel=0.001)
    assert (top, alpha) == (pytest.approx(0.9), pytest.approx(80 / 30))


def test_percentiles_are_met() -> None:
    values = np.array([0.0, 1, 2, 5, 10, 20, 40, 60, 100, 1000])
    got = from_percentiles(values, np.array([0.05, 0.5, 0.95, 0.99]))
    assert got == pytest.approx([1, 10, 60, 100])
    tail = from_percentiles(values, np.array([0.995, 0.999999]), heavy_top=True)
    assert 100 < tail[0] < tail[1] <= 1000
