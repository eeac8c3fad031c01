"""What a proposal really changes in the rules of a law, beside what its text and its description say.

An article whose rule changes while its words stay the same, and that the proposal does not name, is either a slip or a
change that nobody is told of. Constants may be indexed; a number that moves far, or an age, is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from uitvoerbaar.assess.aspects.hygiene.data import Hygiene
from uitvoerbaar.assess.aspects.hygiene.text_changes import RuleChange, where, word_changes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import ROLES, Pair, Role, each_side
from uitvoerbaar.findings import Severity, Text
from uitvoerbaar.law.canonical import Form, difference, numbers, outputs
from uitvoerbaar.law.corpus import LawLookupError
from uitvoerbaar.law.graph import Label, having
from uitvoerbaar.law.model import Article, Law

_ROUNDING = frozenset(("ROUND", "CEIL", "FLOOR"))
_COMPARED = frozenset(("LESS_THAN", "LESS_THAN_OR_EQUAL"))
_TENS = tuple(Decimal(10) ** n for n in (-4, -3, -2, -1, 1, 2, 3, 4))


def rule_changes(ctx: Context, rules: Hygiene) -> list[RuleChange]:
    """Changes of rules that their article does not tell, and what the articles take away; one per article and kind.

    `rules` is data/assess/wetstechniek.yaml.
    """
    found: dict[tuple[str, str | None, str], RuleChange] = {}
    used = each_side(lambda role: _reached(ctx, role))
    for before, after in _pairs(ctx):
        untold = _rules(ctx, before, after, used)
        if after.layer == _NO_LAW:
            untold = (replace(change, severity="informatie") for change in untold)
        for change in (*untold, *word_changes(ctx.proposal, rules, before, after)):
            found.setdefault((change.law, change.article, change.kind), change)
    return list(found.values())


_NO_LAW = "UITVOERINGSBELEID"
"""The layer of files that are no law but a reckoning, such as what a household has to spend: nobody decides on their text, so
that a rule that differs from it is for information."""


def _pairs(ctx: Context) -> Iterator[tuple[Law, Law]]:
    """Every law that the proposal replaces: both versions.

    Between two days laws change by themselves as well; then only those in the folders of the proposal count.
    """
    sides, own = ctx.sides, [folder.resolve() for folder in ctx.proposal.after.laws]
    for law_id in sorted(sides.after.corpus.versions.keys() & sides.before.corpus.versions.keys()):
        try:
            before, after = (sides.of(role).corpus.select(law_id, sides.of(role).date) for role in ROLES)
        except LawLookupError:
            continue  # told by the defects
        brought = any(Path(after.file).resolve().is_relative_to(folder) for folder in own)
        if before.file != after.file and (brought or sides.after.date == sides.before.date):
            yield before, after


def _reached(ctx: Context, role: Role) -> frozenset[tuple[str, str]]:
    """The outputs of laws that decide what some household has, on a side."""
    labels = (n.payload for n in having(ctx.sides.of(role).nodes.values(), "NAME"))
    return frozenset((label.law, label.name) for label in labels if isinstance(label, Label))


def _felt(ctx: Context) -> bool:
    """Whether any household has another outcome of any scheme, or no outcome."""
    for scheme in (*ctx.settings.schemes, ctx.settings.net):
        one, other = (ctx.column(role, scheme) for role in ROLES)
        if (one is None) != (other is None) or (one is not None and other is not None and (one != other).any()):
            return True
    before, after = ({gap.what: gap.rows for gap in ctx.undecided if gap.role == role} for role in ROLES)
    return before != after


def _rules(ctx: Context, before: Law, after: Law, used: Pair[frozenset[tuple[str, str]]]) -> Iterator[RuleChange]:
    old, new = outputs(before), outputs(after)
    whole_old, whole_new = outputs(before, whole=True), outputs(after, whole=True)
    named = {(c.law, c.article) for c in ctx.proposal.changes}
    for name in (n for n in new if n in old):
        (article_before, was), (article, now) = old[name], new[name]
        told = (after.id, article.number) in named or not _same_words(article_before, article)
        if was == now or whole_old[name][1] == whole_new[name][1]:
            continue
        if was.shape == now.shape:
            yield from _numbers(after, article, was, now, told)
        elif not told:
            reached = all((law.id, name) in of for law, of in zip((before, after), used, strict=True))
            yield _structure(after, article, name, was, now, quiet=reached and not _felt(ctx))


def _same_words(before: Article, after: Article) -> bool:
    return " ".join(before.text.split()) == " ".join(after.text.split())


def _numbers(law: Law, article: Article, was: Form, now: Form, told: bool) -> Iterator[RuleChange]:
    """Numbers that move further than an indexation would."""
    pairs = [(a, b, aged) for (a, aged), (b, _) in zip(numbers(was), numbers(now), strict=True) if a.value != b.value]
    moved = [(a.value or Decimal(0), b.value or Decimal(0), b, aged) for a, b, aged in pairs]
    for one, other, place, aged in moved:
        ratio = other / one if one else None
        swapped = {one, other} <= {b for _, b, _, _ in moved}
        if ratio in _TENS:
            kind, what = "eenheid", Text("mogelijk een verkeerde eenheid", "possibly a wrong unit")
        elif told:
            continue
        elif ratio == -1:
            kind, what = "teken", Text("een getal krijgt het andere teken", "a number gets the other sign")
        elif swapped:
            kind, what = "verwisseld", Text("getallen zijn verwisseld", "numbers have changed places")
        elif aged:
            kind, what = "leeftijd", Text("een leeftijdsgrens verschuift", "an age limit moves")
        elif ratio is None or not _LEAST <= ratio <= _MOST:
            kind, what = "getal", Text("een getal verandert sterk", "a number changes greatly")
        else:
            continue
        place_of = where(law, article)
        yield RuleChange(
            kind,
            law.id,
            article.number,
            place.line,
            "aandacht",
            Text("{place_of}: {what}", "{place_of}: {what}").format(place_of=place_of, what=what),
            Text(
                f"Van {_shown(one)} naar {_shown(other)}{_WHY[told].nl}",
                f"From {_shown(one, 'en')} to {_shown(other, 'en')}{_WHY[told].en}",
            ),
        )
        return


_LEAST, _MOST = Decimal("0.67"), Decimal("1.5")
"""ASSUMPTION: a constant that becomes more than a half larger or a third smaller is no indexation."""
_UNTOLD = Text(
    "de tekst van het artikel en de beschrijving van het voornemen zeggen het niet",
    "the text of the article and the description of the proposal do not say so",
)


_WHY = {
    True: Text(": precies een macht van tien.", ": exactly a power of ten."),
    False: Text(", en {untold}.", ", and {untold}.").format(untold=_UNTOLD),
}


def _structure(law: Law, article: Article, name: str, was: Form, now: Form, *, quiet: bool) -> RuleChange:
    one, other = difference(was, now)
    kind, what = _sort(one, other)
    output = name.replace("_", " ")
    # Another way of writing that the forms do not see through changes nothing for anybody; a named change may still
    # hit someone who is not in the population.
    harmless = kind in ("regel", "volgorde")
    severity: Severity = "ernstig" if not quiet else "informatie" if harmless else "aandacht"
    after = Text(
        " Voor niemand in de bevolking verandert de uitkomst." if quiet else "",
        " For nobody in the population the outcome changes." if quiet else "",
    )
    return RuleChange(
        kind,
        law.id,
        article.number,
        other.line or None,
        severity,
        Text("{where}: {what}", "{where}: {what}").format(where=where(law, article), what=what),
        Text(
            "De regel voor '{output}' verandert, en {untold}.{after}",
            "The rule for '{output}' changes, and {untold}.{after}",
        ).format(output=output, untold=_UNTOLD, after=after),
    )


def _sort(one: Form, other: Form) -> tuple[str, Text]:
    """What kind of change turns one form into the other."""
    ops = {one.op, other.op}
    if ops <= _ROUNDING:
        return "afronding", Text("de afronding wordt anders", "rounding becomes different")
    if one.op in ("MIN", "MAX") and (other in one.args or ops == {"MIN", "MAX"}):
        bound = ("een maximum", "a maximum") if one.op == "MIN" else ("een minimum", "a minimum")
        return "grens-vervalt", Text("{bound} vervalt", "{bound} disappears").format(bound=Text(*bound))
    if ops == {"AND", "OR"}:
        return "en-of", Text("'en' en 'of' zijn verwisseld", "'and' and 'or' have changed places")
    if ops <= _COMPARED and (one.args[0] in other.args or one.args[1] in other.args):
        return "vergelijking", Text("een vergelijking is anders", "a comparison is different")
    if ops == {"ADD", "SUBTRACT"} or (ops == {"SUBTRACT"} and set(one.args) == set(other.args)):
        return "teken", Text("optellen en aftrekken zijn verwisseld", "adding and subtracting have changed places")
    if ops == {"IF"} and _cases(one) == _cases(other):
        return "volgorde", Text("de gevallen staan in een andere volgorde", "the cases are in another order")
    if ops == {"IF"} and set(one.args) == set(other.args):
        return "takken", Text("de gevallen zijn verwisseld", "the cases have changed places")
    if one.op == other.op and one.op in ("AND", "OR") and len(one.args) != len(other.args):
        more = len(other.args) > len(one.args)
        nl, en = ("komt er bij", "is added") if more else ("vervalt", "is dropped")
        return "voorwaarde", Text(f"een voorwaarde {nl}", f"a condition {en}")
    if "vast" in ops:
        return "voorwaarde", Text("een voorwaarde telt niet meer of altijd", "a condition counts no longer or always")
    return "regel", Text("de regel verandert, de tekst niet", "the rule changes, the text does not")


def _cases(choice: Form) -> tuple[frozenset[tuple[Form, Form]], Form]:
    """The cases of a choice without their order, and what holds in no case."""
    *cases, default = choice.args
    return frozenset(zip(cases[::2], cases[1::2], strict=True)), default


def _shown(number: Decimal, lang: str = "nl") -> str:
    said = f"{number.normalize():,f}"
    return said if lang == "en" else said.translate(str.maketrans(",.", ".,"))
