"""Cases per area: they add up to the country, and say how they were found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from uitvoerbaar.assess.aspects.local import aspect
from uitvoerbaar.assess.aspects.local.areas import MUNICIPALITY, PROVINCE, by_area, by_municipality, by_size, words
from uitvoerbaar.assess.aspects.local.municipality_map import municipality_map
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.workload.carried import Workload, workload
from uitvoerbaar.assess.workload.counts import Cases
from uitvoerbaar.findings import Text

Contexts = Callable[[str], Context]


@pytest.fixture(scope="module")
def ctx(contexts: Contexts) -> Context:
    return contexts("huurtoeslag-2026")


@pytest.fixture(scope="module")
def found(ctx: Context) -> Workload:
    made = workload(ctx)
    assert isinstance(made, Workload)
    return made


@pytest.fixture(scope="module")
def outcome(ctx: Context) -> Outcome:
    return aspect.TEST.run(ctx)


def rows(outcome: Outcome, name: str) -> list[Any]:
    (figure,) = [f for f in outcome.figures if f.id == f"lokaal-{name}"]
    return list(figure.rows)


def test_provinces_add_up_to_the_country(ctx: Context, outcome: Outcome, found: Workload) -> None:
    """All of them; one that is not shown is named."""
    place = words(ctx, PROVINCE)
    assert place is not None
    areas = by_area(ctx, place.codes.astype("int64"), place.words, [found.changed[0].cases])
    before, after = found.changed[0].counts["ontvangers"]
    assert sum(area.cases.before for area in areas) == pytest.approx(before)
    assert sum(area.cases.after for area in areas) == pytest.approx(after)
    table = {row["provincie"]: row for row in rows(outcome, "provincies")}
    told = " ".join(text.nl for text in outcome.run.missing)
    for area in areas:
        assert area.name in (table if area.rows >= 100 else told)
    for row in table.values():
        assert row["erbij"] == row["na"] - row["voor"]


def test_a_size_class_with_too_few_households_is_named(ctx: Context, found: Workload, outcome: Outcome) -> None:
    shown = {row["klasse"].nl for row in rows(outcome, "grootteklassen")}
    lacking = [size.name.nl for size in found.organisations.sizes if size.name.nl not in shown]
    told = " ".join(text.nl for text in outcome.run.missing)
    for name in lacking:
        assert name in told


def test_what_a_map_of_provinces_leaves_out_and_what_a_case_is_stand_at_it(ctx: Context, outcome: Outcome) -> None:
    """Not in the list of what is missing in the chapter only; and the chapter on work has cases of another kind."""
    (drawn,) = [f for f in outcome.figures if f.id == "lokaal-provincies"]
    place = words(ctx, PROVINCE)
    assert place is not None
    lacking = {*place.words} - {str(row["provincie"]) for row in drawn.rows}
    assert lacking
    assert drawn.note is not None
    assert all(name in drawn.note.nl for name in lacking)
    assert drawn.title.nl.startswith("Waar zaken erbij komen of wegvallen: ")
    assert (
        "min is minder. Een zaak is hier wie een regeling krijgt of betaalt (een paar telt als één)" in drawn.reading.nl
    )
    (sizes,) = [f for f in outcome.figures if f.id == "lokaal-grootteklassen"]
    assert "Een zaak is hier wie een regeling krijgt" in sizes.reading.nl


def test_layers_of_which_no_scheme_is_computed_are_said_not_to_be_modelled(outcome: Outcome) -> None:
    """Not that nothing changes for them: that is not known."""
    told = [text.nl for text in outcome.run.missing]
    assert any(each.startswith("Per waterschap (21) zijn er geen zaken") for each in told)
    assert any(each.startswith("Waterschappen: niet gemodelleerd") for each in told)
    said = {
        row["laag"].nl: [r["antwoord"].nl for r in rows(outcome, "udo") if r["laag"] == row["laag"]]
        for row in rows(outcome, "udo")
    }
    assert [answer[:17] for answer in said["Waterschappen"]] == ["Niet gemodelleerd"]
    assert "zuiveringsheffing" in said["Waterschappen"][0]
    assert [answer[:17] for answer in said["Provincies"]] == ["Niet gemodelleerd"]


def test_a_layer_with_a_scheme_that_stays_as_it_is_says_so_once(outcome: Outcome) -> None:
    """Social assistance of municipalities is computed, and rent allowance does not change it."""
    (answer,) = [row["antwoord"].nl for row in rows(outcome, "udo") if row["laag"].nl == "Gemeenten"]
    assert answer.startswith("Geen regeling die deze laag uitvoert en die wordt gerekend")


def test_municipalities_add_up_and_say_how_they_were_found(ctx: Context, found: Workload) -> None:
    """What was divided by inhabitants and what was counted; social assistance, as municipalities carry it out."""
    (assistance,) = [c for c in found.carried if c.cases.scheme.id == "bijstand"]
    municipalities = found.organisations.of_kind("gemeente")
    sizes = by_size(ctx, municipalities, [assistance.cases])
    assert sizes is not None
    places = by_municipality(ctx, municipalities, [assistance.cases], sizes)
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    assert {area.counted for _, area in places} <= {True, False}
    for authority, area in places:
        assert area.name == authority.id
        assert area.rows >= least  # of the municipality, or of its size class
    for size in found.organisations.sizes:
        every = [area for authority, area in places if authority.size == size]
        if sizes[size.id].rows < least:
            assert not every
        elif not any(area.counted for area in every):
            assert sum(area.cases.after for area in every) == pytest.approx(sizes[size.id].cases.after)


def test_the_three_questions_of_a_layer_that_gets_more_work(ctx: Context, found: Workload) -> None:
    """Social assistance for a tenth more: municipalities get cases, euros and jobs."""
    from dataclasses import replace

    from uitvoerbaar.assess.aspects.local.questions import answers

    (assistance,) = [c for c in found.carried if c.cases.scheme.id == "bijstand"]
    cases: Cases = assistance.cases
    more = replace(cases, gained=np.ones_like(cases.gained), amount=Pair(cases.amount.before, cases.amount.after * 2))
    changed = replace(found, carried=(replace(assistance, cases=more),))
    layer = found.organisations.providers["gemeenten"]
    told = answers(ctx, changed, layer, by_size(ctx, found.organisations.of_kind("gemeente"), [more]))
    said: dict[str, list[str]] = {str(row["vraag"].nl)[:1]: [] for row in told}  # type: ignore[union-attr]
    for row in told:
        said[str(row["vraag"].nl)[:1]].append(row["antwoord"].nl)  # type: ignore[union-attr]
    assert set(said) == {"1", "2", "3"}
    assert "bijstand" in said["1"][0]
    assert "banen" in said["2"][0]
    assert "Geld:" in said["3"][0]
    assert "college van burgemeester en wethouders" in said["3"][-1]
    assert " meer aan uitkeringen per jaar" in said["3"][0]
    less = replace(cases, lost=np.ones_like(cases.lost), amount=Pair(cases.amount.before, cases.amount.after // 2))
    changed = replace(found, carried=(replace(assistance, cases=less),))
    [money] = [r["antwoord"].nl for r in answers(ctx, changed, layer, None) if "Geld:" in r["antwoord"].nl]  # type: ignore[union-attr]
    assert " minder aan uitkeringen per jaar" in money
    assert "−" not in money, "minus so many euros more says that it is less, and that it is more"


def test_the_map_tells_the_mean_per_household_of_who_is_in_the_sample(ctx: Context, found: Workload) -> None:
    """Times the households of each it is what the province tables add up to; a municipality with too few stays white."""
    cases = [found.changed[0].cases]
    municipalities = found.organisations.of_kind("gemeente")
    arguments = (ctx, "lokaal", municipalities, cases, Text("huurtoeslag", "rent allowance"), aspect._SAMPLED)
    assert municipality_map(*arguments) is None  # hardly any municipality has enough of so few households
    least = replace(ctx.settings.norms["kleinste_groep_huishoudens"], value=1.0)
    norms = {**ctx.settings.norms, "kleinste_groep_huishoudens": least}
    figure = municipality_map(replace(ctx, settings=replace(ctx.settings, norms=norms)), *arguments[1:])
    assert figure is not None
    assert len(figure.rows) == 342
    place = words(ctx, MUNICIPALITY)
    assert place is not None
    areas = {a.name: a for a in by_area(ctx, place.codes.astype("int64"), place.words, cases)}
    codes = {each.name: each.id for each in municipalities}
    for row in figure.rows:
        area = areas.get(codes[row["gemeente"]])  # type: ignore[index]
        if area is None or area.rows < 1:
            assert row["per_huishouden"] is None
        else:
            mean = (area.money.after - area.money.before) / area.households
            assert row["per_huishouden"] == pytest.approx(mean, abs=51)
