"""Amending sentences read back: what they change, and the law file in which it is changed.

The simple ones are read: words replaced (once, or telkens), a number of the rules replaced, an article or a part of it that
lapses. A sentence that is not understood is refused with what can be read; nothing is changed by half.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from uitvoerbaar.base.language import tr
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.law.text.parts import Provision, provision, read_provision
from uitvoerbaar.law.text.words import ordinals
from uitvoerbaar.proposal.amend.sentences import Amendment
from uitvoerbaar.proposal.amend.value import AmendError

_Q = r"[«\"“]([^»\"”]*)[»\"”]"
_BY = rf"(?P<every>telkens )?vervangen door {_Q}"
_REPLACE = re.compile(rf"In (?P<where>artikel .+?),? wordt {_Q} {_BY}\.?")
_ITEM = re.compile(rf"(?:In (?P<where>.+?) wordt {_Q}|{_Q} wordt) {_BY}\.?")
_RULE = re.compile(rf"In de regels(?: van (?P<where>.+?))?,? wordt {_Q} vervangen door {_Q}\.?")
_LAPSE = re.compile(r"(?P<where>.+?),? vervalt\.?")
_OPENING = re.compile(r"(?P<where>Artikel \S+)(?:, (?P<lid>\w+) lid,)? wordt als volgt gewijzigd:", re.IGNORECASE)
_HEADING = re.compile(r"(?:De|Het) .+ wordt als volgt gewijzigd:|[A-Z]{1,3}|Artikel [IVX]+")
_LABEL = re.compile(r"(?:[a-z]{1,2}|\d{1,2})\.\s+")
_INSIDE = re.compile(r"(?:het (?P<lid>\w+) lid)?(?:, )?(?:onderdeel (?P<part>[a-z]{1,2}))?\Z", re.IGNORECASE)
_HINT = (
    "In artikel 2, eerste lid, wordt «€ 1.823» vervangen door «€ 1.900». / "
    "In artikel 8 wordt «18 jaar» telkens vervangen door «19 jaar». / Artikel 5, derde lid, vervalt."
)


def read_amendments(text: str, law: LawText) -> tuple[Amendment, ...]:
    """The changes that amending sentences tell, for a law. Raises AmendError for the first that is not understood."""
    found: list[Amendment] = []
    around: Provision | None = None
    for line in (row.strip() for row in text.replace("\u00a0", " ").splitlines()):
        if opening := _OPENING.fullmatch(line):
            around = _place(opening["where"], line)
            if opening["lid"]:
                around = Provision(around.article, _rank(opening["lid"], line))
        elif not line or _HEADING.fullmatch(line):
            around = around if not line else None
        elif around is not None and (label := _LABEL.match(line)):
            found.append(_item(line[label.end() :], around, law))
        else:
            found.append(_sentence(line, law))
    if not found:
        raise _not_read(text)
    return tuple(found)


def _sentence(line: str, law: LawText) -> Amendment:
    if rule := _RULE.fullmatch(line):
        return _rule(rule, _place(rule["where"] or "", line), law)
    if words := _REPLACE.fullmatch(line):
        at = _place(words["where"], line)
        return Amendment("replace", _number(law, at, line), at, words[2], words[4], words["every"] is not None)
    if lapse := _LAPSE.fullmatch(line):
        at = _place(lapse["where"], line)
        return Amendment("lapse", _number(law, at, line), at)
    raise _not_read(line)


def _item(line: str, around: Provision, law: LawText) -> Amendment:
    """One of several changes in an article, told from inside it."""
    if rule := _RULE.fullmatch(line):
        at = _inner(rule["where"], around, line) if rule["where"] else around
        return _rule(rule, at, law)
    if words := _ITEM.fullmatch(line):
        at = _inner(words["where"], around, line) if words["where"] else around
        old = words[2] if words[2] is not None else words[3]
        return Amendment("replace", _number(law, at, line), at, old, words[5], words["every"] is not None)
    if lapse := _LAPSE.fullmatch(line):
        at = _inner(lapse["where"], around, line)
        return Amendment("lapse", _number(law, at, line), at)
    raise _not_read(line)


def _rule(found: re.Match[str], at: Provision, law: LawText) -> Amendment:
    name, _, old = found[2].rpartition(": ")
    return Amendment("rule", _number(law, at, found[0]), at, old, found[3], name=name)


def _place(words: str, line: str) -> Provision:
    at = read_provision(words)
    if at is None:
        raise _not_read(line)
    return at


def _inner(words: str, around: Provision, line: str) -> Provision:
    found = _INSIDE.match(words.strip())
    if found is None or not (found["lid"] or found["part"]):
        raise _not_read(line)
    lid = _rank(found["lid"], line) if found["lid"] else around.lid
    return replace(around, lid=lid, part=found["part"])


def _rank(word: str, line: str) -> int:
    if word.lower() not in ordinals():
        raise _not_read(line)
    return ordinals()[word.lower()]


def _number(law: LawText, at: Provision, line: str) -> str:
    """The article of the law file at a place: one that is numbered as that part, else the article that has it."""
    numbers = [str(item.get("number")) for item in law.articles]
    wanted: list[Callable[[Provision], bool]] = [
        lambda p: p == at,
        lambda p: p == replace(at, part=None),
        lambda p: p == Provision(at.article),
    ]
    for fits in wanted:
        found = [number for number in numbers if fits(provision(number))]
        if found:
            return found[0]
    message = tr("'{line}': {law} heeft geen {where}", line=line, law=law.file, where=at.words)
    raise AmendError(message, file=law.file, article=at.article)


def _not_read(line: str) -> AmendError:
    return AmendError(
        tr("'{line}' is niet te lezen als wijziging; wel te lezen is: {hint}", line=line[:200], hint=_HINT)
    )


def joined(found: Iterable[Amendment]) -> str:
    """Changes as sentences of their own, one per line."""
    return "\n".join(one.sentence for one in found)
