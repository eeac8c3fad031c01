"""`uitvoerbaar explain` on the command line, on the shipped laws and on the public RegelRecht corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.places import REGELRECHT
from uitvoerbaar.cli import run

LAWS = str(Path(__file__).parent / "laws")
PUBLIC = REGELRECHT / "corpus"
ASKED = ["explain", "wet_warmtetoeslag", "warmtetoeslag", "--on", "2025-03-01", "--laws", LAWS]


def told(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    code = run(command)
    out, err = capsys.readouterr()
    assert code == 0, err
    return out


def test_answer_summary_tree_assumptions_and_laws_in_that_order(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, *ASKED, "--with", "loon_uit_dienstbetrekking=€20.000")
    parts = [
        "Warmtetoeslag: € 300,00",
        "op 1 maart 2025",
        "In het kort",
        "Zo komt de wet eraan",
        "Niet opgegeven, dus aangenomen",
        "Gebruikte wetten",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_json_is_json_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(told(capsys, *ASKED, "--json", "--with", "eigen_inkomen=1000000"))
    assert made["format"] == "uitvoerbaar-uitleg-1"
    assert (made["value"], made["date"]) == (45_000, "2025-03-01")
    assert made["laws"][0]["url"] == "https://example.org/warmtetoeslag"
    assert made["trace"]["node"] == "output"
    assert {"who": "de persoon", "name": "partner_bsn", "value": None, "unit": None} in made["assumed"]


@pytest.mark.parametrize("name", ["geval.yaml", "geval.json"])
def test_a_case_file_and_with_wins(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = {
        "loon_uit_dienstbetrekking": 2_000_000,
        "partner": {"loon_uit_dienstbetrekking": 500_000},
        "kinderen": [{"geboortedatum": "2020-01-01"}],
    }
    file = tmp_path / name
    file.write_text(json.dumps(case), encoding="utf-8")  # JSON is YAML too
    assert told(capsys, *ASKED, "--case", str(file)).startswith("Warmtetoeslag: € 345,00")
    wins = told(capsys, *ASKED, "--case", str(file), "--with", "loon_uit_dienstbetrekking=0")
    assert wins.startswith("Warmtetoeslag: € 645,00")


def test_a_case_of_the_shipped_data_is_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a report's own commands name it: from the data folder on."""
    monkeypatch.chdir(tmp_path)
    asked = ("explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2026-01-01", "--case")
    assert "Hoogte zorgtoeslag" in told(capsys, *asked, "data/personas/chantal.yaml")
    assert run([*asked, "data/personas/niemand.yaml"]) == 1
    assert "data/personas/niemand.yaml: bestaat niet" in capsys.readouterr().err


def test_all_tells_the_tests_that_are_left_out_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    asked = [*ASKED, "--with", "partner={}"]
    assert "partner (ja) ontbreekt? nee" in told(capsys, *asked, "--all")
    assert "ontbreekt?" not in told(capsys, *asked)


