"""A day (`--on`), or the months from one to another (`--from`, `--to`)."""

from __future__ import annotations

import click

from uitvoerbaar.base.language import tr


def day_or_months(day: str | None, first: str | None, last: str | None) -> tuple[str, str] | None:
    """The first and last month that were asked; None when a day was. Raises UsageError for both, neither or half a span."""
    if day is not None and (first or last):
        raise click.UsageError(tr("Kies: --on voor een dag, of --from en --to voor maanden."))
    if day is not None:
        return None
    if first is None or last is None:
        raise click.UsageError(
            tr("Zeg voor welke dag (--on JJJJ-MM-DD), of voor welke maanden (--from JJJJ-MM en --to JJJJ-MM).")
        )
    return first, last
