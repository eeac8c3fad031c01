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
from uitvoerbaar.proposal.amend.folder import NOT_SAID
from uitvoerbaar.proposal.load import FILE, KINDS

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
_OURS = Text("De wet zoals dit programma die heeft.", "The law as this program has it.")
_THEIRS = Text("De wet zoals die in de map staat.", "The law as the folder has it.")
_SOURCE = Text(
    "De wetten in de map; wie ze maakte is hier niet bekend.",
    "The laws in the folder; who made them is not known here.",
)
_NAMELESS = "wetten-uit-een-map"
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
    yield f"id: {_ID.sub('-', title.lower()).strip('-')[:60] or _NAMELESS}"
    yield from _text("titel", Text(title))
    yield f"soort: {KINDS[0]}"
    yield from _text("samenvatting", _SAID[side])
    said = {
        "besluit_door": _quoted(NOT_SAID),
        "uitgevoerd_door": f"[{_quoted(NOT_SAID)}]",
        "ingangsdatum": _quoted(day),
    }
    yield from (f"{key}: {value}" for key, value in said.items())
    for each in _FOLDERS:
        yield from (f"{each}:", f'  datum: "{day}"', *([f"  wetten: {_FOLDERS[each]}"] if each == side else []))
    changed = list(_changed(sent, day))[:_MOST]
    yield "wijzigingen:" if changed else "wijzigingen: []"
    for law, number in changed:
        before, after = (_OURS, _THEIRS) if side == "na" else (_THEIRS, _OURS)
        yield f"  - wet: {_quoted(law)}"
        yield f"    artikel: {_quoted(number)}"
        yield from _text("voor", before, "    ")
        yield from _text("na", after, "    ")
    yield from _text("bron_cijfers", _SOURCE)


def _text(key: str, text: Text, indent: str = "") -> Iterator[str]:
    yield f"{indent}{key}:"
    yield f"{indent}  nl: {_quoted(text.nl)}"
    if text.en is not None:
        yield f"{indent}  en: {_quoted(text.en)}"


def _quoted(text: str) -> str:
    """A text between double quotes, as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False)


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
