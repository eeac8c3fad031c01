"""Time shared out fairly: each person has had as much as any other, however much one asks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable

REMEMBERED = 10_000
"""People whose time is remembered after they have nothing more to ask; who did not ask for longest is forgotten first."""


class Shares:
    """Seconds of each person, comparable between those who want something now.

    Who comes back after a while gets `head_start` seconds before the others, no more: being away saves nothing up, so nobody
    waits long for somebody who just came, and who asks twenty times a second gets no more than who asked once.
    """

    def __init__(self, head_start: float) -> None:
        self.head_start = head_start
        self._used: OrderedDict[str, float] = OrderedDict()

    def of(self, who: str) -> float:
        """The time of a person; who has least comes first."""
        return self._used.get(who, 0.0)

    def join(self, who: str, others: Collection[str]) -> None:
        """Somebody who wanted nothing asks something, beside those who do."""
        least = min(map(self.of, others), default=self.of(who)) - self.head_start
        self._used[who] = max(self.of(who), least)
        self._used.move_to_end(who)
        while len(self._used) > REMEMBERED:
            self._used.popitem(last=False)

    def charge(self, whos: Iterable[str], seconds: float) -> None:
        """Time went into what these people want together: each carries a part."""
        sharing = list(whos)
        for who in sharing:
            self._used[who] = self.of(who) + seconds / len(sharing)
