"""The file of the backtests: every figure has a source, and every mistake in the file is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from uitvoerbaar.assess.backtests.cases import UNITS, load_cases
from uitvoerbaar.assess.backtests.change import proposal_of
from uitvoerbaar.assess.backtests.record import Sample, load_records
from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.law import load_corpus
from uitvoerbaar.population.tables import table

GOOD = """\
peildatum: "2026-11-29"
gevallen:
  - id: ouderenkorting
    naam: {nl: Ouderenkorting, en: Credit}
    hoe: {nl: Hoger, en: Higher}
    soort: raming
    dag: "2026-01-01"
    na:
      getallen: ["wet_inkomstenbelasting_2001~8.17 lid 2#definitions.maximum.value~€ 2.167"]
    vergelijkingen:
      - id: ouderenkorting
        maat: bedrag
        regeling: inkomensheffing
        datum: "2025-04-18"
        cijfer: {waarde: -179, eenheid: mln euro per jaar, jaar: 2026, zekerheid: gepubliceerd, bron: Tabel, url: https://example.org}
        herkomst: onafhankelijk
niet_doorgerekend:
  - naam: {nl: Minimumloon, en: Minimum wage}
    reden: {nl: Niet gemodelleerd, en: Not modelled}
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    file = tmp_path / "gevallen.yaml"
    file.write_text(GOOD, encoding="utf-8")
    return file


def test_the_good_file_is_read(written: Path) -> None:
    found = load_cases(written)
    assert [case.id for case in found.cases] == ["ouderenkorting"]
    assert found.cases[0].comparisons[0].published.value == -179
    assert len(found.not_run) == 1


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("maat: bedrag", "maat: bedragen", 12, "'maat' noemt 'bedragen'; dat bestaat niet (bedoelde u 'bedrag'?)"),
        ("regeling: inkomensheffing", "regeling: loonheffing", 13, "'regeling' noemt 'loonheffing'; dat bestaat niet"),
        ("soort: raming", "soort: gok", 6, "'soort' noemt 'gok'; dat bestaat niet"),
        ("mln euro per jaar", "mln euro", 15, "'eenheid' is 'mln euro'; bij deze maat hoort 'mln euro per jaar'"),
        (", url: https://example.org", "", 15, "een gepubliceerd cijfer heeft een 'url' nodig waar het te lezen is"),
        ("waarde: -179", "waarde: 0", 15, "'waarde' is 0: een verschil in procent met 0 bestaat niet"),
        ("zekerheid: gepubliceerd", "zekerheid: zeker", 15, "'zekerheid' noemt 'zeker'; dat bestaat niet"),
        (
            "herkomst: onafhankelijk",
            "herkomst: invoer",
            16,
            "bij 'herkomst: invoer' horen de bestanden waaruit het volgt",
        ),
        (
            "herkomst: onafhankelijk",
            "herkomst: deels\n        invoer: [totaal.csv]",
            17,
            "'totaal.csv' staat niet in data/population (bedoelde u 'totalen.csv'?)",
        ),
        ('dag: "2026-01-01"', 'dag: "2026-13-01"', 7, "'dag' moet een datum zijn (JJJJ-MM-DD), niet '2026-13-01'"),
        (
            '~€ 2.167"',
            '"',
            9,
            "'wet_inkomstenbelasting_2001~8.17 lid 2#definitions.maximum.value' is geen WET~KNOP~WAARDE",
        ),
        (
            '    na:\n      getallen: ["wet_inkomstenbelasting_2001~8.17 lid 2#definitions.maximum.value~€ 2.167"]\n',
            "",
            3,
            "voor en na zijn gelijk: dit geval verandert niets",
        ),
        ('dag: "2026-01-01"', "voornemen: huurtoeslag-2026", 8, "een geval met 'voornemen' heeft geen eigen 'na'"),
        ("    hoe: {nl: Hoger, en: Higher}\n", "", 3, "'hoe' ontbreekt; verwacht: een object"),
        (
            'datum: "2025-04-18"',
            'datum: "2025-13"',
            14,
            "'datum' is een jaar, maand of dag (JJJJ, JJJJ-MM of JJJJ-MM-DD), niet '2025-13'",
        ),
        ("soort: raming", "soort: raming\n    reden: geen", 7, "onbekende sleutel 'reden'"),
    ],
)
def test_a_mistake_is_told_with_its_line(written: Path, old: str, new: str, line: int, message: str) -> None:
    assert GOOD.count(old) == 1
    written.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(LawFileError) as error:
        load_cases(written)
    assert f"{written}:{line}: fout: {message}" in str(error.value)


