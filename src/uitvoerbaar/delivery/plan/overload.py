"""How likely it is that an organisation is asked more than it has, when work turns out as much more as it did in the past."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.delivery.plan.model import SLOT, Capacity, Plan, Portfolio, load_of

DRAWS = 4_000


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance (0 to 1) per quarter that the work of a plan is more than a capacity, and that it is so in any quarter.

    `borrowed` names the organisation whose past was used because this one has none on record.
    """

    capacity: str
    per_quarter: tuple[float, ...]
    ever: float
    borrowed: str | None


def chances(portfolio: Portfolio, plan: Plan, *, seed: int = 1, draws: int = DRAWS) -> list[Chance]:
    """The chance of overload of every capacity that has work, by `draws` draws of outcome over forecast.

    An organisation draws one ratio for each year of the plan: what turns out to be more work does so for the whole year. An
    organisation without a past of its own draws from those of all that have one, with draws of its own. Empty when no
    organisation has a past. Slots are left out: work that is larger takes more people, but still one slot.
    """
    pasts = {o.id: [one.ratio for one in o.realised] for o in portfolio.organisations if o.realised}
    if not pasts:
        return []
    everybody = [ratio for ratios in pasts.values() for ratio in ratios]
    loads = load_of(portfolio, plan)
    years = [portfolio.quarter(q).year for q in range(portfolio.quarters)]
    made = []
    for capacity in portfolio.capacities:
        if any(loads[capacity.id]) and capacity.unit != SLOT:
            own = pasts.get(capacity.organisation)
            factors = {
                year: quantiles(own or everybody, _uniform(seed, capacity.organisation, f"werk {year}", draws))
                for year in sorted(set(years))
            }
            made.append(
                _chance(
                    capacity, loads[capacity.id], [factors[y] for y in years], sorted(pasts) if own is None else None
                )
            )
    return made


def _chance(
    capacity: Capacity, load: Sequence[int], factors: Sequence[NDArray[np.float64]], lent: list[str] | None
) -> Chance:
    over = np.array([asked * f > has for asked, f, has in zip(load, factors, capacity.per_quarter, strict=True)])
    return Chance(
        capacity.id,
        tuple(float(one) for one in over.mean(axis=1)),
        float(over.any(axis=0).mean()),
        None if lent is None else ", ".join(lent),
    )


def quantiles(ratios: Sequence[float], at: NDArray[np.float64]) -> NDArray[np.float64]:
    """The ratios read as a distribution: straight lines between them, each in the middle of its share, nothing beyond the ends."""
    known = np.sort(np.asarray(ratios, dtype=np.float64))
    return np.interp(at, (np.arange(len(known)) + 0.5) / len(known), known)


def _uniform(seed: int, entity: str, variable: str, draws: int) -> NDArray[np.float64]:
    """Draws that belong to an organisation and a variable by name: adding another changes none of them."""
    digest = hashlib.sha256(f"{seed}:{entity}:{variable}".encode()).digest()
    key = np.frombuffer(digest[:16], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(key=key)).random(draws)
