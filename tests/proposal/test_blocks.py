"""The blocks geld, alternatief and kader of proposal.yaml: what they give, and what is said of what is wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from uitvoerbaar.law.corpus import load_corpus
from uitvoerbaar.proposal import load_proposal
from uitvoerbaar.proposal.doubts import doubts
from uitvoerbaar.proposal.model import ProposalError

FRAME = """id: proef
titel: Proef
soort: wetsvoorstel
samenvatting: Een proef.
besluit_door: Ministerie
uitgevoerd_door: [Dienst Toeslagen]
ingangsdatum: "2026-01-01"
voor: {datum: "2026-01-01"}
na: {datum: "2026-01-01"}
bron_cijfers: Verzonnen.
"""
FIVE = "[1, 2, 3, 4, 5]"
MONEY = """geld:
  ingroei: [50, 100, 100, 100, 100]
  betaalt: {huurtoeslag: rijk}
  dekking:
    - {naam: Kas, bedragen: [1000000, 0, 0, 0, 0], wie: rijk, bron: Voorjaarsnota 2026}
  uitvoering:
    - {naam: Bouw, onderdeel: automatisering, soort: incidenteel, wie: rijk, bedragen: [500000, 0, 0, 0, 0], fte: 2.5, bron: dienst}
  cw31: {doeltreffendheid: Meer mensen krijgen wat hun toekomt.}
