"""People of a report: three cards, everybody to pick from without script, and nobody where nothing changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.pages import read
from tests.report.sample import sample
from uitvoerbaar.findings import Assessment, Column, Encoding, Figure, Text
from uitvoerbaar.report import render_html
from uitvoerbaar.report.people import EFFECT, SCHEMES, STORIES, People, people_of
from uitvoerbaar.report.view import build
from uitvoerbaar.report.words import LANGS, Lang, catalogue

_CHANGES = {"An": -900_00, "Bo": -100_00, "Cas": 0, "Do": 50_00, "Eva": 2_000_00}


def _figure(name: str, columns: tuple[str, ...], rows: list[dict[str, object]]) -> Figure:
    model = next(f for f in sample().figures if f.chart == "table" and f.value is None)
    made = tuple(
        Column(key, Text(key, key), "eurocent_per_jaar" if key in ("voor", "na") else "tekst") for key in columns
    )
    return replace(model, id=name, test="personas", columns=made, rows=tuple(rows), encoding=Encoding())  # type: ignore[arg-type]


def _figures(changes: dict[str, int]) -> tuple[Figure, ...]:
    effect = [{"persona": who, "voor": 1_000_000, "na": 1_000_000 + change} for who, change in changes.items()]
    stories = [{"persona": who, "verhaal": f"{who} woont in Polderland."} for who in changes]
    schemes = [
        {"persona": who, "regeling": scheme, "voor": 100_000, "na": 100_000 + change * (scheme == "Fietstoeslag")}
        for who, change in changes.items()
        for scheme in ("Fietstoeslag", "Huurtoeslag")
    ]
    return (
        _figure(EFFECT, ("persona", "voor", "na"), effect),
        _figure(STORIES, ("persona", "verhaal"), stories),
        _figure(SCHEMES, ("persona", "regeling", "voor", "na"), schemes),
    )


def _people(changes: dict[str, int]) -> People:
    people = people_of({figure.id: figure for figure in _figures(changes)})
    assert people is not None
    return people


def test_who_loses_most_the_middle_of_those_whom_it_touches_and_who_gains_most() -> None:
    people = _people(_CHANGES)
    assert {why: person.name.nl for why, person in people.cards} == {
        "loses_most": "An",
        "middle": "Do",
        "gains_most": "Eva",
    }
    assert [person.name.nl for person in people.everybody] == ["An", "Bo", "Do", "Eva", "Cas"]
    [scheme] = people.everybody[0].schemes
    assert (scheme.name.nl, scheme.before, scheme.after) == ("Fietstoeslag", 100_000, 10_000)


def test_nobody_is_shown_as_loser_who_gains() -> None:
    assert [why for why, _ in _people({"An": 10_00, "Bo": 20_00}).cards] == ["gains_most"]
    assert [why for why, _ in _people({"An": -10_00}).cards] == ["loses_most"]
    assert _people({"An": 0}).cards == ()
    assert people_of({}) is None


def _told() -> Assessment:
    a = sample()
    test = replace(a.tests[0], id="personas")
    return replace(a, tests=(*a.tests, test), figures=(*a.figures, *_figures(_CHANGES)))


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_has_the_cards_and_a_picker_that_needs_no_script(lang: Lang) -> None:
    assert build(_told()).people is not None
    page = read(render_html(_told().to_json(), lang))
    words = catalogue(lang)["people"]
    picks = [e for e in page.all("details") if e.attributes.get("name") == "persona"]
    assert len(picks) == len(_CHANGES)
    assert "An woont in Polderland." in picks[0].text
    assert words["schemes"] in picks[0].text
    cards = [e for e in page.all("li") if (e.attributes.get("class") or "") == "card loses_most"]
    assert [words["loses_most"] in card.text for card in cards] == [True]
