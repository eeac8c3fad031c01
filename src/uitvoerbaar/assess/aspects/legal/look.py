"""Where the law answers a question on a safeguard: the articles, on each side of the proposal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from uitvoerbaar.assess.aspects.legal.data import Safeguard
from uitvoerbaar.assess.changed import changed_laws, changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.reading.data import RoomRules
from uitvoerbaar.assess.reading.law_text import Source, provisions, sentences, sources, terms
from uitvoerbaar.findings import Text
from uitvoerbaar.law.model import Article, Law


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found: articles, with words where these say more than the place."""

    places: tuple[str, ...] = ()
    words: Text | None = None

    @property
    def there(self) -> bool:
        """Whether anything was found."""
        return bool(self.places) or self.words is not None


def changed_articles(ctx: Context, role: Role) -> list[tuple[Law, Article]]:
    """The articles of a side that change: those that the proposal names, else all of the laws that differ."""
    side, laws = ctx.sides.of(role), changed_laws(ctx)
    named = {(change.law, change.article) for change in ctx.proposal.changes if change.law in laws}
    differ = {law.id: law for used in side.laws.values() for law in used if law.id in laws}
    return [
        (law, article)
        for law in differ.values()
        for article in law.articles
        if not named or any(law.id == of and _is(article.number, number) for of, number in named)
    ]


def _is(number: str, named: str) -> bool:
    """Whether an article is the one that is named, or a paragraph of it."""
    return number == named or number.startswith(f"{named} ") or named.startswith(f"{number}, ")


def look(ctx: Context, role: Role, of: Safeguard, rules: RoomRules) -> Evidence:
    """What a side shows of a safeguard that is seen in the law."""
    if of.kind == "laag":
        return _layers(ctx, role)
    if of.kind == "onderwerp":
        subject = next(subject for subject in rules.subjects if subject.id == of.subject)
        found = provisions(subject, _under(ctx, role, rules))
        return Evidence(tuple(dict.fromkeys(_name(p.law, p.article, rules) for p in found)))
    articles = changed_articles(ctx, role) if of.where == "gewijzigd" else _articles(_under(ctx, role, rules))
    if of.kind == "termijn":
        return _terms(of, articles, rules)
    if of.words is None:
        return Evidence()
    return _words(of, articles, rules)


def _under(ctx: Context, role: Role, rules: RoomRules) -> list[Source]:
    """The laws that the changed schemes are under."""
    side, made = ctx.sides.of(role), list[Source]()
    for scheme in changed_schemes(ctx) or list(ctx.settings.schemes):
        if scheme.id in side.laws:
            made += sources(ctx, role, scheme, rules.process, advance=scheme.applied is not None)
    return list({source.law.file: source for source in made}.values())


def _articles(under: Iterable[Source]) -> list[tuple[Law, Article]]:
    return [(source.law, article) for source in under for article in source.law.articles]


def _terms(of: Safeguard, articles: Sequence[tuple[Law, Article]], rules: RoomRules) -> Evidence:
    """Terms in sentences with the words of the safeguard, each with the article that has it."""
    places, said = [], []
    for law, article in articles:
        said_in = [sentence for sentence in sentences(article.text) if of.says(sentence)]
        for term in terms(law, article):
            if term.days is None or (of.citizen is not None and term.citizen != of.citizen):
                continue
            if not any(term.words.nl in sentence for sentence in said_in):
                continue
            name = _name(law, article, rules)
            places.append(name)
            said.append(Text("{words} ({name})", "{words} ({name})").format(words=term.words, name=name))
    return Evidence(tuple(dict.fromkeys(places)), Text(", ", ", ").join(dict.fromkeys(said)) if said else None)


def _words(of: Safeguard, articles: Sequence[tuple[Law, Article]], rules: RoomRules) -> Evidence:
    """Articles with a sentence that has the words, or (of delegation) a term that a lower rule fills in."""
    places = []
    for law, article in articles:
        if any(of.says(sentence) for sentence in sentences(article.text)):
            places.append(_name(law, article, rules))
        if of.kind == "delegatie" and article.rules:
            places += [
                f"{_name(law, article, rules)} ({term.id.replace('_', ' ')}: {(term.delegation_type or '?').lower()})"
                for term in article.rules.open_terms
            ]
    return Evidence(tuple(dict.fromkeys(places)))


def _layers(ctx: Context, role: Role) -> Evidence:
    found = {law.id: law for law, _ in changed_articles(ctx, role)}
    return Evidence(
        tuple(
            f"{law.name or law.id.replace('_', ' ')}: {law.layer.lower().replace('_', ' ')}" for law in found.values()
        )
    )


def _name(law: Law, article: Article, rules: RoomRules) -> str:
    return f"{rules.short.get(law.id, law.name or law.id.replace('_', ' '))} {article.number}"
