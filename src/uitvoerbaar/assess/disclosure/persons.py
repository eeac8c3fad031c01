"""Whether households of a population may be shown one by one: those that were made may, records of people never."""

from __future__ import annotations

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.findings import Text

_NEVER = Text(
    "Dit zijn eigen gegevens, van echte mensen. Huishoudens worden hier niet een voor een getoond, hoe groot de groep ook is.",
    "These are own microdata, of real people. Households are not shown one by one here, however large the group is.",
)
_SMALL = Text(
    "Minder dan {least} huishoudens; hoeveel wordt niet getoond.",
    "Fewer than {least} households; how many is not shown.",
)
_COUNTED = Text("Het gaat om ongeveer {count} huishoudens.", "It is about {count} households.")


def refused(ctx: Context, households: float) -> Text | None:
    """Why no household of a choice (of so many of the country) is opened, with what may be told of it; None where it may be."""
    rule = rule_of(ctx)
    if rule is None:
        return None
    if rule.hides(households, rule.whole):
        counted = _SMALL.format(least=numeral(rule.least))
    else:
        counted = _COUNTED.format(count=numeral(rule.rounded(households)))
    return Text("{never} {counted}", "{never} {counted}").format(never=_NEVER, counted=counted)
