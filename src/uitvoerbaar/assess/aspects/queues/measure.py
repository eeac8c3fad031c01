"""Every queue that the proposal changes, followed: teams that decide on paper, and telephone lines."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.workload.carried import Carried, Workload
from uitvoerbaar.base.draws import Draws
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.queues.assumed import Assumed, Stock, load_assumed
from uitvoerbaar.delivery.queues.data import load_tariffs
from uitvoerbaar.delivery.queues.demand import Followed, Paper, Phone, Sized, followed, papers, phones, sized
from uitvoerbaar.delivery.queues.draws import Kept
from uitvoerbaar.delivery.queues.results import Outcome, outcome, slowest, total

REPETITIONS = 100
SEED = 1
REACHED = "wachtrij_telefoon_bereikt_aandeel"
NOW, AFTER, RECRUITED = (
    Text("Nu", "Now"),
    Text("Met het voornemen, mensen van nu", "With the proposal, staff of today"),
    Text("Met het voornemen, en werving", "With the proposal, and recruitment"),
)


@dataclass(frozen=True, slots=True)
class Queue:
    """A team of one organisation, followed; `outcomes` are of all its work together in the order `NOW`, `AFTER`, `RECRUITED`.

    `slowest` is the kind of work with the largest share late under the proposal with the staff of today; None when none has a
    legal term.
    """

    paper: Paper
    organisation: Text
    staff: Text
    size: Sized
    outcomes: tuple[Outcome, Outcome, Outcome]
    slowest: Outcome | None

    @property
    def name(self) -> Text:
        """The organisation and the kind of staff."""
        return Text("{organisation}, {staff}", "{organisation}, {staff}").format(
            organisation=self.organisation, staff=self.staff
        )

    @property
    def id(self) -> str:
        """A name for ids."""
        return f"{self.paper.organisation}-{self.paper.staff}"

    @property
    def unseen(self) -> bool:
        """Whether it has legal terms, and none of them ends in the months followed: then nobody knows who is late."""
        return self.slowest is not None and self.outcomes[1].late_total is None

    @property
    def rise(self) -> float:
        """How much larger the share late is under the proposal when nobody is hired, as a share of one."""
        return late(self.outcomes[1]) - late(self.outcomes[0])


@dataclass(frozen=True, slots=True)
class Full:
    """A changed scheme of which more waits already (`waiting`) than the organisation says may wait."""

    carried: Carried
    stock: Stock
    waiting: Fact


@dataclass(frozen=True, slots=True)
class Measured:
    """All queues, lines and full stocks that the proposal touches, what was left out, and what was assumed."""

    queues: tuple[Queue, ...]
    phones: tuple[tuple[Text, Phone], ...]
    full: tuple[Full, ...]
    left_out: tuple[Text, ...]
    assumed: Assumed


def late(found: Outcome) -> float:
    """The share late over the whole period; nothing late when no term ends in it."""
    return 0.0 if found.late_total is None else found.late_total[0]


def measure(ctx: Context, load: Workload) -> Measured:
    """Follow every queue. Raises LawFileError for a file of data/queues that is wrong."""
    assumed, tariffs, draws = load_assumed(), load_tariffs(), Kept(Draws(SEED))
    called = {each.organisation.id: each.organisation.name for each in load.changed}
    kinds = {process.staff.id: process.staff.name for process in load.processes.processes}
    names = {
        (each.cases.scheme.id, process.id): Text("{scheme}: {process}", "{scheme}: {process}").format(
            scheme=each.cases.scheme.name, process=process.name
        )
        for each in load.changed
        for process in load.processes.processes
    }
    queues, left_out = [], list(load.unknown)
    for paper in papers(load.volumes, names, load.hours.value, assumed, tariffs):
        size = sized(paper, draws, assumed)
        flows = followed(paper, size, draws, REPETITIONS)
        who = called[paper.organisation], kinds[paper.staff]
        if flows is None:
            left_out.append(_never(*who))
        else:
            queues.append(made := _queue(paper, *who, size, flows))
            left_out += [_unseen(made)] if made.unseen else []
    reached = ctx.settings.norm(REACHED)
    lines = tuple((called[each.organisation], each) for each in phones(load.volumes, assumed, reached))
    return Measured(tuple(queues), lines, tuple(_full(load, assumed)), tuple(left_out), assumed)


def _queue(paper: Paper, organisation: Text, staff: Text, size: Sized, flows: Followed) -> Queue:
    outcomes = (
        total(flows.before, NOW),
        total(flows.after, AFTER),
        total(flows.recruited, RECRUITED),
    )
    last = slowest(flows.after)
    return Queue(paper, organisation, staff, size, outcomes, None if last is None else outcome(last))


def _full(load: Workload, assumed: Assumed) -> list[Full]:
    """Changed schemes of which more waits already than their organisation says may wait, and that get more work."""
    found = []
    for each in load.changed:
        if sum(sum(v.after) - sum(v.before) for v in each.volumes) <= 0:
            continue
        for stock in assumed.stocks_of(each.organisation.id, each.cases.scheme.law):
            known = load.organisations.find(stock.organisation).latest(stock.measure)
            if known is not None and stock.full(known.fact):
                found.append(Full(each, stock, known.fact))
                break
    return found


def _unseen(queue: Queue) -> Text:
    return Text(
        "{who}: geen enkele termijn eindigt binnen de maanden die worden gevolgd, dus of besluiten te laat zijn is niet bekend.",
        "{who}: no term ends within the months that are followed, so whether decisions are late here is not known.",
    ).format(who=queue.name)


def _never(organisation: Text, staff: Text) -> Text:
    return Text(
        "{organisation}, {staff}: met geen enkel aantal mensen wordt 95 procent op tijd beslist, dus de rij is niet te "
        "berekenen.",
        "{organisation}, {staff}: with no number of people 95 percent is decided in time, so the queue cannot be computed.",
    ).format(organisation=organisation, staff=staff)