"""
COVER = "    - {naam: ' kas', bedragen: [2000, 0, 0, 0, 0], wie: rijk, bron: nota}\n"
OTHER = """alternatief:
  naam: {nl: Een lagere grens, en: A lower limit}
  getallen: [wet_op_de_zorgtoeslag~3#grens~100000]
"""
PERSON = """kader:
  - {rij: personeel, waarde: 4 fte structureel, wie: hoofd planning Dienst Toeslagen, datum: "2026-02-01", reden: Als 2024.}
"""


def load(folder: Path, blocks: str) -> object:
    (folder / "proposal.yaml").write_text(FRAME + blocks, encoding="utf-8")
    return load_proposal(str(folder))


def test_the_blocks_are_read(tmp_path: Path) -> None:
    (tmp_path / "proposal.yaml").write_text(FRAME + MONEY + OTHER + PERSON, encoding="utf-8")
    found = load_proposal(str(tmp_path))
    assert found.money is not None
    assert found.money.growth == (50, 100, 100, 100, 100)
    assert found.money.growth_given
    assert found.money.first_year == found.money.price_level == 2026
    assert found.money.cover[0].amounts[0] == 1_000_000
    assert found.money.delivery[0].fte == 2.5
    assert found.money.efficiency is None
    assert found.money.effectiveness is not None
    assert found.alternative is not None
    assert found.alternative.numbers == {"wet_op_de_zorgtoeslag": {"3#grens": "100000"}}
    assert found.person_values["personeel"].value == "4 fte structureel"


BROKEN = [
    (MONEY.replace("[1000000, 0, 0, 0, 0]", "[1000000, 0]"), 15, "'bedragen' heeft 2 bedragen; verwacht: 5"),
    (MONEY.replace("[1000000, 0, 0, 0, 0]", "[-1, 0, 0, 0, 0]"), 15, "niet negatief"),
    (MONEY.replace("wie: rijk, bron: V", "wie: rijks, bron: V"), 15, "'wie' noemt 'rijks'; dat bestaat niet"),
    (MONEY.replace("[50, 100", "[0.5, 100"), 12, "'ingroei'"),
    (MONEY.replace("[50, 100", "[150, 100"), 12, "percentages van 0 tot en met 100"),
    (MONEY.replace(", bron: Voorjaarsnota 2026", ""), 15, "'bron' ontbreekt"),
    (MONEY.replace("dekking:", "deking:"), 14, "onbekende sleutel 'deking'"),
    (MONEY.replace("  ingroei", "  eerste_jaar: 2024\n  ingroei"), 12, "voor het jaar van ingang"),
    (MONEY.replace("onderdeel: automatisering", "onderdeel: ict"), 17, "'onderdeel' noemt 'ict'"),
    (MONEY.replace("[1000000, 0, 0", "[65000000000000, 0, 0"), 15, "meer dan honderd miljard euro; zijn het centen?"),
    (MONEY.replace("[1000000, 0, 0", "[650, 650, 650"), 15, "heeft 650: minder dan duizend euro; zijn het miljoenen"),
    (MONEY.replace("[1000000, 0, 0, 0, 0]", "[1,500,100,0,0]"), 15, "staat er een komma in een getal?"),
    (MONEY.replace("[1000000, 0, 0, 0, 0]", "[1,500,000,0,0]"), 15, "000 begint met een nul"),
    (MONEY.replace("[1000000, 0, 0, 0, 0]", "[1.000.000, 0, 0, 0, 0]"), 15, "verwacht: een geheel getal"),
    (MONEY.replace("[500000, 0, 0", "[500, 0, 0"), 17, "minder dan duizend euro"),
    (MONEY.replace("  uitvoering:", COVER + "  uitvoering:"), 16, "deze regel staat er al (regel 15)"),
    (MONEY.replace("  uitvoering:", "  bestaand_budget:\n" + COVER + "  uitvoering:"), 17, "staat er al (regel 15)"),
    (MONEY.replace("  cw31", MONEY.splitlines()[6] + "\n  cw31"), 18, "deze regel staat er al (regel 17)"),
    (MONEY.replace("  ingroei", "  eerste_jaar: 2029\n  ingroei"), 12, "van 2026 tot dan kost, zou ontbreken"),
    (MONEY.replace("  ingroei", "  prijspeil: 2062\n  ingroei"), 12, "meer dan 10 jaar van de ingang"),
    (MONEY.replace("bron: Voorjaarsnota 2026", "bron: nota, zekerheid: zeker"), 15, "'zekerheid' noemt 'zeker'"),
    ("geld: 3\n", 11, "verwacht: een object"),
    ("alternatief: {naam: Niets}\n", 11, "het alternatief verandert niets"),
    (OTHER.replace("~100000", ""), 13, "is geen WET~KNOP~WAARDE"),
    ("alternatief: {naam: Buiten, wetten: [../elders]}\n", 11, "map"),
    ("alternatief: {naam: Weg, wetten: [nergens]}\n", 11, "'nergens' bestaat niet"),
    (PERSON.replace("rij: personeel", "rij: personneel"), 12, "'rij' noemt 'personneel'; dat bestaat niet"),
    (
        PERSON.replace("personeel, waarde: 4 fte structureel", "interactie, waarde: enorm"),
        12,
        "rij 'interactie' kent geen waarde 'enorm'",
    ),
    (PERSON.replace("personeel, waarde: 4 fte structureel", "invoering, waarde: gauw"), 12, "moet een datum zijn"),
    (PERSON.replace("hoofd planning Dienst Toeslagen", "J. de Vries"), 12, "lijkt een naam"),
    (PERSON.replace("hoofd planning Dienst Toeslagen", "Jan Jansen"), 12, "lijkt een naam"),
    (PERSON.replace("hoofd planning Dienst Toeslagen", "hoofd Anna van der Berg"), 12, "lijkt een naam"),
    (PERSON.replace("hoofd planning Dienst Toeslagen", "hoofd drs. Jansen"), 12, "lijkt een naam"),
    (PERSON.replace("hoofd planning Dienst Toeslagen", "'hoofd (jan@voorbeeld.nl)'"), 12, "lijkt een naam"),
    (PERSON.replace("Als 2024.", "Vraag jan@voorbeeld.nl."), 12, "heeft een e-mailadres of telefoonnummer"),
    (PERSON.replace("Als 2024.", "Bel 070-1234567."), 12, "heeft een e-mailadres of telefoonnummer"),
    (PERSON.replace('"2026-02-01"', '"2026-02-31"'), 12, "'datum' moet een datum zijn"),
    (PERSON.replace(", reden: Als 2024.", ""), 12, "'reden' ontbreekt"),
    (PERSON + PERSON.splitlines()[1] + "\n", 13, "staat er twee keer"),
    ("kader: personeel\n", 11, "'kader' is een lijst van rijen"),
]


@pytest.mark.parametrize(
    "who",
    [
        "hoofd planning Dienst Toeslagen",
        "Directeur Ministerie van Financiën",
        "CIO Dienst Uitvoering Onderwijs",
        "coördinator uitvoeringstoetsen van de Sociale Verzekeringsbank",
        "head of planning",
    ],
)
def test_a_function_is_no_name(tmp_path: Path, who: str) -> None:
    load(tmp_path, PERSON.replace("hoofd planning Dienst Toeslagen", who))


@pytest.mark.parametrize(("blocks", "line", "said"), BROKEN, ids=[said for _, _, said in BROKEN])
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, blocks: str, line: int, said: str) -> None:
    with pytest.raises(ProposalError) as caught:
        load(tmp_path, blocks)
    told = [(problem.line, problem.message) for problem in caught.value.problems]
    assert any(at == line and said in message for at, message in told), told


def test_every_problem_of_every_block_comes_at_once(tmp_path: Path) -> None:
    with pytest.raises(ProposalError) as caught:
        load(
            tmp_path,
            MONEY.replace("deel: auto", "deel: x") + "alternatief: {naam: Niets}\n" + PERSON.replace("personeel", "x"),
        )
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ("pins: {wet_op_de_huurtoeslag: '1999-01-01'}", "heeft geen versie 1999-01-01"),
        ("pins: {wet_op_de_huurtoeslg: '2025-01-01'}", "de wet 'wet_op_de_huurtoeslg' bestaat niet"),
        ("getallen: [wet_op_de_huurtoeslag~13#weg~21]", "de knop '13#weg' bestaat niet"),
    ],
)
def test_an_alternative_that_cannot_be_made_is_told_before_the_work(tmp_path: Path, changes: str, said: str) -> None:
    (tmp_path / "proposal.yaml").write_text(f"{FRAME}alternatief:\n  naam: Anders\n  {changes}\n", encoding="utf-8")
    found = doubts(load_proposal(str(tmp_path)), load_corpus())
    told = [problem for problem in found if problem.level == "error"]
    assert [said in problem.message for problem in told] == [True]
    assert told[0].line == 12
