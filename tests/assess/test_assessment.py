"""What a whole assessment of the fictional country says."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Any

import click
import pytest

from tests.fictional.country import HERE, Child, Household, households, population
from tests.fixtures.polderland import COMMAND, Assess, MakeContext
from uitvoerbaar.assess import make_context as making
from uitvoerbaar.assess import run as assessing
from uitvoerbaar.assess.registry import TESTS
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.cli import program
from uitvoerbaar.cli import run as run_cli
from uitvoerbaar.findings import Assessment, Figure, Finding
from uitvoerbaar.findings.check import check_report
from uitvoerbaar.proposal import load_proposal

pytestmark = pytest.mark.usefixtures("polderland")
PROPOSALS = ("alles-of-niets", "lager-deel", "hard-blijft-hard", "zonder-heffing")


def figure(assessment: Assessment, name: str) -> Figure:
    return next(f for f in assessment.figures if f.id == name)


def mistake(assessment: Assessment) -> Finding | None:
    return next((f for f in assessment.findings if f.id == "vergissingen-opvangkosten_betaald"), None)


def budget(assessment: Assessment) -> dict[tuple[str, str], tuple[int, int]]:
    """(scheme, side) to amount in eurocent and number of households."""
    rows: Any = figure(assessment, "begroting-regelingen").rows
    return {(r["regeling"].nl, r["kant"].nl): (r["bedrag"], r["huishoudens"]) for r in rows}


# Budget: by hand, from the file of households and the text of the laws.


def by_hand(of: list[Household], rule: Callable[[Household], int]) -> tuple[int, int]:
    amounts = [(h.weight, rule(h)) for h in of]
    total = sum(weight * amount for weight, amount in amounts)
    return round(total / 1000), round(sum(weight for weight, amount in amounts if amount > 0) / 1000)


def childcare_in_proportion(h: Household) -> int:
    paid = sum(min(c.costs, c.paid) for c in h.children)
    return int(Decimal("0.8") * paid) if h.asks_childcare else 0


def childcare_all_or_nothing(h: Household) -> int:
    costs, paid = sum(c.costs for c in h.children), sum(min(c.costs, c.paid) for c in h.children)
    return int(Decimal("0.8") * costs) if h.asks_childcare and paid >= costs > 0 else 0


def housing(h: Household) -> int:
    entitled = h.asks_housing and h.rent > 0 and h.wage <= 3_000_000
    return 6 * max(0, h.rent - 20_000) if entitled else 0


def child_allowance(h: Household) -> int:
    return 100_000 * sum(c.born > "2008-01-01" for c in h.children)


def levy(h: Household) -> int:
    def of(wage: int) -> int:
        before = Decimal(min(wage, 2_000_000)) / 10 + Decimal(max(0, wage - 2_000_000)) * 4 / 10
        return max(0, int((before / 100).to_integral_value(ROUND_FLOOR)) * 100 - 100_000)

    return of(h.wage) + (of(h.partner_wage) if h.partner_wage is not None else 0)


def test_the_budget_is_exactly_the_sum_over_households(assess: Assess) -> None:
    of = households()
    assert budget(assess("alles-of-niets")) == {
        ("Woontoeslag", "Voor"): by_hand(of, housing),
        ("Woontoeslag", "Na"): by_hand(of, housing),
        ("Opvangtoeslag", "Voor"): by_hand(of, childcare_in_proportion),
        ("Opvangtoeslag", "Na"): by_hand(of, childcare_all_or_nothing),
        ("Kindertoeslag", "Voor"): by_hand(of, child_allowance),
        ("Kindertoeslag", "Na"): by_hand(of, child_allowance),
        ("Heffing", "Voor"): by_hand(of, levy),
        ("Heffing", "Na"): by_hand(of, levy),
    }


def test_one_household_worked_out() -> None:
    """8.000 euro of childcare paid: 80 percent is 6.400. Rent 540: 12 x (540 - 200) / 2 = 2.040. Levy 1.500 - 1.000."""
    parent = next(h for h in households() if h.born == "1994-10-12")
    assert (childcare_in_proportion(parent), housing(parent), levy(parent)) == (640_000, 204_000, 50_000)


def test_a_household_that_counts_twice_costs_twice(assess: Assess) -> None:
    one = next(h for h in households() if h.born == "1994-10-12")
    amount, users = budget(assess("alles-of-niets", [replace(one, weight=2000)]))["Opvangtoeslag", "Na"]
    assert (amount, users) == (2 * 640_000, 2)


def test_the_change_of_the_budget_is_the_difference_of_both_sides(assess: Assess) -> None:
    found = assess("alles-of-niets")
    rows = budget(found)
    change = figure(found, "begroting-opvangtoeslag-verschil").value
    assert change is not None
    difference = rows["Opvangtoeslag", "Na"][0] - rows["Opvangtoeslag", "Voor"][0]
    assert change == difference, "to the cent: what is printed as before, after and difference is rounded together"
    assert change < 0


def test_the_key_figures_start_with_what_it_costs_the_treasury(assess: Assess) -> None:
    """All changed schemes together with their sign: the sum of what the table of all schemes shows."""
    found = assess("alles-of-niets")
    assert found.key_figures[0] == "begroting-schatkist"
    treasury = figure(found, "begroting-schatkist")
    assert treasury.value == figure(found, "begroting-opvangtoeslag-verschil").value, "the only scheme that changes"
    assert treasury.value is not None
    assert treasury.range is not None
    assert treasury.range.low <= treasury.value <= treasury.range.high  # type: ignore[operator]


def test_with_every_household_of_the_country_the_numbers_are_exact(assess: Assess) -> None:
    found = assess("alles-of-niets", [replace(h, weight=1000) for h in households()])
    rows: Any = figure(found, "begroting-regelingen").rows
    assert rows
    assert all(r["laag"] == r["bedrag"] == r["hoog"] for r in rows)


# Mistakes: what counts in the verdict.


def test_all_or_nothing_is_critical_with_the_smallest_case(assess: Assess) -> None:
    found = assess("alles-of-niets")
    finding = mistake(found)
    assert finding is not None
    assert (finding.severity, finding.law, finding.article) == ("kritiek", "wet_opvangtoeslag", "2")
    case = finding.smallest_case
    assert case is not None
    assert case.mistake is not None
    assert case.mistake.size == 100
    # A single parent with one child; costs and payment are equal round amounts, and nothing else matters.
    facts = {fact.name: fact.value for fact in case.situation}
    assert set(facts) == {"kind.1.opvangkosten", "kind.1.opvangkosten_betaald"}
    costs = facts["kind.1.opvangkosten"]
    assert isinstance(costs, int)
    assert costs % 10_000 == 0
    assert case.loss == costs * 8 // 10
    assert case.after.value == 0
    assert case.loss_reference == 80
    assert found.verdict.value == "niet_uitvoerbaar"
    assert found.verdict.reasons[0] == finding.id
    assert found.verdict.proposed


def test_households_of_the_finding_are_those_that_paid_everything(assess: Assess) -> None:
    finding = mistake(assess("alles-of-niets"))
    users = [h for h in households() if h.asks_childcare and sum(c.costs for c in h.children)]
    paid_all = [h for h in users if all(c.paid >= c.costs for c in h.children)]
    assert finding is not None
    assert finding.households is not None
    assert finding.households.value == round(sum(h.weight for h in paid_all) / 1000)


def test_a_lower_allowance_in_proportion_gives_no_finding_on_mistakes(assess: Assess) -> None:
    found = assess("lager-deel")
    assert mistake(found) is None
    assert "vergissingen" in {test.id for test in found.tests if test.status == "uitgevoerd"}


def test_a_cliff_that_is_the_same_on_both_sides_is_no_finding_and_stands_in_the_table(
    assess: Assess, tmp_path: Path
) -> None:
    """Before and after are both all or nothing, with the same amounts."""
    source = HERE / "data" / "proposals" / "hard-blijft-hard"
    text = (source / "proposal.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "zelfde"
    (folder / "laws").mkdir(parents=True)
    (folder / "voor").mkdir()
    for side in ("laws", "voor"):
        law = (source / "voor" / "wet_opvangtoeslag.yaml").read_text(encoding="utf-8")
        (folder / side / "wet_opvangtoeslag.yaml").write_text(law, encoding="utf-8")
    (folder / "proposal.yaml").write_text(text, encoding="utf-8")
    found = assess(str(folder))
    assert mistake(found) is None
    table = next(figure for figure in found.figures if figure.id == "vergissingen-verhouding")
    assert len({row["te_hard"] for row in table.rows if row["te_hard"]}) == 1
    assert found.verdict.value == "geen_oordeel"  # both sides are the same law


def test_of_a_cliff_that_grows_only_the_growth_counts(assess: Assess) -> None:
    """80 to 85 percent of at most 12.000 euro: 1 euro unpaid costs up to 600 euro more, no longer 1.000 or more."""
    finding = mistake(assess("hard-blijft-hard"))
    assert finding is not None
    assert finding.severity == "ernstig"
    assert finding.smallest_case is not None
    assert finding.smallest_case.loss_reference is not None
    assert finding.smallest_case.loss > finding.smallest_case.loss_reference
    assert "alleen wat erbij komt" in finding.explanation.nl


def test_a_small_cliff_is_no_critical_finding(assess: Assess) -> None:
    """200 euro of childcare: 1 euro unpaid costs 160 euro. More than ten times, but less than 1.000 euro."""
    parent = next(h for h in households() if h.born == "1994-10-12")
    small = replace(parent, children=(Child("2022-02-22", 20_000, 20_000),))
    finding = mistake(assess("alles-of-niets", [small]))
    assert finding is not None
    assert finding.severity == "ernstig"


# Years without a law on income.


def test_without_income_tax_effects_are_on_the_allowances_and_the_report_says_why(assess: Assess) -> None:
    found = assess("zonder-heffing")
    status = {test.id: test for test in found.tests}
    for name in ("begroting", "inkomenseffecten"):
        assert status[name].status == "gedeeltelijk"
        assert "niet te berekenen" in status[name].missing[0].nl
    assert ("Heffing", "Na") not in budget(found)
    assert "toeslagen samen" in status["inkomenseffecten"].intro.nl
    finding = mistake(found)
    assert finding is not None
    assert finding.severity == "kritiek"


def test_no_reason_shows_the_inside_of_the_program(assess: Assess) -> None:
    for name in PROPOSALS:
        assert "Text(" not in json.dumps(assess(name).to_json(), ensure_ascii=False)


def test_when_nothing_can_be_computed_there_is_no_verdict(assess: Assess, tmp_path: Path) -> None:
    source = HERE / "data" / "proposals" / "zonder-heffing" / "proposal.yaml"
    text = source.read_text(encoding="utf-8").replace('"2015-01-01"', '"2001-01-01"')
    (tmp_path / "proposal.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="op 2001-01-01 is geen enkele regeling te berekenen"):
        assess(str(tmp_path))


# The report.


@pytest.mark.parametrize("name", PROPOSALS)
def test_the_report_is_valid_and_the_same_every_time(assess: Assess, name: str) -> None:
    first, second = (assess(name).to_json() for _ in range(2))
    check_report(first)
    for report in (first, second):
        del report["duration_s"], report["date"]
    assert json.dumps(first) == json.dumps(second)
    findings = Assessment.from_json({**first, "duration_s": 1.0, "date": "2026-01-01"}).findings
    assert name == "lager-deel" or any(finding.file for finding in findings)
    assert not [f.file for f in findings if f.file and not f.file.startswith("data/proposals/")]


def test_the_progress_of_an_assessment_ends_at_its_last_step(country: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(making, "load", lambda _folder, year: population(households()[:5], year))
    assessing.assess(load_proposal("lager-deel"), Path("out/polder"), COMMAND, told.append)
    assert len(told) == len(set(told)) == assessing.step_count()


def test_the_command_of_a_finding_gives_its_outcome(assess: Assess, capsys: pytest.CaptureFixture[str]) -> None:
    mistakes = 0
    for name in PROPOSALS:
        found = assess(name)
        for finding in found.findings:
            words = shlex.split(finding.command)
            if words[1] != "explain":
                assert finding.command == COMMAND
                continue
            assert run_cli([*words[1:], "--json"]) == 0
            assert finding.smallest_case is not None
            if finding.test == "vergissingen":
                told = json.loads(capsys.readouterr().out)["explanations"]
                (mistaken,) = [one for one in told if one["changed"] and one["side"] == "na"]
                assert mistaken["explanation"]["value"] == finding.smallest_case.after.value
                mistakes += 1
    assert mistakes > 0


def test_the_command_of_an_own_proposal_names_its_folder(assess: Assess, country: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mijn voorstel"
    (folder / "laws").mkdir(parents=True)
    source = country / "proposals" / "alles-of-niets"
    for part in ("proposal.yaml", "laws/wet_opvangtoeslag.yaml"):
        (folder / part).write_text((source / part).read_text(encoding="utf-8"), encoding="utf-8")
    finding = mistake(assess(str(folder)))
    assert finding is not None
    words = shlex.split(finding.command)
    assert words[words.index("--proposal") + 1] == str(folder)
    assert run_cli(words[1:]) == 0


def test_chapters_stand_in_the_order_of_the_registry(assess: Assess) -> None:
    assert [test.id for test in assess("lager-deel").tests] == [test.id for test in TESTS]


# Groups and classes.


def test_income_classes_follow_the_norms(context: MakeContext) -> None:
    import numpy as np

    from uitvoerbaar.assess.aspects.income_effects.aspect import classes_of

    before = np.full(7, 1_000_000)
    change = np.array([-50_001, -50_000, -4_999, 0, 5_000, 50_001, 99])
    assert classes_of(context("lager-deel"), before, change).tolist() == [0, 1, 2, 2, 3, 4, 2]


def test_groups_divide_all_households(context: MakeContext) -> None:
    import numpy as np

    from uitvoerbaar.assess.people.groups import groupings

    ctx = context("lager-deel")
    found = {grouping.id: grouping for grouping in groupings(ctx)}
    assert set(found) == {"huishoudtype", "inkomensdeciel", "leeftijd", "woning", "provincie"}
    for grouping in found.values():
        assert len(grouping.codes) == len(households())
        assert grouping.codes.min() >= 0
        assert grouping.codes.max() < len(grouping.labels)
    kinds = [found["huishoudtype"].labels[code].nl for code in found["huishoudtype"].codes]
    assert kinds.count("Eenoudergezin") == sum(h.kind == "eenoudergezin" for h in households())
    renters = found["woning"].codes == 0
    assert renters.tolist() == [h.rent > 0 for h in households()]
    ages = {
        h.born: found["leeftijd"].labels[code].nl for h, code in zip(households(), found["leeftijd"].codes, strict=True)
    }
    assert ages["1990-01-01"] == "35 tot 45"
    assert ages["1985-12-31"] == "35 tot 45"
    assert ages["2003-06-15"] == "jonger dan 25"
    weight = np.bincount(found["inkomensdeciel"].codes, weights=ctx.weights, minlength=10)
    assert weight.max() - weight.min() <= 2 * ctx.weights.max()


def test_groups_of_own_data_come_in_every_chart_by_group(context: MakeContext) -> None:
    """A column that no law knows divides the households too: words as well as numbers, with everything shown for it."""
    import numpy as np

    from uitvoerbaar.assess.aspects.income_effects.aspect import run as effects
    from uitvoerbaar.assess.people.groups import groupings
    from uitvoerbaar.assess.protected_grounds.grounds import measure
    from uitvoerbaar.engine.batch.people import Strings

    ctx = context("lager-deel")
    homes = ctx.base.households
    alternate = np.arange(len(households())) % 2
    homes["wijk"] = Strings(alternate.astype(np.int16), ("Oost", "West"))
    homes["buurtnummer"] = 10 + alternate
    ctx.base.manifest = {**ctx.base.manifest, "eigen_indelingen": ["wijk", "buurtnummer"]}
    found = {grouping.id: grouping for grouping in groupings(ctx)}
    assert [label.nl for label in found["eigen-wijk"].labels] == ["Oost", "West"]
    assert [label.nl for label in found["eigen-buurtnummer"].labels] == ["10", "11"]
    assert found["eigen-wijk"].title.nl == "Wijk"
    shown = {f.id for f in effects(ctx).figures}
    assert {"inkomenseffecten-aandelen-eigen-wijk", "inkomenseffecten-gemiddeld-eigen-buurtnummer"} <= shown
    assert "eigen-wijk" in {item.ground.id for item in measure(ctx, [])[0]}


def test_household_types_follow_from_who_lives_there_when_the_data_do_not_name_them(context: MakeContext) -> None:
    import numpy as np

    from uitvoerbaar.assess.people.groups import groupings

    ctx = context("lager-deel")
    named = next(g for g in groupings(ctx) if g.id == "huishoudtype")
    told = [named.labels[code] for code in named.codes]
    again = context("lager-deel")
    people = again.people.after
    married = [home.kind.endswith("_gehuwd") for home in households()]
    people.columns["is_gehuwd"] = np.array(married)[np.asarray(again.base.household)].astype(np.uint8)
    del again.base.households["type"]
    derived = next(g for g in groupings(again) if g.id == "huishoudtype")
    pairs = zip(told, (derived.labels[code] for code in derived.codes), strict=True)
    assert [one for one, other in pairs if one.nl != "Overig huishouden" and one != other] == []


def test_shares_of_a_group_add_up_to_one(assess: Assess) -> None:
    rows: Any = figure(assess("alles-of-niets"), "inkomenseffecten-aandelen-huishoudtype").rows
    groups = {row["groep"].nl for row in rows}
    assert len(groups) > 1
    for group in groups:
        assert sum(row["aandeel"] for row in rows if row["groep"].nl == group) == pytest.approx(1)


def test_every_printed_command_is_one_that_the_program_takes(assess: Assess) -> None:
    """Parsed by the command itself, not run: making a population takes long."""
    found = assess("alles-of-niets")
    commands = {c.command for c in found.reproduce} | {f.reproduce for f in found.figures}
    commands |= {f.command for f in found.findings}
    assert any("population make" in command for command in commands)
    for text in commands:
        name, *words = shlex.split(text)
        assert name == "uitvoerbaar"
        context = click.Context(program)
        command: click.Command = program
        while isinstance(command, click.Group):
            _, command, words = command.resolve_command(context, words)
        command.make_context(text, words)


def test_the_population_is_made_again_where_the_assessment_reads_it(assess: Assess) -> None:
    made, assessed = (shlex.split(c.command) for c in assess("alles-of-niets").reproduce)
    assert made[made.index("--out") + 1] == assessed[assessed.index("--population") + 1]


def test_losers_and_winners_say_from_what_difference_on_they_count(assess: Assess) -> None:
    found = assess("alles-of-niets")
    for name in ("inkomenseffecten-verliezers", "inkomenseffecten-winnaars"):
        reading = figure(found, name).reading
        assert "ten minste 0,5 procent" in reading.nl
        assert "at least 0.5 percent" in str(reading.en)


def test_limits_tell_a_synthetic_population_from_an_own_one(
    context: MakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    from uitvoerbaar.assess.limits import limits, sources

    ctx = context("lager-deel")
    assert "synthetisch" in limits(ctx)[0].nl
    assert any("CBS" in source.title for source in sources(ctx))
    monkeypatch.setattr(ctx.base, "manifest", {})
    assert not any("synthetisch" in text.nl for text in limits(ctx))
    assert not any("CBS" in source.title for source in sources(ctx))


def test_groups_of_a_finding_give_the_share_of_the_group_and_the_text_that_of_all_who_are_hit(assess: Assess) -> None:
    """Eight households lose all by 1 euro unpaid: four couples with children and four single parents."""
    finding = mistake(assess("alles-of-niets"))
    assert finding is not None
    of = {
        kind: sum(h.weight for h in households() if h.kind == kind) / 1000
        for kind in ("paar_met_kinderen_gehuwd", "eenoudergezin")
    }
    shares = {group.label.nl: (group.households, group.share) for group in finding.groups}
    assert shares == {
        "Paar met kinderen, getrouwd": (4, pytest.approx(4 / of["paar_met_kinderen_gehuwd"])),
        "Eenoudergezin": (4, pytest.approx(4 / of["eenoudergezin"])),
    }
    assert "eenoudergezin (50 procent van wie het raakt)" in finding.whom.nl
