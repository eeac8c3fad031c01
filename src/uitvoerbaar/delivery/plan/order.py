"""Orders between measures that go round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def circle(after: Mapping[str, Sequence[str]]) -> tuple[str, ...] | None:
    """A ring of names in which each comes after the next; None when there is none. Names that are no key come after nothing."""
    done: set[str] = set()
    for start in after:
        path: list[str] = []
        todo = [(start, 0)]
        while todo:
            name, at = todo.pop()
            if at == 0:
                if name in path:
                    return tuple(path[path.index(name) :])
                if name in done:
                    continue
                path.append(name)
            others = after.get(name, ())
            if at < len(others):
                todo += [(name, at + 1), (others[at], 0)]
            else:
                path.pop()
                done.add(name)
    return None
