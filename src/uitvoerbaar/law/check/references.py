"""Checks of how laws reach into each other: do the law, its output and the parameter that are named exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import retold, tr
from uitvoerbaar.base.messages import instead, suggest
from uitvoerbaar.law.check.across import filled, handed, named, taken
from uitvoerbaar.law.corpus import Corpus, LawLookupError
from uitvoerbaar.law.graph import Record
from uitvoerbaar.law.link import delegation
from uitvoerbaar.law.model import SCOPES, Article, Implements, Input, Law, OpenTerm, Override, Rules, Source, Variable


@dataclass(slots=True)
class ReferenceCheck:
    """Checks the references of one law on the dates on which it is the version in force."""

    corpus: Corpus
    law: Law
    dates: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    told: set[tuple[str, str]] = field(default_factory=set)
    """Articles and laws of which it has been said that the law is not in force."""

    def problem(
        self, article: Article, line: int, message: str, hint: str | None = None, *, warning: bool = False
    ) -> None:
        """Record an error, or a warning, once."""
        found = Problem(self.law.file, line, message, article.number, "warning" if warning else "error", hint)
        if found not in self.problems:
            self.problems.append(found)

    def run(self) -> list[Problem]:
        """Every problem of references out of this law and within it."""
        made: dict[str, Article] = {}
        for article in self.law.articles:
            rules = article.rules
            if rules is None:
                continue
            for output in rules.outputs:
                if output.name in made and not self._replaces(rules, made[output.name], output.name):
                    first = made[output.name].number
                    message = tr(
                        "uitvoer '{name}' staat ook in artikel {first}; alleen die wordt gebruikt",
                        name=output.name,
                        first=first,
                    )
                    self.problem(article, output.line, message, tr("geef de uitvoer een eigen naam"), warning=True)
                made.setdefault(output.name, article)
            for item in rules.inputs:
                if item.source is not None:
                    self._input(article, item, item.source)
            self._terms(article, rules)
            self._reaches_out(article, rules)
            self._authority(article, rules)
        self._basis()
        return self.problems

    def _replaces(self, rules: Rules, first: Article, output: str) -> bool:
        """Whether an article gives an output again because it overrides that of an earlier article of this law."""
        return any((o.law, o.article, o.output) == (self.law.id, first.number, output) for o in rules.overrides)

    def _terms(self, article: Article, rules: Rules) -> None:
        """Open terms that get their default on a day on which the rule that fills them in is not in force."""
        for term in rules.open_terms:
            place = (self.law.id, article.number, term.id)
            for date in self.dates:
                if delegation.candidates(self.corpus, date, *place) or (term.default is None and term.required):
                    continue  # filled in, or told as not filled in
                hint = tr("verleng die regeling, of laat de wet zeggen wat zonder haar geldt")
                told = [retold(each) for each in delegation.not_in_force(self.corpus, date, *place)]
                for each in told:
                    self.problem(article, term.line, each, hint, warning=True)
                if told:
                    break  # the first day says from when; later days of this version say the same

    def _basis(self) -> None:
        """The article on which a lower rule rests should be there; a corpus may hold part of a law, so it is a warning."""
        given = self.law.notes.get("legal_basis")
        for basis in given if isinstance(given, tuple) else ():
            if not isinstance(basis, Record) or "law_id" not in basis or "article" not in basis:
                continue
            law_id, number = str(basis.get("law_id")), str(basis.get("article"))
            numbers = {a.number for entry in self.corpus.versions.get(law_id, ()) for a in entry.law.articles}
            if numbers and number not in numbers:
                message = tr("rechtsgrond: '{law_id}' heeft geen artikel {number}", law_id=law_id, number=number)
                self.problems.append(Problem(self.law.file, 1, message, level="warning", hint=suggest(number, numbers)))

    # --- inputs -------------------------------------------------------------------------------------------------

    def _input(self, article: Article, item: Input, source: Source) -> None:
        output = source.output or item.field.name
        if source.regulation is not None:
            for law in self._targets(article, source.regulation, source.line):
                self._output(article, law, output, source)
                self._kinds(article, source.line, taken(item.field, law, output))
                self._handed(article, law, output, source)
                self._absence(article, item, law, output, source)
        elif source.output is not None and self.law.producer(output) is None:
            hint = suggest(output, _outputs(self.law))
            self.problem(article, source.line, tr("deze wet heeft geen uitvoer '{output}'", output=output), hint)
        elif source.output is not None:
            self._kinds(article, source.line, taken(item.field, self.law, output))
            self._absence(article, item, self.law, output, source)

    def _kinds(self, article: Article, line: int, found: Iterable[str]) -> None:
        """Tell what two articles call one thing and declare as two kinds."""
        for message in found:
            self.problem(article, line, message, tr("zet bij beide hetzelfde 'type'"))

    def _handed(self, article: Article, law: Law, output: str, source: Source) -> None:
        producer = law.producer(output)
        if article.rules is not None and producer is not None:
            self._kinds(article, source.line, handed(article.rules, law, producer, source))

    def _absence(self, article: Article, item: Input, law: Law, output: str, source: Source) -> None:
        """N5: an input that is never absent does not take what can be, and no call that can be for nobody."""
        producer = law.producer(output)
        if not self.law.absence or item.field.nullable or producer is None or producer.rules is None:
            return
        name, where = item.field.name, tr("'{id}' artikel {number}", id=law.id, number=producer.number)
        hint = tr("zet 'nullable: true' bij '{name}' en toets het", name=name)
        made = next(o for o in producer.rules.outputs if o.name == output)
        if made.nullable:
            self.problem(
                article,
                source.line,
                tr(
                    "'{name}' neemt uitvoer '{output}' van {where}, die leeg kan zijn (N5)",
                    name=name,
                    output=output,
                    where=where,
                ),
                hint,
            )
            return
        rules = article.rules
        fields = [*rules.parameters, *(i.field for i in rules.inputs)] if rules else []
        maybe = {f.name for f in fields if f.nullable}
        asked = {p.name for p in producer.rules.parameters if p.required and not p.nullable}
        for target, value in source.parameters:
            if target in asked and isinstance(value, Variable) and value.path[0] in maybe:
                shown = "$" + ".".join(value.path)
                message = tr(
                    "'{name}' is leeg als '{shown}' leeg is: {where} wordt dan niet gevraagd (N5)",
                    name=name,
                    shown=shown,
                    where=where,
                )
                self.problem(article, source.line, message, hint)

    def _targets(self, article: Article, law_id: str, line: int) -> Iterator[Law]:
        """The versions of a law that this law meets on its dates."""
        if law_id not in self.corpus.versions:
            hint = suggest(law_id, self.corpus.versions)
            message = tr("de wet '{law_id}' is hier niet bekend", law_id=law_id)
            self.problem(article, line, message, hint or tr("geef ook de map met die wet op"), warning=hint is None)
            return
        seen: set[str] = set()
        late: str | None = None
        for date in self.dates:
            try:
                law = self.corpus.select(law_id, date)
            except LawLookupError:
                late = late or date
                continue
            if law.version not in seen:
                seen.add(law.version)
                yield law
        if late is not None and (article.number, law_id) not in self.told:
            self.told.add((article.number, law_id))
            before = next((e for e in self.corpus.versions[law_id] if e.valid_from <= late), None)
            first = self.corpus.versions[law_id][-1].valid_from
            known = (
                tr("de eerste versie is van {first}", first=first)
                if before is None
                else tr("er is een gat na {valid_to}", valid_to=before.law.valid_to)
            )
            self.problem(
                article,
                line,
                tr("'{law_id}' is op {late} niet in werking", law_id=law_id, late=late),
                known,
                warning=True,
            )

    def _output(self, article: Article, law: Law, output: str, source: Source) -> None:
        where = f"'{law.id}'" + (f" ({law.version})" if law.version else "")
        producer = law.producer(output)
        if producer is None or producer.rules is None:
            hint = suggest(output, _outputs(law))
            self.problem(
                article, source.line, tr("{where} heeft geen uitvoer '{output}'", where=where, output=output), hint
            )
            return
        takes = _takes(law)
        given = [name for name, _ in source.parameters]
        for name in given:
            if name not in takes:
                message = tr("{where} kent geen parameter '{name}'", where=where, name=name)
                self.problem(article, source.line, message, suggest(name, takes - set(given)) or _list(takes))
        for parameter in producer.rules.parameters:
            if parameter.required and parameter.name not in given:
                message = tr(
                    "{where} artikel {number} vraagt parameter '{name}', die hier ontbreekt",
                    where=where,
                    number=producer.number,
                    name=parameter.name,
                )
                self.problem(article, source.line, message, tr("geef die mee onder 'parameters'"), warning=True)

    # --- open terms, hooks, overrides ---------------------------------------------------------------------------

    def _reaches_out(self, article: Article, rules: Rules) -> None:
        for claim in rules.implements:
            for other in self._named(article, claim.law, claim.article, claim.line):
                terms = [t.id for t in other.rules.open_terms] if other.rules else []
                if claim.open_term not in terms and self._elsewhere(claim):
                    continue
                if claim.open_term not in terms:
                    message = tr(
                        "'{law}' artikel {article} heeft geen open term '{open_term}'",
                        law=claim.law,
                        article=claim.article,
                        open_term=claim.open_term,
                    )
                    self.problem(article, claim.line, message, suggest(claim.open_term, terms) or _list(terms))
                    continue
                term = next(t for t in other.rules.open_terms if t.id == claim.open_term) if other.rules else None
                if term is not None and term.delegation_type not in (None, self.law.layer):
                    message = tr(
                        "'{open_term}' is overgelaten aan {delegation_type}; dit is {layer}",
                        open_term=claim.open_term,
                        delegation_type=term.delegation_type,
                        layer=self.law.layer,
                    )
                    self.problem(article, claim.line, message)
                self._fills(article, rules, claim, term)
            outputs = [o.name for o in rules.outputs]
            if claim.open_term not in outputs:
                message = tr(
                    "dit artikel vult '{open_term}' in maar heeft geen uitvoer met die naam", open_term=claim.open_term
                )
                self.problem(article, claim.line, message, suggest(claim.open_term, outputs))
        for place in rules.decides_on:
            self._decides_on(article, place)
        for override in rules.overrides:
            for other in self._named(article, override.law, override.article, override.line):
                outputs = [o.name for o in other.rules.outputs] if other.rules else []
                if override.output not in outputs:
                    message = tr(
                        "'{law}' artikel {article} heeft geen uitvoer '{output}'",
                        law=override.law,
                        article=override.article,
                        output=override.output,
                    )
                    self.problem(article, override.line, message, suggest(override.output, outputs) or _list(outputs))
                    continue
                self._never_asked(article, override, other)
                mine = named(rules.outputs, override.output)
                for law in self._targets(article, override.law, override.line):
                    if mine is not None:
                        self._kinds(article, override.line, taken(mine, law, override.output))

    def _never_asked(self, article: Article, override: Override, other: Article) -> None:
        """An override of another law holds only where this law asks: one that asks nothing elsewhere, leaves no open term and
        that no hook joins, replaces nothing."""
        if override.law == self.law.id or override.voids or (other.rules is not None and other.rules.hooks):
            return
        rules = [each.rules for each in self.law.articles if each.rules is not None]
        sources = [item.source for each in rules for item in each.inputs if item.source is not None]
        if any(each.open_terms for each in rules) or any(s.regulation not in (None, self.law.id) for s in sources):
            return
        message = tr(
            "'{output}' van '{law}' wordt hier vervangen, maar alleen voor wat deze wet vraagt, en zij vraagt niets aan een andere "
            "wet: de vervanging geldt nergens",
            output=override.output,
            law=override.law,
        )
        hint = tr("vraag '{output}' als invoer van deze wet, of verander de andere wet zelf", output=override.output)
        self.problem(article, override.line, message, hint, warning=True)

    def _fills(self, article: Article, rules: Rules, claim: Implements, term: OpenTerm | None) -> None:
        """N5: what fills in a term that must be there and has no default is never absent."""
        made = named(rules.outputs, claim.open_term)
        if term is not None and made is not None:
            self._kinds(article, made.line, filled(made, claim, term))
        if term is None or made is None or not (self.law.absence and made.nullable and term.required):
            return
        if not term.default:
            message = tr(
                "'{name}' vult een verplichte open term zonder default van '{law}' artikel {article}, maar kan leeg zijn (N5)",
                name=made.name,
                law=claim.law,
                article=claim.article,
            )
            self.problem(article, made.line, message, tr("geef in elk geval een waarde, of geef de term een default"))

    def _elsewhere(self, claim: Implements) -> bool:
        """Whether the open term is there in another version of the law, for which the rule was made."""
        return any(
            a.number == claim.article and a.rules and any(t.id == claim.open_term for t in a.rules.open_terms)
            for e in self.corpus.versions.get(claim.law, ())
            for a in e.law.articles
        )

    def _decides_on(self, article: Article, place: str) -> None:
        """The article on whose submission a decision is taken is there and establishes one."""
        law_id, _, number = place.partition("#")
        for other in self._named(article, law_id, number, article.line):
            if other.rules is None or other.rules.submission is None:
                message = tr("'decides_on' noemt {place}, maar dat artikel vestigt geen aanvraag", place=place)
                hint = tr("zet daar 'produces: {{submission: {{kind: AANVRAAG}}}}'")
                self.problem(article, article.line, message, hint, warning=True)

    def _named(self, article: Article, law_id: str, number: str, line: int) -> Iterator[Article]:
        """The article with this number in the versions of a law, which must be there."""
        for law in self._targets(article, law_id, line):
            found = law.article(number)
            if found is None:
                others = [
                    e.valid_from
                    for e in self.corpus.versions[law_id]
                    if any(a.number == number for a in e.law.articles)
                ]
                where = f"'{law_id}'" + (tr(" van {version}", version=law.version) if law.version and others else "")
                message = tr("{where} heeft geen artikel {number}", where=where, number=number)
                if others:
                    hint = tr("de versie van {others} heeft het wel", others=", ".join(d or "altijd" for d in others))
                    self.problem(article, line, message, hint, warning=True)
                else:
                    self.problem(article, line, message, suggest(number, [a.number for a in law.articles]))
            else:
                yield found

    def _authority(self, article: Article, rules: Rules) -> None:
        named = rules.competent_authority
        if named and named.startswith("#") and named[1:] not in _outputs(self.law):
            message = tr("competent_authority '{named}' verwijst naar een uitvoer die deze wet niet heeft", named=named)
            self.problem(article, article.line, message, suggest(named[1:], _outputs(self.law)), warning=True)


def check_users(corpus: Corpus, changed: Iterable[Law], dates: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Outputs that unchanged laws ask of a changed law and that it no longer has, told at the changed law."""
    changed = list(changed)
    ids = {law.id for law in changed}
    told: set[tuple[str, str, str]] = set()
    for law in changed:
        for user, article, output in _asked(corpus, law.id, ids, dates[law.file]):
            if law.producer(output) is None and (law.file, user.id, output) not in told:
                told.add((law.file, user.id, output))
                message = tr(
                    "'{id}' artikel {number} gebruikt uitvoer '{output}' van deze wet, die hier ontbreekt",
                    id=user.id,
                    number=article.number,
                    output=output,
                )
                yield Problem(
                    law.file, 1, message, hint=instead(output, _outputs(law)) or tr("houd de uitvoer in stand")
                )


