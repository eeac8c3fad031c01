"""Running laws over a user's own tables: the same answers as explaining each case, files of several kinds."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.places import TESTS
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.cli import run
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.population.own.table_file import read_table

PERSONS = TESTS / "engine" / "explain" / "laws"
PARKING = Path(__file__).parent / "laws"
ON = "2025-03-01"
TOESLAG = "wet_warmtetoeslag:warmtetoeslag"


def write(path: Path, rows: Sequence[dict[str, Any]], separator: str = ",") -> Path:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names, delimiter=separator, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path: Path, separator: str = ",") -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=separator))


def go(tmp_path: Path, *arguments: str | Path, laws: Path = PERSONS, out: str = "uit.csv") -> Path:
    made = tmp_path / out
    command = ["run", *map(str, arguments), "--on", ON, "--laws", str(laws), "--out", str(made)]
    assert run(command) == 0
    return made


def village(seed: int, households: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Persons, children and housemates of made-up households."""
    draw = random.Random(seed)
    persons: list[dict[str, Any]] = []
    children: list[dict[str, Any]] = []
    mates: list[dict[str, Any]] = []

    def person(name: str, partner: str = "") -> str:
        persons.append({
            "bsn": name,
            "partner_bsn": partner,
            "geboortedatum": f"{draw.randint(1950, 2010)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}",
            "loon_uit_dienstbetrekking": draw.choice([0, draw.randint(0, 5_000_000)]),
            "uitkeringen_en_pensioenen": draw.choice([0, draw.randint(0, 2_000_000)]),
        })  # fmt: skip
        return name

    for number in range(households):
        head, partner, mate = (f"{kind}{number}" for kind in "hpm")
        with_partner, with_mate = draw.random() < 0.5, draw.random() < 0.4
        person(head, partner if with_partner else "")
        if with_partner:
            person(partner, head)
        for _ in range(draw.randint(0, 3)):
            birth = f"{draw.randint(2004, 2024)}-{draw.randint(1, 12):02d}-01"
            children.append({"ouder_bsn": head, "geboortedatum": birth})
        if with_mate:
            mates.append({"bewoner_bsn": head, "huisgenoot_bsn": person(mate)})
    draw.shuffle(persons)
    return persons, children, mates


def test_every_row_has_the_answer_of_its_explained_case(tmp_path: Path) -> None:
    persons, children, mates = village(seed=7, households=60)
    out = go(
        tmp_path, TOESLAG, "wet_warmtetoeslag:heeft_recht",
        "--data", write(tmp_path / "personen.csv", persons),
        "--children", write(tmp_path / "kinderen.csv", children),
        "--housemates", write(tmp_path / "huisgenoten.csv", mates),
    )  # fmt: skip
    rows = read(out)
    assert [row["bsn"] for row in rows] == [row["bsn"] for row in persons]
    explainer = Explainer(load_corpus([PERSONS]), load_registers())
    fields = {p["bsn"]: {k: v for k, v in p.items() if not k.endswith("bsn")} for p in persons}
    seen = set()
    for person, row in zip(persons, rows, strict=True):
        own = [person["bsn"], person["partner_bsn"]]
        case = PersonCase(
            fields[own[0]],
            fields.get(own[1]),
            tuple({"geboortedatum": c["geboortedatum"]} for c in children if c["ouder_bsn"] in own),
            tuple(fields[m["huisgenoot_bsn"]] for m in mates if m["bewoner_bsn"] in own),
        )
        expected = explainer.explain("wet_warmtetoeslag", "warmtetoeslag", ON, case)
        assert row["warmtetoeslag"] == str(expected.value)
        assert row["heeft_recht"] == str(expected.outputs["heeft_recht"]).lower()
        seen.add(expected.value > 0)
    assert seen == {True, False}


def test_missing_columns_take_the_default_and_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = write(tmp_path / "p.csv", [{"loon_uit_dienstbetrekking": 2_000_000, "schoenmaat": 42}])
    rows = read(go(tmp_path, TOESLAG, "--data", data))
    assert rows == [{"bsn": "1", "warmtetoeslag": "30000", "fout": ""}]
    told = capsys.readouterr().out
    assert "uitkeringen_en_pensioenen: € 0,00 per jaar" in told
    assert "geboortedatum: 1 juli 1985" in told
    assert "partner_bsn: geen" in told
    assert "kinderen: geen" in told
    assert "huisgenoten: geen" in told
    assert "Niet gebruikt: schoenmaat" in told
    assert "1 rij naar" in told


def test_a_column_with_an_intermediate_outcome_wins(tmp_path: Path) -> None:
    data = write(tmp_path / "p.csv", [{"bsn": 5, "eigen_inkomen": 1_000_000, "loon_uit_dienstbetrekking": 2_000_000}])
    assert read(go(tmp_path, TOESLAG, "--data", data))[0]["warmtetoeslag"] == "45000"


