"""Which rule fills in an open term, which articles hook into a decision, which override an output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.base.language import as_written
from uitvoerbaar.law.corpus import Corpus, Entry
from uitvoerbaar.law.model import LAYERS, SCOPES, Article, Hook, Law, OpenTerm, Override


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that fills in an open term."""

    law: Law
    article: Article

    @property
    def rank(self) -> int:
        """Position in the order of layers; lower is higher law."""
        return LAYERS.index(self.law.layer)


class AmbiguousRuleError(Exception):
    """Two rules of the same rank and date claim the same thing."""


def candidates(corpus: Corpus, date: str, law_id: str, article: str, term: str) -> list[Candidate]:
    """Articles that implement `term` of an article of a law and are in force on `date`."""
    return [
        Candidate(law, found)
        for law, found in corpus.reaching(date)
        if found.rules
        and any((i.law, i.article, i.open_term) == (law_id, article, term) for i in found.rules.implements)
    ]


def not_in_force(corpus: Corpus, date: str, law_id: str, article: str, term: str) -> Iterator[str]:
    """What to tell of rules for the whole country that fill in a term on other days than `date`: per law the last one before
    that day, else the first one after it."""
    for versions in corpus.versions.values():
        held = [
            (entry.valid_from, law, found)
            for entry in versions
            if entry.reaches_out and (law := _readable(entry)) is not None
            for found in law.articles
            if found.rules
            and any((i.law, i.article, i.open_term) == (law_id, article, term) for i in found.rules.implements)
        ]
        if not held or any(getattr(law, code) is not None for _, law, _ in held for code in SCOPES):
            continue
        before = [one for one in held if one[0] <= date]
        start, law, found = max(before, key=_start) if before else min(held, key=_start)
        what = {"term": term, "law": law_id, "article": article, "id": law.id, "number": found.number, "date": date}
        last = _last_day(law, start, versions)
        if not before:
            yield as_written(
                "Open term '{term}' of {law} article {article} is not filled in on {date}: {id} article {number} does it "
                "from {start}",
                **what,
                start=start,
            )
        elif (
            last is not None and last < date
        ):  # else it is in force, and why it does not join is told where it is refused
            yield as_written(
                "Open term '{term}' of {law} article {article} is not filled in on {date}: {id} article {number} did it "
                "from {start} up to and including {end}",
                **what,
                start=start,
                end=last,
            )


def _last_day(law: Law, start: str, versions: Iterable[Entry]) -> str | None:
    """The last day on which a version holds: that of its file, or the one before the next version if that comes first."""
    ends = [] if law.valid_to is None else [law.valid_to]
    later = parse_date(min((entry.valid_from for entry in versions if entry.valid_from > start), default=None))
    if later is not None:
        ends.append((later - timedelta(days=1)).isoformat())
    return min(ends, default=None)


def _readable(entry: Entry) -> Law | None:
    """A version that is not the one that is asked; None of a file that cannot be read, which is told when it is asked."""
    try:
        return entry.law
    except LawFileError:
        return None


def _start(held: tuple[str, Law, Article]) -> str:
    return held[0]


def winner(found: Iterable[Candidate], what: str) -> Candidate | None:
    """Lex superior, then lex posterior. Raises AmbiguousRuleError when both tie."""
    ordered = sorted(found, key=lambda c: (-c.rank, c.law.version), reverse=True)
    if not ordered:
        return None
    first = ordered[0]
    if len(ordered) > 1:
        second = ordered[1]
        if second.rank == first.rank and (second.law.version == first.law.version or not second.law.version):
            raise AmbiguousRuleError(
                as_written(
                    "Ambiguous implementation of {what}: {id} article {number} and {id_2} article {number_2} "
                    "have the same rank and date",
                    what=what,
                    id=first.law.id,
                    number=first.article.number,
                    id_2=second.law.id,
                    number_2=second.article.number,
                )
            )
    return first


def incompetent(term: OpenTerm, candidate: Candidate) -> str | None:
    """The message for a rule that is not of the layer that the delegation asks for: it does not fill in the term."""
    if term.delegation_type is None or term.delegation_type == candidate.law.layer:
        return None
    return as_written(
        "Open term '{id}' is delegated to {delegation_type}, but {id_2} article {number} is {layer}",
        id=term.id,
        delegation_type=term.delegation_type,
        id_2=candidate.law.id,
        number=candidate.article.number,
        layer=candidate.law.layer,
    )


def matches(corpus: Corpus, date: str, law: Law, article: Article, hook: Hook) -> bool:
    """Whether a hook is meant for an article: for its decision, at whatever stage, or for the submission it establishes."""
    rules = article.rules
    if rules is None:
        return False
    if hook.submission is None:
        return (
            rules.legal_character is not None
            and hook.legal_character == rules.legal_character
            and hook.decision_type in (None, rules.decision_type)
        )
    place = f"{law.id}#{article.number}"
    if hook.submission != rules.submission or hook.established_by not in (None, place):
        return False
    if hook.decided_by is None:
        return True
    deciding = (other.rules for _, other in corpus.reaching(date) if other.rules)
    # Decisions of more than one character: the format does not guess which regime applies.
    return {r.legal_character for r in deciding if place in r.decides_on} == {hook.decided_by}


def hooks(
    corpus: Corpus, date: str, law: Law, article: Article, point: str, stage: str
) -> Iterator[tuple[Law, Article]]:
    """Articles that hook into a decision of `article` at `point` in `stage`, or into the submission that it
    establishes (RFC-046), highest law first."""
    if article.rules is None or (article.rules.legal_character is None and article.rules.submission is None):
        return
    found = [
        (by, other)
        for by, other in corpus.reaching(date)
        if other.rules
        and any(
            hook.point == point
            and (hook.submission is not None or hook.stage == stage)
            and matches(corpus, date, law, article, hook)
            for hook in other.rules.hooks
        )
    ]
    yield from sorted(found, key=lambda pair: (LAYERS.index(pair[0].layer), _descending(pair[0].version)))


def _descending(text: str) -> tuple[int, ...]:
    return tuple(-ord(c) for c in text)


def overrides(
    corpus: Corpus, date: str, by: str, law_id: str, article: str, output: str
) -> list[tuple[Law, Article, Override]]:
    """Articles that override `output` of an article of `law_id`: of the law that was asked for (`by`), and of the law
    itself whoever asks (RFC-041)."""
    return [
        (law, other, found)
        for law, other in corpus.reaching(date)
        if law.id in (by, law_id) and other.rules
        for found in other.rules.overrides
        if (found.law, found.article, found.output) == (law_id, article, output)
    ]
