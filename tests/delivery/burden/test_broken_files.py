"""Broken files of duties, rates and businesses: each gives file, line, what is wrong and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.delivery.burden.read import duties_dir, find_duties, load_duties, load_rates
from uitvoerbaar.delivery.business.data import businesses_dir, load_business_data
from uitvoerbaar.delivery.business.now_data import load_now

STAFF, SECTORS, YEARS = ("administratief", "leidinggevend", "hoogopgeleid"), ("A", "F"), (2020, 2025)
WPM = (duties_dir() / "werkgebonden-personenmobiliteit.yaml").read_text(encoding="utf-8")


def _wrong(tmp_path: Path, old: str, new: str) -> list[str]:
    """The problems of the shipped duty with one thing in it changed."""
    assert old in WPM
    file = tmp_path / "plichten.yaml"
    file.write_text(WPM.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawFileError) as error:
        load_duties(file, STAFF, SECTORS, YEARS)
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "soort: informatie",
            "soort: informatief",
            r":11: fout: 'soort' noemt 'informatief'; dat bestaat niet \(bedoelde u 'informatie'",
        ),
        (
            "banen_vanaf: 100",
            "banen_vanaf: 100, banen_tot: 50",
            r":14: .*'banen_tot' \(50\) is niet meer dan 'banen_vanaf' \(100\)",
        ),
        ("keer_per_jaar: 1", "keer_per_jaar: 400", r":16: .*'keer_per_jaar' is 400; verwacht: 0 tot en met 366"),
        ("staf: leidinggevend", "staf: directeur", r"'staf' noemt 'directeur'; dat bestaat niet"),
        ("laag: 480, hoog: 2400", "laag: 480", r"'laag' en 'hoog' horen bij elkaar"),
        (
            "waarde: 960, laag: 480, hoog: 2400",
            "waarde: 96, laag: 480, hoog: 2400",
            r"'waarde' \(96\) ligt niet tussen",
        ),
        ("minuten: {waarde: 2,", "minuut: {waarde: 2,", r"'minuten' ontbreekt"),
        ("per: baan", "per: aanvrager", r"'per' noemt 'aanvrager'; dat bestaat niet"),
        ("bedrijfseigen: 0.1", "bedrijfseigen: 10", r"'bedrijfseigen' is 10; verwacht: 0 tot en met 1"),
        ("jaar: 2025\n", "jaar: 2019\n", r":6: .*'jaar' is 2019; bedrijven zijn er van 2020, 2025"),
        (
            "na: {soort: bedrijven, banen_vanaf: 250}",
            "na: {soort: burgers, telling: nieuw}",
            r"'voor' en 'na' gaan over verschillende doelgroepen",
        ),
        (
            "zekerheid: aanname}}\n      - {naam: {nl: reizen",
            "zekerheid: zeker}}\n      - {naam: {nl: reizen",
            r"'zekerheid' noemt 'zeker'",
        ),
        (
            "investering: {waarde: 1500, laag: 0",
            "investering: {waarde: 1500, laag: -5",
            r"'investering' is -5; minder dan nul kan niet",
        ),
    ],
)
def test_a_broken_duty_says_where_and_what(tmp_path: Path, old: str, new: str, told: str) -> None:
    problems = _wrong(tmp_path, old, new)
    assert any(re.search(told, problem) for problem in problems), problems
    assert all(re.match(r".*plichten\.yaml:\d+", problem) for problem in problems)


def test_a_duty_that_stands_there_twice_is_told(tmp_path: Path) -> None:
    start = WPM.index("  - id: wpm")
    body = WPM[start : WPM.index("\nnut:") + 1]
    assert "de plicht 'wpm' staat er twee keer" in "\n".join(_wrong(tmp_path, body, body + body))


def test_a_name_without_duties_says_which_there_are() -> None:
    with pytest.raises(UserError, match="toeslagen, werkgebonden-personenmobiliteit"):
        find_duties("bestaat-niet")


def test_rates_need_a_day_and_an_amount(tmp_path: Path) -> None:
    file = tmp_path / "tarieven.yaml"
    text = (duties_dir() / "tarieven.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace('"2018-01-01"', '"1-1-2018"').replace("waarde: 77", "waarde: -77"), encoding="utf-8")
    with pytest.raises(LawFileError) as error:
        load_rates(file)
    told = str(error.value)
    assert "'1-1-2018' is geen dag; verwacht: JJJJ-MM-DD" in told
    assert "'waarde' (-77) ligt niet tussen" in told


def _copy(tmp_path: Path, name: str, old: str, new: str) -> Path:
    for path in businesses_dir().glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert path.name != name or old in text
        (tmp_path / path.name).write_text(text.replace(old, new, 1) if path.name == name else text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "sectoren.yaml",
            "tot_50: 79350",
            "tot_50: 99350",
            "sector A: 'een', 'tot_50', 'tot_250' en 'bedrijven' moeten oplopen",
        ),
        (
            "sectoren.yaml",
            "van_250_tot_500: 10",
            "van_250_tot_500: 100",
            "sector A: meer dan er bedrijven van 250 of meer zijn",
        ),
        ("sectoren.yaml", "omzetdaling: 0.06", "omzetdaling: 6", "'omzetdaling' is 6; verwacht: van 0 tot 1"),
        ("sectoren.yaml", "groep: klein", "groep: groter", "'groep' noemt 'groter'; dat bestaat niet"),
        ("parameters.yaml", "jaar: 2020", "jaar: 20", "'jaar' is 20; verwacht: 1900 tot en met 2100"),
    ],
)
def test_broken_figures_of_businesses_say_where_and_what(
    tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    with pytest.raises(LawFileError) as error:
        load_business_data(_copy(tmp_path, name, old, new))
    assert told in str(error.value)
    assert name in str(error.value)


def test_a_broken_path_of_turnover_says_where_and_what(tmp_path: Path) -> None:
    where = _copy(tmp_path, "now.yaml", "maanden: [0.7, 1.1, 1.0, 0.7, 0.5]", "maanden: [0.7]")
    with pytest.raises(LawFileError, match="'maanden' heeft 1 getallen; verwacht: ten minste 3"):
        load_now(where / "now.yaml")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("eenheid: minuten", "eenheid: uren", r"'minuten' heeft eenheid 'uren'; verwacht: minuten"),
        ("eenheid: minuten", "eenheid: minuten per maand", r"'minuten' is 'per maand'; verwacht: minuten van een keer"),
        ("eenheid: minuten", "eenheid: minuten per werknemer", r"'minuten' is 'per werknemer'; .* per bedrijf"),
        ("eenheid: euro per bedrijf", "eenheid: euro per jaar", r"'investering' is 'per jaar'; verwacht: euro van een"),
        ("eenheid: euro per bedrijf", "eenheid: euro per baan", r"'investering' is 'per baan'; .* per bedrijf"),
        ("eenheid: euro per bedrijf", "eenheid: eurocent", r"'investering' heeft eenheid 'eurocent'; verwacht: euro"),
        ("banen_vanaf: 100", "banen_vanaf: 100, sectoren: []", r"'sectoren' is leeg; laat hem weg voor alle sectoren"),
        ("banen_vanaf: 100", "banen_vanaf: -100", r"'banen_vanaf' is -100; minder dan nul kan niet"),
        (
            "bedrijfseigen: 0.1",
            'bedrijfseigen: 0.1\n    deel: {waarde: 30, eenheid: deel, jaar: 2024, zekerheid: aanname, bron: "x"}',
            r"'deel' is 30; verwacht: een deel, van 0 tot en met 1",
        ),
    ],
)
def test_what_would_be_read_as_something_else_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    """Hours for minutes, cents for euros, a percentage for a part, no sectors for all of them."""
    assert any(re.search(told, problem) for problem in _wrong(tmp_path, old, new))


def test_rates_in_cents_are_told(tmp_path: Path) -> None:
    file = tmp_path / "tarieven.yaml"
    text = (duties_dir() / "tarieven.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("eenheid: euro per uur", "eenheid: eurocent per uur", 1), encoding="utf-8")
    with pytest.raises(LawFileError, match="'tarief' heeft eenheid 'eurocent per uur'; verwacht: euro per uur"):
        load_rates(file)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[0.7, 1.1, 1.0, 0.7, 0.5]", "[0.7, veel, 1.0, 0.7, 0.5]", "'veel'; verwacht: een getal"),
        ("regeling: eerste", "geheim: ja\nregeling: eerste", "onbekende sleutel 'geheim'"),
    ],
)
def test_the_figures_of_the_scheme_are_read_strictly(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = (businesses_dir() / "now.yaml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "now.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LawFileError, match=told):
        load_now(file)
