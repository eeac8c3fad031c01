"""The smallest case told as a story of a few sentences: who it is, what goes wrong, what it costs."""

from __future__ import annotations

from uitvoerbaar.assess.aspects.mistakes.slips import Slip
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.base.numbers import money
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.findings import Text

_COUNT = {1: Text("één", "one"), 2: Text("twee", "two"), 3: Text("drie", "three"), 4: Text("vier", "four")}
_CHILD, _CHILDREN = Text("{count} kind", "{count} child"), Text("{count} kinderen", "{count} children")
_MATE, _MATES = Text("een huisgenoot", "a housemate"), Text("{count} huisgenoten", "{count} housemates")
_WITH = Text("{who} met {others}", "{who} with {others}")


def who(case: PersonCase) -> Text:
    """The household in a few words."""
    children, mates = len(case.children), len(case.housemates)
    if case.partner is not None:
        household = Text("Een paar", "A couple")
    elif children:
        household = Text("Een alleenstaande ouder", "A single parent")
    else:
        household = Text("Een alleenstaande", "A single person")
    if children:
        words = _CHILD if children == 1 else _CHILDREN
        household = _WITH.format(who=household, others=words.format(count=_COUNT.get(children, str(children))))
    if mates:
        household = _WITH.format(who=household, others=_MATES.format(count=mates) if mates > 1 else _MATE)
    return household


_GOES_WRONG = Text(
    "{who} {has} {correct} {scheme} per jaar. Dan gaat er iets kleins mis: {mistake}. Daarna is het {mistaken}.",
    "{who} {has} {correct} of {scheme} a year. Then something small goes wrong: {mistake}. Then it is {mistaken}.",
)
_LEFT = Text("Het huishouden houdt {net} per jaar minder over.", "The household is left with {net} a year less.")


def tell(case: PersonCase, slip: Slip, scheme: Scheme, correct: int, mistaken: int, net: int | None) -> Text:
    """The story of a mistake in amounts a year; `net` is the loss of net income where that was computed."""
    told = _GOES_WRONG.format(
        who=who(case),
        has=Text("krijgt", "gets") if scheme.spends else Text("betaalt", "pays"),
        correct=money(correct),
        scheme=scheme.name.inside,
        mistake=slip.mistake.words,
        mistaken=money(mistaken),
    )
    return told if net is None else SPACE.join([told, _LEFT.format(net=money(net))])
