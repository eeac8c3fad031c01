"""Records of people are never shown one by one; those that were made may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from uitvoerbaar.assess.disclosure.persons import refused
from uitvoerbaar.assess.norms import Norm
from uitvoerbaar.findings import Text


@dataclass
class _Base:
    manifest: dict[str, Any]


@dataclass
class _Settings:
    def norm(self, name: str) -> float:
        return {"kleinste_groep_huishoudens": 100.0}[name]

    @property
    def norms(self) -> Mapping[str, Norm]:
        return {"kleinste_groep_huishoudens": Norm(100.0, Text("test"))}


@dataclass
class _Context:
    seed: int | None
    weights: Any = field(default_factory=lambda: np.full(5_000, 1_000))
    settings: Any = field(default_factory=_Settings)

    @property
    def base(self) -> _Base:
        return _Base({"seed": self.seed})


@pytest.mark.parametrize("households", [0, 1, 99, 100, 2_000, 5_000])
def test_made_households_may_be_shown_and_records_never(households: int) -> None:
    assert refused(_Context(1), households) is None  # type: ignore[arg-type]
    assert refused(_Context(None), households) is not None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("households", "told"), [(7, "Minder dan 100"), (99, "Minder dan 100"), (4_950, "Minder dan 100")]
)
def test_of_a_small_choice_not_even_the_number_is_told(households: int, told: str) -> None:
    why = refused(_Context(None), households)  # type: ignore[arg-type]
    assert why is not None
    assert told in why.nl
    assert str(households) not in why.nl.replace(".", "").replace(told, "")


def test_of_a_large_choice_the_number_is_told_rounded() -> None:
    why = refused(_Context(None), 1_237)  # type: ignore[arg-type]
    assert why is not None
    assert "1.240" in why.nl
    assert "1,240" in str(why.en)
