"""The numbers of an article through the versions of its law, and a law that has other numbers from a day on.

A version holds from its first day until the next one; who changes a number in one of them leaves the others as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.face.article_text import Draft, LawPair, LawText, sentences, text_of
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.live import ArticleDial, dials_in
from uitvoerbaar.face.show import defined
from uitvoerbaar.face.typed_law import Number, amended_numbers
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.read.law_file import parse_text
from uitvoerbaar.proposal.amend.folder import files_of

_SINCE = re.compile(r"^valid_from:[^\r\n]*", re.MULTILINE)
_ID = re.compile(r"^\$id:[^\r\n]*", re.MULTILINE)
Numbers = Mapping[str, Number]
"""By control a number in the unit of the rule, and that unit as a change is told it."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a law with the numbers of one article. `since` is its first day ('' for a law without one), `last` the last
    on which it applies, where its file says so.

    `sources` say by control where the number comes from, as the file of the version has it.
    """

    since: str
    last: str
    file: str
    url: str
    dials: tuple[ArticleDial, ...]
    sources: Mapping[str, str]


def versions_of(of: Laws, law: str, article: str) -> tuple[Version, ...]:
    """Every version of a law that has the article, from old to new. Raises UserError for a file that cannot be read."""
    return tuple(_versions(of, law, article))


def _versions(of: Laws, law: str, article: str) -> Iterator[Version]:
    for entry in sorted(of.corpus.versions[law], key=lambda entry: entry.valid_from):
        found = next((each for each in entry.law.articles if each.number == article), None)
        if found is None:
            continue
        dials = dials_in(text_of(entry.law), article)
        told = {dial.id: _source(entry.law, article, dial) for dial in dials}
        yield Version(
            entry.valid_from, entry.law.valid_to or "", entry.law.file, found.url or entry.law.url or "", dials, told
        )


def _source(law: Law, article: str, dial: ArticleDial) -> str:
    found = defined(law, article, dial.control.constants[0].name)
    return "" if found is None else found.description or ""


def version_text(of: Laws, law: str, since: str) -> LawText:
    """The file of the version that starts on a day. Raises UserError for one that there is not."""
    entry = next((each for each in of.corpus.versions[law] if each.valid_from == since), None)
    if entry is None:
        raise UserError(tr("{law} heeft geen versie van {day}", law=law, day=since))
    return text_of(entry.law)


def from_day(text: LawText, day: str) -> LawText:
    """The file of a law as the version that starts on a day; nothing else in it differs. Raises UserError."""
    line = f"valid_from: '{day}'"
    if _SINCE.search(text.text):
        made = _SINCE.sub(line, text.text, count=1)
    else:
        made = _ID.sub(lambda found: f"{found[0]}\n{line}", text.text, count=1)
    if parse_text(made, text.file).valid_from != day:
        raise UserError(
            tr("{file}: hier is geen plaats voor 'valid_from'; zet die boven in het bestand", file=text.file)
        )
    return LawText(made, text.file, text.mark)


def with_numbers(text: LawText, numbers: Numbers) -> LawText:
    """The file with other numbers. Raises UserError for what cannot be written."""
    return amended_numbers(text, dict(numbers)).after if numbers else text


def said_from(text: LawText, above: Numbers, numbers: Numbers) -> str:
    """What the amending act says of these numbers, in a law that was given those of `above` before. Raises UserError."""
    return sentences(with_numbers(text, above), with_numbers(text, numbers))


def proposal_from(text: LawText, day: str, numbers: Numbers, draft: Draft) -> dict[str, bytes]:
    """The files of a proposal: the law with these numbers as the version of `day`, by their names in its folder.

    Raises UserError for what cannot be written, or when nothing differs.
    """
    same = str(text.tree.get("valid_from") or "") == day
    before, after = text, with_numbers(text, numbers)
    if not same:
        before, after = from_day(before, day), from_day(after, day)
    return files_of(draft, [LawPair(before, after)])
