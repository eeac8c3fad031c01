"""A proposal folder made of changed law files: proposal.yaml, and each law in laws/, whole or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.whole import replaced, reserved
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.proposal.amend.sentences import Amendment, amendments
from uitvoerbaar.proposal.load import FILE

LAWS = "laws"
"""The folder of changed laws in a proposal."""
NOT_SAID = "nog niet ingevuld"
"""What stands where nobody said who decides or carries out."""
_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a proposal says besides its laws. `day` (JJJJ-MM-DD) is the day of both sides and the day it takes effect."""

    title: Text
    day: str
    kind: str = "wetsvoorstel"
    summary: Text | None = None
    decides: str = NOT_SAID
    carries_out: tuple[str, ...] = ()
    id: str = ""
    numbers_source: Text | None = None

    @property
    def name(self) -> str:
        """The id: the one that was given, else the title in small letters."""
        return self.id or (_ID.sub("-", self.title.nl.lower()).strip("-")[:60] or "voornemen")


@dataclass(frozen=True, slots=True)
class LawPair:
    """A law file before and after a proposal."""

    before: LawText
    after: LawText

    @property
    def id(self) -> str:
        """The id of the law."""
        return str(self.before.tree["$id"])


def files_of(draft: Draft, pairs: Iterable[LawPair]) -> dict[str, bytes]:
    """The files of a proposal by their name in its folder. Raises UserError when no law differs."""
    changed = [pair for pair in pairs if pair.before.text != pair.after.text]
    if not changed:
        raise UserError(tr("er is niets gewijzigd; een voornemen heeft ten minste één wijziging"))
    laws = {f"{LAWS}/{pair.id}.yaml": pair.after.bytes for pair in changed}
    return {FILE: "\n".join([*_description(draft, changed), ""]).encode(), **laws}


def write_proposal(folder: Path, draft: Draft, pairs: Iterable[LawPair]) -> Path:
    """Write the proposal to `folder`, whole or not at all, and give the folder back.

    Raises UserError when nothing differs, when something else than a proposal stands there, or when it cannot be written.
    """
    return write_files(folder, files_of(draft, pairs))


def write_files(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files of a proposal, by their name in its folder, as `write_proposal` does."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / FILE).is_file():
        raise UserError(tr("{folder}: hier staat al iets anders; kies een andere map", folder=folder))
    with reserved(folder), replaced(folder) as fresh:
        for name, content in files.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_bytes(content)
    return folder


def _description(draft: Draft, pairs: list[LawPair]) -> Iterator[str]:
    found = [(pair, one) for pair in pairs for one in amendments(pair.before, pair.after)]
    yield f"id: {draft.name}"
    yield from _text("titel", draft.title)
    yield f"soort: {_quoted(draft.kind)}"
    yield from _text("samenvatting", draft.summary or _summary(found))
    yield f"besluit_door: {_quoted(draft.decides)}"
    yield f"uitgevoerd_door: [{', '.join(map(_quoted, draft.carries_out or (NOT_SAID,)))}]"
    yield f"ingangsdatum: {_quoted(draft.day)}"
    yield from ("voor:", f"  datum: {_quoted(draft.day)}", "na:", f"  datum: {_quoted(draft.day)}", f"  wetten: {LAWS}")
    yield "wijzigingen:"
    for pair, one in found:
        if one.number in {str(item.get("number")) for item in (*pair.before.articles, *pair.after.articles)}:
            yield from _change(pair, one)
    source = draft.numbers_source or Text(
        "De nieuwe getallen zijn gekozen voor dit voornemen; de andere zijn die van de wet.",
        "The new numbers were chosen for this proposal; the others are those of the law.",
    )
    yield from _text("bron_cijfers", source)


def changes_of(pairs: Iterable[LawPair]) -> Iterator[dict[str, Any]]:
    """Every changed article before and after, as `wijzigingen` of proposal.yaml lists it."""
    for pair in pairs:
        for one in amendments(pair.before, pair.after):
            sides = zip(("voor", "na"), _sides(one), strict=True)
            told = {key: {"nl": text.nl} | ({} if text.en is None else {"en": text.en}) for key, text in sides}
            yield {"wet": pair.id, "artikel": one.number, **told}


def _summary(found: list[tuple[LawPair, Amendment]]) -> Text:
    count = len(found)
    many = "wijziging" if count == 1 else "wijzigingen"
    return Text(
        f"{count} {many}: {' '.join(one.sentence.partition(chr(10))[0] for _, one in found[:5])}",
        f"{count} amendment{'' if count == 1 else 's'} of the law; the amending sentences are in Dutch.",
    )


def _change(pair: LawPair, one: Amendment) -> Iterator[str]:
    before, after = _sides(one)
    yield f"  - wet: {pair.id}"
    yield f"    artikel: {_quoted(one.number)}"
    yield from _text("voor", before, "    ")
    yield from _text("na", after, "    ")


def _sides(one: Amendment) -> tuple[Text, Text]:
    """What an article says before and after, for a list of changes."""
    name = f"{one.name.replace('_', ' ')}: " if one.name else ""
    match one.kind:
        case "replace" | "rule" | "setting":
            return Text(name + one.old, name + one.old), Text(name + one.new, name + one.new)
        case "add":
            return Text("De tekst van nu.", "The text as it is now."), Text(f"Daarbij: {one.new}", f"Added: {one.new}")
        case "lapse":
            return Text("Dit geldt.", "This applies."), Text(f"{one.at.words} vervalt.", f"{one.number} lapses.")
        case "insert":
            return Text("Dit artikel is er niet.", "This article does not exist."), Text(one.new)
        case "restate":
            return Text("De tekst van nu.", "The text as it is now."), Text(one.new)
    return Text("De regels van nu.", "The rules as they are now."), Text("Andere regels.", "Other rules.")


def _text(key: str, text: Text, indent: str = "") -> Iterator[str]:
    yield f"{indent}{key}:"
    yield f"{indent}  nl: {_quoted(text.nl)}"
    if text.en is not None:
        yield f"{indent}  en: {_quoted(text.en)}"


def _quoted(text: str) -> str:
    """A text between double quotes, as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False)