def _asked(corpus: Corpus, law_id: str, changed: Set[str], dates: Iterable[str]) -> Iterator[tuple[Law, Article, str]]:
    """What unchanged laws in force on `dates` ask of a law: the law, the article and the output."""
    for date in dates:
        for other in corpus.versions:
            if other in changed:
                continue
            try:
                user = corpus.select(other, date)
            except LawLookupError:
                continue  # not in force on this date, so it asks nothing
            for article in user.articles:
                for item in article.rules.inputs if article.rules else ():
                    if item.source is not None and item.source.regulation == law_id:
                        yield user, article, item.source.output or item.field.name


def _outputs(law: Law) -> list[str]:
    return [o.name for a in law.articles if a.rules for o in a.rules.outputs]


def _takes(law: Law) -> set[str]:
    """What a caller can hand to a law: parameters, inputs and open terms of any of its articles, and scopes."""
    names: set[str] = set(SCOPES)
    for article in law.articles:
        if article.rules:
            names |= {p.name for p in article.rules.parameters} | {i.field.name for i in article.rules.inputs}
            names |= {t.id for t in article.rules.open_terms}
    return names


def _list(names: Iterable[str]) -> str | None:
    shown = sorted(set(names) - set(SCOPES))
    return tr("er zijn: {shown}", shown=", ".join(shown)) if shown else None
