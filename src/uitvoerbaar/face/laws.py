"""The laws of a day, as they stand or under a proposal: the object that every question about law is put to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from uitvoerbaar.base.clock import today
from uitvoerbaar.base.errors import Problem, UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.explain.refusals import find_law, read_date
from uitvoerbaar.face.asked import Asked, output_of
from uitvoerbaar.face.case import Case, Facts, as_case
from uitvoerbaar.face.explained import Explained, explain
from uitvoerbaar.face.given import COLUMNS, DAY, NAME, NAMES, NUMBER, OUTPUTS, PATH, PATHS, TRUTH, takes
from uitvoerbaar.law import Corpus, load_corpus
from uitvoerbaar.law.check.law_files import law_errors
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.proposal import Proposal, load_proposal
from uitvoerbaar.proposal.doubts import doubts_of_files, unused_on
from uitvoerbaar.proposal.found import found_schemes

if TYPE_CHECKING:
    from uitvoerbaar.face.case_months import CaseMonths
    from uitvoerbaar.face.coverage import Coverage
    from uitvoerbaar.face.known import KnownLaws
    from uitvoerbaar.face.months import MonthlyOutcomes
    from uitvoerbaar.face.outcomes import Outcomes
    from uitvoerbaar.face.people import Frame, People
    from uitvoerbaar.face.population import Population
    from uitvoerbaar.face.proofs import Proofs

Side = Literal["voor", "na"]
SIDES: tuple[Side, ...] = ("voor", "na")
MADE = "uitvoerbaar-reform-"
"""How the name begins of a folder that is made for the length of a command, of the numbers of `--set`."""


@dataclass(frozen=True, repr=False)
class Laws:
    """The laws on a day. Made by `uv.laws`; in a notebook it shows which laws there are."""

    on: str
    corpus: Corpus = field(compare=False)
    proposal: Proposal | None = None
    side: str = ""
    """'voor' or 'na' the proposal; empty without a proposal."""
    doubts: tuple[str, ...] = field(default=(), compare=False)
    """What is odd in the files of the proposal (names that do not exist, files that do nothing, units), and the errors in law files
    of the user; what is made with these laws tells it."""

    @cached_property
    def explainer(self) -> Explainer:
        """Linked laws are kept here, so that a second question is quick."""
        return Explainer(self.corpus, load_registers())

    def explain(self, what: Asked, case: Case | Facts | None = None) -> Explained:
        """One case with the reasons of the law. `what` is a scheme, 'law:output' or (law, output).

        >>> import uitvoerbaar as uv
        >>> wet = uv.laws(on="2026-01-01")
        >>> wet.explain("huurtoeslag", uv.case(kale_huur=uv.euro(700), loon_uit_dienstbetrekking=uv.euro(20_000))).unit
        'eurocent'

        The answer is in the unit of the law: `hoogte_zorgtoeslag` in eurocent a year. Raises UserError for an unknown
        law, output or fact (with a did-you-mean), and for a case that the law cannot decide.
        """
        law, output = output_of(what)
        made = explain(self.explainer, law, output, self.on, as_case(case))
        return replace(made, notes=(*self.doubts, *made.notes))

    @takes(first=NAME.like("'2026-01'"), last=NAME.like("'2026-12'"))
    def explain_months(self, what: Asked, case: Case | Facts | None, first: str, last: str) -> CaseMonths:
        """One case in every month from `first` to `last` (JJJJ-MM): the same situation, while everybody grows older.

        >>> import uitvoerbaar as uv
        >>> wet = uv.laws(on="2026-01-01")
        >>> wet.explain_months("zorgtoeslag", uv.case(geboortedatum="2008-03-15"), "2026-01", "2026-12")
        <hoogte zorgtoeslag: 2026: € 1.163,00>

        Raises UserError as `explain` does, and for an output that the law does not determine by month.
        """
        from uitvoerbaar.face.case_months import explain_months

        return explain_months(self, what, as_case(case), first, last)

    @takes(outputs=OUTPUTS, keep=COLUMNS, per=NAME.like("'huishouden'"), together=NAMES, each=NAMES)
    def run(
        self,
        outputs: Asked | Iterable[Asked],
        people: People | Population | Frame,
        *,
        keep: bool | Sequence[str] = False,
        per: str = "persoon",
        together: Sequence[str] = (),
        each: Sequence[str] = (),
    ) -> Outcomes:
        """Outputs for many people at once: a column per output, a row per person, amounts in eurocent.

        >>> import uitvoerbaar as uv
        >>> frame = {"bsn": [1, 2], "loon_uit_dienstbetrekking": [uv.euro(25_000), uv.euro(60_000)]}
        >>> made = uv.laws(on="2026-01-01").run("zorgtoeslag", frame)
        >>> made.table.to_pydict()
        {'bsn': [1, 2], 'zorgtoeslag': [155000, 0], 'fout': [None, None]}
        >>> made.assumed[:2]
        ('aow_opbouwjaren: 50', 'beleggingen: € 0,00')

        `people` is what `uv.people` or `uv.population` gave, or a frame for `uv.people`. Exact: kernels do most rows,
        what they doubt is explained step by step. A row that the law cannot decide is null, and tells why.

        `keep` also gives the columns that were given (all, or those named). With `per='huishouden'` a row is a household (a
        column `huishouden`, else a couple or single person): what holds for a couple counts once, what each has is added up.
        Of which outputs a couple gets one is known of schemes, and of what reads nobody else; of others `together` and
        `each` say it. Raises
        UserError (MicrodataError) with every column that does not fit.
        """
        from uitvoerbaar.face.outcomes import Shape, run

        return run(self, outputs, people, Shape(keep, per, together, each))

    @takes(outputs=OUTPUTS, first=NAME.like("'2026-01'"), last=NAME.like("'2026-12'"))
    def run_months(
        self, outputs: Asked | Iterable[Asked], people: People | Frame, first: str, last: str
    ) -> MonthlyOutcomes:
        """Outputs month by month, from month `first` to `last` (JJJJ-MM), and the sum of each person's months per year.

        >>> import uitvoerbaar as uv
        >>> student = {"bsn": [1] * 12, "maand": [f"2026-{m:02d}" for m in range(1, 13)], "geboortedatum": ["2008-03-15"] * 12}
        >>> made = uv.laws(on="2026-01-01").run_months("zorgtoeslag", student, "2026-01", "2026-12")
        >>> made.table["zorgtoeslag"].to_pylist()[2:5], made.sums["zorgtoeslag"].to_pylist()
        ([0, 12920, 12920], [116300])

        `people` has a row per person per month, with a column `maand` (JJJJ-MM) or `datum` (the first day of it); a row says
        how things are on the first day of its month. Children and housemates hold in every month, or have a month of their
        own. How a law makes its year of months, and from which source, is in `how` (data/reikwijdte/perioden.yaml). Raises
        UserError for an output that the law does not determine by month, and (MicrodataError) for a person who lacks a month
        or is in one twice, a month outside the span, and a fact of the year that differs between months.
        """
        from uitvoerbaar.face.months import run_months

        return run_months(self, outputs, people, first, last)

    @takes(outputs=OUTPUTS)
    def check_outputs(self, outputs: Iterable[Asked]) -> None:
        """Raises UserError for the first output that these laws do not have, with a did-you-mean."""
        for law, output in [output_of(each) for each in outputs]:
            find_law(self.corpus, law, output, self.on)

    def check_one_version(self, law: str, last: str) -> None:
        """Raises UserError when another version of a law comes into force after the day of these laws, up to month `last`."""
        later = [e.valid_from for e in self.corpus.versions[law] if self.on < e.valid_from and e.valid_from[:7] <= last]
        if later:
            raise UserError(
                tr(
                    "{law}: op {day} geldt een andere versie, waarin het getal niet is gewijzigd; kies maanden ervoor of erna",
                    law=law,
                    day=min(later),
                )
            )

    def out_of_reach(self, days: Iterable[str]) -> tuple[str, ...]:
        """What to tell of laws of the proposal of which another version holds on one of `days`: it changes nothing there."""
        if self.proposal is None:
            return ()
        situation = self.proposal.before if self.side == "voor" else self.proposal.after
        return _told(self.proposal, unused_on(situation, self.corpus, days))

    @takes(law=NAME.like("'wet_op_de_zorgtoeslag'"), name=NAME.like("'h-afkomst'"), seconds=NUMBER, fresh=TRUTH)
    def prove(self, law: str, name: str | None = None, *, seconds: float = 60.0, fresh: bool = False) -> Proofs:
        """Whether a property of data/properties holds for every household that can be, or which one breaks it.

        >>> import uitvoerbaar as uv
        >>> uv.laws(on="2026-01-01").prove("wet_op_de_zorgtoeslag", "h-afkomst", seconds=20)  # doctest: +SKIP
        <1 bewijs: h-afkomst bewezen>

        `name` is a property, or a letter for a group; None asks all that are about this law. `seconds` is the time for
        each question; what is not decided by then is 'undecided'. `fresh` asks again what was decided before. Raises
        UserError for an unknown law or property.
        """
        from uitvoerbaar.face.proofs import prove_law

        return prove_law(self, law, name, seconds=seconds, fresh=fresh)

    @cached_property
    def known(self) -> KnownLaws:
        """Which laws there are, with their versions, outputs and who carries them out; see `KnownLaws`."""
        from uitvoerbaar.face.known import known_laws

        return known_laws(self.corpus, self.on)

    @takes(laws=NAMES)
    def coverage(self, laws: Iterable[str] = ()) -> Coverage:
        """Per article of some laws (all when none is named) whether it is modelled, in part, or not, and what is missing.

        >>> import uitvoerbaar as uv
        >>> uv.laws(on="2026-01-01").coverage(["regeling_standaardpremie"])
        <1 artikel: 1 geheel>

        Raises UserError for a law that does not exist.
        """
        from uitvoerbaar.face.coverage import coverage_of

        return coverage_of(self.corpus, laws)

    def __repr__(self) -> str:
        under = (
            tr(", {side} het voornemen {id}", side=self.side, id=self.proposal.id) if self.proposal is not None else ""
        )
        return tr("<{versions} wetten op {on}{under}>", versions=len(self.known.in_force), on=self.on, under=under)

    def _repr_html_(self) -> str:
        return self.known._repr_html_()


@takes(on=DAY, proposal=PATH.like("'huurtoeslag-2026'"), folders=PATHS)
def laws(
    on: str | date | None = None,
    *,
    proposal: str | Path | None = None,
    side: Side = "na",
    folders: Iterable[str | Path] | None = None,
) -> Laws:
    """The laws on a day ('JJJJ-MM-DD' or a date), as they stand or under a proposal.

    >>> laws(on="2026-01-01")
    <... wetten op 2026-01-01>
    >>> laws(proposal="kinderopvangtoeslag-2015")
    <... wetten op 2015-01-01, na het voornemen kinderopvangtoeslag-2015>

    Without `on` it is the day of the proposal, or today. `proposal` is a folder or the id of a shipped one, `side` which
    of both: the law 'voor' (before) or 'na' (after) it. `folders` are law files in place of the shipped ones. Raises
    UserError for a day, proposal or law file that cannot be read.
    """
    if side not in SIDES:
        raise UserError(
            tr("side='{side}' kan niet; kies uit {sides}", side=side, sides=", ".join(SIDES)), expected=", ".join(SIDES)
        )
    chosen = tuple(map(Path, folders or ()))
    corpus = load_corpus(None if folders is None else chosen)
    told = errors_in(chosen)
    if proposal is None:
        return Laws(as_day(on), corpus, doubts=told)
    loaded = load_proposal(str(proposal))
    situation = loaded.before if side == "voor" else loaded.after
    return Laws(
        as_day(on or situation.date),
        corpus_of(loaded, side, corpus),
        loaded,
        side,
        (*told, *doubts_about(loaded, corpus, as_day(on or situation.date))),
    )


def errors_in(folders: Iterable[Path]) -> tuple[str, ...]:
    """The errors of `check` in law files of the user, for who asks them. Raises UserError for a path that does not exist."""
    return tuple(map(str, law_errors(folders)))


def corpus_of(proposal: Proposal, side: str, base: Corpus) -> Corpus:
    """The laws of a side of a proposal, with its new schemes in net income, as an assessment sees them."""
    before, after = proposal.before.corpus(base), proposal.after.corpus(base)
    if not proposal.new_schemes and not found_schemes(proposal, before, after):
        return before if side == "voor" else after
    from uitvoerbaar.assess.make_context import corpora  # numpy and the engine: not for who only reads a law

    _, sides = corpora(proposal, base, load_registers())
    return sides.before if side == "voor" else sides.after


def doubts_about(proposal: Proposal, corpus: Corpus, day: str | None = None) -> tuple[str, ...]:
    """What is odd in the files of a proposal, as `check` says it, for who asks a law under it (on `day`). Raises as `laws`.

    A file that was made of `--set` is named after that: the folder that it lies in is nobody's, and gone afterwards.
    """
    return _told(proposal, doubts_of_files(proposal, corpus, day))


def _told(proposal: Proposal, found: Iterable[Problem]) -> tuple[str, ...]:
    if proposal.folder.name.startswith(MADE):
        found = [replace(problem, file=_of_set(problem.file, proposal.folder.resolve())) for problem in found]
    return tuple(str(problem) for problem in found)


def _of_set(file: str, folder: Path) -> str:
    path = Path(file).resolve()
    return f"--set, {path.relative_to(folder).as_posix()}" if path.is_relative_to(folder) else file


def as_day(on: str | date | None) -> str:
    """A day as ISO text; None is today. Raises UserError when it is none."""
    return read_date(on) if isinstance(on, str) else (on or today()).isoformat()[: len("2026-01-01")]
