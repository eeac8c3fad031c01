"""A law is carried forward with a warning, and refused in the end: the same for everyone who reads the graph."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import uitvoerbaar as uv
from tests.fixtures.people import HOUSEHOLDS, SEED, Populations
from tests.shipped_laws.personen import corpus
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.cli import run
from uitvoerbaar.law import Linker
from uitvoerbaar.law.graph import FieldSpec
from uitvoerbaar.law.horizon import BeyondHorizon, Carried, carried, horizon_of, horizons, within_horizon
from uitvoerbaar.law.link.linker import Linked
from uitvoerbaar.law.registers import KEY, load_registers
from uitvoerbaar.proposal import Situation, load_proposal

AOW, CARE, TAX = "algemene_ouderdomswet", "wet_op_de_zorgtoeslag", "wet_inkomstenbelasting_2001"


def linked(law: str, output: str, day: str) -> Linked:
    return Linker(corpus(), day, [load_registers().source()]).link(law, (output,), {KEY: FieldSpec("number")})


def found(law: str, output: str, day: str) -> dict[str, Carried]:
    return {one.law: one for one in carried(corpus(), linked(law, output, day))}


def test_every_article_of_every_shipped_law_has_a_horizon() -> None:
    without = {
        (law, article.number)
        for law, versions in corpus().versions.items()
        for entry in versions
        for article in entry.law.articles
        if horizon_of(law, article.number) is None
    }
    assert not without


def test_every_horizon_is_of_a_shipped_law() -> None:
    for horizon in horizons():
        numbers = {a.number for entry in corpus().versions[horizon.law] for a in entry.law.articles}
        assert set(horizon.articles) <= numbers, horizon.law


@pytest.mark.parametrize(("day", "known"), [("2028-02-15", True), ("2028-12-31", True), ("2029-01-01", False)])
def test_the_pension_age_is_known_until_the_end_of_2028(day: str, known: bool) -> None:
    assert (AOW not in found(AOW, "heeft_aow_leeftijd", day)) is known


def test_the_amounts_of_a_law_can_end_before_its_version_starts() -> None:
    one = found(AOW, "hoogte_aow", "2028-02-15")[AOW]
    assert (one.version, one.until, one.articles) == ("2028-01-01", "2026-06-30", ("9",))


@pytest.mark.parametrize(("day", "warned"), [("2026-12-31", False), ("2027-01-01", True), ("2024-12-31", False)])
def test_a_law_of_a_year_holds_for_its_year(day: str, warned: bool) -> None:
    assert (CARE in found(CARE, "hoogte_zorgtoeslag", day)) is warned


def test_half_years_are_told_apart() -> None:
    """The norms of assistance change in July too, and only those of January are shipped."""
    assert "participatiewet" not in found(TAX, "inkomensheffing", "2025-06-30")
    assert found(TAX, "inkomensheffing", "2025-07-01")["participatiewet"].until == "2025-06-30"


@pytest.mark.parametrize(("day", "refused"), [("2030-12-31", False), ("2031-01-01", True)])
def test_a_day_too_long_after_is_refused(day: str, refused: bool) -> None:
    made = linked(CARE, "hoogte_zorgtoeslag", day)
    if not refused:
        assert within_horizon(corpus(), made)
        return
    with pytest.raises(BeyondHorizon, match="Wet op de zorgtoeslag"):
        within_horizon(corpus(), made)


def test_a_pinned_version_is_carried_on_purpose() -> None:
    pinned = corpus().pin(CARE, "2024-01-01")
    made = Linker(pinned, "2026-01-01", [load_registers().source()]).link(
        CARE, ("hoogte_zorgtoeslag",), {KEY: FieldSpec("number")}
    )
    assert CARE not in {one.law for one in carried(pinned, made)}


def test_what_was_linked_before_is_reached_again() -> None:
    """Linking is remembered; what an output reaches is not forgotten with it."""
    linker = Linker(corpus(), "2027-01-01", [load_registers().source()])
    first, second = (linker.link(CARE, ("hoogte_zorgtoeslag",), {KEY: FieldSpec("number")}) for _ in range(2))
    assert {(law.id, number) for law, number in first.articles} == {(law.id, number) for law, number in second.articles}
    less = linker.link(CARE, ("standaardpremie",), {KEY: FieldSpec("number")})
    assert {law.id for law, _ in less.articles} < {law.id for law, _ in first.articles}


# --- what the user sees --------------------------------------------------------------------------------------------------


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run(arguments)
    shown = capsys.readouterr()
    return code, shown.out + shown.err


def test_explain_warns_and_does_not_say_that_the_law_stands(capsys: pytest.CaptureFixture[str]) -> None:
    case = ("explain", AOW, "heeft_aow_leeftijd", "--with", "geboortedatum=1961-01-15", "--on")
    code, known = said(capsys, *case, "2028-02-15")
    assert code == 0
    assert "leeftijd: nee" in known
    assert "Let op" not in known
    code, later = said(capsys, *case, "2029-02-15")
    assert code == 0
    assert "Volgens de laatst bekende wet" in later
    assert "Let op: Algemene Ouderdomswet" in later
    code, refused = said(capsys, *case, "2031-02-15")
    assert code == 1
    assert "te ver na de laatste wet die bekend is" in refused


def test_run_warns_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, out = tmp_path / "personen.csv", tmp_path / "uit.csv"
    data.write_text("bsn,geboortedatum\n1,1950-02-28\n2,1952-02-29\n", encoding="utf-8")
    case = ("run", f"{AOW}:hoogte_aow", "--data", str(data), "--out", str(out), "--on")
    assert "Let op" not in said(capsys, *case, "2026-01-01")[1]
    assert "Let op: Algemene Ouderdomswet" in said(capsys, *case, "2026-07-01")[1]
    assert "1 mensen zijn geboren op 29 februari" in said(capsys, *case, "2026-03-01")[1]
    code, refused = said(capsys, *case, "2033-01-01")
    assert code == 1
    assert "te ver na" in refused


def test_explain_tells_that_no_act_decides_a_birthday_of_29_february(capsys: pytest.CaptureFixture[str]) -> None:
    case = ("explain", CARE, "hoogte_zorgtoeslag", "--with", "geboortedatum=2008-02-29", "--on")
    code, shown = said(capsys, *case, "2026-02-28")
    assert code == 0
    assert "Hoogte zorgtoeslag: € 0,00" in shown
    assert "geboren op 29 februari" in shown
    assert "geboren op 29 februari" not in said(capsys, *case, "2026-06-01")[1]
    assert "geboren op 29 februari" not in said(capsys, *case, "2028-02-28")[1]


def test_prove_warns_and_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("z3")
    case = ("prove", CARE, "--property", "a-inkomen", "--timeout", "20", "--on")
    code, shown = said(capsys, *case, "2028-02-01")
    assert code == 0
    assert "Let op: Wet op de zorgtoeslag" in shown
    code, refused = said(capsys, *case, "2031-02-01")
    assert code == 1
    assert "te ver na" in refused


@pytest.mark.parametrize(("day", "warned", "refused"), [
    ("2026-06-01", False, False), ("2027-06-01", True, False), ("2031-01-01", True, True),
])  # fmt: skip
@pytest.mark.parametrize("verb", ["explain", "run", "months", "explain months", "show", "show between", "curve"])
def test_every_verb_warns_and_refuses_alike(
    verb: str, day: str, warned: bool, refused: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, out, month = tmp_path / "personen.csv", tmp_path / "uit.csv", day[:7]
    data.write_text(f"bsn,maand,geboortedatum\n1,{month},1990-05-01\n", encoding="utf-8")
    span = ("--from", month, "--to", month)
    asked: tuple[str, ...] = {
        "explain": ("explain", CARE, "standaardpremie", "--on", day),
        "run": ("run", f"{CARE}:hoogte_zorgtoeslag", "--data", str(data), "--out", str(out), "--on", day),
        "months": ("run", f"{CARE}:hoogte_zorgtoeslag", "--data", str(data), "--out", str(out), *span),
        "explain months": ("explain", CARE, "hoogte_zorgtoeslag", *span),
        "show": ("show", CARE, "--on", day),
        "show between": ("show", CARE, "--between", "2025-01-01", day),
        "curve": ("curve", "--along", "spaargeld", "--out", str(tmp_path / "lijn"), "--on", day),
    }[verb]
    code, shown = said(capsys, *asked)
    assert code == int(refused)
    if refused:
        assert "te ver na de laatste wet die bekend is" in shown
        assert "Wet op de zorgtoeslag: de versie van 2026-01-01 is bekend tot en met 2026-12-31" in shown
        assert "die termijn is een aanname" in shown
        assert not out.exists()
        return
    assert ("Wet op de zorgtoeslag" in shown and "bekend tot en met 2026-12-31" in shown) is warned


@pytest.mark.parametrize(("day", "warned"), [("2026-01-01", False), ("2027-01-01", True)])
def test_a_population_is_run_with_the_same_warning(day: str, warned: bool, populations: Populations) -> None:
    laws, group = uv.laws(on=day), uv.population(populations(HOUSEHOLDS, SEED))
    found = laws.run((CARE, "standaardpremie"), group).warnings
    assert any("2026-12-31" in told for told in found) is warned


def test_a_population_is_refused_too_late(populations: Populations) -> None:
    with pytest.raises(BeyondHorizon, match="Wet op de zorgtoeslag"):
        uv.laws(on="2031-01-01").run((CARE, "standaardpremie"), uv.population(populations(HOUSEHOLDS, SEED)))


def test_an_assessment_of_which_nothing_is_known_any_more_is_refused(tmp_path: Path) -> None:
    proposal = load_proposal("huurtoeslag-2026")
    late = Situation("2045-01-01")
    with pytest.raises(UserError, match="te ver na"):
        make_context(replace(proposal, before=late, after=late), tmp_path, "uitvoerbaar assess")


def test_the_years_before_refusing_say_that_they_are_an_assumption() -> None:
    """No act and no source names them: in the data, and wherever somebody is refused by them."""
    bounded = [one for one in horizons() if one.months is not None or one.known is not None]
    assert bounded
    for one in bounded:
        assert one.assumed is not None, one.law
        assert "aanname" in one.assumed.nl
        assert "assumption" in one.assumed.english


def test_a_term_with_a_source_is_not_called_an_assumption(tmp_path: Path) -> None:
    file = tmp_path / "geldigheid.yaml"
    rule = "{wet: wet_op_de_zorgtoeslag, geldt_maanden: 12, weigeren_na_jaren: 4, reden: {nl: a, en: b}}"
    file.write_text(f"wetten: [{rule}]\n", encoding="utf-8")
    [one] = carried(corpus(), linked(CARE, "standaardpremie", "2031-01-01"), horizons(file))
    assert "(meer dan 4 jaar)" in one.told.nl


def test_check_tells_that_a_proposal_lies_beyond_what_is_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = """\
id: later
titel: Later
soort: wetsvoorstel
samenvatting: Later.
doel: Later.
besluit_door: Ministerie
uitgevoerd_door: [Dienst]
ingangsdatum: "{day}"
plaats: NL
voor: {{datum: "{day}"}}
na: {{datum: "{day}"}}
wijzigingen:
  - {{wet: wet_op_de_zorgtoeslag, artikel: "2", voor: een, na: twee}}
