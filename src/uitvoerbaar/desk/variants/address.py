"""What an address says of variants, and the address of the same with one thing changed.

Variant N (from 1) has a name `vN` and one content: numbers (`wN=LAW~CONTROL~VALUE`, repeated), a side of a shipped proposal
(`pN=ID` after it, `pN=ID~voor` before it), or others laid on each other in order (`sN=A&sN=B`). `kN=LAW~ITEM~M` chooses that of a
number or article in conflict variant M holds. `tegen=M` is the variant that the others are set against (0: the law of the day),
`samen=A&samen=B` asks what two do together and not each for itself, `toon=stand` shows amounts in place of differences and
`rij=FIGURE` draws that figure. Numbers that came from the workbench (`w` without a number) become a variant of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from uitvoerbaar.base.language import tr
from uitvoerbaar.desk.workbench.changes import LONGEST, MOST

MOST_VARIANTS = 12
LONGEST_NAME = 60
HERE = "/werkbank/varianten"
NAME, NUMBERS, PROPOSAL, STACK, CHOICE = "v", "w", "p", "s", "k"
AGAINST, TOGETHER, SHOW, ROW = "tegen", "samen", "toon", "rij"
LEVELS = "stand"
BEFORE, AFTER = "voor", "na"
_BETWEEN = "~"
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant as the address has it; `choices` by law and number or article."""

    number: int
    name: str = ""
    words: tuple[str, ...] = ()
    proposal: str = ""
    side: str = AFTER
    parts: tuple[int, ...] = ()
    choices: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether it says nothing yet: a name at most."""
        return not (self.words or self.proposal or self.parts)

    def pairs(self) -> Pairs:
        """The variant as the address says it."""
        at = self.number
        found = [(f"{NAME}{at}", self.name)] if self.name or self.empty else []
        found += [(f"{NUMBERS}{at}", word) for word in self.words]
        if self.proposal:
            found.append((f"{PROPOSAL}{at}", self.proposal + (f"{_BETWEEN}{BEFORE}" if self.side == BEFORE else "")))
        found += [(f"{STACK}{at}", str(part)) for part in self.parts]
        found += [(f"{CHOICE}{at}", _BETWEEN.join((*key, str(held)))) for key, held in self.choices.items()]
        return found


@dataclass(frozen=True, slots=True)
class Beside:
    """All of a page of variants."""

    day: str
    variants: tuple[Variant, ...] = ()
    against: int = 0
    together: tuple[int, ...] = ()
    levels: bool = False
    row: str = ""

    def find(self, number: int) -> Variant | None:
        """The variant with a number."""
        return next((each for each in self.variants if each.number == number), None)

    @property
    def free(self) -> int | None:
        """The number of a next variant: one that has a name and nothing else, else the lowest that is free."""
        waiting = [each.number for each in self.variants if each.empty]
        taken = {each.number for each in self.variants}
        return next(iter([*waiting, *(n for n in range(1, MOST_VARIANTS + 1) if n not in taken)]), None)

    def pairs(self) -> Pairs:
        """The query of the page."""
        found = [("op", self.day)]
        for each in self.variants:
            found += each.pairs()
        found += [(AGAINST, str(self.against))] if self.against else []
        found += [(TOGETHER, str(number)) for number in self.together]
        found += [(SHOW, LEVELS)] if self.levels else []
        return [*found, *([(ROW, self.row)] if self.row else [])]

    @property
    def query(self) -> str:
        """The same, written."""
        return urlencode(self.pairs())

    @property
    def address(self) -> str:
        """The page."""
        return f"{HERE}?{self.query}"

    def with_variant(self, variant: Variant) -> Beside:
        """This with a variant in the place of its number."""
        others = [each for each in self.variants if each.number != variant.number]
        return replace(self, variants=tuple(sorted([*others, variant], key=lambda each: each.number)))

    def without(self, number: int) -> Beside:
        """This without a variant, and without what was said of it elsewhere."""
        kept = [
            replace(
                each,
                parts=tuple(part for part in each.parts if part != number),
                choices={key: held for key, held in each.choices.items() if held != number},
            )
            for each in self.variants
            if each.number != number
        ]
        return replace(
            self,
            variants=tuple(each for each in kept if not each.empty or each.name),
            against=0 if self.against == number else self.against,
            together=() if number in self.together else self.together,
        )

    def leaves(self, variant: Variant) -> tuple[Variant, ...]:
        """The variants with content of their own that a variant comes down to, in order, each once.

        Raises ValueError for one that rests on itself, or on one that is not there.
        """
        return tuple({each.number: each for each in self._leaves(variant, ())}.values())

    def _leaves(self, variant: Variant, above: tuple[int, ...]) -> Iterator[Variant]:
        if variant.number in above:
            raise ValueError(tr("variant {n} rust op zichzelf", n=variant.number))
        if not variant.parts:
            yield variant
        for part in variant.parts:
            found = self.find(part)
            if found is None:
                raise ValueError(tr("variant {n} is er niet", n=part))
            yield from self._leaves(found, (*above, variant.number))


def read(query: QueryDict, day: str) -> Beside:
    """What an address says; what cannot be read of it is left out, as is more than a page holds."""
    made = []
    for number in range(1, MOST_VARIANTS + 1):
        variant = _variant(query, number)
        if not variant.empty or f"{NAME}{number}" in query:
            made.append(variant)
    beside = Beside(
        day,
        tuple(made),
        _number(query.get(AGAINST, "")) or 0,
        _numbers(query, TOGETHER)[:2],
        query.get(SHOW) == LEVELS,
        query.get(ROW, "")[:LONGEST_NAME],
    )
    if beside.against and beside.find(beside.against) is None:
        beside = replace(beside, against=0)
    loose = tuple(query.getlist(NUMBERS))[:MOST]
    free = beside.free
    if loose and free is not None:
        waiting = beside.find(free)
        beside = beside.with_variant(replace(waiting or Variant(free), words=loose))
    return beside


def _variant(query: QueryDict, at: int) -> Variant:
    proposal, _, side = query.get(f"{PROPOSAL}{at}", "")[:LONGEST].partition(_BETWEEN)
    words = tuple(query.getlist(f"{NUMBERS}{at}"))[:MOST]
    choices = {}
    for said in query.getlist(f"{CHOICE}{at}")[:MOST]:
        law, _, rest = said[:LONGEST].partition(_BETWEEN)
        item, _, held = rest.rpartition(_BETWEEN)
        number = _number(held)
        if law and item and number:
            choices[law, item] = number
    return Variant(
        at,
        " ".join(query.get(f"{NAME}{at}", "").split())[:LONGEST_NAME],
        words,
        "" if words else proposal,
        BEFORE if side == BEFORE else AFTER,
        () if words or proposal else _numbers(query, f"{STACK}{at}"),
        choices,
    )


def _numbers(query: QueryDict, name: str) -> tuple[int, ...]:
    found = (_number(said) for said in query.getlist(name)[:MOST_VARIANTS])
    return tuple(dict.fromkeys(number for number in found if number))


def _number(said: str) -> int | None:
    """The number of a variant, None for what is none."""
    if not (said.isascii() and said.isdecimal() and len(said) < 3):
        return None
    return int(said) if 1 <= int(said) <= MOST_VARIANTS else None
