"""The errors by municipality: what is compared is a count of its people, and the spread is that of the errors."""

import numpy as np
import pytest

from uitvoerbaar.population import Population
from uitvoerbaar.population.check import municipalities
from uitvoerbaar.population.check.measure import View, chosen
from uitvoerbaar.population.check.municipalities import Spread, as_lines, municipal
from uitvoerbaar.population.tables import table


def test_every_municipality_is_compared(loaded: Population) -> None:
    lines = municipal(loaded)
    assert [line.municipalities for line in lines] == [342, 342]
    for line in lines:
        assert 0 < line.median < line.p90
        assert line.within[0] < line.within[1] < line.within[2] <= 342


def test_what_is_compared_is_a_count_of_the_municipality(loaded: Population, monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, np.ndarray] = {}

    def keep(subject: str, ours: np.ndarray, published: np.ndarray) -> Spread:
        found[subject] = ours
        return Spread(subject, len(ours), 0.0, 0.0, (0, 0, 0))

    monkeypatch.setattr(municipalities, "_spread", keep)
    municipal(loaded)
    homes, persons = View(loaded, "huishoudens"), View(loaded, "personen")
    code = table("gemeenten_toets").text("code").index("GM0363")
    tenures = "eigendom=koop|corporatie|overige_verhuur"
    here, all_homes = chosen(homes, f"gemeente=GM0363;{tenures}"), chosen(homes, tenures)
    assert found[municipalities._HOMES][code] == pytest.approx(homes.weight[here].sum() / homes.weight[all_homes].sum())
    able = chosen(persons, "gemeente=GM0363;leeftijd=0..74")
    works = able & chosen(persons, "uren_per_week=1..99")
    share = 100 * persons.weight[works].sum() / persons.weight[able].sum()
    assert found[municipalities._WORKING][code] == pytest.approx(share)
    assert 30 < share < 90


def test_the_spread_is_that_of_the_errors() -> None:
    spread = municipalities._spread("x", np.array([104.0, 80.0, 100.0, 130.0]), np.full(4, 100.0))
    assert spread.within == (2, 2, 3)
    assert spread.median == pytest.approx(0.12)
    assert as_lines([spread]) == ["x: 4 gemeenten, de helft binnen 12%, negen van de tien binnen 27%"]
