"""The smallest case told as a story of a few sentences: who it is, what goes wrong, what it costs."""

from __future__ import annotations

from uitvoerbaar.assess.aspects.mistakes.slips import Slip
from uitvoerbaar.assess.figures import inside
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.base.numbers import euros
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.findings import Text

_COUNT = {1: ("één", "one"), 2: ("twee", "two"), 3: ("drie", "three"), 4: ("vier", "four")}


def who(case: PersonCase) -> Text:
    """The household in a few words."""
    children = len(case.children)
    if children:
        nl, en = _COUNT.get(children, (str(children), str(children)))
        kids = (f"{nl} {'kind' if children == 1 else 'kinderen'}", f"{en} {'child' if children == 1 else 'children'}")
        parent = (
            ("Een paar", "A couple") if case.partner is not None else ("Een alleenstaande ouder", "A single parent")
        )
        base = (f"{parent[0]} met {kids[0]}", f"{parent[1]} with {kids[1]}")
    else:
        base = ("Een paar", "A couple") if case.partner is not None else ("Een alleenstaande", "A single person")
    mates = len(case.housemates)
    if mates:
        base = (f"{base[0]} met {mates} huisgenoten", f"{base[1]} with {mates} housemates") if mates > 1 else (
            f"{base[0]} met een huisgenoot", f"{base[1]} with a housemate"
        )  # fmt: skip
    return Text(*base)


def tell(case: PersonCase, slip: Slip, scheme: Scheme, correct: int, mistaken: int, net: int | None) -> Text:
    """The story of a mistake in amounts a year; `net` is the loss of net income where that was computed."""
    household = who(case)
    what_nl, what_en = inside(scheme.name.nl), inside(scheme.name.en)
    verb = ("krijgt", "gets") if scheme.spends else ("betaalt", "pays")
    mistake_en = slip.mistake.english or slip.mistake.text
    nl = (
        f"{household.nl} {verb[0]} {euros(correct)} {what_nl} per jaar. Dan gaat er iets kleins mis: "
        f"{slip.mistake.text}. Daarna is het {euros(mistaken)}."
    )
    en = (
        f"{household.en} {verb[1]} {euros(correct, 'en')} of {what_en} a year. Then something small goes wrong: "
        f"{mistake_en}. Then it is {euros(mistaken, 'en')}."
    )
    if net is not None:
        nl += f" Het huishouden houdt {euros(net)} per jaar minder over."
        en += f" The household is left with {euros(net, 'en')} a year less."
    return Text(nl, en)
