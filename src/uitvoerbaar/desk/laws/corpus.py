"""The laws of a day, read once per process."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from uitvoerbaar.base import clock
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.face.law_graph import LawGraph, law_graph
from uitvoerbaar.face.laws import Laws, as_day, laws

_DAYS = 32
"""Days whose laws are kept at once."""


def today() -> str:
    """The day of now in the Netherlands, as ISO text."""
    return clock.today().isoformat()


def laws_on(day: str) -> Laws:
    """The laws of a day. Raises UserError for what is no day."""
    return _on(laws_dir(), as_day(day))


def graph_on(day: str) -> LawGraph:
    """How the articles of a day hang together."""
    return _graph(laws_dir(), as_day(day))


def warm() -> None:
    """Read everything that the first visitor may ask for."""
    of = laws_on(today())
    of.known  # noqa: B018
    of.coverage()
    graph_on(of.on)


@cache
def _read(folder: Path) -> Laws:
    return laws(on=today(), folders=[folder])


@lru_cache(maxsize=_DAYS)
def _on(folder: Path, day: str) -> Laws:
    return replace(_read(folder), on=day)


@lru_cache(maxsize=_DAYS)
def _graph(folder: Path, day: str) -> LawGraph:
    return law_graph(_on(folder, day))
