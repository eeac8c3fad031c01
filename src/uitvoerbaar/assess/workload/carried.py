"""The schemes that a proposal changes, each with who carries it out, its counts and its processes there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from uitvoerbaar.assess.context import Context, once
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.figures import SIDE
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.settlement.sides import settlements
from uitvoerbaar.assess.workload.counts import Cases, Estimates, cases, estimates
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.base.text import COMMA
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.organisations import Organisation, Organisations, load_organisations, productive_hours
from uitvoerbaar.delivery.organisations.load import FOLDER
from uitvoerbaar.delivery.work import Processes, Volumes, Work, load_processes, volumes, work
from uitvoerbaar.delivery.work.volumes import Counts
from uitvoerbaar.findings import Text

_THOUSANDTHS = 3
"""Decimals of a weight: what is less is no household but a sum of floats in another order."""


def sizes(before: float, after: float) -> tuple[float, ...]:
    """The groups that two counts give away: each, and by how many they differ; none of nobody."""
    found = (before, after, round(abs(after - before), _THOUSANDTHS))
    return tuple(size for size in found if size > 0)


@dataclass(frozen=True, eq=False)
class Carried:
    """A scheme with the organisation that carries it out; `changed` when the proposal changes it for anybody."""

    cases: Cases
    organisation: Organisation
    estimates: Estimates
    processes: Processes
    first_month: str

    @property
    def changed(self) -> bool:
        """Whether the proposal changes it for anybody."""
        return self.cases.changed

    @cached_property
    def counts(self) -> Counts:
        """How many of each count, before and after."""
        return {name: (pair.before.value, pair.after.value) for name, pair in self.estimates.items()}

    @property
    def groups(self) -> tuple[float, ...]:
        """How large every group is that a number on this work gives away: each count of each side, and what it changes by."""
        return tuple(size for pair in self.counts.values() for size in sizes(*pair))

    @cached_property
    def work(self) -> list[Work]:
        """Its processes at the organisation: cases, hours and euros."""
        made = self.processes.of(self.organisation.id, self.organisation.layer)
        return work(self.counts, made, self.processes.counted)

    @cached_property
    def volumes(self) -> list[Volumes]:
        """Its cases per process and month, for 36 months from the day that the proposal comes into force."""
        made = self.processes.of(self.organisation.id, self.organisation.layer)
        named = self.organisation.id, self.cases.scheme.id
        return volumes(*named, self.first_month, self.counts, made, self.processes.counted)


@dataclass(frozen=True, eq=False)
class Workload:
    """Everything that a run counts of the work of organisations."""

    carried: tuple[Carried, ...]
    organisations: Organisations
    processes: Processes
    hours: Fact
    """Productive hours of a full-time official a year."""
    unknown: tuple[Text, ...] = ()
    """Which schemes are left out, and why."""

    @property
    def changed(self) -> tuple[Carried, ...]:
        """The schemes that the proposal changes for anybody."""
        return tuple(each for each in self.carried if each.changed)

    @property
    def volumes(self) -> list[Volumes]:
        """Of every changed scheme."""
        return [each for carried in self.changed for each in carried.volumes]

    def at(self, organisation: str) -> tuple[Carried, ...]:
        """The schemes of an organisation."""
        return tuple(each for each in self.carried if each.organisation.id == organisation)

    @property
    def touched(self) -> tuple[Organisation, ...]:
        """The organisations of which some scheme changes."""
        return tuple({each.organisation.id: each.organisation for each in self.changed}.values())


@once
def workload(ctx: Context) -> Workload | Text:
    """The work that a run counts, or why it counts none. Raises LawFileError for a file of data/organisations that is wrong."""
    if not (data_dir() / FOLDER).is_dir():
        return Text(
            "Er zijn geen gegevens over organisaties (de map 'organisations' van de data).",
            "There are no data on organisations (the folder 'organisations' of the data).",
        )
    own: Path | None = ctx.own_figures
    organisations = load_organisations(own)
    processes = load_processes(organisations, own)
    hours = productive_hours(organisations)
    settled = settlements(ctx)
    month = ctx.proposal.effective[:7] if ctx.proposal.effective else ctx.sides.after.date[:7]
    made: list[Carried] = []
    unknown: list[Text] = []
    for scheme in ctx.settings.schemes:
        found = cases(ctx, scheme)
        if found is None:
            unknown += one_sided(ctx, scheme)
            continue
        organisation = organisations.named(scheme.provider)
        if organisation is None:
            unknown.append(_unknown(scheme.name, scheme.provider))
            continue
        made.append(Carried(found, organisation, estimates(ctx, found, settled), processes, month))
    # A number of own microdata is told by the tables only, which know how small it may be.
    counted = rule_of(ctx) is None
    unknown += [text for each in made if each.changed for text in falls_later(each, counted=counted)]
    return Workload(tuple(made), organisations, processes, hours, (*unknown, *of_one_place(organisations, processes)))


def falls_later(carried: Carried, *, counted: bool = True) -> Iterator[Text]:
    """The processes of which cases of the first year of the new rule come after the months followed, with how many (`counted`)."""
    names = {process.id: process.name for process in carried.processes.processes}
    for each in carried.volumes:
        before, after = (round(cases) for cases in each.later)
        if not (before or after):
            continue
        many = Text("{after} (nu: {before})", "{after} (now: {before})") if counted else Text("er een aantal", "some")
        yield Text(
            "{scheme}, {process}: van de zaken van het eerste jaar met de nieuwe regel komen {many} pas na de {months} maanden die "
            "worden gevolgd; die tellen niet mee in maanden, wachtrijen en drukste maand.",
            "{scheme}, {process}: of the cases of the first year with the new rule {many} come only after the {months} months that "
            "are followed; these do not count in months, queues and busiest month.",
        ).format(
            scheme=carried.cases.scheme.name,
            process=names[each.process],
            many=many.format(after=numeral(after), before=numeral(before)),
            months=str(len(each.after)),
        )


def one_sided(ctx: Context, scheme: Scheme) -> tuple[Text, ...]:
    """That the work of a scheme is not computed, when the law of one side only can compute it: who loses or gains it by that
    cannot be counted, and nothing must be read into its absence."""
    able = [ctx.column(role, scheme) is not None for role in ROLES]
    if able[0] == able[1]:
        return ()
    return (
        Text(
            "{scheme}: alleen aan de kant {side} te berekenen, dus wat het voornemen aan werk verandert is niet te berekenen.",
            "{scheme}: can be computed on the side {side} only, so how the proposal changes its work cannot be computed.",
        ).format(scheme=scheme.name, side=SIDE.of(ROLES[able.index(True)]).inside),
    )


def of_one_place(organisations: Organisations, processes: Processes) -> tuple[Text, ...]:
    """That own figures on the work of one municipality are not in an assessment, which knows the layer as a whole."""
    ids = dict.fromkeys(id_ for each in processes.processes for id_ in each.at if id_ in organisations.local)
    if not ids:
        return ()
    return (
        Text(
            "{names}: eigen cijfers over het werk van één gemeente, provincie of waterschap tellen hier niet mee, want de toets "
            "rekent met de bestuurslaag als geheel. Geef ze op bij gemeenten, provincies of waterschappen.",
            "{names}: own figures on the work of one municipality, province or water board are not counted here, for the test "
            "works with the layer as a whole. Give them for gemeenten, provincies or waterschappen.",
        ).format(names=COMMA.join(organisations.local[id_].name for id_ in ids)),
    )


def _unknown(scheme: Text, provider: str) -> Text:
    return Text(
        "{scheme}: uitvoerder '{provider}' staat niet in de gegevens over organisaties, dus het werk is niet te berekenen.",
        "{scheme}: provider '{provider}' is not in the data on organisations, so its work cannot be computed.",
    ).format(scheme=scheme, provider=provider)


def summed(works: Iterable[Work]) -> dict[str, list[Work]]:
    """The works by process, in order."""
    found: dict[str, list[Work]] = {}
    for each in works:
        found.setdefault(each.process.id, []).append(each)
    return found
