"""The block `uitvoering` of proposal.yaml: what must be ready before a proposal can be in force, and what it asks of whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.confidence import CONFIDENCES, OWN, UNSURE
from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.yaml import Mapping, Sequence

STEPS = ("proces", "ict", "werving", "lagere_regels")
"""What takes time: processes set up, systems changed and released, people hired and trained, lower rules made."""
_STEP_KEYS = ("maanden", "na", "vrij", "kosten_euro")
_KEYS = (*STEPS, "besluit", "bron", "zekerheid", "portefeuille", "kwartalen", "beslag", "raakt")
_CLAIM_KEYS = ("capaciteit", "per_kwartaal")
_LONGEST, _MOST = 240, 1_000_000_000
Tell = Callable[[int, str, str | None], None]


@dataclass(frozen=True, slots=True)
class Step:
    """How many months it takes (least and most), after which other steps, and from which day its people or slot are free.

    `cost` is what it costs over its whole life in euros, where that is said.
    """

    id: str
    low: int
    high: int
    after: tuple[str, ...] = ()
    free: str | None = None
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What the proposal asks of a capacity of the portfolio, per quarter from its start."""

    capacity: str
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DeliveryBlock:
    """What a proposal says of its delivery. `decided` is the day from which work can begin, `source` where all this is from;
    `unsure`: it is an assumption or was not looked up, so what follows from it is no more than that.
    """

    source: Text
    steps: tuple[Step, ...] = ()
    decided: str | None = None
    portfolio: str | None = None
    quarters: int | None = None
    claims: tuple[AskedOf, ...] = ()
    touches: tuple[str, ...] = ()
    unsure: bool = False


def read_block(raw: Any, line: int, tell: Tell) -> DeliveryBlock | None:
    """The block, with every problem told; None when it is no object."""
    if not isinstance(raw, Mapping):
        tell(line, tr("'uitvoering' is een object, geen {value}", value=describe(raw)), None)
        return None
    reader = _Block(raw, tell)
    return reader.read()