def test_parquet_in_and_out_keeps_types(tmp_path: Path) -> None:
    import datetime

    table = pa.table({
        "bsn": pa.array([900, 901]),
        "geboortedatum": pa.array([datetime.date(1985, 7, 1), datetime.date(2010, 1, 1)]),
        "loon_uit_dienstbetrekking": pa.array([2_000_000.0, 0.0]),
    })  # fmt: skip
    pq.write_table(table, tmp_path / "p.parquet")
    out = go(tmp_path, TOESLAG, "wet_warmtetoeslag:heeft_recht", "--data", tmp_path / "p.parquet", out="uit.parquet")
    assert pq.read_table(out).to_pydict() == {
        "bsn": [900, 901], "warmtetoeslag": [30_000, 0], "heeft_recht": [True, False], "fout": [None, None],
    }  # fmt: skip


def test_a_law_without_persons_takes_its_parameters_and_a_decimal_comma(tmp_path: Path) -> None:
    data = tmp_path / "v.csv"
    data.write_text(
        "\ufeffmeters;tarief;zone;begin\n4,5;1000;A;2021-05-01\n4,5;1000;B;2021-05-01\n4;1000;A;2019-12-31\n",
        encoding="utf-8",
    )
    outputs = [f"regeling_parkeren:{name}" for name in ("kosten", "sinds", "prijs_per_meter")]
    rows = read(go(tmp_path, *outputs, "--data", data, laws=PARKING), separator=";")
    assert [row["kosten"] for row in rows] == ["4500", "2250", "0"]
    assert [row["sinds"] for row in rows] == ["2021-05-01", "2021-05-01", "2019-12-31"]
    assert [row["prijs_per_meter"] for row in rows][2] == "250"
    assert rows[0]["prijs_per_meter"].startswith("222,22222222222")


def test_a_row_that_cannot_be_decided_says_why_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"meters": m, "tarief": 1000} for m in (4, 0, 8)]
    data = write(tmp_path / "v.csv", rows)
    made = read(go(tmp_path, "regeling_parkeren:prijs_per_meter", "--data", data, laws=PARKING))
    assert [row["prijs_per_meter"] for row in made] == ["250", "", "125"]
    assert "er wordt door nul gedeeld" in made[1]["fout"]
    assert made[0]["fout"] == made[2]["fout"] == ""
    assert "1 met een fout" in capsys.readouterr().out


def test_lines_are_those_of_the_file_also_after_empty_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "p.csv"
    data.write_text("bsn,loon_uit_dienstbetrekking\n1,100\n\n2,veel\n", encoding="utf-8")
    command = [
        "run",
        TOESLAG,
        "--on",
        ON,
        "--laws",
        str(PERSONS),
        "--data",
        str(data),
        "--out",
        str(tmp_path / "u.csv"),
    ]
    assert run(command) == 1
    assert "kolom 'loon_uit_dienstbetrekking' is geen getal ('veel') op regel 4" in capsys.readouterr().err
    assert not (tmp_path / "u.csv").exists()


def test_keys_may_be_decimals_or_have_spaces(tmp_path: Path) -> None:
    """A column of numbers with gaps becomes decimals in many programs."""
    table = pa.table({
        "bsn": pa.array([1, 2, 3]),
        "partner_bsn": pa.array([2.0, 1.0, None]),
        "loon_uit_dienstbetrekking": pa.array([0, 1_000_000, 0]),
    })  # fmt: skip
    pq.write_table(table, tmp_path / "p.parquet")
    rows = read(go(tmp_path, TOESLAG, "--data", tmp_path / "p.parquet"))
    assert [row["warmtetoeslag"] for row in rows] == ["45000", "45000", "60000"]
    (tmp_path / "p.csv").write_text("bsn,partner_bsn,eigen_inkomen\na, b,0\n b,a,1000000\n", encoding="utf-8")
    assert [row["bsn"].strip() for row in read(go(tmp_path, TOESLAG, "--data", tmp_path / "p.csv"))] == ["a", "b"]


@pytest.mark.parametrize("at", [b"personen-kolom", b"tekst in een cel"])
def test_a_parquet_file_with_texts_that_are_no_utf8_is_refused(tmp_path: Path, at: bytes) -> None:
    path = tmp_path / "personen.parquet"
    pq.write_table(pa.table({"bsn": ["1"], "personen-kolom": ["tekst in een cel"]}), path, compression="none")
    path.write_bytes(path.read_bytes().replace(at, b"\xe6" + at[1:]))
    with pytest.raises(UserError, match="geen leesbaar Parquet-bestand"):
        read_table(path)


