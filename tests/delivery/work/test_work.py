"""From counts to cases, hours and euros: by hand, and what must add up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from uitvoerbaar.delivery.organisations import load_organisations
from uitvoerbaar.delivery.work import Processes, Volumes, load_processes, volumes, work
from uitvoerbaar.delivery.work.volumes import Counts
from uitvoerbaar.delivery.work.worked import peak

COUNTS = {
    "ontvangers": (1_000_000.0, 1_100_000.0),
    "nieuw": (0.0, 100_000.0),
    "terugvorderingen": (200_000.0, 220_000.0),
}


@pytest.fixture(scope="module")
def processes() -> Processes:
    return load_processes(load_organisations())


def test_every_process_of_the_list_is_there(processes: Processes) -> None:
    names = {process.id for process in processes.processes}
    assert names == {
        "aanvraag", "wijziging", "vaststelling", "terugvordering", "bezwaar", "beroep", "klacht", "telefoon", "bezoek", "controle",
    }  # fmt: skip


def test_terms_are_those_of_the_law(processes: Processes) -> None:
    """Awb 4:13 (8 weeks), 7:10 (6 weeks after the objection term, 6 more), 9:11 (6 weeks, 4 more)."""
    terms = {
        p.id: (p.term.weeks, p.term.extension, p.term.after, p.term.article) for p in processes.processes if p.term
    }
    assert terms["aanvraag"] == (8, 0, 0, "4:13")
    assert terms["bezwaar"] == (6, 6, 6, "7:10")
    assert terms["klacht"] == (6, 4, 0, "9:11")


def test_every_assumption_has_a_reason_and_a_range(processes: Processes) -> None:
    for process in processes.processes:
        for fact in process.facts:
            if fact.confidence == "aanname":
                assert fact.source.startswith("AANNAME: ")
                assert len(fact.source) > len("AANNAME: ")
            assert fact.low is not None
            assert fact.high is not None
            assert fact.low <= fact.value <= fact.high


def test_hours_are_cases_by_hand_minutes_and_rework(processes: Processes) -> None:
    """An application: 110,000 a year, a tenth by hand, 30 minutes, a twentieth again: 11,000 x 0.5 x 1.05 hours."""
    found = {each.process.id: each for each in work(COUNTS, processes.of("dienst_toeslagen"), processes.counted)}
    assert found["aanvraag"].cases == pytest.approx({"before": 100_000, "after": 110_000, "once": 100_000})
    assert found["aanvraag"].hours["after"].value == pytest.approx(11_000 * 0.5 * 1.05)
    rate = found["aanvraag"].process.staff.rate.value
    assert found["aanvraag"].euros["after"].value == pytest.approx(11_000 * 0.5 * 1.05 * rate)
    assert found["aanvraag"].fte("after", 1363).value == pytest.approx(11_000 * 0.5 * 1.05 / 1363)


def test_a_process_takes_its_cases_from_another(processes: Processes) -> None:
    found = {each.process.id: each for each in work(COUNTS, processes.of("dienst_toeslagen"), processes.counted)}
    share = found["beroep"].process.origins[0].share.value
    assert found["beroep"].cases["after"] == pytest.approx(share * found["bezwaar"].cases["after"])


def test_the_range_of_one_uncertain_factor_is_its_own(processes: Processes) -> None:
    """Every call is by hand: what is left is the share that calls, the minutes and the repeat, as a root of squares."""
    (call,) = [
        w
        for w in work({"ontvangers": (1e6, 1e6)}, processes.of("duo"), processes.counted)
        if w.process.id == "telefoon"
    ]
    h, share = call.process.handling, call.process.origins[0].share
    up = (
        (share.high or 0) / share.value - 1,
        (h.minutes.high or 0) / h.minutes.value - 1,
        ((h.rework.high or 0) - h.rework.value) / (1 + h.rework.value),
    )
    expected = call.hours["after"].value * (1 + sum(part**2 for part in up) ** 0.5)
    assert call.hours["after"].high == pytest.approx(expected)


def test_what_no_count_leads_to_is_no_work(processes: Processes) -> None:
    names = {w.process.id for w in work({"wijzigingen": (5.0, 6.0)}, processes.of("svb"), processes.counted)}
    assert names == {"wijziging"}


def test_a_year_of_months_is_the_cases_of_a_year(processes: Processes) -> None:
    """The months of the second year, when every lag is over, add up to what `work` says of a year."""
    yearly = {w.process.id: w.cases for w in work(COUNTS, processes.of("dienst_toeslagen"), processes.counted)}
    for each in volumes(
        "dienst_toeslagen", "x", "2026-07", COUNTS, processes.of("dienst_toeslagen"), processes.counted
    ):
        assert len(each.before) == len(each.after) == 36
        assert sum(each.before[:12]) == pytest.approx(yearly[each.process]["before"])
        assert sum(each.after[24:]) == pytest.approx(yearly[each.process]["after"])


def test_newly_entitled_come_at_the_start(processes: Processes) -> None:
    found = {
        v.process: v
        for v in volumes(
            "dienst_toeslagen", "x", "2026-01", COUNTS, processes.of("dienst_toeslagen"), processes.counted
        )
    }
    applications = found["aanvraag"]
    assert sum(applications.after[:12]) == pytest.approx(110_000 + 100_000)
    assert applications.after[0] == max(applications.after)
    assert applications.after[0] == pytest.approx(110_000 / 12 + 0.4 * 100_000)


def test_the_new_rule_shows_in_recoveries_a_year_later(processes: Processes) -> None:
    found = {
        v.process: v
        for v in volumes(
            "dienst_toeslagen", "x", "2026-01", COUNTS, processes.of("dienst_toeslagen"), processes.counted
        )
    }
    recovery = found["terugvordering"]
    assert recovery.after[:12] == recovery.before[:12]
    assert sum(recovery.after[12:24]) == pytest.approx(220_000)


def test_settlement_follows_the_calendar_whatever_the_first_month(processes: Processes) -> None:
    for first, june in (("2026-01", 5), ("2026-07", 11)):
        found = volumes(
            "dienst_toeslagen", "x", first, {"vaststellingen": (1200.0, 1200.0)}, processes.of("svb"), processes.counted
        )
        assert found[0].before[june] == pytest.approx(1200 * 4 / 20)


def test_the_peak_is_the_busiest_month_beside_the_busiest_before(processes: Processes) -> None:
    month, before, after = peak(
        volumes("dienst_toeslagen", "x", "2026-01", COUNTS, processes.of("dienst_toeslagen"), processes.counted)
    )
    found = volumes("dienst_toeslagen", "x", "2026-01", COUNTS, processes.of("dienst_toeslagen"), processes.counted)
    hours = [sum(v.minutes_of(v.after)[m] for v in found) / 60 for m in range(36)]
    assert month == hours.index(max(hours))
    assert after == pytest.approx(max(hours))
    assert before == pytest.approx(max(sum(v.minutes_of(v.before)[m] for v in found) / 60 for m in range(36)))


def test_a_month_that_is_none(processes: Processes) -> None:
    with pytest.raises(ValueError, match="2026-13"):
        volumes("svb", "x", "2026-13", COUNTS, processes.of("svb"), processes.counted)


HEAD = "organisatie,maat,waarde,eenheid,jaar,bron"


def with_own(folder: Path, *rows: str) -> Processes:
    path = folder / "eigen.csv"
    path.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    return load_processes(load_organisations(path), path)


def minutes(processes: Processes, organisation: str, layer: str | None = None) -> float:
    return {p.id: p for p in processes.of(organisation, layer)}["aanvraag"].handling.minutes.value


def test_own_minutes_are_those_of_the_organisation_only(tmp_path: Path, processes: Processes) -> None:
    own = with_own(tmp_path, "svb,aanvraag.minuten,12,minuten,2025,tijdschrijven", "svb,staf,4100,fte,2025,jaarverslag")
    assert minutes(own, "svb") == 12
    assert minutes(own, "uwv") == minutes(processes, "uwv")


def test_own_figures_of_all_go_before_ours_of_one(tmp_path: Path, processes: Processes) -> None:
    assert minutes(processes, "gemeenten") != minutes(processes, "svb")
    assert minutes(with_own(tmp_path, "*,aanvraag.minuten,12,minuten,2025,x"), "gemeenten") == 12


def test_a_municipality_works_as_its_layer_until_it_says_otherwise(tmp_path: Path, processes: Processes) -> None:
    assert minutes(processes, "GM0363", "gemeenten") == minutes(processes, "gemeenten")
    own = with_own(tmp_path, "GM0363,aanvraag.minuten,99,minuten,2025,x")
    assert minutes(own, "GM0363", "gemeenten") == 99
    assert minutes(own, "GM0014", "gemeenten") == minutes(processes, "gemeenten")


def test_own_share_and_rate(tmp_path: Path) -> None:
    own = with_own(tmp_path, "svb,bezwaar.deel.lager,0.5,aandeel,2025,x", "svb,bezwaar.tarief,100,euro_per_uur,2025,x")
    (found,) = [w for w in work({"lager": (0.0, 10.0)}, own.of("svb"), own.counted) if w.process.id == "bezwaar"]
    assert found.cases["once"] == 5
    assert found.euros["once"].value == pytest.approx(100 * found.hours["once"].value)
    assert found.process.staff.rate.confidence == "eigen opgave"


def shifted(processes: Processes, process: str, months: int, **replaced: object) -> Processes:
    """The processes with the cases of one so many months later."""
    every = tuple(
        replace(p, origins=tuple(replace(o, lag=months, **replaced) for o in p.origins)) if p.id == process else p
        for p in processes.processes
    )
    return replace(processes, processes=every)


def of(processes: Processes, process: str, counts: Counts = COUNTS, first: str = "2026-01") -> Volumes:
    """The months of one process."""
    found = volumes("dienst_toeslagen", "x", first, counts, processes.of("dienst_toeslagen"), processes.counted)
    return next(v for v in found if v.process == process)


def test_recoveries_of_the_shipped_processes_all_fall_within_the_months(processes: Processes) -> None:
    assert of(processes, "terugvordering").later == (0, 0)


@pytest.mark.parametrize("lag", [24, 30, 36])
def test_a_wave_that_comes_after_the_months_is_kept_beside_them(processes: Processes, lag: int) -> None:
    """A year of the new rule is seen with 24 months, a part of it with 30, and nothing with 36."""
    each = of(shifted(processes, "terugvordering", lag), "terugvordering")
    inside = sum(each.after[lag:])
    assert inside + each.later[1] == pytest.approx(220_000)
    assert each.later[0] == pytest.approx(each.later[1] * 200_000 / 220_000)
    assert (inside == pytest.approx(220_000), inside == 0) == (lag == 24, lag == 36)
    assert each.after[:lag] == each.before[:lag]


def test_what_happens_once_and_comes_after_the_months_is_kept_beside_them(processes: Processes) -> None:
    """40, 20 and 10 percent in the first three months: with a lag of 34 the first two are seen."""
    counts = {"nieuw": (0.0, 1000.0)}
    each = of(shifted(processes, "aanvraag", 34), "aanvraag", counts)
    share = sum(each.after) / 1000
    assert each.after[34] / 1000 == pytest.approx(share * 40 / 60)
    assert each.later == (0, pytest.approx(1000 * (1 - share)))


def test_cases_of_another_process_come_so_many_months_after_it(processes: Processes) -> None:
    """Appeals four months after the objections; in the first months those of before."""
    objections = of(processes, "bezwaar")
    appeals = of(shifted(processes, "beroep", 4), "beroep")
    assert appeals.after[4:] == pytest.approx([0.08 * cases for cases in objections.after[:-4]])
    assert appeals.after[:4] == appeals.before[:4]
    assert sum(appeals.before[:12]) == pytest.approx(0.08 * sum(objections.before[:12]))


def test_what_happens_once_by_the_calendar_keeps_to_the_calendar(processes: Processes) -> None:
    """A change in July, with cases that come from May on: the first after July is the part of July."""
    spread = next(o.spread for p in processes.processes if p.id == "vaststelling" for o in p.origins)
    each = of(shifted(processes, "aanvraag", 0, spread=spread), "aanvraag", {"nieuw": (0.0, 1000.0)}, "2026-07")
    assert each.after[:3] == pytest.approx([1000 * spread.parts[month] for month in (6, 7, 8)])
