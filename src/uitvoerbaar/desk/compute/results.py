"""Answers that were computed: bounded in number and bytes, what was used longest ago goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence


class Results:
    """Parts of complete answers, by the name of what was asked. Not for several threads at once."""

    def __init__(self, most: int, most_bytes: int) -> None:
        self.most, self.most_bytes = most, most_bytes
        self.bytes = 0
        self._kept: OrderedDict[str, tuple[bytes, ...]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: str) -> tuple[bytes, ...] | None:
        """The parts, used now; None when they are not there."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: str, parts: Sequence[bytes]) -> None:
        """Keep the parts of an answer; the last one that was put is always there."""
        self.bytes += size_of(parts) - size_of(self._kept.pop(key, ()))
        self._kept[key] = tuple(parts)
        while len(self._kept) > self.most or (self.bytes > self.most_bytes and len(self._kept) > 1):
            _, gone = self._kept.popitem(last=False)
            self.bytes -= size_of(gone)


def size_of(parts: Sequence[bytes]) -> int:
    """Bytes of the parts together."""
    return sum(map(len, parts))
