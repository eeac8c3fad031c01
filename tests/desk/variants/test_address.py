"""The address of variants: read and written back, with one thing changed, and whatever stands in it."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from uitvoerbaar.desk.variants.address import LONGEST_NAME, MOST_VARIANTS, Beside, Variant, read

DAY = "2026-01-01"
WHOLE = (
    "op=2026-01-01&v1=Lager&w1=a~1%23x~5&w1=a~1%23y~6&p2=huurtoeslag-2026~voor&s4=1&s4=2&k4=a~1%23x~2"
    "&tegen=2&samen=1&samen=4&toon=stand&rij=verliezers"
)


def _read(query: str) -> Beside:
    return read(QueryDict(query), DAY)


def test_an_address_is_read_and_written_back() -> None:
    beside = _read(WHOLE)
    assert [each.number for each in beside.variants] == [1, 2, 4]
    assert beside.find(1) == Variant(1, "Lager", ("a~1#x~5", "a~1#y~6"))
    assert beside.find(2) == Variant(2, proposal="huurtoeslag-2026", side="voor")
    assert beside.find(4) == Variant(4, parts=(1, 2), choices={("a", "1#x"): 2})
    assert (beside.against, beside.together, beside.levels, beside.row) == (2, (1, 4), True, "verliezers")
    assert _read(beside.query) == beside


def test_numbers_of_the_workbench_take_the_place_that_waits_else_the_first_free_one() -> None:
    assert _read("w1=a~1%23x~1&w=b~1%23x~1").find(2) == Variant(2, words=("b~1#x~1",))
    waiting = _read("w1=a~1%23x~1&v3=Straks&p2=x&w=b~1%23x~1")
    assert waiting.find(3) == Variant(3, "Straks", ("b~1#x~1",))
    full = "&".join(f"w{n}=a~1%23x~{n}" for n in range(1, MOST_VARIANTS + 1))
    assert len(_read(f"{full}&w=b~1%23x~1").variants) == MOST_VARIANTS
    assert _read(full).free is None


def test_without_a_variant_nothing_speaks_of_it_any_more() -> None:
    beside = _read(WHOLE).without(2)
    assert [each.number for each in beside.variants] == [1, 4]
    assert beside.find(4) == Variant(4, parts=(1,), choices={})
    assert beside.against == 0
    assert beside.together == (1, 4)
    assert _read(WHOLE).without(1).together == ()


def test_a_stack_comes_down_to_what_has_content_of_its_own() -> None:
    beside = _read("w1=a~1%23x~1&w2=a~1%23y~1&s3=1&s3=2&s4=3&s4=1")
    found = beside.find(4)
    assert found is not None
    assert [each.number for each in beside.leaves(found)] == [1, 2]
    for query, told in (("s1=1", "zichzelf"), ("s1=2&s2=1", "zichzelf"), ("s1=5", "is er niet")):
        turning = _read(query)
        with pytest.raises(ValueError, match=told):
            turning.leaves(turning.variants[0])


@pytest.mark.parametrize(
    "query",
    ["v0=x", "v13=x&w13=a", "s1=x&s1=-1&s1=99&s1=١", "k1=~~&k1=a~~1&k1=a~b~x", "tegen=9", "tegen=x", "samen=1&samen=1",
     "v1=" + "x" * 500, "p1=" + "x" * 5000, "w1=" + "~" * 900, "rij=" + "x" * 900, "toon=alles", "v1=%00%0a"],
)  # fmt: skip
def test_whatever_it_says_it_is_read(query: str) -> None:
    beside = _read(query)
    assert _read(beside.query) == beside
    assert beside.against == 0
    for each in beside.variants:
        assert 1 <= each.number <= MOST_VARIANTS
        assert len(each.name) <= LONGEST_NAME
        assert set(each.parts) <= set(range(1, MOST_VARIANTS + 1))
