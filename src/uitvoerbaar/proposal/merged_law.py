"""One law that more than one layer changes, made whole article by article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from uitvoerbaar.base.yaml_places import spans
from uitvoerbaar.law.read.law_file import parse_text
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.proposal.amend.change import amend
from uitvoerbaar.proposal.layers import WHOLE_LAW, Choices, Conflict, Layer, NewNumber


@dataclass(frozen=True, slots=True)
class Written:
    """The file of a law as a layer has it, and the version to which that is pinned ('' when it is not)."""

    text: LawText
    file: Path
    pin: str


@dataclass(frozen=True, slots=True)
class Merged:
    text: LawText | None
    pin: str
    conflicts: tuple[Conflict, ...]


@dataclass
class Merge:
    """One law that more than one layer changes, or that has other numbers."""

    law: str
    base: LawText | None
    by: Mapping[int, Written]
    layers: Sequence[Layer]
    choices: Choices
    conflicts: list[Conflict] = field(default_factory=list)

    def made(self) -> Merged:
        """The law with every change that is not in conflict, or with what was chosen."""
        owners = self._owners()
        numbers = self._numbers(owners)
        if self.conflicts:
            return Merged(None, "", tuple(self.conflicts))
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
        return Merged(start, pin, ())

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
