"""The test of queues: what it weighs, the row it fills, and what it says when the work stays as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.fixtures.town import Town, single
from uitvoerbaar.assess.aspects.queues import aspect
from uitvoerbaar.assess.aspects.queues.findings import findings
from uitvoerbaar.assess.aspects.queues.measure import late, measure
from uitvoerbaar.assess.aspects.queues.row import row
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.workload.carried import Workload
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.organisations import load_organisations
from uitvoerbaar.delivery.work import Minutes, Volumes
from uitvoerbaar.findings import KADER

WORK = Volumes(
    "dienst", "toeslag", "aanvraag", "portaal", "behandelaar", "2026-01",
    before=(2000.0,) * 36, after=(3200.0,) * 36, by_hand=0.5, minutes=Minutes(60, 50, 70, 1.0), rework=0.05, rate=60, term_weeks=8,
)  # fmt: skip
CALLS = replace(WORK, process="telefoon", channel="telefoon", by_hand=1.0, patience=4.0, redial=0.5, term_weeks=None)


def load(*volumes: Volumes, law: str = "wet", organisation: str = "dienst", own: Path | None = None) -> Workload:
    """What a run counts, made up: these volumes of one scheme at one organisation."""
    scheme = SimpleNamespace(id="toeslag", name=Text("Toeslag", "Allowance"), law=law)
    carried: Any = SimpleNamespace(
        organisation=SimpleNamespace(id=organisation, name=Text("Dienst", "Service")),
        cases=SimpleNamespace(scheme=scheme),
        volumes=list(volumes),
    )
    staff = SimpleNamespace(id="behandelaar", name=Text("behandelaar", "case worker"))
    process = SimpleNamespace(id="aanvraag", name=Text("aanvraag", "application"), staff=staff)
    made = SimpleNamespace(
        changed=(carried,),
        volumes=list(volumes),
        processes=SimpleNamespace(processes=(process,)),
        hours=SimpleNamespace(value=1363.0),
        unknown=(),
        organisations=load_organisations(own),
    )
    return cast(Workload, made)


@pytest.fixture
def ctx(town: Town) -> Context:
    return town("huurtoeslag-2026", [single(str(house)) for house in range(4)])


def test_the_shipped_run_fills_the_row_with_a_word_of_the_kader(ctx: Context) -> None:
    """A town of four gives hardly any work: the row is filled all the same, as far as it can be told."""
    outcome = aspect.run(ctx)
    assert [each.id for each in outcome.kader] == ["procesverstoringen"]
    assert outcome.kader[0].value in KADER["procesverstoringen"].values
    assert outcome.kader[0].status == "gedeeltelijk"
    assert all(figure.assumption for figure in outcome.figures)


def test_much_more_work_is_a_large_risk_and_no_more_work_is_none(ctx: Context) -> None:
    found = measure(ctx, load(WORK, CALLS))
    made = findings(ctx, aspect.ID, found)
    assert [each.severity for each in made] == ["aandacht", "aandacht"], "how many people there are is assumed"
    filled = row(ctx, found, made, [])
    assert filled.value == "groot"
    (queue,) = found.queues
    share = f"{100 * late(queue.outcomes[1]):.0f} procent"  # of staff that is assumed: whole percents
    assert share in filled.explanation.nl
    assert share in made[0].title.nl
    assert all("aangenomen" in each.title.nl for each in made)
    still = measure(ctx, load(replace(WORK, after=WORK.before), replace(CALLS, after=CALLS.before)))
    assert not still.queues
    assert row(ctx, still, [], []).value == "klein"


def test_a_figure_of_one_of_the_three_courses_says_which(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """Days and penalties are drawn of the proposal with the staff of today only: without that they look like those of now."""
    monkeypatch.setattr(aspect, "workload", lambda _: load(WORK))
    titles = {f.id.removeprefix("wachtrijen-").partition("-dienst")[0]: f.title for f in aspect.run(ctx).figures}
    for name in ("doorlooptijd", "dwangsommen"):
        assert ", met het voornemen en de mensen van nu: " in titles[name].nl
        assert ", with the proposal and the staff of today: " in titles[name].english
    assert "mensen van nu" not in titles["te-laat"].nl


def test_work_for_which_there_is_no_room_already_is_a_large_risk(ctx: Context) -> None:
    law = "wet_werk_en_inkomen_naar_arbeidsvermogen"
    small = replace(WORK, organisation="uwv", after=(2001.0,) * 36)
    found = measure(ctx, load(small, law=law, organisation="uwv"))
    made = findings(ctx, aspect.ID, found)
    assert [each.id for each in made] == ["wachtrijen-vol-toeslag"]
    assert "34.900" in made[0].explanation.nl
    assert row(ctx, found, made, []).value == "groot"


def test_an_own_figure_of_what_waits_makes_room(ctx: Context, tmp_path: Path) -> None:
    """UWV says that 5,000 wait now: within its norm of 7,500, so the published 34,900 of 2020 does not count any more."""
    own = tmp_path / "eigen.csv"
    own.write_text(
        "organisatie,maat,waarde,eenheid,jaar,bron\nuwv,wia_herbeoordelingen_voorraad,5000,gevallen,2026,eigen telling\n",
        encoding="utf-8",
    )
    small = replace(WORK, organisation="uwv", after=(2001.0,) * 36)
    law = "wet_werk_en_inkomen_naar_arbeidsvermogen"
    assert not measure(ctx, load(small, law=law, organisation="uwv", own=own)).full


def test_a_title_names_the_decisions_that_were_counted(ctx: Context) -> None:
    """Half of the applications go by themselves and are in no queue: the share is of those that a person decides."""
    (made,) = findings(ctx, aspect.ID, measure(ctx, load(WORK)))
    assert "die een mens neemt" in made.title.nl
    assert "taken by a person" in made.title.english
    assert "mens" in made.whom.nl


def test_terms_that_all_end_after_the_months_are_said_and_not_called_in_time(ctx: Context) -> None:
    """A term of 160 weeks: no share late, in no row, and the cases are counted as due later."""
    found = measure(ctx, load(replace(WORK, term_weeks=160)))
    (queue,) = found.queues
    assert queue.unseen
    assert any("geen enkele termijn eindigt binnen de maanden" in text.nl for text in found.left_out)
    assert "te laat en wordt dat" not in row(ctx, found, [], []).explanation.nl
    shown, hidden = (aspect._needed(queue, counted=counted) for counted in (True, False))
    assert shown["laat_na"] is None
    assert shown["later"] == pytest.approx(3200 * 0.5 * 36, rel=0.1)
    assert hidden["later"] is None, "of own microdata"
