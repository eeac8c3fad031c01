"""Findings on own microdata: counts of small groups are not told, nor what sentences say of them."""

from __future__ import annotations

from dataclasses import replace

from uitvoerbaar.assess.disclosure.rule import Rule
from uitvoerbaar.assess.disclosure.texts import softened
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.findings import Finding, Households, SmallestCase, Text

OF_LAW = {"sprongen", "personas", "ruimte", "wetstechniek", "bewijzen", "doenvermogen"}
"""Tests whose sentences are about rules, fictional persons or fictional households."""
INVENTED = {"vergissingen", "marginale_druk"}
"""Tests whose case was found among the people, and made up anew (`disclosure.cases`)."""
_SMALL = Text(
    "minder dan {least} huishoudens in de eigen gegevens; hoeveel wordt niet getoond",
    "fewer than {least} households in the own microdata; how many is not shown",
)
_TITLE = Text(
    "{test}: een gevolg voor minder dan {least} huishoudens in de eigen gegevens",
    "{test}: an effect on fewer than {least} households in the own microdata",
)
_WHY = Text(
    "De toets vond hier iets, maar zo weinig huishoudens in de eigen gegevens mogen niet worden getoond. Bekijk het op een "
    "gemaakte bevolking.",
    "The test found something here, but so few households of own microdata may not be shown. Look at it on a population that "
    "was made.",
)
_WHOM = Text("Huishoudens in de eigen gegevens die dit raakt", "Households in the own microdata that this falls on")
INVENTED_CASE = Text(
    "Dit huishouden is verzonnen: het staat niet in de gegevens, en niemand daarin heeft deze bedragen.",
    "This household is made up: it is not in the data, and nobody there has these amounts.",
)


def told(finding: Finding, rule: Rule, test: Text) -> Finding:
    """What may be shown of a finding; `test` is the name of its test."""
    least = numeral(rule.least)
    households = finding.households
    hidden = households is not None and rule.hides(households.value)
    of_law = finding.test in OF_LAW
    title = finding.title if of_law else softened(finding.title, rule)
    explanation = finding.explanation if of_law else softened(finding.explanation, rule)
    if hidden and not of_law and finding.test != "vergissingen":
        title, explanation = _TITLE.format(test=test, least=least), _WHY
    counted = any(letter.isdigit() for letter in finding.whom.nl)
    return replace(
        finding,
        title=title,
        explanation=explanation,
        whom=_WHOM if counted and finding.test != "personas" else finding.whom,
        households=None if households is None else _counted(households, rule),
        smallest_case=_case(finding),
        groups=tuple(
            replace(group, households=rule.rounded(group.households), share=_share(group.share))
            for group in finding.groups
            if not hidden and not _gives_small(group.households, group.share, rule)
        ),
    )


def _gives_small(count: int, share: float | None, rule: Rule) -> bool:
    whole = count / share if share else None
    return rule.hides(count, whole)


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, 2)


def _case(finding: Finding) -> SmallestCase | None:
    case = finding.smallest_case
    if case is None or finding.test not in INVENTED or case.story is None:
        return case
    return replace(case, story=SPACE.join([case.story, INVENTED_CASE]))


def _counted(found: Households, rule: Rule) -> Households:
    of = found.of
    if rule.small(found.value) or (of is not None and rule.small(of)):
        source = SPACE.join(
            [found.source, Text("({said})", "({said})").format(said=_SMALL.format(least=numeral(rule.least)))]
        )
        return replace(
            found, value=0, low=0, high=rule.least, source=source, of=None, among=None, fewer_than=rule.least
        )
    # What is left of the whole may be small: then both are told so coarsely that it does not show.
    near = (of is not None and rule.small(of - found.value)) or rule.small(rule.whole - found.value)
    step = rule.least if near else rule.step
    value = _to(found.value, step)
    return replace(
        found,
        value=value,
        low=min(_to(found.low, step), value),
        high=max(_to(found.high, step), value),
        of=None if of is None else max(_to(of, step), value),
        among=None if found.among is None else softened(found.among, rule),
        rounded_to=step,
    )


def _to(count: int, step: int) -> int:
    return max(round(count / step), 1) * step if count > 0 else 0
