"""Tables as spreadsheets and other programs write them: read in the one way that they can be, else refused; never misread."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import uitvoerbaar as uv
from uitvoerbaar.cli import run
from uitvoerbaar.population.own.day_notation import DAY_FIRST, ISO, MONTH_FIRST, read_days

ON = "2026-01-01"
ASK = "wet_op_de_zorgtoeslag:hoogte_zorgtoeslag"
HEAD = "bsn;geboortedatum;loon_uit_dienstbetrekking;heeft_zorgverzekering\n"


@pytest.fixture(scope="module")
def law() -> uv.Laws:
    return uv.laws(on=ON)


def frame(**columns: list[Any]) -> dict[str, list[Any]]:
    return {"bsn": list(range(1, 1 + len(next(iter(columns.values()))))), **columns}


def answers(law: uv.Laws, path: Path, **said: Any) -> list[Any]:
    made = law.run(ASK, uv.people(path, **said))
    assert not made.errors
    return list(made.table["hoogte_zorgtoeslag"].to_pylist())


@pytest.mark.parametrize(
    ("words", "days", "told"),
    [
        (["1990-05-01", "2000-12-31"], ["1990-05-01", "2000-12-31"], ""),
        (["1990-5-1", "2000/12/31"], ["1990-05-01", "2000-12-31"], ""),
        (["1990-05-01T00:00:00", "2000-12-31 00:00"], ["1990-05-01", "2000-12-31"], ""),
        (["13-05-1990", "03-05-1990"], ["1990-05-13", "1990-05-03"], "dag-maand-jaar"),
        (["13/5/1990", "3.5.1990"], ["1990-05-13", "1990-05-03"], "dag-maand-jaar"),
        (["05/13/1990", "05/03/1990"], ["1990-05-13", "1990-05-03"], "maand-dag-jaar"),
        (["05-05-1990", "01-01-2000"], ["1990-05-05", "2000-01-01"], ""),
        (["19900501", "20001231"], ["1990-05-01", "2000-12-31"], "acht cijfers"),
    ],
)
def test_days_that_can_be_read_in_one_way(words: list[str], days: list[str], told: str) -> None:
    read = read_days(words)
    assert [read.days[word].isoformat() for word in words] == days
    assert told in read.told
    assert bool(told) == bool(read.told)


@pytest.mark.parametrize(
    ("words", "wrong", "why"),
    [
        (["03-05-1990", "04-06-1991"], ["03-05-1990", "04-06-1991"], "kan 1990-05-03 zijn of 1990-03-05"),
        (["13-05-1990", "05-13-1990", "14-05-1990"], ["05-13-1990"], "past niet bij dag-maand-jaar"),
        (["1990-05-01", "1991-05-01", "02-05-1990"], ["02-05-1990"], "past niet bij jaar-maand-dag"),
        (["32994"], ["32994"], "zou het 1990-05-01 zijn"),
        (["01-05-90"], ["01-05-90"], "jaar van twee cijfers"),
        (["1899-12-30"], ["1899-12-30"], "lege datum van een rekenblad"),
        (["1900-01-00"], ["1900-01-00"], "lege datum van een rekenblad"),
        (["19900500"], ["19900500"], "zonder dag"),
        (["01051990"], ["01051990"], "is geen datum"),
        (["31-02-1990"], ["31-02-1990"], "is geen datum"),
        (["1990-05-01 13:45"], ["1990-05-01 13:45"], "tijd van de dag"),
        (["1 mei 1990"], ["1 mei 1990"], "schrijf JJJJ-MM-DD"),
        (["NA", "1990-05-01"], ["NA"], "is geen datum"),
    ],
)
def test_days_that_cannot_are_told_why(words: list[str], wrong: list[str], why: str) -> None:
    read = read_days(words)
    assert sorted(read.wrong) == sorted(wrong)
    assert why in read.wrong[wrong[0]]
    assert not set(read.days) & set(wrong)


def test_the_user_may_say_the_order_but_not_against_the_column() -> None:
    assert read_days(["03-05-1990"], DAY_FIRST).days["03-05-1990"].isoformat() == "1990-05-03"
    assert read_days(["03-05-1990"], MONTH_FIRST).days["03-05-1990"].isoformat() == "1990-03-05"
    assert list(read_days(["13-05-1990", "03-05-1990"], MONTH_FIRST).wrong) == ["13-05-1990"]
    assert read_days(["1990-05-01"], DAY_FIRST).days  # nothing to say of it
    assert list(read_days(["13-05-1990"], ISO).wrong) == ["13-05-1990"]


@pytest.mark.parametrize(
    ("yes", "no", "told"),
    [
        ("ja", "nee", False), ("J", "N", True), ("JA", "Nee", False), ("1", "0", True), ("WAAR", "ONWAAR", True),
        ("TRUE", "FALSE", False), ("yes", "no", True), ("Y", "N", True), ("1.0", "0.0", True), (" ja ", "nee", False),
    ],
)  # fmt: skip
def test_yes_and_no(law: uv.Laws, yes: str, no: str, told: bool) -> None:
    made = law.run(ASK, frame(heeft_zorgverzekering=[yes, no]))
    first, second = made.table["hoogte_zorgtoeslag"].to_pylist()
    assert first > second == 0
    assert any("heeft_zorgverzekering" in line for line in made.read_as) == told


@pytest.mark.parametrize("words", [["x", "ja"], ["1", "2"], ["-1", "0"], ["t", "f"], ["ja", "NA"], ["ja", "onbekend"]])
def test_words_that_are_no_yes_and_no_no_are_refused(law: uv.Laws, words: list[str]) -> None:
    with pytest.raises(uv.UserError, match="is geen ja of nee"):
        law.run(ASK, frame(heeft_zorgverzekering=words))


def test_truths_as_numbers_with_a_gap(law: uv.Laws) -> None:
    made = law.run(ASK, frame(heeft_zorgverzekering=[1.0, 0.0]))
    assert made.table["hoogte_zorgtoeslag"].to_pylist()[1] == 0
    with pytest.raises(uv.UserError, match="is geen ja of nee"):
        law.run(ASK, frame(heeft_zorgverzekering=[1.0, 0.5]))


def test_a_dutch_spreadsheet_as_it_comes(law: uv.Laws, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    text = HEAD + "1;13-05-1990;25.000,00;J\r\n2;03-05-1988;1.234,56;N\r\n;;;\r\n  ;;;  \r\n"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    first, second = answers(law, path)
    assert (first, second) == (155000, 0)
    assert law.run(ASK, uv.people(path)).read_as[:2] == (
        f"{path}: kolom 'geboortedatum': dagen als dag-maand-jaar",
        f"{path}: kolom 'heeft_zorgverzekering': 'j' = ja, 'n' = nee",
    )


def test_cells_that_are_empty_between_quotes_are_empty(law: uv.Laws, tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text('"bsn","partner_bsn","loon_uit_dienstbetrekking"\n"1","","2500000"\n"2"," ","2500000"\n')
    assert answers(law, path) == [155000, 155000]


@pytest.mark.parametrize("cell", ["1e3", "NA", "#N/A", "#DEEL/0!", "-", "?", "25k", "25 duizend"])
def test_cells_that_are_no_amount_are_refused(law: uv.Laws, cell: str) -> None:
    with pytest.raises(uv.UserError, match="loon_uit_dienstbetrekking"):
        law.run(ASK, frame(loon_uit_dienstbetrekking=[cell, "2500000"]))


@pytest.mark.parametrize(
    ("amounts", "cents"),
    [
        (["25000", "1000"], [2500000, 100000]),
        (["25000,50", "1.000"], [2500050, 100000]),
        (["€ 25.000", "1.000,00"], [2500000, 100000]),
        ([25000, 1000], [2500000, 100000]),
        ([25000.5, 1000.0], [2500050, 100000]),
    ],
)
def test_amounts_in_euro_when_that_is_said(law: uv.Laws, amounts: list[Any], cents: list[int]) -> None:
    ask = "algemene_wet_inkomensafhankelijke_regelingen:toetsingsinkomen"
    made = law.run(ask, uv.people(frame(loon_uit_dienstbetrekking=amounts), unit="euro"))
    plain = law.run(ask, uv.people(frame(loon_uit_dienstbetrekking=cents)))
    assert plain.units["toetsingsinkomen"] == "eurocent"
    assert made.units["toetsingsinkomen"] == "euro"
    assert made.table["toetsingsinkomen"].to_pylist() == [v / 100 for v in plain.table["toetsingsinkomen"].to_pylist()]
    assert any("bedragen in euro" in line for line in made.read_as)


def test_amounts_in_euro_have_whole_cents(law: uv.Laws) -> None:
    with pytest.raises(uv.UserError, match="geen heel aantal eurocenten"):
        law.run(ASK, uv.people(frame(loon_uit_dienstbetrekking=[25000.123]), unit="euro"))
    with pytest.raises(uv.UserError, match="de eenheid is eurocent"):
        law.run(ASK, uv.people(frame(loon_uit_dienstbetrekking=["€ 1", "2"]), unit="eurocent"))
    with pytest.raises(uv.UserError, match="kies euro of eurocent"):
        uv.people(frame(loon_uit_dienstbetrekking=[1]), unit="dollar")


def test_partners_as_a_program_writes_whole_numbers_with_gaps(law: uv.Laws, tmp_path: Path) -> None:
    path = tmp_path / "k.csv"
    path.write_text("bsn,partner_bsn,loon_uit_dienstbetrekking\n1,2.0,2500000\n2,1.0,2500000\n3,,2500000\n")
    first, second, third = answers(law, path)
    assert first == second != third
    path.write_text("bsn,partner_bsn,loon_uit_dienstbetrekking\n1,2.0,2500000\n2,1,2500000\n")
    with pytest.raises(uv.UserError, match=r"partner_bsn 2\.0 .* is geen bsn"):  # two ways of writing in one column
        answers(law, path)


def test_a_row_of_totals_is_no_person(law: uv.Laws, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("bsn;loon_uit_dienstbetrekking\n1;2500000\n2;2500000\nTotaal;5000000\n")
    with pytest.raises(uv.UserError, match=r"'Totaal' .* regel 4"):
        answers(law, path)


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "p.csv", tmp_path / "uit.csv"
    path.write_text(HEAD + "1;03-05-1990;25000;1\n2;04-06-1988;30000;0\n")
    ask = ["run", ASK, "--on", ON, "--data", str(path), "--out", str(out)]
    assert run(ask) == 1
    assert "--dates dd-mm-jjjj of mm-dd-jjjj" in capsys.readouterr().err
    assert run([*ask, "--dates", "dd-mm-jjjj", "--euro"]) == 0
    told = capsys.readouterr().out
    assert "dagen als dag-maand-jaar" in told
    assert "bedragen in euro" in told
    assert out.read_text().splitlines()[1].split(";")[1] == "1550"


def test_amounts_in_a_column_of_decimals_are_not_taken_for_cents(law: uv.Laws) -> None:
    """A database gives 45000.00 where it means euros; as text that was refused, as a number it was 450 euros."""
    euros = frame(loon_uit_dienstbetrekking=[Decimal("45000.00"), Decimal("30000.00")])
    with pytest.raises(uv.UserError, match=r"staan hier euro's\? Zeg het met --euro"):
        law.run(ASK, euros)
    made = law.run(ASK, uv.people(euros, unit="euro"))
    assert made.table["hoogte_zorgtoeslag"].to_pylist() == [0, 1514]
    cents = frame(loon_uit_dienstbetrekking=[Decimal("4500000.00"), Decimal("3000000.00")])
    assert law.run(ASK, uv.people(cents, unit="eurocent")).table["hoogte_zorgtoeslag"].to_pylist() == [0, 151400]
    whole = frame(loon_uit_dienstbetrekking=[Decimal(4500000), Decimal(3000000)])
    assert law.run(ASK, whole).table["hoogte_zorgtoeslag"].to_pylist() == [0, 151400]


def test_a_column_of_households_is_no_misspelt_field(law: uv.Laws) -> None:
    """Whoever asks rent allowance reads `is_huurder`, which looks like `huishouden`."""
    people = frame(huishouden=["a", "a"], gewicht=[1.0, 2.0])
    made = law.run("wet_op_de_huurtoeslag:hoogte_huurtoeslag", people)
    assert made.unused == ("gewicht",)  # by households the totals are told
