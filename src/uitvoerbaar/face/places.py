"""Whether what was asked can be written where it was asked, said before the work."""

from __future__ import annotations

from pathlib import Path

from uitvoerbaar.base.whole import check_writable


def check_places(*paths: Path | None) -> None:
    """Raises UserError, before the work, when one of the files that were asked for cannot be written."""
    for path in paths:
        if path is not None:
            check_writable(path)
