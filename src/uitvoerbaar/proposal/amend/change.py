"""A law file with other numbers: only the numbers that change, and the places of the text that say them, differ.

Comments, order, spaces and line ends stay as they are, so a change can be read in the file. Changes are always told against
the file as it was: who sets a number back has the old file, to the byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.yaml_places import Path
from uitvoerbaar.base.yaml_text import letters
from uitvoerbaar.law.text.constants import Constant, LawText
from uitvoerbaar.law.text.controls import Control, numbers_in, numbers_of
from uitvoerbaar.law.text.matching import per_text
from uitvoerbaar.law.text.writing import Piece, UnwritableError, replaced, rewritten
from uitvoerbaar.proposal.amend.value import AmendError, Given, Number, read_value


@dataclass(frozen=True, slots=True)
class Change:
    """A control with its new number. `texts` are the words in the text before and after, one pair for each place."""

    control: Control
    given: Given
    texts: tuple[tuple[str, str], ...] = ()

    @property
    def old(self) -> Number:
        """The number as it was, in the unit of the rule."""
        return self.control.constants[0].value

    @property
    def new(self) -> Number:
        """The number as it becomes, in the unit of the rule."""
        return self.given.value


@dataclass(frozen=True, slots=True)
class Amended:
    """A law file before and after some changes.

    `stale` are lines (of the new file) of notes that still say an old number: descriptions and comments keep their words, for
    they name a source that does not give the new one.
    """

    before: LawText
    after: LawText
    changes: tuple[Change, ...]
    stale: tuple[int, ...] = ()


def controls_of(law: LawText) -> dict[str, Control]:
    """Every control of a law file by its id."""
    return {control.id: control for article in numbers_of(law) for control in article.controls}


def amend(law: LawText, wanted: Mapping[str, str | Number], units: Mapping[str, str] | None = None) -> Amended:
    """`law` with new numbers: `wanted` has what somebody gave by the id of a control, `units` the unit of bare numbers.

    A number that is set to what it was changes nothing, however it is written. Raises AmendError for an unknown control, a
    number that is refused (see `read_value`), and a text that cannot say the new number in its manner.
    """
    articles = dict.fromkeys(name.partition("#")[0] for name in wanted)
    known = {control.id: control for article in articles for control in numbers_in(law, article).controls}
    changes = []
    for name, given in wanted.items():
        control = known.get(name)
        if control is None:
            raise AmendError(tr("de knop '{name}' bestaat niet", name=name), file=law.file)
        read = read_value(control, given, (units or {}).get(name))
        if read.value != control.constants[0].value or any(c.value != read.value for c in control.constants):
            changes.append(_told(law, control, read))
    return _applied(law, changes)


def _told(law: LawText, control: Control, given: Given) -> Change:
    if not control.spans or not control.certain:
        return Change(control, given)
    place = law.text_place(control.article)
    assert place is not None
    text = place.parsed
    pairs = []
    for numeral in control.spans:
        pieces = _pieces(control, text, numeral, given)
        start, end = numeral.phrase
        end = max(end, *(piece.end for piece in pieces))
        moved = tuple(Piece(p.start - start, p.end - start, p.words) for p in pieces)
        pairs.append((text[start:end], replaced(text[start:end], moved)))
    return Change(control, given, tuple(pairs))


def _pieces(control: Control, text: str, numeral: Any, given: Given) -> tuple[Piece, ...]:
    """The words of the text that change. Raises AmendError when the number cannot be written there."""
    constant = control.constants[0]
    per = Decimal(1) if control.unit == "as_is" else per_text(constant, numeral.unit)
    assert per is not None
    try:
        return rewritten(text, numeral, abs(Decimal(given.value)) / per)
    except UnwritableError:
        said = text[slice(*numeral.phrase)]
        message = tr("de tekst schrijft '{said}'; {new} is zo niet te schrijven", said=said, new=given.understood)
        raise AmendError(message, line=constant.place.line, article=control.article) from None


@dataclass(frozen=True, slots=True)
class Edit:
    """Letters of a file that are replaced."""

    start: int
    end: int
    words: str


def _applied(law: LawText, changes: Sequence[Change]) -> Amended:
    edits: dict[tuple[int, int], Edit] = {}
    for change in changes:
        for constant in change.control.constants:
            edits[constant.place.start, constant.place.end] = number_edit(constant, change.new)
        if change.texts:
            for edit in _in_text(law, change):
                edits[edit.start, edit.end] = edit
    after = edited(law, edits.values())
    _verify(law, after, changes)
    return Amended(law, after, tuple(changes), tuple(_stale(law, after, changes)))


def edited(law: LawText, edits: Iterable[Edit]) -> LawText:
    """`law` with letters replaced; edits that do not overlap, in any order."""
    text = law.text
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        text = text[: edit.start] + edit.words + text[edit.end :]
    return LawText(text, law.file, law.mark)


def number_edit(constant: Constant, value: Number) -> Edit:
    """A number of the rules as the file writes it: no fewer decimals than the old one had."""
    place = constant.place
    if isinstance(value, int):
        words = str(value)
    else:
        decimals = max(-int(Decimal(value).normalize().as_tuple().exponent), _decimals(place.parsed))
        words = f"{value:.{decimals}f}"
    return Edit(place.start, place.end, words)


def _decimals(written: str) -> int:
    return len(written.partition(".")[2]) if "e" not in written.lower() else 0


def _in_text(law: LawText, change: Change) -> list[Edit]:
    place = law.text_place(change.control.article)
    assert place is not None
    at = letters(law.text, place)
    made = []
    for numeral in change.control.spans:
        for piece in _pieces(change.control, place.parsed, numeral, change.given):
            if piece.words == place.parsed[piece.start : piece.end]:
                continue
            made.append(text_edit(law, at, place.parsed, piece, change.control.article, place.line))
    return made


def text_edit(law: LawText, at: list[int] | None, text: str, piece: Piece, article: str, line: int) -> Edit:
    """The letters of the file that say a piece of a running text. Raises AmendError when the file writes them otherwise."""
    if at is not None and piece.end <= len(at):
        start, end = at[piece.start], (at[piece.end - 1] + 1 if piece.end else 0)
        if law.text[start:end] == text[piece.start : piece.end]:
            return Edit(start, end, piece.words)
    message = tr("de tekst van artikel {article} staat zo in het bestand dat '{words}' niet te vervangen is",
                 article=article, words=text[piece.start : piece.end])  # fmt: skip
    raise AmendError(message, file=law.file, line=line, article=article, hint=tr("zet de tekst in een blok met '>-'"))


def added(law: LawText, article: str, sentence: str) -> Iterator[Edit]:
    """A sentence behind the text of an article; nothing for an article without a text."""
    place = law.text_place(article)
    if not sentence or place is None or not place.parsed.strip():
        return
    text = place.parsed
    end = len(text.rstrip())
    piece = Piece(end - 1, end, f"{text[end - 1]} {sentence}")
    yield text_edit(law, letters(law.text, place), text, piece, article, place.line)


def _verify(before: LawText, after: LawText, changes: Sequence[Change]) -> None:
    """Read the new file again: the numbers are the new ones, and nothing else moved. Raises AmendError otherwise."""
    new = {_path(before, c): change.new for change in changes for c in change.control.constants}
    articles = {change.control.article for change in changes if change.texts}
    texts = {("articles", before.position(article), "text") for article in articles}
    same = before.places.keys() == after.places.keys()
    for path, place in after.places.items() if same else ():
        if path in new:
            same = same and place.value == new[path]
        elif path not in texts:
            same = same and place.value == before.places[path].value
    if not same:
        message = tr("de wijziging verandert meer in het bestand dan het getal, en is niet gemaakt")
        raise AmendError(message, file=before.file)


def _path(law: LawText, constant: Constant) -> Path:
    return ("articles", law.position(constant.article) or 0, "machine_readable", *constant.path)


def _stale(before: LawText, after: LawText, changes: Sequence[Change]) -> Iterable[int]:
    """Lines of the new file, near a changed number, whose notes still say the old one."""
    rows = after.text.splitlines()
    for change in changes:
        olds = {text.rstrip() for text, _ in change.texts} | _spoken(change)
        for constant in change.control.constants:
            line = constant.place.line
            for number in range(max(1, line - 2), min(len(rows), line + 3) + 1):
                note = rows[number - 1].partition("description:")[2] or rows[number - 1].partition(" #")[2]
                if any(old in note for old in olds):
                    yield number


def _spoken(change: Change) -> set[str]:
    """The old number as a note says it: in euro or procent."""
    value = Decimal(change.old)
    if change.control.kind == "amount":
        value = value / 100 if change.control.constants[0].unit == "eurocent" else value
        whole, _, rest = f"{value.normalize():f}".partition(".")
        return {f"{int(whole):,}".replace(",", ".") + (f",{rest:0<2}" if rest else "")}
    if change.control.kind == "percentage":
        return {f"{(value * 100).normalize():f}".replace(".", ",") + " procent"}
    return set()
