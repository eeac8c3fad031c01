"""Why a position of the dials changes nothing: nobody moved, the law is not in force, nothing reads it, or nobody is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from uitvoerbaar.assess.live import Live
from uitvoerbaar.assess.live.moving import moved_fields
from uitvoerbaar.assess.norms import NET
from uitvoerbaar.base.text import Text
from uitvoerbaar.law.graph import Node, topological

UNMOVED, NOT_IN_FORCE, UNREAD, NOT_NET, NOBODY = (
    "niet_verzet", "niet_van_kracht", "bewezen_geen_gevolg", "bewezen_niet_in_netto", "niemand",
)  # fmt: skip
_UNMOVED = Text("Elk getal staat waar de wet het heeft.", "Every number stands where the law has it.")
_NOT_IN_FORCE = Text(
    "Wat dit getal bepaalt is op deze dag niet door te rekenen: {why}.",
    "What this number decides cannot be computed on this day: {why}.",
)
_UNREAD = Text(
    "Bewezen zonder gevolg: geen bedrag dat hier wordt doorgerekend leest dit getal.",
    "Proven without effect: no amount that is computed here reads this number.",
)
_NOT_NET = Text(
    "Bewezen zonder gevolg voor dit onderdeel: het netto inkomen van een huishouden leest dit getal niet.",
    "Proven without effect on this part: the net income of a household does not read this number.",
)
_NOBODY = Text(
    "De regels lezen dit getal, maar geen huishouden in deze bevolking komt bij deze grens.",
    "The rules read this number, but no household in this population comes to this limit.",
)


class Standing(Protocol):
    """A dial: its name, and where the law has it."""

    @property
    def id(self) -> str: ...

    @property
    def value(self) -> Decimal: ...


def why_still(
    live: Live, law: str, dials: Iterable[Standing], values: Mapping[str, Decimal], *, net: bool = False
) -> dict[str, Any]:
    """Why nothing changes, as JSON values: its `id`, and words in both languages. `net`: for what looks at net income alone.

    For who has seen that nothing changes. What no amount reads is proven by the graph of the law.
    """
    moved = {dial.id for dial in dials if values.get(dial.id, dial.value) != dial.value}
    if not moved:
        return _told(UNMOVED, _UNMOVED)
    if not moved & set(live.dials):
        missing = live.ctx.sides.after.missing
        why = next((missing[s.id] for s in live.ctx.settings.schemes if s.law == law and s.id in missing), None)
        return _told(UNREAD, _UNREAD) if why is None else _told(NOT_IN_FORCE, _NOT_IN_FORCE.format(why=why))
    if net and not moved & _reaching_net(live):
        return _told(NOT_NET, _NOT_NET)
    return _told(NOBODY, _NOBODY)


def _reaching_net(live: Live) -> set[str]:
    """The dials that net income reads, by way of housemates too."""
    fields = moved_fields(live.ctx)
    found: set[str] = set()
    ahead: list[Node] = [live.ctx.sides.after.nodes[NET]]
    seen: set[str] = set()
    while ahead:
        for node in topological([ahead.pop()]):
            if node.op == "DIAL":
                found.add(node.payload.name)
            elif node.op == "GET" and node.payload[0] not in seen:
                seen.add(node.payload[0])
                ahead += [below for (_, name), below in fields.items() if name == node.payload[0]]
    return found


def _told(id_: str, words: Text) -> dict[str, Any]:
    return {"id": id_, "nl": str(words.nl), "en": str(words.en)}
