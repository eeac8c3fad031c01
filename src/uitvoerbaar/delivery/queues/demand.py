"""From cases per month to queues: teams by organisation and kind of staff, as they would go on and under a proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.queues.assumed import Assumed
from uitvoerbaar.delivery.queues.calls import Line, served
from uitvoerbaar.delivery.queues.data import Tariffs
from uitvoerbaar.delivery.queues.draws import Draws
from uitvoerbaar.delivery.queues.enough import IN_TIME, Enough, enough, staffed
from uitvoerbaar.delivery.queues.inputs import Return, Staff, Team, Work
from uitvoerbaar.delivery.queues.loop import Flow, follow
from uitvoerbaar.delivery.queues.penalties import Penalties
from uitvoerbaar.delivery.work import Volumes

WEEK = 7
LN2 = 0.6931471805599453
"""Of an exponential patience half have hung up after ln 2 times the mean."""
TELEPHONE = "telefoon"
_SIZING = 20
"""Repetitions for finding how many people it takes; the same draws at each number, so few are enough."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The work that one kind of staff decides at an organisation: `before` and `after` differ in their arrivals only.

    Nobody works there yet: `sized` says how many it takes.
    """

    organisation: str
    staff: str
    before: Team
    after: Team


@dataclass(frozen=True, slots=True)
class Sized:
    """How many it takes to decide in time, today and under the proposal."""

    before: Enough
    after: Enough


@dataclass(frozen=True, slots=True)
class Followed:
    """A team followed: as it would go on, under the proposal with the people of today, and with those that it takes, who are
    recruited from the first month on."""

    before: Flow
    after: Flow
    recruited: Flow


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone line of an organisation: agents of today, and the share of callers who reach somebody in each month."""

    organisation: str
    agents: int
    needed: int
    before: tuple[float, ...]
    after: tuple[float, ...]


Names = Mapping[tuple[str, str], Text]
"""What a process of a scheme is called, by scheme and process."""


def papers(
    volumes: Sequence[Volumes], names: Names, hours: float, assumed: Assumed, tariffs: Tariffs
) -> tuple[Paper, ...]:
    """The teams whose work the proposal changes, in the order of the volumes; telephone calls are not among them."""
    groups: dict[tuple[str, str], list[Volumes]] = {}
    for each in volumes:
        if each.channel != TELEPHONE and (any(each.before) or any(each.after)):
            groups.setdefault((each.organisation, each.staff), []).append(each)
    found = []
    for (organisation, staff), group in groups.items():
        if all(each.before == each.after for each in group):
            continue
        nobody = _staff(hours, assumed, len(group[0].before))
        works = [_work(each, names, assumed, tariffs) for each in group]
        before = Team(nobody, tuple(work for work, _ in works))
        after = Team(nobody, tuple(replace(work, arrivals=arrivals) for work, arrivals in works))
        found.append(Paper(organisation, staff, before, after))
    return tuple(found)


def _staff(hours: float, assumed: Assumed, months: int) -> Staff:
    return Staff(
        (0.0,) * months,
        0.0,
        hours,
        1.0,
        assumed.of("verloop_per_jaar"),
        round(assumed.of("werving_maanden")),
        round(assumed.of("inwerken_maanden")),
        assumed.of("inwerken_begin"),
        assumed.of("begeleiding"),
        assumed.of("verzuim_spreiding"),
    )


def _work(each: Volumes, names: Names, assumed: Assumed, tariffs: Tariffs) -> tuple[Work, tuple[float, ...]]:
    """The work as it would go on, and its arrivals under the proposal; only the cases that ask a person."""
    id_ = f"{each.scheme}-{each.process}"
    term = None if each.term_weeks is None else (each.term_weeks + each.term_starts_after) * WEEK
    asks = None
    if term is not None and each.process in assumed.penalised:
        asks = Penalties(
            tariffs.statutory,
            tariffs.court,
            assumed.of("ingebreke"),
            assumed.of("beroep"),
            assumed.of("ingebreke_na_dagen"),
            tariffs.grace,
            tariffs.court_after,
            tariffs.court_term,
        )
    work = Work(
        id_,
        names[each.scheme, each.process],
        tuple(cases * each.by_hand for cases in each.before),
        each.minutes.mean,
        each.minutes.variation,
        term,
        0.0 if term is None else term * assumed.of("doorloop_deel"),
        assumed.of("doorloop_spreiding"),
        volume_spread=assumed.of("omvang_spreiding"),
        returns=(Return(id_, each.rework, assumed.of("herwerk_dagen")),) if each.rework else (),
        penalties=asks,
    )
    return work, tuple(cases * each.by_hand for cases in each.after)