def test_an_id_stands_once(written: Path) -> None:
    start = GOOD.index("  - id: ouderenkorting")
    again = GOOD[start : GOOD.index("niet_doorgerekend")]
    written.write_text(GOOD.replace("niet_doorgerekend", again + "niet_doorgerekend", 1), encoding="utf-8")
    with pytest.raises(LawFileError) as error:
        load_cases(written)
    assert "'ouderenkorting' staat ook op regel 3" in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "definitions.maximum.value",
            "definitions.top.value",
            "de knop '8.17 lid 2#definitions.top.value' bestaat niet",
        ),
        ("wet_inkomstenbelasting_2001~", "wet_inkomstenbelasting_2002~", "bedoelde u 'wet_inkomstenbelasting_2001'?"),
        (
            "    na:\n",
            '    na:\n      pins: {wet_inkomstenbelasting_2001: "1999-01-01"}\n',
            "heeft geen versie van 1999-01-01",
        ),
    ],
)
def test_a_law_or_number_that_is_not_there_is_told(written: Path, old: str, new: str, message: str) -> None:
    written.write_text(GOOD.replace(old, new), encoding="utf-8")
    (case,) = load_cases(written).cases
    with pytest.raises(LawFileError) as error, proposal_of(case, written, load_corpus()):
        pass
    assert str(error.value).startswith(f"{written}:3: fout: geval 'ouderenkorting': ")
    assert message in str(error.value)


HEAD = "huishoudens,jaar,seed,id,waarde,marge\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("id,waarde\n", 1, "de kop is 'id,waarde'; verwacht: huishoudens,jaar,seed,id,waarde,marge"),
        (HEAD + "4000,2026,5,a\n", 2, "4 cellen; verwacht: huishoudens,jaar,seed,id,waarde,marge"),
        (HEAD + "veel,2026,5,a,1,0\n", 2, "'huishoudens' is 'veel'; verwacht: een geheel getal"),
        (HEAD + "4000,2026,5,a,een,0\n", 2, "'waarde' is 'een'; verwacht: een getal"),
        (HEAD + "4000,2026,5,b,1,0\n", 2, "vergelijking 'b' staat niet in gevallen.yaml"),
        (HEAD + "4000,2026,5,a,1,0\n4000,2026,5,a,2,0\n", 3, "'a' staat er voor deze bevolking twee keer"),
    ],
)
def test_a_mistake_in_the_record_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    file = tmp_path / "vastgelegd.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LawFileError) as error:
        load_records(["a"], file)
    assert f"{file}:{line}: fout: {message}" in str(error.value)


def test_at_least_fifteen_changes_each_with_a_source_that_can_be_opened() -> None:
    found = load_cases()
    assert len(found.cases) >= 15
    for case in found.cases:
        for row in case.comparisons:
            assert row.published.source
            assert (row.published.url or "").startswith("https://")
            assert row.published.unit == UNITS[row.measured]


def test_every_number_and_version_of_the_shipped_cases_exists() -> None:
    found, base = load_cases(), load_corpus()
    for case in found.cases:
        with proposal_of(case, found.file, base) as proposal:
            assert proposal.after.corpus(base) is not None


def test_every_recorded_miss_says_why_or_asks() -> None:
    """On the largest population that is recorded, a row further than 25 percent off has an explanation or an open question."""
    found = load_cases()
    records = load_records(row.id for case in found.cases for row in case.comparisons)
    largest = records[max(records)]
    silent = [
        row.id
        for case in found.cases
        for row in case.comparisons
        if abs(largest[row.id] / row.published.value - 1) > 0.25 and row.why is None and row.question is None
    ]
    assert silent == []


def test_no_published_figure_is_called_independent_that_the_population_is_compared_with() -> None:
    """A figure that stands in totalen.csv (by scheme and value) is known to the population."""
    totals = table("totalen")
    known = set(zip(totals.text("regeling"), totals.numbers("waarde").tolist(), strict=True))
    for case in load_cases().cases:
        for row in case.comparisons:
            if row.origin == "onafhankelijk":
                assert (row.scheme, abs(row.published.value)) not in known


def test_records_know_their_population() -> None:
    found = load_cases()
    assert Sample(4000, 2026, 5) in load_records(row.id for case in found.cases for row in case.comparisons)
