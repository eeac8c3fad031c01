"""Where a process starts: the program is imported here, so that a stop during that leaves no traceback."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Entry point of the `uitvoerbaar` command."""
    try:
        from uitvoerbaar.cli import main as cli

        cli()
    except KeyboardInterrupt:  # before there are words to tell it in
        sys.exit(INTERRUPTED)