def sized(paper: Paper, draws: Draws, assumed: Assumed) -> Sized:
    """How many it takes for the work of today and for that of the proposal.

    Work without a legal term counts as late after the reasonable term, else no number of people would be too few for it.
    """
    term = assumed.of("redelijke_termijn_weken") * WEEK

    def needed(team: Team) -> Enough:
        works = tuple(work if work.term_days is not None else replace(work, term_days=term) for work in team.works)
        return enough(replace(team, works=works), draws, _SIZING, settled=True)

    return Sized(needed(paper.before), needed(paper.after))


def followed(paper: Paper, size: Sized, draws: Draws, repetitions: int) -> Followed | None:
    """The team followed three times; None when no number of people decides in time today."""
    if size.before.places is None:
        return None
    today = staffed(paper.before, size.before.places, settled=True).staff
    wanted = max(size.after.places or 0.0, size.before.places)
    recruiting = replace(today, places=(wanted,) * paper.after.months)
    return Followed(
        follow(replace(paper.before, staff=today), draws, repetitions),
        follow(replace(paper.after, staff=today), draws, repetitions),
        follow(replace(paper.after, staff=recruiting), draws, repetitions),
    )


def phones(volumes: Sequence[Volumes], assumed: Assumed, reached: float) -> tuple[Phone, ...]:
    """The telephone lines on which the proposal changes how many call: staffed such that `reached` of the callers of today get
    to speak to somebody in the busiest month."""
    groups: dict[str, list[Volumes]] = {}
    for each in volumes:
        if each.channel == TELEPHONE:
            groups.setdefault(each.organisation, []).append(each)
    found = []
    hours = assumed.of("telefoon_uren")
    for organisation, group in groups.items():
        before, after = (
            tuple(
                sum(getattr(each, side)[month] * each.by_hand for each in group) for month in range(len(each_of(group)))
            )
            for side in ("before", "after")
        )
        if before == after or not max(before):
            continue
        line = _line(group)
        agents = _agents(line, max(before) / hours, reached)
        found.append(
            Phone(
                organisation,
                agents,
                _agents(line, max(after) / hours, reached),
                _reached(line, agents, before, hours),
                _reached(line, agents, after, hours),
            )
        )
    return tuple(found)


def each_of(group: Sequence[Volumes]) -> tuple[float, ...]:
    """The months of a group of volumes, which all have the same."""
    return group[0].before


def _line(group: Sequence[Volumes]) -> Line:
    """The line of all calls together: handling, patience and redial weighed by how many call."""
    weights = [sum(each.before) + sum(each.after) for each in group]

    def mean(values: Sequence[float]) -> float:
        return sum(value * weight for value, weight in zip(values, weights, strict=True)) / sum(weights)

    patience = mean([(each.patience or 0.0) / LN2 for each in group])
    return Line(1, mean([each.minutes.mean for each in group]), patience, mean([each.redial or 0.0 for each in group]))


def _agents(line: Line, people: float, reached: float) -> int:
    """The fewest agents with which so large a share of the people in an hour reaches somebody."""
    high = 1
    while served(replace(line, agents=high), people).reached < reached:
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        enough_now = served(replace(line, agents=middle), people).reached >= reached
        low, high = (low, middle) if enough_now else (middle, high)
    return high


def _reached(line: Line, agents: int, monthly: Sequence[float], hours: float) -> tuple[float, ...]:
    state = replace(line, agents=agents)
    known: dict[float, float] = {}
    for people in monthly:
        if people not in known:
            known[people] = served(state, people / hours).reached if people else 1.0
    return tuple(known[people] for people in monthly)


__all__ = ["IN_TIME", "Followed", "Paper", "Phone", "Sized", "followed", "papers", "phones", "sized"]