bron_cijfers: Eigen voornemen.
"""
    file = tmp_path / "proposal.yaml"
    for day, growth, law, code in (
        ("2026-01-01", False, False, 0), ("2028-01-01", False, True, 0), ("2030-01-01", True, True, 0),
        ("2032-01-01", True, True, 1),
    ):  # fmt: skip
        file.write_text(text.format(day=day), encoding="utf-8")
        found_code, shown = said(capsys, "check", str(file))
        assert ("zijn er geen groeicijfers" in shown) is growth, day
        assert ("Wet op de zorgtoeslag: de versie van 2026-01-01" in shown) is law, day
        assert found_code == code, day


def test_a_broken_file_is_told_by_line(tmp_path: Path) -> None:
    file = tmp_path / "geldigheid.yaml"
    file.write_text(
        "wetten:\n  - {wet: x, bekend_tot: gisteren, weigeren_na_jaren: 0, reden: {nl: a, en: b}}\n"
        "  - {wet: y, reden: {nl: a}}\n  - {wet: z, onbeperkt: true, reden: {nl: a, en: b}, geldt: 3}\n",
        encoding="utf-8",
    )
    with pytest.raises(LawFileError) as error:
        horizons(file)
    assert {problem.line for problem in error.value.problems} == {2, 3, 4}
