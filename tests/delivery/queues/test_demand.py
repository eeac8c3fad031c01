"""From cases per month to teams and lines, and the stock that leaves no room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from uitvoerbaar.base.draws import Draws
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.organisations import load_organisations
from uitvoerbaar.delivery.queues.assumed import Assumed, load_assumed
from uitvoerbaar.delivery.queues.data import load_tariffs
from uitvoerbaar.delivery.queues.demand import followed, papers, phones, sized
from uitvoerbaar.delivery.queues.draws import Kept
from uitvoerbaar.delivery.queues.results import total
from uitvoerbaar.delivery.work import Minutes, Volumes

WORK = Volumes(
    "dienst", "toeslag", "aanvraag", "portaal", "behandelaar", "2026-01",
    before=(2000.0,) * 36, after=(2600.0,) * 36, by_hand=0.5, minutes=Minutes(60, 50, 70, 1.0), rework=0.05, rate=60, term_weeks=8,
)  # fmt: skip
CALLS = replace(WORK, process="telefoon", channel="telefoon", by_hand=1.0, patience=4.0, redial=0.5, term_weeks=None)
NAMES = {("toeslag", "aanvraag"): Text("aanvraag", "application")}


@pytest.fixture(scope="module")
def assumed() -> Assumed:
    return load_assumed()


def test_only_cases_that_ask_a_person_are_work(assumed: Assumed) -> None:
    (paper,) = papers([WORK], NAMES, 1363, assumed, load_tariffs())
    assert paper.before.works[0].arrivals[0] == 1000
    assert paper.after.works[0].arrivals[0] == 1300
    assert paper.before.works[0].term_days == 56


def test_work_that_stays_the_same_is_no_queue_of_the_proposal(assumed: Assumed) -> None:
    assert not papers([replace(WORK, after=WORK.before)], NAMES, 1363, assumed, load_tariffs())


def test_today_is_in_time_the_proposal_is_not_and_recruiting_mends_it_late(assumed: Assumed) -> None:
    (paper,) = papers([WORK], NAMES, 1363, assumed, load_tariffs())
    draws = Kept(Draws(1))
    size = sized(paper, draws, assumed)
    assert size.before.places is not None
    assert size.after.places is not None
    # 30 percent more work asks about 30 percent more people.
    assert size.after.places / size.before.places == pytest.approx(1.3, abs=0.05)
    flows = followed(paper, size, draws, 60)
    assert flows is not None
    name = Text("alles", "all")
    before, after, recruited = (total(each, name).late_total for each in (flows.before, flows.after, flows.recruited))
    assert before is not None
    assert after is not None
    assert recruited is not None
    assert before[0] < 0.1
    assert after[0] > 0.4
    assert before[0] < recruited[0] < after[0]


def test_a_term_of_objection_starts_after_the_time_to_object(assumed: Assumed) -> None:
    late = replace(WORK, term_weeks=6, term_starts_after=6)
    (paper,) = papers([late], NAMES, 1363, assumed, load_tariffs())
    assert paper.before.works[0].term_days == 84


def test_more_callers_reach_nobody_with_the_same_people(assumed: Assumed) -> None:
    (line,) = phones([CALLS], assumed, 0.9)
    assert min(line.before) >= 0.9
    assert max(line.after) < min(line.before)
    assert line.needed > line.agents


def test_a_new_task_for_wia_must_fail_capacity(assumed: Assumed) -> None:
    """34,900 reassessments wait, the own norm is 7,500 (UWV annual report 2020): there is no room for one more."""
    law = "wet_werk_en_inkomen_naar_arbeidsvermogen"
    uwv = load_organisations().find("uwv")
    (stock,) = assumed.stocks_of("uwv", law)
    waiting = uwv.latest(stock.measure)
    assert waiting is not None
    assert (waiting.fact.value, stock.norm) == (34900, 7500)
    assert stock.full(waiting.fact)
    assert not stock.full(None)
    assert not assumed.stocks_of("svb", law)
    # The stock of Wajong is within its norm.
    (other,) = assumed.stocks_of("uwv", "wet_arbeidsongeschiktheidsvoorziening_jonggehandicapten")
    within = uwv.latest(other.measure)
    assert within is not None
    assert not other.full(within.fact)


def test_every_stock_is_a_figure_of_its_organisation(assumed: Assumed) -> None:
    """One place says how much waits: data/organisations, or the user's own file."""
    known = load_organisations()
    for stock in assumed.stocks:
        found = known.find(stock.organisation).latest(stock.measure)
        assert found is not None
        assert found.fact.unit == "gevallen"