@pytest.mark.parametrize(
    "kind", [pa.list_(pa.int64()), pa.struct([("a", pa.int64())]), pa.binary(), pa.time32("s"), pa.duration("s")]
)
@pytest.mark.parametrize("column", ["bsn", "geboortedatum"])
def test_a_column_of_a_type_that_is_no_value_is_refused_by_name(tmp_path: Path, kind: pa.DataType, column: str) -> None:
    table = {"bsn": pa.array(["1"]), "geboortedatum": pa.array(["1990-05-01"]), column: pa.nulls(1, kind)}
    pq.write_table(pa.table(table), tmp_path / "personen.parquet")
    columns = read_table(tmp_path / "personen.parquet").columns
    with pytest.raises(UserError, match=f"kolom '{column}' heeft het type") as raised:
        columns[column]
    assert raised.value.column == column


@pytest.mark.parametrize(
    ("moment", "zone", "said"),
    [
        ("1990-01-01T00:00", None, ""), ("1990-01-01T12:00", None, "heeft een tijd van de dag"),
        ("1989-12-31T23:00", "Europe/Amsterdam", ""), ("1989-12-31T23:00", "UTC", "heeft een tijd van de dag"),
        ("1990-01-01T00:00", "UTC", ""), ("1990-01-01T00:00", "Mars/Olympus", "'geboortedatum' is niet te lezen"),
    ],
)  # fmt: skip
def test_a_moment_is_a_day_when_it_is_the_start_of_one(
    tmp_path: Path, moment: str, zone: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    born = pa.array([datetime.fromisoformat(moment)], pa.timestamp("us")).cast(pa.timestamp("us", zone))
    pq.write_table(pa.table({"bsn": ["1"], "geboortedatum": born}), tmp_path / "personen.parquet")
    words = [
        "run",
        "wet_op_de_zorgtoeslag:hoogte_zorgtoeslag",
        "--on",
        "2026-01-01",
        "--out",
        str(tmp_path / "uit.csv"),
    ]
    assert run([*words, "--data", str(tmp_path / "personen.parquet")]) == (1 if said else 0)
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("column", ["bsn", "geboortedatum"])
@pytest.mark.parametrize("day", [2**31 - 1, -(2**31), 2_932_897, -719_163])
def test_a_day_beyond_the_calendar_is_refused_by_name(tmp_path: Path, column: str, day: int) -> None:
    days = pa.array([day, None], pa.int32()).view(pa.date32())
    pq.write_table(
        pa.table({"bsn": ["1", "2"], "geboortedatum": ["1990-01-01"] * 2, column: days}), tmp_path / "p.parquet"
    )
    with pytest.raises(UserError, match=f"kolom '{column}' heeft dagen buiten de jaren"):
        read_table(tmp_path / "p.parquet").columns[column]


def test_a_text_with_a_nul_is_refused_by_name(tmp_path: Path) -> None:
    pq.write_table(pa.table({"bsn": ["a\0b"], "geboortedatum": ["1990-01-01"]}), tmp_path / "personen.parquet")
    with pytest.raises(UserError, match="kolom 'bsn' heeft teksten met een nul-teken"):
        read_table(tmp_path / "personen.parquet").columns["bsn"]


def test_columns_of_every_other_type_are_read(tmp_path: Path) -> None:
    born = pa.array([0], pa.timestamp("ns", "Europe/Amsterdam"))
    wide = {"bsn": pa.array(["1"], pa.large_string()), "partner_bsn": pa.nulls(1), "geboortedatum": born}
    more = {"is_gehuwd": pa.array([True]), "loon": pa.array([float("nan")], pa.float16())}
    more["naam"] = pa.array(["a"], pa.dictionary(pa.int8(), pa.string()))
    pq.write_table(pa.table({**wide, **more}), tmp_path / "personen.parquet")
    columns = read_table(tmp_path / "personen.parquet").columns
    assert [str(column.type) for column in columns.values()] == [
        "string", "string", "timestamp[us]", "bool", "double", "string",
    ]  # fmt: skip
    assert str(columns["loon"].to_pylist()) == "[nan]"  # for the reader of numbers to refuse


def test_keys_that_a_spreadsheet_shortened_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """1,23457E+08 has lost digits: the children of another person could be tied to it. A mark such as 1E5 is a key."""
    people = [{"bsn": "1,23457E+08", "geboortedatum": "1990-01-01"}, {"bsn": "1E5", "geboortedatum": "1990-01-01"}]
    path = write(tmp_path / "personen.csv", people, ";")
    asked = ["--data", str(path), "--on", ON, "--laws", str(PERSONS), "--out", str(tmp_path / "uit.csv")]
    assert run(["run", TOESLAG, *asked]) == 1
    said = capsys.readouterr().err
    assert "kolom 'bsn' staat in wetenschappelijke notatie, waarin cijfers ontbreken" in said
    assert "regel 2" in said
    assert "regel 3" not in said
