"""Works about the process itself: 'ping' gives back what it was sent, 'about' tells what the process is and holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from uitvoerbaar.desk.compute.registry import Tools, register


def ping(arguments: Mapping[str, Any], _tools: Tools) -> Iterator[Any]:
    """The arguments."""
    yield dict(arguments)


def about(_arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Versions, population folder, what is loaded of it with its households, resident size, uptime, what waits and runs."""
    yield tools.facts()


register("ping", ping, keep=False, light=True)
register("about", about, keep=False, light=True)
