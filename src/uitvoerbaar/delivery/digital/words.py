"""The words that an entry may use and the points of the pre-scan: data/digitaal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.chain.read import fact
from uitvoerbaar.delivery.fact import Confidence, Fact
from uitvoerbaar.delivery.read_fact import read_confidence

CATEGORIES = ("gewone", "bijzondere", "gevoelige")
"""Kinds of personal data of which the pre-scan counts the categories."""
_COUNTED = ("betrokkenen", "basisregistraties")
"""Lists of which it adds up what each item counts for."""


@dataclass(frozen=True, slots=True)
class Points:
    """How the pre-scan gives points, all whole numbers.

    `steps` are by what is counted, each (from so many, points) in rising order; `large`, `transfer`, `heavy_transfer`,
    `service` and `service_minors` are the points of one answer.
    """

    steps: Mapping[str, tuple[tuple[int, int], ...]]
    large: int
    transfer: int
    heavy_transfer: int
    service: int
    service_minors: int
    confidence: Confidence

    def of(self, what: str, count: int) -> int:
        """The points for so many of something."""
        return max((points for least, points in self.steps[what] if count >= least), default=0)


@dataclass(frozen=True)
class Words:
    """Lists of the pre-scan and classes of the AI Act; `weights` is by list, and by item what it counts for."""

    ap: tuple[Text, ...]
    edpb: tuple[Text, ...]
    legislation: tuple[str, ...]
    categories: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Mapping[str, int]]
    mechanisms: tuple[str, ...]
    bound: Fact
    points: Points
    forbidden: tuple[Text, ...]
    areas: tuple[Text, ...]
    since: Mapping[str, str]


def load_words(folder: Path | None = None) -> Words:
    """data/digitaal. Raises LawFileError with every problem of a file."""
    folder = folder or data_dir() / "digitaal"
    scan, ai = read_entries(folder / "voorscan.yaml"), read_entries(folder / "ai.yaml")
    since = ai.object("vanaf")
    words = Words(
        _texts(scan, "ap"),
        _texts(scan, "edpb"),
        scan.words("regelgeving"),
        {kind: scan.words(kind) for kind in CATEGORIES},
        {name: _weights(scan, name) for name in (*_COUNTED, "frequenties", "bewaartermijnen")},
        scan.words("mechanismen"),
        fact(scan, "grens", "punten"),
        _points(scan.object("punten")),
        _texts(ai, "verboden"),
        _texts(ai, "gebieden"),
        {name: since.word(name) for name in since.names()},
    )
    scan.check()
    ai.check()
    return words


def _texts(file: Entries, key: str) -> tuple[Text, ...]:
    return tuple(e.both() for e in file.objects(key))


def _weights(file: Entries, key: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for e in file.objects(key):
        name, counts = e.word("naam"), e.number("telt")
        if name in found:
            e.tell("naam", tr("'{key}' noemt '{item}' twee keer", key=key, item=name))
        found[name] = counts
    return found


def _points(e: Entries) -> Points:
    e.number("jaar")
    steps = {
        name: tuple((s.number("vanaf"), s.number("punten")) for s in e.objects(name))
        for name in (*CATEGORIES, *_COUNTED)
    }
    return Points(
        steps,
        e.number("minstens_10000"),
        e.number("doorgifte"),
        e.number("doorgifte_zwaar"),
        e.number("dienst"),
        e.number("dienst_voor_minderjarigen"),
        read_confidence(e),
    )
