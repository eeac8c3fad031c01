"""Benefits and levies that a proposal brings in without naming them: known by their legal character.

A law that is new, that no other law reads and that gives one amount by a decision on a person (`produces: BESCHIKKING`) is a
scheme of its own. How it counts is chosen here and told; a line under `nieuwe_regelingen` says it otherwise. Schemes are
added up in eurocent a year: an amount a month or in euros is none, and is told (`not_counted`).
"""

from __future__ import annotations

from collections.abc import Iterator

from uitvoerbaar.base.language import tr
from uitvoerbaar.findings import Text
from uitvoerbaar.law.corpus import Corpus, LawLookupError, law_files
from uitvoerbaar.law.model import Article, Law, Source
from uitvoerbaar.law.read.law_file import parse_file
from uitvoerbaar.law.registers import CHILD, COLLECTIONS, KEY
from uitvoerbaar.proposal.model import NewScheme, Proposal

_DECISION = "BESCHIKKING"
_LEVY = "AANSLAG"
_OF_BOTH = frozenset(
    ("partner_bsn", "toeslagpartner_bsn", *(name for name, table in COLLECTIONS.items() if table == CHILD))
)
"""Inputs about a couple: the partner, and the children, who are in the register of both parents."""
_EUROCENT, _MONTH = "eurocent", "month"


def found_schemes(proposal: Proposal, before: Corpus, after: Corpus) -> tuple[NewScheme, ...]:
    """The new schemes that the law files after the proposal hold and that it does not name.

    Raises LawFileError for a law file that cannot be read.
    """
    named = {scheme.law for scheme in proposal.new_schemes}
    made = []
    for path in law_files(proposal.after.laws):
        law = parse_file(path, str(path))
        if law.id in named or law.id in before.versions or not _in_force(after, law, proposal.after.date):
            continue
        if not reads_into(law) and not read_by(law.id, after):
            made += list(_scheme(law, proposal, after))[:1]
    return tuple(made)


def _in_force(corpus: Corpus, law: Law, day: str) -> bool:
    try:
        return corpus.select(law.id, day).file == law.file
    except LawLookupError:
        return False


def not_counted(law: Law, output: str) -> tuple[str, str] | None:
    """Why an output cannot be added up with other schemes, and what to do; None when it is an amount in eurocent a year."""
    article = law.producer(output)
    field = next((o for o in article.rules.outputs if o.name == output), None) if article and article.rules else None
    if field is None:
        return None
    if field.period == _MONTH:
        return (
            tr("'{output}' is een bedrag per maand; een regeling telt per jaar", output=output),
            tr("geef de wet ook een uitkomst per jaar (twaalf keer het maandbedrag) en noem die"),
        )
    if field.unit not in (None, _EUROCENT):
        return (
            tr("'{output}' is in {unit}; een regeling telt in eurocent", output=output, unit=field.unit),
            tr("geef de uitkomst in eurocent: type_spec: {{unit: eurocent}}, honderd keer het bedrag in euro"),
        )
    return None


def decided_amounts(law: Law) -> list[tuple[Article, str]]:
    """The amounts that a law gives by a decision on a person, each with its article."""
    return [(article, output) for article in law.articles for output in _amounts(article)]


def _scheme(law: Law, proposal: Proposal, corpus: Corpus) -> Iterator[NewScheme]:
    """The scheme of a law that gives exactly one amount by a decision on a person."""
    given = decided_amounts(law)
    if len(given) != 1:
        return  # which of them is paid cannot be known: the proposal has to say it
    article, output = given[0]
    rules = article.rules
    assert rules is not None
    if not_counted(law, output) is not None:
        return
    yield NewScheme(
        law.id,
        output,
        Text(law.name or law.id.replace("_", " ")),
        "eenheden" if of_both(law, corpus, proposal.after.date) else "personen",
        rules.competent_authority or proposal.carries_out[0],
        rules.decision_type != _LEVY,
        found=True,
    )


def _amounts(article: Article) -> Iterator[str]:
    rules = article.rules
    if rules is None or rules.legal_character != _DECISION or KEY not in {p.name for p in rules.parameters}:
        return
    yield from (output.name for output in rules.outputs if output.type == "amount")


def of_both(law: Law, corpus: Corpus, day: str) -> bool:
    """Whether a law looks at a couple as one: at the partner or the children, itself or in an article that it asks.

    Both partners would get the whole amount of such a law; it is paid to one of them.
    """
    for article in law.articles:
        for item in article.rules.inputs if article.rules else ():
            if item.field.name in _OF_BOTH or _asked_of_both(item.source, corpus, day):
                return True
    return False


def _asked_of_both(source: Source | None, corpus: Corpus, day: str) -> bool:
    if source is None or source.regulation is None or source.output is None:
        return False
    try:
        article = corpus.select(source.regulation, day).producer(source.output)
    except LawLookupError:
        return False
    return (
        article is not None
        and article.rules is not None
        and any(i.field.name in _OF_BOTH for i in article.rules.inputs)
    )


def reads_into(law: Law) -> bool:
    """Whether a law fills in, hooks on to or replaces a part of another."""
    rules = [article.rules for article in law.articles if article.rules]
    return any(r.implements or r.hooks or r.overrides for r in rules)


def read_by(law_id: str, corpus: Corpus) -> bool:
    """Whether any other law asks an output of this one."""
    for entry in corpus.entries():
        if entry.id == law_id:
            continue
        for article in entry.law.articles:
            inputs = article.rules.inputs if article.rules else ()
            if any(item.source is not None and item.source.regulation == law_id for item in inputs):
                return True
    return False
