"""What other readers of YAML read differently is refused, with the two ways to write it."""

from __future__ import annotations

import pytest

from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.base.yaml import load


@pytest.mark.parametrize(
    ("written", "plain"), [("0363", "363"), ("030000", "30000"), ("-007", "-7"), ("00.50", "0.50"), ("+01", "1"), ("00", "0")]
)  # fmt: skip
def test_a_number_that_begins_with_a_zero(written: str, plain: str) -> None:
    for text in (f"a: {written}", f"- {written}", f"a: [{{b: {written}}}]"):
        with pytest.raises(LawFileError, match=f"schrijf {plain}, of '.?{written.lstrip('+')}' tussen"):
            load(text, "wet.yaml")


@pytest.mark.parametrize(
    "written", ["0", "0.5", "-0", "0.0", "10", "'0363'", '"0363"', "!!str 0363", "0x10", "0o17", "2026-01-01"]
)
def test_zeros_that_every_reader_reads_alike(written: str) -> None:
    load(f"a: {written}\n0363: sleutel", "wet.yaml")


def test_a_merge_key_is_told_and_not_taken_for_a_name() -> None:
    with pytest.raises(LawFileError, match="'<<' voegt niets samen"):
        load("a: &a {b: 1}\nc: {<<: *a, d: 2}", "wet.yaml")
