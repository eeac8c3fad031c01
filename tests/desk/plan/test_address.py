"""The address of a plan: read and written back, whatever stands in it."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from uitvoerbaar.desk.plan.address import MOST_PUSHES, read


def test_it_is_read_and_written_back():
    asked = read(QueryDict("portefeuille=klein&schuif=a~2024K1&schuif=b~2023K3"), "eerste")
    assert (asked.portfolio, dict(asked.pushes)) == ("klein", {"a": "2024K1", "b": "2023K3"})
    assert read(QueryDict(asked.address.partition("?")[2]), "eerste") == asked
    assert dict(asked.without("a").pushes) == {"b": "2023K3"}


def test_what_the_form_adds_comes_last_and_takes_the_place_of_an_older_push():
    asked = read(QueryDict("schuif=a~2024K1&maatregel=a&naar=2025K1"), "eerste")
    assert asked.words == ["a=2025K1"]


@pytest.mark.parametrize(
    "query", ["schuif=a", "schuif=~", "schuif=a~morgen", "maatregel=a", "naar=2024K1", "schuif=%00~2024K1"]
)
def test_what_cannot_be_read_is_left_out(query):
    assert read(QueryDict(query), "eerste").pairs == [("portefeuille", "eerste")]


def test_it_is_bounded():
    asked = read(QueryDict("&".join(f"schuif=m{n}~2024K1" for n in range(100))), "eerste")
    assert len(asked.pushes) == MOST_PUSHES