def test_a_shipped_law_explains_with_every_law_below_it(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(
        capsys, "explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2025-01-01",
        "--with", "loon_uit_dienstbetrekking=€25.000", "--with", "geboortedatum=1990-05-01",
    )  # fmt: skip
    assert "Wet inkomstenbelasting 2001, versie 2025-01-01" in text
    assert "verzamelinkomen" in text.lower()
    assert "heeft zorgverzekering: ja (aangenomen)" in text


@pytest.mark.shared
@pytest.mark.parametrize(
    ("law", "output", "on", "given", "answer"),
    [
        # a law whose persons come from its own registers, and which takes intermediate outcomes as parameters
        (
            "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "2025-03-01",
            ["toetsingsinkomen=€25.000", "heeft_toeslagpartner=nee", "is_verzekerde=ja", "vermogen=0"],
            "Hoogte zorgtoeslag: € 1.638,00",
        ),
        # a scenario of the corpus itself, with fields that no register of ours has
        (
            "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "2025-01-01",
            ["bsn=999993653", "geboortedatum=2005-01-01",
             "partnerschap_type=GEEN", "polis_status=ACTIEF", "verdragsinschrijving=false",
             "loon_uit_dienstbetrekking=79547", "resultaat_overige_werkzaamheden=0", "eigen_woning=0",
             "buitenlands_inkomen=0", "reguliere_voordelen=0", "vervreemdingsvoordelen=0"],
            "Hoogte zorgtoeslag: € 2.096,92",
        ),
        # a law without persons
        (
            "burgerlijk_wetboek_boek_5", "minimale_afstand_cm", "2024-06-01",
            ["type_beplanting=boom", "gemeente_code=GM0363", "postcode=1012"], "Minimale afstand cm: 100",
        ),
    ],
)  # fmt: skip
def test_a_law_of_others_is_explained(
    law: str, output: str, on: str, given: list[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = [word for name in given for word in ("--with", name)]
    text = told(capsys, "explain", law, output, "--on", on, "--laws", str(PUBLIC), *pairs)
    assert text.startswith(answer + "\n")


def test_then_tells_what_the_answer_becomes_and_explains_that(capsys: pytest.CaptureFixture[str]) -> None:
    asked = [*ASKED, "--with", "loon_uit_dienstbetrekking=€20.000", "--then", "loon_uit_dienstbetrekking=€10.000"]
    text = told(capsys, *asked)
    assert text.startswith(
        "Warmtetoeslag: € 300,00\n  wordt met loon_uit_dienstbetrekking=€10.000: € 450,00, dat is € 150,00 meer\n"
    )
    assert "\n\nWarmtetoeslag: € 450,00\n" in text
    made = json.loads(told(capsys, *asked, "--json"))
    assert [(e["changed"], e["explanation"]["value"]) for e in made["explanations"]] == [
        (False, 30_000),
        (True, 45_000),
    ]


def test_both_sides_of_a_proposal_beside_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    """Rent above the limit of 2025 (900.07 euros a month, art. 13) gives nothing before, and something after."""
    asked = ["explain", "wet_op_de_huurtoeslag", "hoogte_huurtoeslag", "--on", "2026-01-01"]
    case = ["--with", "is_huurder=ja", "--with", "kale_huur=90008", "--with", "loon_uit_dienstbetrekking=2000000"]
    text = told(capsys, *asked, *case, "--proposal", "huurtoeslag-2026", "--side", "beide")
    before, after, *_ = text.splitlines()
    assert before == "Hoogte huurtoeslag zonder het voornemen: € 0,00"
    assert after.startswith("Hoogte huurtoeslag met het voornemen: € ")
    assert after.endswith(" meer")


def _of_the_case(err: str) -> str:
    """What is told of a case: the laws of this folder have errors of their own, which are told too."""
    return "".join(line for line in err.splitlines(keepends=True) if f"{LAWS}/" not in line)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("loon_uit_dienstbetrekking: 25000", "het hoogste is € 250,00 per jaar (loon_uit_dienstbetrekking)"),
        (
            "partner: {loon_uit_dienstbetrekking: 40000}",
            "het hoogste is € 400,00 per jaar (partner.loon_uit_dienstbetrekking)",
        ),
        ("loon_uit_dienstbetrekking: 25000euro", ""),
        ("geboortedatum: 1990-01-01", ""),
    ],
)
def test_amounts_without_a_unit_in_a_case_file_are_told_once(
    text: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "geval.yaml").write_text(f"{text}\n", encoding="utf-8")
    assert run([*ASKED, "--case", str(tmp_path / "geval.yaml")]) == 0
    said = _of_the_case(capsys.readouterr().err).replace("\u00a0", " ")
    assert (says in said) if says else said == ""
    assert said.count("\n") == bool(says)


def test_a_shipped_person_is_in_eurocents_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*ASKED, "--case", "chantal"]) == 0
    assert _of_the_case(capsys.readouterr().err) == ""


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("partner.partner.loon_uit_dienstbetrekking", "loon_uit_dienstbetrekking"),
        ("kind.1.partner.geboortedatum", "kind.1.geboortedatum"),
    ],
)
def test_a_hint_is_never_the_word_that_was_typed(typed: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2026-01-01", "--with", f"{typed}=5"]
    assert run(words) != 0
    assert f"bedoelde u '{hint}'?" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["kind.01.geboortedatum", "kind.00.geboortedatum", "huisgenoot.01.geboortedatum"])
def test_a_number_with_a_zero_is_no_other_name_of_the_first(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    head = name.split(".")[0]
    pairs = ["--with", f"{head}.1.geboortedatum=2020-01-01", "--with", f"{name}=2021-01-01"]
    assert (
        run(["explain", "wet_op_het_kindgebonden_budget", "hoogte_kindgebonden_budget", "--on", "2026-01-01", *pairs])
        == 1
    )
    assert f"'{name}' kan niet" in capsys.readouterr().err


@pytest.mark.parametrize("typed", ["0x10", "0X10", "0o17"])
def test_an_amount_is_typed_in_tens(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    pair = f"loon_uit_dienstbetrekking={typed}"
    assert run(["explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2026-01-01", "--with", pair]) == 1
    assert f"kan niet '{typed}' zijn" in capsys.readouterr().err


def test_a_partner_of_whom_only_the_number_is_given_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Opgegeven: partner: ja." in told(capsys, *ASKED, "--with", "partner_bsn=5")
    assert (
        "partner: ja" not in told(capsys, *ASKED, "--with", "partner.loon_uit_dienstbetrekking=0").split("Zo komt")[0]
    )


@pytest.mark.parametrize(
    "given",
    [["partner_bsn=1"], ["partner_bsn=null", "partner.loon_uit_dienstbetrekking=100"], ["bsn=7", "partner_bsn=7"]],
)
def test_a_partner_who_cannot_be_is_refused(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The person self, or nobody of whom there are facts: the wage of one of them would be lost without a word."""
    assert run([*ASKED, *(word for pair in given for word in ("--with", pair))]) != 0
    assert "partner_bsn" in capsys.readouterr().err
