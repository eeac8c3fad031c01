"""Changes of law laid on each other: numbers and proposals, article by article, and where two of them change the same thing.

Two layers that change different articles of a law go together. Two that give one number another value, or one that rewrites
an article which another changes as well, are in conflict: nothing is made of that until somebody chose which of them holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from uitvoerbaar.base.files import read_bytes
from uitvoerbaar.law.corpus import Corpus, LawLookupError, read_entries
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.proposal.layers import Choices, Conflict, Layer
from uitvoerbaar.proposal.merged_law import Merge, Written
from uitvoerbaar.proposal.model import NewScheme, Situation


@dataclass(frozen=True, slots=True)
class Stack:
    """The law after some layers: files as they lie, files with another text, versions pinned, and what is not chosen yet."""

    files: tuple[Path, ...] = ()
    texts: Mapping[str, LawText] = field(default_factory=dict)
    pins: Mapping[str, str] = field(default_factory=dict)
    new_schemes: tuple[NewScheme, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def situation(self, day: str, folder: Path) -> Situation:
        """This law on a day; texts that were made are written to `folder`."""
        made = []
        for number, (_, text) in enumerate(sorted(self.texts.items())):
            made.append(folder / f"{number}.yaml")
            made[-1].write_bytes(text.bytes)
        return Situation(day, (*self.files, *made), dict(self.pins))


def stacked(base: Corpus, day: str, layers: Sequence[Layer], choices: Choices | None = None) -> Stack:
    """The layers on the law of a day, the later on the earlier. Raises UserError for what cannot be read or made.

    With conflicts that `choices` does not settle the laws they are in are left out: ask again when they are.
    """
    chosen = choices or {}
    written = _written(base, day, layers)
    numbered = {law for layer in layers for law in layer.numbers}
    texts: dict[str, LawText] = {}
    pins: dict[str, str] = {}
    kept: list[Path] = []
    conflicts: list[Conflict] = []
    for law in sorted({*numbered, *(each for found in written.values() for each in found)}):
        by = {number: found[law] for number, found in written.items() if law in found}
        if len(by) == 1 and law not in numbered:
            (only,) = by.values()
            pins |= {law: only.pin} if only.pin else {}
            kept += [] if only.pin else [only.file]
            continue
        merged = Merge(law, _text_in_force(base, law, day), by, layers, chosen).made()
        conflicts += merged.conflicts
        if merged.text is not None and not conflicts:
            texts[law] = merged.text
            pins |= {law: merged.pin} if merged.pin else {}
    others = _others(layers, {each.file for found in written.values() for each in found.values()})
    schemes = tuple(dict.fromkeys(each for layer in layers for each in layer.new_schemes))
    return Stack((*others, *kept), texts, pins, schemes, tuple(conflicts))


def _written(base: Corpus, day: str, layers: Sequence[Layer]) -> dict[int, dict[str, Written]]:
    """Per layer that is a proposal the laws in force on the day that it has otherwise."""
    found: dict[int, dict[str, Written]] = {}
    for number, layer in enumerate(layers):
        if layer.situation is None:
            continue
        seen = layer.situation.corpus(base)
        laws: dict[str, Written] = {}
        for law in seen.versions:
            now, was = _in_force(seen, law, day), _in_force(base, law, day)
            if now is not None and now != was:
                laws[law] = Written(_read(now), Path(now), layer.situation.pins.get(law, ""))
        found[number] = laws
    return found


def _in_force(corpus: Corpus, law: str, day: str) -> str | None:
    """The file of the version of a law on a day, None when there is none."""
    entries = corpus.versions.get(law, ())
    return next((entry.file for entry in entries if entry.valid_from <= day), None)


def _read(file: str) -> LawText:
    return LawText.of(read_bytes(Path(file), file), file)


def _text_in_force(base: Corpus, law: str, day: str) -> LawText | None:
    """The law of the day as it is written; None for one that the proposals bring in."""
    try:
        return _read(base.select(law, day).file)
    except LawLookupError:
        return None


def _others(layers: Sequence[Layer], told: set[Path]) -> Iterator[Path]:
    """Files of proposals for other versions than that of the day: they lie there as they are, the last of two wins."""
    found: dict[tuple[str, str], Path] = {}
    for layer in layers:
        for entry in read_entries(layer.situation.laws) if layer.situation is not None else ():
            if Path(entry.file) not in told:
                found[entry.id, entry.valid_from] = Path(entry.file)
    yield from found.values()
