"""What a process holds between questions: populations, each loaded once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from uitvoerbaar.base.garbage import settle

MOST = 2
"""Of each family, such as populations: the synthetic country and one's own data. The one used longest ago is let go."""


@dataclass(slots=True)
class _Place:
    made: bool = False
    value: Any = None
    told: Any = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class Kept:
    """Values by family and name. May be used by several threads: one makes, the others wait for it."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._places: OrderedDict[tuple[str, str], _Place] = OrderedDict()
        self._lock = threading.Lock()

    def get(
        self,
        family: str,
        name: str,
        make: Callable[[], Any],
        tell: Callable[[Any], Any],
        most: int | None = None,
        making: Callable[[], None] = lambda: None,
    ) -> Any:
        """The value of that name, made when there is none; `tell` gives what is told of it, as JSON. A family has room for `most`.

        `making` is told that it is made here, not by another that is waited for. What `make` raises is raised, and nothing is kept.
        """
        with self._lock:
            place = self._places.setdefault((family, name), _Place())
            self._places.move_to_end((family, name))
        with place.lock:
            if not place.made:
                self._make_room(family, place, self.most if most is None else most)
                making()
                place.value = make()
                place.told = tell(place.value)
                settle()
                place.made = True
            return place.value

    def _make_room(self, family: str, fresh: _Place, most: int) -> None:
        """Let go before making: two countries and a third do not fit together."""
        with self._lock:
            held = [
                name for name, place in self._places.items() if name[0] == family and place.made and place is not fresh
            ]
            for name in held[: max(0, len(held) + 1 - most)]:
                del self._places[name]

    def told(self) -> list[Any]:
        """What is held now."""
        with self._lock:
            return [place.told for place in self._places.values() if place.made]
