"""A number of any size is exact or refused, wherever it stands; no digit is lost without a word."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from tests.law.build import fails, law, outcome, value_of
from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.base.yaml import load, scalar
from uitvoerbaar.cli import run
from uitvoerbaar.engine.explain.trace import as_json
from uitvoerbaar.population.own.keys import key_text

LARGE = [
    ("9223372036854775807", 2**63 - 1),
    ("9223372036854775808", Decimal(2**63)),
    ("-9223372036854775809", Decimal(-(2**63) - 1)),
    ("12345678901234567890123456", Decimal("12345678901234567890123456")),
    ("0xffffffffffffffffffff", Decimal(2**80 - 1)),
    ("79228162514264337593543950335", None),  # 2^96 - 1 has 29 digits
    ("0.1234567890123456789", Decimal("0.1234567890123456789")),
    ("100.000000000000000000000000000000", 100),
    ("1.50", Decimal("1.5")),
    ("1e20", Decimal("1e20")),
    ("0e99999", 0),
]
REFUSED = [
    "1e308",
    "1e-400",
    "1e99999999999999999999",
    "9" * 30,
    "0x" + "f" * 6_000,
    "0o" + "7" * 60,
    "0." + "3" * 29,
    ".inf",
]


@pytest.mark.parametrize(("text", "value"), LARGE)
def test_a_number_is_read_as_it_is_written(text: str, value: object) -> None:
    found = scalar(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", REFUSED)
def test_a_number_beyond_the_digits_of_the_format_is_refused(text: str) -> None:
    with pytest.raises(LawFileError, match="heeft te veel cijfers voor een getal") as caught:
        load(f"a: {text}", "wet.yaml")
    assert len(str(caught.value)) < 200


def test_half_a_cent_is_added_to_a_large_number_exactly() -> None:
    total = "{operation: ADD, values: [0.5, 12345678901234567890123456]}"
    assert value_of(total) == Decimal("12345678901234567890123456.5")


@pytest.mark.parametrize("operation", ["ADD", "SUBTRACT"])
def test_a_sum_that_would_lose_whole_units_overflows(operation: str) -> None:
    with fails("Arithmetic overflow"):
        value_of(f"{{operation: {operation}, values: [70000000000000000000000000000, 0.5]}}")


def test_a_large_value_of_another_program_is_refused() -> None:
    with pytest.raises(UserError, match="te veel cijfers"):
        value_of("$x", {"x": 1e300})


ARTICLE = """
execution:
  parameters: [{name: bsn, type: number}, {name: inkomen, type: amount}]
  output: [{name: x, type: amount}]
  actions: [{output: x, value: VALUE}]
"""


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("12345678901234567890123456", "12345678901234567890123456"),
        ("{operation: ADD, values: [0.5, 12345678901234567890123456]}", "12345678901234567890123456.5"),
        ("{operation: ADD, values: [$inkomen, 9223372036854775807]}", "9223372036854775807"),
        ("9007199254740993", "9007199254740993"),
    ],
)
def test_a_table_holds_a_large_outcome_exactly(tmp_path: Path, value: str, cell: str) -> None:
    (tmp_path / "wet.yaml").write_text(law("wet", ARTICLE.replace("VALUE", value)), encoding="utf-8")
    (tmp_path / "p.csv").write_text("bsn,inkomen\n1,0\n2,0\n", encoding="utf-8")
    out = tmp_path / "o.csv"
    command = ["run", "wet:x", "--on", "2026-01-01", "--laws", str(tmp_path), "--data", str(tmp_path / "p.csv")]
    assert run([*command, "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8").splitlines()[1].split(",")[1] == cell


def test_the_sum_of_a_case_is_that_of_a_table() -> None:
    article = ARTICLE.replace("VALUE", "{operation: ADD, values: [$inkomen, 0.5]}")
    made = outcome([law("wet", article)], parameters={"bsn": 1, "inkomen": 2**62})
    assert made.outputs["x"] == Decimal(2**62) + Decimal("0.5")


def test_a_decimal_in_the_json_of_an_explanation_keeps_its_digits() -> None:
    assert as_json(Decimal("0.1")) == 0.1
    assert as_json(Decimal("12345678901234567890123456.50")) == "12345678901234567890123456.50"
    assert as_json(Decimal("12345678901234567890123456")) == 12345678901234567890123456


def test_keys_that_differ_in_a_decimal_are_two_keys() -> None:
    keys = pa.array([0.5, 0.7, 1.0, 2.0**53 + 2, 1e300, 2e300, None])
    assert key_text(keys).to_pylist() == ["0.5", "0.7", "1", "9.007199254740994e+15", "1e+300", "2e+300", None]
    assert key_text(pa.array([0.5, 3.0], pa.float32())).to_pylist() == ["0.5", "3"]
