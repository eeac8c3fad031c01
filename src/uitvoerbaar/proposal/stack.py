"""Changes of law laid on each other: numbers and proposals, article by article, and where two of them change the same thing.

Two layers that change different articles of a law go together. Two that give one number another value, or one that rewrites
an article which another changes as well, are in conflict: nothing is made of that until somebody chose which of them holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from uitvoerbaar.base.files import read_bytes
from uitvoerbaar.base.yaml_places import spans
from uitvoerbaar.law.corpus import Corpus, LawLookupError, read_entries
from uitvoerbaar.law.read.law_file import parse_text
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.proposal.amend.change import amend
from uitvoerbaar.proposal.model import NewScheme, Situation

WHOLE_LAW = "*"
"""What a conflict is about when articles cannot be told apart: the file of the law."""
Choices = Mapping[tuple[str, str], int]
"""Which layer holds, by law and by number or article."""


@dataclass(frozen=True, slots=True)
class NewNumber:
    """A number as it becomes, in `unit` as `amend` is told it."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Layer:
    """One source of changes: numbers by law and control, or one side of a proposal."""

    numbers: Mapping[str, Mapping[str, NewNumber]] = field(default_factory=dict)
    situation: Situation | None = None
    new_schemes: tuple[NewScheme, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same number (`item` is a control) or article (its number, or `WHOLE_LAW`) changed in more than one way.

    `says` has per layer its number, None for a layer that rewrites the article.
    """

    law: str
    item: str
    article: str
    says: tuple[tuple[int, Decimal | None], ...]

    @property
    def key(self) -> tuple[str, str]:
        """By what it is chosen."""
        return self.law, self.item


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
        merged = _Merge(law, _text_in_force(base, law, day), by, layers, chosen).made()
        conflicts += merged.conflicts
        if merged.text is not None and not conflicts:
            texts[law] = merged.text
            pins |= {law: merged.pin} if merged.pin else {}
    others = _others(layers, {each.file for found in written.values() for each in found.values()})
    schemes = tuple(dict.fromkeys(each for layer in layers for each in layer.new_schemes))
    return Stack((*others, *kept), texts, pins, schemes, tuple(conflicts))


@dataclass(frozen=True, slots=True)
class _Written:
    """The file of a law as a layer has it, and the version to which that is pinned ('' when it is not)."""

    text: LawText
    file: Path
    pin: str


def _written(base: Corpus, day: str, layers: Sequence[Layer]) -> dict[int, dict[str, _Written]]:
    """Per layer that is a proposal the laws in force on the day that it has otherwise."""
    found: dict[int, dict[str, _Written]] = {}
    for number, layer in enumerate(layers):
        if layer.situation is None:
            continue
        seen = layer.situation.corpus(base)
        laws: dict[str, _Written] = {}
        for law in seen.versions:
            now, was = _in_force(seen, law, day), _in_force(base, law, day)
            if now is not None and now != was:
                laws[law] = _Written(_read(now), Path(now), layer.situation.pins.get(law, ""))
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


@dataclass(frozen=True, slots=True)
class _Merged:
    text: LawText | None
    pin: str
    conflicts: tuple[Conflict, ...]


@dataclass
class _Merge:
    """One law that more than one layer changes, or that has other numbers."""

    law: str
    base: LawText | None
    by: Mapping[int, _Written]
    layers: Sequence[Layer]
    choices: Choices
    conflicts: list[Conflict] = field(default_factory=list)

    def made(self) -> _Merged:
        """The law with every change that is not in conflict, or with what was chosen."""
        owners = self._owners()
        numbers = self._numbers(owners)
        if self.conflicts:
            return _Merged(None, "", tuple(self.conflicts))
        start, pin = self.base, ""
        if owners:
            last = max(self.by)
            start, pin = self.by[last].text, self.by[last].pin
            for article, owner in owners.items():
                if owner != last:
                    start = _with_article(start, article, self._text_of(owner))
        assert start is not None, "a law that nobody wrote has no numbers"
        if numbers:
            wanted = {name: each.value for name, each in numbers.items()}
            start = amend(start, wanted, {name: each.unit for name, each in numbers.items()}).after
        parse_text(start.text, start.file)
        return _Merged(start, pin, ())

    def _text_of(self, owner: int) -> LawText:
        text = self.base if owner < 0 else self.by[owner].text
        assert text is not None
        return text

    def _owners(self) -> dict[str, int]:
        """Per article that a proposal has otherwise, the proposal that holds; -1 for the law as it was."""
        holders: dict[str, list[int]] = {}
        for number, written in self.by.items():
            for article in _changed(self.base, written.text):
                holders.setdefault(article, []).append(number)
        every = [*holders]
        if len(self.by) > 1 and any(_numbers_of(self._text_of(n)) != _numbers_of(self.base) for n in self.by):
            held = self._chosen(WHOLE_LAW, "", dict.fromkeys(self.by))
            return {} if held is None else dict.fromkeys(every, held)
        owners: dict[str, int] = {}
        for article, numbers in holders.items():
            items = [_article(self._text_of(number), article) for number in numbers]
            if all(item == items[0] for item in items):
                owners[article] = numbers[-1]
                continue
            held = self._chosen(article, article, dict.fromkeys(numbers))
            if held is not None:
                owners[article] = held
        return owners

    def _numbers(self, owners: dict[str, int]) -> dict[str, NewNumber]:
        """The numbers that hold; an article that was rewritten as well is given back to the law where those were chosen."""
        said: dict[str, dict[int, NewNumber]] = {}
        for at, layer in enumerate(self.layers):
            for control, number in layer.numbers.get(self.law, {}).items():
                said.setdefault(control, {})[at] = number
        found: dict[str, NewNumber] = {}
        for control, by in said.items():
            article = control.partition("#")[0]
            if article in owners and not self._numbers_hold(article, owners, by):
                continue
            if len({each.value for each in by.values()}) == 1:
                found[control] = next(iter(by.values()))
                continue
            held = self._chosen(control, article, {at: each.value for at, each in by.items()})
            if held is not None:
                found[control] = by[held]
        return found

    def _numbers_hold(self, article: str, owners: dict[str, int], by: Mapping[int, NewNumber]) -> bool:
        """Whether in a rewritten article the numbers were chosen."""
        owner = owners[article]
        if owner < 0:
            return True
        says: dict[int, Decimal | None] = {owner: None, **{at: each.value for at, each in by.items()}}
        held = self._chosen(article, article, says)
        if held is None or held == owner:
            return False
        owners[article] = -1
        return True

    def _chosen(self, item: str, article: str, says: Mapping[int, Decimal | None]) -> int | None:
        """The layer that was chosen of those that differ; None, and a conflict, when none of them was."""
        held = self.choices.get((self.law, item))
        if held in says:
            return held
        if not any(each.item == item for each in self.conflicts):
            self.conflicts.append(Conflict(self.law, item, article, tuple(sorted(says.items()))))
        return None


def _article(text: LawText | None, number: str) -> Any:
    """What the file has for an article, None when it has none."""
    at = None if text is None else text.position(number)
    return None if text is None or at is None else text.articles[at]


def _numbers_of(text: LawText | None) -> list[str]:
    """The articles of a file, in its order."""
    return [] if text is None else [str(item.get("number")) for item in text.articles]


def _changed(base: LawText | None, text: LawText) -> Iterable[str]:
    """The articles that are other than in the law."""
    return [number for number in _numbers_of(text) if _article(text, number) != _article(base, number)]


def _with_article(text: LawText, number: str, source: LawText) -> LawText:
    """`text` with an article as `source` writes it. Both have the article, at the same depth or with its lines moved along."""
    into, of = (spans(each.text)["articles", each.position(number) or 0] for each in (text, source))
    lines = source.text[of.start : of.end].split("\n")
    shift = into.column - of.column
    moved = [lines[0], *(_moved(line, shift) for line in lines[1:])]
    return replace(text, text=text.text[: into.start] + "\n".join(moved) + text.text[into.end :])


def _moved(line: str, shift: int) -> str:
    """A line of a block with so many spaces more, or fewer, before it."""
    if not line.strip():
        return line
    return " " * shift + line if shift >= 0 else line[min(-shift, len(line) - len(line.lstrip(" "))) :]
