"""Amendments carried out in a law file: words of the text and the numbers of the rules that they say, in one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.yaml_text import letters
from uitvoerbaar.law.text.constants import Constant, LawText
from uitvoerbaar.law.text.controls import ArticleNumbers, Control, numbers_in
from uitvoerbaar.law.text.grid_names import cell_names
from uitvoerbaar.law.text.numerals import Numeral, numerals
from uitvoerbaar.law.text.parts import Part, Provision, parts, provision
from uitvoerbaar.law.text.writing import Piece
from uitvoerbaar.proposal.amend.change import Edit, added, edited, number_edit, text_edit
from uitvoerbaar.proposal.amend.sentences import Amendment, value_words
from uitvoerbaar.proposal.amend.value import AmendError, Given, read_value
from uitvoerbaar.proposal.amend.words import occurrences, pieces


def apply(law: LawText, found: Iterable[Amendment]) -> LawText:
    """The law file after some amendments, each told of the law as it was.

    Raises AmendError for words that are not there, or there more often than the amendment says; for a number of the rules
    that the text keeps saying elsewhere; and for a change that cannot be carried out here (inserted or restated rules).
    """
    edits: dict[tuple[int, int], Edit] = {}
    replacing: dict[str, list[Amendment]] = {}
    for one in found:
        if one.kind == "replace":
            replacing.setdefault(one.number, []).append(one)
            continue
        for edit in _edits(law, one):
            _take(law, edits, edit, one)
    for number, together in replacing.items():
        for edit in _replace(law, number, together):
            _take(law, edits, edit, together[0])
    return edited(law, edits.values())


def _take(law: LawText, edits: dict[tuple[int, int], Edit], edit: Edit, one: Amendment) -> None:
    """Add an edit. Raises AmendError when another changes the same letters otherwise."""
    if any(k.start < edit.end and edit.start < k.end and k != edit for k in edits.values()):
        raise _refused(law, one, tr("hier wordt hetzelfde twee keer anders gewijzigd"))
    edits[edit.start, edit.end] = edit


def _edits(law: LawText, one: Amendment) -> Iterator[Edit]:
    match one.kind:
        case "rule":
            return _rule(law, one)
        case "lapse":
            return _lapse(law, one)
        case "add":
            return added(law, one.number, one.new)
    raise _refused(law, one, tr("dit is niet uit een zin uit te voeren; pas het wetsbestand aan"))


# --- words that are replaced ----------------------------------------------------------------------------------------


def _replace(law: LawText, number: str, together: list[Amendment]) -> Iterator[Edit]:
    """The words of an article that are replaced, and the numbers of its rules that they say."""
    place = law.text_place(number)
    text = place.parsed if place is not None else ""
    said: list[_Said] = []
    for one in together:
        starts = _starts(law, one, text)
        assert place is not None
        at = letters(law.text, place)
        for start in starts:
            for piece in pieces(one.old, one.new):
                moved = Piece(start + piece.start, start + piece.end, piece.words)
                yield from _split(law, at, text, moved, one, place.line)
        said += _said(one, text, starts)
    yield from _numbers(law, together[0], said)


def _starts(law: LawText, one: Amendment, text: str) -> list[int]:
    """Where the words that are replaced stand. Raises AmendError when that is nowhere, or in more places than is said."""
    starts = occurrences(text, one.old, _part(law, one, text))
    if not starts:
        raise _refused(law, one, tr("'{old}' staat daar niet", old=one.old))
    if len(starts) > 1 and not one.every:
        said = tr(
            "'{old}' staat daar {n} keer; bedoelt u 'telkens', of meer woorden eromheen?", old=one.old, n=len(starts)
        )
        raise _refused(law, one, said)
    return starts


def _split(law: LawText, at: list[int] | None, text: str, piece: Piece, one: Amendment, line: int) -> Iterator[Edit]:
    """A piece as an edit; words that are put in between go with the letter before them."""
    if piece.start == piece.end:
        before = max(piece.start - 1, 0)
        piece = Piece(before, piece.end, text[before : piece.end] + piece.words)
    yield text_edit(law, at, text, piece, one.number, line)


def _part(law: LawText, one: Amendment, text: str) -> Part | None:
    """The part of the text that an amendment names, when the number of the article does not name it already."""
    inside = one.at
    named = provision(one.number)
    if (inside.lid, inside.part) == (named.lid, named.part) or (inside.lid is None and inside.part is None):
        return None
    for part in parts(text):
        if (part.lid, part.part) == (inside.lid, inside.part):
            return part
    raise _refused(law, one, tr("dat deel heeft het artikel niet"))


@dataclass(frozen=True, slots=True)
class _Said:
    """A number of the text that is replaced, and by what."""

    start: int
    old: Numeral
    new: Numeral


def _numbers(law: LawText, one: Amendment, said: list[_Said]) -> Iterator[Edit]:
    """The numbers of the rules that the replaced words say."""
    known = numbers_in(law, one.number)
    for control in known.found:
        mine = [pair for pair in said if any(pair.start == span.start for span in control.spans)]
        values = {_value(control, pair) for pair in mine}
        if not mine or values == {control.constants[0].value}:
            continue
        if len(mine) < len(control.spans):
            words = ", ".join(f"«{known.text[slice(*span.phrase)]}»" for span in control.spans)
            message = tr("de regel heeft een getal dat de tekst vaker noemt: {words}; wijzig ze alle", words=words)
            raise _refused(law, one, message)
        if len(values) > 1:
            raise _refused(law, one, tr("dit getal wordt twee keer anders gewijzigd"))
        for constant in control.constants:
            yield number_edit(constant, next(iter(values)))
    _doubtful(law, one, known, said)


def _said(one: Amendment, text: str, starts: list[int]) -> Iterator[_Said]:
    """Which number of the text becomes which: the numbers of the old and the new words, in their order."""
    for start in starts:
        inside = [n for n in numerals(text) if start <= n.start and n.end <= start + len(one.old)]
        changed = text[:start] + one.new + text[start + len(one.old) :]
        new = [n for n in numerals(changed) if start <= n.start and n.end <= start + len(one.new)]
        if len(inside) == len(new):
            yield from (_Said(old.start, old, other) for old, other in zip(inside, new, strict=True))


def _value(control: Control, pair: _Said) -> int | Decimal:
    unit = pair.new.unit or pair.old.unit
    given: Given = read_value(control, pair.new.value, None if unit in ("", "as_is") else unit)
    return given.value


def _doubtful(law: LawText, one: Amendment, known: ArticleNumbers, said: list[_Said]) -> None:
    """A number that could be one of several of the rules is not changed by its words alone."""
    for control in known.ambiguous:
        if any(p.start == span.start and p.old.value != p.new.value for p in said for span in control.spans):
            message = tr("welk getal van de regels dit is, staat niet vast: {names}", names=", ".join(
                (control.constants[0].dotted, *control.rivals)))  # fmt: skip
            raise _refused(law, one, message)


# --- numbers of the rules -------------------------------------------------------------------------------------------


def _rule(law: LawText, one: Amendment) -> Iterator[Edit]:
    cells = cell_names(law, one.number)
    found = [c for c in law.constants if c.article == one.number and one.name in (c.name, c.dotted, cells.get(c.path))]
    if len(found) != 1:
        raise _refused(law, one, tr("de regels hebben geen getal '{name}'", name=one.name))
    if value_words(found[0], found[0].value) != one.old:
        was = value_words(found[0], found[0].value)
        raise _refused(law, one, tr("'{name}' is {was}, geen {old}", name=one.name, was=was, old=one.old))
    control = numbers_in(law, one.number).control(found[0].dotted)
    assert control is not None
    yield number_edit(found[0], _rule_value(control, found[0], one.new))


def _rule_value(control: Control, constant: Constant, words: str) -> int | Decimal:
    if constant.kind in ("amount", "percentage"):
        return read_value(control, words).value
    plain = words.replace(".", "").replace(",", ".")
    try:
        number = Decimal(plain)
    except ArithmeticError:
        return read_value(control, words).value
    return int(number) if number == number.to_integral_value() else number


# --- what lapses ----------------------------------------------------------------------------------------------------


def _lapse(law: LawText, one: Amendment) -> Iterator[Edit]:
    if provision(one.number) == one.at or one.at == Provision(one.at.article):
        yield _article_out(law, one)
        return
    place = law.text_place(one.number)
    text = place.parsed if place is not None else ""
    part = _part(law, one, text)
    if part is None or place is None:
        raise _refused(law, one, tr("dat deel heeft het artikel niet"))
    at = letters(law.text, place)
    if at is None:
        raise _refused(law, one, tr("de tekst staat zo in het bestand dat dit deel er niet uit te halen is"))
    last = part.end >= len(at)
    yield _cut(law.text, at[part.start], at[-1] + 1 if last else at[part.end], last)


def _cut(text: str, start: int, end: int, last: bool) -> Edit:
    """A part of a text taken out: whole lines where it has its own, else no space more than there was."""
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    if not text[first:start].strip():
        behind = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
        return Edit(first, end if last or text[behind:end].strip() else behind, "")
    if last:
        start = len(text[:start].rstrip())
    return Edit(start, end, "")


def _article_out(law: LawText, one: Amendment) -> Edit:
    """An article taken out of the list, with the comments that stand directly above it."""
    position = law.position(one.number)
    assert position is not None
    rows = law.text.splitlines(keepends=True)
    first = law.articles[position].line - 1
    while first > 0 and rows[first - 1].lstrip().startswith("#"):
        first -= 1
    follows = position + 1 < len(law.articles)
    last = law.articles[position + 1].line - 1 if follows else len(rows)
    while follows and rows[last - 1].lstrip().startswith("#"):
        last -= 1
    return Edit(sum(map(len, rows[:first])), sum(map(len, rows[:last])), "")


def _refused(law: LawText, one: Amendment, message: str) -> AmendError:
    return AmendError(f"{one.at.words}: {message}", file=law.file, article=one.number)
