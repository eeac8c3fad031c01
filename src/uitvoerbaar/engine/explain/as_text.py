"""An explained case as text for people: the answer first, then how the law comes to it, then what was assumed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.language import retold, said, tr
from uitvoerbaar.base.limits import TRACE_DEPTH
from uitvoerbaar.base.messages import all_of
from uitvoerbaar.base.text import Text
from uitvoerbaar.engine.explain.explainer import Assumed, Explanation
from uitvoerbaar.engine.explain.person_case import PARTNER_KEY
from uitvoerbaar.engine.explain.plain_words import law_words, plain_words, quoted
from uitvoerbaar.engine.explain.tree import Teller, draw

_DEPTH = 1
"""How many laws beyond the asked one are told with their sums, unless everything is asked."""


def letter(explained: Explanation, everything: bool = False, width: int | None = None) -> str:
    """The explanation as text, folded to `width` columns when given; `everything` tells every sum in every law."""
    return "\n".join(_lines(explained, everything, width))


def _lines(explained: Explanation, everything: bool, width: int | None) -> Iterator[str]:
    on, plain = parse_date(explained.date), plain_words()
    yield f"{_title(plain.words(explained.output))}: {plain.show(explained.value, explained.unit)}"
    told = plain.day(on) if on else explained.date
    yield (
        tr("Volgens de laatst bekende wet, toegepast op {day}.", day=told)
        if explained.carried
        else tr("Volgens de wet zoals die geldt op {day}.", day=told)
    )
    for warning in warnings(explained):
        yield from _indented(tr("Let op: {warning}", warning=warning), width)
    yield ""
    yield tr("In het kort")
    for sentence in explained.told:
        yield from _indented(sentence, width)
    yield ""
    yield tr("Zo komt de wet eraan")
    yield from draw(Teller(explained.glossary, None if everything else _DEPTH).branch(explained.trace), width)
    if explained.assumed:
        yield ""
        yield tr("Niet opgegeven, dus aangenomen")
        for item in explained.assumed:
            yield f"  {assumed_line(item)}"
    unread = _unread(explained)
    if unread:
        yield ""
        yield tr("Wel opgegeven, maar hier niet nodig: {unread}", unread=", ".join(unread))
    if explained.left_out:
        yield ""
        yield tr("Niet meegerekend, en kan hier uitmaken")
        for text in left_out_lines(explained):
            yield from _indented(text, width)
    if explained.notes:
        yield ""
        yield tr("Regelingen die hier niet meedoen")
        for note in explained.notes:
            yield from _indented(retold(note), width)
    yield ""
    yield tr("Gebruikte wetten")
    for used in explained.laws:
        version = tr(", versie {version}", version=used.version) if used.version else ""
        yield tr(
            "  {id}{version}, artikel {articles}",
            id=law_words(used.id, used.name),
            version=version,
            articles=", ".join(used.articles),
        ) + (f": {used.url}" if used.url else "")


def assumed_line(item: Assumed) -> str:
    """A default that was used: of whom, and its value."""
    plain = plain_words()
    whose = "" if item.who == "de persoon" else tr(" van {whose}", whose=plain.whose(item.who))
    name = "partner" if item.name == PARTNER_KEY else plain.words(item.name)
    return f"{name}{whose}: {plain.show(item.value, item.unit)}"


def warnings(explained: Explanation) -> Iterator[str]:
    """What the reader must know before the answer: laws carried forward, and a birthday that no act decides."""
    yield from explained.odd
    for one in explained.carried:
        yield said(one.told)
    if any(step.cut for step in explained.trace):
        yield tr(
            "de uitleg gaat tot {most} stappen diep; wat daaronder ligt staat er met zijn waarde ({hint})",
            most=TRACE_DEPTH.most,
            hint=TRACE_DEPTH.hint,
        )
    if explained.leap_days:
        yield (
            tr(
                "{leap_days} is geboren op 29 februari; in een jaar zonder die dag telt hier 1 maart als "
                "verjaardag, zoals in de praktijk gebruikelijk is. Geen wet zegt het.",
                leap_days=all_of(explained.leap_days),
            )
        )


def _indented(text: str, width: int | None) -> list[str]:
    if width is None:
        return [f"  {text}"]
    return textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)


def _title(text: str) -> str:
    return text[:1].upper() + text[1:]


def left_out_lines(explained: Explanation) -> Iterator[str]:
    """What is not modelled: of the asked law with what that does, of other laws in one line each."""
    others: dict[str, list[str]] = {}
    for rule in explained.left_out:
        if rule.law == explained.law.id:
            yield tr("artikel {article}: {told}", article=rule.article, told=in_words(rule.told))
        else:
            what = in_words(rule.what)
            others.setdefault(rule.law, []).append(f"{what[:1].lower()}{what[1:]} ({rule.article})")
    names = {used.id: law_words(used.id, used.name) for used in explained.laws}
    for law, told in others.items():
        yield f"{names[law]}: {'; '.join(told)}"


def in_words(text: Text) -> str:
    """A text in the active language; words of a law file as they are."""
    return quoted(text.nl) if text.law else said(text)


def _unread(explained: Explanation) -> list[str]:
    """Names in the case that the answer does not rest on."""
    case, read = explained.case, explained.read
    whole = {name for _, name in read}
    named = [("de persoon", "", n) for n in case.person] + [("de partner", "partner.", n) for n in case.partner or {}]
    for table, items in (("kind", case.children), ("huisgenoot", case.housemates)):
        named += [(f"{table} {i}", f"{table}.{i}.", n) for i, item in enumerate(items, 1) for n in item]
    found = [prefix + n for who, prefix, n in named if (who, n) not in read and ("", n) not in read and n != "bsn"]
    return found + [n for n in case.parameters if n not in whole]
