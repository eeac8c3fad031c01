"""Progress of long work: a bar in a notebook or on a terminal; silent when nobody watches."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any


def watched() -> bool:
    """Whether somebody sees a bar: stderr is a terminal, or this is a notebook."""
    return sys.stderr.isatty() or "ipykernel" in sys.modules


def bar(total: int | None = None, **look: Any) -> Any:
    """A tqdm bar for where this runs (`tqdm.auto`); the words of `look` are those of tqdm."""
    from tqdm.auto import tqdm

    return tqdm(total=total, file=sys.stderr, disable=not watched(), **look)


class Steps:
    """A bar of named steps. Call it with the name of the step that starts; the bar shows how far a job is."""

    def __init__(self, what: str, total: int) -> None:
        self._left = total
        self._bar = bar(total, desc=what, bar_format="{desc} |{bar}| {postfix}")

    def __enter__(self) -> Steps:
        return self

    def __call__(self, name: str) -> None:
        """Start the next step."""
        self._bar.set_postfix_str(name)
        self._bar.update(min(1, self._left))
        self._left -= min(1, self._left)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()
