"""A progress bar of named steps on stderr; silent when nobody watches a terminal."""

from __future__ import annotations

import sys
from types import TracebackType


class Steps:
    """Call it with the name of the step that starts; the bar shows how far a job is."""

    def __init__(self, what: str, total: int) -> None:
        from tqdm import tqdm

        self._left = total
        self._bar = tqdm(
            total=total,
            desc=what,
            file=sys.stderr,
            disable=not sys.stderr.isatty(),
            bar_format="{desc} |{bar}| {postfix}",
        )

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
