"""Laws that were sent in as a side of an assessment: a proposal folder in which they lie over ours, before or after."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.face.exchange.comparison import SentIn
from uitvoerbaar.face.laws import as_day
from uitvoerbaar.face.versions import article_changes
from uitvoerbaar.law.corpus import Corpus, LawLookupError
from uitvoerbaar.law.model import Law
from uitvoerbaar.proposal.load import FILE

Side = Literal["voor", "na"]
_FOLDERS: dict[Side, str] = {"voor": "voor", "na": "laws"}
_SAID: dict[Side, Text] = {
    "voor": Text(
        "Ervoor de wetten uit een map in de indeling van RegelRecht, erna de wet van dit programma.",
        "Before: laws from a folder in the layout of RegelRecht. After: the law of this program.",
    ),
    "na": Text(
        "Ervoor de wet van dit programma, erna de wetten uit een map in de indeling van RegelRecht.",
        "Before: the law of this program. After: laws from a folder in the layout of RegelRecht.",
    ),
}
_MOST = 200
"""Changed articles that the description of a proposal lists."""
_LONG = 120
_ID = re.compile(r"[^a-z0-9]+")


def as_proposal(sent: SentIn, side: Side, day: str, title: str) -> dict[str, bytes]:
    """The files of a proposal: our law of `day` beside the same law with what was sent in laid over it.

    `side` says on which side that lies. Only versions that differ from ours go along. Raises UserError when nothing differs,
    when a law cannot be read, or for what is no day.
    """
    day = as_day(day)
    if sent.broken:
        told = "\n".join(row.trouble for row in sent.broken)
        raise UserError(tr("er zijn wetten die niet te lezen zijn:\n{told}", told=told))
    folder = _FOLDERS[side]
    files = {f"{folder}/{row.place}": Path(entry.file).read_bytes() for row, entry in sent.entries() if row.differs}
    if not files:
        raise UserError(tr("deze wetten zeggen hetzelfde als de onze; er is niets te toetsen"))
    name = " ".join(title.split())[:_LONG] or tr("Wetten uit een map")
    described = "\n".join([*_description(sent, side, day, name), ""])
    return {FILE: described.encode(), **files}


def _description(sent: SentIn, side: Side, day: str, title: str) -> Iterator[str]:
    here, there = "De wet zoals dit programma die heeft.", "De wet zoals die in de map staat."
    quoted = json.dumps
    yield f"id: {_ID.sub('-', title.lower()).strip('-')[:60] or 'wetten-uit-een-map'}"
    yield f"titel: {quoted(title, ensure_ascii=False)}"
    yield "soort: wetsvoorstel"
    yield "samenvatting:"
    yield f"  nl: {quoted(_SAID[side].nl)}"
    yield f"  en: {quoted(_SAID[side].english)}"
    yield 'besluit_door: "nog niet ingevuld"'
    yield 'uitgevoerd_door: ["nog niet ingevuld"]'
    yield f'ingangsdatum: "{day}"'
    for each in _FOLDERS:
        yield from (f"{each}:", f'  datum: "{day}"', *([f"  wetten: {_FOLDERS[each]}"] if each == side else []))
    changed = list(_changed(sent, day))[:_MOST]
    yield "wijzigingen:" if changed else "wijzigingen: []"
    for law, number in changed:
        before, after = (here, there) if side == "na" else (there, here)
        yield f"  - wet: {quoted(law)}"
        yield f"    artikel: {quoted(number, ensure_ascii=False)}"
        yield f"    voor: {quoted(before)}"
        yield f"    na: {quoted(after)}"
    yield "bron_cijfers:"
    yield '  nl: "De wetten in de map; wie ze maakte is hier niet bekend."'
    yield '  en: "The laws in the folder; who made them is not known here."'


def _changed(sent: SentIn, day: str) -> Iterator[tuple[str, str]]:
    """The articles that differ on the day, of the laws that are in force then on a side."""
    laid = sent.ours.overlay([Path(entry.file) for row, entry in sent.entries() if row.differs])
    for law in sent.corpus.versions:
        mine, theirs = _on(sent.ours, law, day), _on(laid, law, day)
        if theirs is not None and (mine is None or mine.file != theirs.file):
            yield from ((law, change.number) for change in article_changes(mine, theirs))


def _on(corpus: Corpus, law: str, day: str) -> Law | None:
    try:
        return corpus.select(law, day)
    except LawLookupError:
        return None
