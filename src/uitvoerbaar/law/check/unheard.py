"""What an article says of where it reads or joins and that is not acted on: it would count in another way than is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from uitvoerbaar.base.errors import Level, Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.law.check.hooks import in_force
from uitvoerbaar.law.corpus import Corpus, LawLookupError
from uitvoerbaar.law.link import delegation
from uitvoerbaar.law.link.article import DECISION
from uitvoerbaar.law.model import SCOPES, Article, Hook, Implements, Input, Law, Rules, Source, Variable

_Told = tuple[int, str, str | None, Level]


def check_unheard(corpus: Corpus, law: Law, dates: Sequence[str]) -> Iterator[Problem]:
    """What the articles of a law ask, replace or join and that does not count, on the days on which the law holds."""
    for article in law.articles:
        if article.rules is None:
            continue
        found = (*_of_article(corpus, law, article.rules, dates), *_outranked(corpus, law, article, dates))
        for line, message, hint, level in found:
            yield Problem(law.file, line, message, article.number, level, hint)


def _of_article(corpus: Corpus, law: Law, rules: Rules, dates: Sequence[str]) -> Iterator[_Told]:
    for item in rules.inputs:
        if item.source is not None:
            yield from _handed_within(law, rules, item, item.source)
            yield from _another_article(corpus, law, item, item.source, dates)
            yield from _of_a_place(corpus, law, rules, item.source, dates)
    yield from _without_output(rules)
    for hook in rules.hooks:
        yield from _joins(corpus, law, hook, dates)


def _handed_within(law: Law, rules: Rules, item: Input, source: Source) -> Iterator[_Told]:
    """What is handed to an article of the own law: that gets what this article was asked with, and nothing else."""
    if source.regulation is not None or source.output is None:
        return
    own = {parameter.name for parameter in rules.parameters}
    for target, value in source.parameters:
        if target in own and isinstance(value, Variable) and value.path == (target,):
            continue
        message = tr(
            "'{name}' geeft '{target}' mee aan een artikel van dezelfde wet, en dat telt niet: dat artikel krijgt wat dit artikel "
            "zelf kreeg",
            name=item.field.name,
            target=target,
        )
        yield source.line, message, tr("schrijf erbij: regulation: {id}", id=law.id), "warning"


def _another_article(corpus: Corpus, law: Law, item: Input, source: Source, dates: Sequence[str]) -> Iterator[_Told]:
    """An article that a source names and that is not the one that gives the output: outputs are found by their name."""
    if source.article is None or (source.regulation is None and source.output is None):
        return
    for date in dates:
        other = law if source.regulation is None else _at(corpus, source.regulation, date)
        if other is None:
            continue
        output = source.output or item.field.name
        producer = other.producer(output)
        if producer is not None and producer.number != source.article:
            message = tr(
                "'{name}' noemt artikel {article} van '{law}', maar '{output}' komt uit artikel {number}: een uitvoer wordt "
                "bij haar naam gezocht",
                name=item.field.name,
                article=source.article,
                law=other.id,
                output=output,
                number=producer.number,
            )
            yield (
                source.line,
                message,
                tr("noem dat artikel, of vraag een uitvoer van artikel {article}", article=source.article),
                "warning",
            )
            return


def _of_a_place(corpus: Corpus, law: Law, rules: Rules, source: Source, dates: Sequence[str]) -> Iterator[_Told]:
    """A rule of a municipality, province or water board that is asked for everybody; an article that knows the code of the case
    is left to itself."""
    known = {field.name for field in (*rules.parameters, *(item.field for item in rules.inputs))}
    found = [
        other for date in dates if source.regulation and (other := _at(corpus, source.regulation, date)) is not None
    ]
    for code in SCOPES:
        other = next((each for each in found if getattr(each, code) not in (None, getattr(law, code))), None)
        if other is not None and code not in known:
            message = tr(
                "'{other}' is een regel met {code} {value}, maar wordt hier voor iedereen gevraagd: de code begrenst alleen wat "
                "een open term invult",
                other=other.id,
                code=code,
                value=getattr(other, code),
            )
            yield (
                source.line,
                message,
                tr("laat een open term invullen, of toets {code} van het geval", code=code),
                "warning",
            )
            return


def _outranked(corpus: Corpus, law: Law, article: Article, dates: Sequence[str]) -> Iterator[_Told]:
    """What fills in an open term that another rule fills in as well, and does so with precedence: this one counts for nobody."""
    for claim in article.rules.implements if article.rules else ():
        for date in dates:
            first = _first(corpus, date, claim)
            if first is None or (first.law.id, first.article.number) == (law.id, article.number):
                continue
            if all(getattr(law, code) == getattr(first.law, code) for code in SCOPES):
                message = tr(
                    "open term '{term}' van {law} artikel {article} vult op {date} ook {other} artikel {number} in, en dat gaat "
                    "voor: wat hier staat, telt dan niet",
                    term=claim.open_term,
                    law=claim.law,
                    article=claim.article,
                    date=date,
                    other=first.law.id,
                    number=first.article.number,
                )
                hint = tr("laat één van beide vervallen, met 'valid_to' of een versie zonder 'implements'")
                yield claim.line, message, hint, "warning"
                break


def _first(corpus: Corpus, date: str, claim: Implements) -> delegation.Candidate | None:
    """The rule for the whole country that fills in a term on a day; None where there is none or two of them tie."""
    other = _at(corpus, claim.law, date)
    article = None if other is None else other.article(claim.article)
    terms = article.rules.open_terms if article is not None and article.rules is not None else ()
    term = next((each for each in terms if each.id == claim.open_term), None)
    if term is None:
        return None
    found = [
        candidate
        for candidate in delegation.candidates(corpus, date, claim.law, claim.article, claim.open_term)
        if delegation.incompetent(term, candidate) is None
        and all(getattr(candidate.law, code) is None for code in SCOPES)
    ]
    try:
        return delegation.winner(found, claim.open_term)
    except delegation.AmbiguousRuleError:
        return None  # told where the term is filled in


def _at(corpus: Corpus, law_id: str, date: str) -> Law | None:
    try:
        return corpus.select(law_id, date)
    except LawLookupError:
        return None  # not in force, or not there, which is told elsewhere


def _without_output(rules: Rules) -> Iterator[_Told]:
    """An override that has nothing to put in the place of what it replaces."""
    outputs = {output.name for output in rules.outputs}
    for override in rules.overrides:
        if not override.voids and override.output not in outputs:
            message = tr(
                "dit artikel vervangt '{output}' van '{law}' maar heeft geen uitvoer met die naam: er wordt niets vervangen",
                output=override.output,
                law=override.law,
            )
            hint = tr("geef het artikel een uitvoer '{output}', of schrijf 'voids: true'", output=override.output)
            yield override.line, message, hint, "error"


def _joins(corpus: Corpus, law: Law, hook: Hook, dates: Sequence[str]) -> Iterator[_Told]:
    """A hook that joins nothing, and one of a part of the country, which joins everywhere."""
    if hook.submission is None and hook.stage != DECISION:
        message = tr(
            "deze hook hoort bij de stap {stage}; gerekend wordt bij het besluit ({decision}), dus hij doet hier nooit mee",
            stage=hook.stage,
            decision=DECISION,
        )
        yield hook.line, message, tr("toets wat hij bepaalt apart, of hang hem aan het besluit"), "warning"
        return
    if not any(_joined(corpus, hook, date) for date in dates):
        what = hook.submission or " ".join(filter(None, (hook.legal_character, hook.decision_type)))
        message = tr("deze hook doet nergens mee: geen artikel is een {what} zoals hij vraagt", what=what)
        yield hook.line, message, tr("verbeter 'applies_to', of geef ook de map met die wet op"), "warning"
        return
    code = next((key for key in SCOPES if getattr(law, key) is not None), None)
    if code is not None:
        message = tr(
            "deze hook is van een regel met {code} {value}, maar doet mee in het hele land: de code begrenst alleen wat een "
            "open term invult",
            code=code,
            value=getattr(law, code),
        )
        yield hook.line, message, tr("vul een open term in, of zet de voorwaarde in de regel zelf"), "warning"


def _joined(corpus: Corpus, hook: Hook, date: str) -> bool:
    """Whether a hook joins any article of a law in force on a day."""
    return any(
        delegation.matches(corpus, date, law, article, hook)
        for law in in_force(corpus, date)
        for article in law.articles
    )
