"""The plain loop: conservation, known answers, chance that belongs to an entity, and what each rule does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from uitvoerbaar.base.draws import Draws
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.queues.data import load_tariffs
from uitvoerbaar.delivery.queues.draws import counts, spread_points
from uitvoerbaar.delivery.queues.enough import enough, late_share, staffed
from uitvoerbaar.delivery.queues.inputs import MONTH_DAYS, Return, Staff, Team, Work, with_peak
from uitvoerbaar.delivery.queues.lateness import due_later, late_by_due_month, leads, percentiles
from uitvoerbaar.delivery.queues.loop import follow
from uitvoerbaar.delivery.queues.penalties import Penalties
from uitvoerbaar.delivery.queues.results import run

DRAWS = Draws(7)
NAME = Text("werk", "work")
MINUTES_A_MONTH = 100 * 60.0
"""Of one place of 1,200 hours a year."""


def work(id_: str = "aanvraag", monthly: float = 100, months: int = 36, **rest: object) -> Work:
    base = Work(id_, NAME, (monthly,) * months, 60.0, spread=0.0, term_days=56)
    return replace(base, **rest)  # type: ignore[arg-type]


def team(works: Sequence[Work], places: float = 1.0, **rest: object) -> Team:
    months = len(works[0].arrivals)
    staff = Staff((places,) * months, places, hours=1200)
    return Team(replace(staff, **rest), tuple(works))  # type: ignore[arg-type]


def test_nothing_is_lost_and_nothing_is_decided_that_did_not_come() -> None:
    flow = follow(team([work(monthly=110, backlog=50, backlog_age=30)]), DRAWS, 20)
    curves = flow.curves["aanvraag"]
    assert (curves.waiting >= -1e-9).all()
    assert (np.diff(curves.decided, axis=1) >= -1e-9).all()
    assert np.allclose(curves.arrived[:, 0], 50)


def test_too_little_staff_grows_the_backlog_by_the_difference() -> None:
    """120 come, 100 can be done: 20 more wait each month; Little gives the wait of who comes last."""
    found = run(team([work(monthly=120)]), DRAWS)
    outcome = found.works["aanvraag"]
    assert outcome.backlog.mean[-1] == pytest.approx(20 * 36, rel=0.02)
    assert found.busy.mean[-1] == pytest.approx(1.0)
    last = outcome.lead[0.5][-1]
    # Who is decided at month 35.5 came when 100/120 of that had passed.
    assert last == pytest.approx((1 - 100 / 120) * 35.5 * MONTH_DAYS, rel=0.03)


def test_everything_is_late_once_the_wait_passes_the_term() -> None:
    """The wait of who comes at month t is 0.2 t months; it passes 56 days at month 9.2, due at month 11."""
    late = run(team([work(monthly=120)]), DRAWS).works["aanvraag"].late
    assert late is not None
    assert late.mean[0] is None  # no term has ended yet
    assert late.mean[7] == pytest.approx(0, abs=0.1)
    assert late.mean[17] == pytest.approx(1, abs=0.02)
    months = list(zip(late.low, late.mean, late.high, strict=True))[2:]
    assert all(low <= mean <= high for low, mean, high in months)  # type: ignore[operator]


def test_those_who_still_wait_at_the_end_count_as_late() -> None:
    """Nobody works: all whose term ended are late, though nobody was decided."""
    flow = follow(team([work()], places=0.0), DRAWS, 5)
    due, late = late_by_due_month(flow.curves["aanvraag"])
    assert np.allclose(due, late)
    assert due.sum() > 0


def test_cases_of_which_the_term_ends_after_the_months_are_counted_apart() -> None:
    """Those of the last 56 days; with those that were due they are all that came."""
    flow = follow(team([work()]), DRAWS, 20)
    curves = flow.curves["aanvraag"]
    later = due_later(curves)
    assert later.mean() == pytest.approx(100 * 56 / MONTH_DAYS, rel=0.05)
    due, _ = late_by_due_month(curves)
    assert due.sum(axis=1) + later == pytest.approx(curves.arrived[:, -1], rel=0.01)
    assert run(team([work()]), DRAWS, 20).works["aanvraag"].later == pytest.approx(later.mean())
    with pytest.raises(ValueError, match="no legal term"):
        due_later(replace(curves, work=replace(curves.work, term_days=None)))


def test_all_terms_after_the_months_leave_no_share_late() -> None:
    found = run(team([work(term_days=36 * MONTH_DAYS + 1)]), DRAWS, 20).works["aanvraag"]
    assert found.late_total is None
    assert found.later == pytest.approx(3600, rel=0.05)


def test_few_cases_have_a_share_late_though_none_is_due_in_some_repetitions() -> None:
    """Two cases in three years and nobody who works: all that were due are late, and in one of eight repetitions none was."""
    found = run(team([work(monthly=2 / 36)], places=0.0), DRAWS, 200).works["aanvraag"]
    assert found.late_total == pytest.approx((1, 1, 1))


def test_an_old_backlog_is_older_than_new_work() -> None:
    flow = follow(team([work(backlog=400, backlog_age=200)]), DRAWS, 20)
    first = leads(flow.curves["aanvraag"]).wait[:, 0].mean()
    assert first == pytest.approx(200 - 6, abs=8)


def test_a_stable_queue_has_the_mean_of_the_theory() -> None:
    """One server, exponential handling, busy 97 percent: the backlog has the mean of M/M/1, at any moment from year four on.

    Cases in the queue and served together: r/(1-r) = 32.3 cases at 800 a month.
    """
    months = 120
    load, monthly = 0.97, 970.0
    able = Staff((10.0,) * months, 10.0, hours=1200)  # 60,000 minutes a month
    busy = Work("w", NAME, (monthly,) * months, 60.0, spread=1.0)
    flow = follow(Team(able, (busy,)), Draws(3), 400)
    waiting = flow.curves["w"].waiting[:, 192::8]
    # Waiting at the end of a step, after the time of the step was used: theory for the moments of a reflected walk whose
    # steps have the variance of arrivals plus service (Siegmund's correction for looking only at steps).
    per_step, drift = monthly / 4, (1000 - monthly) / 4
    deviation = (per_step + per_step) ** 0.5
    expected = deviation**2 / (2 * drift) - 0.583 * deviation
    assert load == monthly / 1000
    assert waiting.mean() == pytest.approx(expected, rel=0.1)


def test_chance_belongs_to_a_repetition_and_a_moment() -> None:
    """More repetitions, a longer horizon or other work beside it: the first part stays the same."""
    alone = follow(team([work(months=24)]), DRAWS, 5).curves["aanvraag"].arrived
    more = follow(team([work(months=24)]), DRAWS, 9).curves["aanvraag"].arrived
    longer = follow(team([work(months=36)]), DRAWS, 5).curves["aanvraag"].arrived
    beside = follow(team([work("ander", months=24), work(months=24)]), DRAWS, 5).curves["aanvraag"].arrived
    assert np.array_equal(alone, more[:5])
    assert np.array_equal(alone, longer[:, : alone.shape[1]])
    assert np.array_equal(alone, beside)
    assert not np.array_equal(alone, follow(team([work(months=24)]), Draws(8), 5).curves["aanvraag"].arrived)


def test_recovery_work_first_lets_the_other_work_wait() -> None:
    herstel = work("herstel", monthly=50, priority=0)
    first = run(team([herstel, work(monthly=70)]), DRAWS)
    equal = run(team([replace(herstel, priority=1), work(monthly=70)]), DRAWS)
    assert first.works["herstel"].backlog.mean[-1] == pytest.approx(0, abs=2)
    assert first.works["aanvraag"].backlog.mean[-1] == pytest.approx(20 * 36, rel=0.05)
    assert equal.works["herstel"].backlog.mean[-1] > 100  # type: ignore[operator]


def test_rework_and_second_tries_are_work() -> None:
    """A fifth comes back once decided: 80 become 100 a month, so that 100 a month is just enough and 90 is not."""
    back = (Return("aanvraag", 0.2, 30),)
    found = run(team([work(monthly=80, returns=back)], places=1.2), DRAWS).works["aanvraag"]
    assert sum(x for x in found.decided.mean[12:] if x) / 24 == pytest.approx(100, rel=0.01)
    short = run(team([work(monthly=80, returns=back)], places=0.9), DRAWS).works["aanvraag"]
    assert short.backlog.mean[-1] > 100  # type: ignore[operator]


def test_new_people_learn_and_people_who_leave_come_back_late() -> None:
    steady = run(team([work()], places=20, turnover=0.2, recruitment_months=0), DRAWS)
    slow = run(
        team([work()], places=20, turnover=0.2, recruitment_months=6, learning_months=8, learning_start=0.25), DRAWS
    )
    assert steady.present.mean[-1] == pytest.approx(20, rel=0.001)
    # In the long run as many leave as come: 1.84 percent a month are away for six months.
    leave = 1 - 0.8 ** (1 / 12)
    assert slow.present.mean[-1] == pytest.approx(20 * (1 - leave * 6), rel=0.02)
    assert slow.able.mean[-1] < slow.present.mean[-1]  # type: ignore[operator]


def test_a_team_that_doubles_does_not_do_double_at_once() -> None:
    places = (10.0,) * 6 + (20.0,) * 30
    staff = Staff(places, 10.0, hours=1200, recruitment_months=3, learning_months=9, learning_start=0.3, coaching=0.2)
    found = run(Team(staff, (work(monthly=1000),)), DRAWS)
    assert found.able.mean[8] == pytest.approx(10, rel=0.001)
    assert found.able.mean[9] == pytest.approx(10 + 10 * (0.3 - 0.2), rel=0.001)
    assert found.able.mean[-1] == pytest.approx(20, rel=0.001)


def test_a_start_up_peak_leaves_a_backlog_that_goes_away() -> None:
    peak = with_peak((90,) * 36, extra=1.0, months=4)
    assert peak[0] == 180
    assert peak[4] == 90
    backlog = run(team([work(arrivals=peak)]), DRAWS).works["aanvraag"].backlog.mean
    assert max(backlog[:6]) > 60  # type: ignore[type-var]
    assert backlog[-1] < 40  # type: ignore[operator]


def test_staff_for_95_percent_is_the_smallest_that_does() -> None:
    few = team([work(monthly=200, flow_days=20)], places=1.0)
    found = enough(few, DRAWS)
    assert found.places is not None
    assert found.late <= 0.05
    assert late_share(staffed(few, found.places * 0.97), DRAWS, 40, 12) > 0.05
    assert 1.8 < found.places < 2.2


def test_no_staff_helps_when_the_time_of_the_procedure_is_longer_than_the_term() -> None:
    assert enough(team([work(flow_days=90, flow_spread=0.1)]), DRAWS).places is None


def test_who_has_no_place_does_not_do_the_work() -> None:
    """A tenth of a place seemed enough for a team with more people than it needs: they all stayed and did the work."""
    roomy, exact = team([work()], places=8.0), team([work()], places=1.0)
    found = enough(roomy, DRAWS).places
    assert found is not None
    assert found == pytest.approx(enough(exact, DRAWS).places, rel=0.02)
    assert late_share(staffed(roomy, found / 2), DRAWS, 40, 12) > 0.05


def test_a_longer_term_changes_who_is_late_and_not_the_wait() -> None:
    """UWV in 2026: from 8 to 16 weeks."""
    short = run(team([work(monthly=105)]), DRAWS).works["aanvraag"]
    long = run(team([work(monthly=105, term_days=112)]), DRAWS).works["aanvraag"]
    assert short.lead == long.lead
    assert short.late_total is not None
    assert long.late_total is not None
    assert long.late_total[0] < short.late_total[0]


def test_penalties_grow_faster_than_lateness() -> None:
    tariffs = load_tariffs()
    asks = Penalties(tariffs.statutory, tariffs.court, notices=0.5, appeals=0.5)
    some = run(team([work(monthly=105, penalties=asks)]), DRAWS).works["aanvraag"]
    more = run(team([work(monthly=115, penalties=asks)]), DRAWS).works["aanvraag"]
    assert some.court is not None
    assert more.court is not None
    total_some, total_more = sum(map(float, some.court.mean)), sum(map(float, more.court.mean))  # type: ignore[arg-type]
    assert total_more > 10 * total_some


def test_small_counts_are_poisson_and_times_keep_their_mean() -> None:
    uniform = DRAWS.uniform("proef", 0, 200_000)
    for mean in (0.02, 2.5, 45.0, 99.0):
        found = counts(np.full(200_000, mean), uniform)
        assert found.mean() == pytest.approx(mean, rel=0.03)
        assert found.var() == pytest.approx(mean, rel=0.03)
        assert (found == np.floor(found)).all()
    # A draw as near to one as there is, and means of very different size together.
    last = counts(np.array([0.01, 90.0]), np.array([1 - 2.0**-54, 0.5]))
    assert last[0] < 20
    assert last[1] == 90
    points = spread_points(30, 0.8, 25)
    assert points.mean() == pytest.approx(30)
    assert points.min() > 0


def test_percentiles_are_of_cases_and_not_of_months() -> None:
    flow = follow(team([work(flow_days=30, flow_spread=0.5)], places=3.0), DRAWS, 20)
    half, most = percentiles(flow.curves["aanvraag"], (0.5, 0.95))[:, 20]
    assert half < 30 + 8 < most


def test_parts_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="no work of this team"):
        team([work(returns=(Return("elders", 0.1, 10),))])
    with pytest.raises(ValueError, match="no case is ever done"):
        team([work(returns=(Return("aanvraag", 1.0, 10),))])
    with pytest.raises(ValueError, match="same months"):
        Team(Staff((1.0,) * 12, 1.0, hours=1200), (work(),))
