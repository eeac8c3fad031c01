"""Which variants there are: grids, hypercubes and lists, and what cannot be meant."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.face.sweep.asked import Place, place_of
from uitvoerbaar.face.sweep.latin import hypercube
from uitvoerbaar.face.sweep.run import Varied, read_part

DAY, LAW = "2026-01-01", "wet_op_de_zorgtoeslag"
BOUND = "vermogensgrens_alleenstaand"


@pytest.fixture(scope="module")
def place() -> Place:
    return place_of(None, LAW, ["3"], DAY)


def test_a_grid_has_every_combination_in_the_unit_of_the_rule(place: Place) -> None:
    made = Varied((f"{BOUND}=100.000:120.000:3", "vermogensgrens_partner=€ 180.000:€ 190.000:2")).plan(place)
    assert [tuple(map(int, values)) for values in made.variants] == [
        (one, two) for one in (10_000_000, 11_000_000, 12_000_000) for two in (18_000_000, 19_000_000)
    ]


def test_a_dial_is_known_by_its_id_too(place: Place) -> None:
    by_id = Varied((f"3#definitions.{BOUND}.value=100.000:100.000:1",)).plan(place)
    assert by_id.variants == Varied((f"{BOUND}=100.000:100.000:1",)).plan(place).variants


def test_a_grid_finer_than_the_dial_has_each_position_once(place: Place) -> None:
    made = Varied((f"{BOUND}=100.000:€ 100.000,02:9",)).plan(place)
    assert [int(value) for (value,) in made.variants] == [10_000_000, 10_000_001, 10_000_002]


@pytest.mark.parametrize(
    ("vary", "told"),
    [
        (f"{BOUND}=100.000:200.000:0", "groter dan 0"),
        (f"{BOUND}=100.000:200.000:-3", "groter dan 0"),
        (f"{BOUND}=100.000:200.000:1", "ten minste 2"),
        (f"{BOUND}=100.000:200.000:1000000000", "UITVOERBAAR_MAX_SWEEP_VARIANTS"),
        (f"{BOUND}=100.000:200.000:{'9' * 400}", "groter dan 0"),
        (f"{BOUND}=100.000:200.000:٣", "groter dan 0"),
        (f"{BOUND}=200.000:100.000:3", "draai ze om"),
        (f"{BOUND}=NaN:100.000:3", "geen getal"),
        (f"{BOUND}=0:Infinity:3", "geen getal"),
        (f"{BOUND}=0:1e9:3", "geen getal"),
        (f"{BOUND}=0:999.999.999:3", "kies van 0"),
        (f"{BOUND}=0:5 procent:3", "procent"),
        (f"{BOUND}=0:100.000", "stappen ontbreekt"),
        (f"{BOUND}=0", "GETAL=VAN:TOT"),
        (f"{BOUND}=0:1:2:3", "GETAL=VAN:TOT"),
        ("=0:1:2", "GETAL=VAN:TOT"),
        ("", "GETAL=VAN:TOT"),
        ("vermogensgrens_alleenstaande=0:1:2", f"bedoelde u '{BOUND}'"),
        ("qqq=0:1:2", BOUND),
    ],
)
def test_what_cannot_be_meant_is_told(place: Place, vary: str, told: str) -> None:
    with pytest.raises(UserError) as error:
        Varied((vary,)).plan(place)
    assert told in str(error.value)


def test_combinations_count_before_they_are_made(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    both = (f"{BOUND}=100.000:200.000:50000", "vermogensgrens_partner=180.000:190.000:50000")
    with pytest.raises(UserError, match="2500000000"):
        Varied(both).plan(place)
    monkeypatch.setenv("UITVOERBAAR_MAX_SWEEP_VARIANTS", "5")
    with pytest.raises(UserError, match="grens van 5"):
        Varied((f"{BOUND}=100.000:200.000:6",)).plan(place)


@pytest.mark.parametrize("number", [0, -1, 10**9])
def test_a_sample_has_a_number_of_points(place: Place, number: int) -> None:
    with pytest.raises(UserError):
        Varied((f"{BOUND}=100.000:200.000",), sample=number).plan(place)


def test_the_same_number_twice_and_none_are_refused(place: Place) -> None:
    one = f"{BOUND}=100.000:200.000:3"
    for vary in ((one, one), ()):
        with pytest.raises(UserError):
            Varied(vary).plan(place)


def test_a_hypercube_has_one_point_in_every_strip_and_is_the_same_everywhere() -> None:
    points = hypercube(["a", "b"], 50, 7)
    for side in range(2):
        assert sorted(int(point[side] * 50) for point in points) == list(range(50))
    assert hypercube(["b"], 50, 7) == [(point[1],) for point in points]
    assert hypercube(["a", "b"], 50, 8) != points


def test_a_list_is_read_with_empty_cells_as_the_law_has_them(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "v.csv"
    file.write_text(f"{BOUND};vermogensgrens_partner\n€ 100.000,50;\n\n120.000;190.000\n", encoding="utf-8")
    made = Varied(file=file).plan(place)
    law = {dial.id: dial.value for dial in made.dials}
    assert made.variants == ((Decimal(10_000_050), law[made.dials[1].id]), (Decimal(12_000_000), Decimal(19_000_000)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "regel 1"),
        ("qqq\n1\n", "qqq"),
        (f"{BOUND}\nNaN\n", "v.csv:2"),
        (f"{BOUND}\n100.000;2\n", "cellen"),
        (f"{BOUND}\n", "geen variant"),
        (f"{BOUND};{BOUND}\n1;2\n", "twee keer"),
        (f'{BOUND}\n"100.000', "v.csv"),
    ],
)
def test_a_wrong_list_is_told_with_its_place(place: Place, text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "v.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=told):
        Varied(file=file).plan(place)


@pytest.mark.parametrize("given", ["0/3", "4/3", "1", "a/b", "1/0", "-1/3", "1/2/3", "²/3", "1/99999999999"])
def test_a_part_is_one_of_so_many(given: str) -> None:
    with pytest.raises(UserError, match="--part"):
        read_part(given)


def test_a_part_is_read() -> None:
    assert read_part("17/200") == (17, 200)
    assert read_part(None) is None
