"""An assessment: a proposal tested on a population, or one that was made before."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.errors import Problem, UserError
from uitvoerbaar.base.garbage import seldom_collected
from uitvoerbaar.base.language import Lang, active, mark, tr, trn
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.numbers import uncapital
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.base.scratch import scratch
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.whole import reserved
from uitvoerbaar.face.extras import need_report, need_tables
from uitvoerbaar.face.figures import Figure, Finding
from uitvoerbaar.face.given import COUNT, LANG, NAME, NUMBER, PATH, TRUTH, WHOLE, takes
from uitvoerbaar.face.people import People
from uitvoerbaar.face.population import Population, make_files
from uitvoerbaar.face.progress import Steps
from uitvoerbaar.findings import Assessment as Record
from uitvoerbaar.findings import verdict_said
from uitvoerbaar.proposal import Proposal, load_proposal

if TYPE_CHECKING:
    from uitvoerbaar.assess.context import Context
    from uitvoerbaar.face.difference import Difference
    from uitvoerbaar.face.reform import Reform

REPORT = "report.json"


@dataclass(frozen=True, repr=False)
class Assessment:
    """A whole uitvoeringstoets. `toets - eerdere` is what changed since the earlier one.

    Everything that the format of a report has is an attribute (`proposal`, `verdict`, `kader`, `laws`, `population`,
    `tests`, `limits`, ...); `findings` and `figures` are those that a notebook shows.
    """

    record: Record
    foreign: bool = False
    """Whether it was read from a file that this program did not write for this user, byte for byte."""

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, the heaviest first."""
        names = {law.id: law.name for law in self.record.laws}
        return tuple(Finding(finding, names, self.foreign) for finding in self.record.findings)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in the order of the report."""
        need_report()
        from uitvoerbaar.report.view import build

        numbers = build(self.record).numbers
        return tuple(Figure(figure, numbers[figure.id], self.foreign) for figure in self.record.figures)

    @takes(name=NAME)
    def finding(self, name: str) -> Finding:
        """The finding with an id. Raises UserError with a did-you-mean."""
        found: Finding = _named(name, self.findings, mark("geen bevinding '{name}'; {hint}"))
        return found

    @takes(name=NAME)
    def figure(self, name: str) -> Figure:
        """The figure with an id. Raises UserError with a did-you-mean."""
        found: Figure = _named(name, self.figures, mark("geen figuur '{name}'; {hint}"))
        return found

    def to_json(self) -> dict[str, Any]:
        """The assessment as plain values, in the format of docs/report-format.md."""
        return self.record.to_json()

    @takes(folder=PATH.like("'out/toets'"), lang=LANG, pdf=TRUTH)
    def write(self, folder: str | Path, *, lang: Lang | None = None, pdf: bool | None = None) -> tuple[Path, Path]:
        """Write report.json, report.html and (where the extra is installed, or `pdf` asks) report.pdf; gives both paths.

        The page opens in `lang`, or in the language that is spoken, and holds the other one too, as report.json does; the PDF
        and the CSV are in that one language.

        Raises PdfMissing when a PDF is asked that cannot be made.
        """
        need_report()
        from uitvoerbaar.report import pdf as paper
        from uitvoerbaar.report import write_report

        with_pdf = paper.available() if pdf is None else pdf
        return write_report(self.record, folder, lang or active(), pdf=with_pdf, foreign=self.foreign)

    def __sub__(self, earlier: Assessment) -> Difference:
        if not isinstance(earlier, Assessment):
            return NotImplemented
        from uitvoerbaar.face.difference import difference_of

        return difference_of(earlier, self)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "record":
            raise AttributeError(name)
        return getattr(self.record, name)

    @property
    def verdict_word(self) -> str:
        """The proposed verdict in words, in the active language: of what was looked at only, until the kader was assessed whole."""
        return str(words_of(active())["verdict"][verdict_said(self.record.verdict.value, self.record.kader)])

    def __repr__(self) -> str:
        verdict = uncapital(self.verdict_word)
        found = trn(len(self.record.findings), "{n} bevinding", "{n} bevindingen")
        return tr("<toets {id}: {verdict}, {found}>", id=self.record.proposal.id, verdict=verdict, found=found)

    def _repr_html_(self) -> str:
        need_report()
        from uitvoerbaar.report.fragments import assessment_html

        return assessment_html(self.record, active())


def _named(name: str, found: Sequence[Any], lacking: str) -> Any:
    by_id = {one.record.id: one for one in found}
    if name not in by_id:
        hint = suggest(name, by_id)
        known = ", ".join(by_id)
        raise UserError(
            tr(lacking, name=name, hint=hint or tr("er zijn: {known}", known=known)),
            expected=known,
            hint=hint,
        )
    return by_id[name]


@takes(
    proposal=PATH.like("'huurtoeslag-2026'"),
    households=COUNT,
    seed=WHOLE,
    prove=NUMBER,
    organisations=PATH.like("'eigen.csv'"),
    households_out=PATH.like("'huishoudens.parquet'"),
)
def assess(
    proposal: str | Path | Reform,
    population: Population | str | Path | None = None,
    *,
    households: int | None = 100_000,
    seed: int = 1,
    prove: float | None = None,
    organisations: str | Path | None = None,
    households_out: str | Path | None = None,
) -> Assessment:
    """Test a proposal on a population: every test of the assessment, and a proposed verdict.

    >>> import uitvoerbaar as uv
    >>> from uitvoerbaar.base.folders import data_dir
    >>> folk = uv.population(data_dir() / "population" / "voorbeeld")
    >>> uv.assess("kindgebonden-budget-2028", folk, prove=0)  # doctest: +SKIP
    <toets kindgebonden-budget-2028: uitvoerbaar, 0 bevindingen>

    (The example takes ten seconds; docs/voorbeeld.ipynb runs the same one.)

    `proposal` is a folder with proposal.yaml or the id of a shipped one. `population` is what `uv.population` gave, or
    a folder; without, a synthetic one of `households` and `seed` is made for this once. `prove` is the time in seconds
    for each proof: 0 leaves them out, None proves beside the tests for as long as those take. `organisations` is a CSV file
    with figures of organisations that take the place of ours (docs/organisations.md). `households_out` also writes a row per
    household to a .parquet or .csv file: its amounts before and after, weight and groups (docs/own-data.md); of your own data
    under the rule for small groups. Raises UserError for what cannot be read, or a day on which no scheme can be computed.
    """
    if isinstance(population, People):
        raise UserError(
            tr(
                "een toets rekent met huishoudens en gewichten, en een tabel van personen heeft die niet; "
                "zet uw tabellen in een map met een mapping.yaml en geef die aan uv.population"
            ),
            expected=tr("uv.population(map), of een map"),
        )
    if population is not None and not isinstance(population, Population):
        PATH.check("population", population)
    folder = population.folder if isinstance(population, Population) else population
    if _unsaved(proposal):
        raise UserError(
            tr("een rapport noemt het voornemen waar het over gaat: bewaar het eerst, met .save('mijn-voornemen')"),
            hint=".save('mijn-voornemen')",
        )
    return assess_steps(
        str(proposal),
        None if folder is None else Path(folder),
        households,
        seed,
        prove,
        organisations=None if organisations is None else Path(organisations),
        households_out=None if households_out is None else Path(households_out),
    )


def _unsaved(proposal: str | Path | Reform) -> bool:
    if isinstance(proposal, str | Path):
        return False
    from uitvoerbaar.face.reform import Reform  # its dials need the tables, which a path does not

    return isinstance(proposal, Reform) and not proposal.saved


def assess_steps(
    proposal: str,
    population: Path | None,
    households: int | None,
    seed: int,
    prove: float | None,
    *,
    out: Path | None = None,
    write_as: Lang | None = None,
    looked: Looked | None = None,
    organisations: Path | None = None,
    households_out: Path | None = None,
    told: Callable[[Text], object] = lambda _: None,
) -> Assessment:
    """Assess with a bar of steps; `write_as` also writes the report in `out`, as the last step.

    `looked` is what `looked_at` made of the proposal, `organisations` a file of the user with figures of organisations that
    take the place of ours. `households_out` is where a row per household goes; `told` hears what must be known of it. The
    printed command that repeats it names `out` where that is given.
    """
    need_tables()
    need_report()
    from uitvoerbaar.assess.run import assess as run_all
    from uitvoerbaar.assess.run import step_count
    from uitvoerbaar.face.organisations import check_figures, place_problems
    from uitvoerbaar.population.read import check_there
    from uitvoerbaar.proposal.model import ProposalError
    from uitvoerbaar.report import pdf as paper
    from uitvoerbaar.report import write_report

    loaded = load_proposal(proposal) if looked is None else looked.proposal
    words = ["uitvoerbaar", "assess", proposal, *(["--out", str(out)] if out else [])]
    many = "all" if households is None else str(households)
    words += ["--population", str(population)] if population else ["--households", many, "--seed", str(seed)]
    words += ["--prove", f"{prove:g}"] if prove is not None else []
    words += ["--organisations", str(organisations)] if organisations else []
    own_steps = (population is None) + (write_as is not None)
    also = None if households_out is None else households_writer(households_out, told)
    with ExitStack() as stack:
        stack.enter_context(seldom_collected())
        if out is not None and write_as is not None:
            stack.enter_context(reserved(out))  # said before the work that it cannot be written, or is being made
        if population is not None:
            check_there(population)
        if organisations is not None:
            check_figures(organisations)
        if wrong := place_problems(loaded):
            raise ProposalError(wrong)
        steps = stack.enter_context(Steps(tr("toets"), step_count() + own_steps))
        folder = population
        if folder is None:
            steps(tr("bevolking maken"))
            folder = stack.enter_context(scratch()) / "bevolking"
            make_files(folder, households, seed, int(loaded.after.date[:4]), quiet=True)
        linked = None if looked is None else looked.linked
        record = run_all(
            loaded,
            folder,
            shlex.join(words),
            steps,
            prove or None,
            prove_beside=prove is None,
            in_copy=write_as is not None,  # a program of its own: who calls from Python may have threads
            linked=linked,
            own_figures=organisations,
            also=also,
        )
        made = Assessment(record)
        if out is not None and write_as is not None:
            steps(tr("rapport schrijven"))
            write_report(record, out, write_as, pdf=paper.available(), in_copy=True)
    return made


def households_writer(path: Path, told: Callable[[Text], object]) -> Callable[[Context], None]:
    """What writes the households of an assessment. Raises UserError, before the work, for a place that cannot be written."""
    from uitvoerbaar.assess.households_file import write_households
    from uitvoerbaar.population.own.table_file import check_output

    check_output(path, ())

    def write(ctx: Context) -> None:
        for warning in write_households(ctx, path).warnings:
            told(warning)

    return write


Watch = Callable[[str, int, int], None]
"""Told at the start of each step: its name (a message), its number from 0, and how many there are."""


def assess_watched(proposal: str, population: Path, called: str, watch: Watch) -> Assessment:
    """Assess without proofs for who shows the steps elsewhere; `called` is the proposal as the printed command names it.

    What `watch` raises ends the assessment. Raises UserError as `assess` does.
    """
    need_tables()
    need_report()
    from uitvoerbaar.assess.run import assess as run_all
    from uitvoerbaar.assess.run import step_count
    from uitvoerbaar.population.read import check_there

    check_there(population)
    words = ["uitvoerbaar", "assess", called, "--population", population.name, "--prove", "0"]
    seen, most = 0, step_count()

    def told(name: str) -> None:
        nonlocal seen
        watch(name, min(seen, most - 1), most)
        seen += 1

    loaded = load_proposal(proposal)
    record = run_all(loaded, population, shlex.join(words), told)
    return Assessment(_renamed(record, {loaded.called: called, str(population): population.name}))


def _renamed(record: Record, places: Mapping[str, str]) -> Record:
    """A record in which folders of this machine have the names by which its readers know them."""
    before = text = json.dumps(record.to_json(), ensure_ascii=False)
    for place, name in places.items():
        text = text.replace(json.dumps(place, ensure_ascii=False)[1:-1], json.dumps(name, ensure_ascii=False)[1:-1])
    return record if text == before else Record.from_json(json.loads(text))


@dataclass(frozen=True, slots=True)
class Looked:
    """A proposal that was looked at before it is assessed: what is odd in it, and both sides linked."""

    proposal: Proposal
    doubts: tuple[Problem, ...]
    linked: Context


def looked_at(proposal: str) -> Looked:
    """What is odd in a proposal, before it is assessed: nothing that differs, a law that nobody reads, a factor of 100.

    Raises ProposalError for names of laws and articles that do not exist.
    """
    from uitvoerbaar.assess.effect import linked_doubts
    from uitvoerbaar.assess.make_context import without_people
    from uitvoerbaar.law.corpus import load_corpus
    from uitvoerbaar.proposal.doubts import doubts, own_errors
    from uitvoerbaar.proposal.model import ProposalError

    loaded = load_proposal(proposal)
    with seldom_collected():
        base = load_corpus()
        found = tuple(doubts(loaded, base))
        wrong = [problem for problem in found if problem.level == "error"]
        if wrong:
            raise ProposalError(wrong)
        linked = without_people(loaded, base)
        return Looked(loaded, (*own_errors(loaded), *found, *linked_doubts(loaded, linked)), linked)


def target_of(proposal: str) -> Path:
    """Where the report of a proposal comes when nobody says where. Raises ProposalError."""
    return Path("out") / load_proposal(proposal).id


def can_print() -> bool:
    """Whether a PDF can be made here."""
    need_report()
    from uitvoerbaar.report import pdf

    return pdf.available()


@takes(path=PATH.like("'out/toets/report.json'"))
def read(path: str | Path) -> Assessment:
    """The assessment in a report.json, or in the folder that has one.

    >>> import uitvoerbaar as uv
    >>> uv.read("nergens.json")
    Traceback (most recent call last):
    uitvoerbaar.findings.check.ReportError: nergens.json: 1 fout tegen het formaat uitvoeringstoets/1
      het bestand bestaat niet

    Raises UserError (ReportError) with everything that does not fit the format.
    """
    need_report()
    from uitvoerbaar.report import made_here, read_report

    file = Path(path)
    file = file / REPORT if os.path.isdir(file) else file
    return Assessment(Record.from_json(read_report(file)), foreign=not made_here(file))


def _report_of(name: str) -> Path | None:
    """The report.json that a name means; None for what is read as a proposal."""
    file = Path(name) / REPORT if os.path.isfile(Path(name) / REPORT) else Path(name)
    return file if file.suffix == ".json" else None


def doubts_before(name: str) -> tuple[Problem, ...]:
    """What is odd in a proposal that is assessed to compare it; nothing of a report. Raises as `looked_at`."""
    return () if _report_of(name) is not None else looked_at(name).doubts


def read_or_assess(name: str, population: Path | None) -> Assessment:
    """The assessment in a folder or file; a proposal is assessed first. Raises UserError for a proposal without people."""
    file = _report_of(name)
    if file is not None:
        return read(file)
    if population is None:
        raise UserError(
            tr(
                "{name}: hier staat geen report.json, dus dit wordt gelezen als voornemen.\n"
                "Geef met --population de map met de bevolking om het te toetsen.",
                name=name,
            )
        )
    need_tables()
    from uitvoerbaar.assess.run import assess as run_all
    from uitvoerbaar.assess.run import step_count

    with Steps(name, step_count()) as steps:
        words = ["uitvoerbaar", "assess", name, "--population", str(population)]
        return Assessment(run_all(load_proposal(name), population, shlex.join(words), steps))


def words_of(lang: Lang) -> dict[str, Any]:
    """The fixed words of the report in a language, such as those of the verdict and of the severities."""
    need_report()
    from uitvoerbaar.report.words import catalogue

    return catalogue(lang)