@dataclass(frozen=True, slots=True)
class _Block:
    raw: Mapping
    tell: Tell

    def read(self) -> DeliveryBlock:
        raw = self.raw
        self._keys(raw, _KEYS, "'uitvoering'")
        portfolio = raw.get("portefeuille")
        quarters = self._whole(raw, "kwartalen", 1, _LONGEST // 3) if "kwartalen" in raw else None
        claims = tuple(self._claims())
        if claims and (portfolio is None or quarters is None):
            self.tell(
                raw.line_of("beslag"), tr("'beslag' vraagt ook 'portefeuille' en 'kwartalen' (tot het geldt)"), None
            )
        return DeliveryBlock(
            self._source(),
            tuple(self._step(id_) for id_ in STEPS if id_ in raw),
            self._day(raw, "besluit") if "besluit" in raw else None,
            None if portfolio is None else str(portfolio),
            quarters,
            claims,
            self._words(raw, "raakt"),
            self._sure() in UNSURE,
        )

    def _source(self) -> Text:
        """Of whom this is: one text, or one in each language."""
        said = self.raw.get("bron")
        if isinstance(said, Mapping) and set(said) == {"nl", "en"} and all(isinstance(said[key], str) for key in said):
            return Text(said["nl"], said["en"])
        if not isinstance(said, str):
            self.tell(self.raw.line_of("bron"), tr("'uitvoering' mist 'bron': van wie deze opgave is"), None)
        return Text(str(said))

    def _sure(self) -> str:
        """How far it can be trusted; the own statement of whoever `bron` names when that is not said."""
        said = self.raw.get("zekerheid", OWN)
        if said not in CONFIDENCES:
            message = tr("'zekerheid' is '{said}'; verwacht: {words}", said=str(said), words=", ".join(CONFIDENCES))
            self.tell(self.raw.line_of("zekerheid"), message, suggest(str(said), CONFIDENCES))
        return str(said)

    def _step(self, id_: str) -> Step:
        step = self.raw[id_]
        line = self.raw.line_of(id_)
        if not isinstance(step, Mapping):
            self.tell(line, tr("'{key}' is een object met maanden, geen {value}", key=id_, value=describe(step)), None)
            return Step(id_, 0, 0)
        self._keys(step, _STEP_KEYS, f"'{id_}'")
        after = self._words(step, "na")
        for other in after:
            if other not in STEPS or other == id_:
                self.tell(
                    step.line_of("na"), tr("'na' noemt '{word}'; dat bestaat niet", word=other), suggest(other, STEPS)
                )
        low, high = self._months(step, id_)
        return Step(
            id_,
            low,
            high,
            after,
            self._day(step, "vrij") if "vrij" in step else None,
            self._whole(step, "kosten_euro", 0, 10**12) if "kosten_euro" in step else None,
        )

    def _months(self, step: Mapping, id_: str) -> tuple[int, int]:
        said = step.get("maanden")
        ends = list(said) if isinstance(said, Sequence) else [said]
        whole = [end for end in ends if isinstance(end, int) and not isinstance(end, bool) and 0 <= end <= _LONGEST]
        if len(whole) != len(ends) or len(ends) not in (1, 2) or whole != sorted(whole):
            wanted = tr("een aantal, of het minste en het meeste, zoals [3, 6]")
            told = tr("'maanden' is {value}; verwacht: {said}", value=describe(said), said=wanted)
            self.tell(step.line_of("maanden"), told, None)
            return 0, 0
        return whole[0], whole[-1]

    def _claims(self) -> Iterator[AskedOf]:
        said = self.raw.get("beslag", Sequence(self.raw.line))
        if not isinstance(said, Sequence):
            self.tell(self.raw.line_of("beslag"), tr("'beslag' is een lijst"), None)
            return
        for item, line in zip(said, said.lines, strict=True):
            amounts = item.get("per_kwartaal") if isinstance(item, Mapping) else None
            whole = (
                isinstance(amounts, Sequence)
                and bool(amounts)
                and all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= _MOST for n in amounts)
            )
            if not isinstance(item, Mapping) or not isinstance(item.get("capaciteit"), str) or not whole:
                told = tr("een beslag heeft een capaciteit en per_kwartaal (hele getallen vanaf 0) nodig")
                self.tell(line, told, None)
                continue
            self._keys(item, _CLAIM_KEYS, tr("een beslag"))
            yield AskedOf(str(item["capaciteit"]), tuple(item["per_kwartaal"]))

    def _keys(self, raw: Mapping, known: tuple[str, ...], what: str) -> None:
        for key in raw:
            if key not in known:
                self.tell(raw.line_of(key), tr("{what} kent geen '{key}'", what=what, key=key), suggest(key, known))

    def _words(self, raw: Mapping, key: str) -> tuple[str, ...]:
        said = raw.get(key, [])
        if not isinstance(said, list) or not all(isinstance(word, str) for word in said):
            self.tell(raw.line_of(key), tr("'{key}' is een lijst van namen", key=key), None)
            return ()
        return tuple(said)

    def _day(self, raw: Mapping, key: str) -> str | None:
        if parse_date(raw.get(key)) is None:
            value = describe(raw.get(key))
            told = tr("'{key}' moet een datum zijn (JJJJ-MM-DD), niet {value}", key=key, value=value)
            self.tell(raw.line_of(key), told, None)
            return None
        return str(raw[key])

    def _whole(self, raw: Mapping, key: str, low: int, high: int) -> int | None:
        value = raw.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            said = tr("een geheel getal van {low} tot en met {high}", low=low, high=high)
            self.tell(
                raw.line_of(key),
                tr("'{key}' is {value}; verwacht: {said}", key=key, value=describe(value), said=said),
                None,
            )
            return None
        return value
