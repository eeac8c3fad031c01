"""Schemes that a proposal brings in by a law of their own: nothing before it, and part of net income after it.

No law of net income knows a new scheme. Here the law of net income gets it as a term, as its author would write it, and the
side before gets the law with the outcome 0: so that every reader (one case, the whole country, proofs) sees the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from uitvoerbaar.assess.norms import Scheme, Settings
from uitvoerbaar.law import Corpus, LawLookupError
from uitvoerbaar.law.corpus import of_law
from uitvoerbaar.law.model import Action, Article, Expression, Field, Input, Law, Literal, Operation, Source, Variable
from uitvoerbaar.law.registers import HOUSEMATE, KEY, Catalogue
from uitvoerbaar.proposal import Proposal

_PARTNER = "partner_bsn"
_EUROCENT = "eurocent"


def before(corpus: Corpus, after: Corpus, proposal: Proposal, settings: Settings) -> Corpus:
    """The corpus before a proposal, in which its new schemes give nothing."""
    made = [corpus]
    for scheme in _new(settings):
        law = _law(after, scheme.law, proposal.after.date)
        if law is None:
            continue
        earlier = _law(made[-1], scheme.law, proposal.before.date)
        if earlier is None and scheme.law not in corpus.versions:
            made.append(_laid(made[-1], _nothing(law, scheme)))
        elif earlier is not None and earlier.producer(scheme.output) is None:
            # A new amount of a law that is there already, such as a credit in the tax act.
            articles = (*earlier.articles, *_nothing(law, scheme).articles)
            made.append(_laid(made[-1], replace(earlier, articles=articles)))
    return made[-1]


def after(corpus: Corpus, proposal: Proposal, settings: Settings, catalogue: Catalogue) -> Corpus:
    """The corpus after a proposal, in which net income counts its new schemes."""
    made = corpus
    for scheme in _new(settings):
        output = settings.net.output if scheme.rows == "huishoudens" else _of_unit(settings, catalogue)
        net = _law(made, settings.net.law, proposal.after.date)
        if (
            net is not None
            and net.producer(output) is not None
            and _law(made, scheme.law, proposal.after.date) is not None
        ):
            made = _laid(made, _counting(net, output, scheme))
    return made


def _new(settings: Settings) -> Iterable[Scheme]:
    return (scheme for scheme in settings.schemes if scheme.new)


def _law(corpus: Corpus, law_id: str, day: str) -> Law | None:
    try:
        return corpus.select(law_id, day)
    except LawLookupError:
        return None


def _laid(corpus: Corpus, law: Law) -> Corpus:
    return Corpus.of([*corpus.entries(), of_law(law)])


def _of_unit(settings: Settings, catalogue: Catalogue) -> str:
    """The output of the law of net income for a person with partner: the register names it; else that of the household."""
    units = [f.spec.computed_by for f in catalogue if f.table == HOUSEMATE and f.per_unit and f.spec.computed_by]
    return next((output for law, output in units if law == settings.net.law), settings.net.output)


def _nothing(law: Law, scheme: Scheme) -> Law:
    """The law before it exists: the same outcome, always 0."""
    article = law.producer(scheme.output)
    if article is None or article.rules is None:
        return law
    field = next(o for o in article.rules.outputs if o.name == scheme.output)
    action = Action(scheme.output, Literal(0, article.line), article.line)
    rules = replace(article.rules, inputs=(), outputs=(field,), actions=(action,), definitions={}, open_terms=())
    return replace(law, valid_from=None, valid_to=None, articles=(replace(article, rules=rules),))


def _counting(net: Law, output: str, scheme: Scheme) -> Law:
    """The law of net income with the scheme as a term of one of its outputs."""
    article = net.producer(output)
    assert article is not None
    return replace(net, articles=tuple(_with_term(a, output, scheme) if a is article else a for a in net.articles))


def _with_term(article: Article, output: str, scheme: Scheme) -> Article:
    rules, line = article.rules, article.line
    assert rules is not None
    inputs, terms = list(rules.inputs), []
    for whose, key in [("", KEY), *([("_partner", _PARTNER)] if scheme.rows == "personen" else [])]:
        name = f"{scheme.id}{whose}"
        inputs.append(_asked(name, scheme, key, line))
        terms.append(_amount(name, scheme, line, partner=bool(whose)))
    known = {item.field.name for item in inputs}
    needed = {_PARTNER: "number"} if scheme.rows == "personen" else {}
    needed |= {scheme.applied: "boolean"} if scheme.applied is not None else {}
    for name, kind in needed.items():
        if name not in known:
            own = Field(name, kind, line, nullable=name == _PARTNER)
            inputs.append(Input(own, Source(None, None, (), line)))
    actions = tuple(_changed(action, output, terms, scheme) for action in rules.actions)
    return replace(article, rules=replace(rules, inputs=tuple(inputs), actions=actions))


def _asked(name: str, scheme: Scheme, key: str, line: int) -> Input:
    field = Field(name, "amount", line, unit=_EUROCENT, nullable=key == _PARTNER)
    return Input(field, Source(scheme.law, scheme.output, ((KEY, Variable((key,), line)),), line))


def _amount(name: str, scheme: Scheme, line: int, *, partner: bool) -> Expression:
    """What is paid: nothing without a partner, and nothing to who did not apply."""
    amount: Expression = Variable((name,), line)
    if partner:
        missing = Operation("IS_NULL", (amount,), None, line)
        amount = Operation("IF", (missing, Literal(0, line), amount), None, line)
    if scheme.applied is not None:
        asked = Variable((scheme.applied,), line)
        amount = Operation("IF", (asked, amount, Literal(0, line)), None, line)
    return amount


def _changed(action: Action, output: str, terms: list[Expression], scheme: Scheme) -> Action:
    if action.output != output:
        return action
    op = "ADD" if scheme.spends else "SUBTRACT"
    return replace(action, expression=Operation(op, (action.expression, *terms), None, action.line))
