"""One number of the law set to another value: on the command line and in Python, alone and on a proposal."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import uitvoerbaar as uv
from uitvoerbaar.cli import run
from uitvoerbaar.face.reform import find_number, without_effect
from uitvoerbaar.law import load_corpus
from uitvoerbaar.proposal import load_proposal

ON = "2026-01-01"
LIMIT = "wet_op_de_zorgtoeslag.3.vermogensgrens_alleenstaand"
RENT = "wet_op_de_huurtoeslag.13.huurgrens"
ASK = ["explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", ON, "--with", "spaargeld=120000euro"]


def test_a_number_that_is_set_is_the_number_of_the_law() -> None:
    made = uv.reform(f"{LIMIT}=100.000", on=ON)
    case = uv.case(spaargeld=uv.euro(120_000))
    assert uv.compare("zorgtoeslag", case, on=ON, proposal=made).values == (155000, 0)
    assert uv.laws(on=ON, proposal=made).explain("zorgtoeslag", uv.case(spaargeld=uv.euro(99_000))).value == 155000
    assert made.words == ["--set", f"{LIMIT}=€ 100.000"]


@pytest.mark.parametrize(
    "numbers",
    [
        f"{LIMIT}=€ 100.000",
        [f"{LIMIT}=100.000 euro"],
        {LIMIT: uv.euro(100_000)},
        {LIMIT: Decimal(10_000_000)},
        {"wet_op_de_zorgtoeslag.3#definitions.vermogensgrens_alleenstaand.value": "10.000.000 cent"},
        "wet_op_de_zorgtoeslag.artikel 3.vermogensgrens_alleenstaand=100.000",
    ],
)
def test_ways_to_say_the_same(numbers: Any) -> None:
    (number,) = uv.reform(numbers, on=ON).numbers
    assert (number.value, number.name) == (Decimal(10_000_000), "vermogensgrens_alleenstaand")
    assert "van € 146.011 naar € 100.000" in number.told


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ("wet_op_zorgtoeslag.3.x=1", "bedoelde u 'wet_op_de_zorgtoeslag'"),
        ("wet_op_de_zorgtoeslag.33.x=1", "heeft geen artikel '33'"),
        ("wet_op_de_zorgtoeslag.3.vermogensgrens_alleen=1", "vermogensgrens_alleenstaand, vermogensgrens_partner"),
        ("wet_op_de_zorgtoeslag.3=1", "noem ook het getal .* Er zijn: vermogensgrens_alleenstaand"),
        ("wet_op_de_zorgtoeslag.2.vermogensgrens_partner=1", "Het staat wel in artikel 3"),
        ("wet_op_de_zorgtoeslag=1", "verwacht: WET.ARTIKEL.GETAL=WAARDE"),
        (LIMIT, "verwacht: WET.ARTIKEL.GETAL=WAARDE"),
        (f"{LIMIT}=", "verwacht: WET.ARTIKEL.GETAL=WAARDE"),
        (f"{LIMIT}=veel", "geen getal"),
        (f"{LIMIT}=100000.50", "een punt is hier het teken voor duizendtallen"),
        (f"{LIMIT}=13 procent", "is in procent, gevraagd is euro"),
        ({LIMIT: 1.5}, "verwacht: een tekst"),
        ({LIMIT: True}, "verwacht: een tekst"),
        ([f"{LIMIT}=1", f"{LIMIT}=2"], "twee keer genoemd"),
        ([], "geen getal genoemd"),
    ],
)
def test_what_cannot_be_set_is_told_with_what_there_is(numbers: Any, why: str) -> None:
    with pytest.raises(uv.UserError, match=why):
        uv.reform(numbers, on=ON)


def test_a_number_that_the_law_has_already_is_no_silent_nothing() -> None:
    with pytest.raises(uv.UserError, match=r"is al € 146\.011\ner verandert dus niets"):
        uv.reform(f"{LIMIT}=146.011", on=ON)
    both = uv.reform([f"{LIMIT}=146.011", "wet_op_de_zorgtoeslag.3.vermogensgrens_partner=1"], on=ON)
    assert both.notes == ("Wet op de zorgtoeslag, artikel 3: vermogensgrens alleenstaand is al € 146.011",)


def test_an_article_with_a_point_in_its_number() -> None:
    law, dial = find_number(load_corpus(), ON, "wet_inkomstenbelasting_2001.5.3.schuldendrempel")
    assert (law.id, dial.control.article) == ("wet_inkomstenbelasting_2001", "5.3")


def test_a_number_that_is_not_read_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    made = uv.reform([f"{RENT}=800", f"{LIMIT}=100.000"], on=ON)
    laws = uv.laws(on=ON, proposal=made)
    unread = without_effect(made, laws.corpus, ON, [("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag")])
    assert [number.name for number in unread] == ["huurgrens"]
    assert run([*ASK, "--set", f"{RENT}=800"]) == 0
    assert "leest dit getal niet" in capsys.readouterr().err


def test_saved_it_is_a_proposal_that_is_never_written_over(tmp_path: Path) -> None:
    made = uv.reform(f"{LIMIT}=100.000", on=ON)
    folder = made.save(tmp_path / "grens")
    assert made.words == ["--proposal", str(folder)]
    loaded = load_proposal(str(folder))
    assert (loaded.after.date, loaded.changes[0].article) == (ON, "3")
    assert "100.000 euro" in (folder / "laws" / "wet_op_de_zorgtoeslag.yaml").read_text(encoding="utf-8")
    assert not uv.check(folder).problems
    uv.reform(f"{LIMIT}=100.000", on=ON).save(folder)  # the same again
    with pytest.raises(uv.UserError, match="hier staat al iets"):
        uv.reform(f"{LIMIT}=90.000", on=ON).save(folder)
    with pytest.raises(uv.UserError, match="bewaar het eerst"):
        uv.assess(uv.reform(f"{LIMIT}=90.000", on=ON), tmp_path)


def test_on_a_proposal_it_comes_on_top_of_the_law_after_it(tmp_path: Path) -> None:
    made = uv.reform(f"{RENT}=700", proposal="huurtoeslag-2026")
    folder = made.save(tmp_path / "lager")
    base, on_top = load_proposal("huurtoeslag-2026"), load_proposal(str(folder))
    assert (on_top.before.date, on_top.before.laws, dict(on_top.before.pins)) == (
        base.before.date, (), dict(base.before.pins)
    )  # fmt: skip
    assert len(on_top.changes) == len(base.changes) + 1
    assert on_top.id != base.id
    assert not on_top.estimates
    assert base.estimates
    assert not uv.check(folder).problems
    facts = {"is_huurder": True, "kale_huur": uv.euro(800), "loon_uit_dienstbetrekking": uv.euro(20_000)}
    first = uv.compare("huurtoeslag", facts, on=ON, proposal="huurtoeslag-2026").values
    second = uv.compare("huurtoeslag", facts, on=ON, proposal=folder).values
    assert first[0] == second[0]
    assert first[1] > second[1] > 0
    third = uv.reform(f"{RENT}=600", proposal=folder)  # and another on top of that
    assert uv.compare("huurtoeslag", facts, on=ON, proposal=third).values[1] < second[1]


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*ASK, "--set", f"{LIMIT}=100.000", "--side", "beide", "--save", str(tmp_path / "g"), "--json"]) == 0
    caught = capsys.readouterr()
    assert "vermogensgrens alleenstaand van € 146.011 naar € 100.000" in caught.err
    assert json.loads(caught.out)
    assert (tmp_path / "g" / "proposal.yaml").is_file()
    assert run([*ASK, "--save", str(tmp_path / "h")]) == 2
    assert run(["assess"]) == 2
    assert run(["assess", "huurtoeslag-2026", "--on", ON]) == 2


def test_what_is_odd_of_a_number_names_no_folder_that_is_gone(capsys: pytest.CaptureFixture[str]) -> None:
    number = "wet_op_de_zorgtoeslag.3.vermogensgrens_alleenstaand=14.601.100"
    asked = ["explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2026-01-01", "--set", number]
    assert run(asked) == 0
    told = capsys.readouterr().err
    assert "--set, laws/wet_op_de_zorgtoeslag.yaml:" in told
    assert "uitvoerbaar-reform" not in told


def test_months_in_which_another_version_holds_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    ask = ["explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--from", "2025-11", "--to", "2026-02"]
    number = "wet_op_de_zorgtoeslag.3.vermogensgrens_alleenstaand=100.000"
    assert run([*ask, "--set", number]) == 1
    assert "geldt een andere versie" in capsys.readouterr().err


def test_a_curve_names_the_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = uv.curve(uv.case(), along="spaargeld", on=ON, proposal=uv.reform(f"{LIMIT}=100.000", on=ON))
    assert f"--set '{LIMIT}=€ 100.000'" in drawn.figure.record.reproduce
    ask = ["curve", "--on", ON, "--along", "spaargeld", "--with", "loon_uit_dienstbetrekking=20000euro"]
    assert run([*ask, "--set", f"{LIMIT}=100.000", "--out", str(tmp_path)]) == 0
    assert "Let op" not in capsys.readouterr().err


def test_in_english() -> None:
    with uv.speak("en"), pytest.raises(uv.UserError, match=r"[Tt]here are|[Dd]id you mean"):
        uv.reform("wet_op_de_zorgtoeslag.3.vermogensgrens=1", on=ON)


def test_assess_puts_the_law_beside_its_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from uitvoerbaar.face import assessment

    asked: list[Any] = []

    def stop(proposal: str, *_: Any, **named: Any) -> None:
        asked.append((proposal, named["households_out"]))
        raise uv.UserError("genoeg gezien")

    monkeypatch.setattr(assessment, "assess_steps", stop)
    out, rows = tmp_path / "toets", tmp_path / "h.parquet"
    ask = ["assess", "--on", ON, "--population", str(tmp_path), "--out", str(out), "--households-out", str(rows)]
    for value in ("100.000", "90.000"):  # a second one takes the place of the first
        assert run([*ask, "--set", f"{LIMIT}={value}"]) == 1
        assert value in (out / "voornemen" / "proposal.yaml").read_text(encoding="utf-8")
    assert asked == [(str(out / "voornemen"), rows)] * 2
    assert run([*ask, "--set", f"{LIMIT}=80.000", "--save", str(tmp_path / "eigen")]) == 1
    assert asked[-1][0] == str(tmp_path / "eigen")
    assert "genoeg gezien" in capsys.readouterr().err
