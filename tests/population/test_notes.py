"""What a report may say of how own data were read."""

from __future__ import annotations

import pytest

from uitvoerbaar.base.language import language
from uitvoerbaar.population.notes import shareable


@pytest.mark.parametrize(("note", "told"), [
    ("p.csv: kolom 'loon': decimale komma, bedragen in euro, het hoogste bedrag is €\u00a035.595,75",
     ["p.csv: kolom 'loon': decimale komma, bedragen in euro"]),
    ("p.csv: kolom 'loon': hele eurocenten; het hoogste bedrag is €\u00a0250", ["p.csv: kolom 'loon': hele eurocenten"]),
    ("p.csv: kolom 'loon': het hoogste bedrag is €\u00a0250", []),
    ("p.csv: let op: regel 17, regel 31 en nog 3 andere: is nog geen 18", ["p.csv: let op: enkele rijen: is nog geen 18"]),
])  # fmt: skip
def test_no_amount_of_one_record_and_no_row(note: str, told: list[str]) -> None:
    with language("nl"):
        assert list(shareable([note])) == told
