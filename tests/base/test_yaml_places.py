"""Where values of a YAML file stand: to the letter, in every way of writing them."""

from __future__ import annotations

import pytest

from tests.places import DATA
from uitvoerbaar.base.yaml import load
from uitvoerbaar.base.yaml_places import places
from uitvoerbaar.base.yaml_text import letters


def test_a_value_knows_its_path_line_column_and_ends() -> None:
    text = "wet:\n  - naam: één 😀\n    grens: {value: 18_, n: 0.50} # noot\n"
    found = {place.dotted: place for place in places(text)}
    half = found["wet.0.grens.n"]
    assert (half.line, half.column, text[half.start : half.end], str(half.value)) == (3, 28, "0.50", "0.5")
    assert found["wet.0.naam"].value == "één 😀"


def test_an_anchor_is_told_and_an_alias_is_passed_over() -> None:
    found = list(places("a: &x 12\nb: *x\nc: 3\n"))
    assert [(place.dotted, place.value, place.shared) for place in found] == [("a", 12, True), ("c", 3, False)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "written",
    [
        "a: gewoon over\n  twee regels\n",
        "a: 'het ''was'' 18\n\n  jaar'\n",
        'a: "caf\\u00e9 \\"18\\"\n  jaar\\n"\n',
        "a: >-\n  een\n  twee\n\n  drie\n    vier\n  vijf\n",
        "a: |\n  1. een\n  2. twee\n\n",
        "a: >2-\n    diep\n    dieper\n",
        "a: |+\n  x\n\nb: 1\n",
    ],
)
def test_every_letter_of_a_text_is_found_in_the_file(written: str, end: str) -> None:
    text = written.replace("\n", end)
    place = next(iter(places(text)))
    at = letters(text, place)
    assert at is not None
    assert len(at) == len(place.parsed)
    assert all(letter in (text[where], " ", "\n", "é", '"') for letter, where in zip(place.parsed, at, strict=True))


def test_every_value_of_the_shipped_laws_is_found_again() -> None:
    for file in sorted((DATA / "laws").rglob("2026-01-01.yaml")):
        text = file.read_text(encoding="utf-8")
        tree = load(text, str(file))
        for place in places(text):
            value = tree
            for key in place.path:
                value = value[key]
            assert value == place.value
            assert letters(text, place) is not None, (file, place)
