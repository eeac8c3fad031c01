"""Benefits and levies that a proposal brings in without naming them: known by their legal character.

A law that is new, that no other law reads and that gives one amount by a decision on a person (`produces: BESCHIKKING`) is a
scheme of its own. How it counts is chosen here and told; a line under `nieuwe_regelingen` says it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from uitvoerbaar.findings import Text
from uitvoerbaar.law.corpus import Corpus, LawLookupError, law_files
from uitvoerbaar.law.model import Article, Law
from uitvoerbaar.law.read.law_file import parse_file
from uitvoerbaar.law.registers import KEY
from uitvoerbaar.proposal.model import NewScheme, Proposal

_DECISION = "BESCHIKKING"
_LEVY = "AANSLAG"
_PARTNERS = frozenset(("partner_bsn", "toeslagpartner_bsn"))


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
            made += list(_scheme(law, proposal))[:1]
    return tuple(made)


def _in_force(corpus: Corpus, law: Law, day: str) -> bool:
    try:
        return corpus.select(law.id, day).file == law.file
    except LawLookupError:
        return False


def _scheme(law: Law, proposal: Proposal) -> Iterator[NewScheme]:
    """The scheme of a law that gives exactly one amount by a decision on a person."""
    given = [(article, output) for article in law.articles for output in _amounts(article)]
    if len(given) != 1:
        return  # which of them is paid cannot be known: the proposal has to say it
    article, output = given[0]
    rules = article.rules
    assert rules is not None
    yield NewScheme(
        law.id,
        output,
        Text(law.name or law.id.replace("_", " ")),
        "eenheden" if _reads_partner(law) else "personen",
        rules.competent_authority or proposal.carries_out[0],
        rules.decision_type != _LEVY,
        found=True,
    )


def _amounts(article: Article) -> Iterator[str]:
    rules = article.rules
    if rules is None or rules.legal_character != _DECISION or KEY not in {p.name for p in rules.parameters}:
        return
    yield from (output.name for output in rules.outputs if output.type == "amount")


def _reads_partner(law: Law) -> bool:
    return any(item.field.name in _PARTNERS for a in law.articles if a.rules for item in a.rules.inputs)


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
