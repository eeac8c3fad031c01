"""What a process holds between questions: populations, each loaded once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

MOST = 2
"""Of the synthetic country and of one's own data, or of two of these; the one used longest ago is let go."""


@dataclass(slots=True)
class _Place:
    made: bool = False
    value: Any = None
    told: Any = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class Kept:
    """Values by name. May be used by several threads: one makes, the others wait for it."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._places: OrderedDict[str, _Place] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: str, make: Callable[[], Any], tell: Callable[[Any], Any]) -> Any:
        """The value of that name, made when there is none; `tell` gives what is told of it, as JSON.

        What `make` raises is raised, and nothing is kept.
        """
        with self._lock:
            place = self._places.setdefault(name, _Place())
            self._places.move_to_end(name)
        with place.lock:
            if not place.made:
                self._make_room(place)
                place.value = make()
                place.told = tell(place.value)
                place.made = True
            return place.value

    def _make_room(self, fresh: _Place) -> None:
        """Let go before making: two countries and a third do not fit together."""
        with self._lock:
            held = [name for name, place in self._places.items() if place.made and place is not fresh]
            for name in held[: max(0, len(held) + 1 - self.most)]:
                del self._places[name]

    def told(self) -> list[Any]:
        """What is held now."""
        with self._lock:
            return [place.told for place in self._places.values() if place.made]
