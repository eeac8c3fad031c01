"""A report.json of somebody else: what contradicts itself is refused, and its commands are shown as foreign."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import uitvoerbaar as uv
from tests.fixtures.polderland import Assess
from tests.report.sample import sample
from uitvoerbaar.face.pages import write_page
from uitvoerbaar.findings.check import ReportError, check_report
from uitvoerbaar.report import write_report

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(tmp_path / "config"))


@pytest.fixture(scope="module")
def kept() -> dict[str, dict[str, Any]]:
    """What one test leaves for the next: the assessment, which no test changes."""
    return {}


@pytest.fixture
def data(assess: Assess, kept: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A report.json of the fictional country to change at will. It is assessed once."""
    if "json" not in kept:
        kept["json"] = assess("alles-of-niets").to_json()
    return copy.deepcopy(kept["json"])


def raised(d: dict[str, Any]) -> None:
    d["verdict"].update(value="uitvoerbaar")
    d["kader"][-1].update(value="uitvoerbaar")


def critical(d: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(f for f in d["findings"] if f["severity"] == "kritiek" and f["test"] == "vergissingen")
    return found


def gone(d: dict[str, Any]) -> None:
    """A critical finding taken out, with everything that names it."""
    name = critical(d)["id"]
    d["findings"] = [f for f in d["findings"] if f["id"] != name]
    for row in (d["verdict"], *d["kader"]):
        for key in ("reasons", "findings"):
            if key in row:
                row[key] = [one for one in row[key] if one != name]


def figure(d: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(f for f in d["figures"] if f["id"].startswith(name))
    return found


def first_count(d: dict[str, Any], number: int) -> None:
    figure(d, "begroting-regelingen")["rows"][0]["huishoudens"] = number


def cents_off(d: dict[str, Any], cents: int) -> None:
    """A table in cents beside a change in whole euros."""
    change = figure(d, "begroting-opvangtoeslag-verschil")
    name = change["title"]["nl"].partition(":")[0]
    before, after = (row for row in figure(d, "begroting-regelingen")["rows"] if row["regeling"]["nl"] == name)
    after["bedrag"] = before["bedrag"] + change["value"] + cents


@pytest.mark.parametrize(("change", "says"), [
    (lambda d: None, ""),
    (lambda d: cents_off(d, 50), ""),
    (lambda d: cents_off(d, 53), "is niet het verschil in de tabel"),
    (lambda d: cents_off(d, -53), "is niet het verschil in de tabel"),
    (raised, "verdict.value: 'uitvoerbaar' spreekt de bevindingen tegen"),
    (lambda d: d["verdict"].update(reasons=d["verdict"]["reasons"][1:]), "verdict.reasons"),
    (gone, "kritieke bevindingen, er staan er"),
    (lambda d: critical(d).update(severity="aandacht"), "verdict"),
    (lambda d: d["kader"][0].update(value="beperkt"), "kader[0].value: 'beperkt' spreekt de bevindingen tegen"),
    (lambda d: critical(d)["households"].update(value=10**7, high=10**7, of=None), "is meer dan de bevolking"),
    (lambda d: critical(d)["smallest_case"].update(loss=5), "smallest_case.loss"),
    (lambda d: critical(d)["smallest_case"].update(ratio=1.5), "smallest_case.ratio"),
    (lambda d: critical(d)["title"].update(nl="1 euro niet betaald: dat kost €\u00a05 toeslag per jaar"), "noemt niet het verlies"),
    (lambda d: first_count(d, 10**7), "kan niet in een bevolking van"),
    (lambda d: first_count(d, -1), "kan niet in een bevolking van"),
    (lambda d: figure(d, "inkomenseffecten-verliezers").update(value=10**7), "figures["),
    (lambda d: figure(d, "inkomenseffecten-aandelen")["rows"][0].update(aandeel=-0.2, laag=-0.3), "tussen 0 en 1"),
    (lambda d: figure(d, "begroting-opvangtoeslag-verschil").update(value=7, range=None), "is niet het verschil in de tabel"),
    (lambda d: d["population"].update(households=10**7), "population.households"),
])  # fmt: skip
def test_a_report_that_contradicts_itself_is_refused_with_the_place(
    data: dict[str, Any], change: Change, says: str
) -> None:
    change(data)
    said = ""
    try:
        check_report(data)
    except ReportError as error:
        said = str(error)
    assert says in said
    assert bool(says) == bool(said)


def test_a_share_in_a_chart_that_differs_from_the_first_screen_is_refused(data: dict[str, Any]) -> None:
    """Who lose and who gain are one claim: charts and tables by group add up to the number on the first screen."""
    check_report(data)
    shares = figure(data, "inkomenseffecten-aandelen")
    for row in shares["rows"]:
        row.update(laag=0, hoog=1, aandeel=1 if row["klasse"]["nl"] == "minder" else 0)
    with pytest.raises(ReportError, match="maar het getal op het eerste scherm is"):
        check_report(data)


@pytest.mark.parametrize(("cents", "fits"), [(49, True), (-49, True), (60, False)])
def test_a_change_in_whole_euros_fits_sums_in_cents(data: dict[str, Any], cents: int, fits: bool) -> None:
    """A report made elsewhere may round its sums to the cent and the change beside them to the euro."""
    change = figure(data, "begroting-opvangtoeslag-verschil")
    scheme = change["title"]["nl"].partition(":")[0]
    rows = figure(data, "begroting-regelingen")["rows"]
    before, row = (
        next(r for r in rows if r["kant"]["nl"] == k and r["regeling"]["nl"] == scheme) for k in ("Voor", "Na")
    )
    row["bedrag"] = before["bedrag"] + change["value"] + cents
    row["laag"], row["hoog"] = row["bedrag"], row["bedrag"]
    if fits:
        check_report(data)
    else:
        with pytest.raises(ReportError, match="is niet het verschil in de tabel"):
            check_report(data)


def test_commands_of_a_file_that_was_not_written_here_are_told_to_be_foreign(tmp_path: Path) -> None:
    own, _ = write_report(sample(), tmp_path / "own")
    page = write_page(own, tmp_path / "own.html", "nl", pdf=False, parliament=False)
    assert "niet door dit programma gemaakt" not in page.read_text(encoding="utf-8")

    data = json.loads(own.read_text(encoding="utf-8"))
    data["findings"][0]["command"] = "rm -rf ~; uitvoerbaar"
    foreign = tmp_path / "foreign.json"
    foreign.write_text(json.dumps(data), encoding="utf-8")
    for parliament in (False, True):
        text = write_page(foreign, tmp_path / "f.html", "nl", pdf=False, parliament=parliament).read_text(
            encoding="utf-8"
        )
        commands = text.count('<pre class="command">')
        dutch, english = text.count("niet door dit programma gemaakt"), text.count("was not made by this program")
        assert commands == dutch + english
        assert (dutch > 0, english > 0) == (True, not parliament)
    page = write_page(foreign, tmp_path / "e.html", "en", pdf=False, parliament=False, one_language=True)
    assert "was not made by this program" in page.read_text(encoding="utf-8")


def test_a_foreign_report_stays_foreign_when_it_is_written_again(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.json"
    foreign.write_text(json.dumps(sample().to_json()), encoding="utf-8")
    read = uv.read(foreign)
    again, page = read.write(tmp_path / "again", pdf=False)
    assert "niet door dit programma gemaakt" in page.read_text(encoding="utf-8")
    assert uv.read(again).foreign
    assert "niet door dit programma gemaakt" in read.findings[0]._repr_html_()
    own, _ = write_report(sample(), tmp_path / "own")
    assert not uv.read(own).foreign
