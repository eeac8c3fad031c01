"""A progress bar of named steps on stderr; silent when nobody watches a terminal."""

from __future__ import annotations

import sys
from types import TracebackType

import click

from uitvoerbaar.base.extras import command, lacking


def tell_slow() -> None:
    """Say on stderr that the compiled kernels are not installed, so that nobody waits without knowing why."""
    if lacking("fast"):
        click.echo(f"Zonder llvmlite rekent dit veel langzamer; installeer het met: {command('fast')}", err=True)


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
