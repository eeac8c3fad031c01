"""What stops when a link of the chain fails for some days: days of standstill, passed on from link to link less slack.

A link that leans on another stands still for as long as that one does, less the days that it can do without; with several
ways the longest counts. The same holds for the work of a provider and for a decision that needs a register.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.delivery.chain.model import Chain, Tie, Work

DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Standstill:
    """For how many days something stands still, and by which way of links (what failed comes last)."""

    days: float
    way: tuple[str, ...]


NOTHING = Standstill(0.0, ())


def known_link(chain: Chain, name: str) -> str:
    """The id of a link that is asked by id, by its Dutch or by its English name; capitals do not count.

    Raises UserError with a did-you-mean for a name that no link has.
    """
    by_name = {link.id.casefold(): link.id for link in chain.links.values()}
    for link in chain.links.values():
        for word in (link.name.nl, link.name.english):
            by_name.setdefault(word.casefold(), link.id)
    found = by_name.get(" ".join(name.split()).casefold())
    if found is not None:
        return found
    # A short name (BRP) is the beginning of a longer one more often than a slip of the pen.
    begins = [id_ for word, id_ in by_name.items() if name.strip() and word.startswith(name.strip().casefold())]
    near = begins[0] if begins else None
    hint = tr("bedoelde u '{folded}'?", folded=near) if near else suggest(name, chain.links)
    known = ", ".join(chain.links)
    message = tr(
        "geen schakel '{name}' in de keten; {hint}", name=name, hint=hint or tr("er zijn: {known}", known=known)
    )
    raise UserError(message, hint=hint, expected=known)


def standstills(chain: Chain, failed: str, days: float) -> dict[str, Standstill]:
    """Every link that stands still when `failed` does for `days` days, with how long and by which way."""
    found = {failed: Standstill(float(days), (failed,))}
    waiting = [failed]
    while waiting:
        now = waiting.pop()
        for link in chain.links.values():
            for tie in link.ties:
                if tie.on != now or found[now].days <= tie.slack:
                    continue
                longer = Standstill(found[now].days - tie.slack, (link.id, *found[now].way))
                if longer.days > found.get(link.id, NOTHING).days:
                    found[link.id] = longer
                    waiting.append(link.id)
    return found


def stopped(ties: Iterable[Tie], still: Mapping[str, Standstill]) -> Standstill:
    """How long what leans on `ties` stands still: the longest of them."""
    reached = [Standstill(still[tie.on].days - tie.slack, still[tie.on].way) for tie in ties if tie.on in still]
    return max((s for s in reached if s.days > 0), key=lambda s: s.days, default=NOTHING)


def work_stopped(chain: Chain, provider: str, still: Mapping[str, Standstill]) -> dict[Work, Standstill]:
    """Per kind of work of a provider how long it stands still; empty for a provider that the chain does not know."""
    known = chain.providers.get(provider)
    if known is None:
        return {}
    return {work: found for work, ties in known.needs.items() if (found := stopped(ties, still)).days > 0}


def leaning(chain: Chain, roots: Iterable[str]) -> set[str]:
    """Every link that `roots` lean on, themselves included, whatever the slack."""
    seen: set[str] = set()
    stack = list(roots)
    while stack:
        link = stack.pop()
        if link not in seen and link in chain.links:
            seen.add(link)
            stack += [tie.on for tie in chain.links[link].ties]
    return seen


def payments_in(days: float, payments: float) -> tuple[float, float]:
    """Which part of a yearly amount is paid in so many days: on average, and at most when a pay day falls in them."""
    if payments <= 0 or days <= 0:
        return 0.0, 0.0
    mean = min(1.0, days / DAYS_A_YEAR)
    between = DAYS_A_YEAR / payments
    most = math.ceil(days / between)  # N days cover this many pay days when they begin on one
    return mean, min(1.0, most / payments)
