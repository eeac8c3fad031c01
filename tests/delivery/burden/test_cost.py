"""The standard cost model by hand, and what duties of several proposals come to together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.burden.cost import concerned, cost
from uitvoerbaar.delivery.burden.duty import Action, Duty, DutyFile, Once, Rate, Rates, Rule, Side
from uitvoerbaar.delivery.burden.questions import alternatives, atr, mkb, sentence
from uitvoerbaar.delivery.burden.span import Span
from uitvoerbaar.delivery.burden.stack import stacked
from uitvoerbaar.delivery.burden.target import Target
from uitvoerbaar.delivery.fact import Fact

A = Text("a", "a")
RATES = Rates("2024-01-01", {"klerk": Rate(A, Fact(30, "euro per uur", 2024, "x", "aanname", 20, 40))})
TARGET = Target(
    weight=np.array([10, 5, 2]),
    jobs=np.array([0, 120, 400]),
    legal=np.array([False, True, True]),
    sector=np.array([0, 1, 1]),
    group=np.array([0, 1, 2]),
    sectors={"F": Text("Bouw", "Building"), "G": Text("Handel", "Trade")},
    groups={"micro": Text("Klein", "Small"), "midden": Text("Midden", "Middle"), "groot": Text("Groot", "Large")},
    sme=frozenset(("micro", "midden")),
)


def _minutes(value: float, low: float | None = None, high: float | None = None) -> Fact:
    return Fact(value, "minuten", 2024, "x", "aanname", low, high)


def _duty(before: Rule | None, after: Rule | None, *, once: float = 60.0, own: float = 0.0) -> Duty:
    sides: tuple[tuple[Side, Rule | None], ...] = (("voor", before), ("na", after))
    rules = {side: rule for side, rule in sides if rule is not None}
    actions = (Action(A, "klerk", "bedrijf", _minutes(120, 60, 240)), Action(A, "klerk", "baan", _minutes(1)))
    return Duty(
        "d",
        A,
        "informatie",
        "x",
        rules,
        2,
        actions,
        None,
        Once((Action(A, "klerk", "bedrijf", _minutes(once)),)),
        own,
        None,
    )


def _file(*duties: Duty) -> DutyFile:
    return DutyFile("f", "f.yaml", A, 2025, None, duties, None, None)


FROM_100, FROM_250 = Rule("bedrijven", 100), Rule("bedrijven", 250)


def test_number_times_frequency_times_time_times_rate() -> None:
    """7 businesses of 100 jobs or more with 5 x 120 + 2 x 400 = 1,400 jobs: 2 x (7 x 2 hours + 1,400 minutes) at 30 euros."""
    line = cost(_file(_duty(FROM_100, FROM_250)), RATES, TARGET, None).lines[0]
    assert line.before.count == Span.exact(7)
    assert line.before.hours.mid == pytest.approx(2 * (7 * 2 + 1400 / 60))
    assert line.before.euros.mid == pytest.approx(2 * (7 * 2 + 1400 / 60) * 30)
    assert line.before.euros.low == pytest.approx(2 * (7 * 1 + 1400 / 60) * 20)
    assert line.after.euros.mid == pytest.approx(2 * (2 * 2 + 800 / 60) * 30)


def test_once_is_for_who_newly_has_the_duty() -> None:
    assert cost(_file(_duty(FROM_100, FROM_250)), RATES, TARGET, None).lines[0].once.euros.mid == 0
    assert cost(_file(_duty(FROM_250, FROM_100)), RATES, TARGET, None).lines[0].once.euros.mid == 5 * 30
    assert cost(_file(_duty(None, FROM_100)), RATES, TARGET, None).lines[0].once.euros.mid == 7 * 30


def test_what_one_would_do_anyhow_is_left_out() -> None:
    half, whole = (cost(_file(_duty(None, FROM_100, own=own)), RATES, TARGET, None).lines[0] for own in (0.5, 0.0))
    assert half.after.euros.mid == pytest.approx(whole.after.euros.mid / 2)


def test_sizes_and_sectors_add_up_to_the_whole() -> None:
    line = cost(_file(_duty(FROM_100, FROM_250)), RATES, TARGET, None).lines[0]
    for shares in (line.by_size, line.by_sector):
        assert sum(share.before.euros.mid for share in shares) == pytest.approx(line.before.euros.mid)
    assert [share.before.count.mid for share in line.by_size] == [0, 5, 2]


def test_sector_and_legal_form_narrow_a_rule() -> None:
    assert TARGET.under(Rule("bedrijven", 0, sectors=("F",))).tolist() == [True, False, False]
    assert TARGET.under(Rule("bedrijven", 0, 200, legal=True)).tolist() == [False, True, False]


def test_citizens_go_by_the_same_sums() -> None:
    rule = Rule("burgers", count="nieuw")
    duty = Duty(
        "c",
        A,
        "informatie",
        "x",
        {"na": rule},
        1,
        (Action(A, "klerk", "aanvrager", _minutes(30)),),
        None,
        Once(),
        0.0,
        None,
    )
    citizens = {"voor": {"nieuw": Span(0, 0, 0)}, "na": {"nieuw": Span(900, 1000, 1100)}}
    line = cost(_file(duty), RATES, None, citizens).lines[0]  # type: ignore[arg-type]
    assert line.after.euros == Span(900 * 0.5 * 20, 1000 * 0.5 * 30, 1100 * 0.5 * 40)
    assert line.before.euros.mid == 0


def test_a_duty_that_cannot_be_counted_is_told() -> None:
    burden = cost(_file(_duty(None, FROM_100)), RATES, None, None)
    assert [duty.id for duty in burden.missing] == ["d"]
    assert not burden.lines


def test_a_higher_threshold_never_costs_more() -> None:
    tried = alternatives(_file(_duty(FROM_100, FROM_250)), RATES, TARGET)
    euros = [one.euros.mid for one in tried]
    assert euros == sorted(euros, reverse=True)
    assert [one.businesses for one in tried] == [7, 7, 7, 2, 0]


def test_three_changes_at_once_are_a_stack() -> None:
    burdens = [cost(_file(_duty(None, FROM_100)), RATES, TARGET, None) for _ in range(3)]
    middle = next(stack for stack in stacked(burdens, TARGET) if stack.name.nl == "Midden")
    assert (middle.with_duty, middle.with_change, middle.with_many) == (5, 5, 5)
    assert middle.after.mid == pytest.approx(3 * 2 * (5 * 2 + 600 / 60) * 30)
    two = stacked(burdens[:2], TARGET)
    assert all(stack.with_many == 0 for stack in two)


def test_the_questions_are_answered_with_figures_or_left_to_people() -> None:
    burden = cost(_file(_duty(FROM_100, FROM_250)), RATES, TARGET, None)
    four = {answer.id: answer for answer in atr(burden, alternatives(burden.file, RATES, TARGET))}
    assert list(four) == ["nut", "alternatieven", "werkbaar", "in_beeld"]
    assert four["nut"].open
    assert "mensen" in four["nut"].answer.nl
    assert "3 van de 3" in four["in_beeld"].answer.nl
    need = mkb(burden)[0].answer.nl
    assert need.startswith("Ja")
    assert "na het voornemen 0 procent" in need
    said = sentence([burden], TARGET)
    assert said is not None
    assert said.nl.startswith("Bedrijven:")


def test_hours_of_several_duties_stand_under_their_names() -> None:
    """Of one size of business both 3 hours and 1 hour were said, and hours a year of an applicant were called those of a time."""
    one = replace(_duty(None, FROM_100), name=Text("Een", "One"))
    two = replace(_duty(None, FROM_100), id="e", name=Text("Twee", "Two"), times=3.0)
    three = replace(
        one,
        id="c",
        name=Text("Drie", "Three"),
        rules={"na": Rule("burgers", count="nieuw")},
        times=12.0,
        actions=(Action(A, "klerk", "aanvrager", _minutes(60)),),
    )
    people = {"voor": {}, "na": {"nieuw": Span.exact(10.0)}}
    burden = cost(_file(one, two, three), RATES, TARGET, people)
    said = next(each for each in atr(burden, ()) if each.id == "werkbaar").answer.nl
    assert said.startswith("Een: ")
    assert "; Twee: " in said
    assert "; Drie: 12 uur per jaar per aanvrager." in said
    alone = next(each for each in atr(cost(_file(three), RATES, TARGET, people), ()) if each.id == "werkbaar").answer.nl
    assert alone.startswith("12 uur per jaar per aanvrager.")


def test_without_duties_on_businesses_there_is_nothing_to_say_of_them() -> None:
    assert sentence([cost(_file(), RATES, TARGET, None)], TARGET) is None


def test_businesses_with_at_least_one_of_the_duties_are_counted_once_and_none_is_left_out() -> None:
    """One duty below 100 jobs (10 businesses), one from 100 on (5 and 2), one from 250 on (2 of them): 17 businesses."""
    small = Rule("bedrijven", 0, 100)
    burden = cost(_file(_duty(None, small), _duty(None, FROM_100), _duty(None, FROM_250)), RATES, TARGET, None)
    assert TARGET.weight[concerned([burden], TARGET, "na")].sum() == 17
    assert not concerned([burden], TARGET, "voor").any()
    said = sentence([burden], replace(TARGET, weight=TARGET.weight * 10))
    assert said is not None
    assert "(0 bedrijven)" in said.nl
    assert "(170 bedrijven)" in said.nl
    trade = Rule("bedrijven", 0, None, ("G",))
    building = Rule("bedrijven", 0, None, ("F",))
    tried = alternatives(
        _file(_duty(None, trade), _duty(None, building)), RATES, replace(TARGET, jobs=TARGET.jobs + 10)
    )
    assert tried[0].businesses == 17


def test_before_and_after_exchanged_turn_the_sign_and_parts_add_up() -> None:
    """A duty read backwards: the change is the same with another sign; sizes and sectors add up to the whole."""
    forth = cost(_file(_duty(FROM_100, FROM_250)), RATES, TARGET, None)
    back = cost(_file(_duty(FROM_250, FROM_100)), RATES, TARGET, None)
    assert forth.change.mid == -back.change.mid != 0
    assert (forth.change.low, forth.change.high) == (-back.change.high, -back.change.low)
    for line in (*forth.lines, *back.lines):
        assert line.before.euros.mid + line.change.mid == pytest.approx(line.after.euros.mid)
        for parts in (line.by_size, line.by_sector):
            for of in ("before", "after", "once"):
                whole = getattr(line, of)
                assert sum(getattr(part, of).euros.mid for part in parts) == pytest.approx(whole.euros.mid)
                assert sum(getattr(part, of).count.mid for part in parts) == whole.count.mid
    assert back.lines[0].once.count.mid == 5  # who newly has it: 100 to 250 jobs
    assert forth.lines[0].once.euros.mid == 0
