"""A finding names an article only when that article alone can have caused it."""

from __future__ import annotations

import pytest

from uitvoerbaar.assess.changed import blamed
from uitvoerbaar.base.text import Text
from uitvoerbaar.proposal import LawChange


def change(law: str, article: str) -> LawChange:
    return LawChange(law, article, Text("a", "a"), Text("b", "b"), f"https://example.org/{law}#{article}")


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([("wet", "2")], ("wet", "2", "https://example.org/wet#2")),
        ([("wet", "2"), ("wet", "13")], ("wet", None, None)),
        ([("wet", "2"), ("besluit", "2")], (None, None, None)),
        ([], (None, None, None)),
    ],
)
def test_what_is_blamed(changes: list[tuple[str, str]], found: tuple[str | None, ...]) -> None:
    assert blamed([change(*one) for one in changes]) == found
